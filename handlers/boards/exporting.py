"""A board's tables as the roster file that would make them: the opposite of importing.py."""

from __future__ import annotations

from datetime import date

from sqlmodel import Session

from handlers.boards.board_rules import BoardRules
from handlers.boards.importing import NAMELESS
from handlers.boards.roster_values import (
    Roster,
    RosterBoard,
    RosterHuvudman,
    RosterIdentity,
    RosterPerson,
    RosterStaff,
)
from handlers.boards.rule_values import Contact
from storage import boards
from storage.boards import Board, Huvudman, Mandate, Person, Seat, Staff
from storage.words import Term


def exported(session: Session, key: str) -> Roster | None:
    """The board's roster with everybody who sits or has sat; None when there is no such board."""
    board = boards.board_by_key(session, key)
    if board is None:
        return None
    huvudman = {row.id: row for row in boards.huvudman(session, board.id)}
    seats = boards.seats(session, board.id)
    mandates, staff = boards.mandates(session, board.id), boards.staff(session, board.id)
    people = boards.people(session, _everybody(mandates, staff))
    return Roster(
        board=_board(session, board),
        rules=BoardRules.from_mapping(board.rules),
        huvudman=tuple(_huvudman(row, seats) for row in huvudman.values() if row.key != NAMELESS),
        people=tuple(_person(row, huvudman[row.huvudman_id], people) for row in mandates),
        staff=tuple(_staff(row, people[row.person_id]) for row in staff),
    )


def _everybody(mandates: list[Mandate], staff: list[Staff]) -> set[int]:
    stood_in_for = {row.stands_in_for_id for row in mandates if row.stands_in_for_id is not None}
    return {row.person_id for row in mandates} | {row.person_id for row in staff} | stood_in_for


def _board(session: Session, board: Board) -> RosterBoard:
    parent = session.get(Board, board.parent_id) if board.parent_id else None
    return RosterBoard(
        key=board.key,
        name=board.name,
        short=board.short,
        kind=board.kind,
        parent=parent.key if parent else None,
        timezone=board.timezone,
        language=board.language,
        channel=board.channel,
        email=board.email,
        forvaring=board.forvaring,
    )


def _huvudman(row: Huvudman, seats: list[Seat]) -> RosterHuvudman:
    """With the seats that it has now, or had when it left."""
    own = [seat for seat in seats if seat.huvudman_id == row.id]
    standing = [seat for seat in own if seat.last_day is None or seat.last_day == row.last_day]
    contact = Contact(**row.contact) if row.contact else None
    return RosterHuvudman(
        key=row.key, name=row.name, kind=row.kind, seats=len(standing), term=_term(row), contact=contact
    )


def _term(row: Huvudman | Mandate | Staff) -> Term:
    first: date | None = row.first_day
    return Term(first, row.last_day)


def _identity(person: Person) -> RosterIdentity:
    return RosterIdentity(slack=person.slack, email=person.email, ref=person.ref)


def _person(row: Mandate, huvudman: Huvudman, people: dict[int, Person]) -> RosterPerson:
    person = people[row.person_id]
    return RosterPerson(
        name=person.name,
        identity=_identity(person),
        role=row.role,
        phone=person.phone,
        huvudman=huvudman.key or None,
        rank=row.rank,
        stands_in_for=_identity(people[row.stands_in_for_id]).best if row.stands_in_for_id else None,
        office=row.office,
        party=row.party,
        term=_term(row),
    )


def _staff(row: Staff, person: Person) -> RosterStaff:
    return RosterStaff(name=person.name, identity=_identity(person), role=row.role, phone=person.phone, term=_term(row))
