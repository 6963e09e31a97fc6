"""Times and lengths in a sentence: "kl 11", "halv elva", "20 min", "en kvart", "mellan 9 och 10"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from handlers.polls.dates.vocabulary import HOURS
from handlers.replies.tokens import Kind, Piece


def _words(words: str) -> frozenset[str]:
    return frozenset(words.split())


@dataclass(frozen=True, slots=True)
class Clock:
    """Minutes after midnight; `loose`: "kl 3" may be three in the afternoon."""

    minutes: int
    loose: bool = False


_MANY = {
    **HOURS,
    "femton": 15,
    "tjugo": 20,
    "tjugofem": 25,
    "trettio": 30,
    "trettiofem": 35,
    "fyrtio": 40,
    "fyrtiofem": 45,
    "fifteen": 15,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "en": 1,
    "a": 1,
    "an": 1,
}
_MINUTES = _words("min minut minuter minute minutes mins")
_HOURS = _words("timme timmar timma tim hour hours h")
_LENGTHS: tuple[tuple[tuple[str, ...], int], ...] = (
    (("en", "kvart"), 15),
    (("en", "halvtimme"), 30),
    (("en", "halv", "timme"), 30),
    (("half", "an", "hour"), 30),
    (("a", "half", "hour"), 30),
    (("a", "quarter", "of", "an", "hour"), 15),
    (("a", "quarter"), 15),
    (("tre", "kvart"), 45),
    (("en", "och", "en", "halv", "timme"), 90),
    (("kvart",), 15),
    (("halvtimme",), 30),
    (("halvtimma",), 30),
)
_AT = _words("kl klockan at vid")
_BEFORE_TIME = _words("till fran until from fore innan efter before after forst forran by past an than")
_TO = _words("till och to and")


def with_figures(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces with each time, length and range of times made one."""
    found: list[Piece] = []
    at = 0
    while at < len(pieces):
        piece, end = _figure(pieces, at)
        found.append(piece)
        at = end
    return found


def _word(pieces: Sequence[Piece], at: int) -> str:
    return pieces[at].text if at < len(pieces) and pieces[at].kind is Kind.WORD else ""


def _figure(pieces: Sequence[Piece], at: int) -> tuple[Piece, int]:
    to_an_hour = _word(pieces, at) in ("kvart", "quarter", "halv", "half") and _spoken(pieces, at, plain=True)[0]
    length, end = (0, at) if to_an_hour else _length(pieces, at)
    if length:
        return Piece(Kind.LENGTH, value=length), end
    between = _word(pieces, at) in ("mellan", "between")
    first, end = _clock(pieces, at + 1 if between else at, between or _after_role(pieces, at))
    if first is None:
        return pieces[at], at + 1
    last, ended = _second(pieces, end, between)
    return (Piece(Kind.RANGE, value=(first, last)), ended) if last else (Piece(Kind.TIME, value=first), end)


def _after_role(pieces: Sequence[Piece], at: int) -> bool:
    return at > 0 and _word(pieces, at - 1) in _BEFORE_TIME


def _length(pieces: Sequence[Piece], at: int) -> tuple[int, int]:
    """Minutes, and the place after them; 0 where there are none."""
    for words, minutes in _LENGTHS:
        if tuple(_word(pieces, at + n) for n in range(len(words))) == words:
            return minutes, at + len(words)
    number = pieces[at].value if pieces[at].kind is Kind.NUMBER else _MANY.get(_word(pieces, at))
    unit = _word(pieces, at + 1)
    if not isinstance(number, int) or not 0 < number <= 600:
        return 0, at
    if unit in _MINUTES:
        return number, at + 2
    return (number * 60, at + 2) if unit in _HOURS and number <= 12 else (0, at)


def _clock(pieces: Sequence[Piece], at: int, bare: bool) -> tuple[Clock | None, int]:
    """`bare`: a figure without "kl" is a time too, because of the word before it."""
    marked = _word(pieces, at) in _AT
    start = at + 1 if marked else at
    while marked and _word(pieces, start) in ("kl", "klockan", "ca", "cirka", "about"):
        start += 1
    if start >= len(pieces):
        return None, at
    minutes, end, loose = _spoken(pieces, start, marked or bare)
    if minutes is None:
        return None, at
    return _half_day(pieces, Clock(minutes, loose), end)


def _half_day(pieces: Sequence[Piece], clock: Clock, at: int) -> tuple[Clock, int]:
    half = _word(pieces, at)
    if half == "pm" and clock.minutes < 12 * 60:
        return Clock(clock.minutes + 12 * 60), at + 1
    return (Clock(clock.minutes), at + 1) if half in ("am", "pm") else (clock, at)


def _spoken(pieces: Sequence[Piece], at: int, plain: bool) -> tuple[int | None, int, bool]:
    """Minutes after midnight, the place after, and whether the hour may be of the afternoon."""
    here, word = pieces[at], _word(pieces, at)
    if here.kind is Kind.CLOCK and isinstance(here.value, int) and here.value < 24 * 60:
        return here.value, at + 1, here.value < 12 * 60
    if word == "halv" and (hour := _hour(pieces, at + 1)):
        return hour * 60 - 30, at + 2, True
    if word == "half" and _word(pieces, at + 1) == "past" and (hour := _hour(pieces, at + 2)):
        return hour * 60 + 30, at + 3, True
    if word in ("kvart", "quarter") and (hour := _hour(pieces, at + 2)):
        shift = {"i": -15, "to": -15, "over": 15, "past": 15}.get(_word(pieces, at + 1))
        return (hour * 60 + shift, at + 3, True) if shift else (None, at, False)
    hour = _hour(pieces, at) if plain or _word(pieces, at + 1) in ("am", "pm") else 0
    return (hour * 60, at + 1, hour < 12) if hour else (None, at, False)


def _hour(pieces: Sequence[Piece], at: int) -> int:
    if at < len(pieces) and pieces[at].kind is Kind.NUMBER and isinstance(value := pieces[at].value, int):
        return value if 1 <= value <= 23 else 0
    return HOURS.get(_word(pieces, at), 0)


def _second(pieces: Sequence[Piece], at: int, between: bool) -> tuple[Clock | None, int]:
    """The end of a range: after a dash, or after "och" where it began with "mellan"."""
    dash = at < len(pieces) and pieces[at].kind is Kind.DASH
    tie = dash or (_word(pieces, at) in _TO and (between or _word(pieces, at) in ("till", "to")))
    clock, end = _clock(pieces, at + 1, True) if tie else (None, at)
    return clock, end
