"""Slack's rates, kept by ourselves: so many calls of a method in any minute, and one a second in each channel."""

from __future__ import annotations

from collections import deque
from datetime import datetime, timedelta

MINUTE = timedelta(minutes=1)


class Pace:
    """Counts on the injected clock, so that a simulated year doesn't wait."""

    def __init__(self, per_minute: dict[str, int], channel_gap: timedelta) -> None:
        self._per_minute = per_minute
        self._gap = channel_gap
        self._calls: dict[str, deque[datetime]] = {}
        self._channels: dict[str, datetime] = {}
        self._closed: dict[str, datetime] = {}

    def take(self, method: str, channel: str, now: datetime) -> datetime | None:
        """None if the call may go now, and it is counted; else when it may be tried again."""
        wait = max(self._free_at(method, now), self._channels.get(channel, now))
        if wait > now:
            return wait
        self._calls[method].append(now)
        self._channels[channel] = now + self._gap
        self._forget(now)
        return None

    def close(self, method: str, until: datetime) -> None:
        """Slack has said 429: what this process holds already doesn't call before `until` either."""
        self._closed[method] = max(until, self._closed.get(method, until))

    def _free_at(self, method: str, now: datetime) -> datetime:
        calls = self._calls.setdefault(method, deque())
        while calls and calls[0] <= now - MINUTE:
            calls.popleft()
        closed = self._closed.get(method, now)
        full = len(calls) >= self._per_minute.get(method, 50)
        return max(closed, calls[0] + MINUTE) if full else max(closed, now)

    def _forget(self, now: datetime) -> None:
        if len(self._channels) > 1000:
            self._channels = {channel: free for channel, free in self._channels.items() if free > now}
