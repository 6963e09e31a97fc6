"""Slots → the text that the reader reads back, word for word the same slots (style.md for how dates look)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time

from handlers.polls.dates.values import ReadSlot

_DAYS = {
    "sv": ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
# fmt: off
_MONTHS = {
    "sv": (
        "januari", "februari", "mars", "april", "maj", "juni",
        "juli", "augusti", "september", "oktober", "november", "december",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
}
# fmt: on
_AT = {"sv": "kl.", "en": "at"}
_RESERVE = {"sv": "reservdatum", "en": "reserve date"}


def write(slots: Sequence[ReadSlot], language: str = "sv") -> str:
    """One line per main date with its reserves in brackets behind it; `language` is "sv" or "en".

    A reserve must come after its main date and before the next one, as the reader gives them, to be read back so."""
    lines: list[str] = []
    for slot in slots:
        if slot.reserve_for is None or not lines:
            lines.append(_one(slot, language))
        else:
            lines[-1] += f" ({_RESERVE[language]} {_one(slot, language)})"
    return "\n".join(lines)


def _one(slot: ReadSlot, language: str) -> str:
    day = f"{_DAYS[language][slot.day.weekday()]} {slot.day.day} {_MONTHS[language][slot.day.month - 1]}"
    words = [f"{day} {slot.day.year:04}"]
    if slot.start is not None:
        closing = f"–{_clock(slot.end, language)}" if slot.end is not None else ""
        words.append(f"{_AT[language]} {_clock(slot.start, language)}{closing}")
    note = " ".join((slot.note or "").replace("*", " ").split())
    return " ".join([*words, f"*{note}*"] if note else words)


def _clock(at: time, language: str) -> str:
    """9.00, but 06.30: before seven a nought says that it really is the morning."""
    hour = f"{at.hour:02}" if at.hour < 7 else str(at.hour)
    return f"{hour}{'.' if language == 'sv' else ':'}{at.minute:02}"
