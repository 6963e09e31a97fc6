"""The meetings that follow from what was booked, and the word of what is new or changed (house rule 4)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from sqlmodel import Session

from handlers.boards.actions import text_for
from handlers.boards.people import local, people_of, zone
from handlers.boards.rules import STAFF
from handlers.calendar_days import to_utc
from handlers.meetings.reading import announced_now, meeting_facts
from handlers.meetings.rules import Announced, status_at_first
from handlers.meetings.views import booked, changed
from storage import meetings, outbox
from storage.boards import Board
from storage.meetings import Meeting
from storage.outbox import To
from storage.polls import Poll, Slot
from storage.words import MeetingStatus, Priority


def settle(session: Session, now: datetime, board: Board) -> datetime | None:
    """A meeting for every time that was chosen; everyone told once of what is new or changed. Nothing to wait for."""
    for slot, poll in meetings.booked_slots_without_meeting(session, board.id):
        session.add(_meeting(board, slot, poll, now))
    session.flush()
    rows = [row for row in meetings.not_yet_over(session, board.id, now) if row.status is not MeetingStatus.ANVANT]
    _announce(session, now, board, [row for row in rows if not row.announced])
    reserves = meetings.main_slots(session, board.id) if rows else {}
    for row in rows:
        if row.announced != announced_now(row).packed() and row.slot_id not in reserves:
            _tell_change(session, now, board, row, _reserve_gone(row, rows, reserves))
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
        status=status_at_first(poll.kind),
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


def _announce(session: Session, now: datetime, board: Board, new: Sequence[Meeting]) -> None:
    """One message for all that was booked at once: in the channel, or to each of the board where there is none."""
    if not new:
        return
    facts = meeting_facts(session, new)
    readers = [None] if board.channel else sorted(set().union(*(_concerned(session, board, row) for row in new)))
    for reader in readers:
        body = booked(text_for(session, board, reader), board.short, facts, local(board, now).year).body()
        to = To(person=reader) if reader else To(channel=board.channel)
        name = f"meeting.booked:{new[0].id}:{reader or 'channel'}"
        outbox.letter(session, now, name, to, body, board=board.id, priority=Priority.CARD)
    for row in new:
        row.announced = announced_now(row).packed()


def _reserve_gone(row: Meeting, rows: Sequence[Meeting], reserves: Mapping[int, int]) -> date | None:
    """The reserve date that is called off with its meeting; nobody is told of it separately."""
    gone = [other for other in rows if other.status is MeetingStatus.INSTALLT and other.slot_id in reserves]
    return next((other.start.date() for other in gone if reserves[other.slot_id or 0] == row.slot_id), None)


def _tell_change(session: Session, now: datetime, board: Board, row: Meeting, reserve: date | None) -> None:
    """The one word of a change to everyone who sits on the board that day or runs its meetings."""
    before, after = Announced.unpacked(row.announced), announced_now(row)
    for person in sorted(_concerned(session, board, row)):
        text = text_for(session, board, person)
        year, asked = local(board, now).year, row.asked_at is not None
        body = changed(text, board.short, before, after, year, reserve, asked).body()
        name = f"meeting.changed:{row.id}:{row.changed_at.isoformat()}:{person}"
        outbox.letter(session, now, name, To(person=person), body, board=board.id, priority=Priority.CARD)
    row.announced = after.packed()


def _concerned(session: Session, board: Board, row: Meeting) -> set[int]:
    that_day = people_of(session, board).on(row.start.date())
    return {mandate.person for mandate in that_day.mandates} | {who for who, role in that_day.staff if role in STAFF}
