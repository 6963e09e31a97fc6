"""Who serves in each part of a meeting, whether the board can decide, who presides (R9-R12, R25): by hand."""

from __future__ import annotations

from datetime import datetime

import pytest

from handlers.attendance.facts import Call, Said
from handlers.attendance.rules import (
    at_risk,
    chair_away,
    expected,
    serving,
    silent,
    stretches,
    weakest,
    who_presides,
)
from handlers.boards.seats import Served
from storage.words import CallState, Coming, Office, Role, SeatFacts
from tests.attendance.boards import (
    END,
    HABO,
    MULLSJO,
    REGION,
    START,
    away,
    call,
    ersattare,
    even,
    held_by,
    ledamot,
    meeting,
    says,
    seat,
    stands_in,
)

ANNA, BO, CAJ, EVA, FIA = 1, 2, 3, 21, 22
THREE = tuple(SeatFacts(seat(owner), owner) for owner in (HABO, MULLSJO, REGION))
OF_THREE = (
    ledamot(ANNA, HABO, Office.ORDFORANDE),
    ledamot(BO, MULLSJO, Office.VICE_ORDFORANDE),
    ledamot(CAJ, REGION, Office.VICE_ORDFORANDE_2),
    ersattare(EVA, 1, HABO),
    ersattare(FIA, 1, MULLSJO),
)
BOARD = (THREE, OF_THREE)
ACCEPTED = CallState.ACCEPTED


def at(hour: str) -> datetime:
    return datetime.fromisoformat(f"2026-10-09 {hour}")


def parts(said: list[Said], calls: list[Call]) -> list[tuple[str, str, tuple[int | None, ...]]]:
    """From, until, who serves seat by seat."""
    return [
        (f"{part.start:%H:%M}", f"{part.end:%H:%M}", tuple(one.person for one in part.filling.served))
        for part in stretches(meeting(BOARD, said, calls))
    ]


def all_come(*but: Said) -> list[Said]:
    others = {one.person for one in but}
    return [says(person, Coming.KOMMER) for person in (ANNA, BO, CAJ) if person not in others] + list(but)


def test_when_all_come_the_meeting_is_one_part() -> None:
    assert parts(all_come(), []) == [("09:00", "12:00", (ANNA, BO, CAJ))]


def test_a_silent_ledamot_is_not_counted_on() -> None:
    facts = meeting(BOARD, [says(ANNA, Coming.KOMMER), says(BO, Coming.DISTANS)])
    filling = serving(facts, START)
    assert filling.served[2] == Served(seat(REGION), REGION, None, None, CAJ)
    assert (filling.filled, filling.quorum, filling.able) == (2, 2, True)
    assert (expected(facts), silent(facts)) == (1, [CAJ])


@pytest.mark.parametrize(
    ("state", "serves"), [(CallState.WAITING, None), (CallState.ASKED, None), (CallState.ACCEPTED, EVA)]
)
def test_an_ersattare_serves_once_they_have_accepted(state: CallState, serves: int | None) -> None:
    facts = meeting(BOARD, all_come(*away(ANNA)), [call(1, seat(HABO), EVA, state)])
    how = Role.ERSATTARE if serves else None
    assert serving(facts, START).served[0] == Served(seat(HABO), HABO, serves, how, ANNA)


def test_an_ersattare_serves_until_the_ledamot_who_comes_late_takes_the_seat() -> None:
    late = says(ANNA, Coming.DELVIS, first="10:30")
    assert parts(all_come(late), [call(1, seat(HABO), EVA, ACCEPTED)]) == [
        ("09:00", "10:30", (EVA, BO, CAJ)),
        ("10:30", "12:00", (ANNA, BO, CAJ)),
    ]


def test_two_who_come_and_go_cut_the_meeting_in_four() -> None:
    said = all_come(
        says(ANNA, Coming.DELVIS, first="09:20", last="11:00"), says(BO, Coming.DELVIS, first=None, last="10:00")
    )
    assert parts(said, [call(1, seat(MULLSJO), FIA, ACCEPTED)]) == [
        ("09:00", "09:20", (None, BO, CAJ)),
        ("09:20", "10:00", (ANNA, BO, CAJ)),
        ("10:00", "11:00", (ANNA, FIA, CAJ)),
        ("11:00", "12:00", (None, FIA, CAJ)),
    ]


def test_an_ersattare_who_is_there_for_a_part_serves_for_that_part() -> None:
    said = [*all_come(*away(ANNA)), says(EVA, Coming.DELVIS, last="11:00")]
    assert parts(said, [call(1, seat(HABO), EVA, ACCEPTED)]) == [
        ("09:00", "11:00", (EVA, BO, CAJ)),
        ("11:00", "12:00", (None, BO, CAJ)),
    ]


def test_the_weakest_part_is_the_first_of_those_with_the_fewest_seats_filled() -> None:
    said = all_come(says(ANNA, Coming.DELVIS, first="09:30"), says(BO, Coming.DELVIS, last="11:30"))
    part = weakest(meeting(BOARD, said))
    assert (part.start, part.end, part.filling.filled) == (at("09:00"), at("09:30"), 2)


def test_a_vacant_seat_is_counted_in_n_and_served_by_who_accepted_for_it() -> None:
    mandates = [one for one in OF_THREE if one.person != ANNA]
    said = [says(BO, Coming.KOMMER), says(CAJ, Coming.KOMMER)]
    facts = meeting((THREE, mandates), said, [call(1, seat(HABO), EVA, ACCEPTED)])
    filling = serving(facts, START)
    assert filling.served[0] == Served(seat(HABO), HABO, EVA, Role.ERSATTARE, None)
    assert (filling.n, filling.filled) == (3, 3)


@pytest.mark.parametrize(
    ("members", "away_from", "risk"),  # two seats each: 6 (4), 8 (5), 10 (6), 22 (12)
    [(3, 2, False), (3, 3, True), (4, 3, False), (4, 4, True), (5, 4, False), (5, 5, True), (11, 10, False)],
)
def test_the_quorum_is_at_risk_when_half_the_seats_can_no_longer_be_filled(
    members: int, away_from: int, risk: bool
) -> None:
    people = [held_by(owner, n) for owner in range(1, members + 1) for n in (1, 2)]
    assert at_risk(meeting(even(members, ersattare_each=0), away(*people[:away_from]))) is risk


@pytest.mark.parametrize("state", [CallState.WAITING, CallState.ASKED, CallState.ACCEPTED])
def test_the_quorum_is_not_at_risk_while_somebody_may_still_say_yes(state: CallState) -> None:
    calls = [call(1, seat(1), stands_in(1), state)]
    assert at_risk(meeting(even(3), away(held_by(1), held_by(2), held_by(3)), calls)) is False


def test_one_who_is_away_for_an_hour_cannot_be_hoped_for_and_one_who_is_late_can() -> None:
    two = away(held_by(1), held_by(2))
    assert at_risk(meeting(even(3), [*two, says(held_by(3), Coming.DELVIS, first="09:59")])) is False
    assert at_risk(meeting(even(3), [*two, says(held_by(3), Coming.DELVIS, first="10:00")])) is True


@pytest.mark.parametrize(
    ("said", "presides", "chair_is_away"),
    [
        ([], ANNA, False),
        ([says(ANNA, Coming.KOMMER)], ANNA, False),
        (away(ANNA), BO, True),
        (away(ANNA, BO), CAJ, True),
        (away(ANNA, BO, CAJ), None, True),
        (away(BO), ANNA, False),
        ([says(ANNA, Coming.DELVIS, first="09:30")], ANNA, False),
        ([says(ANNA, Coming.DELVIS, first="10:30")], BO, True),
    ],
)
def test_the_chair_presides_then_the_vice_chairs_in_order(
    said: list[Said], presides: int | None, chair_is_away: bool
) -> None:
    facts = meeting(BOARD, said)
    assert (who_presides(facts), chair_away(facts)) == (presides, chair_is_away)


def test_the_chairs_ersattare_does_not_inherit_the_chair() -> None:
    facts = meeting(BOARD, away(ANNA), [call(1, seat(HABO), EVA, ACCEPTED)])
    assert who_presides(facts) == BO


def test_the_parts_cover_the_whole_meeting() -> None:
    said = all_come(says(ANNA, Coming.DELVIS, first="09:45"), says(BO, Coming.DELVIS, first="10:15", last="11:45"))
    found = stretches(meeting(BOARD, said))
    assert [found[0].start, *(part.end for part in found)] == [
        START,
        *(at(hour) for hour in ("09:45", "10:15", "11:45")),
        END,
    ]
