"""Real calendar clients subscribe to a board's year, as board, public and person, and agree on what they saw.

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
from starlette.responses import Response
from starlette.routing import Route

from bot.calendar_http import Feed, answer
from handlers.feeds.ical import event_bytes, feed_bytes
from tests.feeds.examples import CHANGED, HEAD, OWN, PERSONAL, year

CHECKER = Path(__file__).parents[2].parent / "shared" / "tools" / "icalcheck" / "icalcheck.py"
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

    def calendar(request: Request) -> Response:
        return answer(request, feed)

    with socket.create_server(("127.0.0.1", 0)) as door:
        server = uvicorn.Server(uvicorn.Config(Starlette(routes=[Route("/k.ics", calendar)]), log_level="warning"))
        thread = threading.Thread(target=server.run, args=([door],))
        thread.start()
        try:
            yield f"http://127.0.0.1:{door.getsockname()[1]}/k.ics"
        finally:
            server.should_exit = True
            thread.join(10)


@pytest.mark.parametrize("body", [BOARD, PUBLIC, PERSON], ids=["board", "public", "person"])
def test_every_client_sees_the_same_nine_entries_and_has_no_complaint(body: bytes) -> None:
    with _served(body) as url:
        window = ["--from", "2026-10-01", "--to", "2027-05-01", "--expect", str(len(year()))]
        command = [sys.executable, str(CHECKER), url, *window, "--strict", "--thunderbird"]
        told = subprocess.run(command, capture_output=True, text=True, timeout=400, check=False)
    assert told.returncode == 0, told.stdout + told.stderr
