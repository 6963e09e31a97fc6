"""Socket Mode's watchdog: a dead ticket is thrown away, and a Slack that stays away ends the process."""

from __future__ import annotations

import asyncio
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path

import httpx
import pytest
from pydantic import SecretStr

from bot.app import Klubban, build
from bot.clock import SystemClock
from bot.config import Settings
from bot.socket_mode import OfflineTooLong, SocketMode
from bot.trial.host import running
from bot.trial.server import trial_app
from bot.trial.workspace import Workspace
from tests.wire import wait_for

ROOT = Path(__file__).parents[2]
SECONDS = 40
OFFLINE_SECONDS = 0.5


class StandIn:
    """A workspace that can be switched off."""

    def __init__(self) -> None:
        self.workspace = Workspace([], [])
        self._power = ExitStack()
        self.page = self._power.enter_context(running(trial_app(self.workspace)))

    def switch_off(self) -> None:
        """From now on nobody answers there."""
        self._power.close()


@pytest.fixture
def slack() -> Iterator[StandIn]:
    one = StandIn()
    yield one
    one.switch_off()


def _klubban(slack: StandIn, database_url: str) -> Klubban:
    bot_token = SecretStr(slack.workspace.bot_token)
    settings = Settings.given(slack_bot_token=bot_token, slack_api_url=f"{slack.page}/api/", database_url=database_url)
    return build(settings, SystemClock())


def _socket(slack: StandIn, klubban: Klubban) -> SocketMode:
    token = slack.workspace.app_token
    return SocketMode(klubban.bolt, token, klubban.health, OFFLINE_SECONDS / 60, look_seconds=0.05)


def test_a_dead_ticket_is_thrown_away_and_a_fresh_one_connects(slack: StandIn, sqlite_url: str) -> None:
    async def live() -> tuple[bool, bool]:
        klubban = _klubban(slack, sqlite_url)
        await klubban.open()
        one = _socket(slack, klubban)
        client = one._handler.client
        client.ping_interval = 0.1
        client.wss_uri = f"{slack.page.replace('http', 'ws')}/link/?ticket=dead"
        connecting = asyncio.create_task(client.connect())  # type: ignore[no-untyped-call]
        await asyncio.sleep(1)
        wedged = not await client.is_connected()
        watching = asyncio.create_task(one.watch())
        with suppress(TimeoutError):
            await asyncio.wait_for(asyncio.shield(connecting), 10)
        freed = await client.is_connected()
        watching.cancel()
        await one.close()
        await klubban.close()
        return wedged, freed

    assert asyncio.run(live()) == (True, True)


def test_while_slack_is_away_no_ticket_is_kept_and_health_says_so(slack: StandIn, sqlite_url: str) -> None:
    async def live() -> tuple[bool, str | None, bool | None]:
        klubban = _klubban(slack, sqlite_url)
        await klubban.open()
        one = _socket(slack, klubban)
        await one.connect()
        before = klubban.health.connected
        await asyncio.to_thread(slack.switch_off)
        with pytest.raises(OfflineTooLong):
            await asyncio.wait_for(one.watch(), SECONDS)
        after = klubban.health.connected
        await one.close()
        await klubban.close()
        return bool(before), one._handler.client.wss_uri, after

    assert asyncio.run(live()) == (True, None, False)


def test_a_process_that_slack_leaves_ends_with_one_line(slack: StandIn, sqlite_url: str, tmp_path: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    env = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "SLACK_BOT_TOKEN": slack.workspace.bot_token,
        "SLACK_APP_TOKEN": slack.workspace.app_token,
        "SLACK_API_URL": f"{slack.page}/api/",
        "DATABASE_URL": sqlite_url,
        "OFFLINE_EXIT_MINUTES": "0.02",
        "PORT": str(port),
    }
    command = [sys.executable, "-m", "bot", "run"]
    with subprocess.Popen(command, cwd=tmp_path, env=env, stderr=subprocess.PIPE, text=True) as process:
        wait_for(lambda: _healthy(f"http://127.0.0.1:{port}/health"), seconds=SECONDS)
        slack.switch_off()
        told = process.communicate(timeout=SECONDS)[1]
    assert process.returncode == 1, (process.returncode, told)
    assert told.splitlines()[-1] == "klubban: no connection to Slack for too long; start again"
    assert [line for line in told.splitlines() if "Traceback" in line or slack.workspace.app_token in line] == []


def _healthy(url: str) -> bool:
    try:
        return httpx.get(url, trust_env=False).status_code == 200
    except httpx.ConnectError:
        return False
