"""What Slack hands out for a short time: trigger ids (3 s, once) and response urls (30 min, five times)."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass

from bot.trial.models import SlackError

TRIGGER_SECONDS = 3.0
RESPONSE_SECONDS = 30 * 60.0
RESPONSE_USES = 5


@dataclass
class Trigger:
    """Leave to open a modal for `user`; `view` is the modal that it was given in, if any. Times in real seconds."""

    user: str
    expires: float
    view: str | None = None
    used: bool = False


@dataclass
class ResponseUrl:
    """Leave to answer in `channel`; `ts` names the message that was clicked, empty for a command."""

    user: str
    channel: str
    ts: str
    expires: float
    left: int = RESPONSE_USES


class Tickets:
    """All triggers and response urls given out. They run on real time, as Slack's do, pretended clock or not."""

    def __init__(self, real: Callable[[], float], team_id: str) -> None:
        """`real` gives seconds since the epoch."""
        self._real = real
        self._team_id = team_id
        self._triggers: dict[str, Trigger] = {}
        self._responses: dict[str, ResponseUrl] = {}

    def trigger(self, user: str, view: str | None = None) -> str:
        """A new trigger_id for somebody who has just done something."""
        key = f"{int(self._real() * 1000)}.{self._team_id}.{secrets.token_hex(16)}"
        self._triggers[key] = Trigger(user, self._real() + TRIGGER_SECONDS, view)
        return key

    def use_trigger(self, key: str) -> Trigger:
        """Spend a trigger_id; expired_trigger_id or exchanged_trigger_id when it is too late."""
        found = self._triggers.get(key)
        if found is None:
            raise SlackError("invalid_trigger_id")
        if found.used:
            raise SlackError("exchanged_trigger_id")
        if self._real() > found.expires:
            raise SlackError("expired_trigger_id")
        found.used = True
        return found

    def response(self, user: str, channel: str, ts: str = "") -> str:
        """The secret last part of a new response_url."""
        key = secrets.token_hex(16)
        self._responses[key] = ResponseUrl(user, channel, ts, self._real() + RESPONSE_SECONDS)
        return key

    def use_response(self, key: str) -> ResponseUrl:
        """Spend one of a response_url's uses; expired_url or used_url when there is none."""
        found = self._responses.get(key)
        if found is None or self._real() > found.expires:
            raise SlackError("expired_url")
        if found.left == 0:
            raise SlackError("used_url")
        found.left -= 1
        return found
