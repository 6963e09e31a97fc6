"""Acts as plain values, for buttons and for what is kept to take back: ids, answers and times of day only."""

from __future__ import annotations

from datetime import time
from typing import Any

from handlers.replies.facts import Act, AnswerCall, Attend, Undo, Vote
from storage.words import Answer, Coming


def pack(act: Act) -> dict[str, Any]:
    """The act as JSON can hold it."""
    match act:
        case Attend(meeting, coming, first, last):
            return {"meeting": meeting, "coming": coming.value, "first": hour(first), "last": hour(last)}
        case AnswerCall(call, yes):
            return {"call": call, "yes": yes}
        case Vote(poll, answers):
            return {"poll": poll, "answers": [[slot, answer.value] for slot, answer in answers]}
        case Undo():
            return {"undo": True}


def unpack(packed: dict[str, Any]) -> Act:
    """The act again."""
    if "meeting" in packed:
        first, last = (from_hour(packed[name]) for name in ("first", "last"))
        return Attend(int(packed["meeting"]), Coming(packed["coming"]), first, last)
    if "call" in packed:
        return AnswerCall(int(packed["call"]), bool(packed["yes"]))
    if "poll" in packed:
        return Vote(int(packed["poll"]), tuple((int(slot), Answer(answer)) for slot, answer in packed["answers"]))
    return Undo()


def hour(at: time | None) -> str | None:
    """ "09:20"."""
    return at.isoformat("minutes") if at else None


def from_hour(packed: str | None) -> time | None:
    """The time of day again."""
    return time.fromisoformat(packed) if packed else None
