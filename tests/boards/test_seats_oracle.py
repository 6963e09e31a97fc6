"""fill() against an oracle that tries every way to seat the people, and what must hold whatever was answered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.boards.seats import Filling, fill
from storage.words import Answer, ErsattareOrder, MandateFacts, Role, SeatFacts

NOBODY = 10**6


@dataclass(frozen=True)
class Case:
    seats: tuple[SeatFacts, ...]
    mandates: tuple[MandateFacts, ...]
    answers: dict[int, Answer]
    accepted: tuple[tuple[int, int], ...]
    order: ErsattareOrder


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """One or two huvudmän with up to three seats and four ersättare each."""
    seats: list[SeatFacts] = []
    mandates: list[MandateFacts] = []
    party = st.sampled_from([None, "S", "M"])
    for huvudman in range(draw(st.integers(1, 2))):
        size = draw(st.integers(1, 3))
        seats += [SeatFacts(10 * huvudman + n, huvudman) for n in range(size)]
        people = [100 * (huvudman + 1) + n for n in range(draw(st.integers(0, size)))]
        mandates += [MandateFacts(person, huvudman, Role.LEDAMOT, party=draw(party)) for person in people]
        for n in range(draw(st.integers(0, 4))):
            rank = draw(st.none() | st.integers(1, 4))
            own = draw(st.sampled_from([None, *people]))
            person = 100 * (huvudman + 1) + 50 + n
            mandates.append(MandateFacts(person, huvudman, Role.ERSATTARE, rank, own, party=draw(party)))
    persons = [m.person for m in mandates] or [1]
    answers = draw(st.dictionaries(st.sampled_from(persons), st.sampled_from(Answer)))
    call = st.tuples(st.sampled_from(persons), st.sampled_from([seat.id for seat in seats]))
    accepted = draw(st.lists(call, max_size=2))
    shuffled = draw(st.permutations(mandates))
    return Case(tuple(seats), tuple(shuffled), answers, tuple(accepted), draw(st.sampled_from(ErsattareOrder)))


def filled(case: Case, answers: dict[int, Answer] | None = None) -> Filling:
    return fill(case.seats, case.mandates, case.answers if answers is None else answers, case.accepted, case.order)


def can(case: Case, person: int) -> bool:
    return case.answers.get(person) in (Answer.KAN, Answer.HELST_INTE)


def holders(case: Case) -> dict[int, MandateFacts]:
    found = {}
    for huvudman in {seat.huvudman for seat in case.seats}:
        people = sorted((m.person, m) for m in case.mandates if m.huvudman == huvudman and m.role == "ledamot")
        ids = sorted(seat.id for seat in case.seats if seat.huvudman == huvudman)
        found.update({seat: mandate for seat, (_, mandate) in zip(ids, people, strict=False)})
    return found


def kept_calls(case: Case) -> dict[int, int]:
    kept: dict[int, int] = {}
    for person, seat in case.accepted:
        huvudman = next(one.huvudman for one in case.seats if one.id == seat)
        mine = [m for m in case.mandates if m.person == person and m.role == "ersattare" and m.huvudman == huvudman]
        if mine and case.answers.get(person) != "kan_inte" and seat not in kept and person not in kept.values():
            kept[seat] = person
    return kept


def ways(case: Case, huvudman: int) -> Iterator[dict[int, int | None]]:
    """Every lawful way to fill one huvudman's seats: calls kept, ledamöter who can seated, the rest as one likes."""
    own, calls = holders(case), kept_calls(case)
    ids = sorted(seat.id for seat in case.seats if seat.huvudman == huvudman)
    fixed: dict[int, int | None] = {seat: calls[seat] for seat in ids if seat in calls}
    fixed |= {
        seat: own[seat].person for seat in ids if seat not in fixed and seat in own and can(case, own[seat].person)
    }
    free = [m.person for m in case.mandates if m.huvudman == huvudman and m.role == "ersattare" and can(case, m.person)]
    free = [person for person in free if person not in calls.values()]
    empty = [seat for seat in ids if seat not in fixed]
    for people in set(permutations([*free, *[None] * len(empty)], len(empty))):
        yield fixed | dict(zip(empty, people, strict=True))


def worth(case: Case, way: dict[int, int | None]) -> tuple[object, ...]:
    """The order of preference in design.md, lowest best; ties by place on the list, seat by seat."""
    own = holders(case)
    by_person = {m.person: m for m in case.mandates if m.role == "ersattare"}
    called = [(seat, by_person[p]) for seat, p in sorted(way.items()) if p is not None and p in by_person]
    ranks = []
    for seat, mandate in called:
        ledamot, place = own.get(seat), mandate.rank or NOBODY
        if ledamot and mandate.stands_in_for == ledamot.person:
            ranks.append((0, 0, place))
        else:
            alike = ledamot and ledamot.party and ledamot.party == mandate.party and case.order == "party"
            ranks.append((1, 0 if alike else 1, place))
    glad = sum(case.answers.get(mandate.person) == "kan" for _, mandate in called)
    listed = [(by_person[p].rank or NOBODY, p) if p in by_person else (NOBODY, NOBODY) for _, p in sorted(way.items())]
    return (-len(called), sorted(ranks), -glad, listed)


@given(cases())
@settings(max_examples=400, deadline=None)
def test_the_seats_are_filled_exactly_as_trying_every_way_would_fill_them(case: Case) -> None:
    best: dict[int, int | None] = {}
    for huvudman in {seat.huvudman for seat in case.seats}:
        every: list[dict[int, int | None]] = list(ways(case, huvudman))
        first: dict[int, int | None] = min(every, key=lambda way: worth(case, way))
        best |= first
    assert {served.seat: served.person for served in filled(case).served} == best


@given(cases())
@settings(deadline=None)
def test_nobody_has_two_seats_and_no_seat_is_listed_twice(case: Case) -> None:
    served = filled(case).served
    people = [one.person for one in served if one.person is not None]
    assert len(people) == len(set(people))
    assert [one.seat for one in served] == sorted(seat.id for seat in case.seats)


@given(cases(), st.data())
@settings(deadline=None)
def test_taking_back_a_yes_never_fills_more_seats(case: Case, data: st.DataObject) -> None:
    fewer = dict(case.answers)
    yes = sorted(person for person in fewer if can(case, person))
    for person in data.draw(st.lists(st.sampled_from(yes), unique=True) if yes else st.just([])):
        del fewer[person]
    assert filled(case, fewer).filled <= filled(case).filled
