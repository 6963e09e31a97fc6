"""A clock to pretend with: Friday 5 March 2027 at 9, with something due on the Monday after."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

STOCKHOLM = ZoneInfo("Europe/Stockholm")


class PretendedClock:
    """Follows the Controls protocol."""

    def __init__(self) -> None:
        self._now = datetime(2027, 3, 5, 9, 0, tzinfo=STOCKHOLM)
        self._due: datetime | None = datetime(2027, 3, 8, 9, 0, tzinfo=STOCKHOLM)

    def now(self) -> datetime:
        return self._now

    async def advance(self, by: timedelta) -> None:
        self._now += by

    async def next_due(self) -> datetime | None:
        return self._due if self._due and self._due > self._now else None

    async def to_next_due(self) -> None:
        self._now = await self.next_due() or self._now
