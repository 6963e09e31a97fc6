"""Slack's rates, kept by ourselves: so many calls of a method in any minute, and one a second in each channel."""

from __future__ import annotations

from collections import deque
from datetime import datetime, timedelta

from bot.turns import MINUTE, Turns
from storage.outbox import UPDATE

USUAL_PER_MINUTE = 50
OPEN, FIND, HISTORY = "conversations.open", "users.lookupByEmail", "conversations.history"


class NotYet(Exception):
    """The minute is full; `until` says when there is room again."""

    def __init__(self, until: datetime) -> None:
        super().__init__(until)
        self.until = until


class Pace:
    """Counts on the injected clock, so that a simulated year doesn't wait. Cards take turns (bot/turns.py)."""

    def __init__(self, per_minute: dict[str, int], channel_gap: timedelta) -> None:
        self._per_minute = per_minute
        self._gap = channel_gap
        self._start()

    def _start(self) -> None:
        self._latest: datetime | None = None
        self._calls: dict[str, deque[datetime]] = {}
        self._channels: dict[str, datetime] = {}
        self._closed: dict[str, datetime] = {}
        self._turns = Turns(self._per_minute.get(UPDATE, USUAL_PER_MINUTE))

    def take(self, method: str, channel: str, now: datetime, card: int) -> datetime | None:
        """None if the call may go now, and it is counted; else when it may be tried again. `card`: the outbox row."""
        if self._latest and now < self._latest - MINUTE:
            self._start()  # somebody has put the clock back: what was counted lies in a future that may never come
        self._latest = now
        earliest = max(now, self._closed.get(method, now), self._channels.get(channel, now))
        at = self._turns.take(card, earliest, now) if method == UPDATE else self._in_line(method, earliest, now)
        if at > now:
            return at
        self._channels[channel] = now + self._gap
        self._forget(now)
        return None

    def require(self, method: str, now: datetime) -> None:
        """Counts a call that concerns no channel's rate. Raises NotYet when the method's minute is full."""
        until = self._in_line(method, max(now, self._closed.get(method, now)), now)
        if until > now:
            raise NotYet(until)

    def full(self, method: str, now: datetime) -> datetime | None:
        """When there is room for a letter again, where there is none now; nothing is counted."""
        if self._latest and now < self._latest - MINUTE:
            return None
        at = self._room(method, now)
        return at if at > now else None

    def close(self, method: str, until: datetime) -> None:
        """Slack has said 429: what this process holds already doesn't call before `until` either."""
        self._closed[method] = max(until, self._closed.get(method, until))

    def _in_line(self, method: str, earliest: datetime, now: datetime) -> datetime:
        """Letters: what is first in the outbox's order goes first, so nobody holds a place."""
        at = max(earliest, self._room(method, now))
        if at <= now:
            self._calls[method].append(now)
        return at

    def _room(self, method: str, now: datetime) -> datetime:
        """Now, or when the oldest call of a full minute is a minute old."""
        calls = self._calls.setdefault(method, deque())
        while calls and calls[0] <= now - MINUTE:
            calls.popleft()
        return calls[0] + MINUTE if len(calls) >= self._per_minute.get(method, USUAL_PER_MINUTE) else now

    def _forget(self, now: datetime) -> None:
        if len(self._channels) > 1000:
            self._channels = {channel: free for channel, free in self._channels.items() if free > now}
