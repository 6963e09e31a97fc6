"""What a board has settled for itself, with what holds where it hasn't; pure. Every rule reads its settings here.

The keys are those of the roster file's `rules` and of the stored JSON; rule_values.py reads and writes their values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import time
from difflib import get_close_matches
from enum import StrEnum
from functools import partial
from typing import Any

from handlers.boards import rule_values as read
from handlers.boards.rule_values import CallWaits, Distance, ExtraBoard, YearDate
from storage.words import ErsattareOrder


class Caller(StrEnum):
    """Who asks the ersättare to serve (R7); with MEMBER the ledamot phones and Klubban only records."""

    SECRETARIAT = "secretariat"
    MEMBER = "member"


class JusteringForm(StrEnum):
    """How the minutes are signed (R27)."""

    DIGITAL = "digital"
    PAPPER = "papper"


class AppealFrom(StrEnum):
    """Which notice board the appeal time is counted from (R31)."""

    LATEST = "latest"
    FIRST = "first"
    OWN = "own"


class Numbering(StrEnum):
    """What a series of §§ covers (R36)."""

    YEAR = "year"
    MEETING = "meeting"
    CONTINUOUS = "continuous"


@dataclass(frozen=True, slots=True)
class RuleProblem:
    """One setting that can't be used: which key, and what to do about it."""

    key: str
    text: str


class RulesError(ValueError):
    """The rules can't be read; `problems` has every reason."""

    def __init__(self, problems: list[RuleProblem]) -> None:
        super().__init__("\n".join(problem.text for problem in problems))
        self.problems = problems


_USUAL_WAITS = CallWaits()


@dataclass(frozen=True, slots=True)
class BoardRules:
    """The board's settings; a default is what rules.md gives. Days are calendar days, hours local time."""

    ersattare_order: ErsattareOrder = ErsattareOrder.LIST
    """R2: in every order a personal ersättare (`for`) comes first for their own ledamot."""
    same_member: bool = True
    """R4: temporary cover comes from the same huvudman."""
    nonserving_speak: bool = True
    """R6."""
    caller: Caller = Caller.SECRETARIAT
    """R7."""
    call_waits: CallWaits = _USUAL_WAITS
    """R7: how long an ersättare has to answer."""
    late_ledamot_returns: bool = True
    """R9: the seat back for a ledamot who arrives late."""
    return_after_leaving: bool = False
    """R11."""
    kallelse_days: int = 7
    """R16: days before the meeting."""
    items_close_days: int = 14
    """R16: days before the meeting."""
    chair_approves: bool = False
    """R17: the chair sees the kallelse first."""
    oldest_presides: bool = False
    """R25: until the board has picked one."""
    budget_notice_days: int = 7
    """R18: days before a public meeting that it is announced."""
    distance: Distance | None = None
    """R21: the board's decision on taking part at a distance."""
    justerare: int = 1
    """R27: how many sign beside the one who presided."""
    justering_days: int = 14
    """R27: days after the meeting, at most the statutory fourteen."""
    justering_form: JusteringForm = JusteringForm.DIGITAL
    """R27."""
    appeal_from: AppealFrom = AppealFrom.LATEST
    """R31."""
    extra_boards: tuple[ExtraBoard, ...] = ()
    """R30: notice boards beside those of kommuner and regioner."""
    arvode_nonserving: bool = False
    """R34."""
    numbering: Numbering = Numbering.YEAR
    """R36."""
    first_paragraph: int | None = None
    """R36: where the series begins; None is 1."""
    poll_names_shown: bool = False
    """Whether the channel's card names who said no."""
    year_dates: tuple[YearDate, ...] = ()
    """R19: the board's own deadlines, every year."""
    reminder_hour: time = time(9)
    """R40: when the day's digest goes out."""

    @classmethod
    def from_mapping(cls, given: Mapping[str, Any]) -> BoardRules:
        """Settings as YAML or JSON gives them, over the defaults. Raises RulesError with every problem."""
        settled: dict[str, Any] = {}
        problems: list[RuleProblem] = []
        for key, value in given.items():
            try:
                settled[key] = _read(key, value)
            except ValueError as wrong:
                problems.append(RuleProblem(key, str(wrong)))
        if problems:
            raise RulesError(problems)
        return cls(**settled)

    @classmethod
    def keys(cls) -> list[str]:
        """The names of all settings."""
        return [field.name for field in fields(cls)]

    def differences(self) -> dict[str, Any]:
        """Only what differs from the defaults, in values that JSON and YAML can hold; `from_mapping` takes it back."""
        usual = BoardRules()
        return {name: read.plain(mine) for name in self.keys() if (mine := getattr(self, name)) != getattr(usual, name)}


def _read(key: str, value: Any) -> Any:
    """Raises ValueError for a key that isn't there, with the one that was probably meant."""
    if key not in _READERS:
        close = get_close_matches(key, _READERS, n=1)
        raise ValueError(f"unknown rule '{key}'; " + (f"did you mean '{close[0]}'?" if close else "remove it"))
    return _READERS[key](key, value)


_DAYS = partial(read.number, low=0, high=180)
_READERS: dict[str, read.Reader] = {
    "ersattare_order": partial(read.one_of, words=ErsattareOrder),
    "same_member": read.yes_or_no,
    "nonserving_speak": read.yes_or_no,
    "caller": partial(read.one_of, words=Caller),
    "call_waits": read.call_waits,
    "late_ledamot_returns": read.yes_or_no,
    "return_after_leaving": read.yes_or_no,
    "kallelse_days": _DAYS,
    "items_close_days": _DAYS,
    "chair_approves": read.yes_or_no,
    "oldest_presides": read.yes_or_no,
    "budget_notice_days": _DAYS,
    "distance": read.distance,
    "justerare": partial(read.number, low=1, high=9),
    "justering_days": partial(read.number, low=1, high=14),
    "justering_form": partial(read.one_of, words=JusteringForm),
    "appeal_from": partial(read.one_of, words=AppealFrom),
    "extra_boards": read.extra_boards,
    "arvode_nonserving": read.yes_or_no,
    "numbering": partial(read.one_of, words=Numbering),
    "first_paragraph": read.paragraph,
    "poll_names_shown": read.yes_or_no,
    "year_dates": read.year_dates,
    "reminder_hour": read.hour,
}
