"""`klubban demo`: the real bot against the stand-in for Slack, on this machine alone, with a board in the middle of it.

Nothing is kept: the database lives in a temporary folder. Two servers on loopback, each in a thread of its own."""

from __future__ import annotations

import asyncio
import secrets
import signal
import socket
import sys
import tempfile
import threading
import webbrowser
from collections.abc import Coroutine, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from pydantic import SecretStr

from bot.app import Klubban, build
from bot.clock import PretendedClock
from bot.config import Settings
from bot.demo_seed import seed
from bot.manifest import SCOPES, trial_commands, trial_shortcuts
from bot.serving import Life, StartProblem, alive
from bot.trial.host import running
from bot.trial.models import TrialChannel, TrialUser
from bot.trial.server import trial_app
from bot.trial.workspace import Workspace
from handlers.boards.roster import RosterError, decode_roster, read_roster
from handlers.boards.roster_values import Roster, RosterPerson, RosterStaff
from storage.migrate import migrate

BOARD = Path(__file__).with_name("demo_board.yaml")
MOST_STEPS = 200
T = TypeVar("T")


def demo(port: int, *, open_browser: bool, roster: Path | None) -> None:
    """Shows the page until it is stopped. Raises StartProblem when the port is taken or the roster can't be read."""
    try:
        board = read_roster(decode_roster((roster or BOARD).read_bytes()))
    except RosterError as problem:
        raise StartProblem(f"{roster}: " + "; ".join(problem.problems)) from problem
    with playing(board, port, datetime.now(UTC)) as url:
        sys.stdout.write(f"Klubban is here to try: {url}\nStop with Ctrl-C; nothing is kept.\n")
        sys.stdout.flush()
        if open_browser:
            webbrowser.open(url)
        _until_stopped()


def _until_stopped() -> None:
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    stop.wait()


@contextmanager
def playing(roster: Roster, port: int, now: datetime) -> Iterator[str]:
    """The stand-in on `port` with the bot behind it and a board that began yesterday; gives the page's url."""
    with ExitStack() as stack:
        clock = PretendedClock(_yesterday(now, ZoneInfo(roster.board.timezone)))
        workspace = _workspace(roster)
        try:
            page = stack.enter_context(running(trial_app(workspace), port))
        except OSError as problem:
            raise StartProblem(
                f"port {port} is taken: choose another, `make demo ARGS='--port {port + 1}'`"
            ) from problem
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="klubban-demo-"))
        here = stack.enter_context(_open_port())
        settings = _settings(workspace, f"{page}/api/", Path(folder), here)
        migrate(settings.database_url)
        klubban = build(settings, clock)
        web, life = alive(klubban)
        bot = stack.enter_context(running(web, here))
        workspace.bot_url = f"{bot}/slack/events"
        panel = ClockPanel(klubban, life, clock)
        workspace.controls = panel
        _in_loop(life, seed(klubban, roster))
        _in_loop(life, panel.advance(now - clock.now()))
        yield page


def _yesterday(now: datetime, zone: ZoneInfo) -> datetime:
    """Ten o'clock the day before: whenever the demo is opened, people have been asked at a decent hour."""
    return datetime.combine(now.astimezone(zone).date() - timedelta(days=1), time(10), zone)


@contextmanager
def _open_port() -> Iterator[int]:
    """A port that is free now: the bot must know its own address before it starts, for the calendars' links."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    yield port


def _settings(workspace: Workspace, api: str, folder: Path, port: int) -> Settings:
    workspace.signing_secret = secrets.token_hex(16)
    return Settings.given(
        slack_bot_token=SecretStr(workspace.bot_token),
        slack_app_token=None,
        slack_signing_secret=SecretStr(workspace.signing_secret),
        slack_api_url=api,
        database_url=f"sqlite:///{folder}/klubban.db",
        klubban_url=f"http://127.0.0.1:{port}",
        klubban_now=None,
    )


def _workspace(roster: Roster) -> Workspace:
    entries: dict[str, RosterPerson | RosterStaff] = {}
    everybody: list[RosterPerson | RosterStaff] = [*roster.staff, *roster.people]
    for entry in everybody:
        entries.setdefault(entry.identity.slack or f"U{len(entries):03d}", entry)
    names = {huvudman.key: huvudman.name for huvudman in roster.huvudman}
    users = [_user(slack, entry, names) for slack, entry in entries.items()]
    bot = TrialUser("U0TRIALBOT", "Klubban")
    workspace = Workspace(users, [], bot, commands=trial_commands(), shortcuts=trial_shortcuts())
    workspace.scopes = set(SCOPES)
    members = [*entries, workspace.bot.id]
    workspace.channels.append(TrialChannel(roster.board.channel or "C0STYRELSEN", "styrelsen", members))
    return workspace


def _user(slack: str, entry: RosterPerson | RosterStaff, names: dict[str, str]) -> TrialUser:
    huvudman = names.get(entry.huvudman or "") if isinstance(entry, RosterPerson) else None
    note = ", ".join(part for part in (entry.role.value.replace("ersattare", "ersättare"), huvudman) if part)
    return TrialUser(slack, entry.name, entry.identity.email or "", note=note)


class ClockPanel:
    """The page's clock: moves the present step by step, so that everything happens at its own hour."""

    def __init__(self, klubban: Klubban, life: Life, clock: PretendedClock) -> None:
        self._klubban = klubban
        self._life = life
        self._clock = clock

    def now(self) -> datetime:
        """The pretended present."""
        return self._clock.now()

    async def advance(self, by: timedelta) -> None:
        """Moves on, stopping wherever something is due."""
        until = self._clock.now() + by
        for _ in range(MOST_STEPS):
            due = await self.next_due()
            if due is None or due > until:
                break
            await self._to(due)
        await self._to(until)

    async def next_due(self) -> datetime | None:
        """When the next thing happens by itself."""
        return await self._ask(self._klubban.ticker.next_due())

    async def to_next_due(self) -> None:
        """Moves on to that moment."""
        if due := await self.next_due():
            await self._to(due)

    async def _to(self, moment: datetime) -> None:
        self._clock.advance(moment - self._clock.now())
        await self._ask(self._klubban.ticker.tick())

    async def _ask(self, work: Coroutine[Any, Any, T]) -> T:
        assert self._life.loop is not None
        return await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(work, self._life.loop))


def _in_loop(life: Life, work: Coroutine[Any, Any, T]) -> T:
    assert life.loop is not None
    return asyncio.run_coroutine_threadsafe(work, life.loop).result(30)
