"""Secret calendar links. Only the SHA-256 of a token is kept; a revoked link stays as the tombstone behind 410."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import or_, update
from sqlmodel import Field, Session, SQLModel, col, select

from storage.types import Instant, Word
from storage.words import LinkKind


class CalendarLink(SQLModel, table=True):
    """A named link to a person's or a board's calendar, shown once, known afterwards by its name."""

    __tablename__ = "calendar_link"
    id: int = Field(default=None, primary_key=True)
    kind: LinkKind = Field(sa_type=Word(LinkKind))
    person_id: int = Field(foreign_key="person.id", index=True)
    """Whose link it is: also a board's calendar is opened under somebody's name, so that it can be taken back."""
    board_id: int | None = Field(default=None, foreign_key="board.id")
    name: str
    token_hash: str = Field(unique=True)
    created_at: datetime = Field(sa_type=Instant)
    last_used_at: datetime | None = Field(default=None, sa_type=Instant)
    revoked_at: datetime | None = Field(default=None, sa_type=Instant)


def link_by_hash(session: Session, token_hash: str) -> CalendarLink | None:
    """The link, revoked ones too."""
    return session.exec(select(CalendarLink).where(CalendarLink.token_hash == token_hash)).first()


def links_of_person(session: Session, person_id: int) -> list[CalendarLink]:
    """The person's links that still work, oldest first."""
    where = (CalendarLink.person_id == person_id, col(CalendarLink.revoked_at).is_(None))
    return list(session.exec(select(CalendarLink).where(*where).order_by(col(CalendarLink.id))).all())


def note_use(session: Session, link_id: int, now: datetime, unless_after: datetime) -> None:
    """Remembers that the link was used now, unless that was noted after the given moment."""
    stale = or_(col(CalendarLink.last_used_at).is_(None), col(CalendarLink.last_used_at) <= unless_after)
    session.exec(update(CalendarLink).where(col(CalendarLink.id) == link_id, stale).values(last_used_at=now))
