"""What is pointed out about dates before anything is posted (R38). Warnings, never refusals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from handlers.calendar_days import SATURDAY, is_eve, red_day
from handlers.polls.dates.values import ReadSlot

FAR_MONTHS = 18


class WarningKind(StrEnum):
    """What is odd about a slot."""

    PAST = "past"
    FAR_AHEAD = "far_ahead"
    """More than 18 months ahead."""
    WEEKEND = "weekend"
    RED_DAY = "red_day"
    EVE = "eve"
    """Midsommarafton, julafton or nyårsafton."""
    END_BEFORE_START = "end_before_start"
    RESERVE_NOT_AFTER = "reserve_not_after"
    """The reserve is on or before its main date."""
    SAME_DAY = "same_day"
    """Another slot, or another event of the board, that day."""
    SAME_TIME = "same_time"
    """Another slot, or another event of the board, at an overlapping time."""


@dataclass(frozen=True, slots=True)
class Busy:
    """Another event of the board; without start it takes the day, without end it is only known when it begins."""

    day: date
    start: time | None = None
    end: time | None = None
    title: str = ""


@dataclass(frozen=True, slots=True)
class DateWarning:
    """One odd thing about the slot with this index. `other`: a slot's index; `name`: a red day's or an event's."""

    kind: WarningKind
    slot: int
    name: str | None = None
    other: int | None = None


def warnings(
    slots: Sequence[ReadSlot], today: date, others: Iterable[Busy] = (), language: str = "sv"
) -> tuple[DateWarning, ...]:
    """All that is odd, slot by slot. Red days are named in `language`, "sv" or "en"."""
    busy = tuple(others)
    found: list[DateWarning] = []
    for at, slot in enumerate(slots):
        found += _about_the_day(at, slot, today, language)
        found += _about_itself(at, slot, slots)
        found += _about_others(at, slot, slots, busy)
    return tuple(found)


def _about_the_day(at: int, slot: ReadSlot, today: date, language: str) -> Iterator[DateWarning]:
    name = red_day(slot.day, language)
    if slot.day < today:
        yield DateWarning(WarningKind.PAST, at)
    if (slot.day.year - today.year) * 12 + slot.day.month - today.month > FAR_MONTHS or _just_over(slot.day, today):
        yield DateWarning(WarningKind.FAR_AHEAD, at)
    if slot.day.weekday() >= SATURDAY:
        yield DateWarning(WarningKind.WEEKEND, at)
    if name:
        yield DateWarning(WarningKind.RED_DAY, at, name)
    if is_eve(slot.day):
        yield DateWarning(WarningKind.EVE, at)


def _just_over(day: date, today: date) -> bool:
    """In the eighteenth month ahead, later in the month than today."""
    months = (day.year - today.year) * 12 + day.month - today.month
    return months == FAR_MONTHS and day.day > today.day


def _about_itself(at: int, slot: ReadSlot, slots: Sequence[ReadSlot]) -> Iterator[DateWarning]:
    if slot.start is not None and slot.end is not None and slot.end <= slot.start:
        yield DateWarning(WarningKind.END_BEFORE_START, at)
    main = slot.reserve_for
    if main is not None and 0 <= main < len(slots) and slot.day <= slots[main].day:
        yield DateWarning(WarningKind.RESERVE_NOT_AFTER, at, other=main)


def _about_others(at: int, slot: ReadSlot, slots: Sequence[ReadSlot], busy: Sequence[Busy]) -> Iterator[DateWarning]:
    """Each pair of slots is named once, at the later of the two."""
    for index, other in enumerate(slots[:at]):
        if other.day == slot.day:
            yield DateWarning(_clash(slot, other), at, other=index)
    for event in busy:
        if event.day == slot.day:
            yield DateWarning(_clash(slot, event), at, name=event.title or None)


def _clash(one: ReadSlot, other: ReadSlot | Busy) -> WarningKind:
    """The same day, or also the same time: where both have a start and neither ends before the other begins."""
    if one.start is None or other.start is None:
        return WarningKind.SAME_TIME if one.start == other.start else WarningKind.SAME_DAY
    apart = (one.end or one.start) <= other.start or (other.end or other.start) <= one.start
    return WarningKind.SAME_TIME if one.start == other.start or not apart else WarningKind.SAME_DAY
