"""A message parted into clauses, each with what ties it to the one before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from handlers.replies.tokens import Kind, Piece
from handlers.replies.words import AND, BECAUSE, BECAUSE_BEFORE, BUT, NOTS, PREDICATES, QUESTION_WORDS, REMAINDERS


class Joint(Enum):
    """What stands before a clause."""

    START = auto()
    """The beginning, or the end of a sentence."""
    COMMA = auto()
    AND = auto()
    BUT = auto()
    BECAUSE = auto()


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause; `question`: its sentence ends in a question mark."""

    joint: Joint
    pieces: tuple[Piece, ...]
    question: bool = False


def clauses(pieces: Sequence[Piece]) -> list[Clause]:
    """The clauses that hold anything, in order."""
    found: list[Clause] = []
    current: list[Piece] = []
    joint, sentence, at = Joint.START, 0, 0
    for at, piece in enumerate(pieces):
        following = _joint(pieces, at, current)
        if following is None:
            current.append(piece)
            continue
        if current:
            found.append(Clause(joint, tuple(current)))
            joint, current = following, _kept(piece, following)
        elif _RANK[following] > _RANK[joint]:
            joint = following
        if piece.kind is Kind.QUESTION:
            found[sentence:] = _asked(found[sentence:])
        if piece.kind in (Kind.QUESTION, Kind.STOP):
            sentence, joint = len(found), Joint.START
    if joint is Joint.BUT and not current:
        # "kommer men": the rest was never written.
        current.append(Piece(Kind.STRANGE))
    return [*found, Clause(joint, tuple(current))] if current else found


_LONGEST = 40
_RANK = {Joint.START: 0, Joint.COMMA: 1, Joint.AND: 2, Joint.BECAUSE: 3, Joint.BUT: 4}


def _kept(piece: Piece, joint: Joint) -> list[Piece]:
    """A negation or an "annars" that begins a clause of its own belongs to it."""
    return [piece] if joint is Joint.COMMA and piece.text in NOTS | REMAINDERS else []


def _joint(pieces: Sequence[Piece], at: int, current: list[Piece]) -> Joint | None:
    """What a piece parts by, or None where it parts nothing."""
    piece = pieces[at]
    match piece.kind:
        case Kind.STOP | Kind.QUESTION:
            return Joint.START
        case Kind.COMMA:
            return Joint.COMMA
        case Kind.COLON:
            return None if current and current[-1].kind is Kind.DAY else Joint.COMMA
        case Kind.WORD:
            return _by_word(pieces, at, current)
    return None


def _by_word(pieces: Sequence[Piece], at: int, current: list[Piece]) -> Joint | None:
    word = pieces[at].text
    after = pieces[at + 1].text if at + 1 < len(pieces) else ""
    if word in BUT or (word == "utan" and _denied(current)):
        return Joint.BUT
    if word in BECAUSE or (current and after in BECAUSE_BEFORE.get(word, ())):
        return Joint.BECAUSE
    if word == "so" and current and after in ("jag", "i", "min", "my"):
        return Joint.AND
    if word in AND and (after in NOTS or (_says(_until_parted(pieces, at + 1)) and _says(current))):
        return Joint.AND
    if (word in NOTS and _another_day(pieces, at, current)) or (word in REMAINDERS and _says(current)):
        return Joint.COMMA
    return None


def _denied(pieces: list[Piece]) -> bool:
    """ "inte fysiskt utan …" goes on with what holds instead; "inte utan …" does not."""
    return any(piece.text in NOTS for piece in pieces[-_LONGEST:]) and pieces[-1].text not in NOTS


def _says(pieces: Sequence[Piece]) -> bool:
    """Whether a verb is there; only so far back as a clause may be understood, so that time grows with length only."""
    return any(piece.kind is Kind.WORD and piece.text in PREDICATES for piece in pieces[-_LONGEST:])


def _until_parted(pieces: Sequence[Piece], at: int) -> list[Piece]:
    found: list[Piece] = []
    parting = (Kind.STOP, Kind.QUESTION, Kind.COMMA)
    while at < len(pieces) and pieces[at].kind not in parting and pieces[at].text not in BUT and len(found) < 12:
        found.append(pieces[at])
        at += 1
    return found


def _another_day(pieces: Sequence[Piece], at: int, current: list[Piece]) -> bool:
    """ "kan fredag inte torsdag": the negation is of the day after it, not of what was said of the first."""
    ahead = at + 1
    while ahead < len(pieces) and pieces[ahead].text in ("pa", "den", "on", "the"):
        ahead += 1
    day_follows = ahead < len(pieces) and pieces[ahead].kind is Kind.DAY
    return day_follows and len(current) > 1 and current[-1].kind is Kind.DAY and _says(current[:2])


def _asked(sentence: list[Clause]) -> list[Clause]:
    """The whole sentence is in question; only its last part where that is a question of its own ("…, när är det?")."""
    if not sentence:
        return []
    own = len(sentence) > 1 and sentence[-1].pieces[0].text in QUESTION_WORDS
    before = sentence[:-1] if own else [Clause(c.joint, c.pieces, question=True) for c in sentence[:-1]]
    return [*before, Clause(sentence[-1].joint, sentence[-1].pieces, question=True)]
