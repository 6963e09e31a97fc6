"""What came of each message, written down at once; what comes back during one commit shares the next."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence

from sqlmodel import Session

from storage.database import Database

Change = Callable[[Session], object]


class Noting:
    """Gathers changes into few commits and makes none wait for more of them: a crash finds no more in doubt.

    `write` returns when its change is committed."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._one_commit = asyncio.Lock()
        self._waiting: list[Change] = []

    async def write(self, change: Change) -> None:
        """Raises what the change itself raises; one that can't be written takes no other down with it."""
        self._waiting.append(change)
        async with self._one_commit:
            if change not in self._waiting:
                return  # whoever had the turn before has written it along
            together, self._waiting = self._waiting, []
            try:
                await self._database.write(_all, together)
            except Exception:
                self._waiting = [other for other in together if other is not change] + self._waiting
                await self._database.write(_all, [change])


def _all(session: Session, changes: Sequence[Change]) -> None:
    for change in changes:
        change(session)
