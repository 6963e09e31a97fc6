"""The cards of a question, each rendered from the database as it is at the moment of sending."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sqlmodel import Session

from handlers.blocks import Message
from handlers.polls import views
from handlers.polls.facts import PollFacts
from handlers.polls.reading import poll_facts
from handlers.polls.word import word
from handlers.text import Text
from storage import polls
from storage.polls import Slot

Card = Callable[[Session, datetime, int, int | None, Text], Message | None]


def _facts(session: Session, now: datetime, poll_id: int) -> PollFacts | None:
    poll = polls.poll(session, poll_id)
    return poll_facts(session, now, poll) if poll else None


def _ballot(session: Session, now: datetime, poll_id: int, reader: int | None, text: Text) -> Message | None:
    facts = _facts(session, now, poll_id)
    return views.ballot(text, facts, reader) if facts and reader is not None else None


def _added(session: Session, now: datetime, slot_id: int, reader: int | None, text: Text) -> Message | None:
    """A later asking, known by the first of its times."""
    slot = session.get(Slot, slot_id)
    facts = _facts(session, now, slot.poll_id) if slot else None
    return views.ballot(text, facts, reader, slot.turn) if slot and facts and reader is not None else None


def _channel(session: Session, now: datetime, poll_id: int, _reader: int | None, text: Text) -> Message | None:
    facts = _facts(session, now, poll_id)
    return views.channel_card(text, facts) if facts else None


def _word(reason: str) -> Card:
    def card(session: Session, now: datetime, poll_id: int, _reader: int | None, text: Text) -> Message | None:
        facts = _facts(session, now, poll_id)
        return word(text, facts, reason) if facts else None

    return card


CARDS: dict[str, Card] = {
    "poll.ballot": _ballot,
    "poll.added": _added,
    "poll.channel": _channel,
    **{f"poll.word.{reason}": _word(reason) for reason in ("complete", "deadline", "hopeless")},
}
