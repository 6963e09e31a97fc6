"""Which calls end when staff ask, a ledamot comes back or the roster changes; the last one, a late yes (R7, R41)."""

from __future__ import annotations

import pytest

from handlers.attendance.calls import Plan, candidates, is_last, may_accept, plan
from handlers.attendance.facts import Call, Said
from storage.words import CallState, Coming, SeatFacts
from tests.attendance.boards import (
    HABO,
    MULLSJO,
    NOTHING,
    away,
    call,
    called,
    ersattare,
    even,
    held_by,
    ledamot,
    meeting,
    new,
    says,
    seat,
    stands_in,
)

ANNA, BO, CAJ = 1, 2, 3
EVA, FIA, GUN = 21, 22, 23
ONE = (SeatFacts(11, HABO),)
TWO = (SeatFacts(11, HABO), SeatFacts(12, HABO))
HABOS = (ledamot(ANNA), ledamot(BO), ersattare(EVA, 1), ersattare(FIA, 2))
"""Two seats: Anna's and Bo's."""
ASKED, ACCEPTED, WAITING = CallState.ASKED, CallState.ACCEPTED, CallState.WAITING
DECLINED, WITHDRAWN, TIMED_OUT = CallState.DECLINED, CallState.WITHDRAWN, CallState.TIMED_OUT
RELEASED, CANCELLED = CallState.RELEASED, CallState.CANCELLED


# --- Asked for by staff: a silent ledamot --------------------------------------------------------------------------


@pytest.mark.parametrize("state", [WAITING, ASKED, ACCEPTED])
def test_staff_may_have_somebody_asked_for_a_silent_ledamot(state: CallState) -> None:
    assert plan(meeting((TWO, HABOS), calls=[call(1, 11, FIA, state, on_request=True)])) == NOTHING


@pytest.mark.parametrize("no", [DECLINED, TIMED_OUT])
def test_a_no_to_staffs_question_calls_the_next_for_the_silent_ledamot(no: CallState) -> None:
    assert called(meeting((TWO, HABOS), calls=[call(1, 11, FIA, no, on_request=True)])) == {11: EVA}


@pytest.mark.parametrize("ended", [RELEASED, CANCELLED])
def test_when_staffs_question_was_taken_back_a_silent_ledamot_calls_nobody(ended: CallState) -> None:
    assert plan(meeting((TWO, HABOS), calls=[call(1, 11, FIA, ended, on_request=True)])) == NOTHING


@pytest.mark.parametrize(
    ("state", "ends"), [(WAITING, Plan(cancel=(1,))), (ASKED, Plan(release=(1,))), (ACCEPTED, Plan(release=(1,)))]
)
def test_a_silent_ledamot_who_then_says_kommer_ends_what_staff_asked_for(state: CallState, ends: Plan) -> None:
    facts = meeting((TWO, HABOS), [says(ANNA, Coming.KOMMER)], [call(1, 11, FIA, state, on_request=True)])
    assert plan(facts) == ends


# --- The ledamot comes back, or the roster changes: R7, R41 --------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "ends"), [(WAITING, Plan(cancel=(1,))), (ASKED, Plan(release=(1,))), (ACCEPTED, Plan(release=(1,)))]
)
@pytest.mark.parametrize(
    "back", [says(ANNA, Coming.KOMMER), says(ANNA, Coming.DISTANS), says(ANNA, Coming.DELVIS, first="09:30")]
)
def test_a_ledamot_who_can_after_all_gets_the_seat_back(state: CallState, ends: Plan, back: Said) -> None:
    assert plan(meeting((TWO, HABOS), [back], [call(1, 11, EVA, state)])) == ends


@pytest.mark.parametrize("state", [ASKED, ACCEPTED])
def test_who_was_called_moves_to_another_empty_seat_of_the_same_member(state: CallState) -> None:
    said = [says(ANNA, Coming.KOMMER), *away(BO)]
    assert plan(meeting((TWO, HABOS), said, [call(1, 11, EVA, state)])) == Plan(reseat=((1, 12),))


def test_of_two_called_for_one_empty_seat_the_one_who_has_promised_keeps_it() -> None:
    said = [says(ANNA, Coming.KOMMER), *away(BO)]
    calls = [call(1, 12, FIA, ASKED), call(2, 11, EVA, ACCEPTED)]
    assert plan(meeting((TWO, HABOS), said, calls)) == Plan(release=(2,))  # Bo's seat has its ersättare already
    assert plan(meeting((TWO, HABOS), said, [calls[1]])) == Plan(reseat=((2, 12),))


def test_nobody_moves_to_another_members_seat() -> None:
    calls = [call(1, seat(HABO), stands_in(HABO), ACCEPTED)]
    facts = meeting(even(2), [says(held_by(HABO), Coming.KOMMER), *away(held_by(MULLSJO))], calls)
    assert plan(facts) == Plan(release=(1,), new=(new(seat(MULLSJO), stands_in(MULLSJO), held_by(MULLSJO)),))


def test_a_call_to_one_whose_mandate_has_ended_is_taken_back_and_the_next_is_called() -> None:
    facts = meeting((TWO, (*HABOS[:2], HABOS[3])), away(ANNA), [call(1, 11, EVA, ACCEPTED)])
    assert plan(facts) == Plan(release=(1,), new=(new(11, FIA, ANNA),))


def test_an_ersattare_who_becomes_ledamot_serves_for_nobody_else() -> None:
    after = (ledamot(BO), ledamot(EVA), ersattare(FIA, 1))  # Anna has left, Eva has her mandate; Bo is away
    facts = meeting((TWO, after), away(BO), [call(1, 11, EVA, ACCEPTED)])
    assert plan(facts) == Plan(release=(1,), new=(new(11, FIA, BO),))


def test_an_ersattare_who_has_promised_stays_for_a_new_ledamot_who_is_silent() -> None:
    facts = meeting((TWO, (ledamot(BO), ledamot(CAJ), *HABOS[2:])), calls=[call(1, 12, EVA, ACCEPTED)])
    assert plan(facts) == NOTHING


def test_one_who_was_only_asked_is_let_off_when_the_new_ledamot_is_silent() -> None:
    facts = meeting((TWO, (ledamot(BO), ledamot(CAJ), *HABOS[2:])), calls=[call(1, 12, EVA, ASKED)])
    assert plan(facts) == Plan(release=(1,))


def test_a_call_follows_its_ledamot_when_the_seats_are_dealt_anew() -> None:
    after = (ledamot(BO), ledamot(CAJ), *HABOS[2:])  # Anna has left: Bo holds the first seat now, Caj the second
    facts = meeting((TWO, after), away(BO), [call(1, 12, EVA, ACCEPTED, for_person=BO)])
    assert plan(facts) == Plan(reseat=((1, 11),))


def test_a_call_that_stays_on_its_seat_is_for_whoever_holds_it_now() -> None:
    after = (ledamot(BO), ledamot(CAJ), *HABOS[2:])
    facts = meeting((TWO, after), away(BO), [call(1, 11, EVA, ACCEPTED, for_person=ANNA)])
    assert plan(facts) == Plan(reseat=((1, 11),))


# --- The last in the order, and a late yes: R7 ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "calls", "last"),
    [
        (away(ANNA), [call(1, 11, EVA)], False),
        (away(ANNA), [call(1, 11, EVA, DECLINED), call(2, 11, FIA)], True),
        (away(ANNA), [call(1, 11, EVA, TIMED_OUT), call(2, 11, FIA)], True),
        (away(ANNA, FIA), [call(1, 11, EVA)], True),
        (away(ANNA, BO), [call(1, 12, FIA, ACCEPTED), call(2, 11, EVA)], True),
        (away(ANNA, BO), [call(1, 12, FIA), call(2, 11, EVA)], True),
        (away(ANNA), [call(1, 11, EVA, RELEASED), call(2, 11, FIA)], False),
    ],
)
def test_the_last_in_the_order_is_the_one_after_whom_nobody_could_be_called(
    said: list[Said], calls: list[Call], last: bool
) -> None:
    facts = meeting((TWO, HABOS), said, calls)
    assert is_last(facts, facts.calls[-1]) is last


def test_one_who_serves_elsewhere_leaves_the_one_before_as_the_last() -> None:
    facts = meeting((TWO, HABOS), away(ANNA), [call(1, 11, EVA)])
    assert (is_last(facts, facts.calls[0]), is_last(facts, facts.calls[0], {FIA})) == (False, True)


def test_another_members_ersattare_is_nobody_who_could_be_called() -> None:
    facts = meeting(even(5, seats=1, ersattare_each=1), away(held_by(1)), [call(1, seat(1), stands_in(1))])
    assert is_last(facts, facts.calls[0]) is True


@pytest.mark.parametrize(
    ("said", "calls", "wins"),
    [
        (away(ANNA), [call(1, 11, EVA, ASKED)], True),
        (away(ANNA), [call(1, 11, EVA, TIMED_OUT)], True),
        (away(ANNA), [call(1, 11, EVA, TIMED_OUT), call(2, 11, FIA, ASKED)], True),
        (away(ANNA), [call(1, 11, EVA, TIMED_OUT), call(2, 11, FIA, WAITING)], True),
        (away(ANNA), [call(1, 11, EVA, TIMED_OUT), call(2, 11, FIA, ACCEPTED)], False),
        (away(ANNA), [call(1, 11, EVA, DECLINED), call(2, 11, FIA, ASKED)], True),
        (away(ANNA), [call(1, 11, EVA, WITHDRAWN)], True),
        ([says(ANNA, Coming.KOMMER)], [call(1, 11, EVA, TIMED_OUT)], False),
        (away(ANNA), [call(1, 11, EVA, RELEASED)], False),
        (away(ANNA), [call(1, 11, EVA, CANCELLED)], False),
        (away(ANNA, BO), [call(1, 11, EVA, TIMED_OUT), call(2, 12, EVA, ACCEPTED)], False),
    ],
)
def test_a_late_yes_wins_while_nobody_else_has_accepted(said: list[Said], calls: list[Call], wins: bool) -> None:
    facts = meeting((TWO, HABOS), said, calls)
    assert may_accept(facts, facts.calls[0]) is wins


@pytest.mark.parametrize(
    ("said", "calls", "left"),
    [
        ([], [], [EVA, FIA]),
        (away(EVA), [], [FIA]),
        ([says(EVA, Coming.KOMMER)], [], [EVA, FIA]),
        ([], [call(1, 11, EVA, DECLINED)], [FIA]),
        ([], [call(1, 11, EVA, WITHDRAWN)], [FIA]),
        ([], [call(1, 11, EVA, TIMED_OUT)], [FIA]),
        ([], [call(1, 11, EVA, RELEASED)], [EVA, FIA]),
        ([], [call(1, 11, EVA, CANCELLED)], [EVA, FIA]),
    ],
)
def test_whoever_has_said_no_is_no_candidate(said: list[Said], calls: list[Call], left: list[int]) -> None:
    assert candidates(meeting((TWO, HABOS), said, calls)) == left


def test_an_ersattare_of_a_member_that_has_left_is_no_candidate_for_its_seats() -> None:
    seats, mandates = even(2)
    left = ([one for one in seats if one.huvudman == MULLSJO], [one for one in mandates if one.huvudman == MULLSJO])
    facts = meeting(left, away(held_by(MULLSJO)), [call(1, seat(HABO), stands_in(HABO), ACCEPTED)])
    assert plan(facts) == Plan(release=(1,), new=(new(seat(MULLSJO), stands_in(MULLSJO), held_by(MULLSJO)),))
