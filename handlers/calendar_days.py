"""Swedish calendar days and the dates that law and custom count out on them (R16, R27-R32, R40).

Days are local dates of the board. Wall times are naive datetimes in the board's zone; instants are aware, in UTC."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from holidays.countries.sweden import Sweden

MONDAY, FRIDAY, SATURDAY, SUNDAY = 0, 4, 5, 6
POLL_HOUR = time(16)
"""Local time of day at which a question about dates closes (R40)."""

_LOCALES = {"sv": "sv", "en": "en_US"}


@lru_cache(maxsize=512)
def _red_days(year: int, language: str) -> Mapping[date, str]:
    """The red days of a year with their names. Without Sundays, which the library can name as well."""
    found = Sweden(years=year, include_sundays=False, language=_LOCALES[language])
    return {day: found.get_list(day)[0] for day in found}


def red_day(day: date, language: str = "sv") -> str | None:
    """The name of an allmän helgdag that is no ordinary Sunday (HD 1 §), as in running text: "juldagen"; else None.

    `language` is "sv" or "en"; where two fall on one day, the first name in the library's order."""
    name = _red_days(day.year, language).get(day)
    if name and language == "sv" and not name.startswith("Kristi"):
        return name[0].lower() + name[1:]
    return name


def is_eve(day: date) -> bool:
    """Midsommarafton, julafton or nyårsafton: the eves that BLT 2 § puts on a par with Sundays (R32).

    Trettondagsafton, skärtorsdag and valborg are ordinary days."""
    midsommarafton = day.month == 6 and 19 <= day.day <= 25 and day.weekday() == FRIDAY
    return midsommarafton or (day.month == 12 and day.day in (24, 31))


def is_working_day(day: date) -> bool:
    """Neither Saturday, Sunday, red day nor one of the eves of R32."""
    return day.weekday() < SATURDAY and not is_eve(day) and red_day(day) is None


def next_counting_day(day: date) -> date:
    """The day itself or, when a period can't end on it, the next weekday (R32, BLT 2 §)."""
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def working_day_on_or_before(day: date) -> date:
    """The day itself or the last working day before it: where a reminder goes that can't go that day (R40)."""
    while not is_working_day(day):
        day -= timedelta(days=1)
    return day


def weekday_before(day: date, n: int = 1) -> date:
    """The n-th working day before `day`, counted on local dates; n = 0 is the day itself, working or not."""
    for _ in range(n):
        day = working_day_on_or_before(day - timedelta(days=1))
    return day


def justering_due(meeting_day: date, days: int = 14) -> date:
    """The last day to attest the minutes, itself included; the meeting's day isn't counted (R27, KL 5:69).

    The plain date, as R32 wants it shown; `next_counting_day` of it is a bedömning."""
    return meeting_day + timedelta(days=days)


def post_by(justerat: date) -> date:
    """The last day to announce the justering: the second day after it (R29, KL 8:12). The plain date, as in R32."""
    return justerat + timedelta(days=2)


def last_appeal_day(posted: date) -> date:
    """Three weeks from the announcement end on the same weekday, or the next one that counts (R31, R32, KL 13:5)."""
    return next_counting_day(posted + timedelta(weeks=3))


def earliest_removal(posted: date) -> date:
    """The day after the last day of appeal: an announcement stays up through that day (R29)."""
    return last_appeal_day(posted) + timedelta(days=1)


def reminder_days(due: date, days_before: Iterable[int]) -> tuple[date, ...]:
    """When to remind of something due: so many days before, moved back to a working day (R40).

    In order, each day once: two reminders that land on one day are one."""
    return tuple(sorted({working_day_on_or_before(due - timedelta(days=days)) for days in days_before}))


def poll_deadline(sent: datetime, kallelse_day: date | None = None) -> datetime:
    """When a question about dates closes by default (R40). Takes and gives wall time in the board's zone.

    Seven days after sending, or the next working day, at 16:00; but on a working day no later than `kallelse_day`,
    the first day on which a meeting at one of the proposed times must be summoned to. A question sent too late for
    that closes on the working day after the sending: nobody can answer in the past."""
    soonest = next_counting_day(sent.date() + timedelta(days=1))
    closing = next_counting_day(sent.date() + timedelta(days=7))
    if kallelse_day is not None:
        closing = min(closing, working_day_on_or_before(kallelse_day))
    return datetime.combine(max(closing, soonest), POLL_HOUR)


def to_utc(wall: datetime, zone: ZoneInfo) -> datetime:
    """The instant of a wall time. In the doubled hour of autumn the first one; in the spring gap an hour on.

    ValueError for an aware datetime: it is no wall time."""
    if wall.tzinfo is not None:
        raise ValueError("a wall time carries no zone")
    # fold=0 reads a time in the gap with winter's offset, and what comes out is shown an hour later (PEP 495).
    return wall.replace(tzinfo=zone, fold=0).astimezone(UTC)


def local_wall(instant: datetime, zone: ZoneInfo) -> datetime:
    """What the clock on the wall shows at an instant. ValueError for a naive datetime: it is no instant."""
    if instant.tzinfo is None:
        raise ValueError("an instant carries a zone")
    return instant.astimezone(zone).replace(tzinfo=None, fold=0)
