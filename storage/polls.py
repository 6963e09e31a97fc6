"""Questions about dates: the poll, its proposed times, who is asked and what they answered."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple, cast

from sqlalchemy import BindParameter, Index, Table, UniqueConstraint, bindparam, inspect, or_
from sqlalchemy import select as columns
from sqlmodel import Field, Session, SQLModel, col, select

from storage.types import Instant, WallTime, Word
from storage.words import Answer, MeetingKind, MeetingMode, PollState


class Poll(SQLModel, table=True):
    """A question about dates to one board. `rev` moves with every answer, `shape_rev` with what is asked or of whom."""

    __table_args__ = (Index("poll_open", "board_id", "state"),)
    id: int = Field(default=None, primary_key=True)
    board_id: int = Field(foreign_key="board.id")
    title: str
    place: str | None = None
    mode: MeetingMode = Field(default=MeetingMode.FYSISKT, sa_type=Word(MeetingMode))
    kind: MeetingKind = Field(default=MeetingKind.SAMMANTRADE, sa_type=Word(MeetingKind))
    state: PollState = Field(default=PollState.OPEN, sa_type=Word(PollState))
    deadline_at: datetime = Field(sa_type=Instant)
    created_by: int = Field(foreign_key="person.id")
    created_at: datetime = Field(sa_type=Instant)
    closed_at: datetime | None = Field(default=None, sa_type=Instant)
    closed_by: int | None = Field(default=None, foreign_key="person.id")
    rev: int = 1
    shape_rev: int = 1
    several: bool = False
    """Each time is to become a meeting (a whole year); otherwise the times are alternatives for one."""
    turns: int = 1
    """How often times have been put: 1, and one more each time that some are added."""
    asked_at: datetime = Field(sa_type=Instant)
    """When times were put last."""
    roster_rev: int = 0
    """The board's, when those who are asked were last worked out."""


class Slot(SQLModel, table=True):
    """One proposed time, in wall time of the board's zone; `uid` becomes the meeting's in the calendars."""

    __table_args__ = (UniqueConstraint("poll_id", "position"),)
    id: int = Field(default=None, primary_key=True)
    poll_id: int = Field(foreign_key="poll.id")
    position: int
    turn: int = 1
    """The asking in which the time was put; later ones are asked alone."""
    uid: str = Field(unique=True)
    start: datetime = Field(sa_type=WallTime)
    end: datetime = Field(sa_type=WallTime)
    note: str | None = None
    reserve_for_id: int | None = Field(default=None, foreign_key="slot.id")
    created_at: datetime = Field(sa_type=Instant)
    booked_at: datetime | None = Field(default=None, sa_type=Instant)
    """Chosen: the meetings' own settle makes the meeting of it."""


class Asked(SQLModel, table=True):
    """Somebody who is asked. `rev` moves with the person's own answers, so that only their own card is redrawn."""

    poll_id: int = Field(foreign_key="poll.id", primary_key=True)
    person_id: int = Field(foreign_key="person.id", primary_key=True)
    rev: int = 0


class Ballot(SQLModel, table=True):
    """One person's answer to one time; the later click wins."""

    __table_args__ = (UniqueConstraint("slot_id", "person_id"),)
    id: int = Field(default=None, primary_key=True)
    slot_id: int = Field(foreign_key="slot.id")
    person_id: int = Field(foreign_key="person.id")
    answer: Answer = Field(sa_type=Word(Answer))
    answered_at: datetime = Field(sa_type=Instant)
    answered_by: int = Field(foreign_key="person.id")


class Time(NamedTuple):
    """A slot to read."""

    id: int
    start: datetime
    end: datetime
    note: str | None
    reserve_for_id: int | None
    booked_at: datetime | None
    turn: int


class Given(NamedTuple):
    """A ballot to read: of 264 rows at each click, objects that could be changed would be the dearest part."""

    slot_id: int
    person_id: int
    answer: Answer
    answered_at: datetime
    answered_by: int


def poll(session: Session, poll_id: int) -> Poll | None:
    """The poll with that id."""
    return session.get(Poll, poll_id)


def board_of(session: Session, poll_id: int) -> int | None:
    """The id of the board that the poll was put to: all that one needs to stand in line on it."""
    return session.execute(_BOARD_OF, {"poll": poll_id}).scalar()


def open_polls(session: Session, board_id: int) -> list[Poll]:
    """The board's questions that still take answers, oldest first."""
    where = (Poll.board_id == board_id, Poll.state == PollState.OPEN)
    return list(session.exec(select(Poll).where(*where).order_by(col(Poll.id))).all())


def polls_to_settle(session: Session, board_id: int, closed_after: datetime) -> list[Poll]:
    """The open ones, and those closed so lately that a card may still show them as open."""
    return list(session.execute(_LATELY, {"board": board_id, "after": closed_after}).scalars())


# Put together once, for that takes longer than to run them.
_LATELY = (
    select(Poll)
    .where(col(Poll.board_id) == bindparam("board"))
    .where(or_(col(Poll.state) == PollState.OPEN, col(Poll.closed_at) >= bindparam("after")))
    .order_by(col(Poll.id))
)
_POLL: BindParameter[int] = bindparam("poll")
_SLOTS = columns(Slot).where(col(Slot.poll_id) == _POLL).order_by(col(Slot.position))
_BOARD_OF = columns(col(Poll.board_id)).where(col(Poll.id) == _POLL)
_TIME = cast(Table, inspect(Slot).local_table).c
_TIMES = columns(*(_TIME[name] for name in Time._fields)).where(_TIME.poll_id == _POLL).order_by(_TIME.position)
_GIVEN = cast(Table, inspect(Ballot).local_table).c
_BALLOTS = (
    columns(*(_GIVEN[name] for name in Given._fields))
    .join_from(_GIVEN.id.table, _TIME.id.table, _TIME.id == _GIVEN.slot_id)
    .where(_TIME.poll_id == _POLL)
    .order_by(_GIVEN.id)
)
_ASKED = columns(col(Asked.person_id), col(Asked.rev)).where(col(Asked.poll_id) == _POLL).order_by(col(Asked.person_id))
_BALLOT = columns(Ballot).where(col(Ballot.slot_id) == bindparam("slot"), col(Ballot.person_id) == bindparam("person"))


def slots(session: Session, poll_id: int) -> list[Slot]:
    """The poll's times in the order in which they were asked."""
    return list(session.execute(_SLOTS, {"poll": poll_id}).scalars())


def times(session: Session, poll_id: int) -> list[Time]:
    """The same, to read only."""
    session.flush()  # what is only a table to SQLAlchemy doesn't make it write down first what has changed
    return [Time(*row) for row in session.execute(_TIMES, {"poll": poll_id})]


def first_slot(session: Session, poll_id: int, turn: int) -> int:
    """The id of the first time that was put in that asking."""
    query = select(Slot.id).where(Slot.poll_id == poll_id, Slot.turn == turn).order_by(col(Slot.position))
    return session.exec(query.limit(1)).one()


def ballots(session: Session, poll_id: int) -> list[Given]:
    """Every answer to every time of the poll."""
    session.flush()  # see `times`
    return [Given(*row) for row in session.execute(_BALLOTS, {"poll": poll_id})]


def own_ballots(session: Session, poll_id: int, person_id: int) -> list[Ballot]:
    """The person's answers to the times of the poll."""
    query = select(Ballot).join(Slot, col(Slot.id) == col(Ballot.slot_id))
    return list(session.exec(query.where(Slot.poll_id == poll_id, Ballot.person_id == person_id)).all())


def asked(session: Session, poll_id: int) -> list[Asked]:
    """Who is asked."""
    return list(session.exec(select(Asked).where(Asked.poll_id == poll_id).order_by(col(Asked.person_id))).all())


def asked_revs(session: Session, poll_id: int) -> dict[int, int]:
    """The same, to read only: person → the revision of their own answers."""
    return {row.person_id: row.rev for row in session.execute(_ASKED, {"poll": poll_id})}


def ballot(session: Session, slot_id: int, person_id: int) -> Ballot | None:
    """The person's answer to that time."""
    return session.execute(_BALLOT, {"slot": slot_id, "person": person_id}).scalars().first()
