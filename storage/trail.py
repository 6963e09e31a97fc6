"""What has happened: the gestures already carried out, and the audit trail. No private text, no reasons."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, delete
from sqlmodel import Field, Session, SQLModel, col, select

from storage.database import upsert
from storage.types import Instant


class Gesture(SQLModel, table=True):
    """A gesture that has been carried out; its key keeps a second delivery out (house rule 3)."""

    once: str = Field(primary_key=True)
    at: datetime = Field(sa_type=Instant, index=True)


class Audit(SQLModel, table=True):
    """Who did what, when, for whom. `facts` holds ids and words of ours, never what a person typed."""

    id: int = Field(default=None, primary_key=True)
    at: datetime = Field(sa_type=Instant)
    board_id: int = Field(foreign_key="board.id", index=True)
    person_id: int | None = Field(default=None, foreign_key="person.id")
    what: str
    facts: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)


def first_time(session: Session, once: str, now: datetime) -> bool:
    """Whether this gesture is new; a second one at the same moment waits here for the first to commit."""
    new = upsert(session, Gesture).values(once=once, at=now).on_conflict_do_nothing(index_elements=["once"])
    return session.execute(new.returning(col(Gesture.once))).first() is not None


def forget_gestures(session: Session, before: datetime) -> None:
    """Slack sends an event again for at most an hour; what is older can't come back."""
    session.execute(delete(Gesture).where(col(Gesture.at) < before))


def note(session: Session, now: datetime, board_id: int, person_id: int | None, what: str, **facts: Any) -> None:
    """Adds a line to the audit trail."""
    session.add(Audit(at=now, board_id=board_id, person_id=person_id, what=what, facts=facts))


def about_meeting(session: Session, board_id: int, meeting_id: int, kind: str) -> list[Audit]:
    """The lines about one meeting whose word begins with `kind`, oldest first."""
    where = (col(Audit.board_id) == board_id, col(Audit.what).startswith(f"{kind}."))
    rows = session.exec(select(Audit).where(*where).order_by(col(Audit.id))).all()
    return [row for row in rows if row.facts.get("meeting") == meeting_id]
