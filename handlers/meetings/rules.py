"""What of a meeting people are told of, and what has changed since they were told. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from storage.words import MeetingKind, MeetingMode, MeetingStatus


def status_at_first(kind: MeetingKind) -> MeetingStatus:
    """A sammanträde is preliminary until the board has decided its day (R15); other meetings are as they are booked."""
    return MeetingStatus.PRELIMINAR if kind is MeetingKind.SAMMANTRADE else MeetingStatus.BESLUTAT


@dataclass(frozen=True, slots=True)
class Announced:
    """What people know of a meeting; times are the wall's."""

    title: str
    start: datetime
    end: datetime
    place: str | None
    mode: MeetingMode
    link: str | None
    cancelled: bool = False

    def packed(self) -> dict[str, Any]:
        """As JSON."""
        return asdict(self) | {"start": self.start.isoformat(), "end": self.end.isoformat(), "mode": self.mode.value}

    @staticmethod
    def unpacked(data: Mapping[str, Any]) -> Announced:
        """From JSON."""
        times = {name: datetime.fromisoformat(data[name]) for name in ("start", "end")}
        return Announced(**{**data, **times, "mode": MeetingMode(data["mode"])})

    def moves(self, other: Announced) -> bool:
        """Whether the other is a change that a calendar shows: time, place, way, or cancelled (SEQUENCE)."""
        mine = (self.start, self.end, self.place, self.mode, self.cancelled)
        return mine != (other.start, other.end, other.place, other.mode, other.cancelled)
