"""Socket Mode, with a watchdog: after an outage the client can retry one dead ticket for ever (measured)."""

from __future__ import annotations

import asyncio
import time

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp

from bot.log import logger
from bot.web import Health

LOOK_SECONDS = 5.0


class OfflineTooLong(Exception):
    """No connection to Slack for so long that a fresh process is the better try."""


class SocketMode:
    """The connection that the program opens to Slack."""

    def __init__(
        self, bolt: AsyncApp, app_token: str, health: Health, offline_minutes: float, look_seconds: float = LOOK_SECONDS
    ) -> None:
        self._handler = AsyncSocketModeHandler(bolt, app_token, web_client=bolt.client)
        self._health = health
        self._patience = offline_minutes * 60
        self._look = look_seconds

    async def connect(self) -> None:
        """Opens the connection; raises what Slack answers when the app token is wrong."""
        self._health.connected = False
        await self._handler.connect_async()  # type: ignore[no-untyped-call]
        self._health.connected = True

    async def watch(self) -> None:
        """Looks after the connection until cancelled. Raises OfflineTooLong."""
        seen = time.monotonic()
        while True:
            await asyncio.sleep(self._look)
            self._health.connected = await self._handler.client.is_connected()
            if self._health.connected:
                seen = time.monotonic()
                continue
            self._handler.client.wss_uri = None  # a fresh ticket, not the dead one again
            if time.monotonic() - seen > self._patience:
                logger().error("no connection to Slack; leaving so that a fresh process can try")
                raise OfflineTooLong

    async def close(self) -> None:
        """Closes the connection."""
        await self._handler.close_async()  # type: ignore[no-untyped-call]
