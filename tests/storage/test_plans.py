"""What runs every second reads only what waits, however much has been sent: held to its index, not to a stopwatch."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event, insert, text
from sqlmodel import Session

from storage import outbox, sending
from storage.database import Database
from storage.outbox import Outbox
from storage.words import OutboxState
from tests.storage.rows import LEASE, NOW, write_letter

OLD = 5000
SQLITES_WAY = re.compile(r"^(?:SCAN|SEARCH) outbox(?: USING (?:COVERING )?(?:INDEX |INTEGER )(PRIMARY KEY|\w+))?")
POSTGRES_WAY = re.compile(r"(?:Seq Scan|Bitmap Heap Scan|Index (?:Only )?Scan using (\w+)) on outbox")
KEYS = {"PRIMARY KEY": "the row's id", "outbox_pkey": "the row's id"}
EVERY_SECOND: dict[str, Callable[[Session], object]] = {
    "claim": lambda session: sending.claim(session, NOW, LEASE, 20),
    "next due": outbox.next_due,
    "waiting": lambda session: outbox.waiting(session, NOW),
}


def _grow_old(database: Database) -> None:
    fixed = {"channel": "C1", "body": {"text": "Hej"}, "priority": 2, "state": OutboxState.SENT, "created_at": NOW}
    moments = [NOW - timedelta(minutes=number) for number in range(OLD)]
    rows = [{"name": f"old:{at}", "opaque": f"{at}", "next_at": at, **fixed} for at in moments]
    database.write_now(lambda session: session.execute(insert(Outbox), rows))
    write_letter(database, "new")
    database.write_now(lambda session: session.execute(text("ANALYZE")))


def _plan(database: Database, work: Callable[[Session], object]) -> list[str]:
    """How the database would carry out what `work` asks of the outbox; the work itself is undone."""
    asked: list[tuple[str, Any]] = []

    def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_more: Any) -> None:
        asked.append((statement, parameters))

    event.listen(database.writer, "before_cursor_execute", note)
    with Session(database.writer) as session:
        work(session)
        event.remove(database.writer, "before_cursor_execute", note)
        statement, parameters = next(pair for pair in asked if "outbox" in pair[0])
        explain = "EXPLAIN QUERY PLAN" if database.sqlite else "EXPLAIN (COSTS OFF)"
        rows = session.connection().exec_driver_sql(f"{explain} {statement}", parameters)
        return [str(row[-1]).strip() for row in rows]


def _ways(plan: list[str]) -> set[str]:
    """Through what the outbox is read: the names of indices, "" for reading every row."""
    found = [way for line in plan for way in (SQLITES_WAY.search(line), POSTGRES_WAY.search(line)) if way]
    return {KEYS.get(way[1] or "", way[1] or "") for way in found}


@pytest.mark.parametrize("what", EVERY_SECOND)
def test_old_messages_are_passed_over(database: Database, what: str) -> None:
    _grow_old(database)
    keyed = {"the row's id"} if what == "claim" else set()
    assert _ways(_plan(database, EVERY_SECOND[what])) == {"outbox_waiting"} | keyed


def test_reading_every_row_would_be_noticed(database: Database) -> None:
    _grow_old(database)
    assert _ways(_plan(database, lambda session: session.execute(text("SELECT error FROM outbox")).all())) == {""}
