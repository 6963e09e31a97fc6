"""The days named in a sentence, each list of them made one piece."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from handlers.polls.dates.vocabulary import GUARDED, MONTHS, WEEKDAYS
from handlers.replies.days import Day
from handlers.replies.tokens import Kind, Piece


def _words(words: str) -> frozenset[str]:
    return frozenset(words.split())


_PLURALS = {
    stem + ending: n
    for n, stem in enumerate(("mandag", "tisdag", "onsdag", "torsdag", "fredag", "lordag", "sondag"))
    for ending in ("ar", "arna")
}
_AHEAD = {"idag": 0, "today": 0, "tonight": 0, "ikvall": 0, "imorgon": 1, "imorron": 1, "tomorrow": 1, "overmorgon": 2}
_AHEAD_AFTER_I = {"dag": 0, "kvall": 0, "morgon": 1, "morron": 1, "overmorgon": 2, "eftermiddag": 0}
_HALVES = {
    **dict.fromkeys(("formiddag", "formiddagen", "fm", "morning", "morgonen"), "fm"),
    **dict.fromkeys(("eftermiddag", "eftermiddagen", "em", "afternoon"), "em"),
}
_PLACES = {"forsta": 1, "first": 1, "tredje": 3, "third": 3, "fjarde": 4, "fourth": 4, "sista": -1, "last": -1}
_SECOND = {"andra": 2, "second": 2}
_PLACED = _words("alternativet datumet dagen forslaget tiden motet option date day one proposal alternative meeting")
_SV_ORDINALS = (
    "forsta andra tredje fjarde femte sjatte sjunde attonde nionde tionde elfte tolfte trettonde fjortonde "
    "femtonde sextonde sjuttonde artonde nittonde tjugonde tjugoforsta tjugoandra tjugotredje tjugofjarde tjugofemte "
    "tjugosjatte tjugosjunde tjugoattonde tjugonionde trettionde trettioforsta"
)
_EN_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth"
)
_ORDINALS = {word: n for words in (_SV_ORDINALS, _EN_ORDINALS) for n, word in enumerate(words.split(), 1)}
_WEEK_AFTER = (
    ("veckan", "efter"),
    ("week", "after"),
    ("veckan", "darpa"),
    ("following", "week"),
    ("efterfoljande", "vecka"),
    ("veckan", "darefter"),
)
_NEXT_WEEK = (("nasta", "vecka"), ("next", "week"), ("kommande", "vecka"))
_LONGEST_LIST = 8
"""Nobody answers for more days in a row, and a row of figures costs no square of its length."""
_LISTING = _words("och eller and or samt")


def with_days(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces with each day or list of days made one; its value is a tuple of Days."""
    found: list[Piece] = []
    at = 0
    while at < len(pieces):
        days, end = _days(pieces, at)
        either = any(piece.text in ("eller", "or") for piece in pieces[at:end])
        found.append(Piece(Kind.DAY, "or" if either else "", days) if days else pieces[at])
        at = max(end, at + 1)
    return found


def _word(pieces: Sequence[Piece], at: int) -> str:
    return pieces[at].text if at < len(pieces) and pieces[at].kind is Kind.WORD else ""


def _days(pieces: Sequence[Piece], at: int) -> tuple[tuple[Day, ...], int]:
    """The days that begin at this piece and the place after them."""
    for form in (_week, _relative, _in_words, _listed, _month_first, _placed, _named, _half, _month_alone):
        days, end = form(pieces, at)
        if days:
            return _with_half(pieces, days, end)
    return (), at


Found = tuple[tuple[Day, ...], int]


def _with_half(pieces: Sequence[Piece], days: tuple[Day, ...], at: int) -> Found:
    """ "på fredag förmiddag"."""
    half = _HALVES.get(_word(pieces, at), "")
    if not half or days[0].half:
        return days, at
    return tuple(replace(day, half=half) for day in days), at + 1


def _week(pieces: Sequence[Piece], at: int) -> Found:
    two = (_word(pieces, at), _word(pieces, at + 1))
    if two in _WEEK_AFTER:
        return (Day(week_after=True),), at + 2
    if two in _NEXT_WEEK:
        return (Day(weeks_ahead=1),), at + 2
    number = pieces[at + 1] if at + 1 < len(pieces) else None
    if two[0] in ("vecka", "v", "week") and number and number.kind is Kind.NUMBER:
        return (Day(week=_value(number)),), at + 2
    return (), at


def _relative(pieces: Sequence[Piece], at: int) -> Found:
    word = _word(pieces, at)
    if word in _AHEAD:
        return (Day(ahead=_AHEAD[word]),), at + 1
    if word == "i" and _word(pieces, at + 1) in _AHEAD_AFTER_I:
        return (Day(ahead=_AHEAD_AFTER_I[_word(pieces, at + 1)]),), at + 2
    return (), at


def _in_words(pieces: Sequence[Piece], at: int) -> Found:
    """ "den femte mars"; "den femtonde" too, but "den första" may be the first of those proposed."""
    marked = _word(pieces, at) in ("den", "the")
    start = at + 1 if marked else at
    number = _ORDINALS.get(_word(pieces, start), 0)
    month, end = _month(pieces, start + 1)
    if number and (month or (marked and number > 4)):
        return (Day(day=number, month=month or None),), end if month else start + 1
    return (), at


def _value(piece: Piece) -> int:
    return piece.value if isinstance(piece.value, int) else 0


def _listed(pieces: Sequence[Piece], at: int) -> Found:
    """ "5 mars", "5, 12 och 19 mars", "den 15:e", "den 5 och 12", "5/3"."""
    if at < len(pieces) and pieces[at].kind is Kind.DATE and isinstance(date := pieces[at].value, tuple):
        day, month, year = date
        return (Day(day=day, month=month, year=year),), at + 1
    marked = _word(pieces, at) in ("den", "the")
    numbers, end, ordinal = _numbers(pieces, at + 1 if marked else at, commas=True)
    month, after = _month(pieces, end)
    if not month or marked:
        # Without a month after the last, or with a "den" before each, a comma may part two statements.
        numbers, end, ordinal = _numbers(pieces, at + 1 if marked else at, commas=False)
        month, after = _month(pieces, end)
    if numbers and month:
        year, after = _year(pieces, after)
        return tuple(Day(day=number, month=month, year=year) for number in numbers), after
    colon = len(numbers) == 1 and end < len(pieces) and pieces[end].kind is Kind.COLON
    if numbers and (ordinal or ((marked or colon) and not _is_length(pieces, end))):
        return tuple(Day(day=number) for number in numbers), end
    return (), at


def _numbers(pieces: Sequence[Piece], at: int, commas: bool) -> tuple[list[int], int, bool]:
    """The days' numbers in a row, the place after the last, and whether all are written as ordinals."""
    numbers: list[int] = []
    ordinal = True
    while at < len(pieces) and pieces[at].kind in (Kind.NUMBER, Kind.ORDINAL) and len(numbers) < _LONGEST_LIST:
        if not 1 <= _value(pieces[at]) <= 31:
            break
        numbers.append(_value(pieces[at]))
        ordinal = ordinal and pieces[at].kind is Kind.ORDINAL
        at += 1
        after = _past_tie(pieces, at, commas)
        if after == at or after >= len(pieces) or pieces[after].kind not in (Kind.NUMBER, Kind.ORDINAL):
            break
        at = after
    return numbers, at, ordinal and bool(numbers)


def _past_tie(pieces: Sequence[Piece], at: int, commas: bool) -> int:
    """Past a comma, an "och" and a "den" that lead to another figure."""
    start = at
    if at < len(pieces) and ((commas and pieces[at].kind is Kind.COMMA) or pieces[at].text in _LISTING):
        at += 1
    if at > start and _word(pieces, at) in _LISTING:
        at += 1
    return at + 1 if at > start and _word(pieces, at) in ("den", "the") else at


def _month(pieces: Sequence[Piece], at: int) -> tuple[int, int]:
    at = at + 1 if _word(pieces, at) in ("of", "i") and _word(pieces, at + 1) in MONTHS else at
    return (MONTHS[_word(pieces, at)], at + 1) if _word(pieces, at) in MONTHS else (0, at)


def _year(pieces: Sequence[Piece], at: int) -> tuple[int | None, int]:
    whole = at < len(pieces) and pieces[at].kind is Kind.NUMBER and 2000 <= _value(pieces[at]) < 2100
    return (_value(pieces[at]), at + 1) if whole else (None, at)


def _is_length(pieces: Sequence[Piece], at: int) -> bool:
    return _word(pieces, at) in ("min", "minuter", "minutes", "mins", "timmar", "tim", "h", "hours")


def _month_first(pieces: Sequence[Piece], at: int) -> Found:
    """ "March 5th"."""
    ahead = _word(pieces, at) in MONTHS and at + 1 < len(pieces)
    if not ahead or pieces[at + 1].kind not in (Kind.NUMBER, Kind.ORDINAL):
        return (), at
    return (Day(day=_value(pieces[at + 1]), month=MONTHS[_word(pieces, at)]),), at + 2


def _placed(pieces: Sequence[Piece], at: int) -> Found:
    """ "det första", "första alternativet", "den andra"."""
    article = _word(pieces, at) in ("den", "det", "the")
    word = _word(pieces, at + 1 if article else at)
    place = _PLACES.get(word) or _SECOND.get(word)
    end = at + 2 if article else at + 1
    noun = _word(pieces, end) in _PLACED
    if not place or (word == "last" and not noun) or (_word(pieces, end) and word == "andra" and not (noun or article)):
        return (), at
    if word in ("andra", "first", "forsta") and not (noun or article or _ends(pieces, end)):
        return ((Day(place=place),), end) if word != "andra" else ((), at)
    return (Day(place=place),), end + 1 if noun else end


def _ends(pieces: Sequence[Piece], at: int) -> bool:
    return at >= len(pieces) or pieces[at].kind is not Kind.WORD


def _named(pieces: Sequence[Piece], at: int) -> Found:
    """ "fredag", "nästa fredag", "fredagen den 5 mars", "fredag v 12"."""
    next_one = _word(pieces, at) in ("nasta", "next")
    here = at + 1 if next_one or _word(pieces, at) in ("kommande", "coming", "this", "next") else at
    word = _word(pieces, here)
    if word in _PLURALS:
        return (Day(weekday=_PLURALS[word], several=True),), here + 1
    weekday = _weekday(pieces, here)
    if weekday is None:
        return (), at
    end = here + 1
    after = end + 1 if end < len(pieces) and pieces[end].kind is Kind.COMMA else end
    for place in dict.fromkeys((end, after)):
        days, ended = _rest_of_named(pieces, place)
        if days and days[0].weekday is None:
            return (replace(days[0], weekday=weekday), *days[1:]), ended
    return (Day(weekday=weekday, next_one=next_one),), end


def _rest_of_named(pieces: Sequence[Piece], at: int) -> Found:
    """What says more of a weekday just named; after a comma a list of other days does not."""
    tied = at + 1 if _word(pieces, at) in ("i", "the", "on") else at
    for form in (_in_words, _listed, _month_first, _week):
        for place in (at, tied):
            days, end = form(pieces, place) if place < len(pieces) else ((), at)
            if days:
                return days, end
    return (), at


def _weekday(pieces: Sequence[Piece], at: int) -> int | None:
    """ "man", "son", "fri" and such are weekdays only in Swedish letters or before a figure."""
    word = _word(pieces, at)
    if word in WEEKDAYS and word in GUARDED and not pieces[at].ringed:
        figure = at + 1 < len(pieces) and pieces[at + 1].kind in (Kind.NUMBER, Kind.DATE, Kind.ORDINAL)
        return WEEKDAYS[word] if figure else None
    return WEEKDAYS.get(word.removesuffix("s") if word.endswith("dagens") else word)


def _half(pieces: Sequence[Piece], at: int) -> Found:
    """Not "em" or "fm", one letter from an "ej"."""
    half = _HALVES.get(_word(pieces, at)) if len(_word(pieces, at)) > 2 else None
    return ((Day(half=half),), at + 1) if half else ((), at)


def _month_alone(pieces: Sequence[Piece], at: int) -> Found:
    if _word(pieces, at) in ("i", "in") and _word(pieces, at + 1) in MONTHS:
        return (Day(month=MONTHS[_word(pieces, at + 1)]),), at + 2
    return (), at
