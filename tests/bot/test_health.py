"""/health says whether the board can be served, and why not; without a name of anybody."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest
from pydantic import SecretStr
from starlette.testclient import TestClient

from bot.app import Klubban, build
from bot.config import Settings
from storage.migrate import migrate
from tests.bot.desk import NOW, StandingClock
from tests.conftest import POSTGRES
from tests.storage.rows import write_letter


@contextmanager
def _served(database_url: str) -> Iterator[Klubban]:
    klubban = build(Settings.given(slack_bot_token=SecretStr("xoxb-trial"), database_url=database_url), StandingClock())
    yield klubban
    klubban.database.close()


def _health(klubban: Klubban) -> tuple[int, Any]:
    answer = TestClient(klubban.web).get("/health")
    return answer.status_code, answer.json()


WELL = (200, {"ok": True, "reasons": []})


def _ill(*reasons: str) -> tuple[int, Any]:
    return 503, {"ok": False, "reasons": list(reasons)}


def test_all_is_well(database_url: str) -> None:
    with _served(database_url) as klubban:
        assert _health(klubban) == WELL


def test_a_database_that_is_not_migrated_is_told(database_url: str) -> None:
    migrate(database_url, "base")
    with _served(database_url) as klubban:
        assert _health(klubban) == _ill("the database isn't migrated")
        migrate(database_url)
        assert _health(klubban) == WELL


@pytest.mark.postgres
def test_a_database_that_goes_away_is_told(postgres_url: str) -> None:
    with _served(postgres_url) as klubban:
        assert _health(klubban) == WELL
        with psycopg.connect(POSTGRES, autocommit=True) as server:
            server.execute(f'DROP DATABASE "{postgres_url.rsplit("/", 1)[1]}" WITH (FORCE)')
        assert _health(klubban) == _ill("the database can't be reached")


def test_a_place_without_a_database_is_told(tmp_path: Path) -> None:
    with _served(f"sqlite:///{tmp_path}/nowhere/klubban.db") as klubban:
        assert _health(klubban) == _ill("the database can't be reached")


def test_messages_that_wait_too_long_are_told(sqlite_url: str) -> None:
    with _served(sqlite_url) as klubban:
        write_letter(klubban.database, "new", at=NOW - timedelta(minutes=9))
        assert _health(klubban) == WELL
        write_letter(klubban.database, "old", at=NOW - timedelta(minutes=11))
        assert _health(klubban) == _ill("1 messages have waited for more than 10 minutes")


@pytest.mark.parametrize(("connected", "state"), [(None, WELL), (True, WELL), (False, _ill("no connection to Slack"))])
def test_a_lost_connection_to_slack_is_told(sqlite_url: str, connected: bool | None, state: tuple[int, Any]) -> None:
    with _served(sqlite_url) as klubban:
        klubban.health.connected = connected
        assert _health(klubban) == state


def test_the_metrics_name_nobody(sqlite_url: str) -> None:
    with _served(sqlite_url) as klubban:
        answer = TestClient(klubban.web).get("/metrics")
    names = {line.split("{")[0].split(" ")[0] for line in answer.text.splitlines() if not line.startswith("#")}
    assert (answer.status_code, {name for name in names if not name.startswith("klubban_")}) == (200, set())
