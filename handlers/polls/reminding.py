"""Who is reminded of a question about dates, and on which days (R40)."""

from __future__ import annotations

from datetime import date, datetime

from sqlmodel import Session

from handlers.blocks import actions, button, section
from handlers.boards.people import local
from handlers.calendar_days import reminder_days
from handlers.digest import NOT_WITHIN, Owed, plan, remind_at
from handlers.polls.facts import PollFacts
from handlers.polls.reading import poll_facts
from handlers.polls.views import SHOW, reminder_line
from handlers.text import Text
from storage import polls
from storage.boards import Board
from storage.polls import Poll

DAYS_BEFORE = (3, 1)


def plan_reminders(session: Session, now: datetime, board: Board, poll: Poll, facts: PollFacts) -> datetime | None:
    """The digests of the next day of reminders, for those who owe an answer; returns that moment."""
    coming = [day for day in days(board, poll) if remind_at(board, day) > now]
    if not coming:
        return None
    plan(session, now, board, sorted(facts.owing()), coming[0])
    return remind_at(board, coming[0])


def days(board: Board, poll: Poll) -> list[date]:
    """Three days and one day before the deadline, never on a free day, never within a day of the last asking."""
    due = local(board, poll.deadline_at).date()
    soonest = poll.asked_at + NOT_WITHIN
    return [day for day in reminder_days(due, DAYS_BEFORE) if remind_at(board, day) >= soonest]


def owed(session: Session, now: datetime, board: Board, person: int, day: date, text: Text) -> list[Owed]:
    """The board's questions that the person still owes an answer to and is reminded of that day."""
    found: list[Owed] = []
    for poll in polls.open_polls(session, board.id):
        if day in days(board, poll):
            facts = poll_facts(session, now, poll)
            if person in facts.owing():
                found.append(_owed(text, facts))
    return found


def _owed(text: Text, facts: PollFacts) -> Owed:
    said = reminder_line(text, facts)
    says = text.plain("Svara, {board}: {title}", board=facts.board, title=facts.title)
    return Owed(said, (section(said), actions([button(text.plain("Svara"), SHOW, str(facts.id), says=says)])))
