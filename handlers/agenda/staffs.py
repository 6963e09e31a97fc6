"""The secretary's table: what is taken in, asked for, moved, returned; in which order; what comes by itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from sqlmodel import Session

from handlers.agenda import ordering, refusals
from handlers.agenda.actions import changed, edit, move_to, open_item, place
from handlers.agenda.coming_items import propose_to_board
from handlers.agenda.facts import Wanted
from handlers.agenda.letters import agenda_changed
from handlers.agenda.reading import agenda_of, coming
from handlers.agenda.rules import may_return
from handlers.boards.actions import require_runner, require_staff, roles_on, text_for
from handlers.boards.people import composition
from handlers.errors import Refusal
from handlers.run import Who
from storage import agenda, outbox, trail
from storage.agenda import PLACED, AgendaItem, AgendaVersion, StandingItem
from storage.boards import Board, touch
from storage.meetings import Meeting
from storage.outbox import To
from storage.words import ItemKind, ItemState, Priority

WAITING = (ItemState.RECEIVED, ItemState.ASKED_BACK)


def _to_handle(session: Session, now: datetime, who: Who, item_id: int, rev: int) -> tuple[AgendaItem, Board]:
    """The item, if staff have seen it as it is."""
    row, board = open_item(session, item_id)
    require_staff(session, now, board, who)
    if row.rev != rev:
        raise Refusal(refusals.moved_on)
    return row, board


def take_in(session: Session, now: datetime, who: Who, item_id: int, rev: int) -> None:
    """*Ta med*: onto the agenda of the meeting that it is meant for, else of the next."""
    row, board = _to_handle(session, now, who, item_id, rev)
    if row.state not in WAITING:
        raise Refusal(refusals.settled)
    ahead = coming(session, now, board)
    meant = next((one for one in ahead if one.id == row.meeting_id), ahead[0] if ahead else None)
    if meant is None:
        raise Refusal(refusals.no_later_meeting)
    row.proposed_meeting_id = None
    place(session, row, meant)
    changed(session, now, row, who.person, "taken_in")


def ask_back(session: Session, now: datetime, who: Who, item_id: int, rev: int) -> None:
    """*Be om komplettering*: the submitter is asked to say more."""
    row, _ = _to_handle(session, now, who, item_id, rev)
    if row.state is not ItemState.RECEIVED:
        raise Refusal(refusals.settled)
    row.state = ItemState.ASKED_BACK
    changed(session, now, row, who.person, "asked_back")


def give_back(session: Session, now: datetime, who: Who, item_id: int, rev: int) -> None:
    """*Lämna tillbaka*: never a ledamot's or a revisor's item (R39)."""
    row, board = _to_handle(session, now, who, item_id, rev)
    if row.state not in WAITING:
        raise Refusal(refusals.settled)
    if not may_return(roles_on(session, now, board, row.submitted_by)):
        raise Refusal(refusals.never_returned)
    row.state = ItemState.RETURNED
    changed(session, now, row, who.person, "returned")


def postpone(session: Session, now: datetime, who: Who, item_id: int, rev: int, meeting_id: int | None = None) -> None:
    """*Ta på senare möte*: a ledamot's or revisor's item only with their yes (R39), anybody else's at once."""
    row, board = _to_handle(session, now, who, item_id, rev)
    if row.state not in (*WAITING, *PLACED):
        raise Refusal(refusals.settled)
    later = _later(session, now, board, row, meeting_id)
    asks = not may_return(roles_on(session, now, board, row.submitted_by)) and row.submitted_by != who.person
    if asks:
        row.proposed_meeting_id = later.id
    else:
        move_to(session, row, later)
    changed(session, now, row, who.person, "postponed")


def _later(session: Session, now: datetime, board: Board, row: AgendaItem, meeting_id: int | None) -> Meeting:
    meant = session.get(Meeting, row.meeting_id) if row.meeting_id is not None else None
    ahead = [one for one in coming(session, now, board) if meant is None or one.start > meant.start]
    found = next((one for one in ahead if meeting_id in (None, one.id)), None)
    if found is None:
        raise Refusal(refusals.no_later_meeting)
    return found


def leave_out(session: Session, now: datetime, who: Who, item_id: int, rev: int) -> None:
    """*Utgår*: keeps its § on an agenda that was sent (R36), else it goes back to the queue. Once more: it stands."""
    row, _ = _to_handle(session, now, who, item_id, rev)
    meeting = session.get(Meeting, row.meeting_id) if row.meeting_id is not None else None
    if row.state is ItemState.UTGAR:
        row.state = ItemState.ON
    elif row.state is ItemState.ON:
        sent = meeting is not None and meeting.notice_at is not None
        row.state = ItemState.UTGAR if sent or row.standing_id is not None else ItemState.RECEIVED
    else:
        raise Refusal(refusals.settled)
    changed(session, now, row, who.person, "left_out")


def edit_and_place(
    session: Session,
    now: datetime,
    who: Who,
    item_id: int,
    rev: int,
    wanted: Wanted,
    place_on_list: int | None,
    propose: bool = False,
) -> None:
    """Changes what the item says; for staff also where it stands, the meeting, and whether the board gets it."""
    row, board = open_item(session, item_id)
    meant = row.meeting_id
    edit(session, now, who, item_id, rev, wanted)
    if not roles_on(session, now, board, who.person).keeps_the_books:
        return
    if place_on_list is not None and row.state in PLACED:
        reorder(session, now, who, item_id, row.rev, to_number(place_on_list))
    if wanted.meeting is not None and wanted.meeting != meant:
        _to_another_meeting(session, now, who, row, wanted.meeting)
    if propose:
        propose_to_board(session, now, who, board, row)


def _to_another_meeting(session: Session, now: datetime, who: Who, row: AgendaItem, meeting_id: int) -> None:
    """A later one by the rules for postponing; an earlier one at once."""
    meeting = session.get_one(Meeting, meeting_id)
    meant = session.get(Meeting, row.meeting_id) if row.meeting_id is not None else None
    if meant is not None and meeting.start > meant.start:
        postpone(session, now, who, row.id, row.rev, meeting_id)
        return
    move_to(session, row, meeting)
    changed(session, now, row, who.person, "moved")


Order = Callable[[Sequence[int], int], list[int]]


def reorder(session: Session, now: datetime, who: Who, item_id: int, rev: int, order: Order) -> None:
    """Up, down, or to a number among its like: items, or the parts of one item."""
    row, _ = _to_handle(session, now, who, item_id, rev)
    if row.state not in PLACED:
        raise Refusal(refusals.settled)
    rows = [one for one in agenda.on_meeting(session, row.meeting_id or 0) if one.part_of_id == row.part_of_id]
    if any(one.paragraph is not None for one in rows):
        raise Refusal(refusals.frozen)
    by_id = {one.id: one for one in rows}
    for position, one in enumerate(order([one.id for one in rows], row.id)):
        by_id[one].position = position
    changed(session, now, row, who.person, "ordered")


def to_number(place_on_list: int) -> Order:
    """To that place, counted from 1."""
    return lambda order, item: ordering.moved(order, item, place_on_list - 1)


def make_part(session: Session, now: datetime, who: Who, item_id: int, rev: int) -> None:
    """A part a), b) … of the item above; a part becomes an item of its own again, after the one it belonged to."""
    row, _ = _to_handle(session, now, who, item_id, rev)
    if row.state not in PLACED:
        raise Refusal(refusals.settled)
    rows = agenda.on_meeting(session, row.meeting_id or 0)
    if row.part_of_id is not None:
        _stand_alone(rows, row)
    else:
        mains = [one.id for one in rows if one.part_of_id is None]
        above = ordering.before(mains, row.id)
        if above is None:
            raise Refusal(refusals.first_has_no_part)
        for part in (one for one in rows if one.part_of_id == row.id):
            part.part_of_id = above
        row.part_of_id = above
        row.position = max(one.position for one in rows) + 1
    changed(session, now, row, who.person, "parted")


def _stand_alone(rows: Sequence[AgendaItem], row: AgendaItem) -> None:
    by_id = {one.id: one for one in rows}
    mains = [one.id for one in rows if one.part_of_id is None]
    place_after = mains.index(row.part_of_id or 0) + 1
    row.part_of_id = None
    for position, one in enumerate(ordering.moved(mains, row.id, place_after)):
        by_id[one].position = position


def keep_version(session: Session, now: datetime, who: Who, meeting: Meeting) -> AgendaVersion:
    """The agenda as it is sent now, kept with its number."""
    sent = agenda.versions(session, meeting.id)
    rows = version_rows(session, meeting.id)
    version = AgendaVersion(meeting_id=meeting.id, number=len(sent) + 1, sent_at=now, sent_by=who.person, rows=rows)
    session.add(version)
    session.flush()
    trail.note(session, now, meeting.board_id, who.person, "agenda.sent", meeting=meeting.id, version=version.number)
    return version


def send_change(session: Session, now: datetime, who: Who, meeting_id: int) -> None:
    """*Skicka ändring*: what has changed since the agenda was sent, to everybody on the board that day (R5)."""
    meeting = session.get_one(Meeting, meeting_id)
    board = session.get_one(Board, meeting.board_id)
    touch(session, board)
    require_runner(session, now, board, who)
    sent = agenda.versions(session, meeting.id)
    if not sent or sent[-1].rows == version_rows(session, meeting.id):
        raise Refusal(refusals.nothing_changed)
    before, version = sent[-1].rows, keep_version(session, now, who, meeting)
    facts = agenda_of(session, now, meeting.id)
    for person in sorted({m.person for m in composition(session, board, meeting.start.date()).mandates}):
        body = agenda_changed(text_for(session, board, person), facts, before, version.rows).body()
        name, to = f"agenda.changed:{meeting.id}.{version.number}:{person}", To(person=person)
        outbox.letter(session, now, name, to, body, board=board.id, priority=Priority.CARD)


def version_rows(session: Session, meeting_id: int) -> list[dict[str, Any]]:
    """The agenda as a version keeps it."""
    rows = agenda.on_meeting(session, meeting_id)
    return [{"id": row.id, "title": row.title, "state": row.state.value} for row in rows]


def set_standing(
    session: Session, now: datetime, who: Who, meeting_id: int, first: Sequence[str], last: Sequence[str]
) -> None:
    """The items that come by themselves at meetings of this one's kind. One that goes leaves the agendas on which it
    stands; one that is new comes onto every coming agenda in settle."""
    meeting = session.get_one(Meeting, meeting_id)
    board = session.get_one(Board, meeting.board_id)
    touch(session, board)
    require_staff(session, now, board, who)
    there = {one.title: one for one in agenda.standing(session, board.id, meeting.kind)}
    wanted = [(title, False) for title in first] + [(title, True) for title in last]
    for position, (title, at_the_end) in enumerate(wanted):
        row = there.pop(title, None) or StandingItem(
            board_id=board.id, meeting_kind=meeting.kind, title=title, kind=ItemKind.FORMALIA
        )
        row.last, row.position = at_the_end, position
        session.add(row)
    for row in there.values():
        _remove_standing(session, now, board, row)
    session.flush()
    trail.note(session, now, board.id, who.person, "agenda.standing", meeting=meeting.id, items=len(wanted))


def _remove_standing(session: Session, now: datetime, board: Board, row: StandingItem) -> None:
    ahead = {one.id for one in coming(session, now, board)}
    for item in agenda.of_standing(session, row.id):
        if item.meeting_id in ahead and item.paragraph is None:
            item.state, item.rev = ItemState.WITHDRAWN, item.rev + 1
        item.standing_id = None
    session.flush()
    session.delete(row)
