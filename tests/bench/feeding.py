"""Calendars: kept bytes and "you have it", against Starlette's least; and what it would cost to render each time."""

from __future__ import annotations

from datetime import timedelta

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.background import Background
from bot.calendars import routes
from bot.clock import PretendedClock
from handlers.feeds.facts import Audience, Viewer
from handlers.feeds.ical import event_bytes, feed_bytes
from handlers.feeds.reading import feed
from tests.bench.measuring import Row, fastest, ms, request, sqlite, time_gets, verdict
from tests.feeds.seeded import KEY, START, URL, House, house, time, wall

MEETINGS, AT_ONCE = 150, 10
GETS = 2000
PATH = f"/kalender/{KEY}.ics"


async def measure() -> list[Row]:
    """The public calendar of a board with 150 meetings."""
    with sqlite() as url, house(url) as founded:
        _book_many(founded)
        ours = Starlette(routes=list(routes(PretendedClock(START), founded.database, URL, Background())))
        return await _compare(ours, founded)


async def _compare(ours: Starlette, founded: House) -> list[Row]:
    _status, body, headers = await request(ours, "GET", PATH, {})
    assert body.count(b"BEGIN:VEVENT") == MEETINGS
    static, rendering, has_it = _static(body), _rendering(founded), {"If-None-Match": headers["etag"]}
    kept, plain, again, nothing, rendered = await fastest(
        lambda: time_gets(ours, PATH, {}, 200, GETS),
        lambda: time_gets(static, "/static/x.ics", {}, 200, GETS),
        lambda: time_gets(ours, PATH, has_it, 304, GETS),
        lambda: time_gets(static, "/unchanged/x.ics", has_it, 304, GETS),
        lambda: time_gets(rendering, "/", {}, 200, 5),
    )
    return [
        _row("feed 200, kept bytes / Starlette, static bytes", kept, plain, 0.90),
        _row("feed 304 / Starlette, 304", again, nothing, 0.75),
        Row(
            f"rendering {MEETINGS} events each time instead",
            ms(rendered),
            ms(plain),
            f"{plain / rendered:.4f}",
            "never",
        ),
    ]


def _row(what: str, ours: float, plain: float, least: float) -> Row:
    ratio = plain / ours
    return Row(what, ms(ours), ms(plain), f"{ratio:.2f}", f"≥ {least:.2f}", verdict(ratio, least=least))


def _book_many(founded: House) -> None:
    for first in range(0, MEETINGS, AT_ONCE):
        starts = [wall("2026-10-01 09:00") + timedelta(days=first + day) for day in range(AT_ONCE)]
        poll = founded.asks(f"Möte {first}", *(time(start.isoformat()) for start in starts))
        founded.books(poll, *range(AT_ONCE))


def _static(body: bytes) -> Starlette:
    async def static(_request: Request) -> Response:
        return Response(body, media_type="text/calendar")

    async def unchanged(_request: Request) -> Response:
        return Response(status_code=304)

    return Starlette(routes=[Route("/static/{name}.ics", static), Route("/unchanged/{name}.ics", unchanged)])


def _rendering(founded: House) -> Starlette:
    """What we don't do: icalendar builds every event at every GET. (Reading them is left out.)"""
    contents = founded.reads(feed, Viewer(Audience.PUBLIC, founded.board, "sv"), URL)

    async def render(_request: Request) -> Response:
        return Response(feed_bytes(contents.head, [event_bytes(event) for event in contents.events]))

    return Starlette(routes=[Route("/", render)])
