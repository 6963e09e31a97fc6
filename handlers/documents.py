"""What can be fetched behind a sealed address: a file, or a page to read, made when it is asked for."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from handlers.text import Text

CSV = "text/csv; charset=utf-8"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Document:
    """A file as it is handed out."""

    filename: str
    media_type: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Page:
    """Shown in the browser instead of handed out: the name of a template in bot/templates, and what it shows."""

    template: str
    language: str
    content: object


DocumentView = Callable[[Session, datetime, int, int, Text], Document | Page]
"""(session, now, the thing's id, the reader, language) → the file or page as it is now. Raises Refusal when the
reader may no longer have it, or the thing is gone."""


def table(rows: Iterable[Sequence[str]]) -> bytes:
    """Rows as a spreadsheet in Sweden opens them: semicolons, a byte order mark, lines ending as RFC 4180 has it."""
    written = io.StringIO()
    csv.writer(written, delimiter=";", lineterminator="\r\n").writerows([cell(each) for each in row] for row in rows)
    return b"\xef\xbb\xbf" + written.getvalue().encode()


def cell(typed: str) -> str:
    """A text that no spreadsheet takes for a formula: an apostrophe stands before it, as people write it themselves."""
    return f"'{typed}" if typed.startswith(BEGINS_A_FORMULA) else typed
