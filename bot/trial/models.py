"""What the workspace is made of: people, channels, messages, views, and the words for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]
"""A decoded JSON object, as Slack sends and takes them."""


class SlackError(Exception):
    """Slack's way of saying no: HTTP 200 with `ok: false` and this code; `messages` explains invalid blocks."""

    def __init__(self, code: str, messages: list[str] | None = None) -> None:
        """`code` is Slack's own word, such as channel_not_found."""
        super().__init__(code, *(messages or []))
        self.code = code
        self.messages = messages or []


@dataclass(frozen=True)
class TrialUser:
    """A person of the workspace (or the bot); `note` is shown beside the name on the page."""

    id: str
    name: str
    email: str = ""
    locale: str | None = None
    deleted: bool = False
    is_restricted: bool = False
    note: str = ""
    tz: str = "Europe/Stockholm"


@dataclass
class TrialChannel:
    """A channel, or (with `person`) the direct conversation between that person and the bot."""

    id: str
    name: str
    members: list[str] = field(default_factory=list)
    topic: str = ""
    is_private: bool = False
    is_archived: bool = False
    person: str = ""

    @property
    def is_im(self) -> bool:
        """Whether this is a direct conversation."""
        return bool(self.person)


@dataclass
class TrialMessage:
    """One message; `only_for` names the single reader of an ephemeral, `state` its filled-in elements."""

    ts: str
    channel: str
    user: str
    text: str
    blocks: list[Json] = field(default_factory=list)
    metadata: Json | None = None
    edited: str = ""
    only_for: str = ""
    state: dict[str, Json] = field(default_factory=dict)


@dataclass
class View:
    """An open modal or a published Home. `content` is what the app sent, with block and action ids filled in."""

    id: str
    user: str
    content: Json
    hash: str
    root: str
    previous: str | None = None
    state: dict[str, Json] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    trouble: str = ""


@dataclass(frozen=True)
class Command:
    """A slash command of the app's manifest; `escapes` is the manifest's should_escape."""

    name: str
    description: str = ""
    usage: str = ""
    escapes: bool = True


@dataclass(frozen=True)
class Shortcut:
    """A shortcut of the app's manifest; `kind` is global or message."""

    callback_id: str
    name: str
    kind: str = "global"


@dataclass(frozen=True)
class LogEntry:
    """One request. `way` is "told" (to the bot) or "said" (by it); `at` is ISO, the workspace's present.

    What the bot answers to something told is an entry of its own, "ack", where it has words or trouble in it.
    """

    number: int
    at: str
    way: str
    what: str
    sent: Json
    answer: Json


@dataclass(frozen=True)
class Violation:
    """A limit or recommendation of Slack's that the app broke, whether or not Slack would refuse it."""

    where: str
    what: str
