"""The cascade: which calls stand, which end, who is called next, where nobody is left (R2, R4, R7, R41). Pure.

The seats that want cover come from what the ledamöter have said; who is called for which is `fill`, so that a call
follows the board's own order and the most seats are filled. One who has been asked is never asked for another seat
meanwhile, and one who has accepted keeps the seat until the ledamot takes it back."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from handlers.attendance.facts import Call, MeetingAttendance
from handlers.attendance.rules import THERE, needs_cover
from handlers.attendance.timing import GRACE
from handlers.boards.seats import fill
from storage.words import Answer, CallState, Coming, Role

NO = frozenset({CallState.DECLINED, CallState.WITHDRAWN, CallState.TIMED_OUT})


@dataclass(frozen=True, slots=True)
class NewCall:
    """Somebody to be called. `at_once` after a time-out: nobody has made a slip."""

    seat: int
    person: int
    for_person: int | None
    at_once: bool


@dataclass(frozen=True)
class Plan:
    """What is to become of a meeting's calls."""

    reseat: tuple[tuple[int, int], ...] = ()
    """Call id → the seat of the same member that it moves to: one goes back to its ledamot while another is empty.
    The seat may be its own, when another ledamot has come to hold it."""
    release: tuple[int, ...] = ()
    """Asked or accepted, and no longer needed."""
    cancel: tuple[int, ...] = ()
    """Not sent yet, and no longer wanted."""
    new: tuple[NewCall, ...] = ()
    uncovered: tuple[int, ...] = ()
    """Seats for which nobody is left to call."""


def plan(facts: MeetingAttendance, engaged: Collection[int] = ()) -> Plan:
    """The calls as they should be. `engaged` are those who serve elsewhere at that time."""
    wanted = wanted_seats(facts)
    ersattare = set(facts.ersattare())
    mandated = {(m.person, m.huvudman) for m in facts.people.mandates if m.person in ersattare}
    owner = {seat.id: seat.huvudman for seat in facts.people.seats}
    valid = [
        call
        for call in facts.calls
        if call.live
        and (call.person, owner.get(call.seat)) in mandated
        and facts.answer(call.person) is not Coming.FORHINDER
    ]
    stands, reseat = _standing(facts, valid, wanted, owner)
    over = [call for call in facts.calls if call.live and call.id not in stands]
    open_seats = wanted - set(stands.values())
    new, uncovered = _next(facts, open_seats, stands, engaged)
    kept, over = _keep_unsent(over, new)
    return Plan(
        reseat=reseat,
        release=tuple(call.id for call in over if call.state is not CallState.WAITING),
        cancel=tuple(call.id for call in over if call.state is CallState.WAITING),
        new=tuple(one for one in new if (one.seat, one.person) not in kept),
        uncovered=uncovered,
    )


def wanted_seats(facts: MeetingAttendance) -> set[int]:
    """The seats that want an ersättare: the ledamot is away, or nobody holds it once people are asked."""
    if not facts.decides:
        return set()
    wanted = set()
    for seat, holder in facts.held.items():
        vacant = holder is None and (facts.asked or facts.notice)
        away = holder is not None and needs_cover(facts.said.get(holder), facts.start, facts.end)
        by_itself = facts.calls_itself and (vacant or away)
        if by_itself or _requested(facts, seat, holder):
            wanted.add(seat)
    return wanted


def _requested(facts: MeetingAttendance, seat: int, holder: int | None) -> bool:
    """Whether staff have asked for cover where nobody is called by itself; a no to it doesn't end the wish."""
    given_up = (CallState.CANCELLED, CallState.RELEASED)
    wishes = [call for call in facts.calls if call.on_request and call.seat == seat and call.state not in given_up]
    return any(not _met(facts, holder, wish) for wish in wishes)


def _met(facts: MeetingAttendance, holder: int | None, wish: Call) -> bool:
    """Whether the ledamot comes after all. Of a short absence staff knew if it had been said before they asked."""
    said = facts.said.get(holder) if holder is not None else None
    if said is None or said.answer not in THERE or needs_cover(said, facts.start, facts.end):
        return False
    return said.answer is not Coming.DELVIS or (said.at is not None and said.at > wish.created + GRACE)


def _comes(facts: MeetingAttendance, person: int | None) -> bool:
    return person is not None and facts.answer(person) in THERE


def _standing(
    facts: MeetingAttendance, valid: list[Call], wanted: set[int], owner: dict[int, int]
) -> tuple[dict[int, int], tuple[tuple[int, int], ...]]:
    """Call id → seat for the calls that have been sent and stand; and which of them move to another seat."""
    holders = facts.held
    sent = sorted((call for call in valid if _is_fixed(call)), key=_first_the_promised)
    stands = {call.id: call.seat for call in sent if call.seat in wanted}
    reseat = []
    for call in sent:
        if call.id in stands:
            continue
        free = sorted(wanted - set(stands.values()), key=lambda seat: (holders[seat] != call.for_person, seat))
        seat = next((seat for seat in free if owner[seat] == owner[call.seat]), None)
        if seat is not None:
            stands[call.id] = seat
            reseat.append((call.id, seat))
        elif call.state is CallState.ACCEPTED and not _comes(facts, holders.get(call.seat)):
            stands[call.id] = call.seat  # a new or silent ledamot: expected, not certain
    dealt_anew = [
        (call.id, call.seat)
        for call in sent
        if stands.get(call.id) == call.seat and call.for_person != holders[call.seat]
    ]
    return stands, (*reseat, *dealt_anew)


def _is_fixed(call: Call) -> bool:
    """Sent, or chosen by staff; any other may still be planned anew."""
    return call.state is not CallState.WAITING or call.on_request


def _first_the_promised(call: Call) -> tuple[bool, int]:
    return call.state is not CallState.ACCEPTED, call.id


def _next(
    facts: MeetingAttendance, open_seats: set[int], stands: dict[int, int], engaged: Collection[int]
) -> tuple[list[NewCall], tuple[int, ...]]:
    """Whom to call for the open seats, all at once, by `fill`; and the seats for which nobody is left."""
    if not open_seats:
        return [], ()
    taken = {call.person for call in facts.calls if call.id in stands}
    free = {person: Answer.KAN for person in candidates(facts) if person not in taken and person not in engaged}
    seats = [seat for seat in facts.people.seats if seat.id in open_seats]
    holders = facts.held
    filling = fill_open(facts, {seat.id for seat in seats}, free)
    new = [
        NewCall(seat, person, holders[seat], _after_time_out(facts, seat)) for seat, person in sorted(filling.items())
    ]
    return new, tuple(sorted(open_seats - set(filling)))


def fill_open(facts: MeetingAttendance, open_seats: Collection[int], free: dict[int, Answer]) -> dict[int, int]:
    """Seat → ersättare, for these seats: `fill` over the whole board with everybody else's seats taken."""
    holders = facts.held
    there = {holder: Answer.KAN for seat, holder in holders.items() if holder is not None and seat not in open_seats}
    filling = fill(facts.people.seats, facts.people.mandates, there | free, (), facts.people.order)
    return {
        one.seat: one.person
        for one in filling.served
        if one.seat in open_seats and one.person is not None and one.how is Role.ERSATTARE
    }


def candidates(facts: MeetingAttendance) -> list[int]:
    """Ersättare who may be called: nobody who has said no, before or when asked, or let the time run out."""
    no = {call.person for call in facts.calls if call.state in NO}
    return [person for person in facts.ersattare() if person not in no and facts.answer(person) is not Coming.FORHINDER]


def _after_time_out(facts: MeetingAttendance, seat: int) -> bool:
    earlier = [call for call in facts.calls if call.seat == seat and not call.live]
    return bool(earlier) and earlier[-1].state is CallState.TIMED_OUT


def _keep_unsent(over: list[Call], new: list[NewCall]) -> tuple[set[tuple[int, int]], list[Call]]:
    """Calls that wait to be sent and that the plan wants as they are: they keep their time."""
    wanted = {(one.seat, one.person, one.for_person) for one in new}
    unsent = [call for call in over if call.state is CallState.WAITING]
    kept = [call for call in unsent if (call.seat, call.person, call.for_person) in wanted]
    return {(call.seat, call.person) for call in kept}, [call for call in over if call not in kept]


def is_last(facts: MeetingAttendance, call: Call, engaged: Collection[int] = ()) -> bool:
    """Whether nobody else could be called if this one let the time run out: then they are never timed out (R7)."""
    live = {other.person for other in facts.calls if other.live}
    free = {p: Answer.KAN for p in candidates(facts) if p not in live and p not in engaged}
    return call.seat not in fill_open(facts, {call.seat}, free)


def may_accept(facts: MeetingAttendance, call: Call) -> bool:
    """Whether a yes to this call still wins: it is asked, or a late yes while nobody else has accepted (R7)."""
    if call.state is CallState.ASKED:
        return True
    if call.state not in NO or call.seat not in wanted_seats(facts):
        return False
    other = facts.call_for(call.seat)
    engaged = any(own.live and own.person == call.person for own in facts.calls)
    return not engaged and (other is None or other.state is not CallState.ACCEPTED)
