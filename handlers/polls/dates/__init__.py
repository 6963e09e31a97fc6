"""Dates the way secretaries write them (design.md, "Dates as written"): read, warn about, and write again.

Whatever is ambiguous becomes a question; nothing a person wrote is dropped in silence."""

from handlers.polls.dates.reading import read
from handlers.polls.dates.values import Question, QuestionKind, Reading, ReadSlot
from handlers.polls.dates.warn import Busy, DateWarning, WarningKind, warnings
from handlers.polls.dates.write import write

__all__ = [
    "Busy",
    "DateWarning",
    "Question",
    "QuestionKind",
    "ReadSlot",
    "Reading",
    "WarningKind",
    "read",
    "warnings",
    "write",
]
