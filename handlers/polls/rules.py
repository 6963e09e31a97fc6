"""How a question about dates stands: who could sit at each time, who is silent, what to recommend. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from handlers.boards.seats import Filling, fill
from storage.words import Answer, ErsattareOrder, MandateFacts, Office, Role, SeatFacts

A_YEARS_SPREAD = timedelta(days=62)

Answers = Mapping[int, Answer]
"""Person → answer to one time."""


@dataclass(frozen=True, slots=True)
class SlotFacts:
    """One proposed time, in the board's wall time."""

    id: int
    start: datetime
    end: datetime
    note: str | None = None
    reserve_for: int | None = None
    booked: bool = False
    turn: int = 1
    """The asking in which it was put."""


@dataclass(frozen=True, slots=True)
class Electorate:
    """Who may sit on the day of one proposed time (R41)."""

    seats: tuple[SeatFacts, ...]
    mandates: tuple[MandateFacts, ...]
    order: ErsattareOrder = ErsattareOrder.LIST

    @property
    def people(self) -> frozenset[int]:
        """Ledamöter and ersättare alike."""
        return frozenset(mandate.person for mandate in self.mandates)


@dataclass(frozen=True, slots=True)
class Standing:
    """How one time stands: who would sit, who would preside, who would rather not."""

    slot: SlotFacts
    filling: Filling
    chair: bool
    vice: bool
    chair_silent: bool
    """Somebody holds the chair and hasn't answered: that they can't come isn't known."""
    reluctant: int
    can_come: int
    """Ledamöter and ersättare who have said that they can, whether there is a seat for them or not."""

    @property
    def substitutes(self) -> int:
        """How many seats an ersättare would take."""
        return sum(served.how is Role.ERSATTARE for served in self.filling.served)

    @property
    def margin(self) -> int:
        """How many more than needed; below zero the board can't decide (R12)."""
        return self.filling.filled - self.filling.quorum


def standing(slot: SlotFacts, electorate: Electorate, answers: Answers) -> Standing:
    """How the time stands, by the mandates of its own day."""
    filling = fill(electorate.seats, electorate.mandates, answers, order=electorate.order)
    holders = {mandate.office: mandate.person for mandate in electorate.mandates if mandate.office is not None}
    can = {office for office, person in holders.items() if person in answers and answers[person].available}
    return Standing(
        slot=slot,
        filling=filling,
        chair=Office.ORDFORANDE in can,
        vice=bool(can - {Office.ORDFORANDE}),
        chair_silent=Office.ORDFORANDE in holders and holders[Office.ORDFORANDE] not in answers,
        reluctant=sum(answers.get(person) is Answer.HELST_INTE for person in filling.people),
        can_come=sum(person in answers and answers[person].available for person in electorate.people),
    )


def must_answer(electorate: Electorate, answers: Answers) -> frozenset[int]:
    """Who is waited for: every ledamot, and every ersättare whose ledamot hasn't said Kan (rules.md, last line).

    An ersättare's ledamot is the one they are personal ersättare for, else any ledamot of their huvudman; a vacant
    seat has nobody to say Kan, so its ersättare are waited for."""
    seats = Counter(seat.huvudman for seat in electorate.seats)
    needed: set[int] = set()
    unsure: set[int] = set()
    for mandate in electorate.mandates:
        if mandate.role is Role.LEDAMOT:
            needed.add(mandate.person)
            seats[mandate.huvudman] -= 1
            if answers.get(mandate.person) is not Answer.KAN:
                unsure.add(mandate.huvudman)
    unsure.update(huvudman for huvudman, vacant in seats.items() if vacant > 0)
    substitutes = [mandate for mandate in electorate.mandates if mandate.role is Role.ERSATTARE]
    return frozenset(needed).union(sub.person for sub in substitutes if not _covered(sub, unsure, answers))


def _covered(substitute: MandateFacts, unsure: Collection[int], answers: Answers) -> bool:
    """Whether all for whom they could stand in have said Kan; `unsure` are the huvudmän where somebody hasn't."""
    if substitute.stands_in_for is not None:
        return answers.get(substitute.stands_in_for) is Answer.KAN
    return substitute.huvudman not in unsure


def complete(asked: Iterable[tuple[Electorate, Answers]]) -> bool:
    """Whether everybody who is waited for has answered, for each time."""
    return all(must_answer(electorate, answers) <= answers.keys() for electorate, answers in asked)


def silent_huvudman(asked: Iterable[tuple[Electorate, Answers]]) -> frozenset[int]:
    """Members none of whose people has answered anything, though they have somebody to ask."""
    people: dict[int, set[int]] = {}
    heard: set[int] = set()
    for electorate, answers in asked:
        heard.update(answers)
        for mandate in electorate.mandates:
            people.setdefault(mandate.huvudman, set()).add(mandate.person)
    return frozenset(huvudman for huvudman, own in people.items() if not own & heard)


def can_still_decide(electorate: Electorate, answers: Answers) -> bool:
    """Whether the time would reach quorum if everybody who hasn't answered could come."""
    hopeful = dict.fromkeys(electorate.people, Answer.KAN) | dict(answers)
    return fill(electorate.seats, electorate.mandates, hopeful, order=electorate.order).able


def best_first(standings: Iterable[Standing], *, decides: bool = True) -> list[Standing]:
    """The times from the best to the worst. For a meeting that `decides`: able to, somebody to preside, most seats,
    the chair, fewest who would rather not, fewest substitutes, earliest; for others: most members, most people,
    earliest. Reserve times stand with their main time and aren't ranked."""
    mains = (standing for standing in standings if standing.slot.reserve_for is None)
    return sorted(mains, key=_decision_rank if decides else _turnout_rank)


def _decision_rank(s: Standing) -> tuple[bool, bool, int, bool, int, int, datetime]:
    return (
        not s.filling.able,
        not (s.chair or s.vice),
        -s.filling.filled,
        not s.chair,
        s.reluctant,
        s.substitutes,
        s.slot.start,
    )


def _turnout_rank(s: Standing) -> tuple[int, int, int, datetime]:
    return (-len(s.filling.represented_huvudman), -s.can_come, s.reluctant, s.slot.start)


@dataclass(frozen=True, slots=True)
class Recommendation:
    """What to book: the best time, or of a year each time that will do, else its reserve time."""

    book: tuple[Standing, ...]
    instead: tuple[tuple[Standing, Standing], ...] = ()
    """Of a year: (a main time that won't do, its reserve time that will and is booked in its place)."""
    missed: tuple[Standing, ...] = ()
    """Of a year: main times for which neither they nor their reserve will do."""


def recommend(standings: Sequence[Standing], *, several: bool, decides: bool) -> Recommendation:
    """What to tell the secretary. Nothing to book where no time can decide."""
    ranked = best_first(standings, decides=decides)
    if not several:
        return Recommendation(tuple(each for each in ranked[:1] if each.filling.able or not decides))
    book: list[Standing] = []
    instead: list[tuple[Standing, Standing]] = []
    missed: list[Standing] = []
    for main in sorted(ranked, key=lambda each: each.slot.start):
        reserve = _able_reserve(main, standings)
        if main.filling.able or not decides:
            book.append(main)
        elif reserve is not None:
            book.append(reserve)
            instead.append((main, reserve))
        else:
            missed.append(main)
    return Recommendation(tuple(book), tuple(instead), tuple(missed))


def _able_reserve(main: Standing, standings: Iterable[Standing]) -> Standing | None:
    return next((each for each in standings if each.slot.reserve_for == main.slot.id and each.filling.able), None)


def looks_like_a_year(starts: Sequence[datetime], *, reserves: bool, alternatives: bool) -> bool:
    """Whether main times that begin at `starts` are meant as a meeting each, not as alternatives for one.

    A guess that fills in the form, where it is seen and can be changed: reserve times, or more than two months
    between the first and the last; never where an "eller" stands between them."""
    if len(starts) < 2 or alternatives:
        return False
    return reserves or max(starts) - min(starts) > A_YEARS_SPREAD
