"""The outbox: a hundred messages claimed and each acknowledged, against the same row by row."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from datetime import timedelta
from functools import partial

from sqlmodel import Session, col, delete, select

from bot.noting import Noting
from bot.sender import BATCH
from storage import outbox, sending
from storage.database import Database
from storage.outbox import Outbox, To
from storage.sending import Claimed
from storage.words import OutboxState
from tests.bench.board import START
from tests.bench.measuring import Row, fastest_now, ms, postgres, sqlite, verdict

ROWS = 100
BAR = 5
LEASE = timedelta(seconds=60)


def measure() -> list[Row]:
    """On SQLite, and on PostgreSQL where there is one."""
    with sqlite() as url, postgres() as server:
        rows = _rows("SQLite", url)
        return [*rows, *(_rows("PostgreSQL", server) if server else [Row("drain, PostgreSQL", "no server answered")])]


def _rows(where: str, url: str) -> list[Row]:
    """As the sender does it; and with a commit for each acknowledgement, as if each answer came alone."""
    database = Database(url)
    try:
        ours, alone, naive = fastest_now(
            lambda: _in_batches(database), lambda: _claimed(database), lambda: _row_by_row(database)
        )
    finally:
        database.close()
    return [
        _row(f"drain {ROWS}, {where}: {BATCH} at a time / SQLModel row by row", ours, naive),
        _row(f"drain {ROWS}, {where}: claimed at once, a commit for each / likewise", alone, naive),
    ]


def _row(what: str, ours: float, naive: float) -> Row:
    ratio = naive / ours
    figures = (f"{ms(ours / ROWS)} a row", f"{ms(naive / ROWS)} a row")
    return Row(what, *figures, f"{ratio:.1f}", f"≥ {BAR}", verdict(ratio, least=BAR))


def _fill(session: Session) -> None:
    session.exec(delete(Outbox))
    for number in range(ROWS):
        outbox.letter(session, START, f"bench:{number}", To(channel="C1"), {"text": "Hej"}, board=None, priority=2)


def _in_batches(database: Database) -> float:
    """The sender's way; Slack answers all of a batch in the same moment."""
    database.write_now(_fill)
    started = time.perf_counter()
    done = asyncio.run(_batches(database))
    took = time.perf_counter() - started
    assert done == ROWS
    return took


async def _batches(database: Database) -> int:
    noting, done = Noting(database), 0
    while rows := await database.write(sending.claim, START, LEASE, BATCH):
        await asyncio.gather(*(noting.write(change) for change in _sent(rows)))
        done += len(rows)
    return done


def _sent(rows: Sequence[Claimed]) -> list[partial[None]]:
    return [partial(sending.sent_letter, row=row, now=START, channel="C1", ts=f"{row.id}.1") for row in rows]


def _claimed(database: Database) -> float:
    """The least that the sender can do."""
    database.write_now(_fill)
    started = time.perf_counter()
    rows = database.write_now(sending.claim, START, LEASE, ROWS)
    for number, row in enumerate(rows):
        database.write_now(sending.sent_letter, row, START, "C1", f"{number}.1")
    took = time.perf_counter() - started
    assert len(rows) == ROWS
    return took


def _row_by_row(database: Database) -> float:
    """The way of the library's tutorial: take the next row, mark it, refresh it, mark it as sent."""
    database.write_now(_fill)
    waiting = (
        select(Outbox)
        .where(Outbox.state == OutboxState.PENDING, Outbox.next_at <= START)
        .order_by(col(Outbox.id))
        .limit(1)  # else PostgreSQL's driver would fetch all the others too, each time
    )
    done = 0
    started = time.perf_counter()
    with Session(database.writer) as session:
        while row := session.exec(waiting).first():
            row.state = OutboxState.SENDING
            session.add(row)
            session.commit()
            session.refresh(row)
            row.state, row.slack_channel, row.slack_ts = OutboxState.SENT, "C1", f"{done}.1"
            session.add(row)
            session.commit()
            session.refresh(row)
            done += 1
    took = time.perf_counter() - started
    assert done == ROWS
    return took
