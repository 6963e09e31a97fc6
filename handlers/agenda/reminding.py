"""Who is reminded of an item, on which days (R40): the submitter of one that the secretary asked back about."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from sqlmodel import Session

from handlers.agenda.reading import meeting_of_items
from handlers.agenda.views import EDIT
from handlers.blocks import actions, button, section
from handlers.boards.people import today
from handlers.calendar_days import reminder_days
from handlers.digest import NOT_WITHIN, Owed, plan, remind_at
from handlers.text import Mrkdwn, Text, escape
from storage import agenda
from storage.agenda import AgendaItem
from storage.boards import Board
from storage.meetings import Meeting
from storage.words import ItemState

DAYS_BEFORE = (3, 1)
"""Before the items close."""


def plan_reminders(session: Session, now: datetime, board: Board, waiting: Sequence[AgendaItem]) -> list[datetime]:
    """The digests of the next day of reminders for each item that waits for its submitter; returns those moments."""
    due = []
    for item in waiting:
        coming = [day for day in days(session, now, board, item) if remind_at(board, day) > now]
        if coming:
            plan(session, now, board, [item.submitted_by], coming[0])
            due.append(remind_at(board, coming[0]))
    return due


def days(session: Session, now: datetime, board: Board, item: AgendaItem) -> list[date]:
    """Three days and one day before the items close, never within a day of the asking."""
    meeting = session.get(Meeting, item.meeting_id) if item.meeting_id is not None else None
    if meeting is None or item.state is not ItemState.ASKED_BACK:
        return []
    closes = meeting_of_items(board, meeting, today(board, now)).closes
    soonest = item.changed_at + NOT_WITHIN
    return [day for day in reminder_days(closes, DAYS_BEFORE) if remind_at(board, day) >= soonest]


def owed(session: Session, now: datetime, board: Board, person: int, day: date, text: Text) -> list[Owed]:
    """The person's items that the secretary waits to know more about and of which they are reminded that day."""
    waiting = [item for item in agenda.queue(session, board.id) if item.submitted_by == person]
    return [_owed(session, now, board, item, text) for item in waiting if day in days(session, now, board, item)]


def _owed(session: Session, now: datetime, board: Board, item: AgendaItem, text: Text) -> Owed:
    meeting = session.get_one(Meeting, item.meeting_id)
    seen = meeting_of_items(board, meeting, today(board, now))
    said = text(
        "*Ditt ärende ”{title}” behöver kompletteras.* Gör det senast {day}, så hinner det med i kallelsen.",
        title=escape(item.title),
        day=Mrkdwn(text.day(seen.closes, this_year=today(board, now).year)),
    )
    says = text.plain("Komplettera: {title}", title=item.title)
    return Owed(said, (section(said), actions([button(text.plain("Komplettera"), EDIT, str(item.id), says=says)])))
