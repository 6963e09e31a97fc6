"""Secret calendar links: made, shown once, taken back. They are a person's own, so no board is touched."""

from __future__ import annotations

import secrets
from datetime import datetime

from sqlmodel import Session

from handlers.boards.actions import roles_on, whom_to_ask
from handlers.errors import Refusal
from handlers.feeds import views
from handlers.feeds.facts import NewLink
from handlers.feeds.reading import token_hash
from handlers.run import Who
from handlers.text import Text
from storage import links, trail
from storage.boards import Board, Person
from storage.links import CalendarLink
from storage.words import LinkKind

MOST_LINKS = 20
"""So many fit on the calendars' page, and nobody has more calendars to feed."""


def make_link(session: Session, now: datetime, who: Who, board_id: int | None) -> NewLink:
    """A further link to the person's own meetings, or to a board's for anyone on its roster. The token is told once.

    Raises Refusal to those who aren't on the board, and to one who has too many links already."""
    if board_id is None:
        return _new(session, now, who.person, None, Text(who.language).plain("Mina möten"))
    board = session.get_one(Board, board_id)
    if not roles_on(session, now, board, who.person).on_roster:
        raise Refusal(whom_to_ask(session, now))
    made = _new(session, now, who.person, board, board.short)
    trail.note(session, now, board.id, who.person, "calendar.link", link=made.id)
    return made


def make_link_for(session: Session, now: datetime, person_id: int, name: str) -> str:
    """The token of a further link to a person's own meetings, under that name; a number is added where it is taken.

    Raises Refusal for one who has too many links already."""
    return _new(session, now, session.get_one(Person, person_id).id, None, name).token


def _new(session: Session, now: datetime, person_id: int, board: Board | None, name: str) -> NewLink:
    taken = {link.name for link in links.links_of_person(session, person_id)}
    if len(taken) >= MOST_LINKS:
        raise Refusal(views.too_many)
    token = secrets.token_urlsafe(32)
    row = CalendarLink(
        kind=LinkKind.BOARD if board else LinkKind.PERSON,
        person_id=person_id,
        board_id=board.id if board else None,
        name=_free(name, taken),
        token_hash=token_hash(token),
        created_at=now,
    )
    session.add(row)
    session.flush()
    return NewLink(row.id, token, row.name, board.name if board else None)


def _free(name: str, taken: set[str]) -> str:
    numbered = (f"{name} {number}" for number in range(2, MOST_LINKS + 2))
    return next(each for each in (name, *numbered) if each not in taken)


def revoke(session: Session, now: datetime, who: Who, link_id: int) -> None:
    """Takes one's own link back: from now on it answers 410. Done twice it is done once."""
    row = session.get(CalendarLink, link_id)
    if row is None or row.person_id != who.person:
        raise Refusal(views.not_your_link)
    _revoke(session, now, who, row)


def revoke_all(session: Session, now: datetime, who: Who) -> int:
    """Takes all of one's links back; how many they were."""
    rows = links.links_of_person(session, who.person)
    for row in rows:
        _revoke(session, now, who, row)
    return len(rows)


def _revoke(session: Session, now: datetime, who: Who, row: CalendarLink) -> None:
    if row.revoked_at is not None:
        return
    row.revoked_at = now
    session.flush()
    if row.board_id is not None:
        trail.note(session, now, row.board_id, who.person, "calendar.revoked", link=row.id)
