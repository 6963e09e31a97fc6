"""What is to be taken up: items, from a thought in a channel to their place on a meeting's agenda."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, time
from typing import Any

from sqlalchemy import JSON, Index, UniqueConstraint, exists, func, or_
from sqlmodel import Field, Session, SQLModel, col, select

from storage.meetings import Meeting
from storage.polls import Poll
from storage.types import Instant, Word
from storage.words import ItemKind, ItemState, MeetingKind, PollState

PLACED = (ItemState.ON, ItemState.UTGAR)
"""Has a place on its meeting's agenda, and so a §."""


class AgendaItem(SQLModel, table=True):
    """One matter. It is in one place: a meeting's agenda, the secretary's queue, or neither."""

    __tablename__ = "agenda_item"
    __table_args__ = (Index("agenda_item_meeting", "meeting_id", "position"), Index("agenda_item_board", "board_id"))
    id: int = Field(default=None, primary_key=True)
    board_id: int = Field(foreign_key="board.id")
    meeting_id: int | None = Field(default=None, foreign_key="meeting.id")
    """The meeting that it is meant for, or stands on; None where none is booked yet."""
    proposed_meeting_id: int | None = Field(default=None, foreign_key="meeting.id")
    """A later meeting that waits for the submitter's yes (R39)."""
    title: str
    kind: ItemKind = Field(default=ItemKind.BESLUT, sa_type=Word(ItemKind))
    background: str | None = None
    proposal: str | None = None
    """Förslag till beslut."""
    presenter_id: int | None = Field(default=None, foreign_key="person.id")
    presenter: str | None = None
    """A guest's name."""
    presented_at: time | None = None
    """When a guest comes, on the meeting's wall."""
    minutes: int | None = None
    dnr: str | None = None
    links: list[str] = Field(default_factory=list, sa_type=JSON)
    state: ItemState = Field(default=ItemState.RECEIVED, sa_type=Word(ItemState))
    position: int = 0
    """The order on the agenda, and among the parts of an item; what isn't placed has none that means anything."""
    part_of_id: int | None = Field(default=None, foreign_key="agenda_item.id")
    """The item of which this is a part: a), b) …"""
    late: bool = False
    """Raised after the items had closed (R16)."""
    extra: bool = False
    """Taken in after the kallelse: numbered last (R36)."""
    paragraph: int | None = None
    """Frozen once the roll has been opened; until then it is worked out."""
    submitted_by: int = Field(foreign_key="person.id")
    submitted_at: datetime = Field(sa_type=Instant)
    changed_at: datetime = Field(sa_type=Instant)
    tabled_from_id: int | None = Field(default=None, foreign_key="agenda_item.id")
    """The item that it goes on from: tabled, or proposed by the board's arbetsutskott."""
    standing_id: int | None = Field(default=None, foreign_key="standing_item.id")
    poll_id: int | None = Field(default=None, foreign_key="poll.id", unique=True)
    """The question whose booked times the board is to fix (R15)."""
    rev: int = 1
    """Moves with what the cards about the item show."""
    settled_rev: int = 0
    """The `rev` that its cards are wanted at; settling looks only at items that have moved since."""
    shape_rev: int = 0
    """Its meeting's, when it was settled: the cards name the day."""


class StandingItem(SQLModel, table=True):
    """An item that comes by itself at every meeting of a kind."""

    __tablename__ = "standing_item"
    __table_args__ = (UniqueConstraint("board_id", "meeting_kind", "title"),)
    id: int = Field(default=None, primary_key=True)
    board_id: int = Field(foreign_key="board.id")
    meeting_kind: MeetingKind = Field(sa_type=Word(MeetingKind))
    title: str
    kind: ItemKind = Field(sa_type=Word(ItemKind))
    last: bool = False
    """Stands at the end (Övriga frågor, Avslutning), not at the beginning."""
    position: int = 0
    minutes: int | None = None


class AgendaVersion(SQLModel, table=True):
    """An agenda as it was sent: with the kallelse, and each time that a change was sent."""

    __tablename__ = "agenda_version"
    __table_args__ = (UniqueConstraint("meeting_id", "number"),)
    id: int = Field(default=None, primary_key=True)
    meeting_id: int = Field(foreign_key="meeting.id")
    number: int
    sent_at: datetime = Field(sa_type=Instant)
    sent_by: int = Field(foreign_key="person.id")
    rows: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)


def item(session: Session, item_id: int) -> AgendaItem | None:
    """The item with that id."""
    return session.get(AgendaItem, item_id)


def on_meeting(session: Session, meeting_id: int) -> list[AgendaItem]:
    """What stands on the meeting's agenda, in order, parts too."""
    where = (AgendaItem.meeting_id == meeting_id, col(AgendaItem.state).in_(PLACED))
    query = select(AgendaItem).where(*where).order_by(col(AgendaItem.position), col(AgendaItem.id))
    return list(session.exec(query).all())


def on_meetings(session: Session, meeting_ids: Collection[int]) -> list[AgendaItem]:
    """The same of several meetings."""
    where = (col(AgendaItem.meeting_id).in_(meeting_ids), col(AgendaItem.state).in_(PLACED))
    query = select(AgendaItem).where(*where).order_by(col(AgendaItem.position), col(AgendaItem.id))
    return list(session.exec(query).all())


def queue(session: Session, board_id: int) -> list[AgendaItem]:
    """What waits for the secretary or for its submitter, the oldest first."""
    waiting = (ItemState.RECEIVED, ItemState.ASKED_BACK)
    where = (AgendaItem.board_id == board_id, col(AgendaItem.state).in_(waiting))
    return list(session.exec(select(AgendaItem).where(*where).order_by(col(AgendaItem.id))).all())


def submitted_by(session: Session, board_id: int, person_id: int) -> list[AgendaItem]:
    """The person's own items on that board, the newest first."""
    where = (AgendaItem.board_id == board_id, AgendaItem.submitted_by == person_id)
    return list(session.exec(select(AgendaItem).where(*where).order_by(col(AgendaItem.id).desc())).all())


def any_standing(session: Session, board_id: int) -> bool:
    """Whether anything comes by itself at any of the board's meetings."""
    return session.exec(select(StandingItem.id).where(StandingItem.board_id == board_id).limit(1)).first() is not None


def standing(session: Session, board_id: int, kind: MeetingKind) -> list[StandingItem]:
    """The items that come by themselves at such a meeting, in order."""
    where = (StandingItem.board_id == board_id, StandingItem.meeting_kind == kind)
    order = (col(StandingItem.last), col(StandingItem.position), col(StandingItem.id))
    return list(session.exec(select(StandingItem).where(*where).order_by(*order)).all())


def versions(session: Session, meeting_id: int) -> list[AgendaVersion]:
    """The agendas that were sent, the first first."""
    where = AgendaVersion.meeting_id == meeting_id
    return list(session.exec(select(AgendaVersion).where(where).order_by(col(AgendaVersion.number))).all())


def stale(session: Session, board_id: int) -> list[tuple[AgendaItem, int]]:
    """Items that have moved, or whose meeting has, since their cards were made right; with its `shape_rev`."""
    shape = func.coalesce(col(Meeting.shape_rev), 0)
    moved = or_(col(AgendaItem.settled_rev) != col(AgendaItem.rev), col(AgendaItem.shape_rev) != shape)
    query = select(AgendaItem, shape).join(Meeting, col(Meeting.id) == col(AgendaItem.meeting_id), isouter=True)
    rows = session.execute(query.where(col(AgendaItem.board_id) == board_id, moved).order_by(col(AgendaItem.id)))
    return [(row[0], int(row[1])) for row in rows]


def of_meeting(session: Session, meeting_id: int) -> list[AgendaItem]:
    """Whatever is meant for the meeting or stands on its agenda, but not what was returned or taken back."""
    gone = (ItemState.RETURNED, ItemState.WITHDRAWN)
    where = (AgendaItem.meeting_id == meeting_id, col(AgendaItem.state).not_in(gone))
    return list(session.exec(select(AgendaItem).where(*where).order_by(col(AgendaItem.position))).all())


def standing_on(session: Session, meeting_id: int) -> set[int]:
    """Which of the items that come by themselves have come, whatever became of them."""
    where = (AgendaItem.meeting_id == meeting_id, col(AgendaItem.standing_id).is_not(None))
    return {one for one in session.exec(select(AgendaItem.standing_id).where(*where)).all() if one is not None}


def beginnings(session: Session, meeting_id: int) -> int:
    """How many items that come by themselves stand at the beginning of the agenda."""
    query = select(AgendaItem).join(StandingItem, col(StandingItem.id) == col(AgendaItem.standing_id))
    where = (AgendaItem.meeting_id == meeting_id, col(StandingItem.last).is_(False))
    return len(session.exec(query.where(*where)).all())


def of_standing(session: Session, standing_id: int) -> list[AgendaItem]:
    """Every item that came by itself because of that one."""
    return list(session.exec(select(AgendaItem).where(AgendaItem.standing_id == standing_id)).all())


def everything(session: Session, board_id: int) -> list[AgendaItem]:
    """Every item that the board ever had, the oldest first."""
    return list(
        session.exec(select(AgendaItem).where(AgendaItem.board_id == board_id).order_by(col(AgendaItem.id))).all()
    )


def budgets(session: Session, meeting_ids: Collection[int]) -> dict[int, AgendaItem]:
    """Meeting → the first budget item that stands on its agenda: it makes the meeting public (R18)."""
    where = (col(AgendaItem.meeting_id).in_(meeting_ids), AgendaItem.kind == ItemKind.BUDGET)
    query = select(AgendaItem).where(*where, AgendaItem.state == ItemState.ON).order_by(col(AgendaItem.position).desc())
    return {row.meeting_id: row for row in session.exec(query).all() if row.meeting_id is not None}


def years_to_fix(session: Session, board_id: int, after: datetime) -> list[Poll]:
    """Questions about a whole year that were booked since then and whose times no item proposes yet."""
    where = (Poll.board_id == board_id, Poll.state == PollState.BOOKED, col(Poll.several), col(Poll.closed_at) >= after)
    proposed = exists().where(col(AgendaItem.poll_id) == col(Poll.id))
    return list(session.exec(select(Poll).where(*where, ~proposed).order_by(col(Poll.id))).all())


def gone_on_from(session: Session, item_id: int) -> AgendaItem | None:
    """The item that goes on from this one, on another agenda."""
    return session.exec(select(AgendaItem).where(AgendaItem.tabled_from_id == item_id)).first()
