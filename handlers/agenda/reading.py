"""Reads items, agendas and the queue as rules and views want them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from sqlmodel import Session

from handlers.agenda import refusals
from handlers.agenda.facts import Agenda, Item, MeetingOfItems, OneItem, Paragraph
from handlers.agenda.numbering import Sitting, numbered
from handlers.agenda.rules import closes, may_return
from handlers.boards.board_rules import BoardRules
from handlers.boards.people import composition, local, today
from handlers.errors import Refusal
from storage import agenda, meetings, rosters
from storage.agenda import PLACED, AgendaItem
from storage.boards import Board
from storage.meetings import GONE, Meeting
from storage.words import ItemState, MeetingKind


def item_of(row: AgendaItem) -> Item:
    """What the row tells."""
    return Item(
        id=row.id,
        board=row.board_id,
        title=row.title,
        kind=row.kind,
        state=row.state,
        submitter=row.submitted_by,
        rev=row.rev,
        meeting=row.meeting_id,
        proposed_meeting=row.proposed_meeting_id,
        background=row.background,
        proposal=row.proposal,
        presenter=row.presenter_id,
        guest=row.presenter,
        guest_at=row.presented_at,
        minutes=row.minutes,
        dnr=row.dnr,
        links=tuple(row.links),
        position=row.position,
        part_of=row.part_of_id,
        late=row.late,
        extra=row.extra,
        paragraph=row.paragraph,
        standing=row.standing_id is not None,
    )


def meeting_of_items(board: Board, row: Meeting, day: date) -> MeetingOfItems:
    """The meeting, as seen on that local date of the board."""
    last = closes(row.start.date(), BoardRules.from_mapping(board.rules).items_close_days)
    return MeetingOfItems(
        id=row.id,
        title=row.title,
        kind=row.kind,
        status=row.status,
        start=row.start,
        end=row.end,
        place=row.place,
        closes=last,
        closed=day > last,
        noticed=row.notice_at is not None,
        mode=row.mode,
    )


def coming(session: Session, now: datetime, board: Board) -> list[Meeting]:
    """The board's coming meetings that items can be meant for, soonest first; no reserve date."""
    reserves = meetings.main_slots(session, board.id)
    return [row for row in meetings.coming(session, board.id, now) if row.slot_id not in reserves]


def numbers(session: Session, board: Board) -> dict[int, Paragraph]:
    """Every item's number, over all the board's meetings (R36)."""
    rows = [row for row in meetings.meetings(session, board.id) if row.status not in GONE]
    items = agenda.on_meetings(session, [row.id for row in rows])
    sittings = [
        Sitting(
            row.start.date(),
            tuple(item_of(item) for item in items if item.meeting_id == row.id),
            row.kind is MeetingKind.SAMMANTRADE,
        )
        for row in rows
    ]
    rules = BoardRules.from_mapping(board.rules)
    return numbered(sittings, rules.numbering, rules.first_paragraph)


def agenda_of(session: Session, now: datetime, meeting_id: int, person: int | None = None) -> Agenda:
    """The meeting's agenda as the person sees it; None sees what everybody does. Raises Refusal for no meeting."""
    row = session.get(Meeting, meeting_id)
    if row is None:
        raise Refusal(refusals.no_meeting)
    board = session.get_one(Board, row.board_id)
    day = today(board, now)
    roles = composition(session, board, day).roles(person or 0)
    items = tuple(item_of(item) for item in agenda.on_meeting(session, row.id))
    queue = tuple(item_of(item) for item in agenda.queue(session, board.id)) if roles.keeps_the_books else ()
    people = {one.submitter for one in (*items, *queue)} | {one.presenter for one in (*items, *queue)}
    later = [other for other in coming(session, now, board) if other.start > row.start]
    return Agenda(
        board=board.short,
        board_name=board.name,
        year=local(board, now).year,
        meeting=meeting_of_items(board, row, day),
        items=items,
        numbers=numbers(session, board),
        names=rosters.names(session, {one for one in people if one is not None}),
        roles=roles,
        queue=queue,
        later=tuple(meeting_of_items(board, other, day) for other in later),
        changed=_has_changed(session, row.id, items),
    )


def _has_changed(session: Session, meeting_id: int, items: Sequence[Item]) -> bool:
    sent = agenda.versions(session, meeting_id)
    now = [{"id": item.id, "title": item.title, "state": item.state.value} for item in items]
    return bool(sent) and sent[-1].rows != now


def one_item(session: Session, now: datetime, item_id: int) -> OneItem:
    """An item with what its words need. Raises Refusal when it isn't there."""
    row = agenda.item(session, item_id)
    if row is None:
        raise Refusal(refusals.no_item)
    board = session.get_one(Board, row.board_id)
    day = today(board, now)
    found = {m.id: meeting_of_items(board, m, day) for m in meetings.meetings(session, board.id)}
    ahead = [found[m.id] for m in coming(session, now, board)]
    submitter = composition(session, board, day).roles(row.submitted_by)
    people = {row.submitted_by, row.presenter_id} - {None}
    meeting = found.get(row.meeting_id or 0)
    return OneItem(
        board=board.short,
        year=local(board, now).year,
        item=item_of(row),
        meeting=meeting,
        proposed=found.get(row.proposed_meeting_id or 0),
        coming=tuple(ahead),
        names=rosters.names(session, {one for one in people if one is not None}),
        paragraph=numbers(session, board).get(row.id) if row.state in PLACED else None,
        may_be_returned=may_return(submitter),
        closes=meeting.closes if meeting else None,
    )


def waits(item: Item) -> bool:
    """Whether the secretary owes a word."""
    return item.state is ItemState.RECEIVED
