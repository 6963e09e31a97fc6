"""What stands in the calendars of a board's people, from the database's rows to the parsed file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from icalendar import Calendar

from handlers.feeds.facts import Audience, Contents, Viewer
from handlers.feeds.ical import event_bytes, feed_bytes
from handlers.feeds.reading import feed
from handlers.polls.actions import close
from handlers.run import Who
from storage.words import Answer, MeetingStatus
from tests.feeds.seeded import KEY, START, URL, House, a_year, house, time

Row = dict[str, Any]


@pytest.fixture
def home(database_url: str) -> Iterator[House]:
    with house(database_url) as founded:
        yield founded


def contents(home: House, viewer: Viewer) -> Contents:
    return home.reads(feed, viewer, URL)


def parsed(home: House, viewer: Viewer) -> list[Row]:
    """The entries as a client reads them, in the file's order."""
    read = contents(home, viewer)
    calendar = Calendar.from_ical(feed_bytes(read.head, [event_bytes(event) for event in read.events]))
    assert [part.errors for part in calendar.walk() if part.errors] == []
    return [dict(entry) for entry in calendar.walk("VEVENT")]


def mine(who: Who) -> Viewer:
    return Viewer(Audience.PERSON, who.person, "sv", f"{who.name.lower()}@example.com")


def boards_own(home: House) -> Viewer:
    return Viewer(Audience.BOARD, home.board, "sv")


def public(home: House) -> Viewer:
    return Viewer(Audience.PUBLIC, home.board, "sv")


def titles(home: House, viewer: Viewer) -> list[str]:
    return [str(row["SUMMARY"]) for row in parsed(home, viewer)]


def looks(home: House, viewer: Viewer, name: str) -> list[str]:
    return [str(row[name]) for row in parsed(home, viewer)]


def test_a_board_with_nothing_booked_has_an_empty_calendar_with_its_zone(home: House) -> None:
    read = contents(home, public(home))
    assert (read.events, read.last_modified, read.valid_until) == ((), START, None)
    assert b"BEGIN:VTIMEZONE" in feed_bytes(read.head, [])


def test_an_open_question_is_tentative_for_the_board_and_its_people_and_hidden_from_the_public(home: House) -> None:
    home.asks("Budgetmöte", time("2026-11-12 13:00"))
    assert looks(home, boards_own(home), "STATUS") == ["TENTATIVE"]
    both = [titles(home, mine(who)) for who in (home.anna, home.siv)]
    assert both == [["Förslag: Södra Vätterbygden: Budgetmöte"]] * 2
    assert (titles(home, mine(home.rut)), titles(home, public(home))) == ([], [])


def test_the_reader_s_own_answer_stands_in_the_title_and_nobody_else_s(home: House) -> None:
    poll = home.asks("Budgetmöte", time("2026-11-12 13:00"))
    home.clock.advance(days=1)
    home.answers(home.anna, poll, Answer.KAN)
    home.answers(home.bo, poll, Answer.KAN_INTE)
    name = "Förslag: Södra Vätterbygden: Budgetmöte"
    assert titles(home, mine(home.anna)) == [f"{name} (du kan)"]
    assert titles(home, mine(home.bo)) == [f"{name} (du kan inte)"]
    assert titles(home, mine(home.cecilia)) == [name]
    assert looks(home, mine(home.bo), "TRANSP") == ["TRANSPARENT"]
    assert contents(home, mine(home.anna)).last_modified == home.clock.now()
    assert contents(home, mine(home.cecilia)).last_modified == START


def test_the_booked_time_becomes_the_meeting_under_its_uid_and_the_others_vanish(home: House) -> None:
    poll = home.asks("Budgetmöte", time("2026-11-12 13:00"), time("2026-11-19 13:00"))
    first, second = parsed(home, boards_own(home))
    home.clock.advance(days=2)
    home.books(poll, 1)
    (meeting,) = parsed(home, boards_own(home))
    assert (meeting["UID"], meeting["DTSTART"].dt) == (second["UID"], second["DTSTART"].dt)
    assert (second["SEQUENCE"], meeting["SEQUENCE"]) == (0, 1)
    assert meeting["SUMMARY"] == "Budgetmöte (preliminärt)"
    assert contents(home, boards_own(home)).last_modified == home.clock.now()
    assert first["UID"] != second["UID"]


def test_the_same_uid_stands_in_all_three_calendars(home: House) -> None:
    home.books(home.asks("Budgetmöte", time("2026-11-12 13:00")), 0)
    viewers = (mine(home.anna), boards_own(home), public(home))
    assert len({tuple(looks(home, viewer, "UID")) for viewer in viewers}) == 1


def test_a_question_that_is_closed_leaves_the_calendar_and_moves_its_date(home: House) -> None:
    poll = home.asks("Budgetmöte", time("2026-11-12 13:00"))
    home.clock.advance(days=3)
    home.does(close, home.siv, poll, 1)
    read = contents(home, boards_own(home))
    assert (read.events, read.last_modified) == ((), home.clock.now())


def test_who_leaves_the_board_sees_the_meetings_until_then(home: House) -> None:
    a_year(home)
    days = [str(row["DTSTART"].dt.date()) for row in parsed(home, mine(home.cecilia))]
    assert days == ["2026-10-22", "2026-10-29", "2026-11-12", "2026-11-19"]
    assert len(titles(home, mine(home.anna))) == 6


def test_only_those_who_serve_are_busy(home: House) -> None:
    home.books(home.asks("Budgetmöte", time("2026-11-12 13:00")), 0)
    busy = {who.name: looks(home, mine(who), "TRANSP") for who in (home.anna, home.bo, home.siv, home.rut)}
    assert busy == {"Anna": ["OPAQUE"], "Bo": ["TRANSPARENT"], "Siv": ["OPAQUE"], "Rut": ["TRANSPARENT"]}


def test_a_reserve_date_is_tentative_until_the_main_meeting_is_held(home: House) -> None:
    poll = home.asks("Styrelsemöte", time("2026-10-09 09:00"), time("2026-10-16 09:00", reserve_for=0))
    home.books(poll, 0)
    main, reserve = parsed(home, public(home))
    assert (main["STATUS"], reserve["STATUS"]) == ("CONFIRMED", "TENTATIVE")
    assert reserve["SUMMARY"] == "Reservdatum: Styrelsemöte"
    ends = datetime(2026, 10, 9, 10, 0, tzinfo=UTC)
    assert contents(home, public(home)).valid_until == ends
    home.clock.present = ends
    after = contents(home, public(home))
    assert ([event.summary for event in after.events], after.last_modified) == (["Styrelsemöte (preliminärt)"], ends)


def test_a_cancelled_meeting_is_struck_out_and_goes_as_the_next_day_begins(home: House) -> None:
    home.books(home.asks("Budgetmöte", time("2026-11-12 13:00")), 0)
    home.clock.advance(days=1)
    home.changes("Budgetmöte", MeetingStatus.INSTALLT)
    (row,) = parsed(home, mine(home.anna))
    seen = (row["SUMMARY"], row["STATUS"], row["TRANSP"], row["SEQUENCE"])
    assert seen == ("INSTÄLLT: Södra Vätterbygden: Budgetmöte", "CANCELLED", "TRANSPARENT", 2)
    goes = datetime(2026, 11, 12, 23, 0, tzinfo=UTC)  # midnight in Sweden
    assert contents(home, mine(home.anna)).valid_until == goes
    home.clock.present = goes
    assert (titles(home, mine(home.anna)), contents(home, mine(home.anna)).last_modified) == ([], goes)


def test_a_decided_meeting_is_no_longer_preliminary(home: House) -> None:
    home.books(home.asks("Budgetmöte", time("2026-11-12 13:00")), 0)
    home.changes("Budgetmöte", MeetingStatus.BESLUTAT)
    assert titles(home, public(home)) == ["Budgetmöte"]


def test_the_public_sees_neither_the_link_nor_the_note_nor_any_person(home: House) -> None:
    home.books(home.asks("Budgetmöte", time("2026-11-12 13:00", note="Ta med paraply")), 0)
    home.changes("Budgetmöte", MeetingStatus.BESLUTAT, link="https://meet.example/abc")
    (seen,), (inside,) = parsed(home, public(home)), parsed(home, boards_own(home))
    assert ("paraply" in str(inside["DESCRIPTION"]), str(inside["CONFERENCE"])) == (True, "https://meet.example/abc")
    assert str(seen["DESCRIPTION"]) == "Sammanträde med Samordningsförbundet Södra Vätterbygden."
    assert ("CONFERENCE" in seen, "ATTENDEE" in seen, "ATTENDEE" in inside) == (False, False, False)


def test_a_person_s_own_address_stands_beside_the_board_s_in_their_own_calendar(home: House) -> None:
    poll = home.asks("Budgetmöte", time("2026-11-12 13:00"))
    home.answers(home.anna, poll, Answer.HELST_INTE)
    (row,) = parsed(home, mine(home.anna))
    assert (str(row["ATTENDEE"]), row["ATTENDEE"].params["PARTSTAT"]) == ("mailto:anna@example.com", "TENTATIVE")
    assert str(row["ORGANIZER"]) == "mailto:styrelsen@forbund.example"


def test_a_board_without_an_address_is_named_by_its_page(database_url: str) -> None:
    with house(database_url, email=None) as home:
        home.books(home.asks("Budgetmöte", time("2026-11-12 13:00")), 0)
        (row,), (own,) = parsed(home, public(home)), parsed(home, mine(home.anna))
    assert str(row["ORGANIZER"]) == f"{URL}/kalender/{KEY}.ics"
    assert ("ORGANIZER" in own, "ATTENDEE" in own) == (False, False)


def test_somebody_on_no_board_has_an_empty_calendar(home: House) -> None:
    read = contents(home, Viewer(Audience.PERSON, 99, "en"))
    assert (read.events, read.head.name, read.head.zone) == ((), "My meetings", "Europe/Stockholm")
