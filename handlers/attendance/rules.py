"""Who serves when, whether the board can decide, and how long somebody is away (R7, R9, R12, R25). Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import pairwise

from handlers.attendance.facts import MeetingAttendance, Said
from handlers.boards.seats import Filling, Served, presider, quorum
from storage.words import CallState, Coming, Role

SHORT = timedelta(minutes=60)
"""Absence of less than this calls nobody: the secretary hears of it (R7)."""
THERE = frozenset({Coming.KOMMER, Coming.DISTANS, Coming.DELVIS})


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of the meeting in which the same people serve; wall times."""

    start: datetime
    end: datetime
    filling: Filling


def absences(said: Said | None, start: datetime, end: datetime) -> list[tuple[datetime, datetime]]:
    """The parts of the meeting at which the person isn't there; none for one who has said nothing."""
    if said is None or said.answer is None or said.answer in (Coming.KOMMER, Coming.DISTANS):
        return []
    if said.answer is Coming.FORHINDER:
        return [(start, end)]
    first = min(max(_on(start, said.first), start), end) if said.first else start
    last = min(max(_on(start, said.last), start), end) if said.last else end
    return [(a, b) for a, b in ((start, first), (last, end)) if a < b]


def _on(day: datetime, at: time) -> datetime:
    return datetime.combine(day.date(), at)


def away(said: Said | None, start: datetime, end: datetime) -> timedelta:
    """How long the person isn't there, in all."""
    return sum((b - a for a, b in absences(said, start, end)), timedelta())


def needs_cover(said: Said | None, start: datetime, end: datetime) -> bool:
    """Whether an ersättare is called: förhinder for the whole meeting, or away an hour or more (R7)."""
    if said is not None and said.answer is Coming.FORHINDER:
        return True
    return away(said, start, end) >= SHORT


def stretches(facts: MeetingAttendance) -> tuple[Stretch, ...]:
    """The meeting cut where somebody comes or goes, each part with who serves in it.

    Counted on are those who have said that they come and the ersättare who have accepted; nobody who is silent."""
    cuts = {facts.start, facts.end}
    for said in facts.said.values():
        if said.answer is Coming.DELVIS:
            cuts.update(moment for span in absences(said, facts.start, facts.end) for moment in span)
    times = sorted(cuts)
    return tuple(Stretch(a, b, serving(facts, a)) for a, b in pairwise(times))


def serving(facts: MeetingAttendance, at: datetime) -> Filling:
    """Who serves which seat at a moment: a ledamot who is there before the ersättare who stands in (R9)."""
    served = []
    for seat in facts.people.seats:
        holder = facts.held[seat.id]
        call = facts.call_for(seat.id)
        if holder is not None and is_there(facts, holder, at):
            served.append(Served(seat.id, seat.huvudman, holder, Role.LEDAMOT, None))
        elif call is not None and call.state is CallState.ACCEPTED and is_there(facts, call.person, at, unless=True):
            served.append(Served(seat.id, seat.huvudman, call.person, Role.ERSATTARE, holder))
        else:
            served.append(Served(seat.id, seat.huvudman, None, None, holder))
    return Filling(tuple(sorted(served, key=lambda one: one.seat)))


def is_there(facts: MeetingAttendance, person: int, at: datetime, *, unless: bool = False) -> bool:
    """Whether the person has said that they are there then; `unless` takes silence for a yes (one who has accepted)."""
    said = facts.said.get(person)
    if said is None or said.answer is None:
        return unless
    return not any(a <= at < b for a, b in absences(said, facts.start, facts.end))


def weakest(facts: MeetingAttendance) -> Stretch:
    """The part of the meeting with the fewest seats filled; the first of equals."""
    return min(stretches(facts), key=lambda part: part.filling.filled)


def expected(facts: MeetingAttendance) -> int:
    """Seats whose ledamot has said nothing and for which nobody else serves: expected, not certain."""
    return sum(
        facts.answer(holder) is None for seat, holder in facts.held.items() if holder and not _served(facts, seat)
    )


def _served(facts: MeetingAttendance, seat: int) -> bool:
    call = facts.call_for(seat)
    return call is not None and call.state is CallState.ACCEPTED


def at_risk(facts: MeetingAttendance) -> bool:
    """Whether the board can't decide even if every silent ledamot comes and everybody who is asked says yes (R12)."""
    hoped = sum(_may_be_filled(facts, seat, holder) for seat, holder in facts.held.items())
    return hoped < quorum(len(facts.people.seats))


def _may_be_filled(facts: MeetingAttendance, seat: int, holder: int | None) -> bool:
    if facts.call_for(seat) is not None:
        return True
    return holder is not None and not needs_cover(facts.said.get(holder), facts.start, facts.end)


def chair_away(facts: MeetingAttendance) -> bool:
    """Whether the one who would preside, if all came, has said that they can't: the next must know (R25)."""
    mandates = facts.people.mandates
    usual = presider(mandates, facts.ledamoter())
    return usual is not None and needs_cover(facts.said.get(usual), facts.start, facts.end)


def who_presides(facts: MeetingAttendance) -> int | None:
    """The first in the order of offices who hasn't said that they can't (R25)."""
    able = [p for p in facts.ledamoter() if not needs_cover(facts.said.get(p), facts.start, facts.end)]
    return presider(facts.people.mandates, able)


def silent(facts: MeetingAttendance) -> list[int]:
    """The ledamöter who have said nothing."""
    return [person for person in facts.ledamoter() if facts.answer(person) is None]


def owes_answer(facts: MeetingAttendance, person: int) -> bool:
    """Whether the person has been asked and hasn't answered: a ledamot whether they come, an ersättare a call."""
    if person in facts.ledamoter():
        said = facts.said.get(person)
        return facts.asked and (said is None or said.answer is None or said.wants_back is not None)
    call = facts.call_of(person)
    return call is not None and call.state is CallState.ASKED
