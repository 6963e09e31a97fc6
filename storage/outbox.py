"""What is to be said: letters (fixed text, sent once) and cards (rendered at the moment of sending, then updated).

A row is written in the same transaction as the fact that it tells of. How it leaves: storage/sending.py."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast
from uuid import uuid4

from sqlalchemy import JSON, Index, Table, bindparam, case, delete, func, inspect, or_, text, update
from sqlalchemy import select as columns
from sqlmodel import Field, Session, SQLModel, col, select

from storage.database import upsert
from storage.types import Instant, Word
from storage.words import OutboxState

POST = "chat.postMessage"
UPDATE = "chat.update"
WAITING = text("outbox.state IN ('pending','sending')")
"""Written out, not bound: SQLite uses the partial index only where it sees the same words, else it reads every row."""


class Outbox(SQLModel, table=True):
    """A letter (`body` set) or a card (`view` and `ref` set), to a person or to a channel."""

    __table_args__ = (
        Index("outbox_view", "view", "ref"),
        Index(
            "outbox_waiting",
            "priority",
            "next_at",
            "id",
            sqlite_where=text("state IN ('pending','sending')"),
            postgresql_where=text("state IN ('pending','sending')"),
        ),
    )
    id: int = Field(default=None, primary_key=True)
    name: str = Field(unique=True)
    """What makes it this message and no other: the same name twice is the same message (I2)."""
    opaque: str = Field(default_factory=lambda: uuid4().hex)
    """Goes out in the message's metadata: how a lost acknowledgement is found again."""
    board_id: int | None = Field(default=None, foreign_key="board.id")
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    channel: str | None = None
    body: dict[str, Any] | None = Field(default=None, sa_type=JSON)
    view: str | None = None
    ref: int | None = None
    wanted_rev: int = 1
    shown_rev: int = 0
    priority: int
    method: str = POST
    state: OutboxState = Field(default=OutboxState.PENDING, sa_type=Word(OutboxState))
    next_at: datetime = Field(sa_type=Instant)
    """Due time, back-off and lease in one."""
    attempt: int = 0
    claim: str | None = None
    maybe_sent: bool = False
    first_try_at: datetime | None = Field(default=None, sa_type=Instant)
    slack_channel: str | None = None
    slack_ts: str | None = None
    error: str | None = None
    created_at: datetime = Field(sa_type=Instant)
    sent_at: datetime | None = Field(default=None, sa_type=Instant)


class SlackGate(SQLModel, table=True):
    """Slack said 429: nobody calls this method again before `open_at`."""

    __tablename__ = "slack_gate"
    method: str = Field(primary_key=True)
    open_at: datetime = Field(sa_type=Instant)


# What every click asks for or changes, put together once, for that takes longer than to run it.
_ROWS = cast(Table, inspect(Outbox).local_table)
_C = _ROWS.c
_RESTS = or_(_C.state == OutboxState.SENT, _C.state == OutboxState.DEAD)  # not IN, which no batch may hold
_WANTED = columns(_C.wanted_rev).where(_C.name == bindparam("card"))
_KNOWN = columns(_C.name).where(_C.name.in_(bindparam("names", expanding=True)))
_WANTED_OF = columns(_C.name, _C.wanted_rev).where(
    _C.view.in_(bindparam("views", expanding=True)), _C.ref == bindparam("thing")
)
_RAISE = (
    update(_ROWS)
    .where(_C.name == bindparam("card"), _C.wanted_rev < bindparam("rev"))
    .values(
        wanted_rev=bindparam("rev"),
        state=case((_RESTS, OutboxState.PENDING.value), else_=_C.state),
        next_at=case((_RESTS, bindparam("at", type_=Instant())), else_=_C.next_at),
        attempt=case((_RESTS, 0), else_=_C.attempt),
    )
)


@dataclass(frozen=True, slots=True)
class Raise:
    """A card that is to be shown at that revision, from a moment on."""

    name: str
    rev: int
    at: datetime


@dataclass(frozen=True, slots=True)
class To:
    """Where a message goes: to a person's DM or to a channel; exactly one of them."""

    person: int | None = None
    channel: str | None = None


def letter(
    session: Session, now: datetime, name: str, to: To, body: dict[str, Any], *, board: int | None, priority: int
) -> None:
    """Writes a letter once; the same name again changes nothing."""
    if session.exec(select(Outbox.id).where(Outbox.name == name)).first() is None:
        row = Outbox(name=name, board_id=board, priority=priority, next_at=now, created_at=now, body=body)
        row.person_id, row.channel = to.person, to.channel
        session.add(row)
        session.flush()


def card(
    session: Session,
    now: datetime,
    name: str,
    to: To,
    view: str,
    ref: int,
    rev: int,
    *,
    board: int,
    priority: int,
    at: datetime | None = None,
) -> None:
    """Makes the card exist, to go out `at` (now), and wants it at `rev`; an older or equal `rev` changes nothing."""
    row = session.execute(_WANTED, {"card": name}).scalar()
    if row is None:
        add_card(session, now, name, to, view, ref, rev, board=board, priority=priority, at=at)
        session.flush()
    elif row < rev:
        raise_card(session, now, name, rev)


def add_card(
    session: Session,
    now: datetime,
    name: str,
    to: To,
    view: str,
    ref: int,
    rev: int,
    *,
    board: int,
    priority: int,
    at: datetime | None = None,
) -> None:
    """A card that is known not to exist; several are written together at the next flush."""
    new = Outbox(name=name, board_id=board, priority=priority, next_at=at or now, created_at=now, wanted_rev=rev)
    new.view, new.ref, new.person_id, new.channel = view, ref, to.person, to.channel
    session.add(new)


def add_shared_cards(
    session: Session,
    now: datetime,
    cards: Mapping[str, To],
    view: str,
    ref: int,
    at: datetime,
    *,
    board: int,
    priority: int,
) -> None:
    """Cards by name, which another board's transaction may be making at the same moment: whoever comes second, doesn't.

    In the order of their names, so that two never wait for each other."""
    rows = [
        Outbox(
            name=name,
            board_id=board,
            person_id=cards[name].person,
            channel=cards[name].channel,
            view=view,
            ref=ref,
            priority=priority,
            next_at=at,
            created_at=now,
        ).model_dump(exclude={"id"})
        for name in sorted(cards)
    ]
    if rows:
        session.execute(upsert(session, Outbox).values(rows).on_conflict_do_nothing(index_elements=["name"]))


def raise_card(session: Session, at: datetime, name: str, rev: int) -> None:
    """From `at` on, wants the card shown at `rev`: a sent one wakes up; one under way shows it when it goes.

    One that Slack refused is tried again too: the secretary was told that the next answer brings it."""
    raise_cards(session, [Raise(name, rev, at)])


def raise_cards(session: Session, stale: Sequence[Raise]) -> None:
    """`raise_card` for several."""
    if stale:
        session.execute(_RAISE, [{"card": one.name, "rev": one.rev, "at": one.at} for one in stale])


def raise_card_once(session: Session, at: datetime, name: str) -> None:
    """Wants the card shown once more, as it is then."""
    wanted = session.exec(select(Outbox.wanted_rev).where(Outbox.name == name)).first()
    if wanted is not None:
        raise_card(session, at, name, wanted + 1)


def revs_now(session: Session, ids: Collection[int]) -> dict[int, int]:
    """The wanted revision of each of the rows, by id."""
    return dict(session.exec(select(Outbox.id, Outbox.wanted_rev).where(col(Outbox.id).in_(ids))).all())


def known(session: Session, names: Collection[str]) -> set[str]:
    """Those of the names under which there is a message already."""
    return set(session.execute(_KNOWN, {"names": list(names)}).scalars()) if names else set()


def wanted_revs(session: Session, ref: int, *views: str) -> dict[str, int]:
    """The wanted revision of each card of those kinds about that thing, by name."""
    rows = session.execute(_WANTED_OF, {"thing": ref, "views": views})
    return {row.name: row.wanted_rev for row in rows}


def wanted_revs_of(session: Session, refs: Collection[int], view: str) -> dict[int, int]:
    """Of cards of that kind, one for each thing: the thing → the wanted revision."""
    rows = session.execute(columns(_C.ref, _C.wanted_rev).where(_C.view == view, _C.ref.in_(refs)))
    return {row.ref: row.wanted_rev for row in rows}


def shown_by_click(session: Session, name: str, rev: int) -> None:
    """The click has rewritten its own message at `rev`; nothing is left to send unless more has changed."""
    session.exec(
        update(Outbox)
        .where(col(Outbox.name) == name, col(Outbox.shown_rev) < rev, col(Outbox.state) == OutboxState.PENDING)
        .values(
            shown_rev=rev,
            state=case((col(Outbox.wanted_rev) <= rev, OutboxState.SENT.value), else_=OutboxState.PENDING.value),
        )
    )


def next_due(session: Session) -> datetime | None:
    """When the next row can go out: at its time, or when its method's gate opens if that is later."""
    opens = func.coalesce(col(SlackGate.open_at), col(Outbox.next_at))
    at = case((opens > col(Outbox.next_at), opens), else_=col(Outbox.next_at))
    query = select(func.min(at, type_=Instant())).select_from(Outbox)
    query = query.join(SlackGate, col(SlackGate.method) == col(Outbox.method), isouter=True)
    due: datetime | None = session.exec(query.where(WAITING)).one()
    return due


def refused_since(session: Session, since: datetime) -> list[tuple[str, int]]:
    """How many rows Slack has refused for good since then, by its word for it."""
    query = select(Outbox.error, func.count()).where(Outbox.state == OutboxState.DEAD, col(Outbox.created_at) >= since)
    return [(error or "", count) for error, count in session.exec(query.group_by(col(Outbox.error))).all()]


def waiting(session: Session, now: datetime) -> int:
    """How many rows are due and not yet sent."""
    where = (WAITING, col(Outbox.next_at) <= now)
    return session.exec(select(func.count()).select_from(Outbox).where(*where)).one()


def forget_letters(session: Session, before: datetime) -> None:
    """Letters are kept for a while as proof of what was said, then their text goes."""
    done = (col(Outbox.view).is_(None), col(Outbox.state) != OutboxState.PENDING, col(Outbox.created_at) < before)
    session.execute(delete(Outbox).where(*done, col(Outbox.state) != OutboxState.SENDING))
