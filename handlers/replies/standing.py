"""All that waits for somebody who writes, with the facts behind it that the answer is worded from. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from handlers.attendance.facts import Call, MeetingAttendance
from handlers.polls.facts import PollFacts
from handlers.replies.facts import Situation


@dataclass(frozen=True)
class Waiting:
    """What somebody may answer or ask about: the situation, and the facts behind it for the words."""

    person: int
    situation: Situation
    meetings: tuple[MeetingAttendance, ...]
    """Soonest first."""
    polls: tuple[PollFacts, ...]

    def meeting(self, meeting: int | None) -> MeetingAttendance | None:
        """The meeting with that id."""
        return next((facts for facts in self.meetings if facts.id == meeting), None)

    def of_call(self, call: int) -> tuple[MeetingAttendance, Call] | None:
        """The meeting and the call with that id."""
        return next(((facts, one) for facts in self.meetings for one in facts.calls if one.id == call), None)

    def poll(self, poll: int) -> PollFacts | None:
        """The question with that id."""
        return next((facts for facts in self.polls if facts.id == poll), None)
