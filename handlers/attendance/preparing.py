"""What the windows about who comes need. Reads only."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from handlers.attendance import refusals
from handlers.attendance.facts import MeetingAttendance
from handlers.attendance.overview import Happening, Seen
from handlers.attendance.reading import engaged, facts_of, own_meetings
from handlers.attendance.staffs import askable
from handlers.boards.actions import refused, require_staff, roles_on
from handlers.errors import Refusal
from handlers.run import Who
from storage import boards, rosters, trail
from storage.boards import Board
from storage.meetings import Meeting
from storage.trail import Audit
from storage.words import Coming

MOST = 20


def one_meeting(session: Session, now: datetime, who: Who, meeting_id: int) -> Seen:
    """The meeting as the person sees it. Raises Refusal for one who isn't on the board."""
    row = session.get(Meeting, meeting_id)
    if row is None:
        raise Refusal(refusals.over)
    return _seen(session, now, who, row)


def _seen(session: Session, now: datetime, who: Who, row: Meeting) -> Seen:
    board = session.get_one(Board, row.board_id)
    facts = facts_of(session, now, row)
    roles = roles_on(session, now, board, who.person)
    if not roles.on_roster and not facts.people.roles(who.person).on_roster:
        raise refused(session, now, board)
    return Seen(facts, who.person, roles)


def coming(session: Session, now: datetime, who: Who, channel: str | None) -> list[Seen]:
    """The coming meetings of the channel's board, else of all the person's boards; soonest first."""
    mine = boards.boards_of_person(session, who.person, now.date())
    here = [board for board in mine if channel is not None and board.channel == channel]
    rows = [row for board in here or mine for row in own_meetings(session, now, board)]
    return [_seen(session, now, who, row) for row in sorted(rows, key=lambda row: row.start_at)[:MOST]]


def for_answer(session: Session, now: datetime, who: Who, meeting_id: int) -> MeetingAttendance:
    """The meeting, for one who answers for a part of it."""
    return one_meeting(session, now, who, meeting_id).facts


def for_staff(session: Session, now: datetime, who: Who, meeting_id: int) -> MeetingAttendance:
    """The meeting, for staff alone."""
    row = session.get(Meeting, meeting_id)
    if row is None:
        raise Refusal(refusals.over)
    require_staff(session, now, session.get_one(Board, row.board_id), who)
    return facts_of(session, now, row)


def whom_to_ask(
    session: Session, now: datetime, who: Who, meeting_id: int
) -> tuple[MeetingAttendance, list[tuple[int, int]]]:
    """The meeting, and the (seat, ersättare) whom staff may ask."""
    facts = for_staff(session, now, who, meeting_id)
    row = session.get_one(Meeting, meeting_id)
    return facts, askable(facts, set(engaged(session, row, facts)))


def history(session: Session, now: datetime, who: Who, meeting_id: int) -> tuple[MeetingAttendance, list[Happening]]:
    """What has happened with who comes, oldest first; for staff alone."""
    facts = for_staff(session, now, who, meeting_id)
    rows = [
        row for kind in ("attendance", "call") for row in trail.about_meeting(session, facts.board_id, meeting_id, kind)
    ]
    rows.sort(key=lambda row: row.id)
    people = {int(row.facts["person"]) for row in rows} | {row.person_id for row in rows if row.person_id}
    known = rosters.names(session, people)
    return facts, [_happening(facts, row, known) for row in rows]


def _happening(facts: MeetingAttendance, row: Audit, known: dict[int, str]) -> Happening:
    person = int(row.facts["person"])
    by = known.get(row.person_id) if row.person_id is not None and row.person_id != person else None
    return Happening(
        at=facts.local(row.at),
        what=row.what,
        person=known[person],
        member=_member(facts, row, person),
        answer=Coming(row.facts["answer"]) if "answer" in row.facts else None,
        by=by if row.what.startswith("attendance.") else None,
    )


def _member(facts: MeetingAttendance, row: Audit, person: int) -> str:
    """The member that it was about: of the seat, else the person's own."""
    by_seat = {seat.id: seat.huvudman for seat in facts.people.seats}
    own = next((m.huvudman for m in facts.people.mandates if m.person == person), None)
    huvudman = by_seat.get(int(row.facts.get("seat", 0)), own)
    found = facts.huvudman.get(huvudman) if huvudman is not None else None
    return found.name if found else facts.board
