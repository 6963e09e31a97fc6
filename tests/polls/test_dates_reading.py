"""What the reader makes of whole texts: real minutes, titles, siblings, limits."""

from __future__ import annotations

from datetime import date, time

import pytest

from handlers.polls.dates import Question, QuestionKind, Reading, ReadSlot, read

SEPTEMBER = date(2026, 9, 22)


def slot(day: str, start: int | None = None, end: int | None = None, reserve_for: int | None = None) -> ReadSlot:
    first, last = (None if hour is None else time(hour) for hour in (start, end))
    return ReadSlot(date.fromisoformat(day), first, last, reserve_for=reserve_for)


def test_the_next_meetings_of_insjorikets_minutes_are_read() -> None:
    reading = read("210917 kl 13-16\n211125 kl 13-16\n", date(2021, 6, 18))
    assert reading == Reading(slots=(slot("2021-09-17", 13, 16), slot("2021-11-25", 13, 16)))


def test_insjorikets_question_has_two_fridays_and_asks_for_the_times() -> None:
    reading = read("antingen den 8 oktober eller den 15 oktober", date(2021, 6, 18))
    fridays = (slot("2021-10-08"), slot("2021-10-15"))
    asked = Question(QuestionKind.MISSING_TIME, "antingen den 8 oktober, den 15 oktober", fridays)
    assert reading == Reading(slots=fridays, questions=(asked,))


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2021-06-18", ReadSlot(date(2021, 6, 18))),
        (
            "onsdag 18 september 2024 klockan 08:30-15:15",
            ReadSlot(date(2024, 9, 18), time(8, 30), time(15, 15)),
        ),
        ("måndagen den 16 november 2020, kl 09.00-11.20", ReadSlot(date(2020, 11, 16), time(9), time(11, 20))),
    ],
)
def test_the_meeting_days_of_the_three_boards_minutes_are_read(written: str, expected: ReadSlot) -> None:
    assert read(written, SEPTEMBER).slots == (expected,)


def test_a_weekday_settles_which_year_is_meant_when_the_title_names_another() -> None:
    reading = read("Möten 2028: tisdag 8 februari kl 9-12", SEPTEMBER)
    assert reading.slots == (slot("2028-02-08", 9, 12),)


def test_a_missing_year_is_the_next_such_date_even_after_new_year() -> None:
    assert read("8 januari kl 9-12", date(2026, 12, 30)).slots == (slot("2027-01-08", 9, 12),)


def test_a_reserve_refers_to_the_slot_it_replaces() -> None:
    reading = read("3 mars 9-12 (reserv 10 mars), 7 april 9-12 (reserv 14 april)", SEPTEMBER)
    assert [one.reserve_for for one in reading.slots] == [None, 0, None, 2]


def test_nothing_written_is_nothing_read() -> None:
    assert read("  \n ", SEPTEMBER) == Reading()


def test_a_title_alone_is_a_title_without_dates() -> None:
    assert read("Heldag:", SEPTEMBER) == Reading(title="Heldag")


def test_a_text_that_is_too_long_is_not_read_but_asked_about() -> None:
    reading = read("8 oktober kl 9-12, " * 200, SEPTEMBER)
    assert [question.kind for question in reading.questions] == [QuestionKind.TOO_LONG]
    assert reading.slots == ()


def test_of_more_than_twenty_dates_the_rest_is_asked_about() -> None:
    reading = read(", ".join(f"{day} oktober kl 9-12" for day in range(1, 24)), SEPTEMBER)
    assert len(reading.slots) == 20
    assert reading.questions == (
        Question(QuestionKind.TOO_MANY, "21 oktober kl 9-12, 22 oktober kl 9-12, 23 oktober kl 9-12"),
    )
