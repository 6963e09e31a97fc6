"""The cards about who comes, each rendered from the database as it is at the moment of sending."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from sqlmodel import Session

from handlers.agenda.reading import agenda_of
from handlers.agenda.views import agenda_blocks
from handlers.attendance import letters, names, overview, views
from handlers.attendance.facts import MeetingAttendance
from handlers.attendance.reading import facts_of
from handlers.blocks import Message
from handlers.text import Text
from storage.attendance import CallIn
from storage.meetings import Meeting

Card = Callable[[Session, datetime, int, int | None, Text], Message | None]
Personal = Callable[[Text, MeetingAttendance, int], Message]


def _facts(session: Session, now: datetime, meeting: Meeting) -> MeetingAttendance:
    """Read once for all of a meeting's cards that are rendered together, in a session that changes nothing."""
    kept: dict[int, tuple[Meeting, MeetingAttendance]] = session.info.setdefault("attendance", {})
    if meeting.id not in kept:
        kept[meeting.id] = meeting, facts_of(session, now, meeting)
    return kept[meeting.id][1]


def _personal(view: Personal) -> Card:
    def card(session: Session, now: datetime, meeting: int, reader: int | None, text: Text) -> Message | None:
        row = session.get(Meeting, meeting)
        return view(text, _facts(session, now, row), reader) if row is not None and reader is not None else None

    return card


def _notice(session: Session, now: datetime, meeting: int, reader: int | None, text: Text) -> Message | None:
    """The kallelse, with the agenda as it is."""
    row = session.get(Meeting, meeting)
    if row is None or reader is None:
        return None
    agenda = agenda_of(session, now, meeting)
    listed = agenda_blocks(text, agenda) if agenda.items else []
    return views.notice(text, facts_of(session, now, row), reader, listed)


def _shared(view: Callable[[Text, MeetingAttendance], Message]) -> Card:
    def card(session: Session, now: datetime, meeting: int, _reader: int | None, text: Text) -> Message | None:
        row = session.get(Meeting, meeting)
        return view(text, _facts(session, now, row)) if row is not None else None

    return card


def _call(session: Session, now: datetime, call: int, _reader: int | None, text: Text) -> Message | None:
    row = session.get(CallIn, call)
    if row is None:
        return None
    facts = _facts(session, now, session.get_one(Meeting, row.meeting_id))
    one = next((one for one in facts.calls if one.id == call), None)
    return views.call_card(text, facts, one) if one is not None else letters.outdated_call(text, facts)


CARDS: Mapping[str, Card] = {
    names.ASK: _personal(views.question),
    names.NOTICE: _notice,
    names.CALL: _call,
    names.CHANNEL: _shared(overview.channel_card),
    names.PROMPT: _shared(overview.prompt),
}
