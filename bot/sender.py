"""Outbox → Slack: claim, send, acknowledge. Never lost; twice only if Slack both hid a message and delivered it.

A row whose lease ran out may have been sent by a process that died: its DM is read first, and only if the message isn't
there, and the row is still ours (the fence), is it posted again. 429 is a definite no; a timeout is not."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.clock import Clock
from bot.log import logger
from bot.metrics import POSSIBLE_DUPLICATES, SENT
from bot.noting import Noting
from bot.pace import HISTORY, NotYet, Pace
from bot.rendering import Ready, Rendered, ready
from bot.slack_errors import Outcome, outcome, reason, wait_seconds
from bot.slack_people import Address, NoAddress
from handlers.boards.actions import tell_undelivered
from handlers.run import Run
from storage import sending
from storage.database import Database
from storage.outbox import POST, UPDATE
from storage.sending import Claimed
from storage.words import OutboxState

BATCH = 20
HISTORY_TRIES = 3


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a worker holds a row."""

    lease: timedelta
    back_off: timedelta = timedelta(seconds=2)
    longest: timedelta = timedelta(minutes=15)


class CannotLook(Exception):
    """Slack refuses to show the conversation: that says nothing about the message, which is no reason to give it up."""


class Sender:
    """One worker. `drain` empties what is due; several processes may run one each."""

    def __init__(
        self,
        database: Database,
        client: AsyncWebClient,
        address: Address,
        clock: Clock,
        pace: Pace,
        limits: Limits,
        run: Run,
    ) -> None:
        self._database = database
        self._client = client
        self._address = address
        self._clock = clock
        self._pace = pace
        self._limits = limits
        self._lock = asyncio.Lock()
        self._run = run
        self._noting = Noting(database)

    async def drain(self) -> int:
        """Sends everything that is due, and says how many rows it handled. One round at a time."""
        async with self._lock:
            handled = 0
            while rows := await self._claim():
                waits = {row.id: wait for row in rows if (wait := self._turn(row))}
                messages = await self._ready([row for row in rows if row.id not in waits])
                await asyncio.gather(*(self._guarded(row, messages.get(row.id), waits.get(row.id)) for row in rows))
                handled += len(rows)
            return handled

    def _turn(self, row: Claimed) -> datetime | None:
        """When a card that is to be changed may go, None if now: asked first, so that none is worded in vain."""
        if row.slack_ts is None:
            return None
        return self._pace.take(UPDATE, row.slack_channel or "", self._clock.now(), row.id)

    async def _claim(self) -> list[Claimed]:
        now = self._clock.now()
        if until := self._pace.full(POST, now):  # or hundreds would be claimed and worded only to be put back
            await self._database.write(sending.hold_back, POST, now, until)
        return await self._database.write(sending.claim, now, self._limits.lease, BATCH)

    async def _ready(self, rows: Sequence[Claimed]) -> dict[int, Ready]:
        if not rows:
            return {}
        try:
            return await self._database.read(ready, self._clock.now(), rows)
        except Exception as problem:  # then each by itself, so that one bad row stops itself only
            logger().error("rendering together failed", problem=problem)
            return {}

    async def _guarded(self, row: Claimed, message: Ready | None, wait: datetime | None) -> None:
        try:
            if wait is not None:
                return await self._write(sending.put_back, row, wait, "paced")
            await self._send(row, message or (await self._database.read(ready, self._clock.now(), [row]))[row.id])
        except Exception as problem:  # one bad row must not stop the others; its lease brings it back
            logger().error("sending failed", row=row.id, problem=problem)
            await self._write(sending.in_doubt, row, self._later(row), type(problem).__name__)

    async def _send(self, row: Claimed, said: Ready) -> None:
        if said.message is None:
            return await self._write(sending.gave_up, row, OutboxState.SUPERSEDED, "nothing left to show")
        try:
            channel = row.channel or said.dm_channel or await self._address.of(row)
        except NoAddress as problem:
            return await self._refused(row, problem.reason)
        except NotYet as full:
            return await self._write(sending.put_back, row, full.until, "paced")
        except (aiohttp.ClientError, TimeoutError, SlackApiError) as problem:
            return await self._trouble(row, POST, problem)  # the gate before a post holds the way there too
        method = UPDATE if row.slack_ts else POST
        if method == POST and (wait := self._pace.take(POST, channel, self._clock.now(), row.id)):
            return await self._write(sending.put_back, row, wait, "paced")
        return await self._deliver(row, said.message, channel, method)

    async def _deliver(self, row: Claimed, message: Rendered, channel: str, method: str) -> None:
        try:
            if row.maybe_sent and method == POST and (ts := await self._already_there(row, channel)):
                return await self._sent(row, message, channel, ts)
            if method == POST and not await self._may_post(row):
                return None
            answer = await self._call(row, message, channel, method)
        except NotYet as full:
            return await self._write(sending.put_back, row, full.until, "paced")
        except CannotLook:
            return await self._write(sending.in_doubt, row, self._later(row), "can't read the conversation")
        except (aiohttp.ClientError, TimeoutError, SlackApiError) as problem:
            return await self._trouble(row, method, problem)
        return await self._sent(row, message, channel, str(answer["ts"]))

    async def _may_post(self, row: Claimed) -> bool:
        """The fence: whoever has looked first, or has held the row for long, asks whether it is still theirs.

        A process that was stopped past its lease would otherwise post what another worker has posted meanwhile."""
        if not row.maybe_sent and self._clock.now() < row.next_at - self._limits.lease / 2:
            return True
        mine: bool = await self._database.write(sending.still_mine, row, self._clock.now(), self._limits.lease)
        return mine

    async def _call(self, row: Claimed, message: Rendered, channel: str, method: str) -> Any:
        metadata = {"event_type": "klubban", "event_payload": {"id": row.opaque}}
        body: dict[str, Any] = {"channel": channel, "metadata": metadata, **message.body}
        if method == UPDATE:
            return await self._client.chat_update(ts=row.slack_ts or "", **body)
        return await self._client.chat_postMessage(unfurl_links=False, unfurl_media=False, **body)

    async def _already_there(self, row: Claimed, channel: str) -> str | None:
        """The message's ts if Slack has it. After three refusals to show the history the row is sent, and counted.

        The newest 200 messages are read, not those since `first_try_at`: Slack's ts and a pretended present differ."""
        self._pace.require(HISTORY, self._clock.now())
        try:
            found = await self._client.conversations_history(channel=channel, include_all_metadata=True, limit=200)
        except SlackApiError as problem:
            if outcome(problem) is not Outcome.REFUSED and reason(problem) != "missing_scope":
                raise
            if row.attempt <= HISTORY_TRIES:
                raise CannotLook from problem
            POSSIBLE_DUPLICATES.inc()
            return None
        for message in found["messages"]:
            if message.get("metadata", {}).get("event_payload", {}).get("id") == row.opaque:
                return str(message["ts"])
        return None

    async def _sent(self, row: Claimed, message: Rendered, channel: str, ts: str) -> None:
        SENT.labels("card" if row.view else "letter").inc()
        if row.view:
            await self._write(sending.sent_card, row, self._clock.now(), message.rev, channel, ts)
        else:
            await self._write(sending.sent_letter, row, self._clock.now(), channel, ts)

    async def _trouble(self, row: Claimed, method: str, problem: Exception) -> None:
        match outcome(problem):
            case Outcome.LIMITED:
                await self._limited(row, method, wait_seconds(problem))
            case Outcome.GONE:
                await self._write(sending.post_anew, row, self._clock.now())
            case Outcome.REFUSED:
                await self._refused(row, reason(problem) or "refused")
            case Outcome.DOUBT:
                said = reason(problem) or type(problem).__name__
                await self._write(sending.in_doubt, row, self._later(row), said)

    async def _limited(self, row: Claimed, method: str, seconds: int) -> None:
        until = self._clock.now() + timedelta(seconds=seconds)
        self._pace.close(method, until)
        await self._database.write(sending.close_gate, method, until)
        await self._write(sending.put_back, row, until, "ratelimited")

    async def _refused(self, row: Claimed, why: str) -> None:
        logger().warning("slack refuses a message", row=row.id, reason=why)
        await self._write(sending.gave_up, row, OutboxState.DEAD, why)
        await self._run(tell_undelivered, None, row.id, why)

    def _later(self, row: Claimed) -> datetime:
        wait: timedelta = self._limits.back_off * (2.0 ** min(row.attempt, 12))
        return self._clock.now() + min(wait, self._limits.longest)

    async def _write(self, change: Any, row: Claimed, *values: Any) -> None:
        await self._noting.write(lambda session: change(session, row, *values))
