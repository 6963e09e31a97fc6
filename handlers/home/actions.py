"""What a person settles for themselves: their language."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from handlers.run import Who
from handlers.text import LANGUAGES
from storage.boards import Person


def choose_language(session: Session, _now: datetime, who: Who, language: str) -> Who:
    """Klubban speaks this language with the person from now on, on all boards."""
    person = session.get_one(Person, who.person)
    person.language = language if language in LANGUAGES else person.language
    session.flush()
    return Who(who.person, who.slack, who.name, person.language or who.language)
