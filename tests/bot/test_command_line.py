"""The command line as a person meets it: a real process, and one line that says what to do where something is wrong."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path

import httpx
import pytest
import structlog

from bot.__main__ import main
from bot.config import Settings
from bot.trial.faults import Fault, Faults, Kind
from storage.outbox import POST
from tests.boards.rosters import ANNA, text
from tests.bot.desk import CHANNEL, Desk, desk
from tests.wire import wait_for

ROOT = Path(__file__).parents[2]
SECONDS = 30
Result = tuple[int, str, str]


@dataclass
class Terminal:
    """A terminal in a folder of its own, with no setting but those that are given."""

    folder: Path
    settings: dict[str, str] = field(default_factory=dict)

    def run(self, *words: str, **settings: str) -> Result:
        """(exit code, stdout, stderr) of `klubban` with those words, in a process of its own."""
        command = [sys.executable, "-m", "bot", *words]
        env = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **self.settings, **settings}
        done = subprocess.run(command, cwd=self.folder, env=env, capture_output=True, text=True, timeout=SECONDS)
        return done.returncode, done.stdout, done.stderr

    def here(self, *words: str, **settings: str) -> Result:
        """The same in this process: a start costs a second of work."""
        out, err, code = StringIO(), StringIO(), 0
        with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err), chdir(self.folder):
            patch.setattr(sys, "argv", ["klubban", *words])
            for name in SETTINGS:
                patch.delenv(name, raising=False)
            for name, value in {**self.settings, **settings}.items():
                patch.setenv(name, value)
            try:
                main()
            except SystemExit as end:
                code = int(end.code or 0)
        structlog.reset_defaults()
        return code, out.getvalue(), err.getvalue()

    def refused(self, *words: str, **settings: str) -> str:
        """The one line with which the command is refused."""
        return _line(self.here(*words, **settings))


def _line(result: Result) -> str:
    code, said, told = result
    assert (code > 0, said, told.count("\n"), told[:9]) == (True, "", 1, "klubban: "), result
    return told[9:-1]


SETTINGS = [name.upper() for name in Settings.model_fields]


@pytest.fixture
def bare(tmp_path: Path) -> Terminal:
    """Nothing set, no database."""
    return Terminal(tmp_path)


@pytest.fixture
def ready(tmp_path: Path, sqlite_url: str) -> Terminal:
    """A migrated database and tokens, but no Slack behind them."""
    tokens = {"SLACK_BOT_TOKEN": "xoxb-trial", "SLACK_SIGNING_SECRET": "trial", "SLACK_API_URL": "http://127.0.0.1:9"}
    return Terminal(tmp_path, {"DATABASE_URL": sqlite_url, **tokens})


@pytest.fixture
def at(sqlite_url: str) -> Iterator[Desk]:
    with desk(sqlite_url) as one:
        yield one


NO_TOKEN = "SLACK_BOT_TOKEN is not set: copy it from your Slack app (OAuth & Permissions)"
NO_SECRET = "set SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP): see README, 'A real Slack'"
UNREACHABLE = "the database can't be reached: check DATABASE_URL and that it is running"
UNUSABLE = "the database can't be used: check DATABASE_URL, that it is running, and `python -m bot migrate`"
NOT_MIGRATED = "the database isn't migrated: run `python -m bot migrate` first"
NOWHERE = "postgresql://postgres@127.0.0.1:9/klubban"


def test_running_without_tokens_says_which_is_missing(bare: Terminal) -> None:
    assert _line(bare.run("run")) == NO_TOKEN
    assert bare.refused("run", SLACK_BOT_TOKEN="xoxb-1") == NO_SECRET
    assert list(bare.folder.iterdir()) == []


def test_running_without_a_usable_database_says_so(bare: Terminal) -> None:
    bare.settings |= {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_SIGNING_SECRET": "s"}
    assert bare.refused("run", DATABASE_URL=NOWHERE) == UNREACHABLE
    assert bare.refused("run", "--only", "web").startswith("--only web|worker needs PostgreSQL")
    assert bare.refused("run") == NOT_MIGRATED


def test_running_with_a_wrong_token_says_which_to_check(ready: Terminal, at: Desk) -> None:
    told = _line(ready.run("run", SLACK_API_URL=at.api, SLACK_BOT_TOKEN="xoxb-wrong"))
    assert told == "Slack refuses the token (invalid_auth): check SLACK_BOT_TOKEN and SLACK_APP_TOKEN"
    told = ready.refused("run", SLACK_API_URL=at.api, SLACK_APP_TOKEN="xapp-wrong")
    assert told == "Slack refuses the token (invalid_auth): check SLACK_BOT_TOKEN and SLACK_APP_TOKEN"


def test_running_where_slack_cannot_be_reached_says_so(ready: Terminal) -> None:
    assert ready.refused("run") == "Slack can't be reached: check the network and SLACK_API_URL"


def test_running_on_a_busy_port_says_so(ready: Terminal, at: Desk) -> None:
    with socket.socket() as busy:
        busy.bind(("0.0.0.0", 0))
        busy.listen()
        port = str(busy.getsockname()[1])
        told = _line(ready.run("run", SLACK_API_URL=at.api, PORT=port))
    assert told == f"port {port} can't be used (Address already in use): set PORT to another"


def test_running_serves_until_it_is_told_to_stop(ready: Terminal, at: Desk) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    env = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **ready.settings, "SLACK_API_URL": at.api, "PORT": port}
    command = [sys.executable, "-m", "bot", "run"]
    with subprocess.Popen(command, cwd=ready.folder, env=env, stderr=subprocess.PIPE, text=True) as process:
        healthy = wait_for(lambda: _get(f"http://127.0.0.1:{port}/health"), seconds=SECONDS)
        process.terminate()
        told = process.communicate(timeout=SECONDS)[1]
    assert healthy is not None
    assert (healthy.json(), process.returncode in (0, -15), told) == ({"ok": True, "reasons": []}, True, "")


def _get(url: str) -> httpx.Response | None:
    try:
        return httpx.get(url, trust_env=False)
    except httpx.ConnectError:
        return None


def test_the_demo_on_a_busy_port_names_another(bare: Terminal) -> None:
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        port = busy.getsockname()[1]
        told = _line(bare.run("demo", "--no-open", "--port", str(port)))
    assert told == f"port {port} is taken: choose another, `make demo ARGS='--port {port + 1}'`"


def test_words_that_are_not_understood_are_told_in_one_line(bare: Terminal) -> None:
    assert bare.refused("sing") == "No such command 'sing'. (see --help)"
    assert bare.refused("tick", "--now") == "Option '--now' requires an argument. (see --help)"
    assert bare.refused("run", "--only", "both") == "--only takes web or worker"


def test_settings_that_are_not_understood_are_named(bare: Terminal) -> None:
    told = bare.refused("board", "show", PORT="many", KLUBBAN_NOW="")
    assert told.startswith("PORT Input should be a valid integer")
    told = bare.refused("run", KLUBBAN_NOW="2026-11-22T09:00+01:00")
    assert told == "KLUBBAN_NOW is for the demo and for tests; unset it, or set SLACK_API_URL to a stand-in"
    told = bare.refused("migrate", DATABASE_URL="mysql://a@b/c")
    assert told == "MySQLdb isn't installed: does DATABASE_URL begin with sqlite or postgresql?"


def test_migrating_twice_is_no_trouble(bare: Terminal) -> None:
    assert [bare.run("migrate"), bare.here("migrate")] == [(0, "The database is up to date.\n", "")] * 2
    assert bare.refused("migrate", DATABASE_URL=NOWHERE) == UNUSABLE


def test_a_roster_is_imported_shown_and_not_imported_twice(ready: Terminal) -> None:
    file = ready.folder / "vattern.yaml"
    file.write_text(text())
    code, dry, _ = ready.here("board", "import", str(file), "--dry-run")
    assert (code, dry.splitlines()[-20:-19]) == (0, ["new board: Styrelsen vattern"])
    assert ready.refused("board", "show") == "there is no board yet: import one with `python -m bot board import FILE`"
    code, said, _ = ready.run("board", "import", str(file))
    assert (code, said.splitlines()) == (0, [line for line in dry.splitlines() if "--dry-run" not in line])
    note = "note: Försäkringskassan has no ledamot (10 § FinsamL)"
    code, again, _ = ready.here("board", "import", str(file))
    assert (code, again.splitlines()[0], again.splitlines()[-1]) == (0, note, "nothing to change")
    code, shown, _ = ready.run("board", "show", "vattern")
    assert (code, "Styrelsen vattern" in shown, "Anna" in shown) == (0, True, True)
    told = "there is no board mälaren: import one with `python -m bot board import FILE`"
    assert ready.refused("board", "show", "mälaren") == told


def test_a_roster_with_mistakes_names_the_file_and_each_line(ready: Terminal) -> None:
    file = ready.folder / "bad.yaml"
    file.write_text(text([ANNA.replace("role: ledamot", "role: king"), ANNA.replace("habo", "hbo")]))
    told = ready.refused("board", "import", str(file))
    assert (told.startswith("bad.yaml: line 7: "), "; line 8: " in told) == (True, True)
    assert ready.refused("board", "import", "nowhere.yaml") == "No such file or directory: nowhere.yaml"
    assert ready.refused("board", "import", str(ready.folder)) == f"Is a directory: {ready.folder}"


def test_a_roster_for_a_database_that_is_not_ready_changes_nothing(bare: Terminal) -> None:
    file = bare.folder / "vattern.yaml"
    file.write_text(text())
    told = "note: Försäkringskassan has no ledamot"
    code, said, line = bare.here("board", "import", str(file))
    assert (code, said.startswith(told), line) == (1, True, f"klubban: {NOT_MIGRATED}\n")


def test_a_pretended_present_is_refused_before_real_people(ready: Terminal) -> None:
    ready.settings["SLACK_API_URL"] = "https://slack.com/api"
    told = ready.refused("tick", "--now", "2026-11-22T09:00+01:00")
    assert told == "--now is refused against the real Slack: it would send what isn't due"


def test_a_tick_sends_what_is_due_and_logs_nothing_private(ready: Terminal, at: Desk) -> None:
    ready.settings["SLACK_API_URL"] = at.api
    at.letters("Bertil är sjuk", "Till Bertil")
    at.letters("Bertils brev", channel="CELSEWHERE")
    now = ("--now", "2026-11-23T09:00+01:00")
    assert ready.refused("tick", "--now", "tomorrow") == "--now wants a time such as 2026-11-22T09:00+01:00"
    assert ready.here("tick", *now, "--dry-run") == (0, "3 messages are due\n0 boards want settling\n", "")
    at.workspace.faults.queue(POST, Fault(Kind.STATUS_AFTER, status=500))
    code, said, log = ready.run("tick", *now)
    at.workspace.faults = Faults()
    assert (code, re.sub(r"\d+", "n", said)) == (0, "n messages handled\n")
    assert len(at.posted()) == 1  # the other waits a second: so much Slack asks for in a channel
    assert [word for word in ("Bertil", "xoxb", "trial", "Ledamot", "Biträdande") if word in log] == []
    assert log.count("slack refuses a message") == 1
    at.until_done()
    assert Counter(at.posted(CHANNEL)) == Counter(["Bertil är sjuk", "Till Bertil"])


def test_a_calendar_link_needs_an_address_and_a_person(ready: Terminal, at: Desk) -> None:
    assert ready.refused("feeds", "--person", "UI20BITR") == "KLUBBAN_URL is not set: calendars need the public address"
    ready.settings["KLUBBAN_URL"] = "https://klubban.example/"
    told = "nobody is known as U0: give a Slack id, an e-mail address or a ref from the roster"
    assert ready.refused("feeds", "--person", "U0") == told
    code, said, log = ready.run("feeds", "--person", "UI20BITR")
    assert (code, bool(re.fullmatch(r"https://klubban\.example/kalender/[\w-]{43}\.ics\n", said)), log) == (0, True, "")
