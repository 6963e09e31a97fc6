"""Dates the way secretaries write them (design.md, "Dates as written"): read, warn about, and write again.

Whatever is ambiguous becomes a question; nothing a person wrote is dropped in silence."""

from handlers.polls.dates.reading import read
from handlers.polls.dates.values import Question, QuestionKind, Reading, ReadSlot
from handlers.polls.dates.warn import Busy, Warning, WarningKind, warnings  # noqa: A004 (R38 calls them warnings)
from handlers.polls.dates.write import write

__all__ = [
    "Busy",
    "Question",
    "QuestionKind",
    "ReadSlot",
    "Reading",
    "Warning",
    "WarningKind",
    "read",
    "warnings",
    "write",
]
