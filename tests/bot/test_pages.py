"""A member opens the page with the QR code: what stands there, for how long, what others find there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from xml.etree import ElementTree

import httpx
import pytest
import segno
from sqlalchemy import event
from sqlmodel import select
from starlette.applications import Starlette
from starlette.testclient import TestClient

from bot.config import Settings
from bot.pages import PersonalPages, personal_pages
from bot.secret import Seal
from handlers.feeds import actions
from handlers.feeds.facts import NewLink
from handlers.run import Who
from storage.boards import Person
from storage.links import CalendarLink
from tests.feeds.seeded import URL, House, house

GIVEN = "a long random text of the owner's own"
PATH = re.compile(r"<path[^>]*stroke=\"#000\"[^>]*\bd=\"([^\"]*)\"|<path[^>]*\bd=\"([^\"]*)\"[^>]*stroke=\"#000\"")


@dataclass
class Desk:
    """The house with the page's door."""

    house: House
    pages: PersonalPages
    client: TestClient

    def made(self, who: Who, board: int | None = None) -> tuple[NewLink, str]:
        """A new link and the path of its page."""
        link = self.house.does(actions.make_link, who, board)
        return link, self.pages.address(link.token).removeprefix(URL)

    def get(self, path: str, method: str = "GET") -> httpx.Response:
        got: httpx.Response = self.client.request(method, path)
        return got


@contextmanager
def _desk(home: House) -> Iterator[Desk]:
    settings = Settings.given(klubban_url=URL, klubban_secret=GIVEN)
    pages = personal_pages(settings, home.clock, home.database)
    assert pages is not None
    with TestClient(Starlette(routes=[*pages.routes()])) as client:
        yield Desk(home, pages, client)


@pytest.fixture
def desk(database_url: str) -> Iterator[Desk]:
    with house(database_url) as home, _desk(home) as open_desk:
        yield open_desk


@pytest.fixture
def sqlite_desk(sqlite_url: str) -> Iterator[Desk]:
    with house(sqlite_url) as home, _desk(home) as open_desk:
        yield open_desk


def drawn(page: str) -> list[list[bool]]:
    """The QR code in the page as dark and light modules: each stroke of its path is a run of dark ones."""
    svg = page[page.index("<svg") : page.index("</svg>") + 6]
    side = int(float(ElementTree.fromstring(svg).attrib["viewBox"].split()[2]))
    dark = [[False] * side for _ in range(side)]
    across, down = 0, -0.5
    (found,) = PATH.findall(svg)
    for command, numbers in re.findall(r"([Mmh])([-\d. ]+)", found[0] or found[1]):
        values = [float(number) for number in re.findall(r"-?\d*\.?\d+", numbers)]
        if command == "h":
            for place in range(int(values[0])):
                dark[int(down)][across + place] = True
            across += int(values[0])
        else:
            across = int(values[0]) + (across if command == "m" else 0)
            down = values[1] + (down if command == "m" else 0)
    return dark


def as_modules(words: str, quiet: int = 4) -> list[list[bool]]:
    """The QR code of those words as the library makes it, with its quiet zone."""
    code = segno.make(words, error="m", micro=False)
    return [[bool(module) for module in row] for row in code.matrix_iter(border=quiet)]


def test_the_page_shows_whose_calendar_it_is_with_both_links_and_how_to_subscribe(desk: Desk) -> None:
    link, path = desk.made(desk.house.anna)
    got = desk.get(path)
    assert (got.status_code, got.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert "<h1>Möten för Anna</h1>" in got.text
    assert f'<code id="https">{URL}/kalender/{link.token}.ics</code>' in got.text
    assert f'<code id="webcal">webcal://klubban.example/kalender/{link.token}.ics</code>' in got.text
    assert re.findall("<dt>(.+)</dt>", got.text) == [
        "Outlook",
        "Google Kalender",
        "Apple (iPhone, iPad, Mac)",
        "Thunderbird",
    ]
    assert "Tryck sedan på Återkalla vid Mina möten." in got.text


def test_the_qr_code_carries_the_webcal_link(desk: Desk) -> None:
    link, path = desk.made(desk.house.anna)
    modules = drawn(desk.get(path).text)
    assert modules == as_modules(f"webcal://klubban.example/kalender/{link.token}.ics")
    assert modules != as_modules(f"webcal://klubban.example/kalender/{link.token[::-1]}.ics")


def test_a_boards_link_names_the_board(desk: Desk) -> None:
    _, path = desk.made(desk.house.rut, desk.house.board)
    assert "<h1>Möten för Samordningsförbundet Södra Vätterbygden</h1>" in desk.get(path).text


def test_an_english_reader_reads_english(desk: Desk) -> None:
    desk.house.database.write_now(lambda s: setattr(s.get_one(Person, desk.house.anna.person), "language", "en"))
    _, path = desk.made(desk.house.anna)
    page = desk.get(path).text
    assert ('<html lang="en">' in page, "<h1>Meetings for Anna</h1>" in page) == (True, True)
    assert re.findall("[åäö]", re.sub("Södra Vätterbygden|Mina möten", "", page)) == []


def test_opening_the_page_changes_nothing_for_mail_scanners_open_it_too(desk: Desk) -> None:
    _, path = desk.made(desk.house.anna)
    answers = [desk.get(path, method).status_code for method in ("GET", "HEAD", "GET", "POST")]
    used = desk.house.database.read_now(lambda s: s.exec(select(CalendarLink.last_used_at)).all())
    assert (answers, list(used)) == ([200, 200, 200, 405], [None])


def test_nobody_keeps_frames_indexes_or_passes_on_the_page(desk: Desk) -> None:
    _, path = desk.made(desk.house.anna)
    headers = desk.get(path).headers
    wanted = ("cache-control", "referrer-policy", "x-content-type-options", "x-robots-tag")
    assert [headers[name] for name in wanted] == ["no-store", "no-referrer", "nosniff", "noindex"]
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; style")
    assert ("unsafe" in policy, "http" in policy) == (False, False)


def test_the_page_fetches_nothing_from_anywhere(desk: Desk) -> None:
    _, path = desk.made(desk.house.anna)
    page = desk.get(path).text
    assert re.findall(r"\ssrc=|<link|<img|<iframe|@import|url\(", page) == []
    assert {target.split(":")[0] for target in re.findall(r'href="([^"]+)"', page)} == {"webcal"}


def test_what_people_are_called_adds_nothing_to_the_page(desk: Desk) -> None:
    name = '<script>alert("1")</script>'
    desk.house.database.write_now(lambda s: setattr(s.get_one(Person, desk.house.anna.person), "name", name))
    _, path = desk.made(desk.house.anna)
    page = desk.get(path).text
    assert (name in page, page.count("<script>"), "&lt;script&gt;" in page) == (False, 1, True)


def test_after_a_day_the_page_says_kindly_how_to_get_a_new_one(desk: Desk) -> None:
    _, path = desk.made(desk.house.anna)
    desk.house.clock.present += timedelta(days=1) - timedelta(seconds=1)
    assert desk.get(path).status_code == 200
    desk.house.clock.advance(seconds=1)
    got = desk.get(path)
    assert (got.status_code, "<h1>Sidan har slutat att gälla</h1>" in got.text) == (410, True)
    assert ("och gör en ny länk." in got.text, "/kalender/" in got.text) == (True, False)
    assert got.headers["cache-control"] == "no-store"


def test_a_link_taken_back_closes_its_page(desk: Desk) -> None:
    link, path = desk.made(desk.house.anna)
    desk.house.does(actions.revoke, desk.house.anna, link.id)
    got = desk.get(path)
    assert (got.status_code, "<h1>Länken gäller inte längre</h1>" in got.text) == (410, True)


def test_a_boards_link_rests_when_its_maker_has_left_and_so_does_its_page(desk: Desk) -> None:
    desk.house.clock.advance(days=121)  # 31 December, Cecilia's last day
    _, path = desk.made(desk.house.cecilia, desk.house.board)
    assert desk.get(path).status_code == 200
    desk.house.clock.advance(seconds=60 * 60 * 20)
    assert desk.get(path).status_code == 410


@pytest.mark.parametrize("sealed", ["x", "gAAAAA", "å" * 20, "x" * 5000, "..", "%00"])
def test_nonsense_is_unknown_in_both_languages(sqlite_desk: Desk, sealed: str) -> None:
    got = sqlite_desk.get(f"/jag/{sealed}")
    if sealed == "..":
        assert got.status_code == 404
        return
    assert (got.status_code, re.findall("<h1>(.+)</h1>", got.text)) == (
        404,
        ["Den sidan finns inte", "There is no such page"],
    )
    assert re.findall('<section lang="(..)">', got.text) == ["sv", "en"]


def test_a_page_sealed_with_another_secret_or_of_another_database_is_unknown(sqlite_desk: Desk) -> None:
    link, _ = sqlite_desk.made(sqlite_desk.house.anna)
    now = sqlite_desk.house.clock.now()
    elsewhere = Seal(b"another", "personal page").close(link.token, now)
    never_made = sqlite_desk.pages.address("x" * 43).removeprefix(URL)
    assert [sqlite_desk.get(path).status_code for path in (f"/jag/{elsewhere}", never_made)] == [404, 404]


def test_without_the_database_the_page_asks_for_patience(sqlite_desk: Desk) -> None:
    _, path = sqlite_desk.made(sqlite_desk.house.anna)

    def lost(*_: object) -> None:
        raise OSError("no such database")

    event.listen(sqlite_desk.house.database.reader, "begin", lost)
    got = sqlite_desk.get(path)
    assert (got.status_code, "Sidan går inte att visa just nu" in got.text) == (503, True)
    event.remove(sqlite_desk.house.database.reader, "begin", lost)


def test_without_an_address_or_a_secret_there_are_no_pages(sqlite_desk: Desk) -> None:
    home = sqlite_desk.house
    lacking = [{"klubban_secret": GIVEN}, {"klubban_url": URL, "database_url": "postgres://db/klubban"}]
    assert [personal_pages(Settings.given(**each), home.clock, home.database) for each in lacking] == [None, None]
