"""What is known when somebody writes, and what may come of it. Ids, words and times only: never the sentence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum

from storage.words import Answer, Coming


@dataclass(frozen=True, slots=True)
class KnownMeeting:
    """A meeting ahead of the person. Times are aware and local to the board."""

    id: int
    board: str
    """The board's short name."""
    start: datetime
    end: datetime
    place: str
    serves: bool
    """A ledamot, or an ersättare who has accepted; False: an ersättare who isn't called."""
    distance: bool
    """Whether one may take part at a distance."""
    digital: bool
    """Held digitally only: to come is to take part at a distance."""
    asked: bool
    """The question of attendance has been sent and is unanswered."""
    answer: Coming | None = None


@dataclass(frozen=True, slots=True)
class KnownSlot:
    """A proposed time. Aware, local to the board."""

    id: int
    start: datetime
    end: datetime
    answer: Answer | None = None


@dataclass(frozen=True, slots=True)
class KnownPoll:
    """An open question about dates in which the person is asked."""

    id: int
    board: str
    title: str
    deadline: datetime
    slots: tuple[KnownSlot, ...]

    @property
    def waits(self) -> bool:
        """Whether some proposed time is still unanswered."""
        return any(slot.answer is None for slot in self.slots)


@dataclass(frozen=True, slots=True)
class KnownCall:
    """A call to serve that waits for yes or no."""

    id: int
    meeting: int
    board: str
    huvudman: str
    start: datetime
    end: datetime
    answer_by: datetime


@dataclass(frozen=True, slots=True)
class Attend:
    """Answers for a meeting. With DELVIS: there from `first` until `last`; None is from its start, until its end."""

    meeting: int
    coming: Coming
    first: time | None = None
    last: time | None = None


@dataclass(frozen=True, slots=True)
class AnswerCall:
    """Yes or no to a call to serve."""

    call: int
    yes: bool


@dataclass(frozen=True, slots=True)
class Vote:
    """Answers to some proposed times of a poll, in order of slot: (slot's id, answer)."""

    poll: int
    answers: tuple[tuple[int, Answer], ...]


@dataclass(frozen=True, slots=True)
class Undo:
    """Takes the last gesture back."""


Act = Attend | AnswerCall | Vote | Undo


@dataclass(frozen=True, slots=True)
class LastAct:
    """The person's last gesture, written or clicked, and when (aware)."""

    act: Act
    at: datetime


@dataclass(frozen=True, slots=True)
class Situation:
    """All that waits for the person who writes. `now` is aware and local."""

    now: datetime
    meetings: tuple[KnownMeeting, ...] = ()
    polls: tuple[KnownPoll, ...] = ()
    calls: tuple[KnownCall, ...] = ()
    last: LastAct | None = None


class Why(StrEnum):
    """Why something is asked back."""

    WHICH = "which"
    """It fits several meetings, calls or polls."""
    UNSURE = "unsure"
    """A condition, a question, somebody else's words, or words that aren't known."""
    CONTRADICTION = "contradiction"
    NO_SUCH_DAY = "no_such_day"
    """Nothing that the person may answer is on the day named."""
    NOTHING_WAITS = "nothing_waits"
    WHICH_DAYS = "which_days"
    """A poll has several days and none was named."""
    NO_DISTANCE = "no_distance"
    """This meeting can't be followed at a distance."""
    WHAT_TIME = "what_time"
    """Late, early or a part of the meeting, without a time that fits."""


class Topic(StrEnum):
    """What the person wants to be told."""

    NEXT_MEETING = "next_meeting"
    WHO_SERVES_FOR_ME = "who_serves_for_me"
    WHAT_WAITS = "what_waits"
    MY_ANSWER = "my_answer"
    WHERE = "where"
    """The place, or the link."""
    DEADLINE = "deadline"
    """Until when an answer may be given."""


@dataclass(frozen=True, slots=True)
class Tell:
    """A question that has an answer; `meeting` where it is about one that is known."""

    what: Topic
    meeting: int | None = None


@dataclass(frozen=True, slots=True)
class Do:
    """Clear: to be carried out and confirmed with *Ångra*. `also`: a question asked in the same breath."""

    acts: tuple[Act, ...]
    also: Tell | None = None


@dataclass(frozen=True, slots=True)
class Ask:
    """Unclear: a question with these acts as buttons, by time, at most five; none where only a general one fits."""

    why: Why
    options: tuple[Act, ...] = ()


@dataclass(frozen=True, slots=True)
class Help:
    """Nothing in it was understood, or help was asked for."""


Outcome = Do | Ask | Tell | Help
