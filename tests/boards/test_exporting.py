"""What is exported of a board is the roster file that would make it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from handlers.boards.exporting import exported
from handlers.boards.importing import bring_in
from handlers.boards.roster import read_roster
from handlers.boards.roster_writer import write_roster
from storage.database import Database

NOW = datetime.fromisoformat("2026-11-23T09:00+01:00")
DATA = Path(__file__).parent.parent / "data"


def roster_of(name: str) -> str:
    return (DATA / f"{name}.yaml").read_text()


def test_a_board_is_exported_as_the_file_that_it_was_imported_from(database: Database) -> None:
    for name in ("insjoriket", "sodra-vatterbygden"):
        wanted = read_roster(roster_of(name))
        database.write_now(bring_in, NOW, wanted)
        found = database.read_now(exported, wanted.board.key)
        assert found is not None
        assert (found.board, found.rules, found.huvudman) == (wanted.board, wanted.rules, wanted.huvudman)
        assert set(found.people) == set(wanted.people)
        assert set(found.staff) == set(wanted.staff)


def test_an_exported_file_changes_nothing_when_it_is_imported_again(database: Database) -> None:
    database.write_now(lambda session: bring_in(session, NOW, read_roster(roster_of("sodra-vatterbygden"))))
    found = database.read_now(exported, "sodra-vatterbygden")
    assert found is not None
    again = read_roster(write_roster(found))
    assert database.write_now(lambda session: bring_in(session, NOW, again).changes) == []


def test_somebody_who_has_left_is_exported_with_their_last_day(database: Database) -> None:
    first = read_roster(roster_of("sodra-vatterbygden"))
    database.write_now(lambda session: bring_in(session, NOW, first))
    database.write_now(lambda session: bring_in(session, NOW, replace(first, people=first.people[:-1])))
    found = database.read_now(exported, "sodra-vatterbygden")
    assert found is not None
    assert [person.term.last for person in found.people if person.name == first.people[-1].name] == [NOW.date()]


def test_a_board_that_is_not_there_is_not_exported(database: Database) -> None:
    assert database.read_now(exported, "borta") is None
