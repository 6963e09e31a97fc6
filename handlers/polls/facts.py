"""A question about dates as rules and views want it: frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from handlers.boards.facts import Composition
from handlers.polls.rules import Answers, Electorate, SlotFacts, Standing, must_answer, standing
from storage.words import HuvudmanFacts, MeetingMode, PollState


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
    huvudman: Mapping[int, HuvudmanFacts] = field(default_factory=dict)
    names: Mapping[int, str] = field(default_factory=dict)
    """Everybody who is asked, and everybody who answered for another."""
    names_shown: bool = False
    """The board lets the channel's card name those who said no (`poll_names_shown`)."""
    entered_by: Mapping[int, Mapping[int, int]] = field(default_factory=dict)
    """Slot → person → who answered for them, where it wasn't they themselves."""

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

    def answered_by(self, person: int) -> bool:
        """Whether the person has answered every time."""
        return all(person in answers for answers in self.answers.values())
