"""Taking back what one has said: the inverse gesture, as long as nobody else has answered because of it."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from sqlmodel import Session

from handlers.attendance import refusals
from handlers.attendance.actions import Answer, note_answer, of_person, open_meeting
from handlers.attendance.facts import MeetingAttendance
from handlers.attendance.noting import changed, end, own_cards
from handlers.attendance.reading import facts_of, frame_of
from handlers.attendance.timing import asking
from handlers.errors import Refusal
from handlers.run import Who
from storage import attendance, trail
from storage.attendance import CallIn
from storage.boards import Board
from storage.meetings import Meeting
from storage.words import CallState

ANSWERED = (CallState.ACCEPTED, CallState.DECLINED, CallState.WITHDRAWN)


def take_back(session: Session, now: datetime, who: Who, meeting_id: int, before: Answer | None) -> list[str]:
    """What was said before holds again, or nothing. Raises Refusal once an ersättare has answered because of it."""
    meeting, board = open_meeting(session, now, meeting_id)
    facts = facts_of(session, now, meeting)
    _refuse_if_answered(facts, who.person)
    if before is not None:
        note_answer(session, now, facts, who.person, before, by=who.person, sure=True)
    elif (row := attendance.said_by(session, meeting.id, who.person)) is not None:
        row.answer, row.first, row.last, row.wants_back = None, None, None, None
        row.answered_at, row.answered_by, row.rev = now, who.person, row.rev + 1
        trail.note(session, now, board.id, who.person, "attendance.taken_back", meeting=meeting.id, person=who.person)
    changed(session, now, meeting, board)
    return own_cards(meeting, who.person)


def _refuse_if_answered(facts: MeetingAttendance, person: int) -> None:
    seat = next((seat for seat, holder in facts.held.items() if holder == person), None)
    said = facts.said.get(person)
    since = said.at if said is not None else None
    for call in facts.calls:
        late = call.answered is not None and since is not None and call.answered >= since
        if call.seat == seat and call.state in ANSWERED and late:
            raise Refusal(partial(refusals.answered_because, name=facts.names[call.person]))


def reopen(session: Session, now: datetime, who: Who, call_id: int, before: CallState) -> list[str]:
    """A call is as it was before it was answered. Raises Refusal once another has answered because of a no."""
    row = of_person(session, who.person, call_id)
    meeting, board = open_meeting(session, now, row.meeting_id)
    facts = facts_of(session, now, meeting)
    if row.state not in ANSWERED or row.time_rev != meeting.time_rev:
        raise Refusal(refusals.nothing_to_undo)
    _make_room(session, now, facts, row)
    row.state, row.ended_at, row.rev = before, None, row.rev + 1
    if before is CallState.ASKED and row.answer_by <= now:
        _ask_anew(now, row, board, meeting)
    trail.note(
        session, now, board.id, who.person, "call.reopened", meeting=meeting.id, person=who.person, seat=row.seat_id
    )
    changed(session, now, meeting, board)
    return own_cards(meeting, who.person)


def _make_room(session: Session, now: datetime, facts: MeetingAttendance, row: CallIn) -> None:
    """Whoever was asked in the person's place is let off, unless they have answered."""
    for call in facts.calls:
        if call.seat != row.seat_id or call.id <= row.id:
            continue
        if call.state in ANSWERED:
            raise Refusal(partial(refusals.answered_because, name=facts.names[call.person]))
        if call.live:
            waiting = call.state is CallState.WAITING
            state = CallState.CANCELLED if waiting else CallState.RELEASED
            end(session, now, session.get_one(CallIn, call.id), state, None)


def _ask_anew(now: datetime, row: CallIn, board: Board, meeting: Meeting) -> None:
    times = asking(now, frame_of(board, meeting))
    if times is None:
        raise Refusal(refusals.nothing_to_undo)
    row.ask_at, row.answer_by = times.at, times.by
