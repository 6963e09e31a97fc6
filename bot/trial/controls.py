"""The pretended clock, as the page's panel moves it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Protocol


class Controls(Protocol):
    """Given by whoever owns the clock; all datetimes are aware. Without one the page hides the panel."""

    def now(self) -> datetime:
        """The pretended present."""

    async def advance(self, by: timedelta) -> None:
        """Move the present on, and let the app do what has come due."""

    async def next_due(self) -> datetime | None:
        """When the app next has something to do; None when nothing is planned."""

    async def to_next_due(self) -> None:
        """Move the present to that moment, and let the app do it."""
