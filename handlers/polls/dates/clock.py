"""The grammar of times: "kl 9-12", "08:30-15:15", "0900", "halv nio till tolv", "1pm-3pm"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import time

from handlers.polls.dates.lexer import Token
from handlers.polls.dates.values import QuestionKind
from handlers.polls.dates.vocabulary import Kind

NOON = 12 * 60
YEARLIKE = range(2010, 2045)
"""Four figures without "kl" that a reader takes for a year rather than an evening; left to be asked about."""


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day in minutes after midnight. `sure`: it can't mean twelve hours later."""

    minutes: int
    sure: bool
    half_day: str | None = None
    figures: bool = False
    """Written as one or two figures only, so that it could be a day."""


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """From start to end in minutes; end None was not said. `bare`: figures like 8-10, which could be days."""

    start: int
    end: int | None
    bare: bool = False
    asked: QuestionKind | None = None
    others: tuple[tuple[int, int | None], ...] = ()
    """What it may have meant, where it is asked."""

    def readings(self) -> tuple[tuple[time, time | None], ...]:
        """The start and end, or the possible ones where it is asked."""
        pairs = self.others if self.asked else ((self.start, self.end),)
        return tuple((_time(start), None if end is None else _time(end)) for start, end in pairs)


def _time(minutes: int) -> time:
    return time(minutes // 60, minutes % 60)


def parse_time(tokens: Sequence[Token], at: int) -> tuple[TimeSpan, int] | None:
    """The time that begins at token `at` and the place after it; None where there is none.

    One figure alone ("9") is a time only after "kl"; a range of figures ("9-12") always."""
    first, between = at, False
    while at < len(tokens) and tokens[at].kind is Kind.AT:
        between = between or tokens[at].value == "between"
        at += 1
    said_at = at > first
    opening = _clock(tokens, at)
    if not opening:
        return None
    start, after = opening
    if not said_at and tokens[at].kind is Kind.NUMBER and len(tokens[at].text) == 4 and tokens[at].value in YEARLIKE:
        return None
    closing = _end(tokens, after, between)
    if closing:
        end, after = closing
        if _is_day_of_month(tokens, end, after):
            return None
        return _span(start, end, bare=start.figures and end.figures and not said_at), after
    if _is_day_of_month(tokens, start, after):
        return None
    if said_at or not (start.figures or tokens[at].kind is Kind.HOUR or len(tokens[at].text) == 3):
        return _span(start, None, bare=False), after
    return None


def _is_day_of_month(tokens: Sequence[Token], clock: Clock, after: int) -> bool:
    """ "från 8 oktober" and "kl 9-15 oktober" end in a day, not in an hour."""
    return clock.figures and after < len(tokens) and tokens[after].kind is Kind.MONTH


def _end(tokens: Sequence[Token], at: int, between: bool) -> tuple[Clock, int] | None:
    """What follows "till", a dash, or the "och" of "mellan 9 och 12"."""
    if at >= len(tokens):
        return None
    ties = tokens[at].kind in (Kind.TO, Kind.DASH)
    if not ties and not (between and tokens[at].value == "and"):
        return None
    at += 1
    while at < len(tokens) and tokens[at].kind is Kind.AT:
        at += 1
    return _clock(tokens, at)


def _clock(tokens: Sequence[Token], at: int) -> tuple[Clock, int] | None:
    found = _plain_clock(tokens, at) or _spoken_clock(tokens, at)
    if not found:
        return None
    clock, at = found
    if at < len(tokens) and tokens[at].kind is Kind.HALF_DAY:
        half = str(tokens[at].value)
        return _with_half_day(clock, half), at + 1
    return clock, at


def _with_half_day(clock: Clock, half: str) -> Clock:
    """12 am is midnight and 12 pm noon; Swedish "12 fm" is noon, too."""
    minutes = clock.minutes
    if half == "pm" and minutes < NOON:
        minutes += NOON
    if half == "am" and NOON <= minutes < NOON + 60:
        minutes -= NOON
    return replace(clock, minutes=minutes, sure=True, half_day=half, figures=False)


def _plain_clock(tokens: Sequence[Token], at: int) -> tuple[Clock, int] | None:
    token = tokens[at] if at < len(tokens) else None
    if token and token.kind is Kind.CLOCK and isinstance(token.value, tuple):
        hour, minute = token.value
        return (Clock(hour * 60 + minute, _sure(token.text, hour)), at + 1) if hour < 24 else None
    if not token or token.kind is not Kind.NUMBER or token.text == "ordinal" or not isinstance(token.value, int):
        return None
    if len(token.text) <= 2:
        hour = token.value
        return (Clock(hour * 60, _sure(token.text, hour), figures=True), at + 1) if hour < 24 else None
    hour, minute = divmod(token.value, 100)
    return (Clock(hour * 60 + minute, _sure(token.text, hour)), at + 1) if hour < 24 and minute < 60 else None


def _sure(text: str, hour: int) -> bool:
    """Nobody meets at six in the morning unless the figures say so with a nought: "06.30"."""
    return text.startswith("0") or hour > 6


def _spoken_clock(tokens: Sequence[Token], at: int) -> tuple[Clock, int] | None:
    """ "halv nio" is half past eight; "kvart i tio"; "noon"; "nio"."""
    if at >= len(tokens):
        return None
    kind = tokens[at].kind
    if kind is Kind.NOON:
        return Clock(NOON, sure=True), at + 1
    shift = {Kind.HALF: -30, Kind.HALF_PAST: 30, Kind.QUARTER_PAST: 15, Kind.QUARTER_TO: -15}.get(kind)
    hour_at = at if shift is None else at + 1
    hour = _hour(tokens[hour_at]) if hour_at < len(tokens) else None
    if hour is None or (shift is None and kind is not Kind.HOUR):
        return None
    minutes = hour * 60 + (shift or 0)
    return Clock(minutes, sure=minutes >= 8 * 60), hour_at + 1


def _hour(token: Token) -> int | None:
    said = token.kind is Kind.HOUR or (token.kind is Kind.NUMBER and len(token.text) <= 2)
    return token.value if said and isinstance(token.value, int) and 1 <= token.value <= 23 else None


def _span(start: Clock, end: Clock | None, bare: bool) -> TimeSpan:
    """The two put together; what is unclear carries its question."""
    if end is None:
        return _lone(start, bare)
    if end.half_day and not start.half_day:
        start = _borrowed(start, end)
    first, last = start.minutes, end.minutes
    if not start.sure and first < last <= NOON and last < 13 * 60:
        return TimeSpan(first, last, bare, QuestionKind.NIGHT_OR_DAY, _both_halves(first, last))
    if last <= first:
        noon_late = ((first, last + NOON),) if first < last + NOON < 2 * NOON else ()
        turned = ((last, first),) if last < first else ()
        return TimeSpan(first, last, bare, QuestionKind.END_BEFORE_START, (*noon_late, *turned))
    return TimeSpan(first, last, bare)


def _lone(start: Clock, bare: bool) -> TimeSpan:
    if start.sure:
        return TimeSpan(start.minutes, None, bare)
    others = ((start.minutes + NOON, None), (start.minutes, None))
    return TimeSpan(start.minutes, None, bare, QuestionKind.NIGHT_OR_DAY, others)


def _both_halves(first: int, last: int) -> tuple[tuple[int, int | None], ...]:
    later = last + NOON if last < NOON else last
    return ((first + NOON, later), (first, last)) if first + NOON < later else ((first, last),)


def _borrowed(start: Clock, end: Clock) -> Clock:
    """In "1-3 pm" the pm is for both; in "10-1 pm" the start comes before noon."""
    both = _with_half_day(start, end.half_day or "")
    return both if both.minutes < end.minutes else replace(start, sure=True)
