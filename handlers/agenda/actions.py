"""Raising an item, changing it, taking it back: what its submitter does, in one transaction each."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from handlers.agenda import refusals
from handlers.agenda.facts import Wanted
from handlers.agenda.reading import coming, meeting_of_items
from handlers.agenda.rules import may_raise
from handlers.boards.actions import roles_on
from handlers.boards.people import today
from handlers.errors import Refusal
from handlers.run import Who
from storage import agenda, trail
from storage.agenda import PLACED, AgendaItem
from storage.boards import Board, calendar_changed, touch
from storage.meetings import GONE, Meeting
from storage.words import ItemState


def submit(session: Session, now: datetime, who: Who, board_id: int, wanted: Wanted) -> int:
    """Receives an item; staff's own stands on the agenda at once. One that comes after the items closed is late."""
    board = session.get_one(Board, board_id)
    touch(session, board)
    roles = roles_on(session, now, board, who.person)
    if not may_raise(roles):
        raise Refusal(refusals.may_not_raise)
    meeting = _meant_for(session, now, board, wanted)
    row = AgendaItem(board_id=board.id, submitted_by=who.person, submitted_at=now, changed_at=now, title="")
    session.add(row)
    apply(row, wanted)
    row.meeting_id = meeting.id if meeting else None
    if meeting is not None:
        seen = meeting_of_items(board, meeting, today(board, now))
        row.late, row.extra = seen.closed, seen.noticed
    session.flush()
    if roles.keeps_the_books and meeting is not None:
        place(session, row, meeting)
    note(session, now, row, who.person, "submitted")
    return row.id


def _meant_for(session: Session, now: datetime, board: Board, wanted: Wanted) -> Meeting | None:
    """The meeting that was chosen; else the first whose items haven't closed, else the next one."""
    ahead = coming(session, now, board)
    if wanted.meeting is not None:
        return next((row for row in ahead if row.id == wanted.meeting), None)
    day = today(board, now)
    in_time = (row for row in ahead if not meeting_of_items(board, row, day).closed)
    return next(in_time, ahead[0] if ahead else None)


def apply(row: AgendaItem, wanted: Wanted) -> None:
    """What was filled in."""
    row.title, row.kind = wanted.title, wanted.kind
    row.background, row.proposal, row.dnr = wanted.background, wanted.proposal, wanted.dnr
    row.presenter_id, row.presenter, row.presented_at = wanted.presenter, wanted.guest, wanted.guest_at
    row.minutes, row.links = wanted.minutes, list(wanted.links)


def edit(session: Session, now: datetime, who: Who, item_id: int, rev: int, wanted: Wanted) -> None:
    """The submitter, or staff, changes what the item says; one that was asked back waits for the secretary again."""
    row, board = open_item(session, item_id)
    staff = roles_on(session, now, board, who.person).keeps_the_books
    if row.submitted_by != who.person and not staff:
        raise Refusal(refusals.not_yours)
    if row.rev != rev:
        raise Refusal(refusals.moved_on)
    if row.state in (ItemState.RETURNED, ItemState.WITHDRAWN):
        raise Refusal(refusals.settled)
    apply(row, wanted)
    if row.state is ItemState.ASKED_BACK and row.submitted_by == who.person:
        row.state = ItemState.RECEIVED
    changed(session, now, row, who.person, "edited")


def take_back(session: Session, now: datetime, who: Who, item_id: int) -> None:
    """The submitter's own item is gone; one that was summoned to keeps its number as "utgår" (R36)."""
    row, _ = open_item(session, item_id)
    if row.submitted_by != who.person:
        raise Refusal(refusals.not_yours)
    if row.state in (ItemState.RETURNED, ItemState.WITHDRAWN, ItemState.UTGAR):
        raise Refusal(refusals.settled)
    meeting = session.get(Meeting, row.meeting_id) if row.meeting_id is not None else None
    summoned = row.state is ItemState.ON and meeting is not None and meeting.notice_at is not None
    row.state = ItemState.UTGAR if summoned else ItemState.WITHDRAWN
    changed(session, now, row, who.person, "taken_back")


def answer_move(session: Session, now: datetime, who: Who, item_id: int, agreed: bool) -> None:
    """The submitter says whether the item may wait for the later meeting that the secretary proposed (R39)."""
    row, _ = open_item(session, item_id)
    if row.submitted_by != who.person:
        raise Refusal(refusals.not_yours)
    if row.proposed_meeting_id is None:
        raise Refusal(refusals.settled)
    proposed = session.get_one(Meeting, row.proposed_meeting_id)
    row.proposed_meeting_id = None
    if agreed and proposed.status not in GONE:
        move_to(session, row, proposed)
    elif not agreed and row.state is ItemState.RECEIVED and row.meeting_id is not None:
        place(session, row, session.get_one(Meeting, row.meeting_id))
    changed(session, now, row, who.person, "agreed_to_move" if agreed else "refused_to_move")


def move_to(session: Session, row: AgendaItem, meeting: Meeting) -> None:
    """Onto another meeting: one that stood on an agenda stands last on the new one, with its parts."""
    parts = [one for one in agenda.on_meeting(session, row.meeting_id or 0) if one.part_of_id == row.id]
    row.meeting_id, row.late, row.extra = meeting.id, False, meeting.notice_at is not None
    row.part_of_id = None
    if row.state in PLACED:
        row.position = next_position(session, meeting.id, but=row.id)
        row.state = ItemState.ON
    for part in parts:
        part.meeting_id = meeting.id


def place(session: Session, row: AgendaItem, meeting: Meeting) -> None:
    """Onto the agenda, last of those that don't come by themselves at the end."""
    row.meeting_id, row.state, row.part_of_id = meeting.id, ItemState.ON, None
    row.extra = meeting.notice_at is not None
    rows = [one for one in agenda.on_meeting(session, meeting.id) if one.part_of_id is None and one.id != row.id]
    ends = _at_the_end(session, rows)
    row.position = next_position(session, meeting.id, but=row.id)
    if ends:  # Övriga frågor and Avslutning stay last
        row.position = min(one.position for one in ends)
        for one in rows:
            if one.position >= row.position:
                one.position += 1
    session.flush()


def _at_the_end(session: Session, rows: list[AgendaItem]) -> list[AgendaItem]:
    last = {
        s.id
        for row in rows
        if row.standing_id
        for s in [session.get_one(agenda.StandingItem, row.standing_id)]
        if s.last
    }
    return [row for row in rows if row.standing_id in last]


def next_position(session: Session, meeting_id: int, but: int) -> int:
    """After everything that stands there."""
    return max((one.position for one in agenda.on_meeting(session, meeting_id) if one.id != but), default=-1) + 1


def open_item(session: Session, item_id: int) -> tuple[AgendaItem, Board]:
    """The item, in line behind other gestures on its board. Raises Refusal when it isn't there."""
    board = session.get_one(Board, _board_of(session, item_id))
    touch(session, board)
    row = session.get_one(AgendaItem, item_id, populate_existing=True)
    return row, board


def _board_of(session: Session, item_id: int) -> int:
    row = agenda.item(session, item_id)
    if row is None:
        raise Refusal(refusals.no_item)
    return row.board_id


def changed(session: Session, now: datetime, row: AgendaItem, by: int, what: str) -> None:
    """The item's cards follow, and the trail has it."""
    row.rev, row.changed_at = row.rev + 1, now
    note(session, now, row, by, what)


def note(session: Session, now: datetime, row: AgendaItem, by: int, what: str) -> None:
    """A line in the trail; and the calendars may show it (R18)."""
    calendar_changed(session.get_one(Board, row.board_id), now)
    session.flush()
    trail.note(session, now, row.board_id, by, f"item.{what}", item=row.id, meeting=row.meeting_id)
