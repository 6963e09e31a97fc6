"""Every line of the corpus is read as a person checked it: 0 silently wrong."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from handlers.polls.dates import read
from tests.polls.reading_as_text import as_text

TODAY = date(2026, 9, 22)
CORPUS = Path(__file__).with_name("dates_corpus.txt").read_text(encoding="utf-8")


def entries() -> list[tuple[str, list[str]]]:
    blocks = [block.splitlines() for block in CORPUS.split("\n\n") if block.startswith("> ")]
    return [(lines[0].removeprefix("> "), lines[1:]) for lines in blocks]


def test_the_corpus_is_large_enough_to_mean_something() -> None:
    assert len(entries()) >= 150


@pytest.mark.parametrize(("written", "expected"), entries(), ids=[written for written, _ in entries()])
def test_a_secretarys_line_is_read_as_it_was_meant_or_asked_about(written: str, expected: list[str]) -> None:
    assert as_text(read(written.replace("⏎", "\n"), TODAY)) == expected
