"""Members and their seats come and go with the roster file; n of a day is what was true that day (R12)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from storage.database import Database
from tests.boards.rosters import APRIL, HUVUDMAN, MARCH, bring, seats_on, text

DAY = timedelta(days=1)
FUTURE = date(2027, 1, 1)
HABO, REGION, FK = HUVUDMAN


def test_a_seat_added_or_taken_away_counts_from_that_day(sqlite_database: Database) -> None:
    bring(sqlite_database, text())
    assert bring(sqlite_database, text(huvudman=(HABO, REGION.replace("2", "3"), FK))) == ["new seat: Regionen"]
    assert [seats_on(sqlite_database, day) for day in (MARCH - DAY, MARCH)] == [4, 5]
    assert bring(sqlite_database, text(huvudman=HUVUDMAN), APRIL) == ["a seat ends today: Regionen"]
    assert [seats_on(sqlite_database, day) for day in (APRIL, APRIL + DAY)] == [5, 4]
    assert bring(sqlite_database, text(huvudman=HUVUDMAN), APRIL + DAY) == []


def test_a_seat_taken_away_and_given_back_the_same_day_is_one_seat(sqlite_database: Database) -> None:
    three = (HABO, REGION.replace("2", "3"), FK)
    bring(sqlite_database, text())
    for huvudman in (three, HUVUDMAN, three, HUVUDMAN, three):
        bring(sqlite_database, text(huvudman=huvudman), APRIL)
        assert seats_on(sqlite_database, APRIL) == 5
    assert seats_on(sqlite_database, APRIL + DAY) == 5


def test_a_member_that_leaves_takes_its_seats_along(sqlite_database: Database) -> None:
    bring(sqlite_database, text())
    assert bring(sqlite_database, text(huvudman=(HABO, REGION)), APRIL) == ["huvudman ends today: Försäkringskassan"]
    assert [seats_on(sqlite_database, day) for day in (APRIL, APRIL + DAY)] == [4, 3]
    assert bring(sqlite_database, text(huvudman=(HABO, REGION)), APRIL + DAY) == []
    bring(sqlite_database, text(), APRIL + 9 * DAY)
    days = (APRIL + DAY, APRIL + 8 * DAY, APRIL + 9 * DAY)
    assert [seats_on(sqlite_database, day) for day in days] == [3, 3, 4]


def test_a_member_that_leaves_and_comes_back_the_same_day_never_left(sqlite_database: Database) -> None:
    bring(sqlite_database, text(huvudman=(HABO, REGION)), MARCH)
    for huvudman in (HUVUDMAN, (HABO, REGION), HUVUDMAN):
        bring(sqlite_database, text(huvudman=huvudman), APRIL)
    assert [seats_on(sqlite_database, day) for day in (APRIL - DAY, APRIL, APRIL + DAY)] == [3, 4, 4]


@pytest.mark.parametrize("first", [True, False], ids=["on the first import", "later"])
def test_a_member_from_a_day_to_a_day_has_its_seats_then_only(sqlite_database: Database, first: bool) -> None:
    if not first:
        bring(sqlite_database, text())
    dated = "{key: mullsjo, name: Mullsjö, kind: kommun, from: 2026-04-01, to: 2026-12-31}"
    file = text(huvudman=(*HUVUDMAN, dated))
    bring(sqlite_database, file)
    days = (date(2026, 3, 31), date(2026, 4, 1), date(2026, 12, 31), FUTURE)
    assert [seats_on(sqlite_database, day) for day in days] == [4, 5, 5, 4]
    assert bring(sqlite_database, file, APRIL) == []
