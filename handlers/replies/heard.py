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
from handlers.replies.statements import is_question, statement
from handlers.replies.tokens import Kind, Piece, folded, pieces
from handlers.replies.vocabulary import COURTESY, DOUBTS, GREETINGS, REASONS, Sign


class Sort(Enum):
    """What a clause is to the message."""

    SAID = auto()
    ASKED = auto()
    IDLE = auto()
    """A greeting, thanks, a reason: changes nothing."""
    REASON = auto()
    """Perhaps a reason: changes nothing after a "kan inte", might after a "kommer"."""
    NOD = auto()
    """ "ok": no answer, though perhaps meant as one."""
    UNCLEAR = auto()
    """Has words of replies and isn't understood."""
    OTHER = auto()
    """Has none: about something else."""


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
    figures = any(piece.kind not in (Kind.WORD, Kind.COLON) for piece in clause.pieces)
    if not figures and set(words) <= COURTESY and Sign.FINE not in reading.signs and not clause.question:
        return Sort.IDLE
    if not figures and words[:1] and words[0] in GREETINGS and len(words) <= 5 and _quiet(reading):
        return Sort.IDLE
    if _is_reason(clause, words) and not clause.question:
        return Sort.REASON if clause.joint is not Joint.BUT else Sort.UNCLEAR
    if Sign.FINE in reading.signs and _quiet(reading) and not reading.unknown:
        return Sort.NOD
    if not _quiet(reading) or (figures and not reading.unknown) or Sign.HINT in reading.signs:
        return Sort.UNCLEAR if _about_replies(reading) else Sort.OTHER
    return _plain(clause, reading)


def _plain(clause: Clause, reading: Reading) -> Sort:
    if reading.unknown or is_question(clause):
        return Sort.OTHER
    return Sort.IDLE if clause.joint is not Joint.BUT else Sort.OTHER


def _quiet(reading: Reading) -> bool:
    return all(sign in _QUIET for sign in reading.signs)


def _about_replies(reading: Reading) -> bool:
    """A doubt among unknown words alone is no reply: most sentences of any sort have one."""
    return any(sign not in (Sign.DOUBT, Sign.ME) for sign in reading.signs) or not reading.unknown


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
