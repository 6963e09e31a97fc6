"""§ numbers (R36): one series a calendar year, a meeting, or for ever; unique, without gaps, parts with letters. Pure.

Provisional until the roll is opened: the numbers follow from the order, so that nobody keeps them up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from handlers.agenda.facts import Item, Paragraph
from handlers.boards.board_rules import Numbering

LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Sitting:
    """A meeting's day and its items in order; only a sammanträde takes part in the board's series."""

    day: date
    items: tuple[Item, ...]
    decides: bool = True


def numbered(sittings: Sequence[Sitting], numbering: Numbering, first: int | None) -> dict[int, Paragraph]:
    """Item → its number. Sittings in order of date; `first` is where the series began when the board came here."""
    numbers: dict[int, Paragraph] = {}
    following: dict[object, int] = {}
    begun = False
    for place, sitting in enumerate(sittings):
        series = _series(sitting, place, numbering)
        own = sitting.decides and numbering is not Numbering.MEETING
        start = (first or 1) if own and not begun else 1
        begun = begun or (own and bool(sitting.items))
        numbers |= _one_sitting(sitting, following.get(series, start))
        taken = [numbers[item.id].number for item in sitting.items if item.part_of is None]
        if taken:
            following[series] = max(taken) + 1
    return numbers


def _series(sitting: Sitting, place: int, numbering: Numbering) -> object:
    """What shares a series; a meeting that decides nothing numbers its own items."""
    if not sitting.decides or numbering is Numbering.MEETING:
        return ("meeting", place)
    return ("year", sitting.day.year) if numbering is Numbering.YEAR else "for ever"


def _one_sitting(sitting: Sitting, start: int) -> dict[int, Paragraph]:
    mains = in_order(item for item in sitting.items if item.part_of is None)
    numbers: dict[int, Paragraph] = {}
    number = start
    for item in mains:
        number = item.paragraph if item.paragraph is not None else number
        frozen = item.paragraph is not None
        numbers[item.id] = Paragraph(number, frozen=frozen)
        parts = [one for one in sitting.items if one.part_of == item.id]
        numbers |= {one.id: Paragraph(number, letter(n), frozen) for n, one in enumerate(parts)}
        number += 1
    return numbers


def in_order(mains: Iterable[Item]) -> list[Item]:
    """As they are numbered: extra items last (R36)."""
    return sorted(mains, key=lambda item: (item.extra, item.position, item.id))


def letter(n: int) -> str:
    """a, b … z, aa, ab …"""
    head, tail = divmod(n, len(LETTERS))
    return (letter(head - 1) if head else "") + LETTERS[tail]


def span(numbers: Mapping[int, Paragraph]) -> tuple[int, int] | None:
    """The first and last number of a meeting's items."""
    found = [one.number for one in numbers.values()]
    return (min(found), max(found)) if found else None
