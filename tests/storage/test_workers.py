"""Several workers on one outbox: a closed gate holds for all of them, and no row is handed out twice."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from storage import outbox, sending
from storage.database import Database
from storage.outbox import POST
from tests.storage.rows import NOW, SECOND, sent_then_wanted_at_three, take, take_one, write_letter


def test_a_closed_gate_keeps_a_method_back_for_everybody(database: Database) -> None:
    sent_then_wanted_at_three(database)
    write_letter(database, "answer")
    until = NOW + 30 * SECOND
    database.write_now(sending.close_gate, POST, until)
    database.write_now(sending.close_gate, POST, NOW + SECOND)  # an earlier time changes nothing
    assert [row.name for row in take(database, until - SECOND)] == ["card"]
    assert [row.name for row in take(database, until)] == ["answer"]


def test_the_next_thing_due_behind_a_closed_gate_is_its_opening(database: Database) -> None:
    write_letter(database, "answer")
    database.write_now(sending.close_gate, POST, NOW + 30 * SECOND)
    assert database.read_now(outbox.next_due) == NOW + 30 * SECOND
    write_letter(database, "later", at=NOW + 60 * SECOND)
    take_one(database, NOW + 30 * SECOND)
    assert database.read_now(outbox.next_due) == NOW + 60 * SECOND


def test_two_workers_may_close_the_same_gate_at_once(database_url: str) -> None:
    one, two = Database(database_url), Database(database_url)
    with ThreadPoolExecutor(2) as threads:
        for round_ in range(10):
            until = NOW + round_ * SECOND
            method = f"method{round_}"
            done = [threads.submit(at.write_now, sending.close_gate, method, until) for at in (one, two)]
            assert [job.result(20) for job in done] == [None, None]
    one.close()
    two.close()


@pytest.mark.postgres
def test_two_workers_at_once_never_hold_the_same_row(postgres_url: str) -> None:
    one, two = Database(postgres_url), Database(postgres_url)
    for number in range(60):
        write_letter(one, f"letter {number:02}")
    with ThreadPoolExecutor(4) as threads:
        jobs = [threads.submit(take, at, NOW, 5) for _ in range(10) for at in (one, two)]
        names = [row.name for job in jobs for row in job.result(20)]
    rest = [row.name for _ in range(12) for row in take(one, NOW, 5)]
    assert (len(names), sorted([*names, *rest])) == (len(set(names)), [f"letter {number:02}" for number in range(60)])
    assert max(len(job.result()) for job in jobs) <= 5
    one.close()
    two.close()
