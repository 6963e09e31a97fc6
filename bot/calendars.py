"""Calendars over HTTP: from an address to bytes that are kept as long as nothing in them has changed.

A request costs at most one small read a second for each address (is the link still good, which versions have its
boards), and a feed is built only when a version has moved or something in it has gone by itself; in a database thread,
for 500 events take a fifth of a second. When the database is in trouble, clients get the last good bytes."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Concatenate, ParamSpec, TypeVar

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.background import Background
from bot.calendar_http import Feed, answer, gone, too_many, unavailable, unknown
from bot.clock import Clock
from bot.kept import Kept
from bot.log import logger
from handlers.feeds.facts import Audience, Viewer
from handlers.feeds.ical import event_bytes, feed_bytes
from handlers.feeds.reading import Address, address, feed
from storage.database import Database
from storage.links import note_use

P = ParamSpec("P")
R = TypeVar("R")

FRESH = timedelta(seconds=1)
"""How long an address is believed: so soon does a revoked link stop, and a booked meeting show."""
USE_NOTED = timedelta(hours=1)
UNKNOWN_PER_MINUTE = 60
PATIENCE_SECONDS = 5.0
"""A database that takes longer is as good as away: the client has its calendar, and asks again."""
MOST_ADDRESSES, MOST_FEEDS, MOST_EVENTS = 4000, 1000, 20_000
TELLING = 6
"""So many characters of a secret address may stand in a log."""

_event_bytes = lru_cache(maxsize=MOST_EVENTS)(event_bytes)


@dataclass(frozen=True, slots=True)
class _Copy:
    """A feed that was built, and what it was built of."""

    feed: Feed
    versions: tuple[tuple[int, int], ...]
    valid_until: datetime | None

    def still_holds(self, found: Address, now: datetime) -> bool:
        return self.versions == found.versions and (self.valid_until is None or now < self.valid_until)


def routes(clock: Clock, database: Database, url: str | None, background: Background | None = None) -> list[Route]:
    """GET and HEAD of /kalender/….ics; none where Klubban has no address that a calendar could name."""
    if url is None:
        return []
    calendars = Calendars(clock, database, url, background or Background())
    # As an ASGI app, which Starlette leaves alone: what it wraps around a function takes as long as all of ours.
    return [Route("/kalender/{name}.ics", calendars, methods=["GET"])]


class Calendars:
    """Every calendar of this process."""

    def __init__(self, clock: Clock, database: Database, url: str, background: Background) -> None:
        self._clock = clock
        self._database = database
        self._url = url
        self._background = background
        self._addresses: Kept[str, tuple[datetime, Address]] = Kept(MOST_ADDRESSES)
        self._copies: Kept[Viewer, _Copy] = Kept(MOST_FEEDS)
        self._uses: Kept[int, datetime] = Kept(MOST_ADDRESSES)
        self._strangers: deque[datetime] = deque()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        answered = await self._serve(Request(scope))
        await answered(scope, receive, send)

    async def _serve(self, request: Request) -> ASGIApp:
        """200, 304, 404, 410; 429 to one who tries addresses; 503 in trouble for what was never built."""
        name = str(request.path_params["name"])
        now = self._clock.now()
        try:
            found = await self._address(name, now)
            built = await self._feed(found, now) if found and not found.revoked else None
        except Exception as problem:  # whatever it is, an old calendar is better than none
            logger().error("a calendar can't be read", calendar=name[:TELLING], problem=problem)
            return self._last_good(request, name)
        if found is None:
            return self._stranger(now)
        if built is None:
            return gone()
        self._note_use(found, now)
        return answer(request, built)

    async def _address(self, name: str, now: datetime) -> Address | None:
        seen = self._addresses.get(name)
        if seen and seen[0] <= now < seen[0] + FRESH:
            return seen[1]
        found = await self._read(address, now, name)
        if found:
            self._addresses.put(name, (now, found))
        else:
            self._addresses.forget(name)
        return found

    async def _feed(self, found: Address, now: datetime) -> Feed:
        copy = self._copies.get(found.viewer)
        if copy and copy.still_holds(found, now):
            return copy.feed
        copy = await self._read(_build, now, found, self._url)
        self._copies.put(found.viewer, copy)
        return copy.feed

    async def _read(self, query: Callable[Concatenate[Session, P], R], /, *args: P.args, **kwargs: P.kwargs) -> R:
        async with asyncio.timeout(PATIENCE_SECONDS):
            return await self._database.read(query, *args, **kwargs)

    def _last_good(self, request: Request, name: str) -> ASGIApp:
        """What this address had last; a revoked one stays revoked."""
        seen = self._addresses.get(name)
        if seen is None:
            return unavailable()
        if seen[1].revoked:
            return gone()
        copy = self._copies.get(seen[1].viewer)
        return answer(request, copy.feed) if copy else unavailable()

    def _stranger(self, now: datetime) -> Response:
        """Counted over all clients: behind a proxy everybody has one address, and nobody guesses 256 bits anyway."""
        while self._strangers and self._strangers[0] <= now - timedelta(minutes=1):
            self._strangers.popleft()
        if len(self._strangers) >= UNKNOWN_PER_MINUTE:
            return too_many()
        self._strangers.append(now)
        return unknown()

    def _note_use(self, found: Address, now: datetime) -> None:
        """Once an hour for each link, after the answer."""
        if found.link is None:
            return
        noted = [moment for moment in (found.last_used, self._uses.get(found.link)) if moment]
        if noted and now < max(noted) + USE_NOTED:
            return
        self._uses.put(found.link, now)
        self._background.start(self._database.write, note_use, found.link, now, now - USE_NOTED)


def _build(session: Session, now: datetime, found: Address, url: str) -> _Copy:
    """In a database thread: the feed, its tag and its gzip, so that the event loop only hands them out."""
    contents = feed(session, now, found.viewer, url)
    body = feed_bytes(contents.head, [_event_bytes(event) for event in contents.events])
    public = found.viewer.audience is Audience.PUBLIC
    built = Feed(body, contents.last_modified, found.filename, public)
    _ = built.whole, built.zipped  # worked out here, and kept
    return _Copy(built, found.versions, contents.valid_until)
