"""Everything that is reached by HTTP: Slack's door, calendars, /health, /metrics."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncApp
from sqlalchemy.exc import SQLAlchemyError
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from bot import metrics
from bot.background import Background
from bot.calendars import routes as calendar_routes
from bot.clock import Clock
from bot.config import Settings
from bot.log import logger
from bot.signatures import Verifier
from storage import migrate, outbox
from storage.database import Database

MOST_BYTES = 1_000_000
"""Slack's largest payloads are far smaller; more is somebody else's."""
LATE = timedelta(minutes=10)


class SlackDoor:
    """POST /slack/events: nothing unsigned, stale or replayed passes, and nothing of it is written."""

    def __init__(self, bolt: AsyncApp, verifier: Verifier) -> None:
        self._handler = AsyncSlackRequestHandler(bolt)
        self._verifier = verifier

    async def __call__(self, request: Request) -> Response:
        """401 for what isn't Slack's, 413 for what is too large, else Bolt's answer."""
        length = request.headers.get("content-length", "0")
        if not length.isdigit() or int(length) > MOST_BYTES:
            return Response(status_code=413)
        body = await request.body()
        if len(body) > MOST_BYTES:
            return Response(status_code=413)
        if not self._verifier.genuine(body, request.headers):
            return Response(status_code=401)
        response = await self._handler.handle(request)
        if response.status_code < 300:
            self._verifier.done(request.headers)
        return response


class Health:
    """GET /health: 200, or 503 with the reasons."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self.connected: bool | None = None
        """Socket Mode's connection; None where HTTP is used."""

    async def __call__(self, _request: Request) -> Response:
        """The state, without a name of anybody."""
        reasons = await self._reasons()
        if self.connected is False:
            reasons.append("no connection to Slack")
        body: dict[str, Any] = {"ok": not reasons, "reasons": reasons}
        return JSONResponse(body, status_code=503 if reasons else 200)

    async def _reasons(self) -> list[str]:
        try:
            late = await self._database.read(outbox.waiting, self._clock.now() - LATE)
            revision = await self._database.read(lambda session: migrate.current(session.connection()))
        except SQLAlchemyError as problem:
            logger().error("no database", problem=problem)
            return ["the database can't be reached"]
        reasons = [f"{late} messages have waited for more than 10 minutes"] if late else []
        return reasons if revision == migrate.head() else [*reasons, "the database isn't migrated"]


async def _metrics(_request: Request) -> Response:
    return PlainTextResponse(metrics.page(), media_type="text/plain; version=0.0.4")


def web_app(
    settings: Settings,
    clock: Clock,
    database: Database,
    background: Background,
    bolt: AsyncApp,
    verifier: Verifier,
    health: Health,
) -> Starlette:
    """The routes."""
    door = SlackDoor(bolt, verifier)

    async def slack(request: Request) -> Response:
        return await door(request)

    async def healthy(request: Request) -> Response:
        return await health(request)

    routes: list[BaseRoute] = [
        Route("/slack/events", slack, methods=["POST"]),
        Route("/health", healthy),
        Route("/metrics", _metrics),
        *calendar_routes(clock, database, settings.klubban_url, background),
    ]
    return Starlette(routes=routes)
