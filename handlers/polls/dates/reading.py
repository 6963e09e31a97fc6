"""The reader of dates: text and today in, slots and questions out (design.md, "Dates as written"). Never raises."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, time

from handlers.polls.dates.days import Form, Mention
from handlers.polls.dates.drafts import Desk, Draft, Loose, may_turn, sort
from handlers.polls.dates.elements import Part, elements, title_ends
from handlers.polls.dates.lexer import Token, fold, lex, normalise
from handlers.polls.dates.values import MAX_CHARACTERS, MAX_MAINS, MAX_SLOTS, Question, QuestionKind, Reading, ReadSlot
from handlers.polls.dates.which import Context, Dates, named_week, stated_years, which

Times = tuple[tuple[time | None, time | None], ...]
_YEAR = re.compile(r"(?<!\d)(?:19[7-9]|20\d)\d(?!\d)", re.ASCII)
_LEFTOVER = re.compile(r"[-.:/+] ?\d", re.ASCII)
_EDGES = " ,;.-–—:*•·()[]\n\t\r\u00a0"


@dataclass(frozen=True, slots=True)
class _Result:
    """What became of a draft: a slot, or a question instead of it."""

    draft: Draft
    slot: ReadSlot | None = None
    question: Question | None = None


def read(text: str, today: date) -> Reading:
    """What `text` says of days and times, counted from `today`, both local to the board.

    A missing year is the next such date. A time said only once holds for all days without one. Whatever could be
    two things is a question with its possible readings."""
    if len(text) > MAX_CHARACTERS:
        return Reading(questions=(Question(QuestionKind.TOO_LONG, text[:80]),))
    raw = normalise(text)
    tokens = lex(raw)
    colon = title_ends(tokens, raw)
    title_tokens = tokens[:colon] if colon else []
    title = raw[: tokens[colon].start].strip(_EDGES) if colon else None
    body = tokens if colon is None else tokens[colon + 1 :]
    return _answer(raw, title, title_tokens, sort(elements(body, raw), raw), today)


def _answer(raw: str, title: str | None, title_tokens: Sequence[Token], desk: Desk, today: date) -> Reading:
    years = stated_years(draft.mention for draft in desk.drafts)
    years |= {int(found) for found in _YEAR.findall(title or "")}
    fits = _how_many_fit(desk.drafts)
    kept, surplus = desk.drafts[:fits], desk.drafts[fits:]
    _share_the_only_time(desk)
    results = _with_reserves(_results(raw, kept, frozenset(years), today))
    questions = [
        *_dates_in_title(title_tokens, raw, today),
        *(_loose(loose, raw, today) for loose in desk.loose),
        *(_unused(desk, raw)),
        *_once([result.question for result in results if result.question]),
        *_missing(results),
    ]
    if surplus:
        questions.append(Question(QuestionKind.TOO_MANY, raw[surplus[0].start :]))
    return Reading(title or None, tuple(result.slot for result in results if result.slot), tuple(questions))


def _how_many_fit(drafts: Sequence[Draft]) -> int:
    """Up to the first main date too many; reserves stand with theirs."""
    mains = 0
    for at, draft in enumerate(drafts[:MAX_SLOTS]):
        mains += not draft.reserve
        if mains > MAX_MAINS:
            return at
    return MAX_SLOTS


def _share_the_only_time(desk: Desk) -> None:
    """A time said once is meant for the days that lack one; a reserve without a time takes its main date's."""
    said = {draft.time for draft in desk.drafts if draft.time} | {header.span for header in desk.headers}
    only = said.pop() if len(said) == 1 else None
    main: Draft | None = None
    for draft in desk.drafts:
        if draft.time is None:
            draft.time = only or (main.time if draft.reserve and main else None)
        main = main if draft.reserve else draft


def _unused(desk: Desk, raw: str) -> Iterable[Question]:
    """Times said for no day: nothing to do with them but ask."""
    shared = {draft.time for draft in desk.drafts}
    for header in desk.headers:
        if header.span not in shared:
            yield Question(QuestionKind.UNREADABLE, raw[header.start : header.end])


def _loose(loose: Loose, raw: str, today: date) -> Question:
    """A piece on its own; "8-10" may be the eighth of October, if there is such a date."""
    written = raw[loose.start : loose.end]
    if loose.kind is not QuestionKind.DAYS_OR_HOURS:
        return Question(loose.kind, written)
    day, month = (int(figures) for figures in re.findall(r"\d+", written)[:2])
    found = which(Mention(Form.DATE, day=day, month=month), Context(today))
    days = () if found.asked else found.days
    return Question(loose.kind, written, tuple(ReadSlot(one, written=written) for one in days))


def _dates_in_title(tokens: Sequence[Token], raw: str, today: date) -> Iterable[Question]:
    for element in elements(tokens, raw):
        if element.part is Part.DAYS:
            found = (which(mention, Context(today)) for mention in element.mentions)
            days = tuple(ReadSlot(day) for dates in found for day in dates.days)
            yield Question(QuestionKind.DATE_IN_TITLE, raw[element.start : element.end], days)


def _results(raw: str, drafts: Sequence[Draft], years: frozenset[int], today: date) -> list[_Result]:
    results: list[_Result] = []
    previous: date | None = None
    for at, draft in enumerate(drafts):
        follower = drafts[at + 1].mention if at + 1 < len(drafts) else None
        week_after = named_week(follower, today) if follower else None
        dates = which(draft.mention, Context(today, years, previous, week_after))
        results.append(_result(raw, draft, dates))
        previous = dates.days[0] if dates.days else previous
    return results


def _result(raw: str, draft: Draft, dates: Dates) -> _Result:
    """A slot where everything is clear, else the question with all readings that are possible."""
    note, doubtful = _note_of(raw, draft)
    note = None if draft.asked and note and not any(char.isalpha() for char in note) else note
    times: Times = draft.time.readings() if draft.time else ((None, None),)
    written = raw[draft.start : draft.end]
    slots = tuple(ReadSlot(day, start, end, note, None, written) for day in dates.days for start, end in times)
    asked = draft.asked if draft.asked is not QuestionKind.RESERVE_OR_MAIN else None
    if not asked and doubtful:
        asked = QuestionKind.UNREADABLE
    kind = asked or dates.asked or (draft.time.asked if draft.time else None)
    if kind:
        return _Result(draft, question=Question(kind, written, slots))
    return _Result(draft, slots[0])


def _note_of(raw: str, draft: Draft) -> tuple[str | None, bool]:
    """The note's words with single blanks, and whether one of them may turn the date's meaning round."""
    parts = [raw[start:end].strip(_EDGES) if words is None else words for start, end, words in draft.notes]
    free = [raw[start:end] for start, end, words in draft.notes if words is None]
    doubtful = any(may_turn(words) or _only_figures(words) for words in free)
    note = " ".join(" ".join(parts).split())
    return note or None, doubtful


def _only_figures(words: str) -> bool:
    """What is left of a time that wasn't one: the "-25" of "9-25"."""
    return not any(char.isalpha() for char in words) or bool(_LEFTOVER.match(fold(words)))


def _with_reserves(results: Sequence[_Result]) -> list[_Result]:
    """Each reserve tied to the main date before it, by its index among the slots; asked where that is unclear."""
    done: list[_Result] = []
    count = 0
    mains: list[tuple[Draft, int | None]] = []
    for result in results:
        draft = result.draft
        if draft.reserve:
            result = _tied(result, [index for main, index in mains if main.group == mains[-1][0].group])
        else:
            mains.append((draft, count if result.slot else None))
        count += result.slot is not None
        done.append(result)
    return done


def _tied(result: _Result, mains: Sequence[int | None]) -> _Result:
    """`mains` are the indices of the days named together last; None for one that is itself asked about."""
    readable = [index for index in mains if index is not None]
    if not result.slot:
        return result
    slot = result.slot
    if result.draft.asked is QuestionKind.RESERVE_OR_MAIN:
        both = (*(replace(slot, reserve_for=index) for index in readable), slot)
        return _asked(result.draft, QuestionKind.RESERVE_OR_MAIN, slot.written, both)
    if not readable or len(readable) < len(mains):
        return _asked(result.draft, QuestionKind.RESERVE_WITHOUT_MAIN, slot.written, (slot,))
    if len(readable) > 1:
        each = tuple(replace(slot, reserve_for=index) for index in readable)
        return _asked(result.draft, QuestionKind.RESERVE_FOR_WHICH, slot.written, each)
    return _Result(result.draft, replace(slot, reserve_for=readable[0]))


def _asked(draft: Draft, kind: QuestionKind, written: str, candidates: tuple[ReadSlot, ...]) -> _Result:
    return _Result(draft, question=Question(kind, written, candidates))


def _once(questions: Sequence[Question]) -> list[Question]:
    """Questions of one kind about the same words, put as one."""
    merged: dict[tuple[QuestionKind, str], Question] = {}
    for question in questions:
        key = (question.kind, question.written)
        earlier = merged.get(key)
        merged[key] = replace(earlier, candidates=earlier.candidates + question.candidates) if earlier else question
    return list(merged.values())


def _missing(results: Sequence[_Result]) -> Iterable[Question]:
    """The slots without a time, and those without an end, each asked about together."""
    slots = [result.slot for result in results if result.slot]
    lacking = {
        QuestionKind.MISSING_TIME: [slot for slot in slots if slot.start is None],
        QuestionKind.MISSING_END: [slot for slot in slots if slot.start is not None and slot.end is None],
    }
    for kind, without in lacking.items():
        if without:
            yield Question(kind, ", ".join(dict.fromkeys(slot.written for slot in without)), tuple(without))
