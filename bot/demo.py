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
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any, TypeVar

from pydantic import SecretStr
from sqlmodel import Session

from bot.app import Klubban, build
from bot.clock import PretendedClock
from bot.config import Settings
from bot.manifest import SCOPES, trial_commands, trial_shortcuts
from bot.serving import Life, StartProblem, alive
from bot.trial.host import running
from bot.trial.models import TrialChannel, TrialUser
from bot.trial.server import trial_app
from bot.trial.workspace import Workspace
from handlers.boards.actions import who_is
from handlers.boards.importing import bring_in
from handlers.boards.roster import RosterError, decode_roster, read_roster
from handlers.boards.roster_values import Roster, RosterPerson, RosterStaff
from handlers.calendar_days import is_working_day, poll_deadline
from handlers.polls import actions as polls
from handlers.polls import asking
from handlers.run import Who
from storage.boards import all_boards
from storage.migrate import migrate
from storage.polls import slots
from storage.words import Answer, MeetingMode

BOARD = Path(__file__).with_name("demo_board.yaml")
MOST_STEPS = 200
T = TypeVar("T")


def demo(port: int, *, open_browser: bool, roster: Path | None) -> None:
    """Shows the page until it is stopped. Raises StartProblem when the port is taken or the roster can't be read."""
    try:
        board = read_roster(decode_roster((roster or BOARD).read_bytes()))
    except RosterError as problem:
        raise StartProblem(f"{roster}: " + "; ".join(problem.problems)) from problem
    with playing(board, port, PretendedClock(datetime.now(UTC))) as url:
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
def playing(roster: Roster, port: int, clock: PretendedClock) -> Iterator[str]:
    """The stand-in on `port` with the bot behind it and a question about dates in progress; gives the page's url."""
    with ExitStack() as stack:
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
        workspace.controls = ClockPanel(klubban, life, clock)
        _in_loop(life, _seed(klubban, roster))
        yield page


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


# --- the board in the middle of it --------------------------------------------------------------------------------


async def _seed(klubban: Klubban, roster: Roster) -> None:
    """The roster, and a question about three days that some have answered."""
    run = klubban.runner.run
    await run(_import, None, roster)
    asker = next((entry.identity.slack for entry in roster.staff if entry.identity.slack), None)
    ledamoter = [entry.identity.slack for entry in roster.people if entry.role == "ledamot" and entry.identity.slack]
    if asker is None:
        return
    poll = await run(_ask, None, asker)
    for place, slack in enumerate(ledamoter[:3]):
        await run(_answer, None, slack, poll, place)


def _import(session: Session, now: datetime, roster: Roster) -> None:
    bring_in(session, now, roster)


def _who(session: Session, now: datetime, slack: str) -> Who:
    who = who_is(session, now, slack)
    assert who is not None
    return who


def _ask(session: Session, now: datetime, slack: str) -> int:
    who = _who(session, now, slack)
    board = all_boards(session)[0]
    times = tuple(
        asking.ProposedTime(datetime.combine(day, time(9)), datetime.combine(day, time(12)))
        for day in _some_days(now.date())
    )
    here = now.astimezone().replace(tzinfo=None)
    proposal = asking.Proposal("Budgetmöte", "Tändsticksgränd 23", MeetingMode.HYBRID, poll_deadline(here), times)
    return asking.ask(session, now, who, board.id, proposal).poll


def _some_days(today: date) -> list[date]:
    """Three working days, five weeks ahead and on, but not over Christmas."""
    days = (today + timedelta(days=35 + step) for step in range(60))
    return [day for day in days if is_working_day(day) and not _over_christmas(day)][0:15:6]


def _over_christmas(day: date) -> bool:
    return (day.month, day.day) >= (12, 19) or (day.month, day.day) <= (1, 8)


def _answer(session: Session, now: datetime, slack: str, poll: int, place: int) -> None:
    answers = (Answer.KAN, Answer.HELST_INTE, Answer.KAN_INTE)
    choices = {slot.id: answers[(place + at) % 3] if at else Answer.KAN for at, slot in enumerate(slots(session, poll))}
    polls.answer(session, now, _who(session, now, slack), poll, choices)
