"""build(): wires the whole program, and implements `run`. The tests call it too."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Concatenate, ParamSpec, TypeVar

import aiohttp
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient
from sqlmodel import Session
from starlette.applications import Starlette

from bot import settling
from bot.background import Background
from bot.clock import Clock
from bot.config import Settings
from bot.documents import documents
from bot.metrics import GESTURES, SECONDS
from bot.pace import FIND, HISTORY, OPEN, Pace
from bot.pages import personal_pages
from bot.scheduler import Ticker
from bot.sender import Limits, Sender
from bot.signatures import Verifier
from bot.slack import Door, bolt_app
from bot.slack_people import Address
from bot.web import Health, web_app
from handlers.errors import AlreadyDone, Refusal
from handlers.run import Edge
from storage.database import Database
from storage.outbox import POST, UPDATE
from storage.trail import first_time

P = ParamSpec("P")
R = TypeVar("R")


class Runner:
    """`run` and `look` (handlers/run.py) over one database and one clock."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self.committed: Callable[[], None] = lambda: None

    async def run(
        self,
        action: Callable[Concatenate[Session, datetime, P], R],
        once: str | None,
        /,
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> R:
        """One gesture, one transaction: duplicates kept out, the action, its boards settled, committed."""
        started = time.monotonic()
        try:
            result = await self._database.write(self._gesture, action, once, *args, **kwargs)
        except Refusal:
            GESTURES.labels("refused").inc()
            raise
        except Exception:
            GESTURES.labels("failed").inc()
            raise
        GESTURES.labels("done").inc()
        SECONDS.observe(time.monotonic() - started)
        self.committed()
        return result

    def _gesture(
        self,
        session: Session,
        action: Callable[Concatenate[Session, datetime, P], R],
        once: str | None,
        /,
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> R:
        now = self._clock.now()
        if once is not None and not first_time(session, once, now):
            raise AlreadyDone
        result = action(session, now, *args, **kwargs)
        settling.after_action(session, now, owner=action.__module__.split(".")[1])
        return result

    async def look(
        self, query: Callable[Concatenate[Session, datetime, P], R], /, *args: P.args, **kwargs: P.kwargs
    ) -> R:
        """One consistent read."""
        return await self._database.read(query, self._clock.now(), *args, **kwargs)


@dataclass
class Klubban:
    """The program, wired."""

    settings: Settings
    clock: Clock
    database: Database
    runner: Runner
    client: AsyncWebClient
    bolt: AsyncApp
    web: Starlette
    health: Health
    sender: Sender
    ticker: Ticker
    background: Background

    async def open(self) -> None:
        """What needs a running event loop: one shared connection pool to Slack (measured 2.6 times faster)."""
        # Slack's client heeds its own timeout only in a session of its own making; aiohttp's is five minutes.
        limit = aiohttp.ClientTimeout(total=self.settings.http_timeout_seconds)
        self.client.session = aiohttp.ClientSession(timeout=limit)

    async def close(self) -> None:
        """Finishes what is under way, then lets go of everything."""
        await self.ticker.stop()
        await self.background.finish()
        if self.client.session is not None:
            await self.client.session.close()
        self.database.close()


def build(settings: Settings, clock: Clock) -> Klubban:
    """The whole program from its settings and a clock; nothing is started and nothing is called yet."""
    database = Database(settings.database_url)
    runner = Runner(database, clock)
    pages = personal_pages(settings, clock, database)
    files = documents(settings, clock, database)
    edge = Edge(
        runner.run,
        runner.look,
        settings.klubban_url,
        pages.address if pages else None,
        files.address if files else None,
    )
    client = slack_client(settings)
    background = Background()
    sender = _sender(settings, database, client, clock, runner)
    ticker = Ticker(database, sender, clock, settings.settle_seconds, settings.drain_seconds)
    runner.committed = ticker.wake
    bolt = bolt_app(client, Door(edge, database, clock, background))
    health = Health(database, clock)
    web = web_app(settings, clock, database, background, bolt, Verifier(settings.signing_secrets), health, pages, files)
    return Klubban(settings, clock, database, runner, client, bolt, web, health, sender, ticker, background)


def slack_client(settings: Settings) -> AsyncWebClient:
    """A client for Slack's Web API; its connection pool is set where an event loop runs."""
    token = settings.slack_bot_token.get_secret_value() if settings.slack_bot_token else ""
    # No retry handlers: the default ones post again after a connection reset, and the message stands there twice.
    return AsyncWebClient(
        token=token,
        base_url=settings.slack_api_url,
        timeout=int(settings.http_timeout_seconds),
        retry_handlers=[],
    )


def _sender(settings: Settings, database: Database, client: AsyncWebClient, clock: Clock, runner: Runner) -> Sender:
    pace = Pace(
        {POST: settings.posts_per_minute} | dict.fromkeys((UPDATE, OPEN, FIND, HISTORY), settings.updates_per_minute),
        timedelta(seconds=settings.channel_gap_seconds),
    )
    limits = Limits(lease=timedelta(seconds=settings.lease_seconds))
    return Sender(database, client, Address(database, client, clock, pace), clock, pace, limits, runner.run)
