"""Tokens → elements: days, times, notes, separators and the text between them, each with its place; and the title."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from handlers.polls.dates.clock import TimeSpan, parse_time
from handlers.polls.dates.days import Mention, parse_days
from handlers.polls.dates.lexer import Token
from handlers.polls.dates.vocabulary import Kind

LONGEST_BRACKET = 80
"""Tokens looked through for a closing bracket, so that a row of opening ones costs no square of its length."""


class Part(Enum):
    """What an element is. SOFT ties like nothing at all: the colon in "8 oktober: 9-12"."""

    DAYS = auto()
    TIME = auto()
    NOTE = auto()
    TEXT = auto()
    BREAK = auto()
    SOFT = auto()
    RESERVE = auto()
    RESERVE_ENDS = auto()


@dataclass(frozen=True, slots=True)
class Element:
    """A piece of the text from `start` up to `end`, with what its part carries."""

    part: Part
    start: int
    end: int
    mentions: tuple[Mention, ...] = ()
    span: TimeSpan | None = None
    text: str = ""
    """A note's words, or the kind of a separator: comma, stop, newline, and, or."""
    bracketed: bool = False
    """A RESERVE that lasts until its bracket closes."""


def elements(tokens: Sequence[Token], raw: str) -> list[Element]:
    """The elements in order. Every token is in one."""
    found: list[Element] = []
    at = 0
    while at < len(tokens):
        new, at = _bracket(tokens, at, raw, found) if tokens[at].kind is Kind.OPEN else _element(tokens, at, found)
        for element in new:
            _append(found, element)
    return found


def _append(found: list[Element], element: Element) -> None:
    """Words in a row are one text."""
    if found and element.part is found[-1].part is Part.TEXT:
        found[-1] = Element(Part.TEXT, found[-1].start, element.end)
    else:
        found.append(element)


def _element(tokens: Sequence[Token], at: int, before: Sequence[Element]) -> tuple[list[Element], int]:
    """The one element that begins here. Days come before times: "9-12 november" is days."""
    token = tokens[at]
    if days := parse_days(tokens, at):
        mentions, after = days
        return [Element(Part.DAYS, token.start, tokens[after - 1].end, mentions)], after
    if timed := parse_time(tokens, at):
        span, after = timed
        return [Element(Part.TIME, token.start, tokens[after - 1].end, span=span)], after
    part = _soft(tokens, at, before) or _SINGLE.get(token.kind, Part.TEXT)
    text = {Part.NOTE: " ".join(token.text.split()), Part.BREAK: str(token.value)}.get(part, "")
    return [Element(part, token.start, token.end, text=text)], at + 1


_SINGLE = {Kind.NOTE: Part.NOTE, Kind.BREAK: Part.BREAK, Kind.RESERVE: Part.RESERVE}


def _soft(tokens: Sequence[Token], at: int, before: Sequence[Element]) -> Part | None:
    """A colon after a date or time only points on, and so does a dash between a date and a time that is surely one."""
    known = bool(before) and before[-1].part in (Part.DAYS, Part.TIME, Part.RESERVE)
    if tokens[at].kind is Kind.COLON and known:
        return Part.SOFT
    if tokens[at].kind is not Kind.DASH or not known or before[-1].part is not Part.DAYS:
        return None
    ahead = None if parse_days(tokens, at + 1) else parse_time(tokens, at + 1)
    return Part.SOFT if ahead and not ahead[0].bare else None


def _bracket(tokens: Sequence[Token], at: int, raw: str, before: Sequence[Element]) -> tuple[list[Element], int]:
    """Brackets hold a reserve date, a time, or a note; dates of another sort in them are left glued to the bracket."""
    ahead = range(at + 1, min(at + LONGEST_BRACKET, len(tokens)))
    closing = next((n for n in ahead if tokens[n].kind is Kind.CLOSE), None)
    open_sign = Element(Part.TEXT, tokens[at].start, tokens[at].end)
    if closing is None:
        return [open_sign], at + 1
    inner = elements(tokens[at + 1 : closing], raw)
    parts = {element.part for element in inner}
    first = inner[0].part if inner else None
    if first is Part.RESERVE:
        ends = Element(Part.RESERVE_ENDS, tokens[closing].start, tokens[closing].end)
        reserve = Element(Part.RESERVE, inner[0].start, inner[0].end, bracketed=True)
        return [reserve, *inner[1:], ends], closing + 1
    if first is Part.TIME and parts == {Part.TIME}:
        return inner, closing + 1
    if not parts & {Part.DAYS, Part.RESERVE} and before:
        words = " ".join(raw[tokens[at].end : tokens[closing].start].split())
        return [Element(Part.NOTE, tokens[at].start, tokens[closing].end, text=words)], closing + 1
    return [open_sign, *inner, Element(Part.TEXT, tokens[closing].start, tokens[closing].end)], closing + 1


def title_ends(tokens: Sequence[Token], raw: str) -> int | None:
    """The place of the first colon that stands inside no time, where what comes before it is a title.

    None where that begins with a date or a time, or spans lines and holds one: then the colon only points on."""
    colon = next((at for at, token in enumerate(tokens) if token.kind is Kind.COLON), None)
    if colon is None:
        return None
    before = elements(tokens[:colon], raw)
    first = before[0].part if before else Part.TEXT
    dated = any(element.part in (Part.DAYS, Part.TIME) for element in before)
    lines = any(element.part is Part.BREAK and element.text == "newline" for element in before)
    return None if first in (Part.DAYS, Part.TIME, Part.RESERVE) or (dated and lines) else colon
