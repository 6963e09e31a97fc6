"""A sender in a process of its own, to be killed: `python -m tests.bot.worker <database> <api> <token>`."""

from __future__ import annotations

import asyncio
import sys

from pydantic import SecretStr

from bot.app import build
from bot.clock import SystemClock
from bot.config import Settings
from bot.log import setup

LEASE_SECONDS = 2


async def _work(database_url: str, api: str, token: str) -> None:
    settings = Settings.given(
        slack_bot_token=SecretStr(token),
        slack_api_url=api,
        database_url=database_url,
        lease_seconds=LEASE_SECONDS,
        channel_gap_seconds=0,
        posts_per_minute=100_000,
    )
    klubban = build(settings, SystemClock())
    await klubban.open()
    while True:
        await klubban.sender.drain()
        await asyncio.sleep(0.1)


if __name__ == "__main__":
    setup()
    asyncio.run(_work(*sys.argv[1:]))
