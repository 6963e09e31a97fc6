"""A question about dates as rules and views want it: frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from handlers.boards.facts import Composition
from handlers.polls.rules import (
    Answers,
    Electorate,
    Recommendation,
    SlotFacts,
    Standing,
    can_still_decide,
    must_answer,
    recommend,
    standing,
)
from storage.words import HuvudmanFacts, MeetingKind, MeetingMode, PollState


@dataclass(frozen=True)
class PollFacts:
    """One question with its times, answers and people. All times are the board's wall time."""

    id: int
    rev: int
    board: str
    year: int
    """This year: a date in it is written without."""
    title: str
    place: str | None
    mode: MeetingMode
    state: PollState
    deadline: datetime
    asker: str
    slots: tuple[SlotFacts, ...]
    answers: Mapping[int, Answers]
    compositions: Mapping[date, Composition]
    asked: frozenset[int]
    kind: MeetingKind = MeetingKind.SAMMANTRADE
    passed: bool = False
    """The deadline has gone by."""
    several: bool = False
    """Each time is to become a meeting; otherwise they are alternatives for one."""
    huvudman: Mapping[int, HuvudmanFacts] = field(default_factory=dict)
    names: Mapping[int, str] = field(default_factory=dict)
    """Everybody who is asked, and everybody who answered for another."""
    names_shown: bool = False
    """The board lets the channel's card name those who said no (`poll_names_shown`)."""
    entered_by: Mapping[int, Mapping[int, int]] = field(default_factory=dict)
    """Slot → person → who answered for them, where it wasn't they themselves."""

    @property
    def decides(self) -> bool:
        """Whether the meeting needs a quorum (R12)."""
        return self.kind is MeetingKind.SAMMANTRADE

    def electorate(self, slot: SlotFacts) -> Electorate:
        """Who may sit at that time."""
        that_day = self.compositions[slot.start.date()]
        return Electorate(that_day.seats, that_day.mandates, that_day.order)

    def heard(self) -> list[tuple[Electorate, Answers]]:
        """Each time's people and their answers."""
        return [(self.electorate(slot), self.answers[slot.id]) for slot in self.slots]

    def standings(self) -> list[Standing]:
        """How each time stands, in the order in which they were asked."""
        return [standing(slot, self.electorate(slot), self.answers[slot.id]) for slot in self.slots]

    def owing(self) -> frozenset[int]:
        """Who is waited for and hasn't answered some time (rules.md, last line)."""
        return frozenset(
            person
            for electorate, answers in self.heard()
            for person in must_answer(electorate, answers) & self.asked
            if person not in answers
        )

    def hopeful(self) -> bool:
        """Whether some time can still reach quorum."""
        return any(can_still_decide(electorate, answers) for electorate, answers in self.heard())

    def times_of(self, person: int, turn: int | None = None) -> tuple[SlotFacts, ...]:
        """The times at which the person may sit (R41), those of one asking or all."""
        return tuple(
            slot
            for slot in self.slots
            if turn in (None, slot.turn) and person in self.electorate(slot).people and person in self.asked
        )

    def unanswered_by(self, person: int) -> tuple[SlotFacts, ...]:
        """The person's own times that still lack their answer."""
        return tuple(slot for slot in self.times_of(person) if person not in self.answers[slot.id])

    def answered_by(self, person: int) -> bool:
        """Whether the person has answered every time of theirs."""
        return not self.unanswered_by(person)

    def recommendation(self) -> Recommendation:
        """What to book as it stands now."""
        return recommend(self.standings(), several=self.several, decides=self.decides)
