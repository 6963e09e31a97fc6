"""What is said of a day, and whether a meeting or a proposed time is on it. No date is guessed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta


@dataclass(frozen=True, slots=True)
class Day:
    """What was said of a day; everything said must hold. Nothing said of it: any day."""

    weekday: int | None = None
    day: int | None = None
    month: int | None = None
    year: int | None = None
    ahead: int | None = None
    """Days from today."""
    week: int | None = None
    """ISO week number."""
    weeks_ahead: int | None = None
    week_after: bool = False
    """The week after the one last spoken of."""
    next_one: bool = False
    """ "nästa fredag": this week's or next week's?"""
    half: str = ""
    """ "fm" or "em"."""
    place: int | None = None
    """The first (1), second … or last (-1) of those proposed."""
    several: bool = False
    """ "måndagarna": every such day."""


def fits(day: Day, start: datetime, end: datetime, now: datetime, week_of: date | None) -> bool:
    """Whether a time is on the day; `week_of`: a day of the week last spoken of. `place` is the caller's to judge."""
    on = start.date()
    monday = now.date() - timedelta(days=now.weekday())
    said = (
        (day.weekday, on.weekday()),
        (day.day, on.day),
        (day.month, on.month),
        (day.year, on.year),
        (day.ahead, (on - now.date()).days),
        (day.week, on.isocalendar().week),
        (day.weeks_ahead, (on - monday).days // 7),
    )
    if any(wanted is not None and wanted != real for wanted, real in said):
        return False
    if day.week_after and (week_of is None or _weeks_between(week_of, on) != 1):
        return False
    return not day.half or (end.hour <= 13 if day.half == "fm" else start.hour >= 12)


def _weeks_between(one: date, other: date) -> int:
    first = one - timedelta(days=one.weekday())
    return (other - first).days // 7
