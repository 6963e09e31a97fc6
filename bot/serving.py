"""The program alive: what starts, in which order, and how it ends."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

import aiohttp
from slack_sdk.errors import SlackApiError
from sqlalchemy import create_engine
from sqlalchemy.exc import SQLAlchemyError
from starlette.applications import Starlette

from bot.app import Klubban
from bot.config import Settings
from bot.slack_errors import reason
from bot.socket_mode import OfflineTooLong, SocketMode
from storage import migrate
from storage.database import normalise


class StartProblem(Exception):
    """The program can't start; the text is one line that says what to do."""


@dataclass
class Life:
    """A program that lives: its event loop, and whether it ended because Slack stayed away; `leave` ends it."""

    klubban: Klubban
    worker: bool = True
    socket: bool = True
    loop: asyncio.AbstractEventLoop | None = None
    offline: bool = False
    leave: Callable[[], None] = lambda: None

    @asynccontextmanager
    async def span(self, _app: Starlette) -> AsyncIterator[None]:
        """From the first connection to the last; uvicorn calls it."""
        self.loop = asyncio.get_running_loop()
        await self.klubban.open()
        socket = await self._connect()
        watch = asyncio.create_task(self._watch(socket)) if socket else None
        if self.worker:
            self.klubban.ticker.start()
        try:
            yield
        finally:
            if watch is not None:
                watch.cancel()
            if socket is not None:
                await socket.close()
            await self.klubban.close()

    async def _connect(self) -> SocketMode | None:
        settings = self.klubban.settings
        if settings.slack_app_token is None or not self.socket:
            return None
        token = settings.slack_app_token.get_secret_value()
        socket = SocketMode(self.klubban.bolt, token, self.klubban.health, settings.offline_exit_minutes)
        await socket.connect()
        return socket

    async def _watch(self, socket: SocketMode) -> None:
        try:
            await socket.watch()
        except OfflineTooLong:
            self.offline = True
            self.leave()


def alive(klubban: Klubban, *, worker: bool = True, socket: bool = True) -> tuple[Starlette, Life]:
    """The web app that carries the whole program, and its life."""
    life = Life(klubban, worker, socket)
    klubban.web.router.lifespan_context = life.span
    return klubban.web, life


def check_settings(settings: Settings, only: str | None) -> None:
    """Raises StartProblem when something is missing that `run` needs."""
    if settings.slack_bot_token is None:
        raise StartProblem("SLACK_BOT_TOKEN is not set: copy it from your Slack app (OAuth & Permissions)")
    if settings.slack_app_token is None and not settings.signing_secrets:
        raise StartProblem(
            "set SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP): see README, 'A real Slack'"
        )
    if only and normalise(settings.database_url).startswith("sqlite"):
        raise StartProblem("--only web|worker needs PostgreSQL: set DATABASE_URL, or run without --only")


def check_database(url: str) -> None:
    """Raises StartProblem when the database can't be reached or isn't migrated."""
    try:
        engine = create_engine(normalise(url))
        with engine.connect() as connection:
            revision = migrate.current(connection)
        engine.dispose()
    except (SQLAlchemyError, ImportError, OSError) as problem:
        raise StartProblem("the database can't be reached: check DATABASE_URL and that it is running") from problem
    if revision != migrate.head():
        raise StartProblem("the database isn't migrated: run `python -m bot migrate` first")


async def check_slack(klubban: Klubban) -> None:
    """Raises StartProblem when Slack can't be reached or refuses a token."""
    await klubban.open()
    try:
        await klubban.client.auth_test()
        if klubban.settings.slack_app_token is not None:
            await klubban.client.apps_connections_open(app_token=klubban.settings.slack_app_token.get_secret_value())
    except SlackApiError as problem:
        word = reason(problem) or "no word of its own"
        raise StartProblem(f"Slack refuses the token ({word}): check SLACK_BOT_TOKEN and SLACK_APP_TOKEN") from problem
    except (aiohttp.ClientError, TimeoutError) as problem:
        raise StartProblem("Slack can't be reached: check the network and SLACK_API_URL") from problem
    finally:
        if klubban.client.session is not None:
            await klubban.client.session.close()
