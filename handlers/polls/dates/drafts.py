"""Elements → drafts: which time, note and doubt belongs to which day. What fits nowhere is left loose, to be asked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from handlers.polls.dates.clock import TimeSpan
from handlers.polls.dates.days import Form, Mention
from handlers.polls.dates.elements import Element, Part
from handlers.polls.dates.lexer import fold
from handlers.polls.dates.values import QuestionKind
from handlers.polls.dates.vocabulary import SUSPICIOUS


@dataclass(slots=True)
class Draft:
    """A day on its way to become a slot. Days of one group were named together and share time and notes."""

    mention: Mention
    start: int
    end: int
    group: int
    time: TimeSpan | None = None
    notes: list[tuple[int, int, str | None]] = field(default_factory=list)
    """Places of the notes; a `*…*` or bracketed one with its words, which replace what stands there."""
    reserve: bool = False
    asked: QuestionKind | None = None
    """UNREADABLE where words are in the way; SECOND_TIME, DAYS_OR_HOURS, RESERVE_OR_MAIN."""


@dataclass(slots=True)
class Loose:
    """A piece that belongs to no day, and why it is asked about."""

    kind: QuestionKind
    start: int
    end: int


@dataclass(slots=True)
class Desk:
    """Where the elements are sorted, one by one."""

    raw: str
    drafts: list[Draft] = field(default_factory=list)
    loose: list[Loose] = field(default_factory=list)
    headers: list[Element] = field(default_factory=list)
    """Times that were said before any day, for all of them."""
    waiting: Element | None = None
    """A time said just before its day."""
    reserve: Element | None = None
    before: Element | None = None
    breaks: set[str] = field(default_factory=set)

    def last_group(self) -> list[Draft]:
        """The days named last, together."""
        return [draft for draft in self.drafts if draft.group == self.drafts[-1].group] if self.drafts else []


def sort(found: Sequence[Element], raw: str) -> Desk:
    """All elements of the text `raw` in their places."""
    desk = Desk(raw)
    for at, element in enumerate(found):
        after = found[at + 1] if at + 1 < len(found) else None
        if element.part is Part.BREAK:
            desk.breaks.add(element.text)
        elif element.part is not Part.SOFT:
            _HANDLERS[element.part](desk, element, after)
            desk.before = element
            desk.breaks = set()
    if desk.reserve:
        desk.loose.append(Loose(QuestionKind.UNREADABLE, desk.reserve.start, desk.reserve.end))
    return desk


def _days(desk: Desk, element: Element, after: Element | None) -> None:
    glued = not desk.breaks and _in_the_way(desk.before, element, after) and not _introduced(desk, element)
    joined = _joined(desk)
    last = desk.drafts[-1] if desk.drafts else None
    group = last.group if last and joined and not desk.reserve else len(desk.drafts)
    start = desk.before.start if desk.before and (glued or desk.waiting) else element.start
    span = desk.waiting.span if desk.waiting else None
    for mention in element.mentions:
        draft = Draft(mention, start, element.end, group, span, reserve=desk.reserve is not None)
        if last and joined and last.reserve and not desk.reserve:
            draft.asked, draft.reserve = QuestionKind.RESERVE_OR_MAIN, True
        if glued:
            draft.asked = QuestionKind.UNREADABLE
        desk.drafts.append(draft)
    desk.waiting = None
    if desk.reserve and not desk.reserve.bracketed:
        desk.reserve = None


def _introduced(desk: Desk, element: Element) -> bool:
    """Whether the words before the very first day can be a title without its colon: "Styrelsemöte 8 oktober".

    They are asked about, but the day holds; unless a figure or a word like "inte" makes them part of it."""
    words = desk.before
    if words is None or words.part is not Part.TEXT or desk.drafts or desk.reserve:
        return False
    if [mention.form for mention in element.mentions] != [Form.DATE]:
        return False  # "Storgatan 3, 8 oktober" and "första måndagen" are no titles
    text = desk.raw[words.start : words.end]
    if may_turn(text) or any(char.isdigit() for char in text):
        return False
    desk.loose.append(Loose(QuestionKind.LEADING_TEXT, words.start, words.end))
    return True


def may_turn(text: str) -> bool:
    """Whether a word in the text may turn a date's meaning round: "inte", "nästa", another month."""
    return any(word in SUSPICIOUS for word in re.findall(r"[^\W\d_]+", fold(text)))


def _in_the_way(before: Element | None, element: Element, after: Element | None) -> bool:
    """Whether words stand right before a day, or it is a lone weekday right behind another day's time."""
    if before is None or before.part is Part.TEXT:
        return before is not None
    lone = element.mentions[0].form is Form.WEEKDAY and before.part is Part.TIME
    return lone and not (after and after.part is Part.TIME)


def _joined(desk: Desk) -> bool:
    """ "den 8 oktober eller den 15 oktober": one group until a time is said."""
    direct = desk.before is not None and desk.before.part is Part.DAYS
    return bool(direct and desk.breaks & {"and", "or"} and desk.drafts[-1].time is None)


def _time(desk: Desk, element: Element, after: Element | None) -> None:
    span = element.span
    assert span is not None
    last = desk.drafts[-1] if desk.drafts else None
    day_follows = after is not None and after.part is Part.DAYS
    direct = desk.before is not None and desk.before.part in (Part.DAYS, Part.NOTE) and not desk.breaks
    if last and last.time is None and (direct or span.bare or not day_follows):
        _give_time(desk, element)
    elif last and "or" in desk.breaks and desk.before and desk.before.part is Part.TIME and not day_follows:
        copy = Draft(last.mention, last.start, element.end, len(desk.drafts), span, reserve=last.reserve)
        desk.drafts.append(copy)
    elif not last and span.bare:
        desk.loose.append(Loose(QuestionKind.DAYS_OR_HOURS, element.start, element.end))
    elif day_follows and not span.bare:
        desk.waiting = element
    elif last is None:
        desk.headers.append(element)
    else:
        second = Draft(last.mention, element.start, element.end, len(desk.drafts), span, reserve=last.reserve)
        second.asked = QuestionKind.DAYS_OR_HOURS if span.bare else QuestionKind.SECOND_TIME
        desk.drafts.append(second)


def _give_time(desk: Desk, element: Element) -> None:
    for draft in desk.last_group():
        draft.time, draft.end = element.span, element.end


def _text(desk: Desk, element: Element, after: Element | None) -> None:
    """A note behind a time; in the way of a day or between a day and its time; or words on their own."""
    stray = desk.reserve is not None and not desk.reserve.bracketed
    if stray and desk.reserve:
        desk.loose.append(Loose(QuestionKind.UNREADABLE, desk.reserve.start, desk.reserve.end))
        desk.reserve = None
    if after and after.part is Part.DAYS:
        _open_range(desk, element)
        return  # the day takes it up
    if not desk.drafts:
        desk.loose.append(Loose(QuestionKind.LEADING_TEXT, element.start, element.end))
    elif "newline" in desk.breaks:
        desk.loose.append(Loose(QuestionKind.UNREADABLE, element.start, element.end))
    else:
        _add_note(desk, element, None)


def _open_range(desk: Desk, element: Element) -> None:
    """Words between two days tie them: "8 oktober till 10 oktober". Then the first isn't a day of its own either."""
    if not desk.drafts or desk.breaks or desk.drafts[-1].time or not desk.before or desk.before.part is not Part.DAYS:
        return
    range_words = fold(desk.raw[element.start : element.end]) in ("-", "till", "to")
    for draft in desk.last_group():
        draft.asked = QuestionKind.DAY_RANGE if range_words else QuestionKind.UNREADABLE


def _add_note(desk: Desk, element: Element, words: str | None) -> None:
    """Pieces of a note that only commas part are one note."""
    for draft in desk.last_group():
        adjoining = desk.before is not None and desk.before.part is Part.TEXT and draft.notes and words is None
        if adjoining and draft.notes[-1][2] is None:
            draft.notes[-1] = (draft.notes[-1][0], element.end, None)
        else:
            draft.notes.append((element.start, element.end, words))
        draft.end = max(draft.end, element.end)
        if draft.time is None and words is None:
            draft.asked = QuestionKind.UNREADABLE


def _note(desk: Desk, element: Element, _after: Element | None) -> None:
    if desk.drafts and "newline" not in desk.breaks:
        _add_note(desk, element, element.text)
    else:
        kind = QuestionKind.UNREADABLE if desk.drafts else QuestionKind.LEADING_TEXT
        desk.loose.append(Loose(kind, element.start, element.end))


def _reserve(desk: Desk, element: Element, after: Element | None) -> None:
    """Before a date it makes that date a reserve; behind one ("10 mars 9-12 reserv") it marks that one."""
    ends = after is None or after.part in (Part.BREAK, Part.RESERVE_ENDS)
    tied = element.bracketed or (desk.before is not None and not desk.breaks)
    if desk.drafts and ends and tied:
        for draft in desk.last_group():
            draft.reserve, draft.end = True, max(draft.end, element.end)
    else:
        desk.reserve = element


def _reserve_ends(desk: Desk, _element: Element, _after: Element | None) -> None:
    desk.reserve = None


_HANDLERS = {
    Part.DAYS: _days,
    Part.TIME: _time,
    Part.NOTE: _note,
    Part.TEXT: _text,
    Part.RESERVE: _reserve,
    Part.RESERVE_ENDS: _reserve_ends,
}
