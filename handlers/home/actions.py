"""What a person settles for themselves: their language. And the answer to what they wrote."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from handlers.blocks import Message
from handlers.run import Who
from handlers.text import LANGUAGES
from storage import outbox
from storage.boards import Person
from storage.outbox import To
from storage.words import Priority


def choose_language(session: Session, _now: datetime, who: Who, language: str) -> Who:
    """Klubban speaks this language with the person from now on, on all boards."""
    person = session.get_one(Person, who.person)
    person.language = language if language in LANGUAGES else person.language
    session.flush()
    return Who(who.person, who.slack, who.name, person.language or who.language)


def answer_written(session: Session, now: datetime, name: str, channel: str, message: Message) -> None:
    """The answer to what somebody wrote, into the conversation in which it was written; the words aren't kept."""
    outbox.letter(session, now, name, To(channel=channel), message.body(), board=None, priority=Priority.ANSWER)
