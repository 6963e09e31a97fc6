"""Questions that have an answer: "när är nästa möte?", "vem tjänstgör för mig?"."""

from __future__ import annotations

from handlers.replies.clauses import Clause
from handlers.replies.facts import Topic
from handlers.replies.statements import is_question
from handlers.replies.tokens import Kind


def _words(words: str) -> frozenset[str]:
    return frozenset(words.split())


_WHEN = _words("nar when dags tid time dag day datum date vilken vilket what hur")
_MEETING = _words(
    "mote motet moten sammantrade sammantradet meeting meetings borjar borja traffas start starts begin styrelsemote"
)
_REPLY = _words("svara svar svarstid answer reply respond svaret")
_UNTIL = _words("nar senast when deadline lange long sista last late before")
_WHO = _words("vem who vilken which vilka har")
_SERVES = _words(
    "tjanstgor ersatter serves serving serve substitute ersattare stalle plats kallas inkallad replaces replacing"
)
_ANSWERED = _words("svarat svarade svar answered said sagt answer")
_MINE = _words("jag mitt i my mina")
_WAITS = _words("vantar waiting waits vantande pending missat obesvarade")
_WHERE = _words("var vart where adress adressen lokal lokalen address place link lanken")
_HELP = _words("hjalp help")
_FIRST_OF_WHERE = _words("var vart where")


def asks_for_help(clause: Clause) -> bool:
    """ "hjälp", alone or nearly; "vad kan du göra?"."""
    words = _of(clause)
    about_the_bot = (
        words >= {"du", "vad", "gora"} or words >= {"hur", "fungerar", "du"} or words >= {"what", "you", "do"}
    )
    return (bool(words & _HELP) and len(clause.pieces) <= 4) or about_the_bot


def topic(clause: Clause) -> Topic | None:
    """What the clause asks to be told; None where it asks nothing that has an answer."""
    words = _of(clause)
    if not (is_question(clause) or words & {"deadline", "obesvarade"}) or len(clause.pieces) > 16:
        return None
    first = clause.pieces[0].text
    for found, fits in (
        (Topic.WHO_SERVES_FOR_ME, bool(words & _WHO and words & _SERVES and not words & _REPLY)),
        (Topic.DEADLINE, bool(words & _REPLY and words & _UNTIL) or "deadline" in words),
        (Topic.WHAT_WAITS, _asks_what_waits(words)),
        (Topic.MY_ANSWER, bool(words & _ANSWERED and words & _MINE) and first not in _FIRST_OF_WHERE),
        (Topic.WHERE, first in _FIRST_OF_WHERE or bool(words & _WHERE and words & _WHO | {"what"} & words)),
        (Topic.NEXT_MEETING, bool(words & _WHEN and words & _MEETING) or words >= {"vilken", "tid"}),
    ):
        if fits:
            return found
    return None


def _of(clause: Clause) -> frozenset[str]:
    return frozenset(piece.text for piece in clause.pieces if piece.kind is Kind.WORD)


def _asks_what_waits(words: frozenset[str]) -> bool:
    replying = words & {"svara", "reply", "answer", "respond"} and words & {"pa", "to"} and words & _MINE
    return bool(words & _WAITS or replying) and bool(words & {"vad", "what", "nagot", "anything", "har", "do", "ska"})
