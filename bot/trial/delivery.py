"""How a payload reaches the bot: signed HTTP, or the Socket Mode connection that the bot has opened."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import secrets
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import aiohttp
from starlette.websockets import WebSocket

from bot.trial.models import Json
from bot.trial.workspace import Workspace

TIMEOUT = "operation_timeout"
FAILED = "dispatch_failed"
ENVELOPES = {"command": "slash_commands", "event": "events_api", "interactive": "interactive"}


@dataclass(frozen=True)
class Answer:
    """What the bot answered: `body` decoded (text or JSON), or `trouble` in Slack's words when it didn't in time."""

    body: Any = ""
    trouble: str = ""


@dataclass(frozen=True)
class Parcel:
    """Something to deliver. `kind` is command, event or interactive; the retry fields are for repeated events."""

    kind: str
    payload: Json
    retry: int = 0
    reason: str = ""


def sign(secret: str, timestamp: str, body: bytes) -> str:
    """Slack's v0 signature (docs.slack.dev/authentication/verifying-requests-from-slack)."""
    base = b"v0:" + timestamp.encode() + b":" + body
    return "v0=" + hmac.new(secret.encode(), base, hashlib.sha256).hexdigest()


def encode(parcel: Parcel) -> tuple[bytes, str]:
    """Body and content type: commands as a form, interactions as JSON in a form field, events as JSON."""
    if parcel.kind == "event":
        return json.dumps(parcel.payload).encode(), "application/json"
    form = parcel.payload if parcel.kind == "command" else {"payload": json.dumps(parcel.payload)}
    return urlencode(form).encode(), "application/x-www-form-urlencoded"


def decode(text: str) -> Any:
    """An answer's body: JSON where it is JSON, else the text."""
    try:
        return json.loads(text) if text.strip() else ""
    except ValueError:
        return text


@dataclass
class Delivery:
    """Sends parcels for a workspace. Socket Mode goes first while a connection is open, as in Slack."""

    workspace: Workspace
    sockets: list[WebSocket] = field(default_factory=list)
    waiting: dict[str, asyncio.Future[Any]] = field(default_factory=dict)
    session: aiohttp.ClientSession | None = None

    async def send(self, parcel: Parcel) -> Answer:
        """Deliver once and wait at most the workspace's patience for the answer; both are noted in the log."""
        self._note_told(parcel)
        try:
            async with asyncio.timeout(self.workspace.patience):
                answer = await (self._by_socket(parcel) if self.sockets else self._by_http(parcel))
        except TimeoutError:
            answer = Answer(trouble=TIMEOUT)
        except (aiohttp.ClientError, OSError, RuntimeError):
            answer = Answer(trouble=FAILED)
        self._note_answer(parcel, answer)
        return answer

    async def close(self) -> None:
        """Give the connection pool back."""
        if self.session:
            await self.session.close()

    async def _by_http(self, parcel: Parcel) -> Answer:
        if not self.workspace.bot_url:
            return Answer(trouble=FAILED)
        self.session = self.session or aiohttp.ClientSession()
        body, content_type = encode(parcel)
        timestamp = str(int(self.workspace.real()))
        headers = {
            "Content-Type": content_type,
            "User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
            "X-Slack-Request-Timestamp": timestamp,
            "X-Slack-Signature": sign(self.workspace.signing_secret, timestamp, body),
        }
        if parcel.retry:
            headers |= {"X-Slack-Retry-Num": str(parcel.retry), "X-Slack-Retry-Reason": parcel.reason}
        async with self.session.post(self.workspace.bot_url, data=body, headers=headers) as response:
            text = await response.text()
            if response.status // 100 != 2:
                return Answer(body=text, trouble=f"http_error {response.status}" if parcel.kind == "event" else FAILED)
            return Answer(decode(text))

    async def _by_socket(self, parcel: Parcel) -> Answer:
        envelope_id = secrets.token_hex(16)
        envelope: Json = {"envelope_id": envelope_id, "type": ENVELOPES[parcel.kind], "payload": parcel.payload}
        envelope["accepts_response_payload"] = parcel.kind != "event"
        if parcel.kind == "event":
            envelope |= {"retry_attempt": parcel.retry, "retry_reason": parcel.reason}
        future: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self.waiting[envelope_id] = future
        try:
            await self.sockets[0].send_text(json.dumps(envelope))
            return Answer(await future)
        finally:
            del self.waiting[envelope_id]

    def _note_told(self, parcel: Parcel) -> None:
        self.workspace.note("told", _what(parcel), parcel.payload, {"retry": parcel.retry} if parcel.retry else {})

    def _note_answer(self, parcel: Parcel, answer: Answer) -> None:
        # A bare acknowledgement says nothing; trouble and answers with words in them do.
        if answer.trouble or answer.body:
            outcome: Json = {"trouble": answer.trouble} if answer.trouble else {"ok": True}
            self.workspace.note("said", "ack", {"to": _what(parcel), "body": answer.body}, outcome)


def _what(parcel: Parcel) -> str:
    payload = parcel.payload
    return str(payload.get("command") or payload.get("event", {}).get("type") or payload.get("type", parcel.kind))
