"""A member's click, from Slack's door to the commit, against a bare Bolt app that inserts one row."""

from __future__ import annotations

import json
import time
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count, cycle
from urllib.parse import urlencode

from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.signature import SignatureVerifier
from slack_sdk.web.async_client import AsyncWebClient
from sqlmodel import select
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp

from bot.app import Klubban
from bot.clock import PretendedClock
from bot.trial.host import running
from handlers.polls import actions, views
from storage.database import Database
from storage.outbox import Outbox
from storage.polls import slots
from storage.trail import Gesture
from storage.words import Answer
from tests.bench import board
from tests.bench.measuring import ROUNDS, Row, ms, percentile, request, sqlite, verdict
from tests.bench.stand_in import SECRET, TOKEN, StandIn

CLICKS = 80
BAR = 0.20
_number = count(1)


async def measure() -> list[Row]:
    """One click after the other, as they queue up on one board."""
    clock = PretendedClock(board.START)
    with running(StandIn(clock).app()) as slack, sqlite() as ours_url, sqlite() as bare_url:
        klubban = board.program(ours_url, f"{slack}/", clock)
        await klubban.open()
        bare_database = Database(bare_url)
        try:
            clicks = await _prepared(klubban, f"{slack}/answer")
            bare = _bare_app(AsyncWebClient(TOKEN, base_url=f"{slack}/"), bare_database)
            return await _compare(klubban, bare, clicks)
        finally:
            bare_database.close()
            await klubban.close()


async def _compare(klubban: Klubban, bare: ASGIApp, clicks: Iterator[bytes]) -> list[Row]:
    ours, plain = Timed(), Timed()
    for _ in range(ROUNDS):
        await ours.round(klubban.web, clicks, klubban.background.finish)
        await plain.round(bare, (_click("bare", "1:1", "U1", "", "") for _ in count()), _nothing)
    rows = [
        _row(f"a click, {board.TIMES} times, {2 * board.MEMBERS} people", ours.answer, plain.answer, BAR),
        _row("a click: the processor's time", ours.processor, plain.processor, BAR),
        _row("a click with its message and Home redrawn", ours.all, plain.all),
    ]
    p50, p99 = (f"{percentile(ours.answers, part) * 1000:.1f} ms" for part in (0.5, 0.99))
    return [*rows, Row("a click: p50, p99", f"{p50}, {p99}")]


def _row(what: str, ours: float, plain: float, least: float | None = None) -> Row:
    ratio = plain / ours
    bar, judged = (f"≥ {least:.2f}", verdict(ratio, least=least)) if least else ("–", "–")
    return Row(what, ms(ours), ms(plain), f"{ratio:.2f}", bar, judged)


@dataclass
class Timed:
    """The best of the rounds so far, in seconds for one click: medians, since a busy machine has wild outliers."""

    answer: float = float("inf")
    processor: float = float("inf")
    all: float = float("inf")
    answers: list[float] = field(default_factory=list)

    async def round(self, app: ASGIApp, clicks: Iterator[bytes], finish: Callable[[], Awaitable[None]]) -> None:
        """One click after the other; what comes after an answer is over before the next one."""
        times = [await _timed(app, next(clicks), finish) for _ in range(CLICKS)]
        answers, processor, everything = zip(*times, strict=True)
        self.answers.extend(answers)
        self.answer = min(self.answer, percentile(answers, 0.5))
        self.processor = min(self.processor, percentile(processor, 0.5))
        self.all = min(self.all, percentile(everything, 0.5))


async def _timed(app: ASGIApp, body: bytes, finish: Callable[[], Awaitable[None]]) -> tuple[float, float, float]:
    """Seconds until the answer, by the clock and of the processor, and until all is done. Signed beforehand."""
    stamp = str(int(time.time()))
    signature = SignatureVerifier(SECRET).generate_signature(timestamp=stamp, body=body) or ""
    headers = {"x-slack-request-timestamp": stamp, "x-slack-signature": signature}
    headers |= {"content-type": "application/x-www-form-urlencoded", "content-length": str(len(body))}
    started, worked = time.perf_counter(), time.process_time()
    status, said, _headers = await request(app, "POST", "/slack/events", headers, body)
    answered, processor = time.perf_counter() - started, time.process_time() - worked
    assert (status, said) == (200, b""), (status, said)
    await finish()
    return answered, processor, time.perf_counter() - started


async def _nothing() -> None:
    pass


async def _prepared(klubban: Klubban, response_url: str) -> Iterator[bytes]:
    """The question has gone out and everybody but the last has answered; clicks that each change an answer."""
    poll = await board.ask(klubban)
    await klubban.sender.drain()
    *members, _silent, _secretary = board.everybody(klubban)
    for who in members:
        await klubban.runner.run(actions.answer_all, None, who, poll, [1], Answer.KAN)
    times, shown = klubban.database.read_now(
        lambda session: (
            [slot.id for slot in slots(session, poll)],
            dict(session.exec(select(Outbox.person_id, Outbox.slack_ts).where(Outbox.view == "poll.ballot")).all()),
        )
    )
    # Each person at each time once, then all again with the other answer: no click repeats what stands, and in
    # between the times have answers of both kinds.
    order = (
        (answer, who, times[(shift + place) % len(times)])
        for answer in cycle((Answer.KAN_INTE, Answer.KAN))
        for shift in range(len(times))
        for place, who in enumerate(members)
    )
    return (
        _click(views.ANSWER[answer], f"{poll}:{slot}", who.slack, shown[who.person] or "", response_url)
        for answer, who, slot in order
    )


def _click(action: str, value: str, person: str, ts: str, response_url: str) -> bytes:
    """What Slack sends when a button is pressed (Slack: "block_actions payload")."""
    number = next(_number)
    payload = {
        "type": "block_actions",
        "team": {"id": "T1"},
        "user": {"id": person},
        "api_app_id": "A1",
        "trigger_id": f"{number}.1",
        "container": {"type": "message", "message_ts": ts, "channel_id": "D1"},
        "channel": {"id": "D1"},
        "response_url": response_url,
        "actions": [
            {"type": "button", "action_id": action, "block_id": "b", "value": value, "action_ts": f"{number}.2"}
        ],
    }
    return urlencode({"payload": json.dumps(payload)}).encode()


def _bare_app(client: AsyncWebClient, database: Database) -> Starlette:
    """What one writes in ten minutes; answers after the commit too, and on a database that is as careful."""
    bolt = AsyncApp(client=client, signing_secret=SECRET, process_before_response=True)

    @bolt.action("bare")
    async def insert(ack: Callable[[], Awaitable[None]]) -> None:
        row = Gesture(once=str(next(_number)), at=datetime.now(UTC))
        database.write_now(lambda session: session.add(row))
        await ack()

    handler = AsyncSlackRequestHandler(bolt)

    async def door(incoming: Request) -> Response:
        return await handler.handle(incoming)

    return Starlette(routes=[Route("/slack/events", door, methods=["POST"])])
