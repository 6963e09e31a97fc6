"""What a message means in a situation: clear, and then acts; unclear, and then a question; a question of its own; help.

Nothing of the sentence is in the outcome. Rather asked than guessed: a message is carried out only when every clause of
it is understood or known to change nothing, and everything said in it has exactly one thing that it can be said of."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from handlers.replies.asking import ask
from handlers.replies.composing import acts, joined
from handlers.replies.correcting import corrected
from handlers.replies.facts import Ask, Do, Help, LastAct, Outcome, Situation, Tell, Topic, Undo, Why
from handlers.replies.heard import Heard, Sort, clauses_of, heard
from handlers.replies.questions import asks_for_help
from handlers.replies.said import NEGATIVE, POSITIVE, Meaning, Statement
from handlers.replies.targets import Talk, near
from handlers.replies.things import things

MEMORY = timedelta(hours=24)
"""How long the last gesture can be meant by "ångra" and "menade nej"."""


def understand(text: str, situation: Situation) -> Outcome:
    """What is to be done about a message. Never raises, whatever is written."""
    boards = {thing.board for thing in things(situation)}
    told = heard(text, boards, {meeting.place for meeting in situation.meetings})
    talk = Talk(situation.now, things(situation), _recent(situation))
    said = [one.said for one in told if one.said]
    if not said:
        return _without_statement(text, told, situation, talk)
    if _disturbed(told, said):
        return _unsure(talk, said)
    outcome = _carried_out(joined(said), talk)
    asked = next((one.asked for one in told if one.asked), None)
    return replace(outcome, also=_tell(asked, situation)) if asked and isinstance(outcome, Do) else outcome


def _recent(situation: Situation) -> LastAct | None:
    last = situation.last
    return last if last and timedelta(0) <= situation.now - last.at <= MEMORY else None


def _disturbed(told: list[Heard], said: list[Statement]) -> bool:
    """Whether some clause may change what another says."""
    turns = {Sort.UNCLEAR, Sort.DOUBT}
    if not all(one.meaning in NEGATIVE for one in said):
        turns.add(Sort.OTHER)
    if any(one.meaning in POSITIVE for one in said):
        turns |= {Sort.HINT, Sort.REASON}
    if any(one.meaning in NEGATIVE for one in said):
        turns.add(Sort.SOLVED)
    if all(one.meaning is Meaning.UP for one in said) and len(said) < len(told):
        return True  # "tack 👍" may be no more than thanks
    first = next(n for n, one in enumerate(told) if one.said)
    early = any(one.sort is Sort.OTHER for one in told[:first])
    return early or any(one.sort in turns for one in told)


def _without_statement(text: str, told: list[Heard], situation: Situation, talk: Talk) -> Outcome:
    asked = next((one.asked for one in told if one.asked), None)
    if asked:
        return _tell(asked, situation)
    if any(asks_for_help(clause) for clause in clauses_of(text)):
        return Help()
    nods = talk.things and any(one.sort in (Sort.NOD, Sort.HINT) for one in told)
    if nods or any(one.sort is Sort.UNCLEAR for one in told):
        return _unsure(talk, [])
    return Help()


def _unsure(talk: Talk, said: list[Statement]) -> Ask:
    return ask(Why.UNSURE if talk.things else Why.NOTHING_WAITS, talk.things, said)


def _tell(asked: Topic, situation: Situation) -> Tell:
    """About the next meeting, where the answer is about one."""
    ahead = sorted((m for m in situation.meetings if m.end > situation.now), key=lambda m: m.start)
    of_none = asked in (Topic.WHAT_WAITS, Topic.DEADLINE) or not ahead
    return Tell(asked, None if of_none else ahead[0].id)


def _carried_out(said: list[Statement] | None, talk: Talk) -> Outcome:
    if said is None:
        return _unsure(talk, [])
    if any(one.meaning in (Meaning.UNDO, Meaning.WRONG) for one in said):
        return _undone(said, talk)
    if len(said) == 1 and said[0].correcting and (outcome := corrected(said[0], talk)):
        return outcome
    done = acts(said, talk)
    return ask(done, near(said, talk), said) if isinstance(done, Why) else Do(done)


def _undone(said: list[Statement], talk: Talk) -> Outcome:
    """ "ångra" alone is carried out; "det blev fel" is asked about, unless what was meant follows."""
    wrongs = sum(one.meaning is Meaning.WRONG for one in said)
    meant = said[wrongs:]
    first = all(one.meaning is Meaning.WRONG for one in said[:wrongs])
    if wrongs and meant and first and all(one.meaning is not Meaning.UNDO for one in meant):
        return _carried_out(meant, talk)
    if talk.last is None:
        return Ask(Why.NOTHING_WAITS)
    clear = [one.meaning for one in said] == [Meaning.UNDO] and not said[0].days
    return Do((Undo(),)) if clear else Ask(Why.UNSURE, (Undo(),))
