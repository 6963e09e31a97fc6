"""Questions about dates and meetings as plain values for the export."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import Session

from handlers.agenda.facts import Paragraph
from handlers.attendance.reading import facts_of
from handlers.attendance.rules import serving, weakest
from handlers.boards.people import zone
from handlers.boards.seats import Served
from handlers.polls.facts import PollFacts
from handlers.polls.reading import poll_facts
from handlers.polls.rules import Standing
from storage import agenda, attendance, meetings, polls
from storage.agenda import AgendaItem
from storage.attendance import Attendance, CallIn
from storage.boards import Board
from storage.meetings import Meeting
from storage.polls import Given, Poll, Slot

Json = dict[str, Any]


def poll_of(session: Session, now: datetime, board: Board, row: Poll, person: int | None) -> Json:
    """One question with its times and ballots; of a person's, only their own ballots.

    `concerns` tells whether the person asked, is asked or has answered: it is no part of the document."""
    facts = poll_facts(session, now, row)
    given = [ballot for ballot in polls.ballots(session, row.id) if person in (None, ballot.person_id)]
    standings = {standing.slot.id: standing for standing in facts.standings()}
    slots = polls.slots(session, row.id)
    return {
        "poll": row.id,
        "board": board.key,
        "title": row.title,
        "place": row.place,
        "mode": row.mode.value,
        "kind": row.kind.value,
        "state": row.state.value,
        "several": row.several,
        "turns": row.turns,
        "deadline": _at(board, row.deadline_at),
        "asked_by": row.created_by,
        "asked_at": _at(board, row.created_at),
        "closed_by": row.closed_by,
        "closed_at": _at(board, row.closed_at),
        "asked": [one for one in sorted(facts.asked) if person in (None, one)],
        "slots": [_slot(board, slot, standings[slot.id], given, slots) for slot in slots],
        "concerns": _concerns(facts, row, given, person),
    }


def _concerns(facts: PollFacts, row: Poll, given: list[Given], person: int | None) -> bool:
    return bool(given) or person in facts.asked or person in (row.created_by, row.closed_by)


def _slot(board: Board, slot: Slot, standing: Standing, given: list[Given], slots: list[Slot]) -> Json:
    key_of = {other.id: other.uid for other in slots}
    return {
        "key": slot.uid,
        "start": _wall(board, slot.start),
        "end": _wall(board, slot.end),
        "note": slot.note,
        "turn": slot.turn,
        "reserve_for": key_of[slot.reserve_for_id] if slot.reserve_for_id else None,
        "booked_at": _at(board, slot.booked_at),
        "represented": standing.filling.filled,
        "quorum": standing.filling.quorum,
        "able": standing.filling.able,
        "ballots": [_ballot(board, ballot) for ballot in given if ballot.slot_id == slot.id],
    }


def _ballot(board: Board, ballot: Given) -> Json:
    return {
        "person": ballot.person_id,
        "answer": ballot.answer.value,
        "at": _at(board, ballot.answered_at),
        "by": ballot.answered_by,
    }


def meeting_of(row: Meeting, board: str, main: str | None) -> Json:
    """One meeting of the board with that key. `main` is the key of the meeting whose reserve date it is."""
    here = ZoneInfo(row.timezone)
    return {
        "key": row.uid,
        "board": board,
        "title": row.title,
        "kind": row.kind.value,
        "mode": row.mode.value,
        "status": row.status.value,
        "start": row.start_at.astimezone(here).isoformat(),
        "end": row.end_at.astimezone(here).isoformat(),
        "timezone": row.timezone,
        "place": row.place,
        "link": row.link,
        "note": row.note,
        "reserve_for": main,
        "sequence": row.sequence,
        "booked_by": row.booked_by,
        "created": row.created_at.astimezone(here).isoformat(),
        "changed": row.changed_at.astimezone(here).isoformat(),
    }


def who_came(session: Session, now: datetime, row: Meeting, person: int | None) -> Json:
    """What has been said of the meeting, who was called and who serves at its beginning; of a person's, only theirs."""
    facts = facts_of(session, now, row)
    filling = serving(facts, facts.start)
    said = [one for one in attendance.said(session, row.id) if person in (None, one.person_id)]
    calls = [one for one in attendance.calls(session, row.id) if person in (None, one.person_id)]
    seats = [one for one in filling.served if person in (None, one.person)]
    keys = {one.id: one.name for one in facts.people.huvudman}
    return {
        "asked": _there(row, row.asked_at),
        "notice": _there(row, row.notice_at),
        "quorum": filling.quorum if facts.decides else None,
        "able": weakest(facts).filling.able if facts.decides else None,
        "seats": [_seat(one, keys, person) for one in seats],
        "attendance": [_said(row, one) for one in said],
        "call_ins": [_call(row, one, person) for one in calls],
    }


def items_of(session: Session, board: Board, numbers: Mapping[int, Paragraph], person: int | None) -> list[Json]:
    """Every item of the board, whatever became of it; of a person's, what they raised or present."""
    rows = agenda.everything(session, board.id)
    keys = {row.id: row.uid for row in meetings.meetings(session, board.id)}
    own = [row for row in rows if person in (None, row.submitted_by, row.presenter_id)]
    return [_item(board, row, numbers.get(row.id), keys) for row in own]


def _item(board: Board, row: AgendaItem, number: Paragraph | None, keys: Mapping[int, str]) -> Json:
    return {
        "item": row.id,
        "board": board.key,
        "meeting": keys.get(row.meeting_id or 0),
        "title": row.title,
        "kind": row.kind.value,
        "state": row.state.value,
        "paragraph": f"{number.number} {number.letter}".strip() if number else None,
        "part_of": row.part_of_id,
        "background": row.background,
        "proposal": row.proposal,
        "presenter": row.presenter_id,
        "guest": row.presenter,
        "minutes": row.minutes,
        "dnr": row.dnr,
        "links": list(row.links),
        "late": row.late,
        "extra": row.extra,
        "submitted_by": row.submitted_by,
        "submitted_at": _at(board, row.submitted_at),
    }


def _seat(one: Served, names: Mapping[int, str], person: int | None) -> Json:
    how = one.how.value if one.how else None
    return {
        "huvudman": names[one.huvudman],
        "person": one.person,
        "how": how,
        "for": one.for_person if person is None else None,
    }


def _said(row: Meeting, one: Attendance) -> Json:
    return {
        "person": one.person_id,
        "answer": one.answer.value if one.answer else None,
        "from": one.first.isoformat("minutes") if one.first else None,
        "to": one.last.isoformat("minutes") if one.last else None,
        "at": _there(row, one.answered_at),
        "by": one.answered_by,
        "current": one.time_rev == row.time_rev,
    }


def _call(row: Meeting, one: CallIn, person: int | None) -> Json:
    return {
        "person": one.person_id,
        "for": one.for_person_id if person is None else None,
        "state": one.state.value,
        "asked": _there(row, one.ask_at),
        "answer_by": _there(row, one.answer_by),
        "accepted": _there(row, one.accepted_at),
        "ended": _there(row, one.ended_at),
        "current": one.time_rev == row.time_rev,
    }


def _there(row: Meeting, moment: datetime | None) -> str | None:
    return moment.astimezone(ZoneInfo(row.timezone)).isoformat() if moment else None


def _wall(board: Board, wall: datetime) -> str:
    return wall.replace(tzinfo=zone(board)).isoformat()


def _at(board: Board, moment: datetime | None) -> str | None:
    return moment.astimezone(zone(board)).isoformat() if moment else None
