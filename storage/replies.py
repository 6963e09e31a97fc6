"""What a written message did and what stood before, so that it can be taken back. Never the words."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index, delete
from sqlmodel import Field, Session, SQLModel, col, select

from storage.types import Instant


class Reply(SQLModel, table=True):
    """What one message did. `acts` and `before` hold ids, answers and times of ours only."""

    __table_args__ = (Index("reply_person", "person_id", "at"),)
    id: int = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id")
    at: datetime = Field(sa_type=Instant)
    acts: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)
    before: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)
    """For each act what stood before it; empty where nothing did."""
    undone_at: datetime | None = Field(default=None, sa_type=Instant)


def latest(session: Session, person_id: int, after: datetime) -> Reply | None:
    """The person's newest one that hasn't been taken back."""
    where = (Reply.person_id == person_id, col(Reply.at) >= after, col(Reply.undone_at).is_(None))
    return session.exec(select(Reply).where(*where).order_by(col(Reply.id).desc())).first()


def forget(session: Session, before: datetime) -> None:
    """Nothing is taken back after a day."""
    session.execute(delete(Reply).where(col(Reply.at) < before))


def forget_of(session: Session, person_id: int) -> int:
    """How many of the person's were deleted."""
    rows = session.exec(select(Reply).where(Reply.person_id == person_id)).all()
    for row in rows:
        session.delete(row)
    return len(rows)
