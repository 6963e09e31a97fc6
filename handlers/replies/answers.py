"""What is said of a thing → the act that answers it, or why there is none."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, time

from handlers.replies.facts import AnswerCall, Attend, KnownCall, KnownMeeting, KnownPoll, KnownSlot, Vote, Why
from handlers.replies.figures import Clock
from handlers.replies.said import NEGATIVE, Meaning, Statement
from handlers.replies.things import Thing
from storage.words import Answer, Coming

M = Meaning


@dataclass(frozen=True, slots=True)
class NotInPlace:
    """Won't be in the room: at a distance or not at all, which another clause must say."""

    meeting: int


Answered = Attend | AnswerCall | Vote | NotInPlace | Why

_SLOT = {
    **dict.fromkeys((M.CAN, M.COMES, M.YES, M.UP), Answer.KAN),
    **dict.fromkeys((M.CANNOT, M.NO, M.DOWN), Answer.KAN_INTE),
    M.RATHER_NOT: Answer.HELST_INTE,
}
_CALL = {
    **dict.fromkeys((M.CAN, M.COMES, M.YES, M.UP, M.SERVES), True),
    **dict.fromkeys((M.CANNOT, M.NO, M.DOWN, M.SERVES_NOT), False),
}


def answer(said: Statement, thing: Thing) -> Answered:
    """The act by which the statement answers the thing."""
    if said.clock and said.meaning in _LABELLED and not _is_at(said, thing):
        return Why.WHAT_TIME
    match thing.known:
        case KnownSlot() as slot if thing.poll:
            return _vote(said, slot, thing.poll)
        case KnownCall() as call:
            return AnswerCall(call.id, _CALL[said.meaning]) if said.meaning in _CALL else Why.UNSURE
        case KnownMeeting() as meeting if meeting.serves:
            return _attend(said, meeting)
        case KnownMeeting() as meeting:
            return _stand_in(said, meeting)
        case _:
            return Why.UNSURE


_LABELLED = frozenset({M.CAN, M.COMES, M.IN_PLACE, M.CANNOT, M.RATHER_NOT, M.LINK, M.YES, M.NO, M.NOT_IN_PLACE})
"""A time beside these tells which meeting is meant; it must be the time at which it begins."""


def _is_at(said: Statement, thing: Thing) -> bool:
    """ "kan inte kl 9", with no day: not at the start, or not at all?"""
    if said.clock is None or (said.meaning in NEGATIVE and not said.days):
        return False
    return _on_wall(said.clock, thing.start, thing.end, also_at_start=True) == _wall(thing.start)


def _vote(said: Statement, slot: KnownSlot, poll: KnownPoll) -> Answered:
    if said.meaning is M.BETWEEN and said.clock and said.until:
        whole = _on_wall(said.clock, slot.start, slot.end, also_at_start=True) == _wall(slot.start)
        return Vote(poll.id, ((slot.id, Answer.KAN),)) if whole and _ends(said.until, slot) else Why.WHAT_TIME
    return Vote(poll.id, ((slot.id, _SLOT[said.meaning]),)) if said.meaning in _SLOT else Why.UNSURE


def _ends(until: Clock, slot: KnownSlot | KnownMeeting) -> bool:
    return until.minutes in (_wall(slot.end), _wall(slot.end) - 12 * 60)


def _stand_in(said: Statement, meeting: KnownMeeting) -> Answered:
    """An ersättare who isn't called: may serve, or may not. "Kommer" could also be to listen."""
    if said.meaning in (M.CAN, M.SERVES):
        return Attend(meeting.id, Coming.KOMMER)
    return Attend(meeting.id, Coming.FORHINDER) if said.meaning in (M.CANNOT, M.SERVES_NOT) else Why.UNSURE


def _attend(said: Statement, meeting: KnownMeeting) -> Answered:
    match said.meaning:
        case _ if said.bare:
            return Why.UNSURE
        case M.CAN | M.COMES | M.IN_PLACE | M.UP:
            return Attend(meeting.id, Coming.KOMMER)
        case M.CANNOT | M.DOWN | M.SUBSTITUTE:
            return Attend(meeting.id, Coming.FORHINDER)
        case M.LINK if meeting.digital:
            return Attend(meeting.id, Coming.KOMMER)
        case M.LINK:
            return Attend(meeting.id, Coming.DISTANS) if meeting.distance else Why.NO_DISTANCE
        case M.NOT_IN_PLACE:
            return NotInPlace(meeting.id) if not meeting.digital else Why.UNSURE
        case M.LATE | M.LEAVES | M.FROM | M.UNTIL | M.BETWEEN | M.PART:
            return _part(said, meeting)
    # "Ja" and "nej" alone may answer "Kommer du?" as well as "Har du förhinder?".
    return Why.UNSURE


def _part(said: Statement, meeting: KnownMeeting) -> Answered:
    """There from, there until; a time outside the meeting is asked about."""
    start, end = _wall(meeting.start), _wall(meeting.end)
    first, last = _bounds(said, meeting)
    if first is None and last is None:
        return Why.WHAT_TIME
    if (first is None or first == start) and (last is None or last == end):
        return Attend(meeting.id, Coming.KOMMER)
    inside = all(start < at < end for at in (first, last) if at is not None and at not in (start, end))
    if not inside or (first is not None and last is not None and first >= last) or first == end or last == start:
        return Why.WHAT_TIME
    first, last = None if first == start else first, None if last == end else last
    return Attend(meeting.id, Coming.DELVIS, _time(first), _time(last))


def _bounds(said: Statement, meeting: KnownMeeting) -> tuple[int | None, int | None]:
    """Minutes after midnight on the meeting's wall."""
    at = _on_wall(said.clock, meeting.start, meeting.end, also_at_start=True) if said.clock else None
    match said.meaning:
        case M.LATE if said.minutes:
            return _wall(meeting.start) + said.minutes, None
        case M.LEAVES if said.minutes:
            return None, _wall(meeting.end) - said.minutes
        case M.FROM:
            return at, None
        case M.UNTIL:
            return None, at
        case M.BETWEEN if said.until:
            return at, _on_wall(said.until, meeting.start, meeting.end, also_at_start=False)
    return None, None


def _on_wall(clock: Clock, start: datetime, end: datetime, also_at_start: bool) -> int:
    """ "kl 3" at a meeting in the afternoon is 15.00: the only hour of the two that lies within it."""
    later = clock.minutes + 12 * 60
    first = _wall(start) if also_at_start else _wall(start) + 1
    shifts = clock.loose and not first <= clock.minutes <= _wall(end) and first <= later <= _wall(end)
    return later if shifts else clock.minutes


def _wall(at: datetime) -> int:
    return at.hour * 60 + at.minute


def _time(minutes: int | None) -> time | None:
    return None if minutes is None else time(minutes // 60, minutes % 60)


def together(one: Answered, other: Answered, contrasted: bool) -> Answered:
    """Two answers to the same thing as one. `contrasted`: a "men" stands between them."""
    match one, other:
        case (Why() as why, _) | (_, Why() as why):
            return why
        case (a, b) if a == b:
            return a
        case (NotInPlace(), Attend(coming=Coming.DISTANS | Coming.FORHINDER) as act):
            return act
        case (Attend(coming=Coming.DISTANS | Coming.FORHINDER) as act, NotInPlace()):
            return act
        case (Attend(coming=Coming.FORHINDER), Attend(coming=Coming.DISTANS) as act) if contrasted:
            return act
        case (Attend() as a, Attend() as b):
            return _attended(a, b)
        case (Vote(answers=((_, Answer.KAN),)), Vote(answers=((_, Answer.HELST_INTE),)) as act):
            return act
    return Why.CONTRADICTION


def _attended(one: Attend, other: Attend) -> Attend | Why:
    """ "kommer" and then how: at a distance, or a part of it; two parts are one."""
    if one.coming is Coming.KOMMER and other.coming in (Coming.DISTANS, Coming.DELVIS):
        return other
    if other.coming is Coming.KOMMER and one.coming in (Coming.DISTANS, Coming.DELVIS):
        return one
    parts = one.coming is other.coming is Coming.DELVIS
    clash = (one.first and other.first and one.first != other.first) or (
        one.last and other.last and one.last != other.last
    )
    if not parts or clash:
        return Why.CONTRADICTION
    whole = replace(one, first=one.first or other.first, last=one.last or other.last)
    return Why.WHAT_TIME if whole.first and whole.last and whole.first >= whole.last else whole
