"""What must hold of any text: it is read without an error, soon, and nothing in it is lost."""

from __future__ import annotations

import re
import time as clock
import unicodedata
from datetime import date, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.polls.dates import Reading, ReadSlot, read, write

DAYS = st.dates(date(1970, 1, 1), date(2099, 12, 31))
# fmt: off
PIECES = [
    "8", "15", "oktober", "mars", "2027", "210917", "2026-10-08", "8/10", "8/10-26", "kl", "kl.", "9-12",
    "09.00-12.00", "0900-1200", "9", "1pm", "24", "13:00", "10.75\ntorsdag", "fre.", "måndagen", "nästa", "på",
    "den", "i", "morgon", "imorgon", "vecka", "v", "40", "halv", "nio", "kvart", "över", "till", "-", "–", ",", ";",
    ":", ".", "!", "(", ")", "*", "\n", "och", "eller\nsamt", "antingen", "reservdatum", "reserv", "3:e", "8th",
    "of", "October", "tomorrow", "next", "week", "Friday", "mellan", "från", "zyxo", "zyxa", "zyxe", "777", "31",
    "0", "99999\n<x>", "https://x.example/1", "•", "1.", "a)", "*not*", "?", "/", "½", "²", "٣", "İ", "ß", "ﬁ",
    "\u2028", "\x00",
]
# fmt: on


def said(reading: Reading) -> str:
    """Everything that a reading hands back of the text."""
    slots = list(reading.slots) + [one for question in reading.questions for one in question.candidates]
    notes = [slot.note or "" for slot in slots]
    written = [slot.written for slot in reading.slots] + [question.written for question in reading.questions]
    return "\n".join([reading.title or "", *written, *notes])


def hours(reading: Reading) -> set[str]:
    """The figures of all times in it: a time said once for all stands in no slot's words."""
    times = [at for slot in reading.slots for at in (slot.start, slot.end) if at]
    times += [at for question in reading.questions for one in question.candidates for at in (one.start, one.end) if at]
    return {figures for at in times for figures in (str(at.hour), f"{at:%H}", f"{at:%M}", f"{at:%H%M}", f"{at:%I}")} | {
        str((at.hour + later) % 12)
        for at in times
        for later in (0, 1)  # "halv 8" is 7.30
    }


@given(st.text(max_size=300), DAYS)
@settings(deadline=None, max_examples=300)
def test_no_text_makes_the_reader_stumble(text: str, today: date) -> None:
    assert isinstance(read(text, today), Reading)


@given(st.lists(st.sampled_from(PIECES), max_size=40), st.sampled_from(["", " "]), DAYS)
@settings(deadline=None, max_examples=500)
def test_no_jumble_of_dates_makes_the_reader_stumble(pieces: list[str], glue: str, today: date) -> None:
    assert isinstance(read(glue.join(pieces), today), Reading)


@given(st.lists(st.sampled_from(PIECES), max_size=25))
@settings(deadline=None, max_examples=800)
def test_every_figure_and_every_unknown_word_comes_back_in_a_slot_a_title_a_note_or_a_question(
    pieces: list[str],
) -> None:
    text = " ".join(pieces)
    # a list's own numbers are no content
    numbered = re.sub(r"(?m)^[ \t]*(?:[-*•–] +)?(?:\d{1,2}[.)] |a\) )", "", text)
    reading = read(text, date(2026, 9, 22))
    back = said(reading)
    kept = re.findall(r"zyx[oae]|[0-9]+", unicodedata.normalize("NFC", numbered))
    assert [piece for piece in kept if piece not in back and piece not in hours(reading)] == []


@st.composite
def slots(draw: st.DrawFn) -> list[ReadSlot]:
    """As the reader gives them: each reserve behind its main date, either all with a time or none."""
    timed, ended = draw(st.booleans()), draw(st.booleans())
    found: list[ReadSlot] = []
    for _ in range(draw(st.integers(1, 6))):
        main = len(found)
        for reserve_for in [None, *[main] * draw(st.integers(0, 2))]:
            first = draw(st.integers(0, 24 * 60 - 2))
            last = draw(st.integers(first + 1, 24 * 60 - 1))
            start = time(*divmod(first, 60)) if timed else None
            end = time(*divmod(last, 60)) if timed and ended else None
            found.append(ReadSlot(draw(DAYS), start, end, draw(notes), reserve_for))
    return found


notes = st.none() | st.text(
    st.characters(exclude_categories=["C", "Z"], exclude_characters="*") | st.just(" "), max_size=20
).map(lambda words: " ".join(unicodedata.normalize("NFC", words).split()) or None)


@given(slots(), DAYS, st.sampled_from(["sv", "en"]))
@settings(deadline=None, max_examples=300)
def test_what_klubban_writes_it_reads(those: list[ReadSlot], today: date, language: str) -> None:
    assert list(read(write(those, language), today).slots) == those


@given(DAYS, DAYS)
@settings(deadline=None)
def test_a_date_without_a_year_is_the_first_such_day_from_today(day: date, today: date) -> None:
    (slot,) = read(f"{day.day}/{day.month} kl 9-12", today).slots
    assert slot.day >= today
    assert (slot.day.month, slot.day.day) == (day.month, day.day)
    assert (slot.day - today).days <= 366 or (day.month, day.day) == (2, 29)


REPEATED = (
    "(",
    ")",
    "*a",
    "* ",
    "1,",
    "1 ",
    "-",
    "8-",
    "8 och ",
    "(8",
    "<",
    "http://",
    "v ",
    "\n-",
    "kl ",
    "den ",
    "a:",
)


@pytest.mark.parametrize("piece", REPEATED)
def test_three_thousand_characters_of_anything_are_read_within_two_seconds(piece: str) -> None:
    begun = clock.perf_counter()
    read((piece * 3000)[:3000], date(2026, 9, 22))
    assert clock.perf_counter() - begun < 2
