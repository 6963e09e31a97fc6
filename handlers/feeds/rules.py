"""Which meetings and open times a reader sees, until when, and how they take up the day. Pure.

Nothing here depends on the present but what has gone by itself: between two such moments a feed's bytes stand still."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from handlers.feeds.entries import meeting_entry, time_entry
from handlers.feeds.events import CalendarEvent, CalendarHead, instants
from handlers.feeds.facts import Audience, BookedMeeting, CalendarBoard, Contents, Material, OpenTime, Viewer
from handlers.text import Text
from storage.words import MeetingStatus

NEVER = datetime(2000, 1, 1, tzinfo=UTC)
"""When a feed changed in which nothing has ever stood."""


def sees_meeting(viewer: Viewer, meeting: BookedMeeting) -> bool:
    """A person sees the meetings of the days on which they are on the roster (R41, R5); a board's feed shows all."""
    return viewer.audience is not Audience.PERSON or meeting.roles.on_roster


def sees_time(viewer: Viewer, open_time: OpenTime) -> bool:
    """Those who are asked and may sit that day, and the board's staff; never the public."""
    if viewer.audience is Audience.PERSON:
        return open_time.roles.staff or (open_time.asked and open_time.roles.answers)
    return viewer.audience is Audience.BOARD


def gone_at(meeting: BookedMeeting) -> datetime | None:
    """When the entry disappears by itself: a cancelled meeting as the day after it begins, a reserve date when the main
    meeting has been held. None for one that stays."""
    if meeting.status is MeetingStatus.INSTALLT:
        day_after = meeting.end.date() + timedelta(days=1)
        return datetime.combine(day_after, time(), ZoneInfo(meeting.zone)).astimezone(UTC)
    if meeting.main is not None and meeting.main.status is not MeetingStatus.INSTALLT:
        return meeting.main.ends
    return None


def contents(viewer: Viewer, now: datetime, material: Material) -> Contents:
    """The viewer's feed, the same whatever the order of the rows."""
    text = Text(viewer.language)
    seen = [meeting for meeting in material.meetings if sees_meeting(viewer, meeting)]
    standing = [meeting for meeting in seen if not _has_gone(meeting, now)]
    times = [open_time for open_time in material.times if sees_time(viewer, open_time)]
    events = _sorted(
        [meeting_entry(text, viewer, material.boards[m.board], m) for m in standing]
        + [time_entry(text, viewer, material.boards[t.board], t) for t in times]
    )
    moments = sorted(moment for meeting in seen if (moment := gone_at(meeting)) is not None)
    return Contents(
        head=_head(text, viewer, material),
        events=events,
        last_modified=_last_modified(now, material, events, moments),
        valid_until=next((moment for moment in moments if moment > now), None),
    )


def _has_gone(meeting: BookedMeeting, now: datetime) -> bool:
    gone = gone_at(meeting)
    return gone is not None and gone <= now


def _sorted(events: Iterable[CalendarEvent]) -> tuple[CalendarEvent, ...]:
    return tuple(sorted(events, key=_place_in_time))


def _place_in_time(event: CalendarEvent) -> tuple[datetime, str]:
    assert isinstance(event.start, datetime)
    assert isinstance(event.end, datetime)
    return instants(event.start, event.end, event.zone)[0], event.uid


def _last_modified(
    now: datetime, material: Material, events: Iterable[CalendarEvent], moments: Iterable[datetime]
) -> datetime:
    """The boards' own moments cover what was deleted."""
    boards = [board.changed for board in material.boards.values()]
    return max([NEVER, *boards, *(event.changed for event in events), *(m for m in moments if m <= now)])


@dataclass(frozen=True, slots=True)
class _Named:
    name: str
    description: str


def _head(text: Text, viewer: Viewer, material: Material) -> CalendarHead:
    boards = sorted(material.boards.values(), key=lambda board: board.id)
    elsewhere = {meeting.zone for meeting in material.meetings} | {open_time.zone for open_time in material.times}
    zones = [board.zone for board in boards] + sorted(elsewhere)
    own, *others = dict.fromkeys(zones or ["Europe/Stockholm"])
    named = _named(text, viewer, boards)
    return CalendarHead(
        name=named.name,
        description=named.description,
        url="" if viewer.audience is Audience.PERSON else boards[0].page,
        zone=own,
        zones=tuple(others),
        language=text.language,
        publish=viewer.audience is not Audience.PERSON,
    )


def _named(text: Text, viewer: Viewer, boards: list[CalendarBoard]) -> _Named:
    match viewer.audience:
        case Audience.PERSON:
            about = text.plain("Dina möten, och de tider som dina styrelser frågar om.")
            return _Named(text.plain("Mina möten"), about)
        case Audience.BOARD:
            about = text.plain("Möten och öppna tidsförslag för {board}.", board=boards[0].name)
            return _Named(boards[0].name, about)
        case Audience.PUBLIC:
            return _Named(boards[0].name, text.plain("Möten för {board}.", board=boards[0].name))
