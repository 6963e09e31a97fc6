"""The order of an agenda: up, down, to a number, part of the one above. Pure: ids in, ids out."""

from __future__ import annotations

from collections.abc import Sequence


def moved(order: Sequence[int], item: int, to: int) -> list[int]:
    """With the item at that place (from 0); beyond either end is the end."""
    rest = [one for one in order if one != item]
    place = min(max(to, 0), len(rest))
    return [*rest[:place], item, *rest[place:]]


def up(order: Sequence[int], item: int) -> list[int]:
    """One place earlier."""
    return moved(order, item, max(list(order).index(item) - 1, 0))


def down(order: Sequence[int], item: int) -> list[int]:
    """One place later."""
    return moved(order, item, list(order).index(item) + 1)


def before(order: Sequence[int], item: int) -> int | None:
    """Which one stands above it."""
    place = list(order).index(item)
    return order[place - 1] if place else None
