"""What the reader of dates gives back. All days and times are local to the board."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum

MAX_CHARACTERS = 3000
MAX_MAINS = 20
"""Main times in one question; each may have its reserve time beside it."""
MAX_SLOTS = 2 * MAX_MAINS


class QuestionKind(StrEnum):
    """What has to be asked; said of each: what was written, and what its candidates are."""

    UNREADABLE = "unreadable"
    """Words that are neither date, time, title nor note; candidates: what it would be without them, if anything."""
    LEADING_TEXT = "leading_text"
    """Words before the first date, without the colon that would make them the title."""
    DATE_IN_TITLE = "date_in_title"
    """The title holds a date; candidates: that date. Perhaps the colon stands elsewhere than the person meant."""
    NEXT_WEEKDAY = "ambiguous_next_weekday"
    """ "nästa torsdag"; candidates: the coming one and the one after."""
    WEEKDAY = "ambiguous_weekday"
    """A weekday alone that could be several days; candidates: those."""
    YEAR = "ambiguous_year"
    """No year, and another year than the next such date's is named elsewhere; candidates: one per year."""
    WEEK_WITHOUT_DAY = "week_without_day"
    """ "v 40"; candidates: Monday to Friday of it."""
    WEEKDAY_MISMATCH = "weekday_mismatch"
    """The weekday isn't the date's; candidates: the date as written, then the nearest dates on that weekday."""
    NO_SUCH_DATE = "no_such_date"
    """31 november, v 53 where there is none; candidates: the nearest days, if any."""
    DAY_RANGE = "day_range"
    """ "8-10 oktober"; candidates: each day of it."""
    DAYS_OR_HOURS = "days_or_hours"
    """ "8-10" where it could be days, a date or hours; candidates: what can be worked out."""
    MISSING_TIME = "missing_time"
    """Candidates: the slots without a time, which stand in `Reading.slots` too."""
    MISSING_END = "missing_end"
    """Candidates: the slots that have only a start, which stand in `Reading.slots` too."""
    NIGHT_OR_DAY = "night_or_day"
    """ "kl 1-3"; candidates: the afternoon, then the night."""
    END_BEFORE_START = "end_before_start"
    """Candidates: the afternoon's end, then the two turned round."""
    SECOND_TIME = "second_time"
    """A further time for a day that has one; candidates: the day at that time."""
    RESERVE_FOR_WHICH = "reserve_for_which"
    """A reserve date after several main dates; candidates: it as the reserve of each."""
    RESERVE_WITHOUT_MAIN = "reserve_without_main"
    """A reserve date without a main date that could be read; candidates: it as a date of its own."""
    RESERVE_OR_MAIN = "reserve_or_main"
    """ "reserv 10 mars och 17 mars"; candidates: the second as a reserve (where possible), then as a main date."""
    TOO_LONG = "too_long"
    """More than MAX_CHARACTERS; nothing was read. Written: how it begins."""
    TOO_MANY = "too_many"
    """More than MAX_MAINS main dates, or MAX_SLOTS with their reserves. Written: what was not read."""


@dataclass(frozen=True, slots=True)
class ReadSlot:
    """One proposed time. A time that is None hasn't been said."""

    day: date
    start: time | None = None
    end: time | None = None
    note: str | None = None
    reserve_for: int | None = None
    """The index, in the slots of the same reading, of the main date whose reserve this is."""
    written: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Question:
    """Something to ask back. Choosing a candidate answers it; none stands in the slots unless the kind says so."""

    kind: QuestionKind
    written: str
    candidates: tuple[ReadSlot, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What was understood of a text, and what must be asked. No slots and no questions: nothing was written."""

    title: str | None = None
    slots: tuple[ReadSlot, ...] = ()
    questions: tuple[Question, ...] = ()
