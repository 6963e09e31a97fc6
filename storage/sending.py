"""A worker's side of the outbox: take what is due under a lease, say what became of it, keep a closed gate closed.

A row whose lease ran out may have been sent; whoever claims it next looks before posting again
(docs/decisions/0003-outbox-effectively-once.md)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast
from uuid import uuid4

from sqlalchemy import (
    CursorResult,
    Select,
    Table,
    Update,
    bindparam,
    case,
    exists,
    func,
    inspect,
    or_,
    select,
    update,
)
from sqlmodel import Session, col

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


_ROWS = cast(Table, inspect(Outbox).local_table)
_C = _ROWS.c


def _due() -> Select[int]:
    closed = exists().where(col(SlackGate.method) == _C.method, col(SlackGate.open_at) > bindparam("now"))
    due = (
        select(_C.id)
        .where(WAITING, _C.next_at <= bindparam("now"), ~closed)
        .order_by(_C.priority, _C.next_at, _C.id)
        .limit(bindparam("most"))
        .with_for_update(of=_C.id, skip_locked=True)
        .cte("due")
        # Evaluated once: otherwise PostgreSQL may run the limit again for each row and claim more than it locked.
        .prefix_with("MATERIALIZED", dialect="postgresql")
    )
    return select(due.c.id)


def _unsent() -> Update:
    """Whoever acknowledges a row changes nothing where another has done so before."""
    return update(_ROWS).where(_C.id == bindparam("row"), _C.state != OutboxState.SENT)


def _held() -> Update:
    """Only by the worker whose lease it is."""
    return _unsent().where(_C.claim == bindparam("holder"), _C.state == OutboxState.SENDING)


# Plain statements over the table, put together once: through the ORM each acknowledgement took twice as long.
_CLAIM = (
    update(_ROWS)
    .where(_C.id.in_(_due()))
    .values(
        maybe_sent=or_(_C.maybe_sent, _C.state == OutboxState.SENDING),
        state=OutboxState.SENDING,
        attempt=_C.attempt + 1,
        claim=bindparam("holder"),
        next_at=bindparam("lease_ends"),
        first_try_at=func.coalesce(_C.first_try_at, bindparam("now", type_=Instant())),
    )
    .returning(*(_C[name] for name in Claimed.__dataclass_fields__), _C.priority)
)
_HOLD_BACK = (
    update(_ROWS)
    .where(
        _C.id.in_(
            select(_C.id)
            .where(_C.state == OutboxState.PENDING, _C.method == bindparam("which"), _C.next_at <= bindparam("now"))
            .with_for_update(skip_locked=True)
        )
    )
    .values(next_at=bindparam("until", type_=Instant()), error="paced")
)
_RENEW = _held().values(next_at=bindparam("at"))
_SENT_LETTER = _unsent().values(
    state=OutboxState.SENT,
    slack_channel=bindparam("where"),
    slack_ts=bindparam("ts"),
    sent_at=bindparam("now"),
    maybe_sent=False,
)
_MORE = _C.wanted_rev > bindparam("rev")
_SENT_CARD = _unsent().values(
    slack_channel=bindparam("where"),
    slack_ts=func.coalesce(_C.slack_ts, bindparam("ts")),
    method=UPDATE,
    shown_rev=bindparam("rev"),
    maybe_sent=False,
    sent_at=bindparam("now"),
    attempt=0,
    state=case((_MORE, OutboxState.PENDING.value), else_=OutboxState.SENT.value),
    next_at=case((_MORE, bindparam("now", type_=Instant())), else_=_C.next_at),
)
_PUT_BACK = _held().values(
    state=OutboxState.PENDING, next_at=bindparam("at"), error=bindparam("why"), attempt=_C.attempt - 1
)
_IN_DOUBT = _held().values(next_at=bindparam("at"), error=bindparam("why"))
_POST_ANEW = _held().values(
    opaque=bindparam("another"),
    slack_ts=None,
    method=POST,
    first_try_at=None,
    maybe_sent=False,
    state=OutboxState.PENDING,
    next_at=bindparam("at"),
)
_GAVE_UP = _unsent().values(state=bindparam("end"), error=bindparam("why"))


def claim(session: Session, now: datetime, lease: timedelta, limit: int) -> list[Claimed]:
    """Takes up to `limit` due rows for this worker; a row with a lapsed lease comes back with `maybe_sent`."""
    values = {"now": now, "lease_ends": now + lease, "holder": uuid4().hex, "most": limit}
    rows = sorted(session.execute(_CLAIM, values), key=lambda row: (row.priority, row.id))
    return [Claimed(*row[:-1]) for row in rows]


def hold_back(session: Session, method: str, now: datetime, until: datetime) -> None:
    """All that is due of a method that has no room: put back before anybody claims it, but for what others hold."""
    session.execute(_HOLD_BACK, {"which": method, "now": now, "until": until})


def still_mine(session: Session, row: Claimed, now: datetime, lease: timedelta) -> bool:
    """The fence before a second posting: renews the lease and says whether this worker still holds the row."""
    return _do(session, _RENEW, row, at=now + lease) == 1


def sent_letter(session: Session, row: Claimed, now: datetime, channel: str, ts: str) -> None:
    """Slack has it. Whoever acknowledges second changes nothing."""
    _do(session, _SENT_LETTER, row, now=now, where=channel, ts=ts)


def sent_card(session: Session, row: Claimed, now: datetime, rev: int, channel: str, ts: str) -> None:
    """Slack shows the card at `rev`; what changed during the sending is not lost but waits for the next round."""
    _do(session, _SENT_CARD, row, now=now, rev=rev, where=channel, ts=ts)


def put_back(session: Session, row: Claimed, at: datetime, error: str) -> None:
    """Definitely not sent (429, or held back by our own pacing): it waits, and the try doesn't count."""
    _do(session, _PUT_BACK, row, at=at, why=error)


def in_doubt(session: Session, row: Claimed, at: datetime, error: str) -> None:
    """Nobody knows whether Slack has it: it stays `sending`, and whoever claims it next looks first."""
    _do(session, _IN_DOUBT, row, at=at, why=error)


def post_anew(session: Session, row: Claimed, now: datetime) -> None:
    """The card's message is gone from Slack (somebody deleted it): the card is posted again."""
    # Another message: in doubt, the old one mustn't be taken for it.
    _do(session, _POST_ANEW, row, at=now, another=uuid4().hex)


def gave_up(session: Session, row: Claimed, state: OutboxState, error: str) -> None:
    """Slack refuses for good (dead), or there is nothing left to show (superseded)."""
    _do(session, _GAVE_UP, row, end=state, why=error)


def _do(session: Session, change: Update, row: Claimed, **values: Any) -> int:
    """How many rows it changed: none where another has acknowledged, or holds the row by now."""
    result = session.execute(change, {"row": row.id, "holder": row.claim, **values})
    return result.rowcount if isinstance(result, CursorResult) else 0


def close_gate(session: Session, method: str, until: datetime) -> None:
    """Nobody calls the method before `until`; a later time already set stands. Two workers may do so at once."""
    new = upsert(session, SlackGate).values(method=method, open_at=until)
    later = col(SlackGate.open_at) < until
    session.execute(new.on_conflict_do_update(index_elements=["method"], set_={"open_at": until}, where=later))
