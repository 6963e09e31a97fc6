"""APScheduler is the clock, the database is the truth: settle, drain, tidy, all idempotent, no job ever stored.

Stored jobs were measured to be lost when a process dies in them, and dropped after a short stop
(docs/decisions/0002-derived-not-scheduled.md)."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot import settling
from bot.clock import Clock
from bot.log import logger
from bot.metrics import WAITING
from bot.sender import Sender
from storage import boards, outbox, replies, trail
from storage.database import Database

TICK_LIMIT_SECONDS = 300
GESTURES_KEPT = timedelta(days=7)
REPLIES_KEPT = timedelta(days=2)
LETTERS_KEPT = timedelta(days=400)


class Ticker:
    """The clock's three hands, and a way to wake the second one after a commit."""

    def __init__(self, database: Database, sender: Sender, clock: Clock, settle_s: float, drain_s: float) -> None:
        self._database = database
        self._sender = sender
        self._clock = clock
        self._wanted = asyncio.Event()
        self._drainer: asyncio.Task[None] | None = None
        self._scheduler = AsyncIOScheduler(
            timezone=UTC, job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
        )
        for work, seconds in ((self.settle, settle_s), (self._want, drain_s), (self.tidy, 3600.0)):
            self._scheduler.add_job(self._limited, "interval", args=[work], seconds=seconds)

    def start(self) -> None:
        """Starts all hands; what came due while the program was down is settled at once."""
        self._drainer = asyncio.get_running_loop().create_task(self._drain_when_wanted())
        self._scheduler.start()
        self._scheduler.add_job(self._limited, args=[self.settle])

    async def stop(self) -> None:
        """Stops the clock and waits for the round that is under way."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)
        if self._drainer is not None:
            self._drainer.cancel()
            await asyncio.gather(self._drainer, return_exceptions=True)

    def wake(self) -> None:
        """Something has been committed that may want sending."""
        self._wanted.set()

    async def tick(self) -> None:
        """One round of settling and sending, now."""
        await self.settle()
        await self._sender.drain()

    async def settle(self) -> None:
        """Settles every board on which something has come due, each in its own transaction."""
        now = self._clock.now()
        for board_id in await self._database.read(settling.due_boards, now):
            try:
                await self._database.write(settling.one_board, now, board_id)
            except Exception as problem:  # one board's trouble must not silence the others
                logger().error("settling failed", board=board_id, problem=problem)
        self.wake()

    async def tidy(self) -> None:
        """Forgets what has been kept long enough."""
        now = self._clock.now()
        await self._database.write(trail.forget_gestures, now - GESTURES_KEPT)
        await self._database.write(replies.forget, now - REPLIES_KEPT)
        await self._database.write(outbox.forget_letters, now - LETTERS_KEPT)
        WAITING.set(await self._database.read(outbox.waiting, now))

    async def next_due(self) -> datetime | None:
        """When the next thing happens by itself: the next board to settle, the next message to send."""
        when = [await self._database.read(boards.next_due), await self._database.read(outbox.next_due)]
        return min((moment for moment in when if moment is not None), default=None)

    async def _want(self) -> None:
        self.wake()

    async def _drain_when_wanted(self) -> None:
        while True:
            await self._wanted.wait()
            self._wanted.clear()
            await self._limited(self._sender.drain)

    @staticmethod
    async def _limited(work: Callable[[], Awaitable[Any]]) -> None:
        try:
            async with asyncio.timeout(TICK_LIMIT_SECONDS):
                await work()
        except Exception as problem:
            logger().error("a tick failed", work=work.__name__, problem=problem)
