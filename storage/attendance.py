"""Who comes to a meeting: what each has said, and the calls to ersättare. A reason is never asked for or kept."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, time

from sqlalchemy import BindParameter, Index, UniqueConstraint, bindparam, text
from sqlmodel import Field, Session, SQLModel, col, select

from storage.meetings import GONE, Meeting
from storage.types import Instant, Word
from storage.words import CallState, Coming

LIVE = (CallState.WAITING, CallState.ASKED, CallState.ACCEPTED)
"""A call that holds its seat and its person."""
_WHILE_LIVE = text("state IN ('waiting','asked','accepted')")


def _once_while_live(name: str, what: str) -> Index:
    return Index(name, "meeting_id", what, unique=True, sqlite_where=_WHILE_LIVE, postgresql_where=_WHILE_LIVE)


class Attendance(SQLModel, table=True):
    """What a person has said of a meeting; the later click wins."""

    __table_args__ = (UniqueConstraint("meeting_id", "person_id"),)
    id: int = Field(default=None, primary_key=True)
    meeting_id: int = Field(foreign_key="meeting.id")
    person_id: int = Field(foreign_key="person.id", index=True)
    answer: Coming | None = Field(default=None, sa_type=Word(Coming))
    """None: nothing said, or taken back."""
    first: time | None = None
    """DELVIS: there from, on the meeting's wall; None from the beginning."""
    last: time | None = None
    """DELVIS: there until; None to the end."""
    wants_back: Coming | None = Field(default=None, sa_type=Word(Coming))
    """Said after an ersättare had accepted: holds only once the person has been asked and said so again (R7)."""
    back_first: time | None = None
    back_last: time | None = None
    """The hours that go with `wants_back`, when it is DELVIS."""
    time_rev: int
    """The meeting's time that it was said of; an answer about another time no longer holds."""
    answered_at: datetime = Field(sa_type=Instant)
    answered_by: int = Field(foreign_key="person.id")
    rev: int = 1
    """Moves with what the person's own cards show."""


class CallIn(SQLModel, table=True):
    """A call to an ersättare to serve for a seat. The two indexes have the last word on one seat, one person."""

    __tablename__ = "call_in"
    __table_args__ = (
        _once_while_live("call_in_seat", "seat_id"),
        _once_while_live("call_in_live", "person_id"),
        Index("call_in_person", "person_id"),
    )
    id: int = Field(default=None, primary_key=True)
    meeting_id: int = Field(foreign_key="meeting.id")
    seat_id: int = Field(foreign_key="seat.id")
    person_id: int = Field(foreign_key="person.id")
    for_person_id: int | None = Field(default=None, foreign_key="person.id")
    """The ledamot who is away; None for a seat that nobody holds."""
    state: CallState = Field(default=CallState.WAITING, sa_type=Word(CallState))
    on_request: bool = False
    """Staff chose whom to ask, or to ask though the ledamot has said nothing."""
    time_rev: int
    created_at: datetime = Field(sa_type=Instant)
    ask_at: datetime = Field(sa_type=Instant)
    """When the person is, or was, asked."""
    answer_by: datetime = Field(sa_type=Instant)
    accepted_at: datetime | None = Field(default=None, sa_type=Instant)
    """When the person said yes last."""
    ended_at: datetime | None = Field(default=None, sa_type=Instant)
    """When it was declined, timed out, released or cancelled."""
    ended_by: int | None = Field(default=None, foreign_key="person.id")
    chased_at: datetime | None = Field(default=None, sa_type=Instant)
    """The last in the order is never timed out: when they were reminded and the secretary told (R7)."""
    rev: int = 1


_MEETING: BindParameter[int] = bindparam("meeting")
_SAID = select(Attendance).where(col(Attendance.meeting_id) == _MEETING).order_by(col(Attendance.id))
_CALLS = select(CallIn).where(col(CallIn.meeting_id) == _MEETING).order_by(col(CallIn.id))


def said(session: Session, meeting_id: int) -> list[Attendance]:
    """Everything that was said of the meeting, also of a time that no longer holds."""
    return list(session.execute(_SAID, {"meeting": meeting_id}).scalars())


def said_by(session: Session, meeting_id: int, person_id: int) -> Attendance | None:
    """What that person said."""
    where = (Attendance.meeting_id == meeting_id, Attendance.person_id == person_id)
    return session.exec(select(Attendance).where(*where)).first()


def calls(session: Session, meeting_id: int) -> list[CallIn]:
    """Every call ever made for the meeting, oldest first."""
    return list(session.execute(_CALLS, {"meeting": meeting_id}).scalars())


def calls_of(session: Session, person_id: int, now: datetime) -> list[tuple[CallIn, Meeting]]:
    """The person's calls to meetings that aren't over or cancelled, soonest meeting first."""
    query = select(CallIn, Meeting).join(Meeting, col(Meeting.id) == col(CallIn.meeting_id))
    where = (CallIn.person_id == person_id, col(Meeting.end_at) > now, col(Meeting.status).not_in(GONE))
    rows = session.exec(query.where(*where).order_by(col(Meeting.start_at), col(CallIn.id))).all()
    return [(call, meeting) for call, meeting in rows if call.time_rev == meeting.time_rev]


def engaged(session: Session, meeting: Meeting, people: Collection[int]) -> set[int]:
    """Those who serve, or are asked to, in another board's meeting that overlaps with this one."""
    if not people:
        return set()
    clash = (
        Meeting.board_id != meeting.board_id,
        col(Meeting.start_at) < meeting.end_at,
        col(Meeting.end_at) > meeting.start_at,
        col(Meeting.status).not_in(GONE),
    )
    called = select(CallIn.person_id).join(Meeting, col(Meeting.id) == col(CallIn.meeting_id))
    called = called.where(*clash, col(CallIn.state).in_(LIVE), col(CallIn.person_id).in_(people))
    there = select(Attendance.person_id).join(Meeting, col(Meeting.id) == col(Attendance.meeting_id))
    comes = (Coming.KOMMER, Coming.DISTANS, Coming.DELVIS)
    there = there.where(*clash, col(Attendance.answer).in_(comes), col(Attendance.person_id).in_(people))
    there = there.where(col(Attendance.time_rev) == col(Meeting.time_rev))
    return {*session.exec(called).all(), *session.exec(there).all()}


def active(session: Session, meeting_ids: Collection[int]) -> set[int]:
    """Those of the meetings of which anything has been said, or to which anybody was called."""
    if not meeting_ids:
        return set()
    said_of = select(Attendance.meeting_id).where(col(Attendance.meeting_id).in_(meeting_ids)).distinct()
    called = select(CallIn.meeting_id).where(col(CallIn.meeting_id).in_(meeting_ids)).distinct()
    return {*session.exec(said_of).all(), *session.exec(called).all()}
