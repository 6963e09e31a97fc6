"""Calendars over HTTP (until the feeds land)."""

from __future__ import annotations

from starlette.routing import Route

from bot.clock import Clock
from storage.database import Database


def routes(clock: Clock, database: Database, url: str | None) -> list[Route]:  # noqa: ARG001
    """None yet."""
    return []
