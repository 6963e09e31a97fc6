"""The signs that phrases add to their clause."""

from __future__ import annotations

from enum import Enum, auto


class Sign(Enum):
    """What a phrase adds to its clause."""

    CAN = auto()
    """The person can: "kan", "hinner"."""
    FITS = auto()
    """The day can: "funkar", "passar"."""
    FINE = auto()
    """ "ok", "bra": an answer only beside a day; else no more than a nod."""
    COME = auto()
    NOT = auto()
    BUSY = auto()
    LINK = auto()
    PLACE = auto()
    LATE = auto()
    LEAVE = auto()
    GO = auto()
    """ "går": works, or leaves."""
    STAY = auto()
    EARLIER = auto()
    FROM = auto()
    UNTIL = auto()
    BEFORE = auto()
    AFTER = auto()
    PART = auto()
    WHOLE = auto()
    SERVE = auto()
    SUBSTITUTE = auto()
    GLADLY = auto()
    RATHER = auto()
    RATHER_NOT = auto()
    YES = auto()
    NO = auto()
    MEANT = auto()
    UNDO = auto()
    WRONG = auto()
    AT_ALL = auto()
    ALL = auto()
    BOTH = auto()
    EITHER = auto()
    NONE = auto()
    ANY = auto()
    OR = auto()
    REST = auto()
    ONLY = auto()
    EXCEPT = auto()
    ME = auto()
    SOLVED = auto()
    """ "det löste sig": then one comes."""
    HINT = auto()
    """Ill, away, on holiday: a reason, and no answer."""
    DOUBT = auto()
    """A condition, a guess, or somebody else's words: then nothing is carried out."""


S = Sign
VERBS = frozenset(
    {S.CAN, S.FITS, S.FINE, S.COME, S.BUSY, S.LINK, S.LATE, S.LEAVE, S.GO, S.STAY, S.SERVE, S.YES, S.NO, S.NOT}
    | {S.RATHER, S.RATHER_NOT, S.GLADLY, S.PART, S.SUBSTITUTE}
)
"""Signs that say something by themselves, and can't be on both sides of several days."""
RELEVANT = frozenset(
    {S.CAN, S.FITS, S.COME, S.BUSY, S.LINK, S.LATE, S.LEAVE, S.SERVE, S.SUBSTITUTE, S.HINT, S.MEANT, S.UNDO, S.WRONG}
    | {S.YES, S.NO, S.RATHER_NOT, S.STAY}
)
"""Signs of a reply; without any of them a long sentence is about something else."""
