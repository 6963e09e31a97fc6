"""What stands on somebody's Home, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass

from handlers.attendance.facts import MeetingAttendance
from handlers.attendance.rules import owes_answer
from handlers.meetings.facts import MeetingFacts
from handlers.polls.facts import PollFacts
from handlers.polls.year import Planned
from storage.words import Answer


@dataclass(frozen=True, slots=True)
class ComingMeeting:
    """A meeting of one of the person's boards, and what they answered when its time was asked about."""

    board: str
    facts: MeetingFacts
    answer: Answer | None = None
    """None also where the meeting has been moved since: the answer was about another time."""
    id: int = 0
    attendance: MeetingAttendance | None = None
    """Who comes, where people have been asked or the person has said something."""


@dataclass(frozen=True, slots=True)
class Deciding:
    """An open question that the person may decide; `staff` may see who is silent and all answers."""

    poll: PollFacts
    staff: bool


@dataclass(frozen=True, slots=True)
class BoardNumbers:
    """How many seats a board has today, and what follows: the quorum (R12) and who may ask for a meeting (R14)."""

    board: str
    seats: int
    quorum: int
    extra_meeting: int


@dataclass(frozen=True, slots=True)
class BoardYear:
    """What the coming year demands of a board (R19), for those who run its meetings."""

    board: str
    planned: tuple[Planned, ...]


@dataclass(frozen=True)
class HomeFacts:
    """One person's Home: questions that wait for them, meetings that come, questions that they may decide."""

    person: int
    year: int
    waiting: tuple[PollFacts, ...]
    answered: tuple[PollFacts, ...]
    to_decide: tuple[Deciding, ...]
    meetings: tuple[ComingMeeting, ...]
    """Soonest first."""
    may_ask: bool
    calendars: bool
    numbers: tuple[BoardNumbers, ...] = ()
    plans: tuple[BoardYear, ...] = ()

    @property
    def to_attend(self) -> tuple[MeetingAttendance, ...]:
        """Meetings of which the person owes a word: whether they come, or whether they serve."""
        asked = [each.attendance for each in self.meetings if each.attendance is not None]
        return tuple(facts for facts in asked if owes_answer(facts, self.person))
