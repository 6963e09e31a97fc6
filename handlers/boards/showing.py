"""A board in plain lines, for the command line."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from handlers.boards.facts import Composition
from handlers.boards.people import composition, today
from handlers.boards.seats import quorum
from storage import boards
from storage.boards import Board, Person
from storage.words import MandateFacts, Role


def shown(session: Session, now: datetime, board: Board) -> list[str]:
    """Who sits on the board today, seat by seat, and who helps."""
    that_day = composition(session, board, today(board, now))
    ids = {mandate.person for mandate in that_day.mandates} | {person for person, _ in that_day.staff}
    people = boards.people(session, ids)
    n = len(that_day.seats)
    lines = [f"{board.name} ({board.key}): {n} seats, {quorum(n)} for a quorum"]
    for huvudman in that_day.huvudman:
        lines += _huvudman(huvudman.id, huvudman.name or board.name, that_day, people)
    return [*lines, *(f"  {role.value}: {_who(people[person])}" for person, role in that_day.staff)]


def _huvudman(huvudman: int, name: str, that_day: Composition, people: dict[int, Person]) -> list[str]:
    own = [mandate for mandate in that_day.mandates if mandate.huvudman == huvudman]
    seats = sum(seat.huvudman == huvudman for seat in that_day.seats)
    vacant = seats - sum(mandate.role is Role.LEDAMOT for mandate in own)
    lines = [f"  {name}: {seats} {'seat' if seats == 1 else 'seats'}"]
    lines += [f"    {_mandate(mandate)} {_who(people[mandate.person])}" for mandate in own]
    return lines + ["    a seat is vacant; it still counts"] * max(vacant, 0)


def _mandate(mandate: MandateFacts) -> str:
    office = f" ({mandate.office.value})" if mandate.office else ""
    rank = f" {mandate.rank}" if mandate.rank is not None else ""
    return f"{mandate.role.value}{rank}{office}"


def _who(person: Person) -> str:
    return f"{person.name} <{person.slack or person.email or person.ref}>"
