"""Calendars: kept bytes and "you have it", against Starlette's least; and what it would cost to render each time.

The bars were set over real HTTP, and are measured there; straight into the app shows what is ours of it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.background import Background
from bot.calendar_http import Feed
from bot.calendars import routes
from bot.clock import PretendedClock
from handlers.feeds.facts import Audience, Viewer
from handlers.feeds.ical import event_bytes, feed_bytes
from handlers.feeds.reading import feed
from storage.database import Database
from tests.bench import over_http
from tests.bench.measuring import Headers, Row, fastest, fastest_now, ms, request, sqlite, time_gets, verdict
from tests.bench.over_http import served
from tests.feeds.seeded import KEY, START, URL, House, house, time, wall

MEETINGS, AT_ONCE = 150, 10
GETS = 2000
PATH = f"/kalender/{KEY}.ics"


async def measure() -> list[Row]:
    """The public calendar of a board with 150 meetings."""
    with sqlite() as url, house(url) as founded:
        _book_many(founded)
        ours = Starlette(routes=list(routes(PretendedClock(START), founded.database, URL, Background())))
        _status, body, headers = await request(ours, "GET", PATH, {})
        assert body.count(b"BEGIN:VEVENT") == MEETINGS
        has_it = {"If-None-Match": headers["etag"]}
        return [*_over_http(url, body, has_it), *await _in_process(ours, founded, body, has_it)]


def _over_http(url: str, body: bytes, has_it: Headers) -> list[Row]:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "x.ics"
        file.write_bytes(body)
        with served("feeds", url, str(file)) as port:
            ours, static, again, nothing, headed = fastest_now(
                lambda: over_http.time_gets(port, PATH, {}, 200, GETS),
                lambda: over_http.time_gets(port, "/static/x.ics", {}, 200, GETS),
                lambda: over_http.time_gets(port, PATH, has_it, 304, GETS),
                lambda: over_http.time_gets(port, "/unchanged/x.ics", has_it, 304, GETS),
                lambda: over_http.time_gets(port, "/headed/x.ics", {}, 200, GETS),
            )
    return [
        _row("feed 200 over HTTP, kept bytes / Starlette, static bytes", ours, static, 0.90),
        _row("feed 304 over HTTP / Starlette, 304", again, nothing, 0.75),
        _row("feed 200 over HTTP / Starlette, static bytes with the same eight more headers", ours, headed),
    ]


async def _in_process(ours: Starlette, founded: House, body: bytes, has_it: Headers) -> list[Row]:
    static, rendering = _static(body), _rendering(founded)
    kept, plain, again, nothing, rendered = await fastest(
        lambda: time_gets(ours, PATH, {}, 200, GETS),
        lambda: time_gets(static, "/static/x.ics", {}, 200, GETS),
        lambda: time_gets(ours, PATH, has_it, 304, GETS),
        lambda: time_gets(static, "/unchanged/x.ics", has_it, 304, GETS),
        lambda: time_gets(rendering, "/", {}, 200, 5),
    )
    never = f"rendering {MEETINGS} events each time instead"
    return [
        _row("feed 200 without a socket", kept, plain),
        _row("feed 304 without a socket", again, nothing),
        Row(never, ms(rendered), ms(plain), f"{plain / rendered:.4f}", "never"),
    ]


def both(database_url: str, body: bytes) -> ASGIApp:
    """Ours and Starlette's least behind one server."""
    database = Database(database_url)
    ours, static = Starlette(routes=list(routes(PretendedClock(START), database, URL))), _static(body)

    async def either(scope: Scope, receive: Receive, send: Send) -> None:
        app = ours if scope.get("path", "").startswith("/kalender/") else static
        await app(scope, receive, send)

    return either


def _row(what: str, ours: float, plain: float, least: float | None = None) -> Row:
    ratio = plain / ours
    bar, judged = (f"≥ {least:.2f}", verdict(ratio, least=least)) if least else ("–", "–")
    return Row(what, ms(ours), ms(plain), f"{ratio:.2f}", bar, judged)


def _book_many(founded: House) -> None:
    for first in range(0, MEETINGS, AT_ONCE):
        starts = [wall("2026-10-01 09:00") + timedelta(days=first + day) for day in range(AT_ONCE)]
        poll = founded.asks(f"Möte {first}", *(time(start.isoformat()) for start in starts))
        founded.books(poll, *range(AT_ONCE))


def _static(body: bytes) -> Starlette:
    raw = Feed(body, START, "x.ics", public=True).whole[0].start["headers"]
    same = {name.decode(): value.decode() for name, value in raw}

    async def static(_request: Request) -> Response:
        return Response(body, media_type="text/calendar")

    async def headed(_request: Request) -> Response:
        return Response(body, headers=same)

    async def unchanged(_request: Request) -> Response:
        return Response(status_code=304)

    return Starlette(
        routes=[
            Route("/static/{name}.ics", static),
            Route("/unchanged/{name}.ics", unchanged),
            Route("/headed/{name}.ics", headed),
        ]
    )


def _rendering(founded: House) -> Starlette:
    """What we don't do: icalendar builds every event at every GET. (Reading them is left out.)"""
    contents = founded.reads(feed, Viewer(Audience.PUBLIC, founded.board, "sv"), URL)

    async def render(_request: Request) -> Response:
        return Response(feed_bytes(contents.head, [event_bytes(event) for event in contents.events]))

    return Starlette(routes=[Route("/", render)])
