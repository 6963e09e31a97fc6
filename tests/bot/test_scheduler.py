"""The clock's hands: what has come due is done once, in whatever order and however often they turn."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from io import StringIO

import pytest
from sqlmodel import Session, select

from bot.app import Klubban
from handlers.boards.importing import bring_in
from storage import boards, outbox
from storage.boards import Board, board_by_key
from storage.trail import Gesture
from tests.bot.desk import NOW, Desk, desk
from tests.world import roster

DEADLINE = NOW + timedelta(days=8, hours=7)
"""Tuesday 1 December 2026, 16.00 in Sweden: the question's."""


@pytest.fixture
def at(sqlite_url: str) -> Iterator[Desk]:
    with desk(sqlite_url) as one:
        yield one


def _rows(at: Desk) -> list[tuple[str, str, int, int, int]]:
    return [(row.name, row.state.value, row.attempt, row.wanted_rev, row.shown_rev) for row in at.rows()]


async def _tick(klubban: Klubban) -> None:
    await klubban.ticker.tick()


def test_a_second_turn_at_the_same_moment_changes_nothing(at: Desk) -> None:
    at.ask()
    at.clock.advance(DEADLINE - NOW)
    at.work(_tick)
    rows, sent, due = _rows(at), len(at.workspace.messages), at.database.read_now(boards.next_due)
    at.work(_tick)
    assert (_rows(at), len(at.workspace.messages), at.database.read_now(boards.next_due)) == (rows, sent, due)
    assert [row.name.split(":")[2] for row in at.rows("poll.word:")] == ["deadline"]


def test_days_of_standing_still_end_in_the_same_messages(at: Desk) -> None:
    at.ask()
    at.work(_tick)
    at.clock.advance(timedelta(days=40))
    at.work(_tick)
    assert [row.name.split(":")[2] for row in at.rows("poll.word:")] == ["deadline"]
    assert len(at.posted("DI20BITR")) == 1


def test_one_boards_trouble_does_not_silence_the_others(at: Desk, log: StringIO) -> None:
    other = roster("sodra-vatterbygden")
    at.database.write_now(lambda session: bring_in(session, NOW, other))
    at.ask()

    def no_such_zone_and_all_due(session: Session) -> None:
        for board in boards.all_boards(session):
            boards.set_due(session, board.id, "polls", NOW - timedelta(days=1 if board.key == "insjoriket" else 0))
        broken = board_by_key(session, "insjoriket")
        assert broken is not None
        broken.timezone = "Nowhere/At_all"

    at.database.write_now(no_such_zone_and_all_due)
    at.clock.advance(DEADLINE - NOW)
    at.work(_tick)

    def still_due(session: Session) -> list[str]:
        ids = boards.boards_with_due(session, at.clock.now())
        return [session.get_one(Board, id_).key for id_ in ids]

    assert at.database.read_now(still_due) == ["insjoriket"]
    lines = [json.loads(line) for line in log.getvalue().splitlines()]
    failures = [(line["board"], line["error"]) for line in lines if line["event"] == "settling failed"]
    assert failures == [(1, "ZoneInfoNotFoundError")]


def test_the_next_thing_due_is_the_sooner_of_board_and_message(at: Desk) -> None:
    async def next_due(klubban: Klubban) -> object:
        return await klubban.ticker.next_due()

    assert at.work(next_due) is None
    at.ask()
    assert at.work(next_due) == NOW
    at.until_done()
    waits = [at.database.read_now(boards.next_due), at.database.read_now(outbox.next_due)]
    assert at.work(next_due) == min(moment for moment in waits if moment is not None)


def test_what_has_been_kept_long_enough_is_forgotten(at: Desk) -> None:
    async def tidy(klubban: Klubban) -> None:
        await klubban.ticker.tidy()

    at.letters("old")
    at.until_done()
    at.database.write_now(lambda session: session.add(Gesture(once="event:1", at=NOW)))
    kept = []
    for days in (7, 1, 393, 1):
        at.clock.advance(timedelta(days=days))
        at.work(tidy)
        gestures = at.database.read_now(lambda session: len(session.exec(select(Gesture)).all()))
        kept.append((gestures, len(at.rows())))
    assert kept == [(1, 1), (0, 1), (0, 0), (0, 0)]
