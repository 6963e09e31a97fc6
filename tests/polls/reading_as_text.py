"""A reading as lines of text, for the corpus: what a person checking it wants to see, and nothing else."""

from __future__ import annotations

from handlers.polls.dates import Reading, ReadSlot


def slot_as_text(slot: ReadSlot) -> str:
    """`2026-10-08 09:00-12:00 *note* ^0`: day, time where said, note, the main slot of a reserve."""
    parts = [slot.day.isoformat()]
    if slot.start is not None:
        parts.append(f"{slot.start:%H:%M}-{slot.end:%H:%M}" if slot.end is not None else f"{slot.start:%H:%M}-")
    if slot.note:
        parts.append(f"*{slot.note}*")
    if slot.reserve_for is not None:
        parts.append(f"^{slot.reserve_for}")
    return " ".join(parts)


def as_text(reading: Reading) -> list[str]:
    """A title's line begins with #, a question's with ?, followed by what was written and its candidates."""
    lines = [f"# {reading.title}"] if reading.title else []
    lines += [slot_as_text(slot) for slot in reading.slots]
    for question in reading.questions:
        candidates = " | ".join(slot_as_text(slot) for slot in question.candidates)
        written = question.written.replace("\n", "⏎")
        lines.append(f"? {question.kind} «{written}» {candidates}".rstrip())
    return lines
