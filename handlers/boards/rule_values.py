"""How the value of a board's rule is read from, and written as, plain YAML or JSON; pure.

Every reader takes the rule's name and the value, and raises ValueError with a sentence that says what to write."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, time, timedelta
from enum import StrEnum
from typing import Any, TypeVar

Reader = Callable[[str, Any], Any]
Word = TypeVar("Word", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class CallWaits:
    """R7, in clock hours: the time to answer when much, under 48 h, and under 8 h remain, and the hours of the day
    (local time) between which anybody is asked."""

    far: timedelta = timedelta(hours=48)
    near: timedelta = timedelta(hours=4)
    last: timedelta = timedelta(hours=1)
    day: tuple[time, time] = (time(7), time(21))


@dataclass(frozen=True, slots=True)
class Distance:
    """R21: the board's decision, its extent in the board's words, and how many days before one must say so."""

    decision: str
    extent: str = ""
    notice_days: int = 0


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to reach at an office, the registrator as a rule."""

    name: str | None = None
    mail: str | None = None
    phone: str | None = None


@dataclass(frozen=True, slots=True)
class ExtraBoard:
    """R30: a notice board beside the members' own."""

    name: str
    contact: Contact | None = None


@dataclass(frozen=True, slots=True)
class YearDate:
    """R19: a deadline of the board's own, on the same day every year."""

    what: str
    month: int
    day: int


def yes_or_no(name: str, value: Any) -> bool:
    """true or false, nothing that resembles them."""
    if not isinstance(value, bool):
        raise ValueError(f"{name} must be true or false, not {value!r}")
    return value


def number(name: str, value: Any, low: int, high: int) -> int:
    """A whole number within the bounds, both included."""
    if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
        raise ValueError(f"{name} must be a whole number from {low} to {high}, not {value!r}")
    return value


def one_of(name: str, value: Any, words: type[Word]) -> Word:
    """One of the words."""
    if value not in list(words):
        raise ValueError(f"{name} must be one of {', '.join(words)}, not {value!r}")
    return words(value)


def text(name: str, value: Any) -> str:
    """A line with something in it."""
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"{name} must be a text, not {value!r}")
    return " ".join(value.split())


def paragraph(name: str, value: Any) -> int | None:
    """The first § of a series, or null."""
    return None if value is None else number(name, value, 1, 99_999)


def hour(name: str, value: Any) -> time:
    """A time of day such as "09:00"; in quotes, since YAML may take a bare one for a number."""
    if not isinstance(value, str) or not re.fullmatch(r"([01]?\d|2[0-3])[:.][0-5]\d", value):
        raise ValueError(f'{name} must be a time such as "09:00", in quotes, not {value!r}')
    hours, minutes = re.split("[:.]", value)
    return time(int(hours), int(minutes))


def wait(name: str, value: Any) -> timedelta:
    """`48h` or `30m`."""
    match = re.fullmatch(r"([1-9]\d{0,3})([hm])", value) if isinstance(value, str) else None
    if match is None:
        raise ValueError(f"{name} must be hours or minutes such as 4h or 30m, not {value!r}")
    return timedelta(**{{"h": "hours", "m": "minutes"}[match[2]]: int(match[1])})


def hours_of_day(name: str, value: Any) -> tuple[time, time]:
    """`07-21` or `07:30-21:00`."""
    parts = value.split("-") if isinstance(value, str) else []
    try:
        first, last = (hour(name, part if ":" in part else f"{part}:00") for part in parts)
    except ValueError:
        raise ValueError(f'{name} must be two hours such as "07-21", in quotes, not {value!r}') from None
    if last <= first:
        raise ValueError(f"{name} must end after it begins, not {value!r}")
    return first, last


def call_waits(name: str, value: Any) -> CallWaits:
    """Some or all of far, near, last and day."""
    given = keyed(name, value, {"far", "near", "last", "day"}, needed=set())
    readers: dict[str, Reader] = {"far": wait, "near": wait, "last": wait, "day": hours_of_day}
    return CallWaits(**{key: readers[key](f"{name}.{key}", item) for key, item in given.items()})


def distance(name: str, value: Any) -> Distance | None:
    """Null, or the decision with its extent and notice."""
    if value is None:
        return None
    given = keyed(name, value, {"decision", "extent", "notice_days"}, needed={"decision"})
    return Distance(
        text(f"{name}.decision", given["decision"]),
        text(f"{name}.extent", given["extent"]) if "extent" in given else "",
        number(f"{name}.notice_days", given.get("notice_days", 0), 0, 180),
    )


def extra_boards(name: str, value: Any) -> tuple[ExtraBoard, ...]:
    """A list of notice boards with a name and perhaps a contact."""
    return tuple(_extra_board(f"{name}[{n}]", item) for n, item in enumerate(listed(name, value), start=1))


def _extra_board(name: str, value: Any) -> ExtraBoard:
    given = keyed(name, value, {"name", "contact"}, needed={"name"})
    return ExtraBoard(text(f"{name}.name", given["name"]), contact(f"{name}.contact", given.get("contact")))


def contact(name: str, value: Any) -> Contact | None:
    """Name, mail and phone; or one text: an address when it has an @, else a name."""
    if value is None:
        return None
    if isinstance(value, str):
        line = text(name, value)
        return Contact(mail=line) if "@" in line else Contact(name=line)
    given = keyed(name, value, {"name", "mail", "phone"}, needed=set())
    return Contact(**{key: text(f"{name}.{key}", item) for key, item in given.items() if item is not None})


def year_dates(name: str, value: Any) -> tuple[YearDate, ...]:
    """A list of {what: Tertialrapport 1, by: 06-15}."""
    return tuple(_year_date(f"{name}[{n}]", item) for n, item in enumerate(listed(name, value), start=1))


def _year_date(name: str, value: Any) -> YearDate:
    given = keyed(name, value, {"what", "by"}, needed={"what", "by"})
    try:
        # 2027 is no leap year: 29 February doesn't come every year
        by = date.fromisoformat(f"2027-{given['by']}")
    except ValueError:
        raise ValueError(f"{name}.by must be month and day such as 06-15, not {given['by']!r}") from None
    return YearDate(text(f"{name}.what", given["what"]), by.month, by.day)


def listed(name: str, value: Any) -> list[Any]:
    """A list."""
    if not isinstance(value, list):
        raise ValueError(f"{name} must be a list, not {value!r}")
    return value


def keyed(name: str, value: Any, known: set[str], needed: set[str]) -> dict[str, Any]:
    """A mapping with known keys, and the needed ones among them."""
    if not isinstance(value, dict):
        raise ValueError(f"{name} must have the keys {', '.join(sorted(known))}, not {value!r}")
    for key in value:
        if key not in known:
            raise ValueError(f"unknown key '{key}' in {name}; it has {', '.join(sorted(known))}")
    for key in sorted(needed - value.keys()):
        raise ValueError(f"{name} lacks '{key}'")
    return value


def plain(value: Any) -> Any:
    """The way back: words, numbers, lists and mappings without what is empty."""
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, timedelta):
        minutes = int(value.total_seconds()) // 60
        return f"{minutes // 60}h" if minutes % 60 == 0 else f"{minutes}m"
    if isinstance(value, YearDate):
        return {"what": value.what, "by": f"{value.month:02}-{value.day:02}"}
    if isinstance(value, CallWaits):
        return _waits(value)
    if is_dataclass(value):
        items = {field.name: plain(getattr(value, field.name)) for field in fields(value)}
        return {key: item for key, item in items.items() if item not in (None, "")}
    return [plain(item) for item in value] if isinstance(value, tuple) else value


def _waits(waits: CallWaits) -> dict[str, str]:
    first, last = waits.day
    spans = {key: plain(getattr(waits, key)) for key in ("far", "near", "last")}
    return spans | {"day": f"{plain(first)}-{plain(last)}"}
