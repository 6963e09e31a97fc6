"""Real calendar clients subscribe to a board's year, as board, public and person, and agree on what they saw: once to
a year of everything that a calendar can hold, and to what a board in a real database has booked and asks about, also
after everything has happened to its meetings.

The clients are not part of the project: where the checker or its clients are missing, the test is skipped."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.routing import Route
from starlette.types import ASGIApp

from bot.calendar_http import Feed, answer
from bot.calendars import routes
from handlers.feeds.actions import make_link
from handlers.feeds.ical import event_bytes, feed_bytes
from storage.words import Answer
from tests.feeds.examples import CHANGED, HEAD, OWN, PERSONAL, year
from tests.feeds.full_year import INSIDE_ENTRIES, PUBLIC_ENTRIES, a_full_year
from tests.feeds.seeded import KEY, URL, a_year, house

BESIDE = Path(__file__).parents[2].parent / "shared" / "tools" / "icalcheck" / "icalcheck.py"
CHECKER = Path(os.environ.get("ICALCHECK") or BESIDE)
CLIENTS = Path(os.environ.get("ICALCHECK_VENV") or Path.home() / ".cache" / "icalcheck" / "venv")
BOARD = feed_bytes(HEAD, [event_bytes(e) for e in year()])
# A board without an e-mail address is known by its page.
PUBLIC = feed_bytes(HEAD, [event_bytes(replace(e, organizer=HEAD.url)) for e in year()])
PERSON = feed_bytes(PERSONAL, [event_bytes(replace(e, own=OWN)) for e in year()])

pytestmark = [
    pytest.mark.skipif(not CHECKER.exists(), reason="icalcheck.py isn't beside the project"),
    pytest.mark.skipif(not (CLIENTS / "bin" / "khal").exists(), reason="icalcheck's clients aren't installed"),
]


@contextmanager
def _served(body: bytes) -> Iterator[str]:
    """The feed's address on a real server: the checker is a program of its own."""
    feed = Feed(body=body, last_modified=CHANGED, filename="board.ics")

    def calendar(request: Request) -> ASGIApp:
        return answer(request, feed)

    with _door([Route("/k.ics", calendar)]) as address:
        yield f"{address}/k.ics"


@contextmanager
def _door(served: list[Route]) -> Iterator[str]:
    with socket.create_server(("127.0.0.1", 0)) as door:
        server = uvicorn.Server(uvicorn.Config(Starlette(routes=[*served]), log_level="warning"))
        thread = threading.Thread(target=server.run, args=([door],))
        thread.start()
        try:
            yield f"http://127.0.0.1:{door.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(10)


def _told(url: str, entries: int) -> subprocess.CompletedProcess[str]:
    """What the checker says, told how many entries each client ought to see."""
    window = ["--from", "2026-10-01", "--to", "2027-05-01", "--expect", str(entries)]
    command = [sys.executable, str(CHECKER), url, *window, "--strict", "--thunderbird"]
    return subprocess.run(command, capture_output=True, text=True, timeout=400, check=False)


@pytest.mark.parametrize("body", [BOARD, PUBLIC, PERSON], ids=["board", "public", "person"])
def test_every_client_sees_the_same_nine_entries_and_has_no_complaint(body: bytes) -> None:
    with _served(body) as url:
        told = _told(url, len(year()))
    assert told.returncode == 0, told.stdout + told.stderr


@pytest.mark.parametrize("reader", ["board", "public", "person"])
def test_every_client_sees_what_the_board_has_booked_and_asks_about(sqlite_url: str, reader: str) -> None:
    """Four meetings on both sides of both clock changes, and two times of an open question, which isn't public."""
    with house(sqlite_url) as home, _door(routes(home.clock, home.database, URL)) as address:
        home.answers(home.anna, a_year(home), Answer.KAN)
        board = home.board if reader == "board" else None
        name = KEY if reader == "public" else home.does(make_link, home.anna, board).token
        told = _told(f"{address}/kalender/{name}.ics", 4 if reader == "public" else 6)
    assert told.returncode == 0, told.stdout + told.stderr


@pytest.mark.parametrize("reader", ["board", "public", "person"])
def test_every_client_sees_a_year_in_which_everything_happened(sqlite_url: str, reader: str) -> None:
    """Booked with reserve dates, one moved, one called off, one on its reserve date, a working day, one by video, and
    an open question with one's own answers."""
    with house(sqlite_url) as home, _door(routes(home.clock, home.database, URL)) as address:
        a_full_year(home)
        board = home.board if reader == "board" else None
        name = KEY if reader == "public" else home.does(make_link, home.anna, board).token
        told = _told(f"{address}/kalender/{name}.ics", PUBLIC_ENTRIES if reader == "public" else INSIDE_ENTRIES)
    assert told.returncode == 0, told.stdout + told.stderr
