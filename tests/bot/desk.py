"""A sender at its desk: one worker after another over a database, with the trial workspace as Slack, no web between."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from pydantic import SecretStr
from sqlmodel import Session, col, select

from bot.app import Klubban, build
from bot.config import Settings
from bot.manifest import SCOPES
from bot.trial.host import running
from bot.trial.models import Json, TrialChannel, TrialUser
from bot.trial.server import trial_app
from bot.trial.workspace import Workspace
from handlers.boards.actions import who_is
from handlers.boards.importing import bring_in
from handlers.boards.roster_values import RosterPerson, RosterStaff
from handlers.polls import asking
from storage import outbox
from storage.boards import all_boards
from storage.database import Database
from storage.outbox import Outbox, To
from storage.words import MeetingMode, Priority
from tests.world import roster

T = TypeVar("T")
NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
"""Monday 23 November 2026, 9.00 in Sweden."""
CHANNEL, SECRETARY, LEDAMOT = "CISTYRELSEN", "UI20BITR", "UI05PARTILLE"
MOST_ROUNDS = 60
OPTIONAL = "channels:history"
"""A workspace may grant it: then a channel's message in doubt can be looked for too."""


@dataclass
class StandingClock:
    """A present that moves only when it is told to."""

    present: datetime = NOW

    def now(self) -> datetime:
        """The present, aware, UTC."""
        return self.present

    async def sleep(self, seconds: float) -> None:
        """Takes no time."""
        self.advance(timedelta(seconds=seconds))

    def advance(self, by: timedelta) -> None:
        """Moves the present on; it never goes back."""
        self.present += max(by, timedelta())


@dataclass
class Desk:
    """The database, the trial workspace and a clock; `changed` are settings that differ from the usual."""

    database: Database
    workspace: Workspace
    api: str
    clock: StandingClock
    changed: dict[str, Any] = field(default_factory=dict)

    def letters(self, *names: str, channel: str = CHANNEL, person: str | None = None) -> None:
        """Letters that are due now, each with its name for text."""

        def work(session: Session) -> None:
            board = all_boards(session)[0]
            who = who_is(session, NOW, person) if person else None
            to = To(person=who.person) if who else To(channel=channel)
            for name in names:
                body = {"text": name, "blocks": []}
                outbox.letter(session, self.clock.now(), name, to, body, board=board.id, priority=Priority.ANSWER)

        self.database.write_now(work)

    def ask(self) -> int:
        """The secretary asks for one date; the question's cards are then due. Gives the poll."""
        board_time = datetime(2027, 1, 15, 9)  # noqa: DTZ001  wall time
        proposal = asking.Proposal(
            "Budget",
            None,
            MeetingMode.FYSISKT,
            datetime(2026, 12, 1, 16),  # noqa: DTZ001  wall time
            (asking.ProposedTime(board_time, board_time + timedelta(hours=3)),),
        )
        return self.work(lambda klubban: klubban.runner.run(_ask, None, proposal))

    def work(self, task: Callable[[Klubban], Awaitable[T]]) -> T:
        """One worker process: wired, connected, given a task, closed."""
        return asyncio.run(self._work(task))

    async def _work(self, task: Callable[[Klubban], Awaitable[T]]) -> T:
        klubban = build(self.settings(), self.clock)
        await klubban.open()
        try:
            return await task(klubban)
        finally:
            await klubban.close()

    def drain(self) -> None:
        """One round of sending."""
        self.work(lambda klubban: klubban.sender.drain())

    def until_done(self) -> None:
        """A worker that goes on, from one due moment to the next, until nothing waits."""
        self.work(self._until_done)

    async def _until_done(self, klubban: Klubban) -> None:
        for _ in range(MOST_ROUNDS):
            await klubban.sender.drain()
            due = self.database.read_now(outbox.next_due)
            if due is None:
                return
            self.clock.advance(due - self.clock.now())
        raise AssertionError("the sender is never done")

    def settings(self) -> Settings:
        """Everything unhurried and unpaced unless changed."""
        usual: dict[str, Any] = {
            "slack_bot_token": SecretStr(self.workspace.bot_token),
            "slack_signing_secret": SecretStr(self.workspace.signing_secret),
            "slack_api_url": self.api,
            "database_url": self.database.url,
            "channel_gap_seconds": 0,
            "posts_per_minute": 100_000,
            "updates_per_minute": 100_000,
        }
        return Settings.given(**usual | self.changed)

    def posted(self, channel: str = CHANNEL) -> list[str]:
        """The texts of the bot's messages in a conversation, oldest first."""
        mine = [m for m in self.workspace.messages if m.user == self.workspace.bot.id]
        return [m.text.replace("\u2060", "") for m in mine if m.channel == channel]

    def times_posted(self) -> Counter[str]:
        """How often each text stands anywhere."""
        return Counter(m.text for m in self.workspace.messages)

    def calls(self, method: str) -> list[Json]:
        """The answers to the bot's calls of a method, oldest first."""
        return [entry.answer for entry in self.workspace.log if entry.what == method]

    def row(self, name: str) -> Outbox:
        """The row as it now stands."""
        return self.database.read_now(lambda session: session.exec(select(Outbox).where(Outbox.name == name)).one())

    def rows(self, prefix: str = "") -> list[Outbox]:
        """All rows whose names begin so, oldest first."""
        query = select(Outbox).where(col(Outbox.name).startswith(prefix)).order_by(col(Outbox.id))
        return list(self.database.read_now(lambda session: session.exec(query).all()))


def _ask(session: Session, now: datetime, proposal: asking.Proposal) -> int:
    who = who_is(session, now, SECRETARY)
    assert who is not None
    return asking.ask(session, now, who, all_boards(session)[0].id, proposal).poll


@contextmanager
def desk(database_url: str) -> Iterator[Desk]:
    """Insjöriket's board, imported, with everybody in the workspace."""
    board = roster("insjoriket")
    everybody: list[RosterPerson | RosterStaff] = [*board.people, *board.staff]
    users = [TrialUser(entry.identity.slack or "", entry.name) for entry in everybody]
    workspace = Workspace(users, [])
    workspace.scopes = {*SCOPES, OPTIONAL}
    workspace.channels.append(TrialChannel(CHANNEL, "styrelsen", [workspace.bot.id]))
    database, clock = Database(database_url), StandingClock()
    database.write_now(lambda session: bring_in(session, NOW, board))
    with running(trial_app(workspace)) as page:
        yield Desk(database, workspace, f"{page}/api/", clock)
    database.close()
    assert workspace.strict == []
