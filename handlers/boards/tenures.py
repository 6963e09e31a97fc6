"""Mandates and tasks as the roster file says, with their history: what changes ends yesterday and begins anew today,
so that a meeting of last month is still counted with what held then (R41)."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeVar

from sqlmodel import Session

from handlers.boards.roster_values import RosterPerson, RosterStaff
from storage import boards
from storage.boards import Mandate, Staff

Row = TypeVar("Row", Mandate, Staff)


@dataclass(frozen=True)
class Import:
    """What an import under way knows."""

    session: Session
    board: int
    today: date
    new_board: bool
    changes: list[str]
    huvudman: dict[str | None, int]
    people: dict[tuple[str, str], int]

    def person(self, entry: RosterPerson | RosterStaff) -> int:
        """The person behind an entry."""
        return self.people[next(iter(entry.identity.names()))]

    def named(self, name: str | None) -> int | None:
        """The person whom the file knows by that Slack id, e-mail or ref."""
        wanted = ("slack", "email", "ref")
        found = (self.people.get((kind, name.casefold() if kind == "email" else name)) for kind in wanted if name)
        return next((person for person in found if person is not None), None)


@dataclass(frozen=True)
class _Wanted:
    """One entry of the file: what makes it the same tenure, and what is set on it."""

    same: Hashable
    name: str
    values: dict[str, Any]
    first_day: date | None
    last_day: date | None


def bring_mandates(work: Import, entries: Sequence[RosterPerson]) -> None:
    """The mandates of the file."""
    there = [row for row in boards.mandates(work.session, work.board) if _stands(row, work.today)]
    wanted = [_mandate(work, entry) for entry in entries]
    for row in _bring(work, there, [(row.person_id, row.huvudman_id, row.role) for row in there], wanted, Mandate):
        work.session.add(row)


def _mandate(work: Import, entry: RosterPerson) -> _Wanted:
    person, huvudman = work.person(entry), work.huvudman[entry.huvudman]
    values = {
        "person_id": person,
        "huvudman_id": huvudman,
        "role": entry.role,
        "rank": entry.rank,
        "stands_in_for_id": work.named(entry.stands_in_for),
        "office": entry.office,
        "party": entry.party,
    }
    name = f"{entry.role.value} {entry.name}"
    return _Wanted((person, huvudman, entry.role), name, values, entry.term.first, entry.term.last)


def bring_staff(work: Import, entries: Sequence[RosterStaff]) -> None:
    """The tasks of the file."""
    there = [row for row in boards.staff(work.session, work.board) if _stands(row, work.today)]
    wanted = [_task(work, entry) for entry in entries]
    for row in _bring(work, there, [(row.person_id, row.role) for row in there], wanted, Staff):
        work.session.add(row)


def _task(work: Import, entry: RosterStaff) -> _Wanted:
    person = work.person(entry)
    values = {"person_id": person, "role": entry.role}
    name = f"{entry.role.value} {entry.name}"
    return _Wanted((person, entry.role), name, values, entry.term.first, entry.term.last)


def _stands(row: Mandate | Staff, today: date) -> bool:
    return row.last_day is None or row.last_day >= today


def _bring(
    work: Import, there: list[Row], keys: Sequence[Hashable], wanted: Iterable[_Wanted], model: type[Row]
) -> Iterable[Row]:
    """Pairs the file's entries with what stands; gives the rows to add, changes or ends the others."""
    left = list(zip(there, keys, strict=True))
    for entry in wanted:
        same = [(row, key) for row, key in left if key == entry.same]
        same.sort(key=lambda pair: pair[0].first_day != entry.first_day)
        if not same:
            yield _begin(work, entry, model, entry.first_day)
            continue
        left.remove(same[0])
        yield from _change(work, same[0][0], entry, model)
    for row, _ in left:
        _end(work, row)


def _begin(work: Import, entry: _Wanted, model: type[Row], first_day: date | None) -> Row:
    first = first_day if first_day or work.new_board else work.today
    work.changes.append(f"new: {entry.name}")
    return model(board_id=work.board, first_day=first, last_day=entry.last_day, **entry.values)


def _change(work: Import, row: Row, entry: _Wanted, model: type[Row]) -> Iterable[Row]:
    if all(getattr(row, name) == value for name, value in entry.values.items()):
        _set_term(work, row, entry)
        return
    if _began_before(row, work.today) and not work.new_board:
        row.last_day = work.today - timedelta(days=1)
        work.changes.append(f"changes today: {entry.name}")
        yield model(board_id=work.board, first_day=work.today, last_day=entry.last_day, **entry.values)
        return
    for name, value in entry.values.items():
        setattr(row, name, value)
    work.changes.append(f"changed: {entry.name}")
    _set_term(work, row, entry)


def _set_term(work: Import, row: Row, entry: _Wanted) -> None:
    """A `from` that the file doesn't give keeps what it once became (the day of an import)."""
    first = entry.first_day or row.first_day
    if (row.first_day, row.last_day) != (first, entry.last_day):
        row.first_day, row.last_day = first, entry.last_day
        work.changes.append(f"term changed: {entry.name}")


def _began_before(row: Mandate | Staff, today: date) -> bool:
    return row.first_day is None or row.first_day < today


def _end(work: Import, row: Mandate | Staff) -> None:
    """Ends today; what was never to begin is taken out, for it has no history."""
    if row.last_day == work.today:
        return
    what = "ends today" if not row.first_day or row.first_day <= work.today else "taken out before it began"
    person = boards.people(work.session, {row.person_id})[row.person_id]
    work.changes.append(f"{what}: {row.role.value} {person.name}")
    if what == "ends today":
        row.last_day = work.today
    else:
        work.session.delete(row)
