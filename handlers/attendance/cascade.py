"""Carries the plan for a meeting's calls out: asks, lets the time run out, takes back, calls the next (R7)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta

from sqlmodel import Session

from handlers.attendance.actions import promised, put, wanted_back
from handlers.attendance.calls import NewCall, Plan, is_last, plan
from handlers.attendance.facts import Call, MeetingAttendance
from handlers.attendance.noting import changed, end
from handlers.attendance.reading import engaged, facts_after_a_step, facts_of, frame_of
from handlers.attendance.timing import GRACE, Asking, asking
from handlers.boards.people import People
from storage import attendance, trail
from storage.attendance import CallIn
from storage.boards import Board
from storage.meetings import Meeting
from storage.words import CallState

ROUNDS = 100
"""More than any board has ersättare: what is left then waits for the next look."""
LATE = timedelta(minutes=10)
"""A call that leaves so much later than it was meant to gets a new time to answer: the bot was down."""


def settle_calls(
    session: Session, now: datetime, board: Board, row: Meeting, people: People
) -> tuple[MeetingAttendance, Collection[int]]:
    """Every call as it should be now; returns what then holds, and who serves elsewhere at that time."""
    before = facts = facts_of(session, now, row, people)
    elsewhere: Collection[int] = () if row.start_at <= now else engaged(session, row, facts)
    for _ in range(ROUNDS):
        if not _one_step(session, now, board, row, facts, elsewhere):
            break
        facts = facts_after_a_step(session, row, facts, people)
    if facts is not before:
        changed(session, now, row, board)
    return replace(facts, rev=row.rev), elsewhere


def _one_step(
    session: Session, now: datetime, board: Board, row: Meeting, facts: MeetingAttendance, elsewhere: Collection[int]
) -> bool:
    """Whether anything was done: then the next step begins with what holds after it."""
    if row.start_at <= now:
        return _close(session, now, row)
    return (
        _let_come(session, facts)
        or _let_time_out(session, now, facts, elsewhere)
        or _carry_out(session, now, board, row, facts, plan(facts, elsewhere))
        or _send(session, now, board, row, facts)
    )


def next_moments(facts: MeetingAttendance, row: Meeting) -> list[datetime]:
    """When something is to be done about a call."""
    return [moment for call in facts.calls if (moment := _next_moment(call, row))]


def _let_come(session: Session, facts: MeetingAttendance) -> bool:
    """A ledamot who was asked whether to serve after all just comes, once nobody has promised any more."""
    free = [person for person, said in facts.said.items() if said.wants_back and not promised(facts, person)]
    for person in free:
        row = attendance.said_by(session, facts.id, person)
        wanted = wanted_back(row) if row is not None else None
        if row is not None and wanted is not None:
            put(row, wanted)
            row.rev += 1
    session.flush()
    return bool(free)


def _next_moment(call: Call, row: Meeting) -> datetime | None:
    if call.state is CallState.WAITING:
        return leaves_at(call)
    if call.state is CallState.ASKED:
        return row.start_at if call.chased else call.answer_by
    return None


def leaves_at(call: Call) -> datetime:
    """When the message goes: at its time, and never within a minute of the click that caused it."""
    return max(call.ask_at, call.created + GRACE)


def _close(session: Session, now: datetime, row: Meeting) -> bool:
    """The meeting has begun: nobody is asked any more."""
    ends = {CallState.WAITING: CallState.CANCELLED, CallState.ASKED: CallState.TIMED_OUT}
    unanswered = [call for call in attendance.calls(session, row.id) if call.state in ends]
    for call in unanswered:
        end(session, now, call, ends[call.state], None)
    return bool(unanswered)


def end_all(session: Session, now: datetime, row: Meeting) -> None:
    """The meeting is off."""
    for call in attendance.calls(session, row.id):
        if call.state in attendance.LIVE:
            end(session, now, call, CallState.CANCELLED, None)


def end_outdated(session: Session, now: datetime, row: Meeting) -> list[CallIn]:
    """The meeting has another time: its calls end. Returns those that somebody had got."""
    outdated = [
        call
        for call in attendance.calls(session, row.id)
        if call.time_rev != row.time_rev and call.state in attendance.LIVE
    ]
    told = [call for call in outdated if call.state is not CallState.WAITING]
    for call in outdated:
        end(session, now, call, CallState.CANCELLED, None)
    return told


def _let_time_out(session: Session, now: datetime, facts: MeetingAttendance, elsewhere: Collection[int]) -> bool:
    """One at a time, for who is last depends on the others. The last one is never timed out: chased, once."""
    for call in facts.calls:
        if call.state is CallState.ASKED and call.answer_by <= now:
            row = session.get_one(CallIn, call.id)
            if not is_last(facts, call, elsewhere):
                end(session, now, row, CallState.TIMED_OUT, None)
                return True
            if not call.chased:
                row.chased_at, row.rev = now, row.rev + 1
                session.flush()
                return True
    return False


def _send(session: Session, now: datetime, board: Board, meeting: Meeting, facts: MeetingAttendance) -> bool:
    """All that are due at once: none depends on another."""
    due = [call for call in facts.calls if call.state is CallState.WAITING and leaves_at(call) <= now]
    times = asking(now, frame_of(board, meeting)) if due else None
    for call in due:
        row = session.get_one(CallIn, call.id)
        if now - leaves_at(call) > LATE or times is None or times.at > now:  # late, or night has come meanwhile
            _time_anew(session, now, row, times)
        else:
            _asked(session, now, board, row)
    session.flush()
    return bool(due)


def _time_anew(session: Session, now: datetime, row: CallIn, times: Asking | None) -> None:
    if times is None:
        end(session, now, row, CallState.CANCELLED, None)
        return
    row.ask_at, row.answer_by, row.created_at, row.rev = times.at, times.by, now - GRACE, row.rev + 1


def _asked(session: Session, now: datetime, board: Board, row: CallIn) -> None:
    row.state, row.rev = CallState.ASKED, row.rev + 1
    trail.note(
        session,
        now,
        board.id,
        None,
        "call.asked",
        meeting=row.meeting_id,
        person=row.person_id,
        seat=row.seat_id,
        call=row.id,
    )


def _carry_out(
    session: Session, now: datetime, board: Board, meeting: Meeting, facts: MeetingAttendance, wanted: Plan
) -> bool:
    for call in wanted.cancel:
        end(session, now, session.get_one(CallIn, call), CallState.CANCELLED, None)
    for call in wanted.release:
        end(session, now, session.get_one(CallIn, call), CallState.RELEASED, None)
    for call, seat in wanted.reseat:
        _reseat(session, facts, session.get_one(CallIn, call), seat)
    made = [row for one in wanted.new if (row := _made(now, board, meeting, one))]
    session.add_all(made)
    session.flush()
    return bool(wanted.cancel or wanted.release or wanted.reseat or made)


def _reseat(session: Session, facts: MeetingAttendance, row: CallIn, seat: int) -> None:
    """The same person serves for another seat of the same member."""
    row.seat_id, row.for_person_id, row.rev = seat, facts.held[seat], row.rev + 1
    session.flush()


def _made(now: datetime, board: Board, meeting: Meeting, new: NewCall) -> CallIn | None:
    times = asking(now, frame_of(board, meeting))
    if times is None:
        return None  # the secretary phones (telling.py)
    return CallIn(
        meeting_id=meeting.id,
        seat_id=new.seat,
        person_id=new.person,
        for_person_id=new.for_person,
        time_rev=meeting.time_rev,
        created_at=now - GRACE if new.at_once else now,
        ask_at=times.at,
        answer_by=times.by,
    )
