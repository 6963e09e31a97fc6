"""Who is reminded of a meeting, on which days (R40): ledamöter who have said nothing."""

from __future__ import annotations

from datetime import date, datetime

from sqlmodel import Session

from handlers.attendance.facts import MeetingAttendance
from handlers.attendance.letters import reminder_line
from handlers.attendance.reading import facts_of, own_meetings
from handlers.attendance.rules import silent
from handlers.attendance.views import SHOW
from handlers.blocks import actions, button, section
from handlers.calendar_days import reminder_days
from handlers.digest import NOT_WITHIN, Owed, plan, remind_at
from handlers.text import Text
from storage.boards import Board
from storage.meetings import Meeting

DAYS_BEFORE = (5, 2)


def plan_reminders(
    session: Session, now: datetime, board: Board, row: Meeting, facts: MeetingAttendance
) -> list[datetime]:
    """The digests of the next day of reminders, for those who owe an answer; returns that moment."""
    coming = [day for day in days(board, row) if remind_at(board, day) > now]
    if not coming:
        return []
    plan(session, now, board, silent(facts), coming[0])
    return [remind_at(board, coming[0])]


def days(board: Board, row: Meeting) -> list[date]:
    """Five and two days before, never on a free day, never within a day of the question or the kallelse."""
    asked = [moment for moment in (row.asked_at, row.notice_at) if moment is not None]
    if not asked:
        return []
    soonest = max(asked) + NOT_WITHIN
    return [day for day in reminder_days(row.start.date(), DAYS_BEFORE) if remind_at(board, day) >= soonest]


def owed(session: Session, now: datetime, board: Board, person: int, day: date, text: Text) -> list[Owed]:
    """The board's meetings that the person still owes an answer to and is reminded of that day."""
    found: list[Owed] = []
    for row in own_meetings(session, now, board):
        if row.asked_at is not None and day in days(board, row):
            facts = facts_of(session, now, row)
            if person in silent(facts):
                found.append(_owed(text, facts))
    return found


def _owed(text: Text, facts: MeetingAttendance) -> Owed:
    said = reminder_line(text, facts)
    says = text.plain("Svara, {board}: {title}", board=facts.board, title=facts.title)
    return Owed(said, (section(said), actions([button(text.plain("Svara"), SHOW, str(facts.id), says=says)])))
