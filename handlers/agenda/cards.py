"""The cards about items, each rendered from the database as it is at the moment of sending."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from sqlmodel import Session

from handlers.agenda import names, views
from handlers.agenda.facts import OneItem
from handlers.agenda.reading import one_item
from handlers.blocks import Message
from handlers.text import Text
from storage import agenda

Card = Callable[[Session, datetime, int, int | None, Text], Message | None]


def _card(view: Callable[[Text, OneItem], Message]) -> Card:
    def card(session: Session, now: datetime, item: int, _reader: int | None, text: Text) -> Message | None:
        return view(text, one_item(session, now, item)) if agenda.item(session, item) is not None else None

    return card


CARDS: Mapping[str, Card] = {names.ITEM: _card(views.to_secretary), names.RECEIPT: _card(views.receipt)}
