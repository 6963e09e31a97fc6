"""Each clause of a message: said, asked, idle, or not understood."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from handlers.replies.clauses import Clause, Joint, clauses
from handlers.replies.days import with_days
from handlers.replies.facts import Topic
from handlers.replies.figures import with_figures
from handlers.replies.phrases import Reading, read
from handlers.replies.questions import topic
from handlers.replies.said import NEGATIVE, Statement
from handlers.replies.spelling import known
from handlers.replies.statements import statement
from handlers.replies.tokens import Kind, Piece, folded, pieces
from handlers.replies.vocabulary import COURTESY, DOUBTS, GREETINGS, REASONS, Sign


class Sort(Enum):
    """What a clause is to the message."""

    SAID = auto()
    ASKED = auto()
    IDLE = auto()
    """A greeting, thanks, a reason: changes nothing."""
    HINT = auto()
    """ "är sjuk": goes with a "kan inte", and not with a "kommer"."""
    NOD = auto()
    """ "ok": no answer, though perhaps meant as one."""
    UNCLEAR = auto()
    """Has words of replies and isn't understood."""
    DOUBT = auto()
    """A doubt among unknown words: disturbs what is said beside it, and is nothing by itself."""
    OTHER = auto()
    """About something else."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A clause with what it says or asks."""

    sort: Sort
    said: Statement | None = None
    asked: Topic | None = None


def heard(text: str, boards: Iterable[str]) -> list[Heard]:
    """The message, clause by clause."""
    whole = with_figures(with_days(_with_boards(pieces(text), boards)))
    return [_hear(clause) for clause in clauses(whole)]


def clauses_of(text: str) -> list[Clause]:
    """The clauses alone."""
    return clauses(with_figures(with_days(pieces(text))))


def _with_boards(found: Sequence[Piece], boards: Iterable[str]) -> list[Piece]:
    """The pieces with each board's name made one."""
    names = {tuple(piece.text for piece in pieces(folded(name))): name for name in boards}
    longest = max((len(name) for name in names), default=0)
    result: list[Piece] = []
    at = 0
    while at < len(found):
        sizes = range(longest, 0, -1)
        words = [tuple(piece.text for piece in found[at : at + size]) for size in sizes]
        name = next((words_here for words_here in words if words_here in names), None)
        result.append(Piece(Kind.BOARD, value=names[name]) if name else found[at])
        at += len(name) if name else 1
    return result


def _hear(clause: Clause) -> Heard:
    asked = topic(clause)
    if asked:
        return Heard(Sort.ASKED, asked=asked)
    reading = read(clause)
    said = statement(clause, reading)
    if said:
        return Heard(Sort.SAID, said)
    return Heard(_sort(clause, reading))


_QUIET = frozenset({Sign.ME, Sign.HINT, Sign.FINE})


def _sort(clause: Clause, reading: Reading) -> Sort:
    words = [known(piece.text) for piece in clause.pieces if piece.kind is Kind.WORD]
    wordy = all(piece.kind in (Kind.WORD, Kind.COLON) for piece in clause.pieces) and not clause.question
    if wordy and _is_courtesy(words, reading):
        return Sort.IDLE
    if clause.joint is not Joint.BUT and not clause.question and _is_reason(clause, words):
        return Sort.HINT if Sign.HINT in reading.signs else Sort.IDLE
    if Sign.FINE in reading.signs and _quiet(reading) and not reading.unknown:
        return Sort.NOD
    return _unread(clause, reading, wordy)


def _is_courtesy(words: Sequence[str], reading: Reading) -> bool:
    """Of nothing but courtesy; or a greeting with a name."""
    if set(words) <= COURTESY and Sign.FINE not in reading.signs:
        return True
    return bool(words) and words[0] in GREETINGS and len(words) <= 5 and _quiet(reading)


def _unread(clause: Clause, reading: Reading, wordy: bool) -> Sort:
    if any(sign not in (Sign.DOUBT, Sign.ME, Sign.FINE) for sign in reading.signs):
        return Sort.UNCLEAR
    short = len(clause.pieces) <= _SHORT
    if Sign.DOUBT in reading.signs:
        return Sort.UNCLEAR if short else Sort.DOUBT
    if not wordy and (reading.days or reading.times or reading.lengths or reading.ranges):
        return Sort.UNCLEAR if short else Sort.DOUBT
    if reading.unknown or clause.question or clause.joint is Joint.BUT:
        return Sort.OTHER
    return Sort.IDLE


_SHORT = 5
"""So few words with a day or a doubt among them are meant for the bot; a long sentence has such words anyway."""


def _quiet(reading: Reading) -> bool:
    return all(sign in _QUIET for sign in reading.signs)


_SUBJECTS = frozenset({"jag", "vi", "i"})


def _is_reason(clause: Clause, words: Sequence[str]) -> bool:
    """ "är på semester", "jag har tandläkartid", "pga sjukdom": without a doubt, a can or a come in it."""
    own = words[1:] if words[:1] and words[0] in _SUBJECTS else words
    opened = clause.joint is Joint.BECAUSE or bool(own and own[0] in REASONS)
    return opened and not any(word in DOUBTS or word in _TURNING for word in own)


_TURNING = frozenset("kan inte ej kommer komma deltar lank plats not can come bara nej ja".split())


def negative_only(statements: Sequence[Statement]) -> bool:
    """Whether all that was said is that the person can't."""
    return bool(statements) and all(said.meaning in NEGATIVE for said in statements)
