"""What a feed is made of, and what the calendars' page in Slack shows: frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from handlers.boards.rules import Roles
from handlers.feeds.events import CalendarEvent, CalendarHead
from storage.words import Answer, CallState, Coming, MeetingKind, MeetingMode, MeetingStatus

NOBODY = Roles()


class Audience(StrEnum):
    """Whose feed it is: a person's own, a board's behind a secret link, a board's for everybody."""

    PERSON = "person"
    BOARD = "board"
    PUBLIC = "public"


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who reads the feed; two links to the same calendar have the same viewer, and so the same bytes."""

    audience: Audience
    subject: int
    """The person's id, or the board's."""
    language: str
    address: str = ""
    """The person's own e-mail address."""


@dataclass(frozen=True, slots=True)
class CalendarBoard:
    """A board as calendars name it; `page` is the address of its public feed."""

    id: int
    name: str
    short: str
    zone: str
    email: str | None
    page: str
    changed: datetime
    """UTC; moved by whatever comes, changes or goes in the board's calendars."""


@dataclass(frozen=True, slots=True)
class MainDate:
    """The meeting for which another one is the reserve date. `start` is wall time, `ends` and `changed` UTC."""

    start: datetime
    ends: datetime
    status: MeetingStatus
    changed: datetime


@dataclass(frozen=True, slots=True)
class OwnPart:
    """What the reader has said of a meeting, and whether they are called to serve. `changed` is UTC."""

    changed: datetime
    coming: Coming | None = None
    hours: tuple[datetime, datetime] | None = None
    """When one who is there for a part is there, on the wall."""
    call: CallState | None = None
    """ASKED or ACCEPTED; None where the reader isn't called."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BookedMeeting:
    """One meeting. `start` and `end` are wall time in `zone`; `ends`, `created` and `changed` UTC."""

    uid: str
    board: int
    title: str
    kind: MeetingKind
    mode: MeetingMode
    status: MeetingStatus
    start: datetime
    end: datetime
    ends: datetime
    zone: str
    sequence: int
    created: datetime
    changed: datetime
    place: str | None = None
    link: str | None = None
    note: str | None = None
    main: MainDate | None = None
    """Set when this is a reserve date."""
    roles: Roles = NOBODY
    """What the reader is on the board that day (R41); nothing in a feed that isn't a person's."""
    own: OwnPart | None = None
    public: bool = False
    """It fixes the budget, so that anybody may come (R18)."""
    proposal: str | None = None
    """Where the budget's proposal can be read."""
    agenda_changed: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenTime:
    """One time of an open question. `start`, `end` and `deadline` are wall time in `zone`, the others UTC."""

    uid: str
    board: int
    title: str
    mode: MeetingMode
    start: datetime
    end: datetime
    zone: str
    deadline: datetime
    created: datetime
    place: str | None = None
    note: str | None = None
    reserve: bool = False
    roles: Roles = NOBODY
    asked: bool = False
    """Whether the reader is among those who are asked."""
    answer: Answer | None = None
    """The reader's own, with the moment it was given."""
    answered: datetime | None = None


@dataclass(frozen=True)
class Material:
    """All that may show in one viewer's feed, before it is chosen."""

    boards: Mapping[int, CalendarBoard]
    meetings: tuple[BookedMeeting, ...]
    times: tuple[OpenTime, ...]


@dataclass(frozen=True, slots=True)
class Contents:
    """A feed as values. Valid while its boards' versions stand, and not after `valid_until`."""

    head: CalendarHead
    events: tuple[CalendarEvent, ...]
    last_modified: datetime
    """UTC; deletions, and what has gone by itself, move it too."""
    valid_until: datetime | None
    """UTC; the next moment at which something changes by itself."""


@dataclass(frozen=True, slots=True)
class BoardLink:
    """A board whose calendar the reader may have."""

    id: int
    name: str
    short: str
    key: str


@dataclass(frozen=True, slots=True)
class LinkLine:
    """A link that works; times are the reader's wall time."""

    id: int
    name: str
    made: datetime
    used: datetime | None


@dataclass(frozen=True, slots=True)
class CalendarsPage:
    """What the calendars' page in Slack shows one person."""

    boards: tuple[BoardLink, ...]
    links: tuple[LinkLine, ...]
    year: int


@dataclass(frozen=True, slots=True)
class NewLink:
    """A link just made. The token exists here and nowhere else: the database has only its SHA-256."""

    id: int
    token: str
    name: str
    board: str | None
    """The board's name; None for a person's own meetings."""


@dataclass(frozen=True, slots=True)
class PersonalPage:
    """A secret link as its page shows it, in its owner's language."""

    language: str
    calendar: str
    """Whose meetings they are: the person's name, or the board's."""
    board: bool
    link: str
    """What the link is called on the calendars' page in Slack."""
    works: bool
    """Not taken back, and its owner may still have the calendar."""
