"""Each clause of a message: said, asked, idle, or not understood."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from handlers.replies.clauses import Clause, Joint, clauses
from handlers.replies.facts import Topic
from handlers.replies.figures import with_figures
from handlers.replies.naming import with_days
from handlers.replies.phrases import Reading, read
from handlers.replies.questions import topic
from handlers.replies.said import Statement
from handlers.replies.signs import RELEVANT, Sign
from handlers.replies.spelling import is_unknown, known
from handlers.replies.statements import is_question, statement
from handlers.replies.tokens import Kind, Piece, pieces
from handlers.replies.words import COURTESY, DOUBTS, GREETINGS, QUESTION_WORDS, REASONS


class Sort(Enum):
    """What a clause is to the message."""

    SAID = auto()
    ASKED = auto()
    IDLE = auto()
    """A greeting, thanks, a reason: changes nothing."""
    HINT = auto()
    """ "är sjuk": a reason that may be meant as an answer, and is none."""
    REASON = auto()
    """ "har en tid hos frisören": goes with a "kan inte"; beside a "kommer" it may take it back ("är tanken")."""
    NOD = auto()
    """ "ok": no answer, though perhaps meant as one."""
    UNCLEAR = auto()
    """Has words of replies and isn't understood."""
    DOUBT = auto()
    """A doubt among unknown words: disturbs what is said beside it, and is nothing by itself."""
    SOLVED = auto()
    """ "det löste sig": goes with a "kommer", and not with a "kan inte"."""
    OTHER = auto()
    """About something else."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A clause with what it says or asks."""

    sort: Sort
    said: Statement | None = None
    asked: Topic | None = None


def heard(text: str, boards: Iterable[str], places: Iterable[str] = ()) -> list[Heard]:
    """The message, clause by clause; boards and places are those that the person may mean."""
    return _signed([(clause, _hear(clause)) for clause in clauses_of(text, boards, places)])


def clauses_of(text: str, boards: Iterable[str] = (), places: Iterable[str] = ()) -> list[Clause]:
    """The clauses, small slips of the pen put right, and a meeting's place read as "dit"."""
    named = _with_boards(pieces(text), boards)
    there = {piece.text for place in places for piece in pieces(place) if is_unknown(piece.text)}
    words = ((piece, "dit" if piece.text in there else known(piece.text)) for piece in named)
    spelt = [replace(piece, text=word) if piece.kind is Kind.WORD else piece for piece, word in words]
    return clauses(with_figures(with_days(spelt)))


def _signed(told: Sequence[tuple[Clause, Heard]]) -> list[Heard]:
    """A name after "Hälsningar," or "Hej," is no more than that."""
    found: list[Heard] = []
    greeted = False
    for clause, one in told:
        named = greeted and one.sort is Sort.OTHER and len(clause.pieces) <= _NAMES and not clause.question
        found.append(Heard(Sort.IDLE) if named else one)
        greeted = one.sort is Sort.IDLE and clause.pieces[0].text in GREETINGS
    return found


_NAMES = 3
_NICE = frozenset({"bra", "fint", "mote", "dag"})
_WISHES = frozenset({"onskar", "ha", "tack", "lycka"})


def _with_boards(found: Sequence[Piece], boards: Iterable[str]) -> list[Piece]:
    """The pieces with each board's name made one."""
    names = {tuple(piece.text for piece in pieces(name)): name for name in boards}
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
_HINTED = frozenset({Sign.ME, Sign.HINT, Sign.WHOLE})


def _sort(clause: Clause, reading: Reading) -> Sort:
    words = [piece.text for piece in clause.pieces if piece.kind is Kind.WORD]
    wordy = all(piece.kind in (Kind.WORD, Kind.COLON) for piece in clause.pieces) and not clause.question
    if wordy and _is_courtesy(words, reading):
        return Sort.IDLE
    if Sign.HINT in reading.signs and set(reading.signs) <= _HINTED and wordy:
        return Sort.HINT
    if clause.joint is not Joint.BUT and not is_question(clause) and _is_reason(clause, words, reading):
        if Sign.HINT in reading.signs:
            return Sort.HINT
        return Sort.IDLE if clause.joint is Joint.BECAUSE else Sort.REASON
    if Sign.FINE in reading.signs and _quiet(reading) and not reading.unknown:
        return Sort.NOD
    return _unread(clause, reading, wordy)


def _is_courtesy(words: Sequence[str], reading: Reading) -> bool:
    """Of nothing but courtesy; or a greeting with a name."""
    if set(words) <= COURTESY | _NICE and (Sign.FINE not in reading.signs or words[0] in _WISHES):
        return True
    return bool(words) and words[0] in GREETINGS and len(words) <= 5 and _quiet(reading)


def _unread(clause: Clause, reading: Reading, wordy: bool) -> Sort:
    """Not understood, and how much that matters."""
    signs = set(reading.signs)
    if signs and signs <= {Sign.SOLVED, Sign.ME} and not reading.unknown and wordy:
        return Sort.SOLVED
    if _asks_of_other(clause, signs):
        return Sort.OTHER
    figured = bool(reading.days or reading.times or reading.lengths or reading.ranges)
    if is_question(clause) and reading.unknown and {"du", "you"} & {piece.text for piece in clause.pieces[:2]}:
        return Sort.DOUBT
    if signs & RELEVANT or clause.joint is Joint.BUT or reading.thumb is not None:
        return Sort.UNCLEAR
    if figured or not signs <= _QUIET:
        return Sort.UNCLEAR if len(clause.pieces) <= (2 * _SHORT if figured else _SHORT) else Sort.DOUBT
    return Sort.OTHER if reading.unknown or clause.question else Sort.IDLE


def _asks_of_other(clause: Clause, signs: set[Sign]) -> bool:
    """A sentence of its own that begins with a "vad" or "när", and has no verb of replies."""
    asks = clause.joint is Joint.START and clause.pieces[0].text in QUESTION_WORDS
    return asks and not signs & RELEVANT


_SHORT = 5
"""So few words with a day or a doubt among them are meant for the bot; a long sentence has such words anyway."""


def _quiet(reading: Reading) -> bool:
    return all(sign in _QUIET for sign in reading.signs)


_SUBJECTS = frozenset({"jag", "vi", "i"})


def _is_reason(clause: Clause, words: Sequence[str], reading: Reading) -> bool:
    """ "är på semester", "vi har fullmäktige", "pga sjukdom": with no doubt in it, and no sign of a reply."""
    own = words[1:] if words[:1] and words[0] in _SUBJECTS else words
    opened = clause.joint is Joint.BECAUSE or bool(own and own[0] in REASONS)
    allowed = _QUIET | _REASONED if Sign.HINT in reading.signs else _QUIET | {Sign.WHOLE}
    others = set(reading.signs) - {Sign.DOUBT}
    return opened and others <= allowed and not any(word in DOUBTS for word in own[1:])


_REASONED = frozenset({Sign.WHOLE, Sign.BUSY, Sign.FROM, Sign.UNTIL, Sign.AFTER, Sign.BEFORE})
"""What may stand beside "semester" and the like."""
