"""What a calendar says, as frozen values: one event, and the head of one feed. Pure; knows no file format's spelling.

Every value is hashable, so an event can itself be the key under which its bytes are kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo


class EventStatus(StrEnum):
    """RFC 5545 3.8.1.11. A cancelled event stays in the feed until the day after it would have been."""

    CONFIRMED = "CONFIRMED"
    TENTATIVE = "TENTATIVE"
    CANCELLED = "CANCELLED"


class Busy(StrEnum):
    """What Outlook shows in the diary; it reads the status only where this says nothing."""

    BUSY = "BUSY"
    TENTATIVE = "TENTATIVE"
    FREE = "FREE"


class Partstat(StrEnum):
    """One's own answer (RFC 5545 3.2.12)."""

    NEEDS_ACTION = "NEEDS-ACTION"
    ACCEPTED = "ACCEPTED"
    DECLINED = "DECLINED"
    TENTATIVE = "TENTATIVE"


class Colour(StrEnum):
    """A CSS colour name (RFC 7986 5.9); Apple wants the same as hexadecimal digits."""

    STEELBLUE = "steelblue"
    SEAGREEN = "seagreen"
    DARKORANGE = "darkorange"
    INDIANRED = "indianred"
    SLATEBLUE = "slateblue"
    TEAL = "teal"

    @property
    def hexadecimal(self) -> str:
        """The colour as #RRGGBB."""
        return _HEXADECIMAL[self]


_HEXADECIMAL = {
    Colour.STEELBLUE: "#4682B4",
    Colour.SEAGREEN: "#2E8B57",
    Colour.DARKORANGE: "#FF8C00",
    Colour.INDIANRED: "#CD5C5C",
    Colour.SLATEBLUE: "#6A5ACD",
    Colour.TEAL: "#008080",
}


@dataclass(frozen=True, slots=True)
class OwnAnswer:
    """The reader's own e-mail address and answer. Never anybody else's."""

    address: str
    partstat: Partstat = Partstat.NEEDS_ACTION


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarEvent:
    """One meeting, proposed time or deadline, as one reader sees it; texts already in the reader's language.

    `start` and `end` are naive wall-clock times in `zone`, or dates for an all-day event whose `end` is the day after
    its last (RFC 5545 3.6.1). `fold` tells which of the doubled hours in October is meant. `created` and `changed` are
    UTC; `changed` is when the newest row that contributed changed, never now, or no ETag can match.
    Raises ValueError for an event that ends before it starts, or has the wrong kind of time."""

    uid: str
    created: datetime
    changed: datetime
    start: datetime | date
    end: datetime | date
    summary: str
    zone: str = "Europe/Stockholm"
    sequence: int = 0
    """One more for each change of time, place or status."""
    status: EventStatus = EventStatus.CONFIRMED
    busy: Busy = Busy.BUSY
    transparent: bool = False
    """The time stays free: a substitute who isn't called, a deadline, a cancelled meeting."""
    location: str = ""
    url: str = ""
    description: str = ""
    """The links need not be in it: they are added to the text where they are missing."""
    conference: str = ""
    """The video meeting's address."""
    conference_label: str = ""
    """What the link is called; a text, so it comes from the catalog."""
    categories: tuple[str, ...] = ()
    organizer: str = ""
    """The board's e-mail address, or else its web address: a published meeting must name one (RFC 5546 3.2.1)."""
    organizer_name: str = ""
    own: OwnAnswer | None = None
    """Only in a person's own feed. Shown with the organizer when both have an e-mail address, else neither is."""
    private: bool = False

    def __post_init__(self) -> None:
        for moment in (self.created, self.changed):
            if moment.utcoffset() != timedelta(0):
                raise ValueError(f"{self.uid}: created and changed are in UTC, not {moment!r}")
        if not _in_order(self.start, self.end, self.zone):
            raise ValueError(f"{self.uid}: ends {self.end!r}, which isn't after its start {self.start!r}")


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarHead:
    """What a feed says of itself. `zones` are the zones of its events beside its own: every one needs its rules in
    the file. `publish` for a board's and the public feed, where no person's address may stand (RFC 5546 3.2.1)."""

    name: str
    description: str = ""
    url: str = ""
    zone: str = "Europe/Stockholm"
    zones: tuple[str, ...] = ()
    language: str = "sv"
    publish: bool = True
    colour: Colour = Colour.STEELBLUE


def _in_order(start: datetime | date, end: datetime | date, zone: str) -> bool:
    """Naive times compare without `fold`, so from 02:30 summer time to 02:10 winter time is looked at in UTC."""
    if isinstance(start, datetime) and isinstance(end, datetime):
        if start.tzinfo or end.tzinfo:
            raise ValueError(f"times are naive, in the event's zone: {start!r}, {end!r}")
        return end > start or _in_utc(end, zone) > _in_utc(start, zone)
    if isinstance(start, datetime) or isinstance(end, datetime):
        raise ValueError(f"start and end are both times or both days: {start!r}, {end!r}")
    return end > start


def _in_utc(wall: datetime, zone: str) -> datetime:
    return wall.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def instants(start: datetime, end: datetime, zone: str) -> tuple[datetime, datetime]:
    """The two wall-clock times as UTC. A time that the clock jumps over in spring moves on an hour; when that swallows
    the whole event, it keeps its length."""
    begins, ends = _in_utc(start, zone), _in_utc(end, zone)
    return begins, ends if ends > begins else begins + (end - start)
