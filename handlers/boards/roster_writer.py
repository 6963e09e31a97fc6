"""A roster as the file that it would be read from; pure. What is as usual is left out."""

from __future__ import annotations

from typing import Any

import yaml

from handlers.boards.roster_values import Roster, RosterBoard, RosterHuvudman, RosterPerson, RosterStaff
from handlers.boards.rule_values import plain
from storage.words import Term


def write_roster(roster: Roster) -> str:
    """YAML that `read_roster` reads back as an equal roster."""
    document = {
        "board": _board(roster.board),
        "rules": roster.rules.differences(),
        "huvudman": [_huvudman(huvudman) for huvudman in roster.huvudman],
        "people": [_person(person) for person in roster.people],
        "staff": [_staff(one) for one in roster.staff],
    }
    kept = {key: value for key, value in document.items() if value or key == "people"}
    return str(yaml.safe_dump(kept, allow_unicode=True, sort_keys=False, width=110))


def _board(board: RosterBoard) -> dict[str, Any]:
    short = None if board.short == board.name else board.short
    places = {"channel": board.channel, "email": board.email, "forvaring": board.forvaring}
    zone = {"timezone": board.timezone, "language": board.language}
    return _given(
        {"key": board.key, "name": board.name, "short": short, "kind": board.kind.value, "parent": board.parent}
        | zone
        | places
    )


def _huvudman(huvudman: RosterHuvudman) -> dict[str, Any]:
    usual = {"key": huvudman.key, "name": huvudman.name, "kind": huvudman.kind.value}
    seats = None if huvudman.seats == 1 else huvudman.seats
    contact = plain(huvudman.contact) if huvudman.contact else None
    return _given(usual | {"seats": seats} | _term(huvudman.term) | {"contact": contact})


def _person(person: RosterPerson) -> dict[str, Any]:
    mandate = {"huvudman": person.huvudman, "role": person.role.value, "rank": person.rank}
    office = person.office.value if person.office else None
    rest = {"for": person.stands_in_for, "office": office, "party": person.party}
    return _given(_known_as(person) | mandate | rest | _term(person.term))


def _staff(staff: RosterStaff) -> dict[str, Any]:
    return _given(_known_as(staff) | {"role": staff.role.value} | _term(staff.term))


def _known_as(one: RosterPerson | RosterStaff) -> dict[str, Any]:
    known = one.identity
    return {"name": one.name, "slack": known.slack, "email": known.email, "ref": known.ref, "phone": one.phone}


def _term(term: Term) -> dict[str, Any]:
    return {"from": term.first, "to": term.last}


def _given(items: dict[str, Any]) -> dict[str, Any]:
    return {key: item for key, item in items.items() if item is not None}
