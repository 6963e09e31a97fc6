"""Reads what the personal page shows of a secret calendar link. Changes nothing: mail scanners open links too."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from handlers.boards.actions import language_of
from handlers.feeds.facts import PersonalPage
from handlers.feeds.reading import address, token_hash
from storage import links
from storage.boards import Board, Person


def personal_page(session: Session, now: datetime, token: str) -> PersonalPage | None:
    """Whose calendar the link opens, in its owner's language. None when there is no such link."""
    link = links.link_by_hash(session, token_hash(token))
    if link is None:
        return None
    owner = session.get_one(Person, link.person_id)
    board = session.get(Board, link.board_id) if link.board_id else None
    behind = address(session, now, token)
    return PersonalPage(
        language=language_of(session, owner.id),
        calendar=board.name if board else owner.name,
        board=board is not None,
        link=link.name,
        works=behind is not None and not behind.revoked,
    )
