"""The words that dates are made of, folded: lower case, without rings and dots (mandag, lordag, overmorgon)."""

from __future__ import annotations

from enum import Enum, auto


class Kind(Enum):
    """What a token is to the grammar."""

    NUMBER = auto()
    CLOCK = auto()
    DATE = auto()
    WEEKDAY = auto()
    MONTH = auto()
    WEEK = auto()
    RELATIVE_WEEK = auto()
    RELATIVE_DAY = auto()
    NEXT = auto()
    COMING = auto()
    FILLER = auto()
    AT = auto()
    TO = auto()
    DASH = auto()
    HALF = auto()
    HALF_PAST = auto()
    QUARTER_PAST = auto()
    QUARTER_TO = auto()
    HOUR = auto()
    NOON = auto()
    HALF_DAY = auto()
    RESERVE = auto()
    BREAK = auto()
    COLON = auto()
    OPEN = auto()
    CLOSE = auto()
    NOTE = auto()
    TEXT = auto()


_SV_DAYS = ("mandag", "tisdag", "onsdag", "torsdag", "fredag", "lordag", "sondag")
_SV_SHORT = (("man",), ("tis", "tisd"), ("ons", "onsd"), ("tor", "tors"), ("fre", "fred"), ("lor",), ("son",))
_EN_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_EN_SHORT = (("mon",), ("tue", "tues"), ("wed",), ("thu", "thur", "thurs"), ("fri",), ("sat",), ("sun",))
_MONTHS = (
    ("januari", "january", "jan"),
    ("februari", "february", "feb", "febr"),
    ("mars", "march", "mar"),
    ("april", "apr"),
    ("maj", "may"),
    ("juni", "june", "jun"),
    ("juli", "july", "jul"),
    ("augusti", "august", "aug"),
    ("september", "sept", "sep"),
    ("oktober", "october", "okt", "oct"),
    ("november", "nov"),
    ("december", "dec"),
)
_SV_HOURS = ("ett", "tva", "tre", "fyra", "fem", "sex", "sju", "atta", "nio", "tio", "elva", "tolv")
_EN_HOURS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")

WEEKDAYS = {
    word: number
    for number in range(7)
    for word in (
        _SV_DAYS[number],
        _SV_DAYS[number] + "en",
        *_SV_SHORT[number],
        _EN_DAYS[number],
        *_EN_SHORT[number],
    )
}
GUARDED = {"man", "son", "lor", "tor", "fri", "sat", "sun", "mon", "wed"}
"""Words of their own too ("man", "son", "fri"): weekdays only before a figure, unless written with their dots."""

MONTHS = {word: number for number, words in enumerate(_MONTHS, 1) for word in words}
HOURS = {word: number for words in (_SV_HOURS, _EN_HOURS) for number, word in enumerate(words, 1)}

WORDS: dict[str, tuple[Kind, object]] = {
    **{word: (Kind.WEEKDAY, number) for word, number in WEEKDAYS.items()},
    **{word: (Kind.MONTH, number) for word, number in MONTHS.items()},
    **{word: (Kind.HOUR, number) for word, number in HOURS.items()},
    **dict.fromkeys(("den", "pa", "antingen", "either", "the", "on", "of"), (Kind.FILLER, None)),
    **dict.fromkeys(("kl", "klockan", "at", "fran", "from", "@"), (Kind.AT, "at")),
    **dict.fromkeys(("mellan", "between"), (Kind.AT, "between")),
    **dict.fromkeys(("till", "to"), (Kind.TO, None)),
    **dict.fromkeys(("nasta", "next"), (Kind.NEXT, None)),
    **dict.fromkeys(("kommande", "nastkommande", "nu", "this", "coming"), (Kind.COMING, None)),
    **dict.fromkeys(("eller", "or", "alternativt", "alt"), (Kind.BREAK, "or")),
    **dict.fromkeys(("och", "samt", "and", "&", "+"), (Kind.BREAK, "and")),
    **dict.fromkeys(("reservdatum", "reserv", "reservdag", "reservtid", "reserve"), (Kind.RESERVE, None)),
    **dict.fromkeys(("fm",), (Kind.HALF_DAY, "fm")),
    **dict.fromkeys(("am",), (Kind.HALF_DAY, "am")),
    **dict.fromkeys(("em", "pm"), (Kind.HALF_DAY, "pm")),
    **dict.fromkeys(("noon", "midday"), (Kind.NOON, None)),
    **dict.fromkeys(("idag", "today"), (Kind.RELATIVE_DAY, 0)),
    **dict.fromkeys(("imorgon", "imorron", "tomorrow"), (Kind.RELATIVE_DAY, 1)),
    **dict.fromkeys(("overmorgon", "iovermorgon"), (Kind.RELATIVE_DAY, 2)),
    "halv": (Kind.HALF, None),
}

PHRASES: tuple[tuple[str, Kind, object], ...] = (
    (r"i dag", Kind.RELATIVE_DAY, 0),
    (r"i morgon|i morron", Kind.RELATIVE_DAY, 1),
    (r"i overmorgon|the day after tomorrow|day after tomorrow", Kind.RELATIVE_DAY, 2),
    (r"denna vecka|den har veckan|i veckan|this week", Kind.RELATIVE_WEEK, 0),
    (r"nasta vecka|next week|kommande vecka", Kind.RELATIVE_WEEK, 1),
    (r"pa formiddagen|pa morgonen|in the morning|a\.m\.|f\.m\.", Kind.HALF_DAY, "fm"),
    (r"pa eftermiddagen|pa kvallen|in the afternoon|in the evening|p\.m\.|e\.m\.", Kind.HALF_DAY, "pm"),
    (r"half past", Kind.HALF_PAST, None),
    (r"kvart over|quarter past|a quarter past", Kind.QUARTER_PAST, None),
    (r"kvart i|quarter to|a quarter to", Kind.QUARTER_TO, None),
    (r"reserve date|backup date|reserve day", Kind.RESERVE, None),
)
"""Words that mean something together, with one blank between them; each ends where a word ends."""

# fmt: off
SUSPICIOUS = frozenset({
    "inte", "ej", "ingen", "inget", "utom", "forutom", "utgar", "installt", "installd", "installs", "stalls",
    "flyttas", "andras", "andrat", "istallet", "not", "no", "except", "cancelled", "canceled", "moved", "instead",
    "nasta", "forra", "next", "last", "ar", "aret", "year", "varje", "every", "manad", "month", "januari",
    "februari", "mars", "april", "augusti", "september", "oktober", "november", "december", "january", "february",
    "march", "august", "october", "mandagar", "tisdagar", "onsdagar", "torsdagar", "fredagar", "lordagar",
    "sondagar", "mondays", "tuesdays", "wednesdays", "thursdays", "fridays", "saturdays", "sundays", "om", "fore",
    "efter", "before", "after", "senast", "tidigast", "latest", "earliest",
    "fran", "from", "ca", "cirka", "runt", "omkring", "around", "about", "fram", "until", "forhinder",
    "upptagen", "upptagna", "busy",
})
# fmt: on
"""Words that in a note may turn a date's meaning round; then the date is asked about."""
