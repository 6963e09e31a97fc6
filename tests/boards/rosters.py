"""Rosters for tests of the import: a small board, changed a little at a time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time

from sqlmodel import Session

from handlers.boards.importing import bring_in
from handlers.boards.people import composition
from handlers.boards.roster import read_roster
from storage.boards import board_by_key, people
from storage.database import Database
from storage.words import MandateFacts, Role

HEAD = "board: {key: %s, name: Styrelsen %s, kind: samordningsforbund}\n"
HUVUDMAN = (
    "{key: habo, name: Habo kommun, kind: kommun}",
    "{key: region, name: Regionen, kind: region, seats: 2}",
    "{key: fk, name: Försäkringskassan, kind: forsakringskassan}",
)
"""Four seats; nobody is appointed to Försäkringskassan's."""
ANNA = "{name: Anna, slack: U1, huvudman: habo, role: ledamot, office: ordforande}"
BO = "{name: Bo, email: bo@habo.example, huvudman: habo, role: ersattare, rank: 1}"
CIA = "{name: Cia, ref: cia, huvudman: region, role: ledamot}"
DAN = "{name: Dan, slack: U4, huvudman: region, role: ersattare, rank: 1}"
EVA = "{name: Eva, slack: U5, huvudman: region, role: ersattare, rank: 2}"
EVERYBODY = (ANNA, BO, CIA, DAN, EVA)
SECRETARY = "{name: Sif, slack: U9, role: sekreterare}"

FEBRUARY, MARCH, APRIL = date(2026, 2, 10), date(2026, 3, 10), date(2026, 4, 10)


def text(
    people: Iterable[str] = EVERYBODY,
    huvudman: Iterable[str] = HUVUDMAN,
    staff: Iterable[str] = (SECRETARY,),
    key: str = "vattern",
) -> str:
    """A roster file."""
    parts = [HEAD % (key, key)]
    for name, entries in (("huvudman", huvudman), ("people", people), ("staff", staff)):
        parts.append(f"{name}:\n" + "".join(f"  - {entry}\n" for entry in entries))
    return "".join(parts)


def bring(database: Database, roster: str, day: date = MARCH) -> list[str]:
    """Imports the file on a day; what it says that it changed."""
    now = datetime.combine(day, time(9), UTC)
    return database.write_now(lambda session: bring_in(session, now, read_roster(roster)).changes)


def sits(database: Database, day: date, key: str = "vattern") -> list[str]:
    """Who holds what on the day, a line each, sorted."""

    def work(session: Session) -> list[str]:
        board = board_by_key(session, key)
        assert board is not None
        facts = composition(session, board, day)
        known = people(session, {m.person for m in facts.mandates} | {person for person, _ in facts.staff})
        lines = [f"{known[m.person].name} {_mandate(m)}" for m in facts.mandates]
        return sorted(lines + [f"{known[person].name} {role}" for person, role in facts.staff])

    return database.read_now(work)


def _mandate(facts: MandateFacts) -> str:
    rank = f" {facts.rank}" if facts.role is Role.ERSATTARE and facts.rank else ""
    return f"{facts.role.value}{rank}" + (f" {facts.office.value}" if facts.office else "")


def seats_on(database: Database, day: date, key: str = "vattern") -> int:
    """n of R12 on the day."""

    def work(session: Session) -> int:
        board = board_by_key(session, key)
        assert board is not None
        return len(composition(session, board, day).seats)

    return database.read_now(work)
