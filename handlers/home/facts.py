"""What stands on somebody's Home, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass

from handlers.meetings.facts import MeetingFacts
from handlers.polls.facts import PollFacts


@dataclass(frozen=True)
class HomeFacts:
    """One person's Home: questions that wait for them, meetings that come, questions that they may decide."""

    person: int
    year: int
    waiting: tuple[PollFacts, ...]
    answered: tuple[PollFacts, ...]
    to_decide: tuple[PollFacts, ...]
    meetings: tuple[tuple[str, MeetingFacts], ...]
    """(board, meeting), soonest first."""
    may_ask: bool
    calendars: bool
