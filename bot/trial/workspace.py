"""The state of the stand-in: who is there, what was written, which views are open, what was told and said."""

from __future__ import annotations

import copy
import itertools
import time
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from bot.trial.controls import Controls
from bot.trial.echoes import echoed, telling
from bot.trial.faults import Faults
from bot.trial.inputs import initial_state
from bot.trial.limits import elements_of
from bot.trial.models import (
    Command,
    Json,
    LogEntry,
    Shortcut,
    SlackError,
    TrialChannel,
    TrialMessage,
    TrialUser,
    View,
    Violation,
)
from bot.trial.tickets import Tickets

LOG_LENGTH = 1000


@dataclass
class Workspace:
    """A team with one app installed. Settable at any time, also while it is being served.

    `bot_url` is where signed requests go when no Socket Mode connection is open. `patience` and `retry_delays` are in
    real seconds: how long Slack waits for an answer, and before each of the (at most three) repeats of an event.
    `real` is the wall clock behind signatures, trigger ids and response urls; messages are dated by `controls`.
    """

    users: list[TrialUser]
    channels: list[TrialChannel]
    bot: TrialUser = field(default_factory=lambda: TrialUser("U0TRIALBOT", "bot"))
    team_id: str = "T0TRIAL"
    team_name: str = "Provarbetsplatsen"
    app_id: str = "A0TRIAL"
    bot_token: str = "xoxb-trial"
    app_token: str = "xapp-trial"
    signing_secret: str = "trial-signing-secret"
    bot_url: str | None = None
    base_url: str = "http://127.0.0.1"
    commands: list[Command] = field(default_factory=list)
    shortcuts: list[Shortcut] = field(default_factory=list)
    controls: Controls | None = None
    faults: Faults = field(default_factory=Faults)
    scopes: set[str] | None = None
    patience: float = 3.0
    retry_delays: tuple[float, ...] = (0.1, 0.5, 1.0)
    real: Callable[[], float] = time.time
    strict: list[Violation] = field(default_factory=list)
    typed: set[str] | None = None
    """Set to an empty set, it gathers what people type, and `strict` is told when it comes back unescaped."""
    log: deque[LogEntry] = field(default_factory=lambda: deque(maxlen=LOG_LENGTH))
    messages: list[TrialMessage] = field(default_factory=list)
    stacks: dict[str, list[View]] = field(default_factory=dict)
    homes: dict[str, View] = field(default_factory=dict)
    link_tickets: set[str] = field(default_factory=set)
    version: int = 0

    def __post_init__(self) -> None:
        """What is never set from outside: tickets, counters, the last timestamp given."""
        self.tickets = Tickets(lambda: self.real(), self.team_id)
        self._last_ts = 0
        self._numbers = itertools.count(1)

    def now(self) -> datetime:
        """The present by which messages are dated: pretended where somebody pretends, else the real one."""
        return self.controls.now() if self.controls else datetime.fromtimestamp(self.real(), UTC)

    def changed(self) -> None:
        """Let the page know that there is something new to see."""
        self.version += 1

    def fresh(self, prefix: str) -> str:
        """An id that nothing else has, such as V00000012."""
        return f"{prefix}{next(self._numbers):08d}"

    def user(self, user_id: str) -> TrialUser:
        """The person or the bot; user_not_found where there is none."""
        found = next((u for u in [*self.users, self.bot] if u.id == user_id), None)
        if found is None:
            raise SlackError("user_not_found")
        return found

    def channel(self, channel_id: str) -> TrialChannel:
        """The channel or direct conversation; channel_not_found where there is none."""
        found = next((c for c in self.channels if c.id == channel_id), None)
        if found is None:
            raise SlackError("channel_not_found")
        return found

    def dm(self, person: str) -> TrialChannel:
        """The person's direct conversation with the bot, opened when first asked for."""
        found = next((c for c in self.channels if c.person == person), None)
        if found is None:
            found = TrialChannel(f"D{self.user(person).id[1:]}", "directmessage", [person, self.bot.id], person=person)
            self.channels.append(found)
            self.changed()
        return found

    def next_ts(self) -> str:
        """Slack's name for a message: seconds.microseconds, rising even if the clock stands still or goes back."""
        self._last_ts = max(self._last_ts + 1, round(self.now().timestamp() * 1_000_000))
        return f"{self._last_ts // 1_000_000}.{self._last_ts % 1_000_000:06d}"

    def post(
        self,
        channel: str,
        user: str,
        text: str,
        blocks: Iterable[Json] = (),
        metadata: Json | None = None,
        only_for: str = "",
    ) -> TrialMessage:
        """Write a message as somebody; with `only_for` it is ephemeral."""
        message = TrialMessage(self.next_ts(), channel, user, text, self.with_ids(blocks), metadata, only_for=only_for)
        message.state = initial_state(message.blocks)
        self.messages.append(message)
        self.changed()
        return message

    def edit(self, message: TrialMessage, text: str, blocks: Iterable[Json]) -> None:
        """Rewrite a message in place; what was chosen in its elements is forgotten."""
        message.text, message.blocks = text, self.with_ids(blocks)
        message.state = initial_state(message.blocks)
        message.edited = self.next_ts()
        self.changed()

    def remove(self, message: TrialMessage) -> None:
        """Take a message away for everybody."""
        self.messages.remove(message)
        self.changed()

    def message(self, channel: str, ts: str, code: str = "message_not_found") -> TrialMessage:
        """The message so named; `code` is the error where there is none."""
        for one in self.messages:
            if one.channel == channel and one.ts == ts:
                return one
        raise SlackError(code)

    def seen_by(self, person: str, channel: str) -> list[TrialMessage]:
        """What somebody sees in a conversation, oldest first."""
        here = self.channel(channel)
        if person not in here.members:
            return []
        return [m for m in self.messages if m.channel == here.id and m.only_for in ("", person)]

    def with_ids(self, blocks: Iterable[Json]) -> list[Json]:
        """The blocks with the block_id and action_id that Slack makes up where the app gave none."""
        filled = copy.deepcopy(list(blocks))
        for one in filled:
            one.setdefault("block_id", self.fresh("b"))
            for element in elements_of(one):
                element.setdefault("action_id", self.fresh("a"))
        return filled

    def listen(self, *typed: object) -> None:
        """Remember what somebody typed, where tests want to know what becomes of it."""
        if self.typed is not None:
            self.typed.update(word for text in typed if isinstance(text, str) for word in telling(text))

    def check_echo(self, where: str, text: str, blocks: object) -> None:
        """Put down what was typed and is now said as it was, marks and all."""
        for word in echoed(self.typed or (), text, blocks):
            self.strict.append(Violation(where, f"typed text comes back unescaped: {word!r}"))

    def note(self, way: str, what: str, sent: Json, answer: Json) -> None:
        """Keep a request for the log, without its token; the oldest fall out."""
        sent = {name: value for name, value in sent.items() if name != "token"}
        at = self.now().isoformat(timespec="milliseconds")
        self.log.append(LogEntry(next(self._numbers), at, way, what, sent, answer))
        self.changed()
