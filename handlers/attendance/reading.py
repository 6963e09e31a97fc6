"""Reads a meeting and who comes to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime

from sqlmodel import Session

from handlers.attendance.facts import Call, MeetingAttendance, Said
from handlers.attendance.timing import Frame
from handlers.boards.board_rules import BoardRules, Caller
from handlers.boards.people import People, local, people_of, zone
from storage import attendance, meetings, rosters
from storage.attendance import Attendance, CallIn
from storage.boards import Board
from storage.meetings import GONE, Meeting
from storage.words import CallState, MeetingStatus


def facts_of(session: Session, now: datetime, meeting: Meeting, people: People | None = None) -> MeetingAttendance:
    """The meeting as it is now; `people` saves reading the roster again where several meetings are looked at."""
    board = session.get_one(Board, meeting.board_id)
    roster = people or people_of(session, board)
    that_day = roster.on(meeting.start.date())
    all_said, all_calls = attendance.said(session, meeting.id), attendance.calls(session, meeting.id)
    own_revs, call_revs = _revs(roster, all_said, all_calls)
    rows = [row for row in all_said if row.time_rev == meeting.time_rev]
    calls = [row for row in all_calls if row.time_rev == meeting.time_rev]
    rules = BoardRules.from_mapping(board.rules)
    known = {mandate.person for mandate in that_day.mandates} | {call.person_id for call in calls}
    known |= {call.for_person_id for call in calls if call.for_person_id is not None}  # perhaps no longer on the board
    known |= {person for row in rows for person in (row.person_id, row.answered_by)}
    names, phones = rosters.names_and_phones(session, known)
    return MeetingAttendance(
        id=meeting.id,
        board_id=board.id,
        board=board.short,
        title=meeting.title,
        kind=meeting.kind,
        mode=meeting.mode,
        status=meeting.status,
        start=meeting.start,
        end=meeting.end,
        begins=meeting.start_at,
        ends=meeting.end_at,
        place=meeting.place,
        link=meeting.link,
        year=local(board, now).year,
        rev=meeting.rev,
        shape_rev=meeting.shape_rev,
        time_rev=meeting.time_rev,
        people=that_day,
        said={row.person_id: said_of(row) for row in rows if row.time_rev == meeting.time_rev},
        calls=tuple(call_of(row) for row in calls if row.time_rev == meeting.time_rev),
        names=names,
        phones=phones,
        distance=rules.distance,
        asked=meeting.asked_at is not None,
        notice=meeting.notice_at is not None,
        approval=meeting.approval_at is not None,
        own_revs=own_revs,
        call_revs=call_revs,
        calls_itself=rules.caller is Caller.SECRETARIAT,
        zone=board.timezone,
    )


def facts_after_a_step(
    session: Session, meeting: Meeting, facts: MeetingAttendance, roster: People
) -> MeetingAttendance:
    """`facts_of` anew where only answers and calls can have changed meanwhile, among the same people."""
    rows, calls = attendance.said(session, meeting.id), attendance.calls(session, meeting.id)
    own_revs, call_revs = _revs(roster, rows, calls)
    return replace(
        facts,
        rev=meeting.rev,
        shape_rev=meeting.shape_rev,
        said={row.person_id: said_of(row) for row in rows if row.time_rev == meeting.time_rev},
        calls=tuple(call_of(row) for row in calls if row.time_rev == meeting.time_rev),
        own_revs=own_revs,
        call_revs=call_revs,
    )


def _revs(roster: People, rows: Sequence[Attendance], calls: Sequence[CallIn]) -> tuple[dict[int, int], dict[int, int]]:
    """What the cards of each person, and of each call, are shown at."""
    revs = _member_revs(roster, rows, calls)
    own = {one: sum(revs[member] for member in members) for one, members in roster.members_of.items()}
    return own, {call.id: revs[roster.owner_of[call.seat_id]] for call in calls}


def _member_revs(roster: People, rows: Sequence[Attendance], calls: Sequence[CallIn]) -> Counter[int]:
    """Member → what moves with every answer of its people and every call for its seats, at this time or an earlier.

    What a card shows hangs on the others of the member: who serves, whether anybody is left to ask, whether a late yes
    still wins. Nothing that was counted once is ever left out, so it never falls."""
    revs: Counter[int] = Counter()
    for row in rows:
        revs.update(dict.fromkeys(roster.members_of.get(row.person_id, ()), row.rev))
    for call in calls:
        revs[roster.owner_of[call.seat_id]] += call.rev
    return revs


def said_of(row: Attendance) -> Said:
    """What the row tells."""
    by = row.answered_by if row.answered_by != row.person_id else None
    return Said(row.person_id, row.answer, row.first, row.last, row.wants_back, by, row.answered_at, row.rev)


def call_of(row: CallIn) -> Call:
    """What the row tells."""
    return Call(
        id=row.id,
        seat=row.seat_id,
        person=row.person_id,
        for_person=row.for_person_id,
        state=row.state,
        ask_at=row.ask_at,
        answer_by=row.answer_by,
        created=row.created_at,
        on_request=row.on_request,
        chased=row.chased_at is not None,
        promised=row.accepted_at is not None,
        answered=row.accepted_at if row.state is CallState.ACCEPTED else row.ended_at,
        rev=row.rev,
    )


def frame_of(board: Board, meeting: Meeting) -> Frame:
    """What the times of its calls depend on (R7)."""
    return Frame(meeting.start_at, BoardRules.from_mapping(board.rules).call_waits, zone(board))


def engaged(session: Session, meeting: Meeting, facts: MeetingAttendance) -> Collection[int]:
    """The ersättare who serve in another board's meeting at that time."""
    return attendance.engaged(session, meeting, facts.ersattare())


def own_meetings(
    session: Session, now: datetime, board: Board, not_yet_over: Sequence[Meeting] | None = None
) -> list[Meeting]:
    """The board's meetings that come and to which people are called: no reserve date whose main meeting stands."""
    known = meetings.not_yet_over(session, board.id, now) if not_yet_over is None else not_yet_over
    rows = [row for row in known if row.status not in GONE]
    mains = meetings.main_slots(session, board.id) if any(row.slot_id for row in rows) else {}
    return [row for row in rows if row.slot_id not in mains or _main_is_off(session, mains[row.slot_id])]


def _main_is_off(session: Session, main_slot: int) -> bool:
    main = meetings.of_slot(session, main_slot)
    return main is None or main.status is MeetingStatus.INSTALLT
