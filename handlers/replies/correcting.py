""" "Förlåt, menade nej": the other answer to what was answered last."""

from __future__ import annotations

from handlers.replies.asking import ask
from handlers.replies.facts import Act, AnswerCall, Attend, Do, KnownMeeting, Outcome, Vote, Why
from handlers.replies.said import NEGATIVE, POSITIVE, Scope, Statement
from handlers.replies.targets import Talk
from storage.words import Answer, Coming


def corrected(said: Statement, talk: Talk) -> Outcome | None:
    """The outcome of a plain "menade ja" or "menade nej"; None where more was said than that."""
    plain = said.scope is Scope.NAMED and not said.days and said.clock is None and said.board is None
    if not plain or said.meaning not in NEGATIVE | POSITIVE:
        return None
    if talk.last is None:
        return ask(Why.NOTHING_WAITS, ())
    act = _other_answer(talk.last.act, said.meaning in POSITIVE, talk)
    return Do((act,)) if act else ask(Why.UNSURE, talk.things)


def _other_answer(act: Act, yes: bool, talk: Talk) -> Act | None:
    """None where it is the answer already given, or where what it answered is over."""
    match act:
        case AnswerCall(call=call, yes=was):
            return AnswerCall(call, yes) if was is not yes else None
        case Attend(meeting=meeting, coming=was):
            there = any(isinstance(t.known, KnownMeeting) and t.known.id == meeting for t in talk.things)
            new = Coming.KOMMER if yes else Coming.FORHINDER
            return Attend(meeting, new) if there and (was is Coming.FORHINDER) is yes else None
        case Vote(poll=poll, answers=((slot, vote),)):
            there = any(t.group == ("poll", poll) and t.known.id == slot for t in talk.things)
            new_vote = Answer.KAN if yes else Answer.KAN_INTE
            return Vote(poll, ((slot, new_vote),)) if there and vote is not new_vote else None
    return None
