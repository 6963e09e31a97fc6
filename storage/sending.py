"""A worker's side of the outbox: take what is due under a lease, say what became of it, keep a closed gate closed.

A row whose lease ran out may have been sent; whoever claims it next looks before posting again
(docs/decisions/0003-outbox-effectively-once.md)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy import CursorResult, and_, case, exists, func, literal, or_, update
from sqlmodel import Session, col, select

from storage.database import upsert
from storage.outbox import POST, UPDATE, WAITING, Outbox, SlackGate
from storage.types import Instant
from storage.words import OutboxState


@dataclass(frozen=True, slots=True)
class Claimed:
    """A row that this worker holds until its lease ends."""

    id: int
    name: str
    opaque: str
    claim: str
    board_id: int | None
    person_id: int | None
    channel: str | None
    body: dict[str, Any] | None
    view: str | None
    ref: int | None
    wanted_rev: int
    attempt: int
    maybe_sent: bool
    first_try_at: datetime
    next_at: datetime
    """When the lease ends."""
    slack_channel: str | None
    slack_ts: str | None


def claim(session: Session, now: datetime, lease: timedelta, limit: int) -> list[Claimed]:
    """Takes up to `limit` due rows for this worker; a row with a lapsed lease comes back with `maybe_sent`."""
    closed = exists().where(col(SlackGate.method) == col(Outbox.method), col(SlackGate.open_at) > now)
    due = (
        select(Outbox.id)
        .where(WAITING, col(Outbox.next_at) <= now, ~closed)
        .order_by(col(Outbox.priority), col(Outbox.next_at), col(Outbox.id))
        .limit(limit)
        .with_for_update(of=col(Outbox.id), skip_locked=True)
        .cte("due")
        # Evaluated once: otherwise PostgreSQL may run the limit again for each row and claim more than it locked.
        .prefix_with("MATERIALIZED", dialect="postgresql")
    )
    rows = session.execute(
        update(Outbox)
        .where(col(Outbox.id).in_(select(due.c.id)))
        .values(
            maybe_sent=or_(col(Outbox.maybe_sent), col(Outbox.state) == OutboxState.SENDING),
            state=OutboxState.SENDING,
            attempt=col(Outbox.attempt) + 1,
            claim=uuid4().hex,
            next_at=now + lease,
            first_try_at=func.coalesce(col(Outbox.first_try_at), literal(now, Instant())),
        )
        .returning(Outbox),
        execution_options={"synchronize_session": False, "populate_existing": True},
    ).scalars()
    return [_claimed(row) for row in sorted(rows, key=lambda row: (row.priority, row.id))]


def _claimed(row: Outbox) -> Claimed:
    return Claimed(**{name: getattr(row, name) for name in Claimed.__dataclass_fields__})


def still_mine(session: Session, row: Claimed, now: datetime, lease: timedelta) -> bool:
    """The fence before a second posting: renews the lease and says whether this worker still holds the row."""
    return _change(session, row, mine=True, next_at=now + lease) == 1


def sent_letter(session: Session, row: Claimed, now: datetime, channel: str, ts: str) -> None:
    """Slack has it. Whoever acknowledges second changes nothing."""
    _change(
        session,
        row,
        state=OutboxState.SENT,
        slack_channel=channel,
        slack_ts=ts,
        sent_at=now,
        maybe_sent=False,
    )


def sent_card(session: Session, row: Claimed, now: datetime, rev: int, channel: str, ts: str) -> None:
    """Slack shows the card at `rev`; what changed during the sending is not lost but waits for the next round."""
    more = col(Outbox.wanted_rev) > rev
    _change(
        session,
        row,
        slack_channel=channel,
        slack_ts=func.coalesce(col(Outbox.slack_ts), ts),
        method=UPDATE,
        shown_rev=rev,
        maybe_sent=False,
        sent_at=now,
        attempt=0,
        state=case((more, OutboxState.PENDING.value), else_=OutboxState.SENT.value),
        next_at=case((more, literal(now, Instant())), else_=col(Outbox.next_at)),
    )


def put_back(session: Session, row: Claimed, at: datetime, error: str) -> None:
    """Definitely not sent (429, or held back by our own pacing): it waits, and the try doesn't count."""
    tries = col(Outbox.attempt) - 1
    _change(session, row, mine=True, state=OutboxState.PENDING, next_at=at, error=error, attempt=tries)


def in_doubt(session: Session, row: Claimed, at: datetime, error: str) -> None:
    """Nobody knows whether Slack has it: it stays `sending`, and whoever claims it next looks first."""
    _change(session, row, mine=True, next_at=at, error=error)


def post_anew(session: Session, row: Claimed, now: datetime) -> None:
    """The card's message is gone from Slack (somebody deleted it): the card is posted again."""
    _change(
        session,
        row,
        mine=True,
        opaque=uuid4().hex,  # another message: in doubt, the old one mustn't be taken for it
        slack_ts=None,
        method=POST,
        first_try_at=None,
        maybe_sent=False,
        state=OutboxState.PENDING,
        next_at=now,
    )


def gave_up(session: Session, row: Claimed, state: OutboxState, error: str) -> None:
    """Slack refuses for good (dead), or there is nothing left to show (superseded)."""
    _change(session, row, state=state, error=error)


def _change(session: Session, row: Claimed, *, mine: bool = False, **values: Any) -> int:
    where = [col(Outbox.id) == row.id, col(Outbox.state) != OutboxState.SENT]
    if mine:
        where += [col(Outbox.claim) == row.claim, col(Outbox.state) == OutboxState.SENDING]
    result = session.execute(update(Outbox).where(and_(*where)).values(**values))
    return result.rowcount if isinstance(result, CursorResult) else 0


def close_gate(session: Session, method: str, until: datetime) -> None:
    """Nobody calls the method before `until`; a later time already set stands. Two workers may do so at once."""
    new = upsert(session, SlackGate).values(method=method, open_at=until)
    later = col(SlackGate.open_at) < until
    session.execute(new.on_conflict_do_update(index_elements=["method"], set_={"open_at": until}, where=later))
