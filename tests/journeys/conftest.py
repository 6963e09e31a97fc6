"""The world of a journey: behind HTTP or Socket Mode, on SQLite or PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest

from tests.world import World, roster, world


@pytest.fixture(params=["http", "socket"])
def door(request: pytest.FixtureRequest) -> str:
    """How Slack reaches the bot."""
    return str(request.param)


@pytest.fixture
def insjoriket(database_url: str, door: str) -> Iterator[World]:
    """Insjöriket on the afternoon of its meeting in June 2021: eight seats, Alingsås' vacant."""
    now = datetime.fromisoformat("2021-06-18T15:00+02:00")
    with world(database_url, roster("insjoriket"), now, door) as opened:
        yield opened


@pytest.fixture
def vatterbygden(sqlite_url: str) -> Iterator[World]:
    """Södra Vätterbygden on a Monday in November 2026, over HTTP, on SQLite."""
    now = datetime.fromisoformat("2026-11-23T09:00+01:00")
    with world(sqlite_url, roster("sodra-vatterbygden"), now) as opened:
        yield opened
