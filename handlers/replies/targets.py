"""Of what a statement is said: of exactly what the person named, or of the one thing that it can be. Never a guess."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from handlers.replies.days import Day, fits
from handlers.replies.facts import AnswerCall, Attend, KnownCall, KnownMeeting, KnownSlot, LastAct, Vote, Why
from handlers.replies.said import OF_A_MEETING, Meaning, Scope, Statement
from handlers.replies.things import Thing, groups, in_talk

SOON = 31
"""Days within which "den 15:e" needs no month where nothing waits."""


@dataclass(frozen=True, slots=True)
class Talk:
    """What the talk is of so far: all that may be answered, and what the statement before was said of."""

    now: datetime
    things: tuple[Thing, ...]
    last: LastAct | None = None
    before: tuple[Thing, ...] = ()
    week_of: date | None = None


def targets(said: Statement, talk: Talk) -> tuple[Thing, ...] | Why:
    """The things that the statement is said of, or why that can't be told."""
    if said.correcting:
        return _of_the_last(said, talk)
    board = said.board.casefold() if said.board else None
    possible = tuple(t for t in _answerable(said, talk.things) if board is None or t.board.casefold() == board)
    if said.days:
        return _on_the_days(said, possible, talk)
    if said.scope in (Scope.ALL, Scope.BOTH):
        return _all(said, possible)
    return _undated(said, possible, talk)


def near(said: Sequence[Statement], talk: Talk) -> tuple[Thing, ...]:
    """What to choose between: what is on the day named, where one statement names a day and something is on it."""
    if len(said) != 1 or not said[0].days:
        return talk.things
    days = said[0].days
    on = tuple(t for t in talk.things if any(fits(day, t.start, t.end, talk.now, talk.week_of) for day in days))
    return on or talk.things


def _answerable(said: Statement, things: Sequence[Thing]) -> tuple[Thing, ...]:
    """Those of a sort that such a statement may answer."""
    if said.meaning in OF_A_MEETING:
        return tuple(thing for thing in things if not isinstance(thing.known, KnownSlot))
    if said.meaning in (Meaning.SERVES, Meaning.SERVES_NOT):
        called = tuple(thing for thing in things if isinstance(thing.known, KnownCall))
        return called or tuple(t for t in things if isinstance(t.known, KnownMeeting) and not t.known.serves)
    return tuple(things)


def _of_the_last(said: Statement, talk: Talk) -> tuple[Thing, ...] | Why:
    """What the last gesture answered; only where that was one thing."""
    if said.days or said.scope is not Scope.NAMED or talk.last is None:
        return Why.WHICH if said.days or talk.last else Why.NOTHING_WAITS
    match talk.last.act:
        case Attend(meeting=number):
            found = [t for t in talk.things if isinstance(t.known, KnownMeeting) and t.known.id == number]
        case Vote(poll=number, answers=((slot, _),)):
            found = [t for t in talk.things if t.group == ("poll", number) and t.known.id == slot]
        case AnswerCall(call=number):
            found = [t for t in talk.things if isinstance(t.known, KnownCall) and t.known.id == number]
        case _:
            found = []
    return tuple(found) if len(found) == 1 else Why.WHICH


def _on_the_days(said: Statement, possible: Sequence[Thing], talk: Talk) -> tuple[Thing, ...] | Why:
    """What is on the days named. What shares the day but can't be meant so still makes it unclear."""
    found: list[Thing] = []
    for day in said.days:
        on = _on_a_day(day, said, possible, talk)
        if isinstance(on, Why):
            return on
        found += on
    return tuple(dict.fromkeys(found))


def _on_a_day(day: Day, said: Statement, possible: Sequence[Thing], talk: Talk) -> tuple[Thing, ...] | Why:
    if day.place is not None:
        return _placed(day.place, possible)
    fitting = [t for t in possible if fits(day, t.start, t.end, talk.now, talk.week_of)]
    on = tuple(thing for thing in fitting if _meant(day, thing, talk))
    if day.next_one and len(fitting) > 1:
        return Why.WHICH
    if not on:
        return Why.NO_SUCH_DAY
    on = _coming(day, on, talk.now)
    if len(on) == 1:
        return on
    whole_week = day.weekday is None and day.day is None and day.ahead is None and said.meaning is Meaning.CANNOT
    together = groups(on) == 1 or all(isinstance(thing.known, KnownMeeting) for thing in on)
    return on if together and (day.several or (whole_week and not day.half)) else Why.WHICH


def _meant(day: Day, thing: Thing, talk: Talk) -> bool:
    """A weekday alone is the coming one, unless it tells one proposed time from the others of its poll."""
    ahead = (thing.start.date() - talk.now.date()).days
    weekday_alone = day.weekday is not None and day == Day(
        weekday=day.weekday, half=day.half, next_one=day.next_one, several=day.several
    )
    if day.next_one:
        return _next_week(ahead, talk.now)
    if weekday_alone and not thing.poll:
        return 1 <= ahead <= 7 and not day.several
    if day.day is not None and day.month is None and day.weekday is None and not thing.waits:
        return ahead <= SOON
    return True


def _coming(day: Day, on: tuple[Thing, ...], now: datetime) -> tuple[Thing, ...]:
    """ "på fredag" is the coming one where something is on it, and not also the Fridays after."""
    soon = tuple(thing for thing in on if 1 <= (thing.start.date() - now.date()).days <= 7)
    alone = day == Day(weekday=day.weekday, half=day.half) and day.weekday is not None
    return soon if alone and soon else on


def _next_week(ahead: int, now: datetime) -> bool:
    """ "nästa fredag", where next week's is the only one that can be meant."""
    return 7 - now.weekday() <= ahead < 14 - now.weekday() and ahead > 7


def _placed(place: int, possible: Sequence[Thing]) -> tuple[Thing, ...] | Why:
    """ "det första": of the times of the only poll."""
    waiting = in_talk(possible)
    if groups(waiting) != 1 or not waiting[0].poll:
        return Why.WHICH
    at = place if place < 0 else place - 1
    slots = tuple(thing for thing in possible if thing.group == waiting[0].group)
    return (slots[at],) if at < len(slots) and len(slots) > 1 else Why.NO_SUCH_DAY


def _all(said: Statement, possible: Sequence[Thing]) -> tuple[Thing, ...] | Why:
    """All times of the one poll, or all meetings asked about; "båda" must be two, "alla tre" three."""
    waiting = in_talk(possible)
    one_poll = groups(waiting) == 1 and waiting[0].poll is not None
    meetings = waiting and all(isinstance(t.known, KnownMeeting) for t in waiting)
    certain = one_poll or (meetings and (len(waiting) == 1 or said.scope is Scope.BOTH or waiting[0].waits))
    if not certain:
        return Why.WHICH if waiting else Why.NOTHING_WAITS
    wanted = 2 if said.scope is Scope.BOTH else said.count
    return waiting if wanted is None or wanted == len(waiting) else Why.WHICH


def _undated(said: Statement, possible: Sequence[Thing], talk: Talk) -> tuple[Thing, ...] | Why:
    if talk.before and not said.board and said.scope is Scope.NAMED:
        return talk.before
    waiting = in_talk(possible)
    if not waiting or (said.brief and not waiting[0].waits):
        return Why.NOTHING_WAITS
    if groups(waiting) > 1:
        return Why.WHICH
    return waiting if len(waiting) == 1 or said.scope is Scope.AT_ALL else Why.WHICH_DAYS
