"""Reads what stands on somebody's Home."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from sqlmodel import Session

from handlers.boards.actions import roles_on
from handlers.home.facts import HomeFacts
from handlers.meetings.facts import MeetingFacts
from handlers.meetings.reading import meeting_facts
from handlers.polls.facts import PollFacts
from handlers.polls.reading import poll_facts
from handlers.run import Who
from storage import boards, meetings, polls
from storage.boards import Board


@dataclass
class _Gathered:
    polls: list[tuple[PollFacts, bool]] = field(default_factory=list)
    meetings: list[tuple[datetime, str, MeetingFacts]] = field(default_factory=list)
    may_ask: bool = False


def home_facts(session: Session, now: datetime, who: Who, calendars: bool) -> HomeFacts:
    """The person's Home over all their boards."""
    gathered = _Gathered()
    for board in boards.boards_of_person(session, who.person, now.date()):
        _gather(session, now, who, board, gathered)
    open_polls = [facts for facts, _ in gathered.polls if who.person in facts.asked]
    return HomeFacts(
        person=who.person,
        year=now.year,
        waiting=tuple(facts for facts in open_polls if not facts.answered_by(who.person)),
        answered=tuple(facts for facts in open_polls if facts.answered_by(who.person)),
        to_decide=tuple(facts for facts, may_decide in gathered.polls if may_decide),
        meetings=tuple((name, meeting) for _, name, meeting in sorted(gathered.meetings, key=lambda row: row[0])),
        may_ask=gathered.may_ask,
        calendars=calendars,
    )


def _gather(session: Session, now: datetime, who: Who, board: Board, gathered: _Gathered) -> None:
    may_decide = roles_on(session, now, board, who.person).runs_meetings
    gathered.may_ask = gathered.may_ask or may_decide
    gathered.polls += [(poll_facts(session, now, poll), may_decide) for poll in polls.open_polls(session, board.id)]
    rows = meetings.coming(session, board.id, now)
    for row, facts in zip(rows, meeting_facts(session, rows), strict=True):
        gathered.meetings.append((row.start_at, board.short, facts))
