"""Senders in processes of their own, to be killed. They are forked from one that has everything loaded: a start costs
some hundredths of a second, and so fifteen kills fit into one test."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
from dataclasses import dataclass
from multiprocessing.context import ForkServerProcess
from pathlib import Path

from pydantic import SecretStr

from bot.app import build
from bot.clock import SystemClock
from bot.config import Settings
from bot.log import setup

LEASE_SECONDS, HTTP_SECONDS = 2.0, 0.9
"""As in earnest, a call is given up well before half of the lease has gone."""
FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload(["tests.bot.worker"])


@dataclass(frozen=True)
class Employer:
    """Where a worker finds its work, and where its log goes."""

    database_url: str
    api: str
    token: str
    log: Path

    def hire(self) -> ForkServerProcess:
        """A worker that goes on until it is killed."""
        process = FORKS.Process(target=_work, args=(self,), daemon=True)
        process.start()
        return process


def _work(employer: Employer) -> None:
    os.dup2(os.open(employer.log, os.O_WRONLY | os.O_APPEND | os.O_CREAT), 2)
    setup()
    asyncio.run(_send_for_ever(employer))


async def _send_for_ever(employer: Employer) -> None:
    settings = Settings.given(
        slack_bot_token=SecretStr(employer.token),
        slack_api_url=employer.api,
        database_url=employer.database_url,
        lease_seconds=LEASE_SECONDS,
        http_timeout_seconds=HTTP_SECONDS,
        channel_gap_seconds=0,
        posts_per_minute=100_000,
    )
    klubban = build(settings, SystemClock())
    await klubban.open()
    while True:
        await klubban.sender.drain()
        await asyncio.sleep(0.05)
