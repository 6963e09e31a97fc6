"""The grammar of days: what a mention of a day says, before anybody asks which date it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from handlers.polls.dates.lexer import NumericDate, Token
from handlers.polls.dates.vocabulary import Kind


class Form(Enum):
    """How a day was named."""

    DATE = auto()
    RANGE = auto()
    RELATIVE = auto()
    WEEK = auto()
    RELATIVE_WEEK = auto()
    WEEKDAY = auto()


@dataclass(frozen=True, slots=True)
class Mention:
    """One day as it was named; which fields hold depends on the form."""

    form: Form
    weekday: int | None = None
    day: int = 0
    last: int = 0
    """The last day of a RANGE."""
    month: int = 0
    year: int | None = None
    number: int = 0
    """The week's number (WEEK), or how many days or weeks ahead (RELATIVE, RELATIVE_WEEK)."""
    next_one: bool = False
    """ "nästa torsdag": this week's or next week's?"""


Found = tuple[tuple[Mention, ...], int]
YEARS = range(1970, 2100)
LONGEST_LIST = 31
"""No month has more days, and a row of figures costs no square of its length."""


def parse_days(tokens: Sequence[Token], at: int) -> Found | None:
    """The day or days that begin at token `at` and the place after them; None where there are none."""
    at = _skip(tokens, at, Kind.FILLER)
    next_one = _is(tokens, at, Kind.NEXT)
    named = _skip(tokens, _skip(tokens, at, Kind.NEXT, Kind.COMING), Kind.FILLER)
    if _is(tokens, named, Kind.WEEKDAY):
        return _from_weekday(tokens, named, next_one)
    return _date(tokens, at) or _list(tokens, at) or _week(tokens, at)


def _is(tokens: Sequence[Token], at: int, *kinds: Kind) -> bool:
    return at < len(tokens) and tokens[at].kind in kinds


def _skip(tokens: Sequence[Token], at: int, *kinds: Kind) -> int:
    while _is(tokens, at, *kinds):
        at += 1
    return at


def _comma(tokens: Sequence[Token], at: int) -> int:
    """Past one comma or colon, as in "fredag, 5 mars" and "v 40: tisdag"."""
    tie = _is(tokens, at, Kind.COLON) or (_is(tokens, at, Kind.BREAK) and tokens[at].value == "comma")
    return at + 1 if tie else at


def _number(tokens: Sequence[Token], at: int) -> int:
    value = tokens[at].value if _is(tokens, at, Kind.NUMBER, Kind.MONTH, Kind.WEEK, Kind.WEEKDAY) else 0
    return value if isinstance(value, int) else 0


def _from_weekday(tokens: Sequence[Token], at: int, next_one: bool) -> Found:
    """A weekday with its date or week after it, or alone."""
    weekday = _number(tokens, at)
    after = _skip(tokens, _comma(tokens, at + 1), Kind.FILLER)
    dated = _date(tokens, after) or _list(tokens, after, weekday)
    if dated:
        (first, *rest), end = dated
        return (replace(first, weekday=weekday), *rest), end
    for week_at in (after, _skip(tokens, at + 1, Kind.FILLER)):
        if _is(tokens, week_at, Kind.WEEK, Kind.RELATIVE_WEEK):
            mention, end = _week_of(tokens, week_at)
            return (replace(mention, weekday=weekday),), end
    return (Mention(Form.WEEKDAY, weekday, next_one=next_one),), at + 1


def _date(tokens: Sequence[Token], at: int) -> Found | None:
    """One day that needs no neighbour: 2027-03-05, 8/10, 5 March 2027, March 5, i morgon."""
    mention: Mention | None = None
    if _is(tokens, at, Kind.DATE):
        mention, at = _numeric(tokens, at)
    elif _is(tokens, at, Kind.RELATIVE_DAY) and isinstance(ahead := tokens[at].value, int):
        mention, at = Mention(Form.RELATIVE, number=ahead), at + 1
    elif _is(tokens, at, Kind.MONTH) and _is_day(tokens, at + 1):
        year, end = _year(tokens, _comma(tokens, at + 2))
        mention = Mention(Form.DATE, day=_number(tokens, at + 1), month=_number(tokens, at), year=year)
        at = end if year else at + 2
    if not mention:
        return None
    weekday, at = _trailing_weekday(tokens, at)
    return (replace(mention, weekday=weekday),), at


def _numeric(tokens: Sequence[Token], at: int) -> tuple[Mention, int]:
    written = tokens[at].value
    assert isinstance(written, NumericDate)
    year, after = written.year, at + 1
    if year is None:
        year, after = _year(tokens, after)
    return Mention(Form.DATE, day=written.day, month=written.month, year=year), after


def _trailing_weekday(tokens: Sequence[Token], at: int) -> tuple[int | None, int]:
    """ "8 oktober (torsdag)", "i morgon tisdag"."""
    inner = at + 1 if _is(tokens, at, Kind.OPEN) else at
    if not _is(tokens, inner, Kind.WEEKDAY):
        return None, at
    if inner == at:
        alone = not (_date(tokens, at + 1) or _list(tokens, at + 1) or _is(tokens, at + 1, Kind.WEEK))
        return (_number(tokens, at), at + 1) if alone else (None, at)
    return (_number(tokens, inner), inner + 2) if _is(tokens, inner + 1, Kind.CLOSE) else (None, at)


def _is_day(tokens: Sequence[Token], at: int) -> bool:
    return _is(tokens, at, Kind.NUMBER) and 1 <= _number(tokens, at) <= 39 and len(tokens[at].text) != 4


def _year(tokens: Sequence[Token], at: int) -> tuple[int | None, int]:
    """Four figures that are a year, unless they begin a range of hours: "0900-1200", "2000-2130"."""
    whole = _is(tokens, at, Kind.NUMBER) and len(tokens[at].text) == 4 and _number(tokens, at) in YEARS
    hours = _is(tokens, at + 1, Kind.DASH) and _is(tokens, at + 2, Kind.NUMBER) and len(tokens[at + 2].text) == 4
    return (_number(tokens, at), at + 1) if whole and not hours else (None, at)


def _list(tokens: Sequence[Token], at: int, weekday: int | None = None) -> Found | None:
    """ "8 oktober", "8, 15 och 22 oktober", "tors 8 och tors 15/10", "8-10 oktober": days that share a month."""
    days: list[tuple[int, int | None]] = []
    last = 0
    while _is_day(tokens, at) and len(days) < LONGEST_LIST:
        days.append((_number(tokens, at), weekday))
        at += 1
        if not last and _is(tokens, at, Kind.DASH) and _is_day(tokens, at + 1):
            last, at = _number(tokens, at + 1), at + 2
        month = _month(tokens, at)
        if month:
            return _shared(tokens, days, last, *month)
        weekday, at = _next_in_list(tokens, at)
        if _is(tokens, at, Kind.DATE) and not last:
            return _ending_numeric(tokens, days, weekday, at)
    return None


def _month(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    """The month's number and the place after it, past an "of" or an "i"."""
    at = _skip(tokens, at, Kind.FILLER)
    return (_number(tokens, at), at + 1) if _is(tokens, at, Kind.MONTH) else None


def _next_in_list(tokens: Sequence[Token], at: int) -> tuple[int | None, int]:
    """Past the commas and words between two days; returns the next one's weekday, if it has one."""
    broken = at
    while _is(tokens, at, Kind.BREAK) and tokens[at].value in ("comma", "and", "or"):
        at += 1
    if at == broken:
        return None, len(tokens)
    at = _skip(tokens, at, Kind.FILLER)
    if _is(tokens, at, Kind.WEEKDAY):
        return _number(tokens, at), _skip(tokens, at + 1, Kind.FILLER)
    return None, at


def _shared(
    tokens: Sequence[Token], days: list[tuple[int, int | None]], last: int, month: int, at: int
) -> Found | None:
    """The days with the month found after them; their order must rise, or figures were swept up that are none."""
    if [day for day, _ in days] != sorted({day for day, _ in days}):
        return None
    year, after = _year(tokens, at)
    if not year and _is(tokens, at, Kind.BREAK) and tokens[at].value == "comma":
        year, after = _year(tokens, at + 1)
        after = after if year else at
    trailing, after = _trailing_weekday(tokens, after) if len(days) == 1 else (None, after)
    if last:
        return _range(days, last, month, year, after)
    found = (Mention(Form.DATE, own or trailing, day, month=month, year=year) for day, own in days)
    return tuple(found), after


def _range(days: list[tuple[int, int | None]], last: int, month: int, year: int | None, at: int) -> Found | None:
    """A range stands alone or not at all: "8-10 och 15 oktober" is left to be asked about."""
    if len(days) != 1:
        return None
    day, weekday = days[0]
    return (Mention(Form.RANGE, weekday, day, last, month, year),), at


def _ending_numeric(
    tokens: Sequence[Token], days: list[tuple[int, int | None]], weekday: int | None, at: int
) -> Found | None:
    """ "8, 15 och 22/10": the last one carries the month."""
    ending, after = _numeric(tokens, at)
    numbers = [day for day, _ in days] + [ending.day]
    if numbers != sorted(set(numbers)) or len(tokens[at].text) > 5:
        return None
    earlier = tuple(Mention(Form.DATE, own, day, month=ending.month, year=ending.year) for day, own in days)
    return (*earlier, replace(ending, weekday=weekday)), after


def _week(tokens: Sequence[Token], at: int) -> Found | None:
    """ "v 40 tisdag", "nästa vecka på torsdag"; without a day it is asked which."""
    if not _is(tokens, at, Kind.WEEK, Kind.RELATIVE_WEEK):
        return None
    mention, after = _week_of(tokens, at)
    named = _skip(tokens, _comma(tokens, after), Kind.FILLER)
    if not _is(tokens, named, Kind.WEEKDAY) or _date(tokens, named + 1) or _list(tokens, named + 1):
        return (mention,), after
    year, end = _year(tokens, named + 1)
    return (replace(mention, weekday=_number(tokens, named), year=year or mention.year),), end


def _week_of(tokens: Sequence[Token], at: int) -> tuple[Mention, int]:
    value = tokens[at].value
    number = value if isinstance(value, int) else 0
    if tokens[at].kind is Kind.RELATIVE_WEEK:
        return Mention(Form.RELATIVE_WEEK, number=number), at + 1
    year, after = _year(tokens, at + 1)
    return Mention(Form.WEEK, number=number, year=year), after
