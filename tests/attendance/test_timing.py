"""When an ersättare is asked and by when to answer (R7): the table of rules.md, and what must hold at any hour."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.attendance.timing import NEAR, Frame, asking, is_urgent
from handlers.boards.rule_values import CallWaits

ZONE = ZoneInfo("Europe/Stockholm")


def at(wall: str) -> datetime:
    return datetime.fromisoformat(wall).replace(tzinfo=ZONE).astimezone(UTC)


MEETING = Frame(at("2026-10-09 09:00"), CallWaits(), ZONE)  # a Friday


@pytest.mark.parametrize(
    ("away_said", "asked", "by", "secretary_at_once"),
    [
        ("2026-10-06 12:00", "2026-10-06 12:00", "2026-10-08 12:00", False),
        ("2026-10-07 20:00", "2026-10-07 20:00", "2026-10-08 07:00", False),
        ("2026-10-08 10:00", "2026-10-08 10:00", "2026-10-08 14:00", False),
        ("2026-10-08 18:00", "2026-10-08 18:00", "2026-10-08 21:00", False),
        ("2026-10-08 23:00", "2026-10-09 07:00", "2026-10-09 08:00", True),
        ("2026-10-09 07:30", "2026-10-09 07:30", "2026-10-09 08:30", True),
        # beyond the table
        ("2026-10-08 20:30", "2026-10-08 20:30", "2026-10-08 21:30", False),  # never less than an hour
        ("2026-10-09 08:40", "2026-10-09 08:40", "2026-10-09 09:00", True),  # never after the meeting has begun
        ("2026-10-05 21:00", "2026-10-06 07:00", "2026-10-08 07:00", False),  # at nine the day is over
        ("2026-10-06 06:59", "2026-10-06 07:00", "2026-10-08 07:00", False),
    ],
)
def test_the_table_of_waits(away_said: str, asked: str, by: str, secretary_at_once: bool) -> None:
    found = asking(at(away_said), MEETING)
    assert found is not None
    assert (found.at, found.by, is_urgent(found, MEETING)) == (at(asked), at(by), secretary_at_once)


def test_nobody_is_asked_when_the_meeting_begins_before_anybody_may_be() -> None:
    early = Frame(at("2026-10-09 07:00"), CallWaits(), ZONE)
    found = asking(at("2026-10-08 22:00"), early)
    assert (found, is_urgent(found, early)) == (None, True)


def test_a_boards_own_waits_hold() -> None:
    own = CallWaits(far=timedelta(hours=24), near=timedelta(hours=2), day=(time(8), time(20)))
    found = asking(at("2026-10-06 07:10"), Frame(MEETING.start, own, ZONE))
    assert found is not None
    assert (found.at, found.by) == (at("2026-10-06 08:00"), at("2026-10-07 08:00"))


def test_forty_eight_hours_are_clock_hours_when_the_clocks_change() -> None:
    frame = Frame(at("2026-10-30 09:00"), CallWaits(), ZONE)  # winter time begins on Sunday the 25th
    found = asking(at("2026-10-24 12:00"), frame)
    assert found is not None
    assert found.by == at("2026-10-26 11:00")


@given(
    st.datetimes(datetime.fromisoformat("2026-01-01"), datetime.fromisoformat("2026-12-31")),
    st.timedeltas(timedelta(minutes=1), timedelta(days=9)),
)
def test_nobody_is_asked_at_night_and_there_is_time_to_answer_before_the_meeting(
    start: datetime, before: timedelta
) -> None:
    frame = Frame(start.replace(tzinfo=UTC), CallWaits(), ZONE)
    now = frame.start - before
    found = asking(now, frame)
    if found is None:
        return
    assert time(7) <= found.at.astimezone(ZONE).time() < time(21)
    assert now <= found.at < found.by <= frame.start
    assert found.by - found.at >= min(timedelta(hours=1), frame.start - found.at)
    night = not time(7) <= found.by.astimezone(ZONE).time() <= time(21)
    assert not night or found.by == frame.start or found.by - found.at == timedelta(hours=1)
    assert is_urgent(found, frame) == (frame.start - found.at < NEAR)
