"""Text → pieces. Every pattern is tried at one place and none nests, so the time taken grows with the length only."""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import dataclass
from enum import Enum, auto

from handlers.polls.dates.lexer import fold
from handlers.replies.words import ABBREVIATED, CONTRACTIONS, IRONY, SMILES, THUMBS_DOWN, THUMBS_UP


class Kind(Enum):
    """What a piece is to the grammar. The first group is read off the text, the second made of the first."""

    WORD = auto()
    NUMBER = auto()
    ORDINAL = auto()
    CLOCK = auto()
    DATE = auto()
    DASH = auto()
    COLON = auto()
    COMMA = auto()
    STOP = auto()
    QUESTION = auto()
    THUMB = auto()
    STRANGE = auto()
    """What may turn everything round: something struck out, in quotation marks, meant as irony, or not known."""

    DAY = auto()
    TIME = auto()
    LENGTH = auto()
    RANGE = auto()
    BOARD = auto()


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the text; `text` is folded (lower case, no rings and dots), `value` depends on the kind."""

    kind: Kind
    text: str = ""
    value: object = None
    ringed: bool = False
    """Written with Swedish letters: "mån" is a weekday, "man" is not."""


_MARKS = str.maketrans("’´`*", "''' ")
"""Apostrophes of all sorts; the stars of bold text."""
_QUOTED = re.compile(r"^[ \t]*>(?:>>[\s\S]*|.*)$", re.MULTILINE)
_SHAPE = re.compile(
    r"(?P<date>[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?![0-9])|[0-9]{1,2}/[0-9]{1,2}(?:[-/ ][0-9]{4})?(?![0-9/]))"
    r"|(?P<clock>[0-9]{1,2}[.:][0-5][0-9](?![0-9]))"
    r"|(?P<ordinal>[0-9]{1,2}(?::?[ea]|st|nd|rd|th)(?!\w))"
    r"|(?P<number>[0-9]+)"
    r"|(?P<emoji>:[a-z_+\-0-9]{2,40}:)"
    r"|(?P<smile>[:;]-?[)(DP]|/s(?![^\W_]))"
    r"|(?P<word>[^\W\d_]+(?:['-][^\W\d_]+)*)"
    r"|(?P<link><[^<>\n]{1,500}>)"
    r"|(?P<dots>\.{2,}|…)"
    r"|(?P<dash> [-–—] |[-–—])"
    r"|(?P<newline>\n)"
    r"|(?P<sign>\S)",
    re.IGNORECASE,
)
_SIGNS = {
    ",": Kind.COMMA,
    ";": Kind.STOP,
    ".": Kind.STOP,
    "!": Kind.STOP,
    "\n": Kind.STOP,
    "(": Kind.COMMA,
    ")": Kind.COMMA,
    "•": Kind.COMMA,
    ":": Kind.COLON,
    "?": Kind.QUESTION,
}
_SKIN = re.compile("[\U0001f3fb-\U0001f3ff\ufe0f\u200d]|:skin-tone-[1-6]:")


def pieces(text: str) -> list[Piece]:
    """The pieces of what the person wrote; quoted lines, bold and italic marks are left out."""
    written = unicodedata.normalize("NFC", html.unescape(text)).replace("\r", "\n")
    written = _SKIN.sub("", _QUOTED.sub("", written)).translate(_MARKS)
    found: list[Piece] = []
    for match in _SHAPE.finditer(written):
        found += _read(match, found)
    return found


def _read(match: re.Match[str], before: list[Piece]) -> list[Piece]:
    text = match.group()
    match match.lastgroup:
        case "word":
            return _words(text)
        case "date":
            return [Piece(Kind.DATE, text, _date(text))]
        case "clock":
            hour, minute = re.split("[.:]", text)
            return [Piece(Kind.CLOCK, text, int(hour) * 60 + int(minute))]
        case "number" | "ordinal":
            kind = Kind.NUMBER if match.lastgroup == "number" else Kind.ORDINAL
            return [Piece(kind, fold(text), int(re.sub("[^0-9]", "", text)[:6]))]
        case "dash":
            return [Piece(Kind.COMMA if text.startswith(" ") else Kind.DASH, "-")]
        case "dots" | "newline":
            return [Piece(Kind.STOP, text)]
        case _:
            return _sign(text, before)


def _words(text: str) -> list[Piece]:
    # "så" is no "sa": the one is "so", the other "said".
    low = "so" if text.lower() == "s\N{LATIN SMALL LETTER A WITH RING ABOVE}" else fold(text)
    return [
        Piece(Kind.WORD, part, ringed=part != text.lower()) for part in CONTRACTIONS.get(low, low.rstrip("'")).split()
    ]


def _date(text: str) -> tuple[int, int, int | None]:
    """(day, month, year or None), whether or not there is such a date."""
    numbers = [int(part) for part in re.split("[-/ ]", text)]
    if text[:4].isdigit():
        return numbers[2], numbers[1], numbers[0]
    return numbers[0], numbers[1], numbers[2] if len(numbers) > 2 else None


def _sign(text: str, before: list[Piece]) -> list[Piece]:
    if text == "." and before and before[-1].text in ABBREVIATED and before[-1].kind is Kind.WORD:
        return []
    if text == "/":
        # "/Birgitta" signs a message.
        return [Piece(Kind.STOP), Piece(Kind.WORD, "halsningar")]
    if text in _SIGNS:
        return [Piece(_SIGNS[text], text)]
    name = text.lower()
    if name in THUMBS_UP or name in THUMBS_DOWN:
        return [Piece(Kind.STOP), Piece(Kind.THUMB, name, name in THUMBS_UP), Piece(Kind.COMMA)]
    if name in SMILES:
        return [Piece(Kind.STOP)]
    if name in ("&", "+"):
        return [Piece(Kind.WORD, "och")]
    return [Piece(Kind.STRANGE, "irony" if name in IRONY else "sign")]
