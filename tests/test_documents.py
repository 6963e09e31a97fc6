"""Tables as spreadsheets open them: what people typed comes back, and is never a formula."""

from __future__ import annotations

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from handlers.documents import BEGINS_A_FORMULA, cell, table

TYPED = st.text(st.characters(codec="utf-8", exclude_characters="\r\0"), max_size=30)


def read(body: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(body.decode("utf-8-sig"), newline=""), delimiter=";"))


@given(st.lists(st.lists(TYPED, min_size=2, max_size=4), min_size=1, max_size=5))
def test_every_text_comes_back_as_it_was_typed(rows: list[list[str]]) -> None:
    assert read(table(rows)) == [[cell(each) for each in row] for row in rows]


@given(TYPED)
def test_no_cell_begins_a_formula(typed: str) -> None:
    shown = cell(typed)
    assert (shown.startswith(BEGINS_A_FORMULA), shown in (typed, f"'{typed}")) == (False, True)


def test_a_formula_gets_an_apostrophe_and_a_name_does_not() -> None:
    assert [cell(each) for each in ("=1+1", "@SUM(A1)", "-2", "+46", "Åsa; Öberg")] == [
        "'=1+1",
        "'@SUM(A1)",
        "'-2",
        "'+46",
        "Åsa; Öberg",
    ]
