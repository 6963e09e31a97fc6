"""Putting a question about dates, adding times to it, and whom it goes to: what changes, in one transaction each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from sqlmodel import Session

from handlers.boards.actions import require_runner
from handlers.boards.people import People, zone
from handlers.calendar_days import to_utc
from handlers.errors import Refusal
from handlers.polls import ended
from handlers.polls.actions import open_poll
from handlers.polls.dates.values import MAX_MAINS
from handlers.run import Who
from storage import polls, trail
from storage.boards import Board, calendar_changed, touch
from storage.polls import Asked, Poll, Slot
from storage.words import MeetingKind, MeetingMode


@dataclass(frozen=True, slots=True)
class ProposedTime:
    """One time to ask about, in the board's wall time; `reserve_for` is the position of its main time."""

    start: datetime
    end: datetime
    note: str | None = None
    reserve_for: int | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is to be asked. `deadline` is the board's wall time; `several`: each time is to become a meeting."""

    title: str
    place: str | None
    mode: MeetingMode
    deadline: datetime
    times: tuple[ProposedTime, ...]
    kind: MeetingKind = MeetingKind.SAMMANTRADE
    several: bool = False


@dataclass(frozen=True, slots=True)
class Asking:
    """What has been asked of how many."""

    poll: int
    people: int


def ask(session: Session, now: datetime, who: Who, board_id: int, proposal: Proposal) -> Asking:
    """Puts the question to every ledamot and ersättare who may sit on any of its days (R41)."""
    board = session.get_one(Board, board_id)
    touch(session, board)
    require_runner(session, now, board, who)
    people = _may_sit(People(session, board), proposal.times)
    if not people:
        raise Refusal(ended.nobody_to_ask)
    poll = _new_poll(session, now, who, board, proposal)
    _put_times(session, now, poll, proposal.times)
    session.add_all(Asked(poll_id=poll.id, person_id=person) for person in sorted(people))
    session.flush()
    calendar_changed(board, now)
    trail.note(session, now, board.id, who.person, "poll.asked", poll=poll.id, times=len(proposal.times))
    return Asking(poll.id, len(people))


def add_times(
    session: Session, now: datetime, who: Who, poll_id: int, times: Sequence[ProposedTime], deadline: datetime
) -> Asking:
    """Puts further times to everybody who may sit on their days; what has been answered stands.

    Raises Refusal for a time that is there already, and for more times than fit."""
    poll = open_poll(session, now, poll_id)
    board = session.get_one(Board, poll.board_id)
    require_runner(session, now, board, who)
    there = polls.slots(session, poll.id)
    _refuse_doubles(there, times)
    poll.turns += 1
    poll.asked_at, poll.deadline_at = now, _deadline(board, deadline, now)
    poll.rev, poll.shape_rev = poll.rev + 1, poll.shape_rev + 1
    _put_times(session, now, poll, times, first=len(there))
    ask_whoever_may_sit(session, board, poll)
    calendar_changed(board, now)
    trail.note(session, now, board.id, who.person, "poll.times_added", poll=poll.id, times=len(times))
    return Asking(poll.id, len(_may_sit(People(session, board), times)))


def _refuse_doubles(there: Sequence[Slot], times: Sequence[ProposedTime]) -> None:
    known = {(slot.start, slot.end) for slot in there}
    if any((time.start, time.end) in known for time in times):
        raise Refusal(ended.time_is_there, field="dates")
    mains = [slot for slot in there if slot.reserve_for_id is None]
    if len(mains) + sum(time.reserve_for is None for time in times) > MAX_MAINS:
        raise Refusal(ended.too_many_times, field="dates")


def ask_whoever_may_sit(session: Session, board: Board, poll: Poll) -> set[int]:
    """Makes those who are asked the ones who may sit on any of the question's days; returns who no longer is (R41)."""
    may = _may_sit(People(session, board), polls.slots(session, poll.id))
    there = {row.person_id: row for row in polls.asked(session, poll.id)}
    session.add_all(Asked(poll_id=poll.id, person_id=person) for person in sorted(may - there.keys()))
    for person in there.keys() - may:
        session.delete(there[person])
    session.flush()
    return there.keys() - may


def _may_sit(people: People, times: Iterable[ProposedTime | Slot]) -> set[int]:
    return {mandate.person for time in times for mandate in people.on(time.start.date()).mandates}


def _deadline(board: Board, wall: datetime, now: datetime) -> datetime:
    deadline = to_utc(wall, zone(board))
    if deadline <= now:
        raise Refusal(ended.deadline_passed, field="deadline")
    return deadline


def _new_poll(session: Session, now: datetime, who: Who, board: Board, proposal: Proposal) -> Poll:
    poll = Poll(
        board_id=board.id,
        title=proposal.title,
        place=proposal.place,
        mode=proposal.mode,
        kind=proposal.kind,
        several=proposal.several,
        deadline_at=_deadline(board, proposal.deadline, now),
        created_by=who.person,
        created_at=now,
        asked_at=now,
        roster_rev=board.roster_rev,
    )
    session.add(poll)
    session.flush()
    return poll


def _put_times(session: Session, now: datetime, poll: Poll, times: Sequence[ProposedTime], first: int = 0) -> None:
    rows: list[Slot] = []
    for position, time in enumerate(times, first):
        row = Slot(poll_id=poll.id, position=position, uid=uuid4().hex, start=time.start, end=time.end, created_at=now)
        row.note, row.turn = time.note, poll.turns
        row.reserve_for_id = rows[time.reserve_for].id if time.reserve_for is not None else None
        session.add(row)
        session.flush()
        rows.append(row)
