"""Boards and meetings as frozen values, for the tests of who is called: a Friday in October, from nine to twelve."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from handlers.attendance.calls import NewCall, Plan, plan
from handlers.attendance.facts import Call, MeetingAttendance, Said
from handlers.boards.facts import Composition
from storage.words import (
    CallState,
    Coming,
    ErsattareOrder,
    HuvudmanFacts,
    HuvudmanKind,
    MandateFacts,
    MeetingKind,
    MeetingMode,
    MeetingStatus,
    Office,
    Role,
    SeatFacts,
)

ZONE = ZoneInfo("Europe/Stockholm")
START, END = datetime.fromisoformat("2026-10-09 09:00"), datetime.fromisoformat("2026-10-09 12:00")
BEFORE = datetime(2026, 10, 1, 8, tzinfo=UTC)
"""When everything was said and everybody called, unless a test says otherwise."""
HABO, MULLSJO, REGION = 1, 2, 3


def ledamot(person: int, huvudman: int = HABO, office: Office | None = None, party: str | None = None) -> MandateFacts:
    return MandateFacts(person, huvudman, Role.LEDAMOT, office=office, party=party)


def ersattare(
    person: int, rank: int | None, huvudman: int = HABO, own: int | None = None, party: str | None = None
) -> MandateFacts:
    """`own`: the ledamot whose personal ersättare this is."""
    return MandateFacts(person, huvudman, Role.ERSATTARE, rank, own, party=party)


def seat(huvudman: int, number: int = 1) -> int:
    return 10 * huvudman + number


def held_by(huvudman: int, number: int = 1) -> int:
    """Who holds that seat on a board of `even` members."""
    return 100 * huvudman + number


def stands_in(huvudman: int, rank: int = 1) -> int:
    """The ersättare with that rank on a board of `even` members."""
    return 100 * huvudman + 50 + rank


def even(members: int, seats: int = 2, ersattare_each: int = 2) -> tuple[list[SeatFacts], list[MandateFacts]]:
    """A board whose members each have so many seats and ersättare."""
    owners = range(1, members + 1)
    mandates = [ledamot(held_by(owner, n), owner) for owner in owners for n in range(1, seats + 1)]
    mandates += [ersattare(stands_in(owner, n), n, owner) for owner in owners for n in range(1, ersattare_each + 1)]
    return [SeatFacts(seat(owner, n), owner) for owner in owners for n in range(1, seats + 1)], mandates


def says(
    person: int, coming: Coming | None, first: str | None = None, last: str | None = None, at: datetime = BEFORE
) -> Said:
    since, until = (time.fromisoformat(hour) if hour else None for hour in (first, last))
    return Said(person, coming, since, until, at=at)


def away(*people: int) -> list[Said]:
    return [says(person, Coming.FORHINDER) for person in people]


def call(
    number: int,
    seat: int,
    person: int,
    state: CallState = CallState.ASKED,
    for_person: int | None = None,
    on_request: bool = False,
) -> Call:
    """A call that was made long ago; `number` is its place in the order of calls."""
    by = BEFORE + timedelta(days=2)
    return Call(number, seat, person, for_person, state, BEFORE, by, BEFORE, on_request)


def meeting(
    board: tuple[Sequence[SeatFacts], Sequence[MandateFacts]],
    said: Iterable[Said] = (),
    calls: Iterable[Call] = (),
    *,
    order: ErsattareOrder = ErsattareOrder.LIST,
    asked: bool = False,
    kind: MeetingKind = MeetingKind.SAMMANTRADE,
    calls_itself: bool = True,
) -> MeetingAttendance:
    """A meeting of that board; a call is for whoever holds its seat."""
    seats, mandates = board
    owners = sorted({one.huvudman for one in seats})
    members = tuple(HuvudmanFacts(owner, f"Kommun {owner}", HuvudmanKind.KOMMUN) for owner in owners)
    facts = MeetingAttendance(
        id=1,
        board_id=1,
        board="Södra Vätterbygden",
        title="Styrelsemöte",
        kind=kind,
        mode=MeetingMode.FYSISKT,
        status=MeetingStatus.PRELIMINAR,
        start=START,
        end=END,
        begins=START.replace(tzinfo=ZONE).astimezone(UTC),
        ends=END.replace(tzinfo=ZONE).astimezone(UTC),
        place=None,
        link=None,
        year=2026,
        rev=1,
        shape_rev=1,
        time_rev=1,
        people=Composition(date(2026, 10, 9), tuple(seats), tuple(mandates), members, (), order),
        said={one.person: one for one in said},
        calls=(),
        names={},
        phones={},
        distance=None,
        asked=asked,
        notice=False,
        calls_itself=calls_itself,
    )
    known = [replace(one, for_person=one.for_person or facts.held.get(one.seat)) for one in calls]
    return replace(facts, calls=tuple(known))


def called(facts: MeetingAttendance) -> dict[int, int]:
    """Seat → the ersättare whom the plan calls anew."""
    return {new.seat: new.person for new in plan(facts).new}


def new(seat: int, person: int, for_person: int | None, at_once: bool = False) -> NewCall:
    return NewCall(seat, person, for_person, at_once)


NOTHING = Plan()
