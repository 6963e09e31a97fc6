"""When an ersättare is asked, and by when to answer (R7). Pure; instants are UTC, hours of the day the board's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from handlers.boards.rule_values import CallWaits

FAR, NEAR = timedelta(hours=48), timedelta(hours=8)
"""How much must remain to the meeting for the long and for the middle time to answer."""
GRACE = timedelta(seconds=60)
"""A call leaves this long after the click that caused it, so that a slip calls nobody."""
AT_LEAST = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Asking:
    """A call's times. `at` is when the time to answer begins; the message itself leaves a minute later (GRACE)."""

    at: datetime
    by: datetime


@dataclass(frozen=True, slots=True)
class Frame:
    """What the times depend on: the meeting's start, the board's waits and zone."""

    start: datetime
    waits: CallWaits
    zone: ZoneInfo


def asking(now: datetime, frame: Frame) -> Asking | None:
    """When whoever is next is asked, and by when to answer; None when nobody may be asked before the meeting begins."""
    at = _next_decent(now, frame)
    if at >= frame.start:
        return None
    return Asking(at, min(_limit(at, frame), frame.start))


def is_urgent(asked: Asking | None, frame: Frame) -> bool:
    """Whether the secretary is told at once, beside the asking: under 8 h remain when anybody may be asked."""
    return asked is None or frame.start - asked.at < NEAR


def _next_decent(moment: datetime, frame: Frame) -> datetime:
    """The moment itself, or the next morning at which people may be asked."""
    first, last = frame.waits.day
    local = moment.astimezone(frame.zone)
    if local.time() < first:
        return _at(local, first, frame)
    if local.time() >= last:
        return _at(local + timedelta(days=1), first, frame)
    return moment


def _limit(at: datetime, frame: Frame) -> datetime:
    """The waits of R7; a limit at night moves to the morning when much remains then, else back to the evening."""
    by = at + _wait(frame.start - at, frame.waits)
    first, last = frame.waits.day
    local = by.astimezone(frame.zone)
    if first <= local.time() <= last:
        return by
    evening_before = local.time() < first
    morning = _at(local if evening_before else local + timedelta(days=1), first, frame)
    if frame.start - morning >= NEAR:
        return morning
    evening = _at(local - timedelta(days=1) if evening_before else local, last, frame)
    return max(evening, at + AT_LEAST)


def _wait(remaining: timedelta, waits: CallWaits) -> timedelta:
    if remaining >= FAR:
        return waits.far
    return waits.near if remaining >= NEAR else waits.last


def _at(day: datetime, hour: time, frame: Frame) -> datetime:
    return datetime.combine(day.date(), hour, frame.zone).astimezone(UTC)
