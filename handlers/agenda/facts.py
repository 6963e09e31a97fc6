"""A meeting's agenda and the secretary's queue, as frozen values. Times of day are on the meeting's wall."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time

from handlers.boards.rules import Roles
from storage.words import ItemKind, ItemState, MeetingKind, MeetingMode, MeetingStatus


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The number of an item, and the letter of a part: "§ 4 a"."""

    number: int
    letter: str = ""
    frozen: bool = False
    """The roll has been opened: it no longer changes (R36)."""


@dataclass(frozen=True, slots=True)
class Item:
    """One matter, as it stands."""

    id: int
    board: int
    title: str
    kind: ItemKind
    state: ItemState
    submitter: int
    rev: int
    meeting: int | None = None
    proposed_meeting: int | None = None
    background: str | None = None
    proposal: str | None = None
    presenter: int | None = None
    guest: str | None = None
    guest_at: time | None = None
    minutes: int | None = None
    dnr: str | None = None
    links: tuple[str, ...] = ()
    position: int = 0
    part_of: int | None = None
    late: bool = False
    extra: bool = False
    paragraph: int | None = None
    standing: bool = False


@dataclass(frozen=True, slots=True)
class MeetingOfItems:
    """A meeting that items are meant for; `closes` is the last day on which they may be raised (R16)."""

    id: int
    title: str
    kind: MeetingKind
    status: MeetingStatus
    start: datetime
    end: datetime
    place: str | None
    closes: date
    closed: bool
    noticed: bool
    """The kallelse has been sent."""
    mode: MeetingMode = MeetingMode.FYSISKT


@dataclass(frozen=True)
class Agenda:
    """A meeting with what stands on its agenda, in order, and the numbers."""

    board: str
    board_name: str
    year: int
    meeting: MeetingOfItems
    items: tuple[Item, ...]
    numbers: Mapping[int, Paragraph]
    names: Mapping[int, str]
    roles: Roles = field(default_factory=Roles)
    """What the reader is on the board today."""
    queue: tuple[Item, ...] = ()
    """What waits for the secretary; empty to others."""
    later: tuple[MeetingOfItems, ...] = ()
    """The meetings after this one."""
    changed: bool = False
    """Something has changed since it was sent."""

    @property
    def mains(self) -> tuple[Item, ...]:
        """The items without their parts."""
        return tuple(item for item in self.items if item.part_of is None)

    @property
    def provisional(self) -> bool:
        """The roll of this meeting hasn't been opened: the numbers may still change (R36)."""
        return any(not self.numbers[item.id].frozen for item in self.items if item.id in self.numbers)

    def parts(self, item: int) -> tuple[Item, ...]:
        """The parts of an item."""
        return tuple(one for one in self.items if one.part_of == item)


@dataclass(frozen=True)
class OneItem:
    """An item with what its words need: its meeting, who raised it, where it may go."""

    board: str
    year: int
    item: Item
    meeting: MeetingOfItems | None
    proposed: MeetingOfItems | None
    coming: tuple[MeetingOfItems, ...]
    names: Mapping[int, str]
    paragraph: Paragraph | None
    may_be_returned: bool
    """Not a ledamot's or revisor's (R39)."""
    closes: date | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """An item as it is to be."""

    title: str
    kind: ItemKind = ItemKind.BESLUT
    meeting: int | None = None
    background: str | None = None
    proposal: str | None = None
    presenter: int | None = None
    guest: str | None = None
    guest_at: time | None = None
    minutes: int | None = None
    dnr: str | None = None
    links: tuple[str, ...] = ()
