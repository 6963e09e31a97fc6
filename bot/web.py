"""Everything that is reached by HTTP: Slack's door, calendars, personal pages, files, /health, /metrics."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs

from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncApp
from sqlalchemy.exc import SQLAlchemyError
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import Message

from bot import metrics
from bot.background import Background
from bot.calendars import routes as calendar_routes
from bot.clock import Clock
from bot.config import Settings
from bot.documents import Documents
from bot.log import logger
from bot.pages import PersonalPages
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
        if not (length.isascii() and length.isdigit()) or len(length) > 9 or int(length) > MOST_BYTES:
            return Response(status_code=413)
        body = await _at_most(request, MOST_BYTES)
        if body is None:
            return Response(status_code=413)
        if not self._verifier.genuine(body, request.headers):
            return Response(status_code=401)
        if not _readable(body, request.headers.get("content-type", "")):
            return Response(status_code=400)
        response = await self._handler.handle(_again(request, body))
        if response.status_code < 300:
            self._verifier.done(request.headers)
        return response


async def _at_most(request: Request, limit: int) -> bytes | None:
    """The body, None as soon as it grows too large: its length need not have been told."""
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > limit:
            return None
    return bytes(body)


def _readable(body: bytes, content_type: str) -> bool:
    """Whether it is what Slack sends: a JSON object, or a form whose payload, if it has one, is a JSON object."""
    written = body.decode()  # the signature has been checked, and that only over UTF-8
    as_json = "json" in content_type or written.startswith("{")
    told = written or "{}" if as_json else parse_qs(written).get("payload", ["{}"])[0]
    try:
        return isinstance(json.loads(told), dict)
    except (ValueError, RecursionError):
        return False


def _again(request: Request, body: bytes) -> Request:
    """The request with its body still to be read."""

    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    return Request(request.scope, receive)


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
            revision = await self._database.read(lambda session: migrate.current(session.connection()))
            if revision != migrate.head():
                return ["the database isn't migrated"]
            late = await self._database.read(outbox.waiting, self._clock.now() - LATE)
        except SQLAlchemyError as problem:
            logger().error("no database", problem=problem)
            return ["the database can't be reached"]
        return [f"{late} messages have waited for more than 10 minutes"] if late else []


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
    pages: PersonalPages | None,
    files: Documents | None,
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
        *(pages.routes() if pages else ()),
        *(files.routes() if files else ()),
    ]
    return Starlette(routes=routes)
