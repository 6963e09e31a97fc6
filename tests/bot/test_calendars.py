"""Subscribers ask for real calendars out of a real database: what they get, how soon it changes, and in trouble."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import httpx
import pytest
from icalendar import Calendar
from sqlalchemy import event
from sqlmodel import select
from starlette.applications import Starlette
from starlette.testclient import TestClient

from bot.background import Background
from bot.calendars import UNKNOWN_PER_MINUTE, routes
from handlers.feeds import actions
from handlers.feeds.facts import NewLink
from handlers.run import Who
from storage.links import CalendarLink
from storage.words import Answer, MeetingStatus
from tests.feeds.seeded import KEY, START, URL, House, a_year, house, time


@dataclass
class Street:
    """The house with its door to the web."""

    house: House
    client: TestClient
    background: Background

    def get(self, name: str, method: str = "GET", **headers: str) -> httpx.Response:
        wire = {key.replace("_", "-"): value for key, value in headers.items()}
        got: httpx.Response = self.client.request(
            method, f"/kalender/{name}.ics", headers={"Accept-Encoding": "identity"} | wire
        )
        return got

    def titles(self, name: str) -> list[str]:
        got = self.get(name)
        assert got.status_code == 200
        return [str(entry["SUMMARY"]) for entry in Calendar.from_ical(got.content).walk("VEVENT")]

    def link(self, who: Who, board: int | None = None) -> NewLink:
        return self.house.does(actions.make_link, who, board)

    def later(self, seconds: float = 1) -> None:
        self.house.clock.advance(seconds)


@contextmanager
def _street(founded: House) -> Iterator[Street]:
    background = Background()
    app = Starlette(routes=list(routes(founded.clock, founded.database, URL, background)))
    with TestClient(app) as client:
        yield Street(founded, client, background)


@pytest.fixture
def street(sqlite_url: str) -> Iterator[Street]:
    with house(sqlite_url) as founded, _street(founded) as open_street:
        yield open_street


def test_the_three_calendars_are_read_by_those_they_are_for(street: Street) -> None:
    a_year(street.house)
    own, inside = street.link(street.house.anna), street.link(street.house.siv, street.house.board)
    assert [len(street.titles(name)) for name in (own.token, inside.token, KEY)] == [6, 6, 4]
    caches = [street.get(name).headers["cache-control"] for name in (own.token, inside.token, KEY)]
    assert caches == ["private, max-age=300", "private, max-age=300", "max-age=300"]


def test_a_subscriber_who_has_it_gets_nothing_new_and_head_tells_the_same(street: Street) -> None:
    a_year(street.house)
    first = street.get(KEY)
    again = street.get(KEY, If_None_Match=first.headers["etag"])
    dated = street.get(KEY, If_Modified_Since=first.headers["last-modified"])
    assert (again.status_code, again.content, dated.status_code) == (304, b"", 304)
    head = street.get(KEY, "HEAD")
    assert (head.content, dict(head.headers)) == (b"", dict(first.headers))


def test_the_bytes_are_the_same_whichever_process_answers_and_however_late(street: Street) -> None:
    a_year(street.house)
    first = street.get(KEY)
    street.house.clock.advance(days=3)
    with _street(street.house) as other:
        second = other.get(KEY)
    assert (second.content, second.headers["etag"]) == (first.content, first.headers["etag"])
    assert second.headers["last-modified"] == first.headers["last-modified"] == "Tue, 01 Sep 2026 08:00:00 GMT"


def test_it_comes_zipped_to_those_who_take_it(street: Street) -> None:
    a_year(street.house)
    zipped = street.get(KEY, Accept_Encoding="gzip")
    assert (zipped.headers["content-encoding"], zipped.content) == ("gzip", street.get(KEY).content)


@pytest.mark.parametrize("wish", ["text/html", "application/json;q=1, text/calendar;q=0", ""])
def test_whatever_a_client_says_that_it_takes_it_gets_the_calendar(street: Street, wish: str) -> None:
    got = street.get(KEY, Accept=wish)
    assert (got.status_code, got.headers["content-type"]) == (200, "text/calendar; charset=utf-8")
    assert got.content == street.get(KEY).content


def test_a_board_without_meetings_has_a_calendar_all_the_same(street: Street) -> None:
    got = street.get(KEY)
    assert (got.status_code, got.text.count("BEGIN:VTIMEZONE"), got.text.count("BEGIN:VEVENT")) == (200, 1, 0)


def test_a_booking_shows_within_a_second_under_the_uid_of_its_open_time(street: Street) -> None:
    poll = street.house.asks("Budgetmöte", time("2026-11-12 13:00"), time("2026-11-19 13:00"))
    link = street.link(street.house.anna)
    before = Calendar.from_ical(street.get(link.token).content).walk("VEVENT")
    street.house.books(poll, 1)
    assert len(street.titles(link.token)) == 2  # still what it was, for a second
    street.later()
    (after,) = Calendar.from_ical(street.get(link.token).content).walk("VEVENT")
    assert (after["UID"], str(after["SUMMARY"])) == (
        before[1]["UID"],
        "Södra Vätterbygden: Budgetmöte (preliminärt)",
    )


def test_one_s_own_answer_shows_and_changes_nobody_else_s_calendar(street: Street) -> None:
    poll = street.house.asks("Budgetmöte", time("2026-11-12 13:00"))
    anna, bo = (street.link(who).token for who in (street.house.anna, street.house.bo))
    tags = {token: street.get(token).headers["etag"] for token in (anna, bo)}
    street.later(60)
    street.house.answers(street.house.anna, poll, Answer.KAN)
    street.later()
    unchanged = [street.get(token, If_None_Match=tag).status_code for token, tag in tags.items()]
    assert (unchanged, street.titles(anna)) == (
        [200, 304],
        ["Förslag: Södra Vätterbygden: Budgetmöte (du kan)"],
    )


def test_what_goes_by_itself_goes_on_time_though_nothing_was_touched(street: Street) -> None:
    street.house.books(street.house.asks("Budgetmöte", time("2026-09-03 13:00")), 0)
    street.house.changes("Budgetmöte", MeetingStatus.INSTALLT)
    assert street.titles(KEY) == ["INSTÄLLT: Budgetmöte"]
    street.house.clock.advance(days=3)
    assert street.titles(KEY) == []
    assert street.get(KEY).headers["last-modified"] == "Thu, 03 Sep 2026 22:00:00 GMT"


def test_a_link_taken_back_is_gone_within_a_second_and_the_others_stay(street: Street) -> None:
    link, other = street.link(street.house.anna), street.link(street.house.anna)
    assert street.get(link.token).status_code == 200
    street.house.does(actions.revoke, street.house.anna, link.id)
    street.later()
    assert [street.get(token).status_code for token in (link.token, other.token)] == [410, 200]


@pytest.mark.parametrize("name", ["another-board", "x" * 43, "x" * 44, "Å", "..", KEY.upper()])
def test_an_address_that_never_was_is_unknown(street: Street, name: str) -> None:
    assert street.get(name).status_code == 404


def test_one_who_tries_addresses_is_slowed_down_and_subscribers_are_not(street: Street) -> None:
    tries = [street.get(f"guess-{number}").status_code for number in range(UNKNOWN_PER_MINUTE + 2)]
    assert tries == [404] * UNKNOWN_PER_MINUTE + [429] * 2
    assert (street.get(KEY).status_code, street.get("one-more").headers["retry-after"]) == (200, "60")
    street.later(61)
    assert street.get("guess-again").status_code == 404


def test_a_link_s_last_use_is_noted_once_an_hour(street: Street) -> None:
    link = street.link(street.house.anna)
    noted = []
    for seconds in (0, 1800, 1799, 1):
        street.later(seconds)
        street.get(link.token)
        noted.append(_last_use(street))
    assert noted == [0, 0, 0, 3600]


def _last_use(street: Street) -> float:
    """Seconds from the start, when what comes after the answers is done."""
    assert street.client.portal is not None
    street.client.portal.call(street.background.finish)
    link = street.house.database.read_now(lambda session: session.exec(select(CalendarLink)).one())
    assert link.last_used_at is not None
    return (link.last_used_at - START).total_seconds()


def test_without_the_database_subscribers_keep_the_last_good_calendar(street: Street) -> None:
    a_year(street.house)
    link = street.link(street.house.anna)
    good, revoked = street.get(link.token), street.link(street.house.bo)
    street.house.does(actions.revoke, street.house.bo, revoked.id)
    assert street.get(revoked.token).status_code == 410
    street.later()

    def lost(*_: object) -> None:
        raise OSError("no such database")

    event.listen(street.house.database.reader, "begin", lost)
    after = street.get(link.token)
    assert (after.status_code, after.content) == (200, good.content)
    assert [street.get(name).status_code for name in (revoked.token, KEY)] == [410, 503]
    event.remove(street.house.database.reader, "begin", lost)
    assert street.get(KEY).status_code == 200


def test_a_secret_address_never_stands_in_a_log(
    street: Street, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    link = street.link(street.house.anna)
    caplog.set_level(logging.DEBUG)

    def lost(*_: object) -> None:
        raise OSError("no such database")

    event.listen(street.house.database.reader, "begin", lost)
    assert street.get(link.token).status_code == 503
    logged = "".join([*capfd.readouterr(), caplog.text.replace(f"/kalender/{link.token}.ics", "")])
    assert link.token[:6] in logged
    assert link.token[:7] not in logged


def test_without_an_address_on_the_web_there_are_no_calendars(sqlite_url: str) -> None:
    with house(sqlite_url) as founded:
        assert routes(founded.clock, founded.database, None) == []
