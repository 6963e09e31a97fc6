"""Meetings: a fixed time keeps its wall time and zone, so that a changed clock never moves it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BindParameter, Index, bindparam, exists
from sqlmodel import Field, Session, SQLModel, col, select

from storage.polls import Poll, Slot
from storage.types import Instant, WallTime, Word
from storage.words import MeetingKind, MeetingMode, MeetingStatus

GONE = (MeetingStatus.INSTALLT, MeetingStatus.ANVANT)


class Meeting(SQLModel, table=True):
    """A meeting of a board. The unique slot has the last word on "booked once" (house rule 8)."""

    __table_args__ = (Index("meeting_board_start", "board_id", "start_at"),)
    id: int = Field(default=None, primary_key=True)
    board_id: int = Field(foreign_key="board.id")
    uid: str = Field(unique=True)
    slot_id: int | None = Field(default=None, foreign_key="slot.id", unique=True)
    title: str
    kind: MeetingKind = Field(sa_type=Word(MeetingKind))
    mode: MeetingMode = Field(sa_type=Word(MeetingMode))
    status: MeetingStatus = Field(sa_type=Word(MeetingStatus))
    place: str | None = None
    link: str | None = None
    note: str | None = None
    timezone: str
    start: datetime = Field(sa_type=WallTime)
    end: datetime = Field(sa_type=WallTime)
    start_at: datetime = Field(sa_type=Instant)
    end_at: datetime = Field(sa_type=Instant)
    sequence: int = 0
    created_at: datetime = Field(sa_type=Instant)
    changed_at: datetime = Field(sa_type=Instant)
    booked_by: int = Field(foreign_key="person.id")
    announced: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    """What people were last told of it; empty until the first word. Settle tells what has changed since."""
    time_rev: int = 1
    """Moves when the meeting gets another time: what was answered about the old one no longer holds."""
    shape_rev: int = 1
    """Moves with what everybody's cards show: time, place, who sits on the board."""
    rev: int = 1
    """Moves with every answer and call: the card of who comes."""
    roster_rev: int = 0
    """The board's, when those who are asked were last worked out."""
    asked_at: datetime | None = Field(default=None, sa_type=Instant)
    """When ledamöter were asked whether they come."""
    asked_rev: int = 0
    """The `time_rev` of which they were asked, which names their cards."""
    approval_at: datetime | None = Field(default=None, sa_type=Instant)
    """When the chair was asked to look at the kallelse before it goes (R17)."""
    notice_at: datetime | None = Field(default=None, sa_type=Instant)
    """When the kallelse was sent."""
    notice_by: int | None = Field(default=None, foreign_key="person.id")


# What every click looks at, put together once, for that takes longer than to run it.
_BOARD: BindParameter[int] = bindparam("board")
_NOT_OVER = (
    select(Meeting)
    .where(col(Meeting.board_id) == _BOARD, col(Meeting.end_at) > bindparam("now"))
    .order_by(col(Meeting.start_at))
)
_NOT_MADE = (
    select(Slot, Poll)
    .join(Poll, col(Poll.id) == col(Slot.poll_id))
    .where(col(Poll.board_id) == _BOARD, col(Slot.booked_at).is_not(None))
    .where(~exists().where(col(Meeting.slot_id) == col(Slot.id)))
    .order_by(col(Slot.start))
)


def meetings(session: Session, board_id: int) -> list[Meeting]:
    """All of a board's meetings, by start."""
    return list(session.exec(select(Meeting).where(Meeting.board_id == board_id).order_by(col(Meeting.start_at))).all())


def not_yet_over(session: Session, board_id: int, now: datetime) -> list[Meeting]:
    """Meetings that haven't ended, cancelled ones too, soonest first."""
    return list(session.execute(_NOT_OVER, {"board": board_id, "now": now}).scalars())


def reserve_of(session: Session, meeting: Meeting) -> Meeting | None:
    """The first reserve date that still stands for this meeting."""
    query = select(Meeting).join(Slot, col(Slot.id) == col(Meeting.slot_id))
    where = (col(Slot.reserve_for_id) == meeting.slot_id, col(Meeting.status).not_in(GONE))
    return session.exec(query.where(*where).order_by(col(Meeting.start_at))).first() if meeting.slot_id else None


def coming(session: Session, board_id: int, now: datetime) -> list[Meeting]:
    """Meetings that haven't ended and aren't cancelled, soonest first."""
    where = (Meeting.board_id == board_id, col(Meeting.end_at) > now, col(Meeting.status).not_in(GONE))
    return list(session.exec(select(Meeting).where(*where).order_by(col(Meeting.start_at))).all())


def booked_slots_without_meeting(session: Session, board_id: int) -> list[tuple[Slot, Poll]]:
    """Times that were chosen and that no meeting has been made of, in the order of their start."""
    return [(slot, poll) for slot, poll in session.execute(_NOT_MADE, {"board": board_id})]


def main_slots(session: Session, board_id: int) -> dict[int, int]:
    """Reserve time → the time for which it is the reserve, over all the board's questions; ids of slots."""
    query = select(Slot.id, Slot.reserve_for_id).join(Poll, col(Poll.id) == col(Slot.poll_id))
    rows = session.exec(query.where(Poll.board_id == board_id, col(Slot.reserve_for_id).is_not(None))).all()
    return {reserve: main for reserve, main in rows if main is not None}


def of_slot(session: Session, slot_id: int) -> Meeting | None:
    """The meeting that was booked at that proposed time."""
    return session.exec(select(Meeting).where(Meeting.slot_id == slot_id)).first()
