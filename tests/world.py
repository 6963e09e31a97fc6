"""A board at work: the real bot, a database, and the trial workspace as Slack, over real HTTP or Socket Mode."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import httpx
from icalendar import Calendar
from pydantic import SecretStr
from sqlmodel import Session

from bot.app import Klubban, build
from bot.clock import PretendedClock
from bot.config import Settings
from bot.demo import ClockPanel
from bot.manifest import SCOPES, trial_commands, trial_shortcuts
from bot.serving import Life, alive
from bot.trial.host import running
from bot.trial.models import TrialChannel, TrialUser
from bot.trial.server import trial_app
from bot.trial.workspace import Workspace
from handlers.boards.importing import bring_in
from handlers.boards.roster import read_roster
from handlers.boards.roster_values import Roster, RosterPerson, RosterStaff
from storage import outbox
from tests.driver import Message, Person, Slack

T = TypeVar("T")
DATA = Path(__file__).parent / "data"
STRANGER = "U99STRANGER"


def roster(name: str) -> Roster:
    """One of the rosters in tests/data."""
    return read_roster((DATA / f"{name}.yaml").read_text())


@dataclass
class World:
    """Everything that a journey touches."""

    slack: Slack
    workspace: Workspace
    klubban: Klubban
    life: Life
    clock: PretendedClock
    board: Roster
    url: str
    """Where the bot's own web answers."""

    def person(self, slack: str) -> Person:
        """Somebody of the board, to act as."""
        return self.slack.person(slack)

    @property
    def channel(self) -> str:
        """The board's channel."""
        assert self.board.board.channel is not None
        return self.board.board.channel

    def read(self, query: Callable[[Session], T]) -> T:
        """Looks into the database."""
        return self.klubban.database.read_now(query)

    def does(self, action: Any, *args: Any) -> Any:
        """Carries out an action that isn't made in Slack, such as an import."""
        return self._in_loop(self.klubban.runner.run(action, None, *args))

    def quiet(self, seconds: float = 10) -> None:
        """Waits until the bot has nothing more to say now."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            self._tick()
            waiting = self.read(lambda session: outbox.waiting(session, self.clock.now()))
            if not waiting and not self.klubban.background.busy:
                return
            time.sleep(0.02)
        raise AssertionError("the bot isn't done")

    def pass_time(self, by: timedelta) -> None:
        """Moves the present on, stopping wherever something is due."""
        assert self.workspace.controls is not None
        self._in_loop(self.workspace.controls.advance(by))
        self.quiet()

    def get(self, path: str, **headers: str) -> httpx.Response:
        """Fetches from the bot's own web."""
        return httpx.get(f"{self.url}{path}", headers=headers)

    def link(self, slack: str, label: str = "Visa länk till mina möten") -> str:
        """Asks for a calendar link as a person does; gives its path."""
        person = self.person(slack)
        person.command("/klubban kalender")
        person.click(label, person.view())
        found = re.search(r"https://klubban\.example(/kalender/[\w-]{43}\.ics)", person.view().words())
        assert found is not None, person.view().words()
        person.view().close(everything=True)
        return found[1]

    def entries(self, path: str) -> list[tuple[str, str, str, str]]:
        """What a calendar at that path holds: (title, start, end, status), parsed back; nothing in it is broken."""
        answer = self.get(path)
        assert answer.status_code == 200, answer.text
        calendar = Calendar.from_ical(answer.content)
        assert calendar.errors == []
        return [
            (str(e["summary"]), f"{e.start:%Y-%m-%d %H:%M}", f"{e.end:%Y-%m-%d %H:%M}", str(e["status"]))
            for e in calendar.events
        ]

    def _tick(self) -> None:
        self._in_loop(self.klubban.ticker.tick())

    def _in_loop(self, work: Any) -> Any:
        assert self.life.loop is not None
        return asyncio.run_coroutine_threadsafe(work, self.life.loop).result(30)


def at_the_board(message: Message) -> str:
    """When a message came, on the wall at the board."""
    return f"{datetime.fromtimestamp(float(message.ts), ZoneInfo('Europe/Stockholm')):%Y-%m-%d %H:%M}"


@contextmanager
def world(database_url: str, board: Roster, now: datetime, door: str = "http", **changed: object) -> Iterator[World]:
    """The bot behind a door (http or socket), with the board already imported; `changed` are settings that differ."""
    with ExitStack() as stack:
        workspace = Workspace(_users(board), [], commands=trial_commands(), shortcuts=trial_shortcuts())
        workspace.scopes, workspace.typed = set(SCOPES), set()
        workspace.patience = 20  # a loaded machine is no fault of the board
        members = [user.id for user in workspace.users if user.id != STRANGER]
        workspace.channels.append(TrialChannel(board.board.channel or "C0", "styrelsen", [*members, workspace.bot.id]))
        workspace.channels.append(TrialChannel("CALLMANT", "allmänt", [*members, STRANGER]))
        page = stack.enter_context(running(trial_app(workspace)))
        clock = PretendedClock(now)
        klubban = build(_settings(workspace, f"{page}/api/", database_url, door, changed), clock)
        klubban.database.write_now(lambda session: bring_in(session, clock.now(), board))
        web, life = alive(klubban)
        url = stack.enter_context(running(web))
        if door == "http":
            workspace.bot_url = f"{url}/slack/events"
        workspace.controls = ClockPanel(klubban, life, clock)
        slack = Slack(page)
        stack.callback(slack.close)
        yield World(slack, workspace, klubban, life, clock, board, url)
        assert workspace.strict == []


def _users(board: Roster) -> list[TrialUser]:
    everybody: list[RosterPerson | RosterStaff] = [*board.people, *board.staff]
    users = {
        entry.identity.slack or f"U0MAIL{place}": TrialUser(
            entry.identity.slack or f"U0MAIL{place}", entry.name, entry.identity.email or ""
        )
        for place, entry in enumerate(everybody)
    }
    return [*users.values(), TrialUser(STRANGER, "Främling", "framling@example.org")]


def _settings(workspace: Workspace, api: str, database_url: str, door: str, changed: dict[str, object]) -> Settings:
    usual: dict[str, object] = {
        "slack_bot_token": SecretStr(workspace.bot_token),
        "slack_app_token": SecretStr(workspace.app_token) if door == "socket" else None,
        "slack_signing_secret": SecretStr(workspace.signing_secret) if door == "http" else None,
        "slack_api_url": api,
        "database_url": database_url,
        "klubban_url": "https://klubban.example",
        "klubban_now": None,
        "channel_gap_seconds": 0,
        "posts_per_minute": 100_000,
        "updates_per_minute": 100_000,
    }
    return Settings.given(**usual | changed)
