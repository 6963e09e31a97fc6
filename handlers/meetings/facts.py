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


@dataclass(frozen=True, slots=True)
class ListedMeeting:
    """A meeting in the list, and what the reader may do with it."""

    id: int
    sequence: int
    board: str
    facts: MeetingFacts
    may_change: bool
    reserve: datetime | None
    """When its reserve date begins, if one still stands."""


@dataclass(frozen=True, slots=True)
class MeetingsList:
    """The coming meetings of somebody's boards, soonest first."""

    meetings: tuple[ListedMeeting, ...]
    may_make: bool
    year: int
