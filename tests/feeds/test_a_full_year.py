"""After a year in which everything happened to meetings, the three calendars say what they should, entry by entry."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from icalendar import Calendar
from sqlmodel import select

from handlers.feeds.facts import Audience, Viewer
from handlers.feeds.ical import event_bytes, feed_bytes
from handlers.feeds.reading import feed
from storage.polls import Slot
from tests.feeds.full_year import INSIDE_ENTRIES, MAINS, PUBLIC_ENTRIES, RESERVES, a_full_year
from tests.feeds.seeded import URL, House, house, wall

NAMES = ["UID", "DTSTAMP", "CREATED", "LAST-MODIFIED", "SEQUENCE", "DTSTART", "DTEND", "SUMMARY", "STATUS", "TRANSP"]
NAMES += ["X-MICROSOFT-CDO-BUSYSTATUS", "CATEGORIES", "CLASS", "LOCATION", "DESCRIPTION"]


@pytest.fixture
def home(database_url: str) -> Iterator[House]:
    with house(database_url) as founded:
        a_full_year(founded)
        yield founded


def calendar(home: House, audience: Audience) -> Calendar:
    """Anna's calendar, the board's own or the public one, as a client reads it."""
    subject = home.anna.person if audience is Audience.PERSON else home.board
    viewer = Viewer(audience, subject, "sv", "anna@example.com" if audience is Audience.PERSON else "")
    contents = home.reads(feed, viewer, URL)
    read = Calendar.from_ical(feed_bytes(contents.head, [event_bytes(event) for event in contents.events]))
    assert [part.errors for part in read.walk() if part.errors] == []
    return read


def entries(home: House, audience: Audience) -> list[Any]:
    return list(calendar(home, audience).walk("VEVENT"))


def test_the_public_sees_each_meeting_as_it_came_out(home: House) -> None:
    seen = [
        (f"{e['DTSTART'].dt:%Y-%m-%d %H:%M}", str(e["SUMMARY"]), str(e["STATUS"]), str(e["TRANSP"]), int(e["SEQUENCE"]))
        for e in entries(home, Audience.PUBLIC)
    ]
    assert seen == [
        ("2026-10-09 13:00", "Styrelsemöte (preliminärt)", "CONFIRMED", "OPAQUE", 2),
        ("2026-10-15 09:00", "Reservdatum: Styrelsemöte", "TENTATIVE", "OPAQUE", 1),
        ("2026-11-05 09:00", "INSTÄLLT: Styrelsemöte", "CANCELLED", "TRANSPARENT", 2),
        ("2026-11-12 09:00", "INSTÄLLT: Styrelsemöte", "CANCELLED", "TRANSPARENT", 2),
        ("2026-11-25 09:00", "Arbetsdag", "CONFIRMED", "OPAQUE", 0),
        ("2026-12-10 09:00", "Styrelsemöte (preliminärt)", "CONFIRMED", "OPAQUE", 2),
        ("2027-01-14 13:00", "Budgetmöte (preliminärt)", "CONFIRMED", "OPAQUE", 0),
        ("2027-02-04 09:00", "Styrelsemöte", "CONFIRMED", "OPAQUE", 1),
        ("2027-02-11 09:00", "Reservdatum: Styrelsemöte", "TENTATIVE", "OPAQUE", 1),
        ("2027-04-01 09:00", "Styrelsemöte (preliminärt)", "CONFIRMED", "OPAQUE", 1),
        ("2027-04-08 09:00", "Reservdatum: Styrelsemöte", "TENTATIVE", "OPAQUE", 1),
    ]


def test_one_s_own_answers_stand_in_one_s_own_titles_alone(home: House) -> None:
    both = {
        audience: [
            (str(e["SUMMARY"]), str(e["TRANSP"])) for e in entries(home, audience) if "Förslag" in str(e["SUMMARY"])
        ]
        for audience in Audience
    }
    assert both == {
        Audience.PERSON: [
            ("Förslag: Södra Vätterbygden: Extra möte (du kan)", "OPAQUE"),
            ("Förslag: Södra Vätterbygden: Extra möte (du kan inte)", "TRANSPARENT"),
        ],
        Audience.BOARD: [("Förslag: Extra möte", "OPAQUE")] * 2,
        Audience.PUBLIC: [],
    }


def test_a_meeting_has_the_name_under_which_its_time_was_asked_in_every_calendar(home: House) -> None:
    slots = home.database.read_now(lambda session: list(session.exec(select(Slot)).all()))
    uid = {slot.start: f"{slot.uid}@klubban" for slot in slots}
    read = {audience: {str(e["UID"]): e for e in entries(home, audience)} for audience in Audience}
    assert [len(found) for found in read.values()] == [INSIDE_ENTRIES, INSIDE_ENTRIES, PUBLIC_ENTRIES]
    assert set(read[Audience.PUBLIC]) < set(read[Audience.BOARD]) == set(read[Audience.PERSON])
    moved, on_reserve = (read[Audience.PUBLIC][uid[wall(MAINS[place])]] for place in (0, 2))
    assert f"{moved['DTSTART'].dt:%Y-%m-%d}" == "2026-10-09"
    assert f"{on_reserve['DTSTART'].dt:%Y-%m-%d}" == RESERVES[2][:10]
    assert uid[wall(RESERVES[2])] not in read[Audience.BOARD]  # used: its meeting stands there now


def test_every_entry_has_every_property_and_none_has_an_alarm(home: House) -> None:
    for audience in Audience:
        read = calendar(home, audience)
        assert {part.name for part in read.walk()} == {"VCALENDAR", "VTIMEZONE", "DAYLIGHT", "STANDARD", "VEVENT"}
        assert [[name for name in NAMES if name not in e] for e in read.walk("VEVENT")] == [[]] * len(read.events)
        assert ("METHOD" in read, "UID" in read) == (audience is not Audience.PERSON, False)


def test_an_entry_is_stamped_when_the_newest_of_its_rows_changed(home: House) -> None:
    stamps = {f"{e['DTSTART'].dt:%m-%d}": e["DTSTAMP"].dt for e in entries(home, Audience.PERSON)}
    same = [e["DTSTAMP"].dt == e["LAST-MODIFIED"].dt for e in entries(home, Audience.PERSON)]
    days = {day: (stamp - datetime(2026, 9, 1, 8, tzinfo=UTC)).days for day, stamp in stamps.items()}
    assert days == {
        "10-09": 1,  # moved on the second day,
        "10-15": 1,  # and with it what its reserve date says
        "11-05": 2,
        "11-12": 2,
        "12-10": 3,
        "02-04": 4,
        "02-11": 4,
        "11-25": 5,
        "01-14": 6,
        "10-20": 7,  # Anna's answer
        "10-21": 7,
        "04-01": 0,
        "04-08": 0,
    }
    assert same == [True] * INSIDE_ENTRIES


def test_the_video_link_is_in_field_and_text_for_those_inside_and_nowhere_for_the_public(home: House) -> None:
    address = "https://meet.example/m%C3%B6te?rum=1&kod=a,b;c"
    found = {
        audience: next(e for e in entries(home, audience) if "Budget" in str(e["SUMMARY"])) for audience in Audience
    }
    assert {audience: str(e.get("CONFERENCE", "")) for audience, e in found.items()} == {
        Audience.PERSON: address,
        Audience.BOARD: address,
        Audience.PUBLIC: "",
    }
    in_text = [address in str(found[audience]["DESCRIPTION"]) for audience in Audience]
    assert (in_text, str(found[Audience.PERSON]["LOCATION"])) == ([True, True, False], "Digitalt möte")


def test_nobody_s_address_but_one_s_own_stands_in_a_calendar(home: House) -> None:
    attendees = {a: {str(e.get("ATTENDEE", "")) for e in entries(home, a)} for a in Audience}
    assert attendees == {Audience.PERSON: {"mailto:anna@example.com"}, Audience.BOARD: {""}, Audience.PUBLIC: {""}}
