"""Gestures on one board go one after the other, and the same gesture is carried out once."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import Session, col, select

from storage import trail
from storage.boards import Board, calendar_changed, touch, touched
from storage.database import Database
from tests.storage.rows import NOW, SECOND, a_board

WAIT_SECONDS = 20
A_MOMENT = 0.3
"""Real seconds in which an unhindered gesture would long be done."""


@contextmanager
def _two_processes(url: str) -> Iterator[tuple[Database, Database, ThreadPoolExecutor]]:
    one, two = Database(url), Database(url)
    with ThreadPoolExecutor(2) as threads:
        yield one, two, threads
    one.close()
    two.close()


def _family(session: Session) -> tuple[int, int, int]:
    parent = a_board(session, "parent")
    return parent, a_board(session, "au1", parent), a_board(session, "au2", parent)


def _touch(session: Session, board: int) -> Board:
    row = session.get_one(Board, board)
    touch(session, row)
    return row


def _versions(session: Session) -> list[int]:
    return list(session.exec(select(Board.version).order_by(col(Board.id))).all())


@pytest.mark.parametrize("acting", [0, 1, 2])
def test_a_gesture_takes_the_whole_family_along(database: Database, acting: int) -> None:
    family = database.write_now(_family)
    database.write_now(a_board, "another")

    def work(session: Session) -> set[int]:
        _touch(session, family[acting])
        return touched(session)

    assert database.write_now(work) == set(family)
    assert database.read_now(_versions) == [1, 1, 1, 0]


def _held(at: Database, first: Callable[[Session], Any], inside: threading.Event, go_on: threading.Event) -> None:
    def work(session: Session) -> None:
        first(session)
        inside.set()
        assert go_on.wait(WAIT_SECONDS)

    at.write_now(work)


@pytest.mark.parametrize(("one", "other"), [(0, 0), (0, 1), (1, 2), (2, 0)])
def test_a_second_gesture_on_the_family_waits_for_the_first(database_url: str, one: int, other: int) -> None:
    with _two_processes(database_url) as (here, there, threads):
        family = here.write_now(_family)
        inside, go_on = threading.Event(), threading.Event()
        first = threads.submit(_held, here, lambda session: _touch(session, family[one]), inside, go_on)
        assert inside.wait(WAIT_SECONDS)
        second = threads.submit(there.write_now, lambda session: _touch(session, family[other]).version)
        assert not _done_in_a_moment(second)
        go_on.set()
        assert (first.result(WAIT_SECONDS), second.result(WAIT_SECONDS)) == (None, 2)


def _done_in_a_moment(job: Future[Any]) -> bool:
    try:
        job.result(A_MOMENT)
    except TimeoutError:
        return False
    return True


def test_what_was_read_before_the_wait_is_read_anew(database_url: str) -> None:
    with _two_processes(database_url) as (here, there, threads):
        board = here.write_now(a_board)
        inside, go_on = threading.Event(), threading.Event()

        def change(session: Session) -> None:
            calendar_changed(_touch(session, board), NOW + SECOND)

        def earlier(session: Session) -> None:
            row = _touch(session, board)
            calendar_changed(row, NOW + SECOND - timedelta(milliseconds=1))

        first = threads.submit(_held, here, change, inside, go_on)
        assert inside.wait(WAIT_SECONDS)
        second = threads.submit(there.write_now, earlier)
        assert not _done_in_a_moment(second)
        go_on.set()
        assert (first.result(WAIT_SECONDS), second.result(WAIT_SECONDS)) == (None, None)
        assert here.read_now(lambda session: session.get_one(Board, board).calendar_changed_at) == NOW + SECOND


def test_gestures_all_over_the_family_never_wait_in_a_circle(database_url: str) -> None:
    with _two_processes(database_url) as (here, there, threads):
        family = here.write_now(_family)
        jobs = [
            threads.submit(at.write_now, _touch, family[number % 3]) for number in range(15) for at in (here, there)
        ]
        for job in jobs:
            job.result(WAIT_SECONDS)
        assert here.read_now(_versions) == [30, 30, 30]


def test_the_same_gesture_is_carried_out_once(database: Database) -> None:
    told = [database.write_now(trail.first_time, once, NOW) for once in ("event:1", "event:1", "event:2")]
    assert told == [True, False, True]


@pytest.mark.parametrize("goes_well", [True, False])
def test_the_same_gesture_at_the_same_moment_waits_for_the_first(database_url: str, goes_well: bool) -> None:
    with _two_processes(database_url) as (here, there, threads):
        inside, go_on = threading.Event(), threading.Event()

        def work(session: Session) -> None:
            assert trail.first_time(session, "event:1", NOW)
            inside.set()
            assert go_on.wait(WAIT_SECONDS)
            if not goes_well:
                raise RuntimeError("the action raises")

        first = threads.submit(here.write_now, work)
        assert inside.wait(WAIT_SECONDS)
        second = threads.submit(there.write_now, trail.first_time, "event:1", NOW)
        assert not _done_in_a_moment(second)
        go_on.set()
        assert (first.exception(WAIT_SECONDS) is None, second.result(WAIT_SECONDS)) == (goes_well, not goes_well)


def test_an_old_gesture_is_forgotten(database: Database) -> None:
    database.write_now(trail.first_time, "event:1", NOW)
    database.write_now(trail.forget_gestures, NOW)
    assert not database.write_now(trail.first_time, "event:1", NOW)
    database.write_now(trail.forget_gestures, NOW + SECOND)
    assert database.write_now(trail.first_time, "event:1", NOW)
