"""A time zone's rules as a VTIMEZONE in RRULE form, pure.

The library's `add_missing_timezones()` writes RDATE lists instead, with which Thunderbird shows summer meetings an hour
late and Outlook ignores the zone. Times before the zone's present rules began are of no use to a board and left out."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from importlib.resources import files
from zoneinfo import ZoneInfo

STOCKHOLM = """BEGIN:VTIMEZONE
TZID:Europe/Stockholm
BEGIN:DAYLIGHT
DTSTART:19700329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19701025T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
"""

_YEAR = 1970  # any year does for the first occurrence; this is the one that calendars use
_NAME = r"(<[^>]+>|[A-Za-z]+)"
_OFFSET = r"([+-]?\d+(?::\d+)*)"
_POSIX = re.compile(rf"{_NAME}{_OFFSET}(?:{_NAME}{_OFFSET}?,(M[^,]+),(M[^,]+))?")
_DAYS = ("SU", "MO", "TU", "WE", "TH", "FR", "SA")


@dataclass(frozen=True, slots=True)
class _Switch:
    """When the clock is changed: a weekday's nth (5: last) in a month, and the time of day, which may be negative or
    beyond 24 hours (POSIX TZ, RFC 9636 3.3.1)."""

    month: int
    week: int
    weekday: int
    at: timedelta

    def plain_day(self, year: int) -> date:
        """The weekday itself, before the time of day is added."""
        last = monthrange(year, self.month)[1]
        start = last - 6 if self.week == 5 else 7 * self.week - 6
        return next(d for n in range(start, start + 7) if _weekday(d := date(year, self.month, n)) == self.weekday)


@lru_cache(maxsize=64)
def vtimezone(zone: str) -> bytes:
    """The zone's rules as wire bytes. Raises zoneinfo.ZoneInfoNotFoundError for a name that isn't one."""
    ZoneInfo(zone)  # refuses unknown names and paths that climb out of the database
    text = STOCKHOLM if zone == "Europe/Stockholm" else generate(zone)
    return text.replace("\n", "\r\n").encode()


def generate(zone: str) -> str:
    """The VTIMEZONE made from the last line of the zone's data, which holds its rules from now on."""
    match = _POSIX.fullmatch(_footer(zone))
    if match is None:
        raise ValueError(f"{zone}: its clock changes can't be told as a yearly rule")
    name, offset, summer, summer_offset, to_summer, to_winter = match.groups()
    winter = -_span(offset)  # POSIX counts westward
    if summer is None:
        parts = _observance("STANDARD", "DTSTART:19700101T000000", name, winter, winter)
    else:
        ahead = -_span(summer_offset) if summer_offset else winter + timedelta(hours=1)
        # Dublin's winter is its daylight saving, backwards: RFC 5545 wants DAYLIGHT to be the one that is ahead
        kinds = ("DAYLIGHT", "STANDARD") if ahead > winter else ("STANDARD", "DAYLIGHT")
        parts = _observance(kinds[0], _rule(_switch(to_summer)), summer, winter, ahead)
        parts += _observance(kinds[1], _rule(_switch(to_winter)), name, ahead, winter)
    return f"BEGIN:VTIMEZONE\nTZID:{zone}\n{parts}END:VTIMEZONE\n"


def _footer(zone: str) -> str:
    """From the tzdata package, so that the file is there on every system and the same everywhere."""
    return files("tzdata").joinpath("zoneinfo", *zone.split("/")).read_bytes().splitlines()[-1].decode("ascii")


def _span(text: str) -> timedelta:
    sign = -1 if text.startswith("-") else 1
    hours, minutes, seconds, *_ = [*(int(part) for part in text.lstrip("+-").split(":")), 0, 0]
    return sign * timedelta(hours=hours, minutes=minutes, seconds=seconds)


def _switch(rule: str) -> _Switch:
    """`M10.5.0/3`: October, last, Sunday, at three; two o'clock where no time is given."""
    day, _, at = rule.partition("/")
    month, week, weekday = (int(part) for part in day.removeprefix("M").split("."))
    return _Switch(month, week, weekday, _span(at or "2"))


def _rule(switch: _Switch) -> str:
    day = datetime.combine(switch.plain_day(_YEAR), datetime.min.time())
    first = day + switch.at
    shift = (first.date() - day.date()).days
    if shift == 0:
        nth = f"BYDAY={-1 if switch.week == 5 else switch.week}{_DAYS[switch.weekday]}"
    elif (span := _month_days(switch, shift)) is not None:
        nth = f"BYDAY={_DAYS[_weekday(first)]};BYMONTHDAY={','.join(map(str, span))}"
    else:  # Egypt's midnight may be the first of November: a second earlier says the same to any meeting
        return _rule(_Switch(switch.month, switch.week, switch.weekday, timedelta(hours=23, minutes=59, seconds=59)))
    return f"DTSTART:{first:%Y%m%dT%H%M%S}\nRRULE:FREQ=YEARLY;BYMONTH={switch.month};{nth}"


def _month_days(switch: _Switch, shift: int) -> range | None:
    """The seven days on which the shifted day can fall, or None when some lie in another month."""
    last = monthrange(_YEAR, switch.month)[1]
    start = (last - 6 if switch.week == 5 else 7 * switch.week - 6) + shift
    return range(start, start + 7) if start >= 1 and start + 6 <= last else None


def _weekday(day: date) -> int:
    return day.isoweekday() % 7


def _observance(kind: str, begins: str, name: str, before: timedelta, after: timedelta) -> str:
    offsets = f"TZOFFSETFROM:{_offset(before)}\nTZOFFSETTO:{_offset(after)}"
    return f"BEGIN:{kind}\n{begins}\nTZNAME:{name.strip('<>')}\n{offsets}\nEND:{kind}\n"


def _offset(span: timedelta) -> str:
    minutes = int(span.total_seconds()) // 60
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}{abs(minutes) % 60:02}"
