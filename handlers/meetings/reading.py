"""Reads meetings as rules and views want them."""

from __future__ import annotations

from collections.abc import Sequence

from sqlmodel import Session

from handlers.errors import Refusal
from handlers.meetings.facts import MeetingFacts
from handlers.meetings.refusals import no_such_meeting
from handlers.meetings.rules import Announced
from storage import meetings
from storage.meetings import Meeting
from storage.words import MeetingStatus


def meeting_facts(session: Session, rows: Sequence[Meeting]) -> list[MeetingFacts]:
    """What people are told of these meetings, in the same order."""
    reserves = {slot for board in {row.board_id for row in rows} for slot in meetings.main_slots(session, board)}
    return [MeetingFacts(row.title, row.start, row.end, row.place, row.status, row.slot_id in reserves) for row in rows]


def one_meeting(session: Session, meeting_id: int) -> Meeting:
    """The meeting. Raises Refusal when there is none."""
    meeting = session.get(Meeting, meeting_id)
    if meeting is None:
        raise Refusal(no_such_meeting)
    return meeting


def announced_now(row: Meeting) -> Announced:
    """What people should know of the meeting."""
    gone = row.status is MeetingStatus.INSTALLT
    return Announced(row.title, row.start, row.end, row.place, row.mode, row.link, gone)
