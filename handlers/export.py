"""What Klubban knows, as one document of plain values (docs/export.md): everything, or what concerns one person.

Times are ISO 8601 with an offset, on the board's wall. A person is a number; the name stands in the boards' rosters."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from sqlmodel import Session

from handlers.agenda.reading import numbers
from handlers.boards.board_rules import BoardRules
from handlers.boards.people import People, zone
from handlers.boards.rule_values import plain
from handlers.export_meetings import items_of, meeting_of, poll_of, who_came
from storage import boards, meetings, records
from storage.boards import Board, Huvudman, Mandate, Person, Staff
from storage.outbox import Outbox
from storage.records import Sent
from storage.trail import Audit

Json = dict[str, Any]
FORMAT = 1
"""Moved when something in the document changes its meaning or goes; what is only added doesn't move it."""


def everything(session: Session, now: datetime) -> Json:
    """The whole database but what is kept to act by: hashes of links, marks of gestures, texts of letters."""
    found = boards.all_boards(session)
    by_id = {board.id: board for board in found}
    return {
        "format": FORMAT,
        "made": now.isoformat(),
        "boards": [_board(session, board, None) for board in found],
        "polls": [poll for board in found for poll in _polls(session, now, board, None)],
        "meetings": [meeting for board in found for meeting in _meetings(session, now, board, None)],
        "items": [item for board in found for item in items_of(session, board, numbers(session, board), None)],
        "messages": [_message(sent, by_id) for sent in records.messages(session)],
        "audit": [_audit(row, by_id) for row in records.audit(session)],
    }


def about(session: Session, now: datetime, person_id: int) -> Json:
    """What concerns one person (GDPR, article 15): nobody else's name, answer or message."""
    person = session.get_one(Person, person_id)
    mine = boards.boards_of_person(session, person_id, date.min)
    by_id = {board.id: board for board in boards.all_boards(session)}
    told = records.messages_to(session, person_id, person.dm_channel)
    return {
        "format": FORMAT,
        "made": now.isoformat(),
        "person": _person(session, person, by_id),
        "boards": [_board(session, board, person_id) for board in mine],
        "polls": [poll for board in mine for poll in _polls(session, now, board, person_id)],
        "meetings": [meeting for board in mine for meeting in _meetings(session, now, board, person_id)],
        "items": [item for board in mine for item in items_of(session, board, numbers(session, board), person_id)],
        "messages": [_message(row, by_id) | _says(row) for row in told],
        "audit": [_audit(row, by_id) for row in records.audit(session) if _concerns(row, person_id)],
    }


def _person(session: Session, person: Person, by_id: dict[int, Board]) -> Json:
    links = [
        {
            "name": link.name,
            "kind": link.kind.value,
            "board": by_id[link.board_id].key if link.board_id else None,
            "created": link.created_at.isoformat(),
            "last_used": _moment(link.last_used_at),
            "revoked": _moment(link.revoked_at),
        }
        for link in records.links(session, person.id)
    ]
    return {
        "person": person.id,
        **_known_as(person),
        "language": person.language,
        "conversation": person.dm_channel,
        "calendar_links": links,
    }


def _known_as(person: Person) -> Json:
    known = {"slack": person.slack, "email": person.email, "ref": person.ref, "phone": person.phone}
    return {"name": person.name, **known}


def _board(session: Session, board: Board, person: int | None) -> Json:
    parent = session.get(Board, board.parent_id) if board.parent_id else None
    rows = boards.huvudman(session, board.id)
    keys = {row.id: row.key for row in rows}
    mandates, staff = boards.mandates(session, board.id), boards.staff(session, board.id)
    people = boards.people(session, {row.person_id for row in mandates} | {row.person_id for row in staff})
    return {
        "key": board.key,
        "name": board.name,
        "short": board.short,
        "kind": board.kind.value,
        "parent": parent.key if parent else None,
        "timezone": board.timezone,
        "language": board.language,
        "channel": board.channel,
        "email": board.email,
        "forvaring": board.forvaring,
        "rules": _rules(board),
        "huvudman": [_huvudman(session, board, row, person) for row in rows],
        "people": [_mandate(row, people[row.person_id], keys) for row in mandates if person in (None, row.person_id)],
        "staff": [_task(row, people[row.person_id]) for row in staff if person in (None, row.person_id)],
    }


def _rules(board: Board) -> Json:
    """Every rule as it holds, the usual ones too."""
    rules = BoardRules.from_mapping(board.rules)
    return {name: plain(getattr(rules, name)) for name in rules.keys()}  # noqa: SIM118  no mapping


def _huvudman(session: Session, board: Board, row: Huvudman, person: int | None) -> Json:
    own = [seat for seat in boards.seats(session, board.id) if seat.huvudman_id == row.id]
    return {
        "key": row.key,
        "name": row.name,
        "kind": row.kind.value,
        **_term(row.first_day, row.last_day),
        "seats": [{"number": seat.number, **_term(seat.first_day, seat.last_day)} for seat in own],
        "contact": row.contact if person is None else {},
    }


def _mandate(row: Mandate, person: Person, keys: dict[int, str]) -> Json:
    return {
        "person": person.id,
        **_known_as(person),
        "huvudman": keys[row.huvudman_id],
        "role": row.role.value,
        "rank": row.rank,
        "for": row.stands_in_for_id,
        "office": row.office.value if row.office else None,
        "party": row.party,
        **_term(row.first_day, row.last_day),
    }


def _task(row: Staff, person: Person) -> Json:
    return {
        "person": person.id,
        **_known_as(person),
        "role": row.role.value,
        **_term(row.first_day, row.last_day),
    }


def _term(first: date | None, last: date | None) -> Json:
    return {"from": first.isoformat() if first else None, "to": last.isoformat() if last else None}


def _polls(session: Session, now: datetime, board: Board, person: int | None) -> Iterator[Json]:
    for row in records.polls_of_board(session, board.id):
        poll = poll_of(session, now, board, row, person)
        if person is None or poll["concerns"]:
            yield {name: value for name, value in poll.items() if name != "concerns"}


def _meetings(session: Session, now: datetime, board: Board, person: int | None) -> Iterator[Json]:
    people = People(session, board)
    mains = meetings.main_slots(session, board.id)
    rows = meetings.meetings(session, board.id)
    by_slot = {row.slot_id: row.uid for row in rows if row.slot_id}
    for row in rows:
        serves = person is not None and people.on(row.start.date()).roles(person).on_roster
        if person is None or serves or row.booked_by == person:
            main = by_slot.get(mains.get(row.slot_id or 0, 0))
            yield meeting_of(row, board.key, main) | who_came(session, now, row, person)


def _message(row: Sent | Outbox, by_id: dict[int, Board]) -> Json:
    board = by_id.get(row.board_id) if row.board_id else None

    def told(moment: datetime | None) -> str | None:
        return moment.astimezone(zone(board)).isoformat() if moment and board else _moment(moment)

    return {
        "board": board.key if board else None,
        "to": {"person": row.person_id} if row.person_id else {"channel": row.channel},
        "kind": row.name.partition(":")[0],
        "state": row.state.value,
        "created": told(row.created_at),
        "due": told(row.next_at),
        "sent": told(row.sent_at),
        "error": row.error,
    }


def _says(row: Outbox) -> Json:
    """A letter's words; a card's are made anew each time it is shown."""
    return {"text": str(row.body.get("text", ""))} if row.body else {}


def _audit(row: Audit, by_id: dict[int, Board]) -> Json:
    board = by_id[row.board_id]
    at = row.at.astimezone(zone(board)).isoformat()
    return {"at": at, "board": board.key, "person": row.person_id, "what": row.what, "facts": row.facts}


def _concerns(row: Audit, person: int) -> bool:
    return person in (row.person_id, row.facts.get("person"))


def _moment(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
