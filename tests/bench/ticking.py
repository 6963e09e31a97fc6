"""The clock: a tick that has nothing to do in an old database, and a morning on which everybody is reminded."""

from __future__ import annotations

import time
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy import insert
from sqlmodel import Session, select

from bot.app import Klubban
from bot.trial.host import running
from storage.boards import Board, Due, Person
from storage.outbox import Outbox, To, letter
from storage.trail import Audit, Gesture
from storage.words import OutboxState, Priority
from tests.bench import board
from tests.bench.board import START
from tests.bench.measuring import Row, fastest, ms, percentile, sqlite, verdict
from tests.bench.stand_in import StandIn
from tests.feeds.seeded import StandingClock

FEW, MANY, VERY_MANY = 1_000, 100_000, 1_000_000
TICKS = 100
CHUNK = 10_000
REMINDERS, PER_MINUTE, MOST_SECONDS = 300, 300, 66
MINUTE = timedelta(minutes=1)


async def measure_old_rows(long: bool) -> Row:
    """Settle and drain with nothing due, on as many old messages, gestures and lines of the trail."""
    many = VERY_MANY if long else MANY
    with sqlite() as little, sqlite() as large:
        programs = [board.program(url, "http://localhost:9/", StandingClock(START)) for url in (little, large)]
        for klubban, rows in zip(programs, (FEW, many), strict=True):
            for first in range(0, rows, CHUNK):
                klubban.database.write_now(_grow_old, range(first, min(first + CHUNK, rows)))
        young, old = await fastest(*(partial(_ticks, klubban) for klubban in programs))
        for klubban in programs:
            await klubban.close()
    ratio = old / young
    what = f"a tick with nothing due, {many} old rows / {FEW}"
    return Row(what, ms(old), ms(young), f"{ratio:.2f}", "≤ 1.50", verdict(ratio, most=1.5))


async def _ticks(klubban: Klubban) -> float:
    """The median of many."""
    times: list[float] = []
    for _ in range(TICKS):
        started = time.perf_counter()
        await klubban.ticker.tick()
        times.append(time.perf_counter() - started)
    return percentile(times, 0.5)


def _grow_old(session: Session, numbers: range) -> None:
    """A message that was sent, a gesture and a line of the trail for each number; one thing is due next year."""
    where = session.exec(select(Board.id)).one()
    ages = {number: START - timedelta(minutes=number) for number in numbers}
    letters = [_sent_letter(where, number, at) for number, at in ages.items()]
    session.execute(insert(Outbox), letters)
    session.execute(insert(Gesture), [{"once": f"old:{number}", "at": at} for number, at in ages.items()])
    session.execute(insert(Audit), [{"at": at, "board_id": where, "what": "old", "facts": {}} for at in ages.values()])
    session.merge(Due(board_id=where, capability="polls", at=START + timedelta(days=365)))


def _sent_letter(where: int, number: int, at: datetime) -> dict[str, object]:
    fixed = {"board_id": where, "channel": "C1", "body": {"text": "Hej"}, "priority": 2, "state": OutboxState.SENT}
    moments = {"next_at": at, "created_at": at, "sent_at": at}
    return {"name": f"old:{number}", "opaque": f"{number:032x}", "slack_ts": f"{number}.1", **fixed, **moments}


async def measure_reminders() -> Row:
    """As many reminders as a minute takes, when the minute before has just been used up, on a pretended clock."""
    clock = StandingClock(START)
    stand_in = StandIn(clock)
    with running(stand_in.app()) as slack, sqlite() as url:
        klubban = board.program(url, f"{slack}/", clock, PER_MINUTE)
        await klubban.open()
        try:
            await _sent(klubban, clock, "before")
            started = clock.now()
            await _sent(klubban, clock, "now")
            seconds = (stand_in.posted[-1] - started).total_seconds()
        finally:
            await klubban.close()
    assert len(stand_in.posted) == 2 * REMINDERS
    most = max(sum(at <= other < at + MINUTE for other in stand_in.posted) for at in stand_in.posted)
    judged = verdict(seconds, most=MOST_SECONDS) if most <= PER_MINUTE else "missed"
    what = f"{REMINDERS} reminders due at once, the minute before used up"
    return Row(what, f"{seconds:.0f} s", f"{PER_MINUTE}/min", f"{most} in a minute", f"≤ {MOST_SECONDS} s", judged)


async def _sent(klubban: Klubban, clock: StandingClock, name: str) -> None:
    """Each to a DM of its own; a tick a second until all have gone."""
    klubban.database.write_now(_remind, name)
    while klubban.database.read_now(_waiting):
        await klubban.sender.drain()
        clock.advance(1)


def _remind(session: Session, name: str) -> None:
    for number in range(REMINDERS):
        person = Person(name=f"{name} {number}", dm_channel=f"D{name}{number}")
        session.add(person)
        session.flush()
        body = {"text": "En påminnelse."}
        key = f"{name}:{number}"
        letter(session, START, key, To(person=person.id), body, board=None, priority=Priority.REMINDER)


def _waiting(session: Session) -> bool:
    return session.exec(select(Outbox.id).where(Outbox.state != OutboxState.SENT)).first() is not None
