"""The rules of a time zone say the same as the zone's own data, for every hour of the years a board plans."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar, Timezone

from handlers.feeds.zones import STOCKHOLM, generate, vtimezone
from tests.feeds.examples import wall

ZONES = (
    *("Europe/Stockholm", "Europe/Helsinki", "Europe/London", "Europe/Dublin", "America/New_York", "America/Nuuk"),
    *("Asia/Gaza", "Asia/Tokyo", "Australia/Sydney", "Pacific/Chatham", "America/Santiago", "UTC"),
)


def _parsed(zone: str) -> Timezone:
    calendar = Calendar.from_ical(b"BEGIN:VCALENDAR\r\n" + vtimezone(zone) + b"END:VCALENDAR\r\n")
    (found,) = calendar.walk("VTIMEZONE")
    assert isinstance(found, Timezone)
    assert found.errors == []
    return found


def test_stockholms_hand_made_rules_are_those_of_its_data() -> None:
    assert generate("Europe/Stockholm") == STOCKHOLM


@pytest.mark.parametrize("zone", ZONES)
def test_the_rules_read_back_give_the_offsets_of_the_zone(zone: str) -> None:
    read, true = _parsed(zone).to_tz(lookup_tzid=False), ZoneInfo(zone)
    day = wall("2026-01-01 12:00")
    noons = [day + timedelta(days=n) for n in range(3 * 365)]
    differing = [n for n in noons if n.replace(tzinfo=read).utcoffset() != n.replace(tzinfo=true).utcoffset()]
    assert differing == []


@pytest.mark.parametrize("zone", ZONES)
def test_no_zone_lists_its_changes_one_by_one(zone: str) -> None:
    assert b"RDATE" not in vtimezone(zone)


def test_egypts_midnight_change_stays_within_its_month() -> None:
    assert "DTSTART:19701029T235959\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1TH\n" in generate("Africa/Cairo")


@pytest.mark.parametrize("zone", ["Mars/Olympus", "../../etc/passwd", ""])
def test_a_name_that_is_no_zone_is_refused(zone: str) -> None:
    with pytest.raises((KeyError, ValueError)):
        vtimezone(zone)
