"""What proposed days mean for the board's year (R19, R33, R41)."""

from __future__ import annotations

from datetime import date

import pytest

from handlers.boards.rule_values import YearDate
from handlers.polls.year import Due, NoticeKind, YearNotice, term_end, too_late, without_meeting
from storage.words import BoardKind

FORBUND = BoardKind.SAMORDNINGSFORBUND
TODAY = date(2025, 11, 10)
BUDGET, REPORT = Due("budget", date(2026, 11, 30)), Due("arsredovisning", date(2026, 3, 31))


def days(*written: str) -> list[date]:
    return [date.fromisoformat(f"2026-{each}") for each in written]


@pytest.mark.parametrize(
    ("kind", "first", "last", "expected"),
    [
        (FORBUND, date(2026, 11, 23), date(2027, 3, 31), None),
        (FORBUND, date(2026, 11, 23), date(2027, 4, 1), date(2027, 3, 31)),
        (FORBUND, date(2027, 4, 1), date(2031, 3, 31), None),
        (FORBUND, date(2027, 4, 1), date(2031, 4, 1), date(2031, 3, 31)),
        (BoardKind.NAMND, date(2026, 11, 23), date(2027, 1, 1), date(2026, 12, 31)),
        (BoardKind.FORENING, date(2026, 11, 23), date(2031, 4, 1), None),
    ],
)
def test_a_term_ends_with_march_after_the_election_or_with_its_year(
    kind: BoardKind, first: date, last: date, expected: date | None
) -> None:
    assert term_end(kind, first, last) == expected


@pytest.mark.parametrize(
    ("meetings", "missed"),
    [
        (days("02-05", "11-19"), []),
        (days("02-05", "03-19", "06-04", "09-24"), []),
        (days("04-09", "11-19"), [REPORT]),
        (days("02-05", "06-04", "12-03"), [BUDGET]),
        (days("05-05", "06-04"), [REPORT, BUDGET]),
        (days("06-04"), []),  # one meeting is no year's plan
    ],
)
def test_a_year_without_a_meeting_in_time_is_pointed_out(meetings: list[date], missed: list[Due]) -> None:
    found = list(without_meeting(meetings, [], FORBUND, (), TODAY))
    assert found == [YearNotice(NoticeKind.NO_MEETING_IN_TIME, due.by, due=due) for due in missed]


def test_a_meeting_that_is_booked_already_counts() -> None:
    assert list(without_meeting(days("04-09", "11-19"), days("03-05"), FORBUND, (), TODAY)) == []


def test_the_boards_own_dates_count_for_every_kind_of_board() -> None:
    own = (YearDate("Tertialrapport 1", 6, 15),)
    found = list(without_meeting(days("02-05", "11-19"), [], BoardKind.NAMND, own, TODAY))
    due = Due("Tertialrapport 1", date(2026, 6, 15))
    assert found == [YearNotice(NoticeKind.NO_MEETING_IN_TIME, due.by, due=due)]


@pytest.mark.parametrize(
    ("title", "day", "expected"),
    [
        ("Budgetmöte", "12-03", [BUDGET]),
        ("Budgetmöte", "11-30", []),
        ("Årsredovisning", "04-09", [REPORT]),
        ("Styrelsemöte", "12-03", []),
    ],
)
def test_a_day_after_the_date_set_by_law_is_too_late(title: str, day: str, expected: list[Due]) -> None:
    found = list(too_late(title, days(day), FORBUND))
    assert found == [YearNotice(NoticeKind.TOO_LATE, days(day)[0], due=due) for due in expected]
