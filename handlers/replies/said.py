"""What a clause says, before anybody asks of which meeting."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from handlers.replies.days import Day
from handlers.replies.figures import Clock


class Meaning(Enum):
    """What is said; to which sort of question it is an answer is answers.py's to know."""

    CAN = auto()
    COMES = auto()
    IN_PLACE = auto()
    """ "på plats": comes, and not at a distance."""
    CANNOT = auto()
    RATHER_NOT = auto()
    YES = auto()
    NO = auto()
    UP = auto()
    """A thumb up: "yes", and to a kallelse too."""
    DOWN = auto()
    LINK = auto()
    NOT_IN_PLACE = auto()
    """ "kan inte komma fysiskt": at a distance, or not at all?"""
    LATE = auto()
    LEAVES = auto()
    FROM = auto()
    UNTIL = auto()
    BETWEEN = auto()
    PART = auto()
    SERVES = auto()
    SERVES_NOT = auto()
    SUBSTITUTE = auto()
    DAYS = auto()
    """Days alone: more of what was said before."""
    NOT_DAYS = auto()
    """ "men inte fredag"."""
    UNDO = auto()
    WRONG = auto()
    """ "det blev fel"."""


class Scope(Enum):
    """Of which days it is said."""

    NAMED = auto()
    """The days named; without any, what the talk is of."""
    ALL = auto()
    BOTH = auto()
    AT_ALL = auto()
    """ "inte alls": the one thing that the talk is of, with all its days."""
    REST = auto()
    """Those not named elsewhere."""
    ONLY = auto()
    """The days named, and of the others the opposite."""
    EXCEPT = auto()
    """All but the days named."""


NEGATIVE = frozenset(
    {Meaning.CANNOT, Meaning.NO, Meaning.DOWN, Meaning.SERVES_NOT, Meaning.SUBSTITUTE, Meaning.NOT_DAYS}
)
POSITIVE = frozenset({Meaning.CAN, Meaning.COMES, Meaning.IN_PLACE, Meaning.YES, Meaning.UP, Meaning.SERVES})
OF_A_MEETING = frozenset(
    {
        Meaning.LINK,
        Meaning.NOT_IN_PLACE,
        Meaning.LATE,
        Meaning.LEAVES,
        Meaning.FROM,
        Meaning.UNTIL,
        Meaning.BETWEEN,
        Meaning.PART,
        Meaning.SUBSTITUTE,
    }
)
"""Said of a meeting that is booked, never of a proposed time."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing said. `minutes`: how late, or how much before the end; None where it wasn't said."""

    meaning: Meaning
    days: tuple[Day, ...] = ()
    scope: Scope = Scope.NAMED
    count: int | None = None
    """ "alla tre"."""
    clock: Clock | None = None
    until: Clock | None = None
    minutes: int | None = None
    board: str | None = None
    correcting: bool = False
    """ "menade …": of the same thing as the last gesture."""
    contrasted: bool = False
    """A "men" stands before it."""
    brief: bool = False
    """Says as little as "ja", "går bra" or a thumb: answers what was asked, and changes no answer."""
    bare: bool = False
    """No more than a day and "ja", "inte" or "helst": answers a proposed time, hardly a kallelse."""
