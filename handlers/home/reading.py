"""Reads what stands on somebody's Home."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlmodel import Session

from handlers.attendance.reading import facts_of
from handlers.boards.board_rules import BoardRules
from handlers.boards.people import People, composition, today
from handlers.boards.seats import extra_meeting, quorum
from handlers.home.facts import BoardNumbers, BoardYear, ComingMeeting, Deciding, HomeFacts
from handlers.meetings.reading import meeting_facts
from handlers.polls.facts import PollFacts
from handlers.polls.reading import poll_facts
from handlers.polls.year import yearly_plan
from handlers.run import Who
from storage import attendance, boards, meetings, polls
from storage.boards import Board
from storage.meetings import Meeting
from storage.polls import Slot
from storage.words import Answer, MeetingKind


@dataclass
class _Gathered:
    polls: list[PollFacts] = field(default_factory=list)
    to_decide: list[Deciding] = field(default_factory=list)
    meetings: list[tuple[datetime, ComingMeeting]] = field(default_factory=list)
    numbers: list[BoardNumbers] = field(default_factory=list)
    plans: list[BoardYear] = field(default_factory=list)
    may_ask: bool = False


def home_facts(session: Session, now: datetime, who: Who, calendars: bool) -> HomeFacts:
    """The person's Home over all their boards."""
    gathered = _Gathered()
    for board in boards.boards_of_person(session, who.person, now.date()):
        _gather(session, now, who, board, gathered)
    open_polls = [facts for facts in gathered.polls if facts.times_of(who.person)]
    return HomeFacts(
        person=who.person,
        year=now.year,
        waiting=tuple(facts for facts in open_polls if not facts.answered_by(who.person)),
        answered=tuple(facts for facts in open_polls if facts.answered_by(who.person)),
        to_decide=tuple(gathered.to_decide),
        meetings=tuple(meeting for _, meeting in sorted(gathered.meetings, key=lambda row: row[0])),
        may_ask=gathered.may_ask,
        calendars=calendars,
        numbers=tuple(gathered.numbers),
        plans=tuple(gathered.plans),
    )


def _gather(session: Session, now: datetime, who: Who, board: Board, gathered: _Gathered) -> None:
    that_day = composition(session, board, today(board, now))
    roles = that_day.roles(who.person)
    if n := len(that_day.seats):
        gathered.numbers.append(BoardNumbers(board.short, n, quorum(n), extra_meeting(n)))
    gathered.may_ask = gathered.may_ask or roles.runs_meetings
    for poll in polls.open_polls(session, board.id):
        facts = poll_facts(session, now, poll)
        gathered.polls.append(facts)
        if roles.runs_meetings:
            gathered.to_decide.append(Deciding(facts, roles.keeps_the_books))
    rows = meetings.coming(session, board.id, now)
    if roles.runs_meetings and (year := _year(board, rows, today(board, now))).planned:
        gathered.plans.append(year)
    looked_at = attendance.active(session, [row.id for row in rows]) | {row.id for row in rows if row.asked_at}
    people = People(session, board) if looked_at else None
    for row, meeting in zip(rows, meeting_facts(session, rows), strict=True):
        who_comes = facts_of(session, now, row, people) if row.id in looked_at else None
        answer = _own_answer(session, row, who.person)
        gathered.meetings.append((row.start_at, ComingMeeting(board.short, meeting, answer, row.id, who_comes)))


def _year(board: Board, rows: Sequence[Meeting], day: date) -> BoardYear:
    """The board's dates of the year, with the meetings that are booked."""
    decides = [row.start.date() for row in rows if row.kind is MeetingKind.SAMMANTRADE]
    own = BoardRules.from_mapping(board.rules).year_dates
    return BoardYear(board.short, tuple(yearly_plan(decides, board.kind, own, day)))


def _own_answer(session: Session, row: Meeting, person: int) -> Answer | None:
    """What the person answered about the meeting's time, as long as it is still that time."""
    slot = session.get(Slot, row.slot_id) if row.slot_id is not None else None
    if slot is None or (slot.start, slot.end) != (row.start, row.end):
        return None
    ballot = polls.ballot(session, slot.id, person)
    return ballot.answer if ballot else None
