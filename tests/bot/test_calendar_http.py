"""A calendar over HTTP, asked for the way calendar clients and caches ask."""

from __future__ import annotations

import gzip
import hashlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.routing import Route
from starlette.testclient import TestClient
from starlette.types import ASGIApp

from bot.calendar_http import Feed, answer, gone, unknown

FEED = Feed(
    body="BEGIN:VCALENDAR\r\nNAME:Södra Vätterbygden\r\nEND:VCALENDAR\r\n".encode() * 60,
    last_modified=datetime(2026, 9, 1, 8, 0, 0, 400_000, tzinfo=UTC),
    filename="sodra-vatterbygden.ics",
)
DIGEST = hashlib.sha256(FEED.body).hexdigest()
PLAIN, ZIPPED = f'"{DIGEST}"', f'"{DIGEST}-gzip"'
CHANGED = "Tue, 01 Sep 2026 08:00:00 GMT"
SHARED = {
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-robots-tag": "noindex",
    "etag": PLAIN,
    "last-modified": CHANGED,
    "cache-control": "private, max-age=300",
    "vary": "Accept-Encoding",
}
FULL = SHARED | {
    "content-type": "text/calendar; charset=utf-8",
    "content-disposition": 'inline; filename="sodra-vatterbygden.ics"',
    "content-length": str(len(FEED.body)),
}


def _client(feed: Feed = FEED) -> TestClient:
    def calendar(request: Request) -> ASGIApp:
        return answer(request, feed)

    routes = [
        Route("/k.ics", calendar),
        Route("/gone.ics", lambda _: gone()),
        Route("/unknown.ics", lambda _: unknown()),
    ]
    return TestClient(Starlette(routes=routes))


def _ask(method: str = "GET", feed: Feed = FEED, path: str = "/k.ics", **headers: str) -> httpx.Response:
    """Without the headers that httpx adds of its own accord: Google sends no Accept, and gzip only when told."""
    wire = {name.replace("_", "-"): value for name, value in headers.items()}
    with _client(feed) as client:
        client.headers.clear()
        got: httpx.Response = client.request(method, path, headers={"Accept-Encoding": "identity"} | wire)
        return got


def test_a_subscriber_gets_the_calendar_with_every_header() -> None:
    got = _ask()
    assert (got.status_code, got.content, dict(got.headers)) == (200, FEED.body, FULL)


def test_the_public_calendar_may_be_kept_by_anyone() -> None:
    assert _ask(feed=replace(FEED, public=True)).headers["cache-control"] == "max-age=300"


def test_asking_for_the_head_gives_the_same_headers_and_no_body() -> None:
    got = _ask("HEAD")
    assert (got.status_code, got.content, dict(got.headers)) == (200, b"", FULL)


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("tag", [PLAIN, ZIPPED, f"W/{PLAIN}", f'"old", {PLAIN}', f'W/"old",{PLAIN},"new"', "*", " * "])
def test_a_subscriber_who_has_it_gets_no_second_copy(method: str, tag: str) -> None:
    got = _ask(method, If_None_Match=tag)
    assert (got.status_code, got.content, dict(got.headers)) == (304, b"", SHARED)


@pytest.mark.parametrize("tag", ['"other"', DIGEST, 'W/"other", "x"', f'"{DIGEST}-br"', '"*"'])
def test_a_subscriber_with_another_calendar_gets_the_new_one(tag: str) -> None:
    assert _ask(If_None_Match=tag).status_code == 200


@pytest.mark.parametrize(
    ("since", "status"),
    [
        (CHANGED, 304),
        ("Wed, 02 Sep 2026 08:00:00 GMT", 304),
        ("Tue, 01 Sep 2026 07:59:59 GMT", 200),
        ("Thu, 01 Jan 1970 00:00:00 GMT", 200),
        ("i tisdags", 200),
        ("Tue, 99 Sep 99999 08:00:00 GMT", 200),
    ],
)
def test_a_subscriber_who_only_knows_the_date_is_believed(since: str, status: int) -> None:
    assert _ask(If_Modified_Since=since).status_code == status


def test_the_tag_has_the_last_word_over_the_date() -> None:
    got = [_ask(If_None_Match=tag, If_Modified_Since=CHANGED).status_code for tag in ('"other"', PLAIN)]
    assert got == [200, 304]


@pytest.mark.parametrize("wish", ["gzip", "br, GZIP;q=0.5", "*", "deflate, gzip ; q=1"])
def test_gzip_is_given_to_those_who_take_it(wish: str) -> None:
    with _client() as client, client.stream("GET", "/k.ics", headers={"Accept-Encoding": wish}) as got:
        raw = b"".join(got.iter_raw())
    assert (gzip.decompress(raw), got.headers["content-length"]) == (FEED.body, str(len(raw)))
    assert (got.headers["content-encoding"], got.headers["etag"]) == ("gzip", ZIPPED)


@pytest.mark.parametrize("wish", ["identity", "gzip;q=0", "br", "", "gzip;q=0, *", "gzip;q=x", "*;q=0"])
def test_others_get_it_plain(wish: str) -> None:
    got = _ask(Accept_Encoding=wish)
    assert (got.content, "content-encoding" in got.headers) == (FEED.body, False)


def test_asking_for_the_head_of_the_gzip_tells_its_length() -> None:
    got = _ask("HEAD", Accept_Encoding="gzip")
    assert (got.headers["content-length"], got.headers["etag"]) == (str(len(FEED.zipped)), ZIPPED)


def test_the_gzip_is_the_same_whenever_it_is_made() -> None:
    assert replace(FEED).zipped == FEED.zipped


def test_a_changed_calendar_has_another_tag() -> None:
    assert _ask(feed=replace(FEED, body=FEED.body + b" ")).headers["etag"] != PLAIN


def test_a_date_in_another_zone_is_told_in_gmt() -> None:
    moved = FEED.last_modified.astimezone(tz=None) + timedelta(days=1)
    assert _ask(feed=replace(FEED, last_modified=moved)).headers["last-modified"] == "Wed, 02 Sep 2026 08:00:00 GMT"


def test_a_file_name_carries_nothing_into_the_header() -> None:
    got = _ask(feed=replace(FEED, filename='å"; x=\r\ny.ics'))
    assert got.headers["content-disposition"] == 'inline; filename="----x---y.ics"'


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [("/gone.ics", 410, ["återkallad", "revoked"]), ("/unknown.ics", 404, ["ingen kalender", "no calendar"])],
)
def test_a_link_that_does_not_work_says_so_in_both_languages(path: str, status: int, words: list[str]) -> None:
    got = _ask(path=path)
    assert (got.status_code, got.headers["content-type"]) == (status, "text/plain; charset=utf-8")
    assert [word for word in words if word in got.text] == words
    assert (got.headers["cache-control"], got.headers["referrer-policy"]) == ("no-store", "no-referrer")
