"""Who comes to a meeting, as frozen values; `first` and `last` are on the meeting's wall."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time
from functools import cached_property, lru_cache
from types import MappingProxyType
from zoneinfo import ZoneInfo

from handlers.boards.facts import Composition
from handlers.boards.rule_values import Distance
from handlers.boards.seats import fill
from storage.words import (
    Answer,
    CallState,
    Coming,
    HuvudmanFacts,
    MandateFacts,
    MeetingKind,
    MeetingMode,
    MeetingStatus,
    Role,
    SeatFacts,
)

LIVE = frozenset({CallState.WAITING, CallState.ASKED, CallState.ACCEPTED})
"""A call that holds its seat and its person."""


@dataclass(frozen=True, slots=True)
class Said:
    """One person's answer. `wants_back` waits for a second yes, for somebody has promised to serve (R7)."""

    person: int
    answer: Coming | None
    first: time | None = None
    last: time | None = None
    wants_back: Coming | None = None
    by: int | None = None
    """Who noted it, when that was another."""
    at: datetime | None = None
    rev: int = 0


@dataclass(frozen=True, slots=True)
class Call:
    """A call to an ersättare, as it stands. Instants are UTC."""

    id: int
    seat: int
    person: int
    for_person: int | None
    state: CallState
    ask_at: datetime
    answer_by: datetime
    created: datetime
    on_request: bool = False
    chased: bool = False
    promised: bool = False
    """Whether the person has ever said yes to it."""
    answered: datetime | None = None
    """When it was answered or ended last."""
    rev: int = 1

    @property
    def live(self) -> bool:
        """Whether it holds its seat and its person."""
        return self.state in LIVE


@dataclass(frozen=True)
class MeetingAttendance:
    """A meeting and who comes to it. `start` and `end` are on the wall, `begins` and `ends` instants."""

    id: int
    board_id: int
    board: str
    title: str
    kind: MeetingKind
    mode: MeetingMode
    status: MeetingStatus
    start: datetime
    end: datetime
    begins: datetime
    ends: datetime
    place: str | None
    link: str | None
    year: int
    rev: int
    shape_rev: int
    time_rev: int
    people: Composition
    said: Mapping[int, Said]
    """By person; only what was said of the time that holds."""
    calls: tuple[Call, ...]
    """Of the time that holds, oldest first."""
    names: Mapping[int, str]
    phones: Mapping[int, str]
    distance: Distance | None
    asked: bool
    notice: bool
    """Whether the kallelse has been sent."""
    approval: bool = False
    """The chair has been asked to look at the kallelse (R17)."""
    own_revs: Mapping[int, int] = field(default_factory=dict)
    """Person → what moves with what their own cards show; never back, whatever moves."""
    call_revs: Mapping[int, int] = field(default_factory=dict)
    """Call, of any time → what moves with what its card shows."""
    calls_itself: bool = True
    """False where the ledamot phones (R7, `caller: member`): Klubban then calls only whom staff ask for."""
    zone: str = "Europe/Stockholm"

    @property
    def decides(self) -> bool:
        """Only a sammanträde has a quorum, and calls ersättare."""
        return self.kind is MeetingKind.SAMMANTRADE

    @property
    def may_be_distant(self) -> bool:
        """R21, R22: offered only where the board has decided on it and the meeting is held so."""
        return self.mode is MeetingMode.HYBRID and self.distance is not None

    @property
    def huvudman(self) -> Mapping[int, HuvudmanFacts]:
        """The members that day."""
        return {one.id: one for one in self.people.huvudman}

    @cached_property
    def held(self) -> Mapping[int, int | None]:
        """Seat → the ledamot who holds it that day, None when vacant: as `fill` counts them."""
        return _held(self.people.seats, self.people.mandates)

    def local(self, moment: datetime) -> datetime:
        """The moment on the board's wall."""
        return moment.astimezone(ZoneInfo(self.zone)).replace(tzinfo=None)

    def answer(self, person: int) -> Coming | None:
        """What the person has said."""
        said = self.said.get(person)
        return said.answer if said else None

    def ledamoter(self) -> list[int]:
        """Who holds a seat that day, in the roster's order."""
        return list(self._ledamoter)

    def ersattare(self) -> list[int]:
        """Who may stand in that day; nobody who holds a seat."""
        return list(self._ersattare)

    @cached_property
    def _ledamoter(self) -> dict[int, None]:
        return dict.fromkeys(m.person for m in self.people.mandates if m.role is Role.LEDAMOT)

    @cached_property
    def _ersattare(self) -> dict[int, None]:
        standing = (m.person for m in self.people.mandates if m.role is Role.ERSATTARE)
        return dict.fromkeys(person for person in standing if person not in self._ledamoter)

    def call_of(self, person: int) -> Call | None:
        """The person's call that matters: a live one, else the latest."""
        own = [call for call in self.calls if call.person == person]
        return next((call for call in own if call.live), own[-1] if own else None)

    def call_for(self, seat: int) -> Call | None:
        """The live call for a seat."""
        return next((call for call in self.calls if call.live and call.seat == seat), None)


@lru_cache(maxsize=64)
def _held(seats: tuple[SeatFacts, ...], mandates: tuple[MandateFacts, ...]) -> Mapping[int, int | None]:
    """Kept, for a settling looks several times at the same people."""
    ledamoter = (m.person for m in mandates if m.role is Role.LEDAMOT)
    filling = fill(seats, mandates, dict.fromkeys(ledamoter, Answer.KAN))
    return MappingProxyType({one.seat: one.person for one in filling.served})
