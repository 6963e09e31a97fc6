"""Who fills the seats (R1-R4, R12, R25): one pure function that polls, attendance and sitting share.

Which ledamot holds which seat is nowhere written: a huvudman's ledamöter, in order of person id, hold its seats in
order of seat id, and seats left over are vacant. One vote is as good as another; what matters is a stable answer."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from handlers.boards.matching import cheapest_assignment
from storage.words import Answer, ErsattareOrder, MandateFacts, Office, Role, SeatFacts

Rank = tuple[int, int, int]
"""0 for one's own ledamot else 1, 0 for the same party else 1, place on the huvudman's list; lowest is called first."""

LAST_PLACE = 2**31
"""The place on the list of an ersättare who was given none."""


@dataclass(frozen=True, slots=True)
class Served:
    """One seat and who takes it: the ledamot, an ersättare, or (person and how None) nobody."""

    seat: int
    huvudman: int
    person: int | None
    how: Role | None
    for_person: int | None
    """The seat's ledamot when another serves, or nobody; None when they serve themselves or the seat is vacant."""


@dataclass(frozen=True, slots=True)
class Filling:
    """All seats of a board at one time, in order of seat id."""

    served: tuple[Served, ...]

    @property
    def n(self) -> int:
        """All seats, vacant ones too (R12)."""
        return len(self.served)

    @property
    def filled(self) -> int:
        """How many seats have somebody in them."""
        return sum(served.person is not None for served in self.served)

    @property
    def quorum(self) -> int:
        """How many are needed (R12)."""
        return quorum(self.n)

    @property
    def able(self) -> bool:
        """Whether enough seats are filled to decide (R12); a board without seats never is."""
        return self.filled >= self.quorum

    @property
    def represented_huvudman(self) -> frozenset[int]:
        """The huvudmän with at least one seat filled: "6 av 7 medlemmar representerade"."""
        return frozenset(served.huvudman for served in self.served if served.person is not None)

    @property
    def people(self) -> frozenset[int]:
        """Everybody who serves."""
        return frozenset(served.person for served in self.served if served.person is not None)


def quorum(n: int) -> int:
    """More than half of n seats (R12, KL 6:27)."""
    return n // 2 + 1


def extra_meeting(n: int) -> int:
    """How many ledamöter may demand an extra meeting: one third, rounded up (R14, KL 6:23)."""
    return -(-n // 3)


def presider(mandates: Iterable[MandateFacts], present: Collection[int]) -> int | None:
    """The person who presides: chair, then first and second vice (R25). An ersättare never inherits the chair."""
    holders = {m.office: m.person for m in mandates if m.office and m.role is Role.LEDAMOT and m.person in present}
    return next((holders[office] for office in Office if office in holders), None)


def calling_rank(
    ersattare: MandateFacts, ledamot: MandateFacts | None, order: ErsattareOrder = ErsattareOrder.LIST
) -> Rank:
    """How soon an ersättare is called for a ledamot's seat, or for a vacant one, which has the list only (R2)."""
    place = LAST_PLACE if ersattare.rank is None else ersattare.rank
    if ledamot and ersattare.stands_in_for == ledamot.person:
        return (0, 0, place)
    same_party = bool(order is ErsattareOrder.PARTY and ledamot and ledamot.party and ledamot.party == ersattare.party)
    return (1, 0 if same_party else 1, place)


def fill(
    seats: Sequence[SeatFacts],
    mandates: Iterable[MandateFacts],
    answers: Mapping[int, Answer],
    accepted: Iterable[tuple[int, int]] = (),
    order: ErsattareOrder = ErsattareOrder.LIST,
) -> Filling:
    """Who would serve, given the mandates valid that day (R41) and each person's answer (none: not counted on).

    `accepted` are calls already said yes to, as (person, seat id). Such an ersättare keeps the seat, also against the
    ledamot, who is asked first (R7), until the call is withdrawn or the ersättare has answered Kan inte. Then each
    available ledamot takes their seat, and the other seats go to ersättare of the same huvudman (R4): most seats
    filled; among those the lexicographically first sorted list of calling ranks; then most Kan; then the lowest
    places on the list to the lowest seat ids."""
    members: dict[int, list[MandateFacts]] = {}
    for mandate in _one_mandate_each(mandates):
        members.setdefault(mandate.huvudman, []).append(mandate)
    calls = tuple(accepted)
    by_huvudman: dict[int, list[SeatFacts]] = {}
    for seat in sorted(seats, key=lambda seat: seat.id):
        by_huvudman.setdefault(seat.huvudman, []).append(seat)
    served: list[Served] = []
    for huvudman, own in by_huvudman.items():
        served += _fill_huvudman(own, members.get(huvudman, ()), answers, calls, order)
    return Filling(tuple(sorted(served, key=lambda one: one.seat)))


def _one_mandate_each(mandates: Iterable[MandateFacts]) -> list[MandateFacts]:
    """Nobody represents two huvudmän (R1): a faulty roster counts each person once, as ledamot where there is a choice.

    In calling order, so that a place in this list breaks ties."""
    first: dict[int, MandateFacts] = {}
    for mandate in sorted(mandates, key=lambda m: (m.role is Role.ERSATTARE, m.huvudman)):
        first.setdefault(mandate.person, mandate)
    return sorted(first.values(), key=lambda m: (LAST_PLACE if m.rank is None else m.rank, m.person))


def _fill_huvudman(
    seats: Sequence[SeatFacts],
    mandates: Sequence[MandateFacts],
    answers: Mapping[int, Answer],
    accepted: Iterable[tuple[int, int]],
    order: ErsattareOrder,
) -> list[Served]:
    """One huvudman's seats: accepted calls, then ledamöter, then the best matching of ersättare."""
    ledamoter = sorted((m for m in mandates if m.role is Role.LEDAMOT), key=lambda m: m.person)
    holder = dict(zip((seat.id for seat in seats), ledamoter, strict=False))
    ersattare = [m for m in mandates if m.role is Role.ERSATTARE]
    stand_ins = _still_accepted(accepted, {seat.id for seat in seats}, {m.person for m in ersattare}, answers)
    open_seats = [
        seat.id for seat in seats if seat.id not in stand_ins and not _available(holder.get(seat.id), answers)
    ]
    free = [m for m in ersattare if m.person not in stand_ins.values() and _available(m, answers)]
    stand_ins |= _match([holder.get(seat) for seat in open_seats], open_seats, free, answers, order)
    return [_served(seat, holder.get(seat.id), stand_ins.get(seat.id), answers) for seat in seats]


def _available(mandate: MandateFacts | None, answers: Mapping[int, Answer]) -> bool:
    answer = answers.get(mandate.person) if mandate else None
    return answer is not None and answer.available


def _still_accepted(
    accepted: Iterable[tuple[int, int]], seats: set[int], ersattare: set[int], answers: Mapping[int, Answer]
) -> dict[int, int]:
    """Seat to person for the calls that still hold; the earlier wins where one seat or person occurs twice."""
    kept: dict[int, int] = {}
    for person, seat in accepted:
        fits = seat in seats and person in ersattare and answers.get(person) is not Answer.KAN_INTE
        if fits and seat not in kept and person not in kept.values():
            kept[seat] = person
    return kept


def _served(
    seat: SeatFacts, holder: MandateFacts | None, stand_in: int | None, answers: Mapping[int, Answer]
) -> Served:
    if stand_in is not None:
        return Served(seat.id, seat.huvudman, stand_in, Role.ERSATTARE, holder.person if holder else None)
    if holder and _available(holder, answers):
        return Served(seat.id, seat.huvudman, holder.person, Role.LEDAMOT, None)
    return Served(seat.id, seat.huvudman, None, None, holder.person if holder else None)


def _match(
    holders: Sequence[MandateFacts | None],
    seats: Sequence[int],
    free: Sequence[MandateFacts],
    answers: Mapping[int, Answer],
    order: ErsattareOrder,
) -> dict[int, int]:
    """Seat to ersättare. Every preference is one digit of one whole number, so that one assignment settles them all."""
    if not seats or not free:
        return {}
    ranks = [[calling_rank(ersattare, holder, order) for ersattare in free] for holder in holders]
    levels = {rank: level for level, rank in enumerate(sorted({rank for row in ranks for rank in row}))}
    glad = [answers[ersattare.person] is Answer.KAN for ersattare in free]
    base, ties = len(seats) + 1, len(free) + 1
    costs = []
    for row, seat_ranks in enumerate(ranks):
        tie = ties ** (len(seats) - 1 - row)
        gains = [_gain(levels[rank], len(levels), base, kan) for rank, kan in zip(seat_ranks, glad, strict=True)]
        called = [place * tie - gain * ties ** len(seats) for place, gain in enumerate(gains)]
        costs.append(called + [len(free) * tie] * len(seats))
    chosen = cheapest_assignment(costs)
    return {seat: free[at].person for seat, at in zip(seats, chosen, strict=True) if at < len(free)}


def _gain(level: int, levels: int, base: int, kan: bool) -> int:
    """What one call is worth: first that it fills a seat, then that its rank is low, last that the person said Kan.

    `base` exceeds the number of calls, so no sum of lower digits reaches a higher one."""
    return int((base**levels + base ** (levels - 1 - level)) * base + kan)
