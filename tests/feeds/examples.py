"""A board's year in a calendar: meetings on both sides of both clock changes, and everything that looks different."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from handlers.feeds.events import Busy, CalendarEvent, CalendarHead, EventStatus, OwnAnswer, Partstat

wall = datetime.fromisoformat
"""A wall-clock time without a zone, as a board writes it."""
CHANGED = datetime(2026, 9, 1, 8, 0, tzinfo=UTC)
HEAD = CalendarHead(
    name="Södra Vätterbygden, möten",
    description="Styrelsens möten; tider är svensk tid.",
    url="https://klubban.example/kalender/sodra-vatterbygden",
)
PERSONAL = replace(HEAD, publish=False)
MEETING = CalendarEvent(
    uid="m1@klubban",
    created=datetime(2026, 8, 20, 7, 30, tzinfo=UTC),
    changed=CHANGED,
    start=wall("2026-10-08 09:00"),
    end=wall("2026-10-08 12:00"),
    summary="Styrelsemöte",
    location="Tändsticksgränd 23, Jönköping",
    url="https://klubban.example/m/1",
    description="Dagordning och handlingar",
    conference="https://meet.example/abc",
    conference_label="Anslut till mötet",
    categories=("Styrelsemöte",),
    organizer="styrelsen@forbund.example",
    organizer_name="Södra Vätterbygden",
)
PLAIN = replace(
    MEETING,
    organizer="",
    organizer_name="",
    location="",
    url="",
    description="",
    conference="",
    conference_label="",
    categories=(),
)
OWN = OwnAnswer("anna@habo.example", Partstat.ACCEPTED)
LONG = "Ärendelista på tre sidor: å, ä, ö och – tankstreck; 🗓 "


def _at(uid: str, title: str, start: datetime, end: datetime) -> CalendarEvent:
    return replace(MEETING, uid=f"{uid}@klubban", summary=title, start=start, end=end)


def year() -> list[CalendarEvent]:
    """Nine events between October 2026 and April 2027."""
    cancelled = _at("m4", "INSTÄLLT: Extra möte", wall("2026-11-05 09:00"), wall("2026-11-05 10:00"))
    proposed = _at("m5", "Förslag: budgetmöte", wall("2026-11-12 13:00"), wall("2026-11-12 16:00"))
    stop = replace(
        MEETING, uid="d1@klubban", summary="Ärenden stänger", start=date(2026, 10, 15), end=date(2026, 10, 16)
    )
    long = _at("m8", "Nämnden i Åmål och Örnsköldsvik " * 4, wall("2027-04-08 09:00"), wall("2027-04-08 15:00"))
    return [
        _at("m1", "Möte före höstens tidsomställning", wall("2026-10-22 09:00"), wall("2026-10-22 12:00")),
        _at("m2", "Nattmöte över tidsomställningen", wall("2026-10-24 23:00"), wall("2026-10-25 04:00")),
        _at("m3", "Möte efter höstens tidsomställning", wall("2026-10-29 09:00"), wall("2026-10-29 12:00")),
        replace(cancelled, status=EventStatus.CANCELLED, busy=Busy.FREE, transparent=True, sequence=3),
        replace(proposed, status=EventStatus.TENTATIVE, busy=Busy.TENTATIVE),
        replace(stop, busy=Busy.FREE, transparent=True),
        _at("m6", "Möte före vårens tidsomställning", wall("2027-03-25 09:00"), wall("2027-03-25 12:00")),
        _at("m7", "Möte efter vårens tidsomställning", wall("2027-04-01 09:00"), wall("2027-04-01 12:00")),
        replace(long, description=LONG * 20 + "\nSista raden"),
    ]
