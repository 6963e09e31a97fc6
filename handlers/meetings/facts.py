"""A meeting as rules and views want it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from storage.words import MeetingStatus


@dataclass(frozen=True, slots=True)
class MeetingFacts:
    """What people are told of a meeting; times are the wall's."""

    title: str
    start: datetime
    end: datetime
    place: str | None
    status: MeetingStatus
    reserve: bool = False
    """A reserve date: kept free until its main meeting has been held."""
