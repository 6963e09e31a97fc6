"""What is pointed out before a question about dates is posted (R38)."""

from __future__ import annotations

from datetime import date, time

import pytest

from handlers.polls.dates import Busy, DateWarning, ReadSlot, WarningKind, warnings, write

TODAY = date(2026, 9, 22)


def slot(day: str, start: int | None = 9, end: int | None = 12, reserve_for: int | None = None) -> ReadSlot:
    first, last = (None if hour is None else time(hour) for hour in (start, end))
    return ReadSlot(date.fromisoformat(day), first, last, reserve_for=reserve_for)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2026-10-08", ()),
        ("2026-09-22", ()),
        ("2026-09-21", (DateWarning(WarningKind.PAST, 0),)),
        ("2026-10-10", (DateWarning(WarningKind.WEEKEND, 0),)),
        ("2026-12-25", (DateWarning(WarningKind.RED_DAY, 0, "juldagen"),)),
        ("2026-10-31", (DateWarning(WarningKind.WEEKEND, 0), DateWarning(WarningKind.RED_DAY, 0, "alla helgons dag"))),
        ("2026-12-24", (DateWarning(WarningKind.EVE, 0),)),
        ("2028-03-22", ()),
        ("2028-03-23", (DateWarning(WarningKind.FAR_AHEAD, 0),)),
        ("2028-04-03", (DateWarning(WarningKind.FAR_AHEAD, 0),)),
    ],
)
def test_an_odd_day_is_pointed_out(day: str, expected: tuple[DateWarning, ...]) -> None:
    assert warnings([slot(day)], TODAY) == expected


def test_a_red_day_is_named_in_the_readers_language() -> None:
    assert warnings([slot("2026-12-25")], TODAY, language="en")[0].name == "Christmas Day"


def test_an_end_before_the_start_is_pointed_out() -> None:
    assert warnings([slot("2026-10-08", 12, 9)], TODAY) == (DateWarning(WarningKind.END_BEFORE_START, 0),)


@pytest.mark.parametrize("reserve", ["2026-10-08", "2026-10-07"])
def test_a_reserve_on_or_before_its_main_date_is_pointed_out(reserve: str) -> None:
    found = warnings([slot("2026-10-08"), slot(reserve, 13, 15, reserve_for=0)], TODAY)
    assert DateWarning(WarningKind.RESERVE_NOT_AFTER, 1, other=0) in found


def test_two_slots_on_one_day_are_pointed_out_once_and_at_one_time_as_such() -> None:
    slots = [slot("2026-10-08", 9, 12), slot("2026-10-08", 12, 14), slot("2026-10-08", 11, 13)]
    assert warnings(slots, TODAY) == (
        DateWarning(WarningKind.SAME_DAY, 1, other=0),
        DateWarning(WarningKind.SAME_TIME, 2, other=0),
        DateWarning(WarningKind.SAME_TIME, 2, other=1),
    )


def test_a_samrad_on_the_day_of_the_board_meeting_is_pointed_out() -> None:
    samrad = Busy(date(2024, 11, 20), time(9), time(12), "Lokalt medlemssamråd")
    found = warnings([slot("2024-11-20", 13, 16)], date(2024, 9, 18), [samrad])
    assert found == (DateWarning(WarningKind.SAME_DAY, 0, name="Lokalt medlemssamråd"),)


def test_dates_are_written_as_people_read_them() -> None:
    slots = [
        ReadSlot(date(2027, 3, 5), time(9), time(12), "Utbildning"),
        ReadSlot(date(2027, 3, 12), time(6, 30), None, reserve_for=0),
    ]
    assert write(slots) == (
        "fredag 5 mars 2027 kl. 9.00–12.00 *Utbildning* (reservdatum fredag 12 mars 2027 kl. 06.30)"
    )
    assert write(slots[:1], "en") == "Friday 5 March 2027 at 9:00–12:00 *Utbildning*"
