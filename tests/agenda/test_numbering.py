"""§ numbers (R36): three series, parts, extra and withdrawn items, a first number in the middle of a year."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from handlers.agenda.facts import Item, Paragraph
from handlers.agenda.numbering import Sitting, letter, numbered
from handlers.boards.board_rules import Numbering
from storage.words import ItemKind, ItemState


def item(number: int, **more: object) -> Item:
    given: dict[str, object] = {"state": ItemState.ON, "position": number} | more
    return Item(id=number, board=1, title=f"Ärende {number}", kind=ItemKind.BESLUT, submitter=1, rev=1, **given)  # type: ignore[arg-type]


def sitting(day: str, *items: Item, decides: bool = True) -> Sitting:
    return Sitting(date.fromisoformat(day), items, decides)


def said(numbers: dict[int, Paragraph]) -> dict[int, str]:
    return {one: f"{p.number}{p.letter}" for one, p in numbers.items()}


YEAR = (
    sitting("2024-03-01", item(1), item(2)),
    sitting("2024-09-18", item(3), item(4)),
    sitting("2025-01-20", item(5)),
)


def test_a_years_series_begins_anew_in_january() -> None:
    assert said(numbered(YEAR, Numbering.YEAR, None)) == {1: "1", 2: "2", 3: "3", 4: "4", 5: "1"}


def test_a_board_that_starts_in_the_middle_of_a_year_goes_on_where_it_was() -> None:
    assert said(numbered(YEAR, Numbering.YEAR, 27)) == {1: "27", 2: "28", 3: "29", 4: "30", 5: "1"}


def test_each_meeting_may_have_a_series_of_its_own() -> None:
    assert said(numbered(YEAR, Numbering.MEETING, 27)) == {1: "1", 2: "2", 3: "1", 4: "2", 5: "1"}


def test_a_series_for_ever_goes_on() -> None:
    assert said(numbered(YEAR, Numbering.CONTINUOUS, 1100)) == {1: "1100", 2: "1101", 3: "1102", 4: "1103", 5: "1104"}


def test_parts_share_their_items_number_and_have_letters() -> None:
    meeting = sitting("2020-11-16", *(item(n) for n in range(1, 5)), *(item(10 + n, part_of=4) for n in range(4)))
    numbers = said(numbered([meeting], Numbering.MEETING, None))
    assert [numbers[one] for one in (4, 10, 11, 12, 13)] == ["4", "4a", "4b", "4c", "4d"]


def test_an_extra_item_comes_last_and_a_withdrawn_one_keeps_its_number() -> None:
    meeting = sitting("2024-03-01", item(1, extra=True), item(2, state=ItemState.UTGAR), item(3))
    assert said(numbered([meeting], Numbering.YEAR, None)) == {2: "1", 3: "2", 1: "3"}


def test_frozen_numbers_stand_and_the_next_meeting_follows_on_them() -> None:
    held = sitting("2024-03-01", item(1, paragraph=7), item(2, paragraph=8))
    numbers = numbered([held, sitting("2024-05-01", item(3))], Numbering.YEAR, 1)
    assert said(numbers) == {1: "7", 2: "8", 3: "9"}
    assert [numbers[one].frozen for one in (1, 2, 3)] == [True, True, False]


def test_a_working_day_has_numbers_of_its_own_and_disturbs_no_series() -> None:
    day = sitting("2024-04-01", item(9), decides=False)
    numbers = numbered([YEAR[0], day, YEAR[1]], Numbering.YEAR, None)
    assert said(numbers) == {1: "1", 2: "2", 9: "1", 3: "3", 4: "4"}


def test_letters_go_on_after_z() -> None:
    assert [letter(n) for n in (0, 25, 26, 27, 51, 52)] == ["a", "z", "aa", "ab", "az", "ba"]


@st.composite
def years(draw: st.DrawFn) -> list[Sitting]:
    days = sorted(draw(st.lists(st.dates(date(2024, 1, 1), date(2026, 12, 31)), min_size=1, max_size=6, unique=True)))
    sittings, ids = [], iter(range(1, 1000))
    for day in days:
        mains = [item(next(ids), extra=draw(st.booleans())) for _ in range(draw(st.integers(0, 6)))]
        parts = [
            item(next(ids), part_of=draw(st.sampled_from(mains)).id) for _ in range(draw(st.integers(0, 3))) if mains
        ]
        shuffled = draw(st.permutations([*mains, *parts]))
        sittings.append(Sitting(day, tuple(shuffled)))
    return sittings


@given(years(), st.sampled_from(Numbering), st.integers(1, 2000))
def test_no_series_has_a_gap_or_a_number_twice(year: list[Sitting], numbering: Numbering, first: int) -> None:
    numbers = numbered(year, numbering, first)
    series: dict[object, list[int]] = {}
    for place, one in enumerate(year):
        key = {Numbering.MEETING: place, Numbering.YEAR: one.day.year, Numbering.CONTINUOUS: 0}[numbering]
        series.setdefault(key, []).extend(numbers[i.id].number for i in one.items if i.part_of is None)
    for found in series.values():
        assert sorted(found) == list(range(min(found, default=0), min(found, default=0) + len(found)))
    assert set(numbers) == {one.id for meeting in year for one in meeting.items}
