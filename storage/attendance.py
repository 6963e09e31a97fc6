"""Who comes to a meeting: what each has said, and the calls to ersättare. A reason is never asked for or kept."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, time

from sqlalchemy import BindParameter, Index, UniqueConstraint, bindparam, text, union
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
_SAID_BY = _SAID.where(col(Attendance.person_id) == bindparam("person"))
_CLASH = (
    col(Meeting.board_id) != bindparam("board"),
    col(Meeting.start_at) < bindparam("end"),
    col(Meeting.end_at) > bindparam("start"),
    col(Meeting.status).not_in(GONE),
)
_CALLED_ELSEWHERE = (
    select(CallIn.person_id)
    .join(Meeting, col(Meeting.id) == col(CallIn.meeting_id))
    .where(*_CLASH, col(CallIn.state).in_(LIVE), col(CallIn.person_id).in_(bindparam("people", expanding=True)))
)
_COMES_ELSEWHERE = (
    select(Attendance.person_id)
    .join(Meeting, col(Meeting.id) == col(Attendance.meeting_id))
    .where(*_CLASH, col(Attendance.person_id).in_(bindparam("people", expanding=True)))
    .where(col(Attendance.answer).in_((Coming.KOMMER, Coming.DISTANS, Coming.DELVIS)))
    .where(col(Attendance.time_rev) == col(Meeting.time_rev))
)
_ENGAGED = union(_CALLED_ELSEWHERE, _COMES_ELSEWHERE)
_AMONG: BindParameter[list[int]] = bindparam("meetings", expanding=True)
_ACTIVE = union(
    select(Attendance.meeting_id).where(col(Attendance.meeting_id).in_(_AMONG)),
    select(CallIn.meeting_id).where(col(CallIn.meeting_id).in_(_AMONG)),
)


def said(session: Session, meeting_id: int) -> list[Attendance]:
    """Everything that was said of the meeting, also of a time that no longer holds."""
    rows = list(session.execute(_SAID, {"meeting": meeting_id}).scalars())
    session.info["said", meeting_id] = rows  # held, or each would be made anew at the next look
    return rows


def said_by(session: Session, meeting_id: int, person_id: int) -> Attendance | None:
    """What that person said."""
    return session.execute(_SAID_BY, {"meeting": meeting_id, "person": person_id}).scalars().first()


def calls(session: Session, meeting_id: int) -> list[CallIn]:
    """Every call ever made for the meeting, oldest first."""
    rows = list(session.execute(_CALLS, {"meeting": meeting_id}).scalars())
    session.info["calls", meeting_id] = rows  # held, or each would be read again one by one
    return rows


def engaged(session: Session, meeting: Meeting, people: Collection[int]) -> set[int]:
    """Those who serve, or are asked to, in another board's meeting that overlaps with this one."""
    if not people:
        return set()
    values = {"board": meeting.board_id, "start": meeting.start_at, "end": meeting.end_at, "people": list(people)}
    return set(session.execute(_ENGAGED, values).scalars())


def active(session: Session, meeting_ids: Collection[int]) -> set[int]:
    """Those of the meetings of which anything has been said, or to which anybody was called."""
    return set(session.execute(_ACTIVE, {"meetings": list(meeting_ids)}).scalars()) if meeting_ids else set()


def said_by_person(session: Session, person_id: int) -> dict[tuple[int, int], Attendance]:
    """(meeting, its `time_rev`) → what the person said of it at that time."""
    rows = session.exec(select(Attendance).where(Attendance.person_id == person_id)).all()
    return {(row.meeting_id, row.time_rev): row for row in rows}


def calls_of_person(session: Session, person_id: int) -> dict[tuple[int, int], CallIn]:
    """(meeting, its `time_rev`) → the person's call: the live one, else the latest."""
    rows = session.exec(select(CallIn).where(CallIn.person_id == person_id).order_by(col(CallIn.id))).all()
    rows = sorted(rows, key=lambda row: row.state in LIVE)
    return {(row.meeting_id, row.time_rev): row for row in rows}
