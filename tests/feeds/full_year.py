"""A board's year with everything that happens to meetings, made by the real actions: booked with reserve dates, one
moved, one called off, one on its reserve date, one decided, a working day, one by video, and a question still open."""

from __future__ import annotations

from dataclasses import replace

from sqlmodel import select

from handlers.meetings import actions
from handlers.meetings.actions import Change, Wanted
from handlers.meetings.reading import announced_now
from handlers.meetings.rules import Announced
from handlers.polls.actions import answer
from storage.meetings import Meeting
from storage.words import Answer, MeetingKind, MeetingMode
from tests.feeds.seeded import House, time, wall

MAINS = ("2026-10-08 09:00", "2026-11-05 09:00", "2026-12-03 09:00", "2027-02-04 09:00", "2027-04-01 09:00")
RESERVES = ("2026-10-15 09:00", "2026-11-12 09:00", "2026-12-10 09:00", "2027-02-11 09:00", "2027-04-08 09:00")
VIDEO = "https://meet.example/möte?rum=1&kod=a,b;c"
PUBLIC_ENTRIES, INSIDE_ENTRIES = 11, 13
"""Ten booked, one of them used up, and two made directly; inside the two open times as well."""


def a_full_year(home: House) -> None:
    """Each gesture on a day of its own, so that what changed when can be told apart."""
    mains = [time(start) for start in MAINS]
    reserves = [time(start, reserve_for=place) for place, start in enumerate(RESERVES)]
    home.books(home.asks("Styrelsemöte", *mains, *reserves), *range(len(MAINS)))
    home.clock.advance(days=1)
    moved = _meeting(home, MAINS[0])
    elsewhen = replace(announced_now(moved), start=wall("2026-10-09 13:00"), end=wall("2026-10-09 16:00"))
    home.does(actions.change, home.siv, moved.id, moved.sequence, Wanted(moved.kind, elsewhen))
    for start, gesture in ((MAINS[1], actions.cancel), (MAINS[2], actions.use_reserve), (MAINS[3], actions.decided)):
        home.clock.advance(days=1)
        _does(home, gesture, start)
    _makes(home, MeetingKind.ARBETSDAG, "Arbetsdag", "2026-11-25 09:00", "2026-11-25 16:00", MeetingMode.FYSISKT)
    _makes(home, MeetingKind.SAMMANTRADE, "Budgetmöte", "2027-01-14 13:00", "2027-01-14 15:00", MeetingMode.DIGITALT)
    _asks_more(home)


def _asks_more(home: House) -> None:
    """Anna can on the first of two times and not on the other."""
    poll = home.asks("Extra möte", time("2026-10-20 13:00"), time("2026-10-21 13:00"))
    home.clock.advance(days=1)
    first, second = home.slots(poll)
    home.does(answer, home.anna, poll, {first: Answer.KAN, second: Answer.KAN_INTE})


def _meeting(home: House, start: str) -> Meeting:
    query = select(Meeting).where(Meeting.start == wall(start))
    return home.database.read_now(lambda session: session.exec(query).one())


def _does(home: House, gesture: Change, start: str) -> None:
    meeting = _meeting(home, start)
    home.does(gesture, home.siv, meeting.id, meeting.sequence)


def _makes(home: House, kind: MeetingKind, title: str, start: str, end: str, mode: MeetingMode) -> None:
    home.clock.advance(days=1)
    digital = mode is MeetingMode.DIGITALT
    facts = Announced(title, wall(start), wall(end), None if digital else "Visingsö", mode, VIDEO if digital else None)
    home.does(actions.make, home.siv, home.board, Wanted(kind, facts))
