"""What proposed days mean for the board's year: terms that end, seats that nobody holds then, dates set by law. Pure.

Pointed out, never refused (R19, R38, R41)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from handlers.boards.facts import Composition
from handlers.boards.rule_values import YearDate
from storage.words import BoardKind, Role

IN_TIME = timedelta(days=90)
"""A meeting earlier than this before a date in the year isn't the one that handles it."""


class NoticeKind(StrEnum):
    """What is worth a look before anything is sent."""

    VACANT = "vacant"
    """More seats lack a ledamot that day than today: mandates have run out by then."""
    TERM_ENDS = "term_ends"
    """A term ends before that day, and the roster has the same people after it."""
    TOO_LATE = "too_late"
    """The title names a matter that must be decided before that day (R19)."""
    NO_MEETING_IN_TIME = "no_meeting_in_time"
    """None of the year's meetings falls in the 90 days up to the date (R19)."""


@dataclass(frozen=True, slots=True)
class Due:
    """A date of the year: `what` is `budget`, `arsredovisning` or the board's own words for it (R19)."""

    what: str
    by: date


@dataclass(frozen=True, slots=True)
class YearNotice:
    """One thing pointed out about `day`. `n` counts seats; `due` is set for the two kinds about dates of the year."""

    kind: NoticeKind
    day: date
    n: int = 0
    ends: date | None = None
    due: Due | None = None


MATTERS = {"budget": ("budget",), "arsredovisning": ("årsredovisning", "årsbokslut")}
"""How a title names what the law sets a date for."""


def dates_of_year(year: int, kind: BoardKind, own: Iterable[YearDate]) -> list[Due]:
    """FinsamL 23-24 §§ for a samordningsförbund, and what the board has added itself."""
    by_law = [Due("arsredovisning", date(year, 3, 31)), Due("budget", date(year, 11, 30))]
    added = [Due(each.what, date(year, each.month, each.day)) for each in own]
    return sorted([*(by_law if kind is BoardKind.SAMORDNINGSFORBUND else []), *added], key=lambda due: due.by)


def term_end(kind: BoardKind, first: date, last: date) -> date | None:
    """The last day of a term that ends from `first` to the day before `last` (R33, R41); None for an association.

    31 March after the year of a general election (2022, 2026, …), for a nämnd or kommunalförbund 31 December in it."""
    for year in range(first.year, last.year + 1):
        if kind in (BoardKind.NAMND, BoardKind.KOMMUNALFORBUND) and year % 4 == 2:
            end = date(year, 12, 31)
        elif kind in (BoardKind.SAMORDNINGSFORBUND, BoardKind.ARBETSUTSKOTT) and year % 4 == 3:
            end = date(year, 3, 31)
        else:
            continue
        if first <= end < last:
            return end
    return None


def about_people(
    days: Sequence[date], kind: BoardKind, today: date, compositions: Mapping[date, Composition]
) -> Iterator[YearNotice]:
    """Seats that nobody holds then, and a term that ends on the way. `compositions` has today and every day; for the
    day on which a term ends, too."""
    vacant_today = vacant(compositions[today])
    for day in sorted(set(days)):
        if (n := vacant(compositions[day])) > vacant_today:
            yield YearNotice(NoticeKind.VACANT, day, n=n)
    for day in sorted(set(days)):
        end = term_end(kind, today, day)
        if end is not None and compositions[end].mandates == compositions[day].mandates != ():
            yield YearNotice(NoticeKind.TERM_ENDS, day, ends=end)
            return


def vacant(composition: Composition) -> int:
    """How many seats have no ledamot."""
    ledamoter = [mandate.huvudman for mandate in composition.mandates if mandate.role is Role.LEDAMOT]
    seats = [seat.huvudman for seat in composition.seats]
    return sum(max(seats.count(huvudman) - ledamoter.count(huvudman), 0) for huvudman in set(seats))


def too_late(title: str, days: Iterable[date], kind: BoardKind) -> Iterator[YearNotice]:
    """Days after the date by which the law wants the matter in the title decided."""
    if kind is not BoardKind.SAMORDNINGSFORBUND:
        return
    said = title.casefold()
    for day in sorted(set(days)):
        for due in dates_of_year(day.year, kind, ()):
            if day > due.by and any(word in said for word in MATTERS[due.what]):
                yield YearNotice(NoticeKind.TOO_LATE, day, due=due)


def without_meeting(
    days: Collection[date], others: Collection[date], kind: BoardKind, own: Sequence[YearDate], today: date
) -> Iterator[YearNotice]:
    """The dates of the year for which a year's plan (`days`, beside the meetings there are) has no meeting in time."""
    everything = [*days, *others]
    for year in sorted({day.year for day in days}):
        if sum(day.year == year for day in days) < 2:
            continue
        for due in dates_of_year(year, kind, own):
            in_time = any(due.by - IN_TIME <= day <= due.by for day in everything)
            if due.by > today and not in_time:
                yield YearNotice(NoticeKind.NO_MEETING_IN_TIME, due.by, due=due)


@dataclass(frozen=True, slots=True)
class Planned:
    """A date of the year, and the board's last meeting that falls in time for it; None where none does (R19)."""

    due: Due
    meeting: date | None


def yearly_plan(days: Iterable[date], kind: BoardKind, own: Sequence[YearDate], today: date) -> list[Planned]:
    """What the coming twelve months demand, in order of date, with the meetings that are booked on `days`."""
    ends = today + timedelta(days=365)
    dues = [due for year in (today.year, today.year + 1) for due in dates_of_year(year, kind, own)]
    booked = sorted(days)
    return [
        Planned(due, next((day for day in reversed(booked) if due.by - IN_TIME <= day <= due.by), None))
        for due in dues
        if today <= due.by <= ends
    ]
