"""Days and deadlines as rules.md works them out ("Dates worked out"), and an almanac that knows Easter by itself."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers import calendar_days as days

STOCKHOLM = ZoneInfo("Europe/Stockholm")
DAYS = st.dates(date(1970, 1, 1), date(2069, 12, 31))


def day(written: str) -> date:
    return date.fromisoformat(written)


def wall(written: str) -> datetime:
    return datetime.fromisoformat(written)


def easter(year: int) -> date:
    """The Gregorian computus, after Meeus."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    return date(year, (h + k - 7 * m + 114) // 31, (h + k - 7 * m + 114) % 31 + 1)


def almanac(year: int) -> set[date]:
    """The red days by HD 1 §, worked out without the library."""
    fixed = {(1, 1), (1, 6), (5, 1), (12, 25), (12, 26)} | ({(6, 6)} if year >= 2005 else set())
    from_easter = {-2, 0, 1, 39, 49} | ({50} if year <= 2004 else set())
    midsommar = next(date(year, 6, n) for n in range(20, 27) if date(year, 6, n).weekday() == 5)
    helgon = next(d for d in (date(year, 10, 31) + timedelta(n) for n in range(7)) if d.weekday() == 5)
    return (
        {date(year, *pair) for pair in fixed} | {easter(year) + timedelta(n) for n in from_easter} | {midsommar, helgon}
    )


@given(DAYS)
def test_a_day_is_red_exactly_when_the_almanac_says_so(one: date) -> None:
    # The library keeps Marie bebådelsedag for 1970 though the law had dropped it; no board of ours met that year.
    marie = one == date(1970, 3, 15)
    assert (days.red_day(one) is not None and not marie) == (one in almanac(one.year))


@given(DAYS)
def test_a_working_day_is_a_weekday_that_is_neither_red_nor_an_eve_of_the_law(one: date) -> None:
    midsommarafton = min(d for d in almanac(one.year) if d.month == 6 and d.day >= 20 and d.weekday() == 5)
    eves = {midsommarafton - timedelta(1), date(one.year, 12, 24), date(one.year, 12, 31)}
    free = almanac(one.year) | eves
    assert days.is_working_day(one) == (one.weekday() < 5 and one not in free)


@given(DAYS)
def test_the_next_counting_day_and_the_working_day_before_are_the_nearest_ones(one: date) -> None:
    later, earlier = days.next_counting_day(one), days.working_day_on_or_before(one)
    between = [earlier + timedelta(n) for n in range(1, (later - earlier).days)]
    assert earlier <= one <= later
    assert days.is_working_day(later) and days.is_working_day(earlier)
    assert not any(days.is_working_day(d) for d in between)


@pytest.mark.parametrize("written", ["2026-06-19", "2026-12-24", "2026-12-31", "2025-06-20"])
def test_three_eves_extend_a_period(written: str) -> None:
    assert not days.is_working_day(day(written))


@pytest.mark.parametrize("written", ["2026-01-05", "2026-04-02", "2026-04-30"])
def test_trettondagsafton_skartorsdag_and_valborg_do_not(written: str) -> None:
    assert days.is_working_day(day(written))


def test_red_days_are_named_as_in_running_text() -> None:
    named = [day("2026-12-25"), day("2026-05-14"), day("2026-06-06"), day("2026-12-27"), day("2026-12-24")]
    assert [days.red_day(d) for d in named] == ["juldagen", "Kristi himmelsfärdsdag", "nationaldagen", None, None]
    assert [days.red_day(d, "en") for d in named[:3]] == ["Christmas Day", "Ascension Day", "National Day"]


@pytest.mark.parametrize(
    ("meeting", "due"), [("2024-09-18", "2024-10-02"), ("2021-06-18", "2021-07-02"), ("2020-11-16", "2020-11-30")]
)
def test_minutes_are_due_for_justering_a_fortnight_after_the_meeting(meeting: str, due: str) -> None:
    assert days.justering_due(day(meeting)) == day(due)


def test_the_announcement_is_due_on_the_second_day_and_a_sunday_is_shown_plain() -> None:
    assert days.post_by(day("2024-10-02")) == day("2024-10-04")
    sunday = days.post_by(day("2021-07-02"))
    assert sunday == day("2021-07-04")
    assert days.next_counting_day(sunday) == day("2021-07-05")
    assert days.working_day_on_or_before(sunday) == day("2021-07-02")


@pytest.mark.parametrize(
    ("posted", "last", "removal"),
    [
        ("2020-11-18", "2020-12-09", "2020-12-10"),
        ("2020-11-19", "2020-12-10", "2020-12-11"),
        ("2024-11-06", "2024-11-27", "2024-11-28"),
        ("2022-12-05", "2022-12-27", "2022-12-28"),
        ("2022-12-02", "2022-12-23", "2022-12-24"),
    ],
)
def test_an_announcement_stays_up_until_the_appeal_time_has_run_out(posted: str, last: str, removal: str) -> None:
    assert (days.last_appeal_day(day(posted)), days.earliest_removal(day(posted))) == (day(last), day(removal))


def test_three_weekdays_before_are_counted_past_weekend_and_red_day() -> None:
    assert days.weekday_before(day("2027-01-07"), 3) == day("2026-12-30")
    assert days.weekday_before(day("2026-10-12")) == day("2026-10-09")


def test_reminders_move_back_from_weekends_and_become_one_where_they_meet() -> None:
    assert days.reminder_days(day("2026-10-12"), (3, 1)) == (day("2026-10-09"),)
    assert days.reminder_days(day("2026-12-28"), (5, 2)) == (day("2026-12-23"),)
    assert days.reminder_days(day("2026-10-08"), (1, 3)) == (day("2026-10-05"), day("2026-10-07"))


@pytest.mark.parametrize(
    ("sent", "kallelse", "closes"),
    [
        ("2026-11-25 09:00", None, "2026-12-02 16:00"),
        ("2026-11-28 09:00", None, "2026-12-07 16:00"),  # seven days on is a Saturday
        ("2026-12-17 09:00", None, "2026-12-28 16:00"),  # julafton, then Christmas and a weekend
        ("2026-11-25 09:00", "2026-11-29", "2026-11-27 16:00"),  # to be summoned to on a Sunday
        ("2026-11-25 09:00", "2026-11-20", "2026-11-26 16:00"),  # too late already
        ("2026-11-27 18:00", "2026-11-27", "2026-11-30 16:00"),
    ],
)
def test_a_question_about_dates_closes_a_week_later_on_a_working_day_before_the_kallelse(
    sent: str, kallelse: str | None, closes: str
) -> None:
    assert days.poll_deadline(wall(sent), day(kallelse) if kallelse else None) == wall(closes)


@given(st.datetimes(datetime.fromisoformat("1990-01-01"), datetime.fromisoformat("2060-01-01")), st.none() | DAYS)
def test_a_question_never_closes_in_the_past_or_on_a_free_day(sent: datetime, kallelse: date | None) -> None:
    closes = days.poll_deadline(sent, kallelse)
    assert closes > sent
    assert days.is_working_day(closes.date())


def test_a_time_that_the_spring_skips_is_an_hour_later() -> None:
    instant = days.to_utc(wall("2027-03-28 02:30"), STOCKHOLM)
    assert instant == wall("2027-03-28 01:30").replace(tzinfo=UTC)
    assert days.local_wall(instant, STOCKHOLM) == wall("2027-03-28 03:30")


def test_a_time_that_autumn_has_twice_is_the_first_one() -> None:
    assert days.to_utc(wall("2026-10-25 02:30"), STOCKHOLM) == wall("2026-10-25 00:30").replace(tzinfo=UTC)


@given(st.datetimes(datetime.fromisoformat("1985-01-01"), datetime.fromisoformat("2037-12-31")))
def test_a_wall_time_survives_the_way_to_utc_and_back_unless_the_spring_skips_it(local: datetime) -> None:
    back = days.local_wall(days.to_utc(local, STOCKHOLM), STOCKHOLM)
    assert back - local in (timedelta(0), timedelta(hours=1))
    assert back == local or (local.month == 3 and local.hour == 2)


def test_a_wall_time_with_a_zone_and_an_instant_without_one_are_refused() -> None:
    with pytest.raises(ValueError, match="carries no zone"):
        days.to_utc(wall("2026-10-25T02:30+01:00"), STOCKHOLM)
    with pytest.raises(ValueError, match="carries a zone"):
        days.local_wall(wall("2026-10-25T02:30"), STOCKHOLM)
