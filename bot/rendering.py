"""What a row of the outbox says, at the moment of sending."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session

from handlers.capabilities import CARDS
from handlers.text import Text
from storage import boards
from storage.boards import Board, Person
from storage.outbox import Outbox, revs_now
from storage.sending import Claimed


@dataclass(frozen=True, slots=True)
class Rendered:
    """A message's body and, for a card, the revision that it shows."""

    body: dict[str, Any]
    rev: int


@dataclass(frozen=True, slots=True)
class Ready:
    """What a claimed row says, None when there is nothing left to show; and its reader's DM where that is known."""

    message: Rendered | None
    dm_channel: str | None


def ready(session: Session, now: datetime, rows: Sequence[Claimed]) -> dict[int, Ready]:
    """All that was claimed at once, in one read: of one question there are often twenty cards."""
    # The revisions are read before the facts, so nothing newer is overlooked.
    revs = revs_now(session, {row.id for row in rows})
    readers = boards.people(session, {row.person_id for row in rows if row.person_id})
    return {row.id: _ready(session, now, row, revs[row.id], readers) for row in rows}


def _ready(session: Session, now: datetime, row: Claimed, rev: int, readers: Mapping[int, Person]) -> Ready:
    reader = readers.get(row.person_id or 0)
    dm_channel = reader.dm_channel if reader else None
    if row.body is not None:
        return Ready(Rendered(marked(row.body, row.opaque), rev), dm_channel)
    return Ready(card(session, now, row, rev), dm_channel)


def card(session: Session, now: datetime, row: Claimed | Outbox, rev: int) -> Rendered | None:
    """The card as it is now: a letter's body was written, a card is rendered. `rev` was read before this."""
    view = CARDS.get(row.view or "")
    if view is None or row.ref is None:
        return None
    message = view(session, now, row.ref, row.person_id, _language(session, row))
    return None if message is None else Rendered(marked(message.body(), row.opaque), rev)


def _language(session: Session, row: Claimed | Outbox) -> Text:
    person = session.get(Person, row.person_id) if row.person_id else None
    board = session.get(Board, row.board_id) if row.board_id else None
    return Text((person.language if person else None) or (board.language if board else "sv"))


def marked(body: dict[str, Any], opaque: str) -> dict[str, Any]:
    """The body with the row's opaque id on its first block: the second place where a lost message is recognised."""
    blocks = [dict(block) for block in body.get("blocks", [])]
    if blocks and not blocks[0].get("block_id"):
        blocks[0]["block_id"] = f"k-{opaque}"
    return {**body, "blocks": blocks} if blocks else {"text": body["text"]}
