"""How a call ends, and what moves with every answer and call: shared by what people do and what follows from it."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from handlers.attendance.names import ask_name, notice_name
from storage import trail
from storage.attendance import CallIn
from storage.boards import Board, calendar_changed
from storage.meetings import Meeting
from storage.words import CallState


def end(session: Session, now: datetime, row: CallIn, state: CallState, by: int | None) -> None:
    """The call ends in that state; `by` is None when nobody did it but time or another's answer."""
    row.state, row.ended_at, row.ended_by, row.rev = state, now, by, row.rev + 1
    board = session.get_one(Meeting, row.meeting_id).board_id
    note_call(session, now, board, row, state.value, by)
    session.flush()


def note_call(session: Session, now: datetime, board: int, row: CallIn, what: str, by: int | None) -> None:
    """Keeps in the trail what became of a call, and who did it."""
    trail.note(
        session,
        now,
        board,
        by,
        f"call.{what}",
        meeting=row.meeting_id,
        person=row.person_id,
        seat=row.seat_id,
        call=row.id,
    )


def changed(session: Session, now: datetime, meeting: Meeting, board: Board) -> None:
    """Something that the meeting's card and the calendars show has changed."""
    meeting.rev += 1
    calendar_changed(board, now)
    session.flush()


def own_cards(meeting: Meeting, person: int) -> list[str]:
    """The names of the person's own cards about the meeting."""
    return [ask_name(meeting.id, meeting.asked_rev, person), notice_name(meeting.id, person)]
