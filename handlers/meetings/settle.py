"""The meetings that follow from what was booked, and the word of them in the board's channel (house rule 4)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from handlers.boards.actions import text_for
from handlers.boards.people import local, zone
from handlers.calendar_days import to_utc
from handlers.meetings.reading import meeting_facts
from handlers.meetings.views import booked
from storage import meetings, outbox, polls
from storage.boards import Board
from storage.meetings import Meeting
from storage.outbox import To
from storage.polls import Poll, Slot
from storage.words import MeetingStatus, Priority


def settle(session: Session, now: datetime, board: Board) -> datetime | None:
    """A meeting for every time that was chosen; nothing to wait for."""
    made: dict[int, list[Meeting]] = {}
    for slot, poll in meetings.booked_slots_without_meeting(session, board.id):
        meeting = _meeting(board, slot, poll, now)
        session.add(meeting)
        made.setdefault(poll.id, []).append(meeting)
    session.flush()
    for poll_id, new in made.items():
        _announce(session, now, board, poll_id, new)
    return None


def _meeting(board: Board, slot: Slot, poll: Poll, now: datetime) -> Meeting:
    """Inherits its slot's UID, so that a subscriber's tentative entry becomes the meeting."""
    return Meeting(
        board_id=board.id,
        uid=slot.uid,
        slot_id=slot.id,
        title=poll.title,
        kind=poll.kind,
        mode=poll.mode,
        status=MeetingStatus.PRELIMINAR,
        place=poll.place,
        note=slot.note,
        timezone=board.timezone,
        start=slot.start,
        end=slot.end,
        start_at=to_utc(slot.start, zone(board)),
        end_at=to_utc(slot.end, zone(board)),
        sequence=1,  # the open question's time was sequence 0
        created_at=now,
        changed_at=now,
        booked_by=poll.closed_by or poll.created_by,
    )


def _announce(session: Session, now: datetime, board: Board, poll_id: int, made: Sequence[Meeting]) -> None:
    """One message for all that was booked at once: in the channel, or to each who was asked where there is none."""
    facts = meeting_facts(session, made)
    year = local(board, now).year
    readers = [None] if board.channel else [row.person_id for row in polls.asked(session, poll_id)]
    for reader in readers:
        body = booked(text_for(session, board, reader), board.short, facts, year).body()
        to = To(person=reader) if reader else To(channel=board.channel)
        name = f"meeting.booked:{poll_id}:{reader or 'channel'}"
        outbox.letter(session, now, name, to, body, board=board.id, priority=Priority.CARD)
