"""What comes after the answer: tasks that nobody waits for, but that are finished before the program ends."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from bot.log import logger


class Background:
    """Keeps its tasks alive and says when one failed."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[None]] = set()

    def start(self, work: Callable[..., Awaitable[Any]], *args: Any) -> None:
        """Starts the work; its failure is logged and hurts nobody."""
        task = asyncio.get_running_loop().create_task(self._guarded(work, *args))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    @property
    def busy(self) -> bool:
        """Whether something is still under way."""
        return bool(self._tasks)

    @staticmethod
    async def _guarded(work: Callable[..., Awaitable[Any]], *args: Any) -> None:
        try:
            await work(*args)
        except Exception as problem:
            logger().warning("background work failed", work=work.__name__, problem=problem)

    async def finish(self, seconds: float = 5) -> None:
        """Waits for what is under way, but not for ever."""
        if self._tasks:
            await asyncio.wait(set(self._tasks), timeout=seconds)
