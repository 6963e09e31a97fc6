"""Everything of a kind, whole: for exports and erasures alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_
from sqlalchemy import select as columns
from sqlmodel import Session, col, select

from storage.boards import Mandate, Staff
from storage.links import CalendarLink
from storage.outbox import Outbox
from storage.polls import Poll
from storage.trail import Audit
from storage.words import OutboxState


@dataclass(frozen=True, slots=True)
class Sent:
    """A message without what it says: a database holds very many."""

    id: int
    name: str
    board_id: int | None
    person_id: int | None
    channel: str | None
    state: OutboxState
    next_at: datetime
    created_at: datetime
    sent_at: datetime | None
    error: str | None


def polls_of_board(session: Session, board_id: int) -> list[Poll]:
    """Every question that the board was ever asked, oldest first."""
    return list(session.exec(select(Poll).where(Poll.board_id == board_id).order_by(col(Poll.id))).all())


def messages(session: Session) -> Iterator[Sent]:
    """Every message that is still known, oldest first."""
    wanted = (getattr(Outbox, name) for name in Sent.__dataclass_fields__)
    for row in session.execute(columns(*wanted).order_by(col(Outbox.id))).yield_per(1000):
        yield Sent(*row)


def messages_to(session: Session, person_id: int, dm_channel: str | None) -> list[Outbox]:
    """What was said to the person: under their name, or in their conversation with Klubban."""
    theirs = [col(Outbox.person_id) == person_id]
    if dm_channel is not None:
        theirs.append(col(Outbox.channel) == dm_channel)
    return list(session.exec(select(Outbox).where(or_(*theirs)).order_by(col(Outbox.id))).all())


def letters(session: Session) -> Iterator[Outbox]:
    """Every letter that is still known, with what it says."""
    yield from session.exec(select(Outbox).where(col(Outbox.view).is_(None)).order_by(col(Outbox.id)))


def audit(session: Session) -> list[Audit]:
    """The whole trail, oldest first."""
    return list(session.exec(select(Audit).order_by(col(Audit.id))).all())


def links(session: Session, person_id: int) -> list[CalendarLink]:
    """The person's calendar links, those taken back too."""
    query = select(CalendarLink).where(CalendarLink.person_id == person_id)
    return list(session.exec(query.order_by(col(CalendarLink.id))).all())


def mandates_of(session: Session, person_id: int) -> list[Mandate]:
    """Every mandate that the person has or has had."""
    return list(session.exec(select(Mandate).where(Mandate.person_id == person_id).order_by(col(Mandate.id))).all())


def tasks_of(session: Session, person_id: int) -> list[Staff]:
    """Every task that the person has or has had."""
    return list(session.exec(select(Staff).where(Staff.person_id == person_id).order_by(col(Staff.id))).all())
