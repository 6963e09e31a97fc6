"""Klubban keeps Slack's rates by itself: never above them, and never longer silent than they ask."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bot.pace import Pace
from tests.storage.rows import NOW, SECOND

LETTER = 7
PER_MINUTE, GAP, MINUTE = 5, timedelta(seconds=1), timedelta(minutes=1)
WISHES = st.lists(
    st.tuples(st.sampled_from(["C1", "C2", "C3"]), st.integers(0, 4000).map(lambda ms: timedelta(milliseconds=ms))),
    max_size=60,
)
"""(which channel, how long after the wish before)"""


def _gone(pace: Pace, wishes: Sequence[tuple[str, timedelta]]) -> list[tuple[str, datetime]]:
    """When each call went, in the order in which they went; whoever must wait comes back at the told moment."""
    gone, now = [], NOW
    for channel, later in wishes:
        now += later
        while wait := pace.take("chat.postMessage", channel, now, LETTER):
            assert wait > now
            now = wait
        gone.append((channel, now))
    return gone


@given(WISHES)
def test_no_minute_ever_holds_more_calls_than_slack_allows(wishes: list[tuple[str, timedelta]]) -> None:
    times = [at for _, at in _gone(Pace({"chat.postMessage": PER_MINUTE}, GAP), wishes)]
    assert [a for a, b in zip(times, times[PER_MINUTE:], strict=False) if b - a < MINUTE] == []


@given(WISHES)
def test_no_channel_ever_gets_two_messages_within_a_second(wishes: list[tuple[str, timedelta]]) -> None:
    gone = _gone(Pace({"chat.postMessage": 1000}, GAP), wishes)
    for channel in ("C1", "C2", "C3"):
        times = [at for name, at in gone if name == channel]
        assert [a for a, b in pairwise(times) if b - a < GAP] == []


def test_a_full_minute_frees_its_first_place_after_a_minute() -> None:
    pace = Pace({"chat.postMessage": 2}, timedelta())
    told = [pace.take("chat.postMessage", "C1", NOW + wait * SECOND, LETTER) for wait in (0, 10, 20, 59, 60, 61)]
    free, again = NOW + 60 * SECOND, NOW + 70 * SECOND
    assert told == [None, None, free, free, None, again]


def test_whether_a_minute_is_full_can_be_asked_without_taking_a_place() -> None:
    pace = Pace({"chat.postMessage": 1}, timedelta())
    told = [pace.full("chat.postMessage", NOW)]
    pace.take("chat.postMessage", "C1", NOW, LETTER)
    told += [pace.full("chat.postMessage", NOW + wait * SECOND) for wait in (0, 59, 60, -3600)]
    assert told == [None, NOW + MINUTE, NOW + MINUTE, None, None]


def test_one_methods_minute_is_not_anothers() -> None:
    pace = Pace({"chat.postMessage": 1, "chat.update": 1}, timedelta())
    told = [pace.take(method, "C1", NOW, LETTER) for method in ("chat.postMessage", "chat.update", "chat.update")]
    assert told == [None, None, NOW + MINUTE]


def test_a_method_that_slack_has_closed_waits_until_it_opens() -> None:
    pace = Pace({}, timedelta())
    pace.close("chat.postMessage", NOW + 5 * SECOND)
    pace.close("chat.postMessage", NOW + 2 * SECOND)
    told = [pace.take("chat.postMessage", "C1", NOW + wait * SECOND, LETTER) for wait in (0, 4, 5)]
    assert told == [NOW + 5 * SECOND, NOW + 5 * SECOND, None]


def test_a_clock_that_is_put_back_holds_nothing_up() -> None:
    pace = Pace({"chat.postMessage": 1, "chat.update": 1}, GAP)
    told = [
        pace.take(method, "C1", NOW + hours * 3600 * SECOND, LETTER)
        for method in ("chat.postMessage", "chat.update")
        for hours in (48, 24, 0)
    ]
    assert told == [None] * 6


def test_ten_thousand_quiet_channels_are_not_remembered() -> None:
    pace = Pace({"chat.postMessage": 10**6}, GAP)
    for number in range(10_000):
        assert pace.take("chat.postMessage", f"C{number}", NOW + number * SECOND, LETTER) is None
    assert len(pace._channels) <= 1001
