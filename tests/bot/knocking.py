"""Requests at Slack's door, byte by byte: signed, forged, cut up. No server and no client between."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import text
from starlette.types import ASGIApp, Message

from bot.trial.delivery import sign
from storage.database import Database
from storage.tables import metadata

SECRET = "trial-signing-secret"
CHALLENGE = json.dumps({"type": "url_verification", "challenge": "knock"}).encode()
"""Slack's own question whether the door is ours: the one request that asks nothing of the board."""
Headers = list[tuple[bytes, bytes]]


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    body: bytes


def signed(body: bytes, secret: str = SECRET, at: float | None = None) -> Headers:
    """Slack's headers for the body, dated now or `at` (epoch seconds)."""
    timestamp = str(int(time.time() if at is None else at))
    return dated(timestamp, sign(secret, timestamp, body))


def dated(timestamp: str, signature: str) -> Headers:
    """The two headers, whatever they say."""
    return [
        (b"content-type", b"application/json"),
        (b"x-slack-request-timestamp", timestamp.encode("latin-1")),
        (b"x-slack-signature", signature.encode("latin-1")),
    ]


def knock(app: ASGIApp, body: bytes | Iterable[bytes], headers: Headers, path: str = "/slack/events") -> Answer:
    """Posts the body, in parts where there are several, and gives the answer. An exception of the app's comes out."""
    return asyncio.run(_knock(app, iter([body] if isinstance(body, bytes) else body), headers, path))


async def _knock(app: ASGIApp, parts: Iterable[bytes], headers: Headers, path: str) -> Answer:
    waiting = iter(parts)
    said: list[Message] = []

    async def receive() -> Message:
        part = next(waiting, None)
        return {"type": "http.request", "body": part or b"", "more_body": part is not None}

    async def send(message: Message) -> None:
        said.append(message)

    scope: dict[str, Any] = {"type": "http", "method": "POST", "path": path, "query_string": b"", "headers": headers}
    scope |= {"http_version": "1.1", "scheme": "http", "server": ("127.0.0.1", 80), "root_path": "", "state": {}}
    await app(scope, receive, send)
    return Answer(said[0]["status"], b"".join(message.get("body", b"") for message in said[1:]))


def everything(database: Database) -> dict[str, int]:
    """How many rows each table has."""
    return database.read_now(
        lambda session: {
            name: session.execute(text(f'SELECT count(*) FROM "{name}"')).scalar_one() for name in metadata.tables
        }
    )
