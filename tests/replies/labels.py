"""The corpus as it is written → what is expected."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time
from pathlib import Path

from handlers.replies.facts import Act, AnswerCall, Ask, Attend, Do, Help, Outcome, Tell, Topic, Undo, Vote
from storage.words import Answer, Coming


@dataclass(frozen=True)
class Labelled:
    """One sentence with its situation and what a person means by it."""

    situation: str
    sentence: str
    meant: str

    @property
    def clear(self) -> bool:
        """Whether something is to be carried out."""
        return self.meant not in ("fråga", "hjälp", "inget") and not self.meant.startswith("berätta")


def corpus(name: str) -> list[Labelled]:
    return list(_lines((Path(__file__).parent / name).read_text()))


def _lines(text: str) -> Iterator[Labelled]:
    situation = ""
    for line in text.splitlines():
        if line.startswith("= "):
            situation = line[2:]
        elif situation and " | " in line:
            meant, sentence = line.split(" | ", maxsplit=1)
            yield Labelled(situation, sentence.replace("⏎", "\n"), meant.strip())


def expected(meant: str) -> tuple[Act, ...]:
    """The acts of a clear label."""
    return tuple(_act(part.split()) for part in meant.split(" + "))


def _act(words: list[str]) -> Act:
    match words:
        case ["ångra"]:
            return Undo()
        case ["ja" | "nej" as said, call]:
            return AnswerCall(int(call), said == "ja")
        case ["röst", *votes]:
            pairs = " ".join(votes).split(", ")
            return Vote(7, tuple((int(pair.split()[0]), Answer(pair.split()[1])) for pair in pairs))
        case ["delvis", meeting, bounds]:
            first, last = (_time(bound) for bound in bounds.split("-"))
            return Attend(int(meeting), Coming.DELVIS, first, last)
        case [coming, meeting]:
            return Attend(int(meeting), Coming(coming.replace("ö", "o")))
    raise ValueError(words)


def _time(text: str) -> time | None:
    hour, _, minute = text.partition(".")
    return time(int(hour), int(minute)) if text else None


def right(meant: str, outcome: Outcome) -> bool:
    """Whether the outcome is the one meant."""
    match meant.split(), outcome:
        case ["inget"], _:
            return not isinstance(outcome, Do)
        case ["fråga"], Ask():
            return True
        case ["hjälp"], Help():
            return True
        case ["berätta", what, *meeting], Tell():
            return outcome == Tell(Topic(what), int(meeting[0]) if meeting else None)
        case ["fråga" | "hjälp" | "berätta", *_], _:
            return False
        case _, Do():
            return outcome.acts == expected(meant)
    return False
