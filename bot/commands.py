"""What the command line's words do; those about boards and people are in commands_data.py."""

from __future__ import annotations

import asyncio
import gc
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial

import aiohttp
import uvicorn

from bot.app import build, slack_client
from bot.clock import Clock, PretendedClock, clock_from
from bot.config import REAL_SLACK, Settings
from bot.doctor import about_boards, about_settings, about_slack
from bot.doctor_slack import NOTE, Asking, to_ask
from bot.manifest import Mode, as_json
from bot.serving import StartProblem, alive, check_database, check_settings, check_slack
from storage import boards, outbox
from storage.database import Database
from storage.migrate import migrate


class Problem(Exception):
    """A command can't be carried out; the text is one line that says what to do."""


def say(line: str) -> None:
    """A line for the one at the terminal."""
    sys.stdout.write(line + "\n")


def run(settings: Settings, only: str | None) -> None:
    """Runs until it is told to stop. Raises StartProblem before anything has begun."""
    check_settings(settings, only)
    check_database(settings.database_url)
    klubban = build(settings, clock_from(settings.klubban_now))
    asyncio.run(check_slack(klubban))
    web, life = alive(klubban, worker=only != "web", socket=only != "worker")
    host = "127.0.0.1" if only == "worker" else "0.0.0.0"
    port = 0 if only == "worker" else settings.port
    server = uvicorn.Server(uvicorn.Config(web, log_level="warning", access_log=False, ws="none"))
    # Not by a signal, of which uvicorn dies in the end: to a keeper that looks as if somebody had stopped the program.
    life.leave = partial(setattr, server, "should_exit", True)
    gc.freeze()  # what is loaded by now stays: to look through it for rubbish again and again took a third of a click
    with _listening(host, port) as listener:
        server.run(sockets=[listener])
    if life.offline:
        raise StartProblem("no connection to Slack for too long; start again")


def _listening(host: str, port: int) -> socket.socket:
    """The open port; uvicorn itself would say that it is taken only after everything has begun, and at length."""
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as problem:
        listener.close()
        raise StartProblem(f"port {port} can't be used ({problem.strerror}): set PORT to another") from problem
    return listener


def bring_up_to_date(settings: Settings) -> None:
    """Migrates the database."""
    migrate(settings.database_url)
    say("The database is up to date.")


@contextmanager
def open_database(settings: Settings) -> Iterator[Database]:
    """The migrated database. Raises StartProblem where there is none."""
    check_database(settings.database_url)
    database = Database(settings.database_url)
    try:
        yield database
    finally:
        database.close()


def doctor(settings: Settings) -> None:
    """Says what hinders Klubban here. Raises Problem when anything does."""
    said = list(about_settings(settings))
    reached, asking = not any("database" in line for line in said), Asking((), ())
    if reached:
        now = clock_from(settings.klubban_now).now()
        with open_database(settings) as database:
            said += database.read_now(about_boards, now)
            asking = database.read_now(to_ask, now)
    if settings.slack_bot_token is not None:
        said += asyncio.run(_ask_slack(settings, asking))
    for line in said:
        say(f"- {line}")
    if wrong := sum(not line.startswith(NOTE) for line in said):
        raise Problem(f"{wrong} {'thing wants' if wrong == 1 else 'things want'} a look")
    say("All is well.")


async def _ask_slack(settings: Settings, asking: Asking) -> list[str]:
    client = slack_client(settings)
    async with aiohttp.ClientSession() as session:
        client.session = session
        return await about_slack(client, asking)


def tick(settings: Settings, now: str | None, dry_run: bool) -> None:
    """One round of settling and sending."""
    if now and settings.slack_api_url == REAL_SLACK:
        raise Problem("--now is refused against the real Slack: it would send what isn't due")
    clock: Clock = PretendedClock(_instant(now)) if now else clock_from(settings.klubban_now)
    check_database(settings.database_url)
    if dry_run:
        with open_database(settings) as database:
            say(f"{database.read_now(outbox.waiting, clock.now())} messages are due")
            say(f"{len(database.read_now(boards.boards_with_due, clock.now()))} boards want settling")
        return
    check_settings(settings, None)
    asyncio.run(_tick(settings, clock))


async def _tick(settings: Settings, clock: Clock) -> None:
    klubban = build(settings, clock)
    await klubban.open()
    try:
        await klubban.ticker.settle()
        say(f"{await klubban.sender.drain()} messages handled")
    finally:
        await klubban.close()


def print_manifest(settings: Settings, mode: Mode) -> None:
    """Prints the app's manifest. Raises Problem where the HTTP variant lacks its public address."""
    if mode is Mode.HTTP and settings.klubban_url is None:
        raise Problem("KLUBBAN_URL is not set: over HTTP, Slack needs Klubban's public address")
    say(as_json(mode, settings.klubban_url))


def _instant(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as problem:
        raise Problem("--now wants a time such as 2026-11-22T09:00+01:00") from problem
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
