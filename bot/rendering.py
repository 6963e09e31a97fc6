"""What a row of the outbox says, at the moment of sending."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session

from handlers.capabilities import CARDS
from handlers.text import Text
from storage.boards import Board, Person
from storage.outbox import Outbox
from storage.sending import Claimed


@dataclass(frozen=True, slots=True)
class Rendered:
    """A message's body and, for a card, the revision that it shows."""

    body: dict[str, Any]
    rev: int


def render(session: Session, now: datetime, row: Claimed) -> Rendered | None:
    """A letter's body as it was written; a card as it is now; None when there is nothing left to show."""
    if row.body is not None:
        return Rendered(marked(row.body, row.opaque), row.wanted_rev)
    return card_body(session, now, row.id)


def card_body(session: Session, now: datetime, row_id: int) -> Rendered | None:
    """The card as it is now. Its revision is read in the same view as its facts, so nothing newer is overlooked."""
    row = session.get_one(Outbox, row_id)
    view = CARDS.get(row.view or "")
    if view is None or row.ref is None:
        return None
    message = view(session, now, row.ref, row.person_id, _language(session, row))
    return None if message is None else Rendered(marked(message.body(), row.opaque), row.wanted_rev)


def _language(session: Session, row: Outbox) -> Text:
    person = session.get(Person, row.person_id) if row.person_id else None
    board = session.get(Board, row.board_id) if row.board_id else None
    return Text((person.language if person else None) or (board.language if board else "sv"))


def marked(body: dict[str, Any], opaque: str) -> dict[str, Any]:
    """The body with the row's opaque id on its first block: the second place where a lost message is recognised."""
    blocks = [dict(block) for block in body.get("blocks", [])]
    if blocks and not blocks[0].get("block_id"):
        blocks[0]["block_id"] = f"k-{opaque}"
    return {**body, "blocks": blocks} if blocks else {"text": body["text"]}
