"""The command line: what Klubban can be told to do. Errors are one line on stderr that says what to do."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from pydantic import ValidationError
from pydantic_core import ErrorDetails
from sqlalchemy.exc import SQLAlchemyError

from bot import commands, commands_data
from bot.config import Settings
from bot.log import logger, setup
from bot.manifest import Mode
from bot.serving import StartProblem

app = typer.Typer(
    no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help=__doc__, rich_markup_mode=None
)
board = typer.Typer(no_args_is_help=True, help="The board's roster.")
app.add_typer(board, name="board")


@app.command()
def demo(
    port: Annotated[int, typer.Option(help="Where the page is shown.")] = 3000,
    no_open: Annotated[bool, typer.Option("--no-open", help="Don't open a browser.")] = False,
    file: Annotated[Path | None, typer.Option("--board", help="Another board's roster file.")] = None,
) -> None:
    """A board to play with on this machine: no Slack account, no server, nothing kept."""
    from bot.demo import demo as play

    play(port, open_browser=not no_open, roster=file)


@app.command()
def run(only: Annotated[str | None, typer.Option(help="web or worker: one of the two processes.")] = None) -> None:
    """Runs Klubban against Slack."""
    if only not in (None, "web", "worker"):
        raise StartProblem("--only takes web or worker")
    commands.run(Settings(), only)


@app.command()
def migrate() -> None:
    """Brings the database up to date."""
    commands.bring_up_to_date(Settings())


@board.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help="The roster file (docs/roster.md).")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only tell what would change.")] = False,
) -> None:
    """Makes the board what its roster file says; prints what changes."""
    commands_data.import_board(Settings(), file, dry_run)


@board.command()
def show(key: Annotated[str | None, typer.Argument(help="The board's key; without it, all.")] = None) -> None:
    """Prints who sits on the board today, and what the roster lacks."""
    commands_data.show_boards(Settings(), key)


@board.command("export")
def export_(key: Annotated[str, typer.Argument(help="The board's key.")]) -> None:
    """Prints the board's roster file as it stands today, with its history."""
    commands_data.export_board(Settings(), key)


@app.command()
def doctor() -> None:
    """Says what hinders Klubban here, and what to do about it."""
    commands.doctor(Settings())


@app.command()
def feeds(person: Annotated[str, typer.Option(help="Slack id, e-mail or ref.")]) -> None:
    """Makes a new secret calendar link for a person and prints it, once."""
    commands_data.make_feed(Settings(), person)


@app.command("export")
def export_data(
    person: Annotated[str | None, typer.Option(help="Only what concerns one: Slack id, e-mail or ref.")] = None,
) -> None:
    """Prints what Klubban knows as one JSON document (docs/export.md)."""
    commands_data.export_all(Settings(), person)


@app.command()
def erase(
    person: Annotated[str, typer.Option(help="Slack id, e-mail or ref.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only tell what would go.")] = False,
) -> None:
    """Takes away what is known of a person who is on no board any more; prints what was done."""
    commands_data.erase_person(Settings(), person, dry_run)


@app.command()
def tick(
    now: Annotated[str | None, typer.Option(help="A pretended present (not against the real Slack).")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only tell what is waiting.")] = False,
) -> None:
    """One round of settling and sending, now."""
    commands.tick(Settings(), now, dry_run)


@app.command()
def manifest(
    mode: Annotated[Mode, typer.Option(help="How Slack reaches Klubban.")] = Mode.SOCKET,
) -> None:
    """Prints the Slack app's manifest; for HTTP with KLUBBAN_URL in it."""
    commands.print_manifest(Settings(), mode)


def main() -> NoReturn:
    """Runs the command; whatever goes wrong becomes one line."""
    setup()
    try:
        code = app(standalone_mode=False)
    except Exception as problem:
        _fail(problem)
    sys.exit(code if isinstance(code, int) else 0)


def _fail(problem: Exception) -> NoReturn:
    line = _help_or_line(problem)
    sys.stderr.write(line if "\n" in line else f"klubban: {line}\n")
    sys.exit(2 if isinstance(problem, typer.TyperException) else 1)


def _help_or_line(problem: Exception) -> str:
    """What to do, on one line; the whole help where a command was left out."""
    if isinstance(problem, typer.TyperException):
        said = str(getattr(problem, "format_message", problem.__str__)())
        return f"{said}\n" if said.startswith("Usage:") else f"{' '.join(said.split())} (see --help)"
    return " ".join(_line(problem).split())


def _line(problem: Exception) -> str:
    match problem:
        case ValidationError():
            return "; ".join(_setting(error) for error in problem.errors())
        case SQLAlchemyError():
            return "the database can't be used: check DATABASE_URL, that it is running, and `python -m bot migrate`"
        case ImportError():
            return f"{problem.name} isn't installed: does DATABASE_URL begin with sqlite or postgresql?"
        case OSError():
            return f"{problem.strerror or problem}: {problem.filename or ''}".rstrip(": ")
        case StartProblem() | commands.Problem() | ValueError() | RuntimeError():
            return str(problem)
    logger().error("a command failed", problem=problem)
    return f"this is a fault in Klubban ({type(problem).__name__}): please report it with the line above"


def _setting(error: ErrorDetails) -> str:
    name = str(error["loc"][0]).upper() if error["loc"] else ""
    return f"{name} {error['msg'].removeprefix('Value error, ')}".strip()


if __name__ == "__main__":
    main()
