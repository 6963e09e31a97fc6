"""What is pointed out about proposed days before anything is posted, whoever proposes them (R19, R38, R41)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlmodel import Session

from handlers.boards.board_rules import BoardRules
from handlers.boards.people import People, today
from handlers.errors import Reason
from handlers.polls.date_words import warning_words
from handlers.polls.dates import Busy, DateWarning, ReadSlot, warnings
from handlers.polls.year import YearNotice, about_people, term_end, too_late, without_meeting
from handlers.polls.year_words import year_words
from handlers.text import Mrkdwn, Text
from storage import meetings, polls
from storage.boards import Board
from storage.words import BoardKind, MeetingKind


@dataclass(frozen=True, slots=True)
class Plan:
    """What is about to be proposed. `meeting` is the one that is being moved: it doesn't clash with itself."""

    title: str
    kind: MeetingKind
    slots: tuple[ReadSlot, ...]
    several: bool = False
    meeting: int | None = None


def pointed_out(session: Session, now: datetime, board: Board, plan: Plan, language: str) -> tuple[Reason, ...]:
    """All that looks odd, in sentences that wait for their reader's language."""
    here, slots = today(board, now), plan.slots
    odd = warnings(slots, here, _busy(session, now, board, plan.meeting), language)

    def about_days(warning: DateWarning) -> Reason:
        return lambda text: warning_words(text, warning, slots, here.year)

    return (*(about_days(warning) for warning in odd), *_about_the_year(session, now, board, plan))


def _about_the_year(session: Session, now: datetime, board: Board, plan: Plan) -> tuple[Reason, ...]:
    here, people = today(board, now), People(session, board)
    days = [slot.day for slot in plan.slots]
    kind = _kind(session, board)
    ends = [end for day in days if (end := term_end(kind, here, day)) is not None]
    compositions = {day: people.on(day) for day in (here, *days, *ends)}
    notices = list(about_people(days, kind, here, compositions))
    if plan.kind is MeetingKind.SAMMANTRADE:
        mains = [slot.day for slot in plan.slots if slot.reserve_for is None]
        notices += too_late(plan.title, mains, kind)
        if plan.several:
            own = BoardRules.from_mapping(board.rules).year_dates
            notices += without_meeting(mains, _decided_days(session, now, board), kind, own, here)
    return tuple(_said(notice, here.year) for notice in notices)


def _said(notice: YearNotice, year: int) -> Reason:
    def said(text: Text) -> Mrkdwn:
        return year_words(text, notice, year)

    return said


def _kind(session: Session, board: Board) -> BoardKind:
    """An arbetsutskott's terms are its board's."""
    return session.get_one(Board, board.parent_id).kind if board.parent_id else board.kind


def _decided_days(session: Session, now: datetime, board: Board) -> list[date]:
    rows = meetings.coming(session, board.id, now)
    return [row.start.date() for row in rows if row.kind is MeetingKind.SAMMANTRADE]


def _busy(session: Session, now: datetime, board: Board, but: int | None) -> tuple[Busy, ...]:
    """The board's coming meetings and its open questions' times."""
    coming = [row for row in meetings.coming(session, board.id, now - timedelta(days=1)) if row.id != but]
    events = [Busy(row.start.date(), row.start.time(), row.end.time(), row.title) for row in coming]
    for poll in polls.open_polls(session, board.id):
        slots: Sequence[polls.Slot] = polls.slots(session, poll.id)
        events += [Busy(slot.start.date(), slot.start.time(), slot.end.time(), poll.title) for slot in slots]
    return tuple(events)
