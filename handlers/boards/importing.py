"""Brings a board's tables to what its roster file says. Idempotent; tells what changed; keeps history.

Somebody missing from a later file ends that day; what has been is never deleted (design.md, "Roster file")."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any

from sqlmodel import Session

from handlers.boards.people import today
from handlers.boards.roster_values import Roster, RosterHuvudman, RosterIdentity, RosterPerson, RosterStaff
from handlers.boards.tenures import Import, bring_mandates, bring_staff
from storage import boards
from storage.boards import Board, Huvudman, Person, Seat, calendar_changed, touch
from storage.words import HuvudmanKind, Role, Term

NAMELESS = ""
"""The key of the one huvudman of a board that has none (forening, arbetsutskott)."""


class ImportProblem(Exception):
    """The file can be read but can't be brought in; the text says what to do."""


@dataclass
class Imported:
    """What an import did: one line a change, none when the board already was as the file says."""

    board: str
    changes: list[str] = field(default_factory=list)


def bring_in(session: Session, now: datetime, roster: Roster) -> Imported:
    """Makes the board what the roster says from today on. Raises ImportProblem when two people would become one."""
    done = Imported(roster.board.name)
    board, new = _board(session, now, roster, done.changes)
    touch(session, board)
    day = today(board, now)
    huvudman = _huvudman(session, board, roster, None if new else day, done.changes)
    people = _people(session, roster, done.changes)
    work = Import(session, board.id, day, new, done.changes, huvudman, people)
    bring_mandates(work, roster.people)
    bring_staff(work, roster.staff)
    session.flush()
    if done.changes:
        board.roster_rev += 1
        calendar_changed(board, now)
    return done


def _board(session: Session, now: datetime, roster: Roster, changes: list[str]) -> tuple[Board, bool]:
    wanted = asdict(roster.board) | {"rules": roster.rules.differences()}
    parent = wanted.pop("parent")
    wanted["parent_id"] = _parent(session, parent).id if parent else None
    board = boards.board_by_key(session, roster.board.key)
    if board is None:
        board = Board(created_at=now, calendar_changed_at=now, **wanted)
        session.add(board)
        session.flush()
        changes.append(f"new board: {board.name}")
        return board, True
    _update(board, wanted, f"board {board.key}", changes)
    return board, False


def _parent(session: Session, key: str) -> Board:
    parent = boards.board_by_key(session, key)
    if parent is None:
        raise ImportProblem(f"the board's parent '{key}' isn't here yet: import that board first")
    return parent


def _update(row: Any, wanted: dict[str, Any], what: str, changes: list[str]) -> None:
    """Sets what differs. Personal details are named, never quoted: the lines end up in terminals and logs."""
    differing = [name for name, value in wanted.items() if getattr(row, name) != value]
    for name in differing:
        setattr(row, name, wanted[name])
    if differing:
        changes.append(f"{what}: {', '.join(differing)} changed")


# --- who appoints -------------------------------------------------------------------------------------------------


def _huvudman(
    session: Session, board: Board, roster: Roster, since: date | None, changes: list[str]
) -> dict[str | None, int]:
    """The huvudmän and their seats; `since` is the first day of what is added, None on the board's first import."""
    there = {row.key: row for row in boards.huvudman(session, board.id)}
    ids: dict[str | None, int] = {}
    for entry in roster.huvudman or (_nameless(roster),):
        row = there.pop(entry.key, None) or _new_huvudman(session, board, entry, changes)
        contact = asdict(entry.contact) if entry.contact else {}
        wanted = {"name": entry.name, "kind": entry.kind, "contact": contact}
        _update(row, wanted | _term(entry.term), f"huvudman {entry.key or board.key}", changes)
        _seats(session, board, row, entry.seats, since, changes)
        ids[entry.key or None] = row.id
    for row in there.values():
        _end_huvudman(session, board, row, since, changes)
    return ids


def _nameless(roster: Roster) -> RosterHuvudman:
    terms = [person.term for person in roster.people if person.role is Role.LEDAMOT]
    days = {term.first or date.min for term in terms}
    seats = max((sum(term.covers(day) for term in terms) for day in days), default=0)
    return RosterHuvudman(key=NAMELESS, name=roster.board.name, kind=HuvudmanKind.ANNAN, seats=seats)


def _new_huvudman(session: Session, board: Board, entry: RosterHuvudman, changes: list[str]) -> Huvudman:
    row = Huvudman(board_id=board.id, key=entry.key, name=entry.name, kind=entry.kind, **_term(entry.term))
    row.contact = asdict(entry.contact) if entry.contact else {}
    session.add(row)
    session.flush()
    changes.append(f"new huvudman: {entry.name}")
    return row


def _term(term: Term) -> dict[str, Any]:
    return {"first_day": term.first, "last_day": term.last}


def _seats(session: Session, board: Board, row: Huvudman, wanted: int, since: date | None, changes: list[str]) -> None:
    own = [seat for seat in boards.seats(session, board.id) if seat.huvudman_id == row.id]
    standing = [seat for seat in own if seat.last_day is None]
    for seat in standing[wanted:]:
        seat.last_day = since
        changes.append(f"a seat ends today: {row.name}")
    # One that ended earlier the same day goes on as if nothing had been: it is still counted today.
    ended_today = [seat for seat in own if since is not None and seat.last_day == since and seat not in standing]
    for seat in ended_today[: max(wanted - len(standing), 0)]:
        seat.last_day = None
        standing.append(seat)
        changes.append(f"a seat goes on: {row.name}")
    used = max((seat.number for seat in own), default=0)
    for number in range(used + 1, used + 1 + wanted - len(standing)):
        session.add(Seat(huvudman_id=row.id, number=number, first_day=since))
        changes.append(f"new seat: {row.name}")
    session.flush()


def _end_huvudman(session: Session, board: Board, row: Huvudman, since: date | None, changes: list[str]) -> None:
    if row.last_day is None or (since and row.last_day > since):
        row.last_day = since
        _seats(session, board, row, 0, since, [])
        changes.append(f"huvudman ends today: {row.name}")


# --- people -------------------------------------------------------------------------------------------------------


def _people(session: Session, roster: Roster, changes: list[str]) -> dict[tuple[str, str], int]:
    """Every name by which the file knows somebody → the person."""
    ids: dict[tuple[str, str], int] = {}
    entries: list[RosterPerson | RosterStaff] = [*roster.people, *roster.staff]
    for entry in entries:
        person = _person(session, entry.name, entry.identity, changes)
        wanted: dict[str, Any] = {"name": entry.name}
        wanted |= dict(entry.identity.names())
        wanted |= {"phone": entry.phone} if entry.phone else {}
        _update(person, wanted, f"person {entry.identity.best}", changes)
        ids |= dict.fromkeys(entry.identity.names(), person.id)
        session.flush()
    return ids


def _person(session: Session, name: str, identity: RosterIdentity, changes: list[str]) -> Person:
    found = {person.id: person for person in boards.known_as(session, identity.names())}
    if len(found) > 1:
        names = " and ".join(sorted(person.name for person in found.values()))
        raise ImportProblem(
            f"'{name}' ({identity.best}) would make one person of {names}: give one of them other slack, email or ref"
        )
    for person in found.values():
        return person
    person = Person(name=name)
    session.add(person)
    changes.append(f"new person: {name}")
    for kind, value in identity.names():
        setattr(person, kind, value)
    session.flush()
    return person
