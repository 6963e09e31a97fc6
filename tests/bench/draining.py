"""The outbox: a hundred messages claimed at once and acknowledged one by one, against the same row by row."""

from __future__ import annotations

import time
from datetime import timedelta

from sqlmodel import Session, col, delete, select

from storage import outbox, sending
from storage.database import Database
from storage.outbox import Outbox, To
from storage.words import OutboxState
from tests.bench.board import START
from tests.bench.measuring import Row, fastest_now, ms, postgres, sqlite, verdict

ROWS = 100
BAR = 5
LEASE = timedelta(seconds=60)


def measure() -> list[Row]:
    """On SQLite, and on PostgreSQL where there is one."""
    with sqlite() as url, postgres() as server:
        rows = [_row("SQLite", url)]
        return [*rows, _row("PostgreSQL", server) if server else Row("drain, PostgreSQL", "no server answered")]


def _row(where: str, url: str) -> Row:
    database = Database(url)
    try:
        ours, naive = fastest_now(lambda: _claimed(database), lambda: _row_by_row(database))
    finally:
        database.close()
    ratio = naive / ours
    figures = (f"{ms(ours / ROWS)} a row", f"{ms(naive / ROWS)} a row")
    return Row(
        f"drain {ROWS}, {where} / SQLModel row by row", *figures, f"{ratio:.1f}", f"≥ {BAR}", verdict(ratio, least=BAR)
    )


def _fill(session: Session) -> None:
    session.exec(delete(Outbox))
    for number in range(ROWS):
        outbox.letter(session, START, f"bench:{number}", To(channel="C1"), {"text": "Hej"}, board=None, priority=2)


def _claimed(database: Database) -> float:
    """Our way, as the sender does it."""
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
