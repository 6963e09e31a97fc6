"""What must hold of the calls to a meeting, counted from the rows by hand: nothing of the bot's own rules is used."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from storage.attendance import Attendance, CallIn
from storage.meetings import GONE
from storage.words import CallState, Coming, Role
from tests.attendance.living import LIVE, NO, Look

ZONE = ZoneInfo("Europe/Stockholm")
HOUR, STEP = timedelta(hours=1), timedelta(minutes=15)
MORNING, EVENING = time(7), time(21)


def wall(moment: datetime) -> datetime:
    return moment.astimezone(ZONE).replace(tzinfo=None)


def by_day(moment: datetime) -> bool:
    return MORNING <= wall(moment).time() < EVENING


def holders(look: Look) -> dict[int, int | None]:
    """Seat → ledamot: a member's ledamöter by id hold its seats by id."""
    found: dict[int, int | None] = {}
    for member in set(look.seats.values()):
        people = sorted(
            one.person_id for one in look.mandates if one.role is Role.LEDAMOT and one.huvudman_id == member
        )
        seats = sorted(seat for seat, owner in look.seats.items() if owner == member)
        found |= dict(zip(seats, [*people, *[None] * len(seats)], strict=False))
    return found


def current(look: Look) -> list[CallIn]:
    """The calls to the meeting at the time that holds."""
    return [call for call in look.calls if call.time_rev == look.meeting.time_rev]


def live(look: Look) -> list[CallIn]:
    return [call for call in look.calls if call.state in LIVE]


def moments(look: Look) -> list[datetime]:
    """Every quarter of the meeting, on the wall."""
    count = (look.meeting.end - look.meeting.start) // STEP
    return [look.meeting.start + n * STEP for n in range(count)]


def present(said: Attendance | None, at: datetime, silent: bool = False) -> bool:
    """Whether they have said that they are there then; `silent`: what it means to have said nothing."""
    if said is None or said.answer is None:
        return silent
    if said.answer is Coming.FORHINDER:
        return False
    if said.answer is Coming.DELVIS:
        return (said.first or time.min) <= at.time() < (said.last or time.max)
    return True


def absence(look: Look, person: int) -> timedelta:
    """How much of the meeting they have said that they miss."""
    return STEP * sum(not present(look.said.get(person), at, silent=True) for at in moments(look))


def wants_cover(look: Look, seat: int, holder: int | None) -> bool:
    """Away an hour or more; nobody appointed, once people are asked; or staff have asked for cover."""
    if look.by_itself and holder is None and (look.meeting.asked_at or look.meeting.notice_at):
        return True
    if look.by_itself and holder is not None and absence(look, holder) >= HOUR:
        return True
    return any(_wished(look, holder, call) for call in current(look) if call.seat_id == seat and call.on_request)


def _wished(look: Look, holder: int | None, call: CallIn) -> bool:
    if call.state in (CallState.CANCELLED, CallState.RELEASED):
        return False
    said = look.said.get(holder) if holder is not None else None
    if said is None or said.answer is None:
        return True
    known = said.answered_at <= call.created_at + timedelta(minutes=1)
    missed = absence(look, said.person_id)
    return missed >= HOUR or (missed > timedelta() and known)


def wanting(look: Look) -> dict[int, int | None]:
    """The seats that want cover, and who holds them."""
    return {seat: holder for seat, holder in holders(look).items() if wants_cover(look, seat, holder)}


def standing_by(look: Look, member: int) -> list[int]:
    """The member's ersättare who could be asked now: no no, no call."""
    seated = {one.person_id for one in look.mandates if one.role is Role.LEDAMOT}
    gone = {call.person_id for call in current(look) if call.state in (*NO, *LIVE)}
    return [
        one.person_id
        for one in look.mandates
        if one.role is Role.ERSATTARE and one.huvudman_id == member and one.person_id not in seated | gone
        if absence(look, one.person_id) < look.meeting.end - look.meeting.start
    ]


def filled(look: Look) -> list[int]:
    """How many seats have somebody in them, each quarter of the meeting."""
    accepted = {call.seat_id: call.person_id for call in current(look) if call.state is CallState.ACCEPTED}
    return [
        sum(
            (holder is not None and present(look.said.get(holder), at))
            or (seat in accepted and present(look.said.get(accepted[seat]), at, silent=True))
            for seat, holder in holders(look).items()
        )
        for at in moments(look)
    ]


def over_or_off(look: Look) -> bool:
    return look.meeting.status in GONE or look.now >= look.meeting.start_at


def wrong(look: Look) -> list[str]:
    """Everything that is not as it should be, in words."""
    return [*_doubled(look), *_misplaced(look), *_at_night(look), *([] if over_or_off(look) else _astray(look))]


def _doubled(look: Look) -> list[str]:
    calls = live(look)
    found = [f"seat {one} has two live calls" for one, n in Counter(call.seat_id for call in calls).items() if n > 1]
    found += [f"{one} is called to two seats" for one, n in Counter(call.person_id for call in calls).items() if n > 1]
    names = Counter(row.name for row in look.letters)
    return found + [f"{name} was told twice" for name, n in names.items() if n > 1]


def _misplaced(look: Look) -> list[str]:
    if look.meeting.status in GONE:
        return [f"call {call.id} lives though the meeting is off" for call in live(look)]
    if over_or_off(look):  # the roster may change when all is over
        return [f"call {call.id} still waits" for call in live(look) if call.state is not CallState.ACCEPTED]
    stand_in = {(one.person_id, one.huvudman_id) for one in look.mandates if one.role is Role.ERSATTARE}
    ledamoter = {one.person_id for one in look.mandates if one.role is Role.LEDAMOT}
    found = []
    for call in live(look):
        if call.time_rev != look.meeting.time_rev:
            found.append(f"call {call.id} is to a time that no longer holds")
        if (call.person_id, look.seats[call.seat_id]) not in stand_in or call.person_id in ledamoter:
            found.append(f"{call.person_id} is no ersättare for seat {call.seat_id}")
        if call.for_person_id != holders(look)[call.seat_id]:
            found.append(f"call {call.id} is for another than who holds the seat")
    return found


def _at_night(look: Look) -> list[str]:
    found = [f"call {call.id} is to be asked at {wall(call.ask_at)}" for call in look.calls if not by_day(call.ask_at)]
    cards = [row for row in look.letters if row.view == "attendance.call"]
    return found + [f"{row.name} went at {wall(row.created_at)}" for row in cards if not by_day(row.created_at)]


def _astray(look: Look) -> list[str]:
    """Calls and seats that don't match, before the meeting begins."""
    seats, held = wanting(look), holders(look)
    found = []
    for call in live(look):
        holder = held[call.seat_id]
        silent = holder is not None and (holder not in look.said or look.said[holder].answer is None)
        if call.seat_id not in seats and not (call.state is CallState.ACCEPTED and silent):
            found.append(f"call {call.id} is for a seat whose ledamot comes")
        if call.person_id in look.said and look.said[call.person_id].answer is Coming.FORHINDER:
            found.append(f"{call.person_id} is called and can't")
        if call.state is CallState.ASKED and call.answer_by <= look.now:
            rest = standing_by(look, look.seats[call.seat_id])
            found += [f"call {call.id} has run out and {rest} could be asked"] if rest else []
            found += [f"call {call.id} has run out and nobody was reminded"] if call.chased_at is None else []
    covered = {call.seat_id for call in live(look)}
    for seat in seats.keys() - covered:
        if (rest := standing_by(look, look.seats[seat])) and _time_to_ask(look):
            found.append(f"nobody is called for seat {seat} though {rest} could be")
    for person, said in look.said.items():
        serves = {call.seat_id for call in current(look) if call.state is CallState.ACCEPTED}
        if said.wants_back and person not in {held[seat] for seat in serves if seat in held}:
            found.append(f"{person} waits for a second question, and nobody serves for them")
    return found


def _time_to_ask(look: Look) -> bool:
    """Whether an hour of the day at which people are asked comes before the meeting begins."""
    if by_day(look.now):
        return True
    now = wall(look.now)
    day = now.date() if now.time() < MORNING else now.date() + timedelta(days=1)
    return datetime.combine(day, MORNING) < look.meeting.start
