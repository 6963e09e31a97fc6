"""Boards, who appoints to them, and who sits on them; mandates are dated and end, they are never deleted."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Index, UniqueConstraint, func, or_, update
from sqlmodel import Field, Session, SQLModel, col, select

from storage.types import Instant, Word
from storage.words import BoardKind, HuvudmanKind, Office, Role, StaffRole


class Board(SQLModel, table=True):
    """A body that meets. `version` serialises its gestures (house rule 5)."""

    id: int = Field(default=None, primary_key=True)
    key: str = Field(unique=True)
    name: str
    short: str
    kind: BoardKind = Field(sa_type=Word(BoardKind))
    parent_id: int | None = Field(default=None, foreign_key="board.id")
    timezone: str = "Europe/Stockholm"
    language: str = "sv"
    channel: str | None = Field(default=None, index=True)
    email: str | None = None
    forvaring: str | None = None
    rules: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    version: int = 0
    roster_rev: int = 0
    """Moves when an import changes anything: an open question then looks anew at whom it asks (R41)."""
    created_at: datetime = Field(sa_type=Instant)
    calendar_changed_at: datetime = Field(sa_type=Instant)
    """Moved by whatever changes a calendar, deletions too: feeds need it for Last-Modified."""


class Huvudman(SQLModel, table=True):
    """An organisation that appoints to seats of one board."""

    __table_args__ = (UniqueConstraint("board_id", "key"),)
    id: int = Field(default=None, primary_key=True)
    board_id: int = Field(foreign_key="board.id")
    key: str
    name: str
    kind: HuvudmanKind = Field(sa_type=Word(HuvudmanKind))
    first_day: date | None = None
    last_day: date | None = None
    contact: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)


class Seat(SQLModel, table=True):
    """One vote, of a huvudman; it counts while it exists, whether anybody is appointed or not (R12)."""

    __table_args__ = (UniqueConstraint("huvudman_id", "number", "first_day"),)
    id: int = Field(default=None, primary_key=True)
    huvudman_id: int = Field(foreign_key="huvudman.id")
    number: int
    first_day: date | None = None
    last_day: date | None = None


class Person(SQLModel, table=True):
    """A person, once per workspace, on however many boards. Known by Slack id, else e-mail, else the roster's ref."""

    id: int = Field(default=None, primary_key=True)
    slack: str | None = Field(default=None, unique=True)
    email: str | None = Field(default=None, unique=True)
    ref: str | None = Field(default=None, unique=True)
    name: str
    phone: str | None = None
    language: str | None = None
    dm_channel: str | None = None
    """The D… id, opened once and kept: history wants it after a crash."""


class Mandate(SQLModel, table=True):
    """A right to sit (ledamot) or to stand in (ersattare), from a day to a day."""

    __table_args__ = (CheckConstraint("last_day IS NULL OR first_day IS NULL OR first_day <= last_day"),)
    id: int = Field(default=None, primary_key=True)
    board_id: int = Field(foreign_key="board.id", index=True)
    huvudman_id: int = Field(foreign_key="huvudman.id")
    person_id: int = Field(foreign_key="person.id", index=True)
    role: Role = Field(sa_type=Word(Role))
    rank: int | None = None
    stands_in_for_id: int | None = Field(default=None, foreign_key="person.id")
    office: Office | None = Field(default=None, sa_type=Word(Office))
    party: str | None = None
    first_day: date | None = None
    last_day: date | None = None


class Staff(SQLModel, table=True):
    """Somebody who runs the board's meetings, or (revisor, ovrig) only belongs to it."""

    id: int = Field(default=None, primary_key=True)
    board_id: int = Field(foreign_key="board.id", index=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    role: StaffRole = Field(sa_type=Word(StaffRole))
    first_day: date | None = None
    last_day: date | None = None


class Due(SQLModel, table=True):
    """When a capability wants to look at a board again (house rule 4); no row, nothing to wait for."""

    __table_args__ = (Index("due_at", "at"),)
    board_id: int = Field(foreign_key="board.id", primary_key=True)
    capability: str = Field(primary_key=True)
    at: datetime = Field(sa_type=Instant)


def touch(session: Session, board: Board) -> None:
    """Puts this gesture in line behind others on the board, its parent and its AUs, and notes them for settling."""
    top = board.parent_id or board.id
    family = or_(col(Board.id) == top, col(Board.parent_id) == top)
    # Locked in id order: two gestures that meet on a family must not wait for each other in a circle. Read anew: what
    # was read before the wait may have changed in it.
    rows = select(Board).where(family).order_by(col(Board.id)).with_for_update()
    family_rows = session.exec(rows.execution_options(populate_existing=True)).all()
    for row in family_rows:
        row.version += 1
    session.flush()
    session.info["family"] = family_rows  # held, or they would be read again in this transaction
    touched(session).update(row.id for row in family_rows)


def calendar_changed(board: Board, now: datetime) -> None:
    """Something in the board's calendars has come, changed or gone."""
    board.calendar_changed_at = max(now, board.calendar_changed_at)


def touched(session: Session) -> set[int]:
    """The boards that this transaction has touched and that must be settled before it commits."""
    boards: set[int] = session.info.setdefault("touched", set())
    return boards


def set_due(session: Session, board_id: int, capability: str, at: datetime | None) -> None:
    """Notes when the capability wants to look at the board again; None takes the note away."""
    row = session.get(Due, (board_id, capability))
    if at is None:
        if row is not None:
            session.delete(row)
    elif row is None:
        session.add(Due(board_id=board_id, capability=capability, at=at))
    else:
        row.at = at


def boards_with_due(session: Session, now: datetime, limit: int = 100) -> list[int]:
    """The boards on which something has come due, the longest waiting first."""
    query = select(Due.board_id).where(col(Due.at) <= now).group_by(col(Due.board_id))
    return list(session.exec(query.order_by(func.min(Due.at)).limit(limit)).all())


def due_capabilities(session: Session, board_id: int, now: datetime) -> set[str]:
    """Which capabilities want to look at the board by now."""
    return set(session.exec(select(Due.capability).where(Due.board_id == board_id, col(Due.at) <= now)).all())


def next_due(session: Session) -> datetime | None:
    """When the next board wants to be looked at."""
    return session.exec(select(func.min(Due.at))).one()


def board_by_key(session: Session, key: str) -> Board | None:
    """The board with that key."""
    return session.exec(select(Board).where(Board.key == key)).first()


def all_boards(session: Session) -> list[Board]:
    """Every board, by key."""
    return list(session.exec(select(Board).order_by(col(Board.key))).all())


def huvudman(session: Session, board_id: int) -> list[Huvudman]:
    """Everyone who appoints or has appointed, in the roster's order."""
    query = select(Huvudman).where(Huvudman.board_id == board_id).order_by(col(Huvudman.id))
    return list(session.exec(query).all())


def seats(session: Session, board_id: int) -> list[Seat]:
    """All seats, past ones too; those of a day are the n of R12."""
    query = select(Seat).join(Huvudman, col(Huvudman.id) == col(Seat.huvudman_id))
    return list(session.exec(query.where(Huvudman.board_id == board_id).order_by(col(Seat.id))).all())


def mandates(session: Session, board_id: int) -> list[Mandate]:
    """All mandates, past and future ones too."""
    return list(session.exec(select(Mandate).where(Mandate.board_id == board_id).order_by(col(Mandate.id))).all())


def staff(session: Session, board_id: int) -> list[Staff]:
    """All tasks, past and future ones too."""
    return list(session.exec(select(Staff).where(Staff.board_id == board_id).order_by(col(Staff.id))).all())


def people(session: Session, ids: set[int]) -> dict[int, Person]:
    """The persons with those ids."""
    return {p.id: p for p in session.exec(select(Person).where(col(Person.id).in_(ids))).all()}


def person_by_slack(session: Session, slack: str) -> Person | None:
    """Who acts under that Slack id."""
    return session.exec(select(Person).where(Person.slack == slack)).first()


def person_by_email(session: Session, email: str) -> Person | None:
    """Who has that e-mail address, however it is spelt."""
    return session.exec(select(Person).where(Person.email == email.lower())).first()


def known_as(session: Session, names: Iterable[tuple[str, str]]) -> list[Person]:
    """Everybody who is known by any of these (kind, value); kinds are slack, email and ref."""
    columns = {"slack": Person.slack, "email": Person.email, "ref": Person.ref}
    found = [session.exec(select(Person).where(columns[kind] == value)).first() for kind, value in names]
    return [person for person in found if person is not None]


def boards_of_person(session: Session, person_id: int, day: date) -> list[Board]:
    """The boards on which the person has a mandate or a task that day or later, by key."""
    ids: set[int] = set()
    for model in (Mandate, Staff):
        still = or_(col(model.last_day).is_(None), col(model.last_day) >= day)
        ids.update(session.exec(select(model.board_id).where(model.person_id == person_id, still)).all())
    return list(session.exec(select(Board).where(col(Board.id).in_(ids)).order_by(col(Board.key))).all())


def keep_dm_channel(session: Session, person_id: int, channel: str) -> None:
    """Remembers the person's DM with Klubban."""
    session.exec(update(Person).where(col(Person.id) == person_id).values(dm_channel=channel))


def keep_slack_id(session: Session, person_id: int, slack: str) -> None:
    """Remembers who the person is in Slack, unless somebody else is already known under that id."""
    if person_by_slack(session, slack) is None:
        session.exec(update(Person).where(col(Person.id) == person_id).values(slack=slack))
