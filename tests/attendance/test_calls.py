"""Which calls stand, which end, who is called next and where nobody is left (R2, R4, R7, R41): tables on the plan."""

from __future__ import annotations

from dataclasses import replace

import pytest

from handlers.attendance.calls import Plan, plan
from handlers.attendance.facts import Said
from storage.words import CallState, Coming, ErsattareOrder, MeetingKind, SeatFacts
from tests.attendance.boards import (
    HABO,
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


# --- Who is called: R2 and R4 --------------------------------------------------------------------------------------


@pytest.mark.parametrize("members", [3, 4, 5, 6, 11])  # 6 to 22 seats
def test_a_forhinder_calls_the_first_on_the_members_own_list(members: int) -> None:
    facts = meeting(even(members), away(held_by(2, 2)))
    assert plan(facts) == Plan(new=(new(seat(2, 2), stands_in(2, 1), held_by(2, 2)),))


def test_with_five_single_seats_each_member_calls_its_own_ersattare() -> None:
    facts = meeting(even(5, seats=1, ersattare_each=1), away(held_by(1), held_by(4)))
    assert called(facts) == {seat(1): stands_in(1), seat(4): stands_in(4)}


def test_two_forhinder_at_one_member_call_both_its_ersattare_at_once() -> None:
    facts = meeting((TWO, HABOS), away(ANNA, BO))
    assert plan(facts).new == (new(11, EVA, ANNA), new(12, FIA, BO))


def test_two_forhinder_and_one_ersattare_leave_one_seat_uncovered() -> None:
    facts = meeting((TWO, HABOS[:3]), away(ANNA, BO))
    assert plan(facts) == Plan(new=(new(11, EVA, ANNA),), uncovered=(12,))


def test_a_member_without_ersattare_borrows_from_nobody() -> None:
    seats, mandates = even(2)
    facts = meeting((seats, [one for one in mandates if one.person < 150 or one.huvudman == 2]), away(held_by(1)))
    assert plan(facts) == Plan(uncovered=(seat(1),))


def test_all_six_forhinder_of_six_members_call_in_each_members_own_order() -> None:
    facts = meeting(even(6), away(*(held_by(owner) for owner in range(1, 7))))
    assert called(facts) == {seat(owner): stands_in(owner) for owner in range(1, 7)}


@pytest.mark.parametrize("order", ErsattareOrder)
def test_the_personal_ersattare_is_called_before_the_list_whatever_the_order(order: ErsattareOrder) -> None:
    mandates = (ledamot(ANNA), ledamot(BO), ersattare(EVA, 1), ersattare(FIA, 2, own=ANNA))
    assert called(meeting((TWO, mandates), away(ANNA), order=order)) == {11: FIA}


def test_a_personal_ersattare_joins_the_list_for_another_ledamot() -> None:
    mandates = (ledamot(ANNA), ledamot(BO), ersattare(FIA, 1, own=ANNA))
    assert called(meeting((TWO, mandates), away(BO))) == {12: FIA}


def test_when_both_are_away_the_personal_ersattare_goes_to_their_own_ledamot() -> None:
    mandates = (ledamot(ANNA), ledamot(BO), ersattare(EVA, 1, own=BO), ersattare(FIA, 2, own=ANNA))
    assert called(meeting((TWO, mandates), away(ANNA, BO))) == {11: FIA, 12: EVA}


@pytest.mark.parametrize(
    ("order", "first"), [(ErsattareOrder.LIST, EVA), (ErsattareOrder.PARTY, FIA), (ErsattareOrder.PERSONAL, EVA)]
)
def test_the_same_party_comes_first_only_where_the_board_says_so(order: ErsattareOrder, first: int) -> None:
    mandates = (ledamot(ANNA, party="S"), ersattare(EVA, 1, party="M"), ersattare(FIA, 2, party="S"))
    assert called(meeting((ONE, mandates), away(ANNA), order=order)) == {11: first}


def test_an_ersattare_without_a_place_on_the_list_is_called_last() -> None:
    mandates = (ledamot(ANNA), ersattare(EVA, None), ersattare(FIA, 9))
    assert called(meeting((ONE, mandates), away(ANNA))) == {11: FIA}


def test_one_who_serves_in_another_board_at_that_time_is_passed_over() -> None:
    facts = meeting((TWO, HABOS), away(ANNA))
    assert plan(facts, engaged={EVA}).new == (new(11, FIA, ANNA),)


def test_one_who_is_ledamot_and_ersattare_is_never_called() -> None:
    mandates = (ledamot(ANNA), ledamot(BO), ersattare(BO, 1), ersattare(FIA, 2))
    assert called(meeting((TWO, mandates), away(ANNA))) == {11: FIA}


# --- When anybody is called: R7 ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        (says(ANNA, Coming.FORHINDER), {11: EVA}),
        (says(ANNA, Coming.KOMMER), {}),
        (says(ANNA, Coming.DISTANS), {}),
        (says(ANNA, None), {}),
        (says(ANNA, Coming.DELVIS, first="09:59"), {}),
        (says(ANNA, Coming.DELVIS, first="10:00"), {11: EVA}),
        (says(ANNA, Coming.DELVIS, last="11:01"), {}),
        (says(ANNA, Coming.DELVIS, last="11:00"), {11: EVA}),
        (says(ANNA, Coming.DELVIS, first="09:29", last="11:30"), {}),
        (says(ANNA, Coming.DELVIS, first="09:30", last="11:30"), {11: EVA}),
    ],
)
def test_an_hours_absence_calls_an_ersattare_and_a_shorter_one_does_not(said: Said, wanted: dict[int, int]) -> None:
    assert called(meeting((TWO, HABOS), [said])) == wanted


def test_a_silent_ledamot_calls_nobody() -> None:
    assert plan(meeting((TWO, HABOS), asked=True)) == NOTHING


@pytest.mark.parametrize(("asked", "wanted"), [(False, {}), (True, {12: EVA})])
def test_a_vacant_seat_calls_an_ersattare_only_once_people_are_asked(asked: bool, wanted: dict[int, int]) -> None:
    mandates = (ledamot(ANNA), ersattare(EVA, 1))
    assert called(meeting((TWO, mandates), asked=asked)) == wanted


def test_a_kallelse_sent_by_itself_also_calls_for_the_vacant_seat() -> None:
    facts = replace(meeting((TWO, (ledamot(ANNA), ersattare(EVA, 1)))), notice=True)
    assert plan(facts).new == (new(12, EVA, None),)


@pytest.mark.parametrize("kind", [MeetingKind.SAMRAD, MeetingKind.ARBETSDAG, MeetingKind.ANNAT])
def test_nobody_is_called_to_what_decides_nothing(kind: MeetingKind) -> None:
    assert plan(meeting((TWO, HABOS), away(ANNA, BO), asked=True, kind=kind)) == NOTHING


def test_where_the_ledamot_phones_nobody_is_called_by_itself() -> None:
    assert plan(meeting((TWO, HABOS), away(ANNA), asked=True, calls_itself=False)) == NOTHING


@pytest.mark.parametrize("answer", [says(ANNA, Coming.FORHINDER), says(ANNA, Coming.DELVIS, first="11:00")])
def test_where_the_ledamot_phones_whom_staff_ask_stays_asked(answer: Said) -> None:
    calls = [call(1, 11, EVA, on_request=True)]
    assert plan(meeting((TWO, HABOS), [answer], calls, calls_itself=False)) == NOTHING


def test_kan_tjanstgora_said_beforehand_changes_nothing_in_the_order() -> None:
    said = [*away(ANNA), says(FIA, Coming.KOMMER)]
    assert plan(meeting((TWO, HABOS), said)).new == (new(11, EVA, ANNA),)


def test_an_ersattare_who_said_beforehand_that_they_cannot_is_passed_over() -> None:
    assert called(meeting((TWO, HABOS), away(ANNA, EVA))) == {11: FIA}


@pytest.mark.parametrize("no", [DECLINED, WITHDRAWN, TIMED_OUT])
def test_after_a_no_or_a_time_out_the_next_is_called_and_a_time_out_at_once(no: CallState) -> None:
    facts = meeting((TWO, HABOS), away(ANNA), [call(1, 11, EVA, no)])
    assert plan(facts) == Plan(new=(new(11, FIA, ANNA, at_once=no is TIMED_OUT),))


@pytest.mark.parametrize("no", [DECLINED, WITHDRAWN, TIMED_OUT])
def test_one_who_said_no_for_one_seat_is_not_called_for_the_other(no: CallState) -> None:
    facts = meeting((TWO, HABOS), away(ANNA, BO), [call(1, 11, EVA, no), call(2, 11, FIA, ACCEPTED)])
    assert plan(facts) == Plan(uncovered=(12,))


@pytest.mark.parametrize("ended", [RELEASED, CANCELLED])
def test_one_who_was_let_off_may_be_called_again(ended: CallState) -> None:
    assert called(meeting((TWO, HABOS), away(ANNA), [call(1, 11, EVA, ended)])) == {11: EVA}


@pytest.mark.parametrize("state", [WAITING, ASKED, ACCEPTED])
def test_a_call_that_is_as_it_should_be_stays(state: CallState) -> None:
    assert plan(meeting((TWO, HABOS), away(ANNA), [call(1, 11, EVA, state)])) == NOTHING


@pytest.mark.parametrize("state", [ASKED, ACCEPTED])
def test_one_higher_on_the_list_who_can_after_all_does_not_push_out_who_was_asked(state: CallState) -> None:
    said = [*away(ANNA), says(EVA, Coming.KOMMER)]
    assert plan(meeting((TWO, HABOS), said, [call(1, 11, FIA, state)])) == NOTHING


def test_a_call_not_sent_yet_gives_way_to_one_higher_on_the_list() -> None:
    facts = meeting((TWO, HABOS), away(ANNA), [call(1, 11, FIA, WAITING)])
    assert plan(facts) == Plan(cancel=(1,), new=(new(11, EVA, ANNA),))


def test_a_call_not_sent_yet_that_staff_chose_stays() -> None:
    assert plan(meeting((TWO, HABOS), away(ANNA), [call(1, 11, FIA, WAITING, on_request=True)])) == NOTHING


def test_an_ersattare_who_falls_ill_after_saying_yes_is_followed_by_the_next() -> None:
    facts = meeting((TWO, HABOS), away(ANNA, EVA), [call(1, 11, EVA, ACCEPTED)])
    assert plan(facts) == Plan(release=(1,), new=(new(11, FIA, ANNA),))
