"""What a subscribed calendar holds: read back by the library, counted in bytes, and unharmed by anything typed."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from handlers.feeds.events import Busy, CalendarEvent, CalendarHead, EventStatus, OwnAnswer
from handlers.feeds.ical import clean_line, clean_text, clean_uri, described, event_bytes, feed_bytes
from tests.feeds.examples import HEAD, LONG, MEETING, OWN, PERSONAL, PLAIN, wall, year

GOLDEN_EVENT = """BEGIN:VEVENT
SUMMARY:Styrelsemöte
DTSTART;TZID=Europe/Stockholm:20261008T090000
DTEND;TZID=Europe/Stockholm:20261008T120000
DTSTAMP:20260901T080000Z
UID:m1@klubban
SEQUENCE:0
CATEGORIES:Styrelsemöte
CLASS:PUBLIC
CONFERENCE;FEATURE=VIDEO;LABEL=Anslut till mötet;VALUE=URI:https://meet.e
 xample/abc
CREATED:20260820T073000Z
DESCRIPTION:Dagordning och handlingar\\n\\nhttps://meet.example/abc\\nhttps:/
 /klubban.example/m/1
LAST-MODIFIED:20260901T080000Z
LOCATION:Tändsticksgränd 23\\, Jönköping
ORGANIZER;CN="Södra Vätterbygden":mailto:styrelsen@forbund.example
STATUS:CONFIRMED
TRANSP:OPAQUE
URL:https://klubban.example/m/1
X-MICROSOFT-CDO-BUSYSTATUS:BUSY
END:VEVENT
"""
GOLDEN_HEAD = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Klubban//Calendar 1//SV
CALSCALE:GREGORIAN
METHOD:PUBLISH
DESCRIPTION:Styrelsens möten\\; tider är svensk tid.
X-WR-CALDESC:Styrelsens möten\\; tider är svensk tid.
NAME:Södra Vätterbygden\\, möten
X-WR-CALNAME:Södra Vätterbygden\\, möten
COLOR:steelblue
REFRESH-INTERVAL;VALUE=DURATION:PT1H
URL:https://klubban.example/kalender/sodra-vatterbygden
X-APPLE-CALENDAR-COLOR:#4682B4
X-PUBLISHED-TTL:PT1H
X-WR-TIMEZONE:Europe/Stockholm
BEGIN:VTIMEZONE
"""
# What people type, and what somebody who means harm types.
TYPED = st.text() | st.text(alphabet="\\nN;,:\"'^\r\n\t\v\x00\x85\u2028åö🗓 BEGIND=VT", max_size=40)
HARM = st.builds(
    "{}{}BEGIN:VEVENT{}UID:evil{}END:VEVENT".format,
    *[TYPED, *[st.sampled_from(["\r\n", "\n", "\r", "\u2028", "\x85", "\\n", "\r\n "]) for _ in range(3)]],
)
TEXTS = TYPED | HARM


def _wire(text: str) -> bytes:
    return text.replace("\n", "\r\n").encode()


def _read(*events: CalendarEvent, head: CalendarHead = HEAD) -> Calendar:
    calendar = Calendar.from_ical(feed_bytes(head, [event_bytes(e) for e in events]))
    assert [part.errors for part in calendar.walk() if part.errors] == []
    return calendar


def _event(event: CalendarEvent, head: CalendarHead = PERSONAL) -> Any:
    (found,) = _read(event, head=head).walk("VEVENT")
    return found


def _plain(value: object) -> str:
    """The text under a name whose type the library doesn't know, and so leaves escaped (RFC 5545 3.3.11)."""
    return re.sub(r"\\(.)", lambda m: "\n" if m[1] in "nN" else m[1], str(value))


def _unfolded(feed: bytes) -> list[bytes]:
    return feed.replace(b"\r\n ", b"").split(b"\r\n")


def test_a_meeting_goes_out_in_these_bytes() -> None:
    assert event_bytes(MEETING) == _wire(GOLDEN_EVENT)


def test_a_boards_feed_begins_with_these_bytes() -> None:
    feed = feed_bytes(HEAD, [event_bytes(MEETING)])
    assert feed[: len(_wire(GOLDEN_HEAD))] == _wire(GOLDEN_HEAD)


def test_a_board_without_meetings_still_has_head_and_zone() -> None:
    calendar = _read()
    assert [part.name for part in calendar.walk()] == ["VCALENDAR", "VTIMEZONE", "DAYLIGHT", "STANDARD"]


def test_trap_1_the_zone_is_a_rule_and_stands_before_the_first_meeting() -> None:
    feed = feed_bytes(HEAD, [event_bytes(MEETING)])
    assert b"RDATE" not in feed
    assert feed.index(b"END:VTIMEZONE") < feed.index(b"BEGIN:VEVENT")


def test_trap_2_the_calendar_itself_has_no_uid() -> None:
    assert "UID" not in _read(MEETING)


def test_trap_3_the_refresh_interval_says_that_it_is_a_duration() -> None:
    assert b"\r\nREFRESH-INTERVAL;VALUE=DURATION:PT1H\r\n" in feed_bytes(HEAD, [])


def test_trap_4_a_meetings_stamp_is_when_its_row_changed() -> None:
    found = _event(MEETING)
    assert (found["dtstamp"].dt, found["last-modified"].dt) == (MEETING.changed, MEETING.changed)


def test_trap_4_the_same_meeting_twice_has_the_same_bytes() -> None:
    assert event_bytes(MEETING) == event_bytes(replace(MEETING))


@given(name=TEXTS, description=TEXTS)
def test_trap_5_whatever_a_board_is_called_its_names_come_back(name: str, description: str) -> None:
    calendar = _read(head=replace(HEAD, name=name, description=description))
    assert [_plain(calendar[key]) for key in ("name", "x-wr-calname")] == [clean_line(name)] * 2
    told = [str(calendar.get("description", "")), _plain(calendar.get("x-wr-caldesc", ""))]
    assert told == [clean_text(description)] * 2


def test_trap_6_ones_own_feed_has_no_method_and_ones_own_answer() -> None:
    calendar = _read(replace(MEETING, own=OWN), head=PERSONAL)
    (found,) = calendar.walk("VEVENT")
    assert "METHOD" not in calendar
    assert (found["attendee"], found["attendee"].params) == ("mailto:anna@habo.example", {"PARTSTAT": "ACCEPTED"})
    assert found["organizer"] == "mailto:styrelsen@forbund.example"


@pytest.mark.parametrize(
    ("address", "organizer"),
    [("", "b@b.example"), ("a@a.example", ""), ("a@a.example", "https://klubban.example/b")],
)
def test_trap_6_where_an_address_is_missing_neither_is_told(address: str, organizer: str) -> None:
    found = _event(replace(MEETING, own=OwnAnswer(address), organizer=organizer))
    assert ("ATTENDEE" in found, "ORGANIZER" in found) == (False, False)


def test_trap_6_a_board_without_an_address_is_known_by_its_page() -> None:
    found = _event(replace(MEETING, organizer="https://klubban.example/b"), head=HEAD)
    assert (found["organizer"], found["organizer"].params["CN"]) == ("https://klubban.example/b", "Södra Vätterbygden")


def test_trap_6_a_published_feed_refuses_to_carry_an_address() -> None:
    with pytest.raises(ValueError, match="names no attendees"):
        feed_bytes(HEAD, [event_bytes(replace(MEETING, own=OWN))])


def test_trap_6_a_text_that_looks_like_an_attendee_is_only_text() -> None:
    harmless = replace(MEETING, description="x" * 62 + "\r\nATTENDEE:mailto:a@b.example")
    assert len(_read(harmless).walk("VEVENT")) == 1


def test_trap_7_a_year_read_back_has_no_broken_values() -> None:
    calendar = _read(*year())  # _read looks at .errors
    assert [str(e["summary"]) for e in calendar.walk("VEVENT")] == [e.summary.strip() for e in year()]


@pytest.mark.parametrize("end", [MEETING.start, wall("2026-10-08 08:00"), date(2026, 10, 9)])
def test_trap_7_a_meeting_that_ends_at_its_start_or_before_is_no_meeting(end: datetime | date) -> None:
    with pytest.raises(ValueError, match=r"m1@klubban|both times"):
        replace(MEETING, end=end)


def test_trap_7_times_with_a_zone_of_their_own_are_refused() -> None:
    with pytest.raises(ValueError, match="naive"):
        replace(MEETING, start=datetime(2026, 10, 8, 9, tzinfo=UTC))
    with pytest.raises(ValueError, match="UTC"):
        replace(MEETING, changed=wall("2026-10-08 09:00"))


def test_trap_8_a_meeting_in_the_doubled_hour_is_told_in_utc() -> None:
    first = replace(MEETING, start=wall("2026-10-25 02:30"), end=wall("2026-10-25 04:00"))
    second = replace(first, start=wall("2026-10-25 02:30").replace(fold=1))
    times = [(_event(e)["dtstart"].dt, _event(e)["dtend"].dt) for e in (first, second)]
    three = datetime(2026, 10, 25, 3, tzinfo=UTC)
    assert times == [
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), three),
        (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), three),
    ]


def test_trap_8_from_half_past_two_to_ten_past_two_is_forty_minutes_that_night() -> None:
    night = replace(MEETING, start=wall("2026-10-25 02:30"), end=wall("2026-10-25 02:10").replace(fold=1))
    found = _event(night)
    assert found["dtend"].dt - found["dtstart"].dt == timedelta(minutes=40)


def test_a_meeting_at_an_hour_that_spring_leaves_out_moves_on_an_hour() -> None:
    early = replace(MEETING, start=wall("2027-03-28 02:30"), end=wall("2027-03-28 05:00"))
    swallowed = replace(early, end=wall("2027-03-28 03:15"))
    shown = [[_event(e)[k].dt.strftime("%H:%M") for k in ("dtstart", "dtend")] for e in (early, swallowed)]
    assert shown == [["03:30", "05:00"], ["03:30", "04:15"]]


def test_a_deadline_takes_whole_days_and_no_time() -> None:
    found = _event(replace(PLAIN, start=date(2026, 10, 15), end=date(2026, 10, 16), busy=Busy.FREE, transparent=True))
    assert (found["dtstart"].dt, found["dtend"].dt) == (date(2026, 10, 15), date(2026, 10, 16))
    assert (found["transp"], found["x-microsoft-cdo-busystatus"]) == ("TRANSPARENT", "FREE")


def test_a_cancelled_meeting_says_so_in_every_clients_word() -> None:
    gone = replace(MEETING, status=EventStatus.CANCELLED, busy=Busy.FREE, transparent=True, private=True)
    found = _event(gone)
    words = [found[k] for k in ("status", "transp", "x-microsoft-cdo-busystatus", "class")]
    assert words == ["CANCELLED", "TRANSPARENT", "FREE", "PRIVATE"]


def test_links_already_in_the_text_are_not_repeated() -> None:
    told = replace(MEETING, description="Länk: https://meet.example/abc")
    assert described(told) == "Länk: https://meet.example/abc\n\nhttps://klubban.example/m/1"


def test_another_boards_zone_comes_with_its_rules() -> None:
    calendar = _read(replace(MEETING, zone="Europe/Helsinki"), head=replace(HEAD, zones=("Europe/Helsinki",)))
    assert [z["tzid"] for z in calendar.walk("VTIMEZONE")] == ["Europe/Stockholm", "Europe/Helsinki"]
    assert calendar.get_missing_tzids() == set()


@given(TEXTS, TEXTS, TEXTS, TEXTS)
def test_whatever_is_typed_comes_back_and_adds_no_event(title: str, place: str, text: str, category: str) -> None:
    typed = replace(MEETING, summary=title, location=place, description=text, categories=(category, "Möte"))
    feed = feed_bytes(HEAD, [event_bytes(typed), event_bytes(PLAIN)])
    assert [line for line in _unfolded(feed) if line == b"BEGIN:VEVENT"] == [b"BEGIN:VEVENT"] * 2
    found = _event(typed)
    assert (found["summary"], found["description"]) == (clean_line(title), described(typed))
    assert found.get("location", "") == clean_line(place)
    assert [str(c) for c in found["categories"].cats] == [clean_line(category), "Möte"]


@given(TEXTS, TEXTS, TEXTS, TEXTS)
def test_addresses_and_names_of_links_add_nothing_either(url: str, video: str, label: str, address: str) -> None:
    own = OwnAnswer(address + "@a.example")
    typed = replace(
        PLAIN,
        own=own,
        organizer=url + "@b",
        organizer_name=label,
        url="https:" + url,
        conference="https:" + video,
        conference_label=label,
    )
    found = _event(typed)
    assert (found["url"], found["conference"]) == (clean_uri("https:" + url), clean_uri("https:" + video))
    assert set(found) - set(_event(PLAIN)) <= {"URL", "CONFERENCE", "DESCRIPTION", "ATTENDEE", "ORGANIZER"}


@given(TEXTS.map(lambda t: t * 5), st.integers(0, 80))
def test_lines_are_folded_at_75_octets_between_letters(text: str, shift: int) -> None:
    typed = replace(MEETING, summary="x" * shift + text, description=LONG * 3 + text)
    lines = feed_bytes(HEAD, [event_bytes(typed)]).split(b"\r\n")
    assert [line for line in lines if len(line) > 75] == []
    assert "".join(line.decode() for line in lines).encode() == b"".join(lines)  # no letter is cut in two


@given(TEXTS, TEXTS)
def test_no_control_character_leaves_the_house(title: str, text: str) -> None:
    feed = feed_bytes(replace(HEAD, name=title), [event_bytes(replace(MEETING, summary=title, description=text))])
    assert re.findall("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029]", feed.decode()) == []
    assert feed.count(b"\n") == feed.count(b"\r\n") == feed.count(b"\r")


def test_events_are_joined_in_the_order_given() -> None:
    uids = [e["uid"] for e in _read(*year()).walk("VEVENT")]
    assert uids == [e.uid for e in year()]
