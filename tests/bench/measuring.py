"""What the benches share: rows of the report, best of three, a request without a socket, databases for a while."""

from __future__ import annotations

import gc
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import psycopg
from starlette.types import ASGIApp, Message

from storage.migrate import migrate
from tests.conftest import POSTGRES, on_server

ROUNDS = 3
NOISE = 0.2
"""Bars are meant give or take a fifth: the machine has other things to do."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the report."""

    what: str
    figure: str
    baseline: str = "–"
    ratio: str = "–"
    bar: str = "–"
    verdict: str = "–"
    """met, within noise, missed; a dash where there is no bar."""


def verdict(measured: float, *, least: float | None = None, most: float | None = None) -> str:
    """How the measured figure stands to its bar, which is the least or the most that it may be."""
    shortfall = least / measured if least is not None else measured / (most or 1)
    if shortfall <= 1:
        return "met"
    return "within noise" if shortfall <= 1 / (1 - NOISE) else "missed"


async def fastest(*contestants: Callable[[], Awaitable[float]]) -> list[float]:
    """The least seconds of each in three rounds; all take part in each round, so that a noisy moment hits all."""
    best = [float("inf")] * len(contestants)
    for _ in range(ROUNDS):
        for place, contestant in enumerate(contestants):
            gc.collect()
            best[place] = min(best[place], await contestant())
    return best


def fastest_now(*contestants: Callable[[], float]) -> list[float]:
    """`fastest` for what needs no event loop."""
    rounds = [[contestant() for contestant in contestants] for _ in range(ROUNDS)]
    return [min(times) for times in zip(*rounds, strict=True)]


def percentile(seconds: Sequence[float], part: float) -> float:
    """The time below which that part of the measured ones lies."""
    return sorted(seconds)[min(int(len(seconds) * part), len(seconds) - 1)]


def ms(seconds: float) -> str:
    """Milliseconds with three digits that matter."""
    return f"{seconds * 1000:.3g} ms"


Headers = dict[str, str]
Answer = tuple[int, bytes, Headers]


async def request(app: ASGIApp, method: str, path: str, headers: Headers, body: bytes = b"") -> Answer:
    """One request straight into the app, without a socket, which would hide the difference: status, body, headers."""
    raw = [(name.lower().encode(), value.encode()) for name, value in headers.items()]
    scope = {"type": "http", "http_version": "1.1", "method": method, "path": path, "raw_path": path.encode()}
    scope |= {"query_string": b"", "headers": raw, "scheme": "http", "server": ("localhost", 80), "root_path": ""}
    said: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Message) -> None:
        said.append(message)

    await app(scope, receive, send)
    start, *parts = said
    answered = {name.decode(): value.decode() for name, value in start["headers"]}
    return start["status"], b"".join(part.get("body", b"") for part in parts), answered


async def time_gets(app: ASGIApp, path: str, headers: Headers, status: int, times: int) -> float:
    """Seconds for one GET, on the average; each is checked to have answered with that status."""
    started = time.perf_counter()
    for _ in range(times):
        got, _body, _headers = await request(app, "GET", path, headers)
        assert got == status, got
    return (time.perf_counter() - started) / times


@contextmanager
def sqlite() -> Iterator[str]:
    """A migrated SQLite database for as long as the block."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'bench.db'}"
        migrate(url)
        yield url


@contextmanager
def postgres() -> Iterator[str | None]:
    """A migrated PostgreSQL database for as long as the block; None where no server answers."""
    try:
        server = psycopg.connect(POSTGRES, autocommit=True, connect_timeout=2)
    except psycopg.OperationalError:
        yield None
        return
    name = f"klubban_bench_{uuid4().hex[:12]}"
    server.execute(f'CREATE DATABASE "{name}"')
    try:
        migrate(on_server(name))
        yield on_server(name)
    finally:
        server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        server.close()
