"""Several statements as one: what leans on what, each resolved, and what is said of the same thing put together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from handlers.replies.answers import Answered, NotInPlace, answer, together
from handlers.replies.facts import Act, Vote, Why
from handlers.replies.said import NEGATIVE, OF_A_MEETING, POSITIVE, Meaning, Scope, Statement
from handlers.replies.targets import Talk, targets
from handlers.replies.things import Thing

M = Meaning
_ANSWERS = POSITIVE | {M.CANNOT, M.RATHER_NOT}


def joined(said: Sequence[Statement]) -> list[Statement] | None:
    """Days that stand alone joined to what they belong to; None where they belong nowhere."""
    found: list[Statement] = []
    waiting: Statement | None = None
    for one in _without_yes(said):
        if waiting is not None:
            if one.days or one.scope is not Scope.NAMED or one.meaning in (M.DAYS, M.NOT_DAYS):
                return None
            one, waiting = replace(one, days=waiting.days), None
        if one.meaning is M.DAYS and not found:
            waiting = one
        elif one.meaning in (M.DAYS, M.NOT_DAYS):
            following = _more(one, found)
            if following is None:
                return None
            found = following
        else:
            found.append(one)
    return found if waiting is None else None


def _without_yes(said: Sequence[Statement]) -> list[Statement]:
    """ "Ja, jag kommer": the yes goes where what stands beside it says as much."""
    found: list[Statement] = []
    for at, one in enumerate(said):
        beside = said[at + 1] if at == 0 and len(said) > 1 else said[at - 1] if at else None
        if beside is None or one.days or one.correcting or not _agrees(one.meaning, beside.meaning):
            found.append(one)
    return found


def _agrees(short: Meaning, beside: Meaning) -> bool:
    if short in (M.YES, M.UP):
        return beside in POSITIVE - {M.YES, M.UP} or beside in OF_A_MEETING - {M.SUBSTITUTE, M.NOT_IN_PLACE}
    return short in (M.NO, M.DOWN) and beside in NEGATIVE - {M.NO, M.DOWN, M.NOT_DAYS}


def _more(one: Statement, found: list[Statement]) -> list[Statement] | None:
    """ "…, torsdag" goes on with what was said; "men torsdag" and "inte torsdag" turn it round."""
    before = found[-1] if found else None
    if before is None:
        return [replace(one, meaning=M.CANNOT, bare=True)]
    if before.meaning not in _ANSWERS or before.scope is not Scope.NAMED:
        return None
    if one.meaning is M.NOT_DAYS:
        turned = before.meaning is not M.CANNOT or not one.contrasted
        return [*found, replace(one, meaning=M.CANNOT, bare=False)] if turned and before.days else None
    if one.contrasted:
        return [*found, replace(one, meaning=M.CAN, bare=False)] if before.meaning is M.CANNOT else None
    if not before.days:
        return [*found[:-1], replace(before, days=one.days)]
    return [*found, replace(one, meaning=before.meaning, bare=before.bare)]


def acts(said: Sequence[Statement], talk: Talk) -> tuple[Act, ...] | Why:
    """What all statements come to, by time; the first thing that stands in the way otherwise."""
    if {M.IN_PLACE, M.LINK} <= {one.meaning for one in said}:
        return Why.CONTRADICTION
    answered: dict[Thing, Answered] = {}
    rest_last = sorted(said, key=lambda one: one.scope is Scope.REST)
    for one in rest_last:
        pairs = _answers(one, talk, tuple(answered))
        if isinstance(pairs, Why):
            return pairs
        for thing, act in pairs:
            answered[thing] = together(answered[thing], act, one.contrasted) if thing in answered else act
        talk = _went_on(one, talk, tuple(thing for thing, _ in pairs))
    return _as_acts(answered)


def _went_on(one: Statement, talk: Talk, spoken_of: tuple[Thing, ...]) -> Talk:
    week_of = spoken_of[0].start.date() if one.days and spoken_of else talk.week_of
    return replace(talk, before=spoken_of, week_of=week_of)


def _answers(one: Statement, talk: Talk, mentioned: Sequence[Thing]) -> list[tuple[Thing, Answered]] | Why:
    """The statement's answers to the things that it is said of."""
    if one.scope in (Scope.ONLY, Scope.EXCEPT, Scope.REST):
        return _of_a_poll(one, talk, mentioned)
    found = targets(one, talk)
    return found if isinstance(found, Why) else [(thing, answer(one, thing)) for thing in found]


def _of_a_poll(one: Statement, talk: Talk, mentioned: Sequence[Thing]) -> list[tuple[Thing, Answered]] | Why:
    """ "bara", "utom", "övriga": all times of one poll, those named on one side and the others on the other."""
    named = targets(replace(one, scope=Scope.NAMED), talk) if one.days else tuple(mentioned)
    if isinstance(named, Why):
        return named
    polls = {thing.group for thing in named}
    turnable = one.meaning in POSITIVE or one.scope is Scope.REST
    if len(polls) != 1 or any(thing.poll is None for thing in named) or not turnable:
        return Why.UNSURE
    others = [thing for thing in talk.things if thing.group in polls and thing not in named]
    opposite = replace(one, meaning=M.CANNOT)
    match one.scope:
        case Scope.ONLY:
            return [(t, answer(one, t)) for t in named] + [(t, answer(opposite, t)) for t in others]
        case Scope.EXCEPT:
            return [(t, answer(opposite, t)) for t in named] + [(t, answer(one, t)) for t in others]
    return [(thing, answer(one, thing)) for thing in others] if others else Why.UNSURE


def _as_acts(answered: dict[Thing, Answered]) -> tuple[Act, ...] | Why:
    """By time; the answers to one poll's times are one act."""
    whys = [act for act in answered.values() if isinstance(act, Why)]
    if whys or not answered:
        return whys[0] if whys else Why.UNSURE
    found: dict[tuple[str, int], Act] = {}
    for thing in sorted(answered, key=lambda t: (t.start, t.group, t.known.id)):
        act = answered[thing]
        if isinstance(act, NotInPlace | Why):
            return Why.UNSURE
        found[thing.group] = _one_vote(found.get(thing.group), act)
    return tuple(found.values())


def _one_vote(before: Act | None, act: Act) -> Act:
    if isinstance(before, Vote) and isinstance(act, Vote):
        return Vote(act.poll, tuple(sorted((*before.answers, *act.answers))))
    return act
