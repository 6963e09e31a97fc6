"""Making, changing, moving and cancelling meetings. What people are told of it follows in settle."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any
from uuid import uuid4

from sqlmodel import Session

from handlers.boards.actions import require_runner
from handlers.boards.people import local, zone
from handlers.calendar_days import to_utc
from handlers.errors import Refusal
from handlers.meetings import refusals
from handlers.meetings.reading import announced_now, one_meeting
from handlers.meetings.rules import Announced, status_at_first
from handlers.run import Who
from storage import meetings, trail
from storage.boards import Board, calendar_changed, touch
from storage.meetings import GONE, Meeting
from storage.words import MeetingKind, MeetingStatus


@dataclass(frozen=True, slots=True)
class Wanted:
    """A meeting as it is to be."""

    kind: MeetingKind
    facts: Announced


def make(session: Session, now: datetime, who: Who, board_id: int, wanted: Wanted) -> int:
    """Books a meeting without a question about dates."""
    board = session.get_one(Board, board_id)
    touch(session, board)
    require_runner(session, now, board, who)
    meeting = Meeting(
        board_id=board.id,
        uid=uuid4().hex,
        kind=wanted.kind,
        status=status_at_first(wanted.kind),
        timezone=board.timezone,
        created_at=now,
        booked_by=who.person,
        **_columns(board, wanted.facts, now),
    )
    session.add(meeting)
    session.flush()
    _note(session, now, who, board, meeting, "made")
    return meeting.id


def change(session: Session, now: datetime, who: Who, meeting_id: int, sequence: int, wanted: Wanted) -> None:
    """Gives the meeting another time, place, way, link or name."""
    meeting, board = _to_change(session, now, who, meeting_id, sequence)
    moved = announced_now(meeting).moves(wanted.facts)
    meeting.kind = wanted.kind
    _apply(meeting, board, wanted.facts, now, moved)
    _note(session, now, who, board, meeting, "moved" if moved else "changed")


def cancel(session: Session, now: datetime, who: Who, meeting_id: int, sequence: int) -> None:
    """Calls the meeting off, with the reserve date that was kept for it."""
    meeting, board = _to_change(session, now, who, meeting_id, sequence)
    for row in (meeting, meetings.reserve_of(session, meeting)):
        if row is not None:
            row.status, row.sequence, row.changed_at = MeetingStatus.INSTALLT, row.sequence + 1, now
    _note(session, now, who, board, meeting, "cancelled")


def use_reserve(session: Session, now: datetime, who: Who, meeting_id: int, sequence: int) -> None:
    """Moves the meeting to its reserve date, whose own entry goes."""
    meeting, board = _to_change(session, now, who, meeting_id, sequence)
    reserve = meetings.reserve_of(session, meeting)
    if reserve is None:
        raise Refusal(refusals.no_reserve)
    before = announced_now(meeting)
    _apply(meeting, board, _at(before, reserve), now, moved=True)
    reserve.status, reserve.changed_at = MeetingStatus.ANVANT, now
    _note(session, now, who, board, meeting, "moved to its reserve date")


def _at(facts: Announced, reserve: Meeting) -> Announced:
    return Announced(facts.title, reserve.start, reserve.end, facts.place, facts.mode, facts.link)


def decided(session: Session, now: datetime, who: Who, meeting_id: int, sequence: int) -> None:
    """The board has fixed the day (R15): the meeting, and its reserve date, are no longer preliminary."""
    meeting, board = _to_change(session, now, who, meeting_id, sequence)
    for row in (meeting, meetings.reserve_of(session, meeting)):
        if row is not None:
            row.status, row.changed_at = MeetingStatus.BESLUTAT, now
    _note(session, now, who, board, meeting, "decided")


Change = Callable[[Session, datetime, Who, int, int], None]
"""An action on one meeting that its message showed at a sequence."""


def _to_change(session: Session, now: datetime, who: Who, meeting_id: int, sequence: int) -> tuple[Meeting, Board]:
    """The meeting, if the person may change it and has seen it as it is (house rule 5)."""
    meeting = one_meeting(session, meeting_id)
    board = session.get_one(Board, meeting.board_id)
    touch(session, board)
    session.refresh(meeting)
    require_runner(session, now, board, who)
    if meeting.status in GONE or meeting.end_at <= now:
        raise Refusal(refusals.over)
    if meeting.sequence != sequence:
        raise Refusal(partial(refusals.moved_on, facts=announced_now(meeting), year=local(board, now).year))
    return meeting, board


def _columns(board: Board, facts: Announced, now: datetime) -> dict[str, Any]:
    return {
        "title": facts.title,
        "start": facts.start,
        "end": facts.end,
        "start_at": to_utc(facts.start, zone(board)),
        "end_at": to_utc(facts.end, zone(board)),
        "place": facts.place,
        "mode": facts.mode,
        "link": facts.link,
        "changed_at": now,
    }


def _apply(meeting: Meeting, board: Board, facts: Announced, now: datetime, moved: bool) -> None:
    if (meeting.start, meeting.end) != (facts.start, facts.end):
        meeting.time_rev += 1
    for name, value in _columns(board, facts, now).items():
        setattr(meeting, name, value)
    if moved:
        meeting.sequence += 1


def _note(session: Session, now: datetime, who: Who, board: Board, meeting: Meeting, what: str) -> None:
    meeting.rev, meeting.shape_rev = meeting.rev + 1, meeting.shape_rev + 1
    calendar_changed(board, now)
    session.flush()
    trail.note(session, now, board.id, who.person, f"meeting.{what}", meeting=meeting.id)
