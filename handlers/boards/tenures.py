"""Mandates and tasks as the roster file says, with their history: what changes ends yesterday and begins anew today,
so that a meeting of last month is still counted with what held then (R41)."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeVar

from sqlmodel import Session

from handlers.boards.roster_checks import overlap
from handlers.boards.roster_values import RosterPerson, RosterStaff
from storage import boards
from storage.boards import Mandate, Staff
from storage.words import Term

Row = TypeVar("Row", Mandate, Staff)
DAY = timedelta(days=1)


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
    term: Term


def bring_mandates(work: Import, entries: Sequence[RosterPerson]) -> None:
    """The mandates of the file."""
    there = [(row, (row.person_id, row.huvudman_id, row.role)) for row in boards.mandates(work.session, work.board)]
    work.session.add_all(_bring(work, there, [_mandate(work, entry) for entry in entries], Mandate))


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
    return _Wanted((person, huvudman, entry.role), name, values, entry.term)


def bring_staff(work: Import, entries: Sequence[RosterStaff]) -> None:
    """The tasks of the file."""
    there = [(row, (row.person_id, row.role)) for row in boards.staff(work.session, work.board)]
    work.session.add_all(_bring(work, there, [_task(work, entry) for entry in entries], Staff))


def _task(work: Import, entry: RosterStaff) -> _Wanted:
    person = work.person(entry)
    values = {"person_id": person, "role": entry.role}
    name = f"{entry.role.value} {entry.name}"
    return _Wanted((person, entry.role), name, values, entry.term)


def _bring(
    work: Import, there: Sequence[tuple[Row, Hashable]], wanted: Iterable[_Wanted], model: type[Row]
) -> Iterator[Row]:
    """Pairs the file's entries with what is there; gives the rows to add, changes or ends the others."""
    left = list(there)
    for entry in wanted:
        past = [row for row, key in there if key == entry.same and _over(row.last_day, work.today)]
        same = [pair for pair in left if pair[1] == entry.same and _may_be(pair[0], entry, work.today)]
        if not same:
            yield _begin(work, entry, model, past)
            continue
        pair = min(same, key=lambda pair: _unlike(pair[0], entry))
        left.remove(pair)
        yield from _change(work, pair[0], entry, model, past)
    for row, _ in left:
        if not _over(row.last_day, work.today):
            _end(work, row)


def _over(last_day: date | None, today: date) -> bool:
    return last_day is not None and last_day < today


def _may_be(row: Mandate | Staff, entry: _Wanted, today: date) -> bool:
    """Whether the entry may speak of this tenure. What is over is only meant by an entry that is over too; one who is
    to begin later doesn't move the beginning of what has begun."""
    if _over(row.last_day, today) and not _over(entry.term.last, today):
        return False
    return _begun(row.first_day, today) == _begun(entry.term.first, today) and overlap(_term(row), entry.term)


def _begun(first_day: date | None, today: date) -> bool:
    return first_day is None or first_day <= today


def _term(row: Mandate | Staff) -> Term:
    return Term(row.first_day, row.last_day)


def _unlike(row: Mandate | Staff, entry: _Wanted) -> tuple[bool, bool, int]:
    """The least is the tenure that is meant: the same days, else the latest."""
    latest = -(row.last_day or date.max).toordinal()
    return (row.last_day != entry.term.last, row.first_day != entry.term.first, latest)


def _begin(work: Import, entry: _Wanted, model: type[Row], past: Sequence[Row]) -> Row:
    since = None if work.new_board or _over(entry.term.last, work.today) else work.today
    first = _first(work, entry, past) or since
    work.changes.append(f"new: {entry.name}")
    return model(board_id=work.board, first_day=first, last_day=entry.term.last, **entry.values)


def _first(work: Import, entry: _Wanted, past: Sequence[Mandate | Staff]) -> date | None:
    """The entry's `from`. It may reach back over changes since: what is over by then keeps its days."""
    if entry.term.first is None or _over(entry.term.last, work.today):
        return entry.term.first
    return max([entry.term.first, *(row.last_day + DAY for row in past if row.last_day)])


def _change(work: Import, row: Row, entry: _Wanted, model: type[Row], past: Sequence[Row]) -> Iterator[Row]:
    if _over(entry.term.last, work.today):
        _set_term(work, row, entry, row.first_day)  # what has been is not rewritten, only its end is told late
        return
    if all(getattr(row, name) == value for name, value in entry.values.items()):
        _set_term(work, row, entry, _first(work, entry, past) or row.first_day)
        return
    start = _changes_on(row, entry, work.today)
    if row.first_day is None or row.first_day < start:
        row.last_day = start - DAY
        work.changes.append(f"changes {'today' if start == work.today else start}: {entry.name}")
        yield model(board_id=work.board, first_day=start, last_day=entry.term.last, **entry.values)
        return
    for name, value in entry.values.items():
        setattr(row, name, value)
    work.changes.append(f"changed: {entry.name}")
    _set_term(work, row, entry, entry.term.first if not _begun(entry.term.first, work.today) else row.first_day)


def _changes_on(row: Mandate | Staff, entry: _Wanted, today: date) -> date:
    """Today, or since the day that the file now gives as the beginning; a coming tenure changes where it stands."""
    if not _begun(row.first_day, today):
        return row.first_day or today
    first = entry.term.first
    return first if first and first > (row.first_day or date.min) else today


def _set_term(work: Import, row: Mandate | Staff, entry: _Wanted, first: date | None) -> None:
    """A `from` that the file doesn't give keeps what it once became (the day of an import)."""
    if _term(row) != Term(first, entry.term.last):
        row.first_day, row.last_day = first, entry.term.last
        work.changes.append(f"term changed: {entry.name}")


def _end(work: Import, row: Mandate | Staff) -> None:
    """Ends today; what was never to begin is taken out, for it has no history."""
    if row.last_day == work.today:
        return
    what = "ends today" if _begun(row.first_day, work.today) else "taken out before it began"
    person = boards.people(work.session, {row.person_id})[row.person_id]
    work.changes.append(f"{what}: {row.role.value} {person.name}")
    if what == "ends today":
        row.last_day = work.today
    else:
        work.session.delete(row)
