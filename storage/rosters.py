"""A board's roster to read: plain values, each with its term. The tables themselves: storage/boards.py.

Every click reads all of it; as objects that could be changed it took as long as all the rest of the click."""

from __future__ import annotations

from collections.abc import Collection
from typing import TypeVar

from sqlalchemy import BindParameter, bindparam, select
from sqlmodel import Session, col

from storage.boards import Board, Huvudman, Mandate, Person, Seat, Staff
from storage.words import HuvudmanFacts, MandateFacts, SeatFacts, StaffRole, Term

T = TypeVar("T")
Dated = list[tuple[Term, T]]


# Put together once, for that takes longer than to run them.
_BOARD: BindParameter[int] = bindparam("board")
_HUVUDMAN = (
    select(col(Huvudman.first_day), col(Huvudman.last_day), col(Huvudman.id), col(Huvudman.name), col(Huvudman.kind))
    .where(col(Huvudman.board_id) == _BOARD)
    .order_by(col(Huvudman.id))
)
_SEATS = (
    select(col(Seat.first_day), col(Seat.last_day), col(Seat.id), col(Seat.huvudman_id))
    .join(Huvudman, col(Huvudman.id) == col(Seat.huvudman_id))
    .where(col(Huvudman.board_id) == _BOARD)
    .order_by(col(Seat.id))
)
_MANDATES = (
    select(
        col(Mandate.first_day),
        col(Mandate.last_day),
        col(Mandate.person_id),
        col(Mandate.huvudman_id),
        col(Mandate.role),
        col(Mandate.rank),
        col(Mandate.stands_in_for_id),
        col(Mandate.office),
        col(Mandate.party),
    )
    .where(col(Mandate.board_id) == _BOARD)
    .order_by(col(Mandate.id))
)
_STAFF = (
    select(col(Staff.first_day), col(Staff.last_day), col(Staff.person_id), col(Staff.role))
    .where(col(Staff.board_id) == _BOARD)
    .order_by(col(Staff.id))
)
_KNOWN = col(Person.id).in_(bindparam("ids", expanding=True))
_NAMES = select(col(Person.id), col(Person.name)).where(_KNOWN)
_NAMES_AND_PHONES = select(col(Person.id), col(Person.name), col(Person.phone)).where(_KNOWN)


_BEHIND = select(col(Person.id), col(Person.slack), col(Person.name), col(Person.language)).where(
    col(Person.slack) == bindparam("slack")
)
_PERSON: BindParameter[int] = bindparam("person")
_LANGUAGES = [
    select(col(Board.language))
    .join(model, col(model.board_id) == col(Board.id))
    .where(col(model.person_id) == _PERSON)
    .order_by(col(Board.id))
    .limit(1)
    for model in (Mandate, Staff)
]


def person_behind(session: Session, slack: str) -> tuple[int, str, str, str | None] | None:
    """Who acts under that Slack id: id, Slack id, name, the language they have chosen."""
    row = session.execute(_BEHIND, {"slack": slack}).first()
    return None if row is None else (row.id, row.slack, row.name, row.language)


def language_of_board(session: Session, person_id: int) -> str:
    """The language of the first board on which the person ever had a mandate or a task; Swedish without one."""
    found = (session.execute(query, {"person": person_id}).scalar() for query in _LANGUAGES)
    return next((str(language) for language in found if language), "sv")


def huvudman(session: Session, board_id: int) -> Dated[HuvudmanFacts]:
    """Everyone who appoints or has appointed, in the roster's order."""
    rows = session.execute(_HUVUDMAN, {"board": board_id})
    return [(Term(first, last), HuvudmanFacts(*row)) for first, last, *row in rows]


def seats(session: Session, board_id: int) -> Dated[SeatFacts]:
    """All seats, past ones too."""
    return [(Term(first, last), SeatFacts(*row)) for first, last, *row in session.execute(_SEATS, {"board": board_id})]


def mandates(session: Session, board_id: int) -> Dated[MandateFacts]:
    """All mandates, past and future ones too."""
    rows = session.execute(_MANDATES, {"board": board_id})
    return [(Term(first, last), MandateFacts(*row)) for first, last, *row in rows]


def staff(session: Session, board_id: int) -> Dated[tuple[int, StaffRole]]:
    """All tasks, past and future ones too."""
    rows = session.execute(_STAFF, {"board": board_id})
    return [(Term(first, last), (person, role)) for first, last, person, role in rows]


def names_and_phones(session: Session, ids: Collection[int]) -> tuple[dict[int, str], dict[int, str]]:
    """The names of those persons, and their telephone numbers where they are known."""
    rows = session.execute(_NAMES_AND_PHONES, {"ids": sorted(ids)}).all()
    return {row.id: row.name for row in rows}, {row.id: row.phone for row in rows if row.phone is not None}


def names(session: Session, ids: Collection[int]) -> dict[int, str]:
    """The names of those persons."""
    return {row.id: row.name for row in session.execute(_NAMES, {"ids": sorted(ids)})}
