"""Word files of ours open again, whatever was typed into them."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import docx
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.paper import LONGEST_PROPERTY, blank, footer, hyperlink, saved, typed

NOW = datetime(2027, 3, 5, 9, tzinfo=UTC)


@settings(max_examples=30)
@given(st.text(max_size=300))
def test_a_file_opens_again_with_what_was_typed(words: str) -> None:
    document = blank("sv", words, words, NOW)
    document.add_paragraph(typed(words))
    hyperlink(document.add_paragraph(), words, "https://forbund.example/a?b=1&c=å")
    footer(document, words, "Sida {page} av {pages}")
    again = docx.Document(io.BytesIO(saved(document)))
    shown = typed(words).replace("\r", "\n")
    assert [p.text for p in again.paragraphs] == [shown, shown]
    assert len(again.core_properties.title) <= LONGEST_PROPERTY
    assert again.core_properties.created == NOW


def test_what_no_xml_may_hold_is_left_out_and_nothing_else() -> None:
    assert typed("\0a\x0bÅ\tß\n\ufffe😀\x1f") == "aÅ\tß\n😀"
