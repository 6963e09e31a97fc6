"""Changes of a roster that begin on the day of the meeting."""

from __future__ import annotations

from datetime import timedelta

from sqlmodel import Session, col, select

from storage.boards import Board, Mandate
from storage.meetings import Meeting
from storage.words import Role
from tests.attendance.living import holds


def end_mandates(session: Session, person: int, meeting: Meeting) -> None:
    """Theirs until the day before the meeting."""
    for mandate in session.exec(select(Mandate).where(col(Mandate.person_id) == person)):
        if holds(mandate, meeting.start.date()):
            mandate.last_day = meeting.start.date() - timedelta(days=1)
            mandate.first_day = min(mandate.first_day, mandate.last_day) if mandate.first_day else None


def seat_them(session: Session, board: Board, meeting: Meeting, person: int, huvudman: int) -> None:
    """A ledamot from the day of the meeting."""
    end_mandates(session, person, meeting)
    session.add(
        Mandate(
            board_id=board.id,
            huvudman_id=huvudman,
            person_id=person,
            role=Role.LEDAMOT,
            first_day=meeting.start.date(),
        )
    )
