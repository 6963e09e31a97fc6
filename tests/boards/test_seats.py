"""Who fills the seats, told as a secretary would; the oracle that tries every way is in test_seats_oracle.py."""

from __future__ import annotations

import pytest

from handlers.boards.seats import Filling, Served, extra_meeting, fill, presider, quorum
from storage.words import Answer, ErsattareOrder, MandateFacts, Office, Role, SeatFacts

HABO, REGION = 1, 2
ANNA, BO, CAJ = 11, 12, 13
EVA, FIA, GUN = 21, 22, 23
KAN, HELST_INTE, KAN_INTE = Answer.KAN, Answer.HELST_INTE, Answer.KAN_INTE
ONE_SEAT = (SeatFacts(101, HABO),)
TWO_SEATS = (SeatFacts(101, HABO), SeatFacts(102, HABO))


def ledamot(person: int, huvudman: int = HABO, office: Office | None = None, party: str | None = None) -> MandateFacts:
    return MandateFacts(person, huvudman, Role.LEDAMOT, office=office, party=party)


def ersattare(
    person: int, rank: int | None, stands_in_for: int | None = None, party: str | None = None, huvudman: int = HABO
) -> MandateFacts:
    return MandateFacts(person, huvudman, Role.ERSATTARE, rank, stands_in_for, party=party)


def who(filling: Filling) -> tuple[int | None, ...]:
    return tuple(served.person for served in filling.served)


@pytest.mark.parametrize(("seats", "needed"), [(11, 6), (9, 5), (8, 5), (7, 4), (6, 4), (5, 3)])
def test_more_than_half_of_all_seats_make_a_quorum(seats: int, needed: int) -> None:
    assert quorum(seats) == needed


@pytest.mark.parametrize(("seats", "needed"), [(11, 4), (8, 3), (7, 3), (6, 2), (5, 2)])
def test_a_third_of_the_seats_may_ask_for_an_extra_meeting(seats: int, needed: int) -> None:
    assert extra_meeting(seats) == needed


def test_a_ledamot_who_can_takes_the_seat_and_the_ersattare_is_not_called() -> None:
    filling = fill(ONE_SEAT, (ledamot(ANNA), ersattare(EVA, 1)), {ANNA: HELST_INTE, EVA: KAN})
    assert filling.served == (Served(101, HABO, ANNA, Role.LEDAMOT, None),)


def test_the_first_ersattare_on_the_list_serves_for_a_ledamot_who_cannot() -> None:
    mandates = (ledamot(ANNA), ersattare(EVA, 2), ersattare(FIA, 1))
    filling = fill(ONE_SEAT, mandates, {ANNA: KAN_INTE, EVA: KAN, FIA: HELST_INTE})
    assert filling.served == (Served(101, HABO, FIA, Role.ERSATTARE, ANNA),)


def test_a_silent_person_is_not_counted_on() -> None:
    filling = fill(ONE_SEAT, (ledamot(ANNA), ersattare(EVA, 1)), {})
    assert filling.served == (Served(101, HABO, None, None, ANNA),)
    assert (filling.n, filling.filled, filling.able) == (1, 0, False)


def test_an_ersattare_never_serves_for_another_member() -> None:
    filling = fill(ONE_SEAT, (ledamot(ANNA), ersattare(EVA, 1, huvudman=REGION)), {EVA: KAN})
    assert who(filling) == (None,)


def test_a_vacant_seat_is_counted_and_can_be_served_by_the_list() -> None:
    filling = fill(TWO_SEATS, (ledamot(ANNA), ersattare(EVA, 1)), {ANNA: KAN, EVA: KAN})
    assert filling.served == (
        Served(101, HABO, ANNA, Role.LEDAMOT, None),
        Served(102, HABO, EVA, Role.ERSATTARE, None),
    )


def test_a_seat_that_nobody_was_appointed_to_still_counts_in_n() -> None:
    filling = fill((*ONE_SEAT, SeatFacts(201, REGION)), (ledamot(ANNA),), {ANNA: KAN})
    assert (filling.n, filling.filled, filling.quorum, filling.able) == (2, 1, 2, False)
    assert filling.represented_huvudman == frozenset({HABO})


def test_a_personal_ersattare_serves_for_their_own_ledamot_even_from_the_end_of_the_list() -> None:
    mandates = (ledamot(ANNA), ledamot(BO), ersattare(EVA, 1), ersattare(FIA, 9, stands_in_for=ANNA))
    assert who(fill(TWO_SEATS, mandates, {EVA: KAN, FIA: KAN})) == (FIA, EVA)
    assert who(fill(TWO_SEATS, mandates, {ANNA: KAN, EVA: KAN, FIA: KAN})) == (ANNA, EVA)
    assert who(fill(TWO_SEATS, mandates, {ANNA: KAN, FIA: KAN})) == (ANNA, FIA)


def test_two_seats_are_filled_where_greed_would_fill_them_in_the_wrong_order() -> None:
    mandates = (ledamot(ANNA), ledamot(BO), ersattare(EVA, 1, stands_in_for=BO), ersattare(FIA, 2))
    assert who(fill(TWO_SEATS, mandates, {EVA: KAN, FIA: KAN})) == (FIA, EVA)


def test_the_same_party_comes_first_where_the_board_has_decided_so() -> None:
    mandates = (ledamot(ANNA, party="S"), ersattare(EVA, 1, party="M"), ersattare(FIA, 2, party="S"))
    answers = {EVA: KAN, FIA: KAN}
    assert who(fill(ONE_SEAT, mandates, answers)) == (EVA,)
    assert who(fill(ONE_SEAT, mandates, answers, order=ErsattareOrder.PARTY)) == (FIA,)


def test_between_two_of_the_same_rank_the_one_who_gladly_can_is_called() -> None:
    mandates = (ledamot(ANNA), ersattare(EVA, None), ersattare(FIA, None))
    assert who(fill(ONE_SEAT, mandates, {EVA: HELST_INTE, FIA: KAN})) == (FIA,)


def test_an_accepted_call_is_kept_against_a_better_ersattare_and_against_the_ledamot() -> None:
    mandates = (ledamot(ANNA), ersattare(EVA, 1), ersattare(FIA, 2))
    filling = fill(ONE_SEAT, mandates, {ANNA: KAN, EVA: KAN}, accepted=((FIA, 101),))
    assert filling.served == (Served(101, HABO, FIA, Role.ERSATTARE, ANNA),)


def test_an_accepted_call_falls_when_the_ersattare_cannot_come_after_all() -> None:
    mandates = (ledamot(ANNA), ersattare(EVA, 1), ersattare(FIA, 2))
    assert who(fill(ONE_SEAT, mandates, {EVA: KAN, FIA: KAN_INTE}, accepted=((FIA, 101),))) == (EVA,)


def test_calls_that_fit_no_seat_or_come_twice_change_nothing() -> None:
    mandates = (ledamot(ANNA), ersattare(EVA, 1), ersattare(FIA, 2))
    twice = ((FIA, 101), (EVA, 101), (GUN, 101), (FIA, 999))
    assert who(fill(ONE_SEAT, mandates, {}, accepted=twice)) == (FIA,)


def test_a_person_listed_for_two_members_takes_one_seat() -> None:
    seats = (*ONE_SEAT, SeatFacts(201, REGION))
    mandates = (ersattare(EVA, 1), ersattare(EVA, 1, huvudman=REGION))
    assert who(fill(seats, mandates, {EVA: KAN})) == (EVA, None)


def test_a_board_of_one_nameless_huvudman_with_twenty_two_seats_is_filled() -> None:
    seats = [SeatFacts(seat, HABO) for seat in range(22)]
    mandates = [ledamot(100 + n) for n in range(22)] + [ersattare(200 + n, n) for n in range(22)]
    filling = fill(seats, mandates, {200 + n: KAN for n in range(22)})
    assert who(filling) == tuple(range(200, 222))


def test_the_chair_presides_then_the_vices_and_never_their_ersattare() -> None:
    mandates = (
        ledamot(ANNA, office=Office.ORDFORANDE),
        ledamot(BO, office=Office.VICE_ORDFORANDE),
        ledamot(CAJ, office=Office.VICE_ORDFORANDE_2),
        ersattare(EVA, 1, stands_in_for=ANNA),
    )
    present = ({ANNA, BO, CAJ}, {BO, CAJ, EVA}, {CAJ, EVA}, {EVA})
    assert [presider(mandates, who_came) for who_came in present] == [ANNA, BO, CAJ, None]
