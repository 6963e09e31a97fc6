"""Reads meetings as rules and views want them."""

from __future__ import annotations

from collections.abc import Sequence

from sqlmodel import Session

from handlers.meetings.facts import MeetingFacts
from storage import meetings
from storage.meetings import Meeting


def meeting_facts(session: Session, rows: Sequence[Meeting]) -> list[MeetingFacts]:
    """What people are told of these meetings, in the same order."""
    reserves = meetings.reserves_among(session, [row.slot_id for row in rows if row.slot_id is not None])
    return [MeetingFacts(row.title, row.start, row.end, row.place, row.status, row.slot_id in reserves) for row in rows]
