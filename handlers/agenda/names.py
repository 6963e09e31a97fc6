"""What the messages about items are called: the same name is the same message (storage/outbox.py)."""

from __future__ import annotations

ITEM, RECEIPT = "agenda.item", "agenda.receipt"


def item_name(item: int, secretary: int) -> str:
    """To the secretary: the item, with what can be done about it."""
    return f"{ITEM}:{item}:{secretary}"


def receipt_name(item: int) -> str:
    """To the submitter: that it has been received, and how it stands."""
    return f"{RECEIPT}:{item}"
