"""What the command line's words about boards and people do: rosters in and out, links, export and erasure."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from sqlmodel import Session

from bot import settling
from bot.clock import clock_from
from bot.commands import Problem, open_database, say
from bot.config import Settings
from handlers import erase, export
from handlers.boards.exporting import exported
from handlers.boards.importing import ImportProblem, bring_in
from handlers.boards.roster import RosterError, decode_roster, read_roster
from handlers.boards.roster_writer import write_roster
from handlers.boards.showing import shown
from handlers.errors import Refusal
from handlers.feeds.actions import make_link_for
from handlers.text import Text
from storage import boards


class _Undo(Exception):
    """Takes a dry run back."""


def import_board(settings: Settings, file: Path, dry_run: bool) -> None:
    """Brings a roster file in, or tells what it would change."""
    try:
        roster = read_roster(decode_roster(file.read_bytes()))
    except RosterError as problem:
        raise Problem(f"{file.name}: " + "; ".join(problem.problems)) from problem
    for warning in roster.warnings:
        say(f"note: {warning}")
    changes: list[str] = []

    def work(session: Session) -> None:
        now = clock_from(settings.klubban_now).now()
        changes.extend(bring_in(session, now, roster).changes)
        settling.after_action(session, now, owner="boards")
        if dry_run:
            raise _Undo

    with open_database(settings) as database:
        try:
            database.write_now(work)
        except ImportProblem as problem:
            raise Problem(str(problem)) from problem
        except _Undo:
            say("Nothing is changed (--dry-run). It would be:")
    for change in changes or ["nothing to change"]:
        say(change)


def show_boards(settings: Settings, key: str | None) -> None:
    """Prints the board, or all."""
    now = clock_from(settings.klubban_now).now()

    def work(session: Session) -> list[str]:
        found = [board for board in boards.all_boards(session) if key in (None, board.key)]
        return [line for board in found for line in shown(session, now, board)]

    with open_database(settings) as database:
        lines = database.read_now(work)
    if not lines:
        raise Problem(f"there is no board {key or 'yet'}: import one with `python -m bot board import FILE`")
    for line in lines:
        say(line)


def export_board(settings: Settings, key: str) -> None:
    """Prints a board's roster file as it stands."""
    with open_database(settings) as database:
        roster = database.read_now(lambda session: exported(session, key))
    if roster is None:
        raise Problem(f"there is no board {key}: `python -m bot board show` lists them")
    sys.stdout.write(write_roster(roster))


def make_feed(settings: Settings, person: str) -> None:
    """Makes a calendar link and prints it."""
    now = clock_from(settings.klubban_now).now()

    def work(session: Session) -> str:
        return make_link_for(session, now, _known_as(session, person), f"{now:%Y-%m-%d}")

    if settings.klubban_url is None:
        raise Problem("KLUBBAN_URL is not set: calendars need the public address")
    with open_database(settings) as database:
        try:
            say(f"{settings.klubban_url}/kalender/{database.write_now(work)}.ics")
        except Refusal as problem:
            raise Problem(problem.reason(Text("en"))) from problem


def export_all(settings: Settings, person: str | None) -> None:
    """Prints what Klubban knows as one JSON document: everything, or what concerns one person."""
    now = clock_from(settings.klubban_now).now()

    def work(session: Session) -> dict[str, object]:
        if person is None:
            return export.everything(session, now)
        return export.about(session, now, _known_as(session, person))

    with open_database(settings) as database:
        document = database.read_now(work)
    sys.stdout.write(json.dumps(document, ensure_ascii=False, indent=2) + "\n")


def erase_person(settings: Settings, person: str, dry_run: bool) -> None:
    """Takes a person's details away, or tells what would go. Raises Problem while they are on a board."""
    now = clock_from(settings.klubban_now).now()
    done: list[str] = []

    def work(session: Session) -> None:
        done.extend(erase.erase(session, now, _known_as(session, person)))
        if dry_run:
            raise _Undo

    with open_database(settings) as database:
        try:
            database.write_now(work)
        except erase.StillSits as problem:
            raise Problem(str(problem)) from problem
        except _Undo:
            say("Nothing is changed (--dry-run). It would be:")
    for line in done or ["nothing is left to take away"]:
        say(line)
    if done:
        say("Take the person out of the roster file too, or its next import brings them back.")


def _known_as(session: Session, person: str) -> int:
    names = [("slack", person), ("email", person.casefold()), ("ref", person)]
    found = boards.known_as(session, names)
    if not found:
        raise Problem(f"nobody is known as {person}: give a Slack id, an e-mail address or a ref from the roster")
    return found[0].id
