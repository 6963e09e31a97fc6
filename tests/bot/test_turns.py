"""Cards that change all the time: each shows its last state soon, none crowds out another, Slack's rates are kept."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.pace import Pace
from tests.storage.rows import NOW

GAP, MINUTE, PER_MINUTE = timedelta(seconds=1), timedelta(minutes=1), 50
Gone = list[tuple[int, datetime]]
Wishes = list[tuple[int, int]]


def gone(wishes: Iterable[tuple[int, timedelta]], per_minute: int = PER_MINUTE, channels: int = 1000) -> Gone:
    """Which card went when: each wish is (card, when); wishes that come while the card waits are one with it."""
    pace, went = Pace({"chat.update": per_minute}, GAP), Gone()
    waiting, line = set[int](), [(NOW + at, card, True) for card, at in wishes]
    heapq.heapify(line)
    while line:
        now, card, wish = heapq.heappop(line)
        if wish and card in waiting:
            continue
        if wait := pace.take("chat.update", f"C{card % channels}", now, card):
            assert wait > now
            waiting.add(card)
            heapq.heappush(line, (wait, card, False))
        else:
            waiting.discard(card)
            went.append((card, now))
    return went


def wait_of(went: Gone, card: int, at: timedelta) -> float:
    """How many seconds after a change the card showed it."""
    return next((when - NOW - at) for one, when in went if one == card and when >= NOW + at).total_seconds()


WISHES = st.lists(st.tuples(st.integers(0, 80), st.integers(0, 150_000).map(lambda ms: timedelta(milliseconds=ms))))


@given(WISHES, st.integers(1, 12))
def test_no_minute_ever_holds_more_updates_than_slack_allows(wishes: Wishes, per_minute: int) -> None:
    times = [at for _, at in gone(wishes, per_minute)]  # type: ignore[arg-type]
    assert [a for a, b in zip(times, times[per_minute:], strict=False) if b - a < MINUTE] == []


@given(WISHES)
def test_two_cards_of_a_channel_never_change_within_a_second(wishes: Wishes) -> None:
    went = gone(wishes, channels=3)  # type: ignore[arg-type]
    for channel in range(3):
        times = [at for card, at in went if card % 3 == channel]
        assert [a for a, b in pairwise(times) if b - a < GAP] == []


@given(WISHES)
def test_every_card_shows_its_last_change(wishes: Wishes) -> None:
    last_wish = {card: NOW + at for card, at in sorted(wishes, key=lambda wish: wish[1])}  # type: ignore[operator]
    shown = dict(gone(wishes))  # type: ignore[arg-type]
    assert {card for card, at in last_wish.items() if shown[card] < at} == set()


@pytest.mark.parametrize("cards", [1, 2, 3])
def test_a_card_that_changes_five_times_a_second_shows_its_last_change_within_five_seconds(cards: int) -> None:
    wishes = [(number % cards, timedelta(seconds=number / 5)) for number in range(900)]
    went = gone(wishes)
    assert max(wait_of(went, card, at) for card, at in wishes) <= 5
    assert len(set(Counter(card for card, _ in went).values())) <= 2  # an equal share each, but for the last one


def test_a_card_that_changes_now_and_then_changes_at_once() -> None:
    wishes = [(1, timedelta(seconds=2 * number)) for number in range(20)]
    assert [wait_of(gone(wishes), card, at) for card, at in wishes] == [0.0] * 20


def test_quiet_cards_go_at_once_while_three_others_change_all_the_time() -> None:
    busy = [(number % 3, timedelta(seconds=number / 5)) for number in range(900)]
    quiet = [
        (100 + minute * 4 + place, timedelta(seconds=60 * minute + 50)) for minute in range(3) for place in range(4)
    ]
    went = gone([*busy, *quiet])
    assert [wait_of(went, card, at) for card, at in quiet] == [0.0] * 12


def test_a_meeting_booked_with_44_ballots_changes_them_all_at_once() -> None:
    assert [at for _, at in gone((number, timedelta()) for number in range(44))] == [NOW] * 44


def test_even_a_flood_of_others_leaves_a_busy_card_its_turns() -> None:
    busy = [(0, timedelta(seconds=number / 5)) for number in range(900)]
    flood = [(100 + number, timedelta(seconds=30)) for number in range(300)]
    went = gone([*busy, *flood])
    assert max(wait_of(went, card, at) for card, at in busy) <= 60 / 5 + 1


def test_whoever_never_comes_back_is_forgotten() -> None:
    pace = Pace({"chat.update": 2}, GAP)
    told = [pace.take("chat.update", f"C{card}", NOW, card) for card in range(4)]
    assert told == [None, NOW + MINUTE, NOW + 2 * MINUTE, NOW + 3 * MINUTE]
    later = NOW + 5 * MINUTE
    told = [pace.take("chat.update", f"C{card}", later, card) for card in (8, 9)]
    assert told == [None, later + MINUTE]
