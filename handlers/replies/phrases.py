"""A clause → the signs in it. Every word must be in a table; one that isn't makes the clause not understood."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from handlers.replies.clauses import Clause
from handlers.replies.days import Day
from handlers.replies.figures import Clock
from handlers.replies.signs import VERBS, Sign
from handlers.replies.tokens import Kind, Piece
from handlers.replies.vocabulary import PHRASES
from handlers.replies.words import DOUBTS, FILLERS, INFINITIVES, NOTS, SKIPPED


@dataclass(slots=True)
class Reading:
    """What a clause holds."""

    signs: list[Sign] = field(default_factory=list)
    days: list[Day] = field(default_factory=list)
    either_day: bool = False
    """The days were joined by "eller"."""
    times: list[Clock] = field(default_factory=list)
    ranges: list[tuple[Clock, Clock]] = field(default_factory=list)
    lengths: list[int] = field(default_factory=list)
    boards: list[str] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    """Figures right after "alla"."""
    unknown: list[str] = field(default_factory=list)
    """Words in no table. Never leaves this package."""
    day_first: bool = False
    before_days: bool = False
    """Some sign stands before a day."""
    after_days: bool = False
    """Some verb stands after a day."""
    thumb: bool | None = None
    at_something: bool = False
    """ "på båda": of meetings, not of people."""


def read(clause: Clause) -> Reading:
    """The clause's signs in order, its days and figures, and what wasn't understood."""
    pieces = _without_auxiliary(clause.pieces)
    reading = Reading()
    at = 0
    while at < len(pieces):
        at = _take(pieces, at, reading)
    return reading


def _without_auxiliary(pieces: Sequence[Piece]) -> list[Piece]:
    """ "kommer (inte) att kunna" says no more than "kan (inte)": the auxiliary goes, the negation stays."""
    words = [piece.text if piece.kind is Kind.WORD else "" for piece in pieces]
    for at, word in enumerate(words):
        if word != "kommer":
            continue
        ahead = at + 1
        while ahead < len(words) and (words[ahead] in NOTS or words[ahead] in SKIPPED):
            ahead += 1
        verb = ahead + 1 if ahead < len(words) and words[ahead] == "att" else ahead
        if verb < len(words) and words[verb] in INFINITIVES:
            return [piece for n, piece in enumerate(pieces) if n != at and not (n == ahead and verb > ahead)]
    return list(pieces)


def _take(pieces: Sequence[Piece], at: int, reading: Reading) -> int:
    """Reads what begins at the piece; returns the place after it."""
    piece = pieces[at]
    if piece.kind is Kind.WORD:
        return _take_words(pieces, at, reading)
    match piece.value:
        case tuple() as days if piece.kind is Kind.DAY:
            reading.day_first = reading.day_first or not reading.signs
            reading.before_days = reading.before_days or any(sign in VERBS for sign in reading.signs)
            reading.either_day = reading.either_day or piece.text == "or"
            reading.days += days
        case Clock() as clock:
            reading.times.append(clock)
        case (Clock() as first, Clock() as last):
            reading.ranges.append((first, last))
        case int() as length if piece.kind is Kind.LENGTH:
            reading.lengths.append(length)
        case str() as board if piece.kind is Kind.BOARD:
            reading.boards.append(board)
        case bool() as up if piece.kind is Kind.THUMB:
            reading.thumb = up
        case _:
            _take_other(piece, reading)
    return at + 1


def _take_other(piece: Piece, reading: Reading) -> None:
    counted = reading.signs[-1:] in ([Sign.ALL], [Sign.BOTH]) and piece.kind is Kind.NUMBER
    if counted and isinstance(piece.value, int):
        reading.numbers.append(piece.value)
    elif piece.kind is Kind.STRANGE:
        reading.signs.append(Sign.DOUBT)
    elif piece.kind is not Kind.COLON:
        reading.unknown.append(piece.text)


def _take_words(pieces: Sequence[Piece], at: int, reading: Reading) -> int:
    signs, end = _phrase(pieces, at)
    reading.at_something = reading.at_something or pieces[at].text in ("pa", "at", "to", "till")
    if end > at:
        reading.signs += signs
        reading.after_days = reading.after_days or bool(reading.days and set(signs) & VERBS)
        return end
    word = pieces[at].text
    timed = at + 1 < len(pieces) and pieces[at + 1].kind is Kind.TIME
    if word == "till" and timed:
        reading.signs.append(Sign.UNTIL)
    elif word in _COUNTS and reading.signs[-1:] == [Sign.ALL]:
        reading.numbers.append(_COUNTS[word])
    elif word in DOUBTS:
        reading.signs.append(Sign.DOUBT)
    elif word not in FILLERS:
        reading.unknown.append(word)
    return at + 1


_COUNTS = {"tva": 2, "tre": 3, "fyra": 4, "fem": 5, "sex": 6, "two": 2, "three": 3, "four": 4, "five": 5}

_Tree = dict[str, object]


@lru_cache(maxsize=1)
def _tree() -> _Tree:
    """The phrases as a tree of words; the signs of a phrase that ends at a node are under ""."""
    root: _Tree = {}
    for phrase, signs in PHRASES.items():
        node = root
        for word in phrase.split():
            branch = node.setdefault(word, {})
            assert isinstance(branch, dict)
            node = branch
        node[""] = signs
    return root


def _phrase(pieces: Sequence[Piece], at: int) -> tuple[tuple[Sign, ...], int]:
    """The longest phrase that begins here, other words that change nothing skipped over within it."""
    node: object = _tree()
    best: tuple[tuple[Sign, ...], int] = ((), at)
    first = True
    while at < len(pieces) and pieces[at].kind is Kind.WORD and isinstance(node, dict):
        word = pieces[at].text
        if word in node:
            node, first = node[word], False
            signs = node.get("") if isinstance(node, dict) else None
            best = (signs, at + 1) if isinstance(signs, tuple) else best
        elif first or word not in SKIPPED:
            break
        at += 1
    return best
