"""Which date a mention means, counted from today; more than one where only the person can say."""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import MAXYEAR, date, timedelta

from handlers.polls.dates.days import Form, Mention
from handlers.polls.dates.values import QuestionKind

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Dates:
    """The days a mention may mean; `asked` None: exactly one, and no doubt."""

    days: tuple[date, ...]
    asked: QuestionKind | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """What stands around a mention: today, the years said outright, the day named before it, the week named after."""

    today: date
    years: frozenset[int] = frozenset()
    previous: date | None = None
    week_after: date | None = None
    """Monday of the week in which the next mention falls, where that was named by its week."""


def which(mention: Mention, around: Context) -> Dates:
    """The date meant. Never raises: a day that doesn't exist is asked about."""
    try:
        return _FORMS[mention.form](mention, around)
    except (OverflowError, ValueError):
        return Dates((), QuestionKind.NO_SUCH_DATE)


def monday(day: date) -> date:
    """The Monday of the day's week."""
    return day - timedelta(days=day.weekday())


def _real(year: int, month: int, day: int) -> date | None:
    fits = 1 <= year <= MAXYEAR and 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]
    return date(year, month, day) if fits else None


def _date(mention: Mention, around: Context) -> Dates:
    """A missing year is the next such date; another year said elsewhere in the text makes it a question."""
    day, month = mention.day, mention.month
    if mention.year:
        options = [_real(mention.year, month, day)]
    else:
        coming = (_real(around.today.year + ahead, month, day) for ahead in range(9))
        first = next((found for found in coming if found and found >= around.today), None)
        options = [first, *(_real(year, month, day) for year in sorted(around.years))]
    real = sorted({option for option in options if option})
    if not real:
        return Dates(_nearest(mention, around), QuestionKind.NO_SUCH_DATE)
    return _on_weekday(mention, real)


def _on_weekday(mention: Mention, options: list[date]) -> Dates:
    """A weekday said with the date settles which year is meant, or shows that one of the two is wrong."""
    if mention.weekday is not None:
        fitting = [option for option in options if option.weekday() == mention.weekday]
        if not fitting:
            return Dates(_around(options[0], mention), QuestionKind.WEEKDAY_MISMATCH)
        options = fitting
    return Dates(tuple(options), QuestionKind.YEAR if len(options) > 1 else None)


def _around(written: date, mention: Mention) -> tuple[date, ...]:
    """The date as written, the nearest such weekdays, and the same date of the years beside it where that fits."""
    ahead = ((mention.weekday or 0) - written.weekday()) % 7
    near = [written + timedelta(days=ahead), written + timedelta(days=ahead) - WEEK]
    shifts = (-1, 1) if mention.form is Form.DATE else ()
    other_years = [_real(written.year + shift, written.month, written.day) for shift in shifts]
    fitting = [day for day in other_years if day and day.weekday() == mention.weekday]
    return (written, *sorted(near, key=lambda day: abs(day - written)), *fitting)


def _nearest(mention: Mention, around: Context) -> tuple[date, ...]:
    """For 31 november: 30 november and 1 december."""
    year = mention.year or around.today.year
    if not 1 <= mention.month <= 12 or not 1 <= year < MAXYEAR or mention.day < 1:
        return ()
    last = date(year, mention.month, calendar.monthrange(year, mention.month)[1])
    if last < around.today and not mention.year:
        last = date(year + 1, mention.month, calendar.monthrange(year + 1, mention.month)[1])
    return (last, last + timedelta(days=1))


def _range(mention: Mention, around: Context) -> Dates:
    first = _date(Mention(Form.DATE, day=mention.day, month=mention.month, year=mention.year), around).days
    end = _real(first[0].year, mention.month, mention.last) if first else None
    if not end or end <= first[0]:
        return Dates((), QuestionKind.DAY_RANGE)
    return Dates(tuple(first[0] + timedelta(days=n) for n in range((end - first[0]).days + 1)), QuestionKind.DAY_RANGE)


def _relative(mention: Mention, around: Context) -> Dates:
    return _on_weekday(mention, [around.today + timedelta(days=mention.number)])


def _week(mention: Mention, around: Context) -> Dates:
    """ISO week numbers; without a year the next time there is such a day."""
    weekday = mention.weekday or 0
    if mention.year:
        options = [_iso(mention.year, mention.number, weekday)]
    else:
        coming = (_iso(around.today.isocalendar().year + ahead, mention.number, weekday) for ahead in range(12))
        last_of = timedelta(days=4 if mention.weekday is None else 0)
        first = next((found for found in coming if found and found + last_of >= around.today), None)
        options = [first, *(_iso(year, mention.number, weekday) for year in sorted(around.years))]
    real = sorted({option for option in options if option})
    if not real:
        return Dates((), QuestionKind.NO_SUCH_DATE)
    if mention.weekday is None:
        return _working_week(real[0])
    return Dates(tuple(real), QuestionKind.YEAR if len(real) > 1 else None)


def _iso(year: int, week: int, weekday: int) -> date | None:
    try:
        return date.fromisocalendar(year, week, weekday + 1)
    except ValueError:
        return None


def _working_week(first: date) -> Dates:
    return Dates(tuple(first + timedelta(days=n) for n in range(5)), QuestionKind.WEEK_WITHOUT_DAY)


def _relative_week(mention: Mention, around: Context) -> Dates:
    first = monday(around.today) + mention.number * WEEK
    if mention.weekday is None:
        return _working_week(first)
    return Dates((first + timedelta(days=mention.weekday),))


def _weekday(mention: Mention, around: Context) -> Dates:
    """A weekday alone is the coming one, if nothing beside it says otherwise. Said on that very day, it is asked."""
    weekday = mention.weekday or 0
    coming = _first_after(around.today, weekday)
    if mention.next_one:
        return Dates((coming, coming + WEEK), QuestionKind.NEXT_WEEKDAY)
    options = {coming}
    if around.today.weekday() == weekday:
        options.add(around.today)
    if around.previous:
        options.add(_first_after(around.previous, weekday))
    if around.week_after:
        options.add(around.week_after + timedelta(days=weekday))
    return Dates(tuple(sorted(options)), QuestionKind.WEEKDAY if len(options) > 1 else None)


def _first_after(day: date, weekday: int) -> date:
    return day + timedelta(days=(weekday - day.weekday() - 1) % 7 + 1)


_FORMS = {
    Form.DATE: _date,
    Form.RANGE: _range,
    Form.RELATIVE: _relative,
    Form.WEEK: _week,
    Form.RELATIVE_WEEK: _relative_week,
    Form.WEEKDAY: _weekday,
}


def named_week(mention: Mention, today: date) -> date | None:
    """Monday of the week that a mention names by itself; None where it names none."""
    if mention.form not in (Form.WEEK, Form.RELATIVE_WEEK):
        return None
    days = which(mention, Context(today)).days
    return monday(days[0]) if days else None


def stated_years(mentions: Iterable[Mention]) -> frozenset[int]:
    """The years said outright."""
    return frozenset(mention.year for mention in mentions if mention.year)
