"""Time as an argument: the real clock, and a pretended one for the demo and for tests."""

from __future__ import annotations

import asyncio
import time
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """What the program asks for the time; signatures and `trigger_id` alone go by the real clock."""

    def now(self) -> datetime:
        """The present, aware, UTC."""
        ...

    async def sleep(self, seconds: float) -> None:
        """Waits that long on this clock."""
        ...


class SystemClock:
    """The real present."""

    def now(self) -> datetime:
        """The present, aware, UTC."""
        return datetime.now(UTC)

    async def sleep(self, seconds: float) -> None:
        """Really waits."""
        await asyncio.sleep(seconds)


class PretendedClock:
    """A present that began at `start` when the real clock showed `epoch`, and runs on from there."""

    def __init__(self, start: datetime, epoch: float | None = None) -> None:
        self.start = start.astimezone(UTC)
        self.epoch = time.time() if epoch is None else epoch

    def now(self) -> datetime:
        """The pretended present, aware, UTC."""
        return self.start + timedelta(seconds=time.time() - self.epoch)

    async def sleep(self, seconds: float) -> None:
        """Really waits, for this clock runs as fast as the real one."""
        await asyncio.sleep(seconds)

    def advance(self, by: timedelta) -> None:
        """Moves the present on; it never goes back."""
        self.start += max(by, timedelta())


def clock_from(setting: str | None) -> Clock:
    """KLUBBAN_NOW: `ISO`, or `ISO@epoch-of-that-instant` so that several processes agree. ValueError if unreadable."""
    if not setting:
        return SystemClock()
    iso, _, epoch = setting.partition("@")
    try:
        start = datetime.fromisoformat(iso)
        seen = float(epoch) if epoch else None
    except ValueError as problem:
        raise ValueError("KLUBBAN_NOW wants a time such as 2026-11-22T09:00+01:00") from problem
    if start.tzinfo is None:
        raise ValueError("KLUBBAN_NOW wants a zone, such as 2026-11-22T09:00+01:00")
    return PretendedClock(start, seen)
