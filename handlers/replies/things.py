"""What a person may answer: meetings, proposed times and calls, side by side."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from handlers.replies.facts import KnownCall, KnownMeeting, KnownPoll, KnownSlot, Situation


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing that takes an answer; `poll` is the proposed time's."""

    known: KnownMeeting | KnownSlot | KnownCall
    start: datetime
    end: datetime
    board: str
    waits: bool
    """A question about it is unanswered. Of a poll: about any of its times."""
    poll: KnownPoll | None = None

    @property
    def group(self) -> tuple[str, int]:
        """The same for all times of one poll; else the thing itself."""
        return ("poll", self.poll.id) if self.poll else (type(self.known).__name__, self.known.id)


def things(situation: Situation) -> tuple[Thing, ...]:
    """All that isn't over, by time. A meeting that the person is called to is answered by the call."""
    called = {call.meeting for call in situation.calls}
    found = [
        *(Thing(call, call.start, call.end, call.board, True) for call in situation.calls),
        *(
            Thing(meeting, meeting.start, meeting.end, meeting.board, meeting.asked)
            for meeting in situation.meetings
            if meeting.id not in called
        ),
        *(
            Thing(slot, slot.start, slot.end, poll.board, poll.waits, poll)
            for poll in situation.polls
            for slot in poll.slots
        ),
    ]
    return tuple(sorted((t for t in found if t.end > situation.now), key=lambda t: (t.start, t.group, t.known.id)))


def in_talk(candidates: Iterable[Thing]) -> tuple[Thing, ...]:
    """What somebody who names no day talks of: all that waits; where nothing waits, all there is."""
    everything = tuple(candidates)
    return tuple(thing for thing in everything if thing.waits) or everything


def groups(candidates: Iterable[Thing]) -> int:
    """How many things these are, a poll counted once."""
    return len({thing.group for thing in candidates})
