"""The buttons of a question: acts by time, at most five."""

from __future__ import annotations

from collections.abc import Iterable

from handlers.replies.answers import NotInPlace, answer
from handlers.replies.facts import (
    Act,
    AnswerCall,
    Ask,
    Attend,
    KnownCall,
    KnownMeeting,
    KnownPoll,
    KnownSlot,
    Vote,
    Why,
)
from handlers.replies.said import Statement
from handlers.replies.things import Thing, groups, in_talk
from storage.words import Answer, Coming

MOST = 5


def ask(why: Why, things: Iterable[Thing], statements: Iterable[Statement] = ()) -> Ask:
    """The question, with what each statement would be of each thing in talk; else with the answers of the only one."""
    waiting = in_talk(things)
    said = _said(waiting, statements) if why is Why.WHICH else ()
    return Ask(why, (said or _answers(waiting))[:MOST])


def _said(waiting: tuple[Thing, ...], statements: Iterable[Statement]) -> tuple[Act, ...]:
    """Only where one thing was said: two would make buttons of which both should be pressed."""
    every = tuple(statements)
    if len(every) != 1:
        return ()
    acts = (answer(every[0], thing) for thing in waiting)
    return tuple(act for act in acts if not isinstance(act, Why | NotInPlace))


def _answers(waiting: tuple[Thing, ...]) -> tuple[Act, ...]:
    """All answers to the one thing in talk; a poll with several days is answered on its own message."""
    if groups(waiting) != 1 or len(waiting) != 1:
        return ()
    thing = waiting[0]
    match thing.known:
        case KnownCall(id=call):
            return AnswerCall(call, True), AnswerCall(call, False)
        case KnownSlot() as slot:
            return _votes(slot, thing.poll) if thing.poll else ()
        case KnownMeeting() as meeting:
            return _attendances(meeting)


def _votes(slot: KnownSlot, poll: KnownPoll) -> tuple[Act, ...]:
    return tuple(Vote(poll.id, ((slot.id, answer),)) for answer in Answer)


def _attendances(meeting: KnownMeeting) -> tuple[Act, ...]:
    at_a_distance = meeting.serves and meeting.distance and not meeting.digital
    answers = (Coming.KOMMER, *([Coming.DISTANS] if at_a_distance else []), Coming.FORHINDER)
    return tuple(Attend(meeting.id, coming) for coming in answers)
