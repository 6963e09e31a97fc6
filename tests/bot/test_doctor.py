"""`doctor` says what hinders Klubban here: in the settings, in the rosters, and what Slack knows of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.manifest import SCOPES
from bot.trial.faults import Fault, Kind
from bot.trial.host import running
from bot.trial.models import TrialChannel, TrialUser
from bot.trial.server import trial_app
from bot.trial.workspace import Workspace
from tests.boards.rosters import ANNA, BO, CIA, DAN, EVA, text
from tests.bot.test_command_line import Terminal

CHANNEL = "C1STYRELSEN"
KNOWN = CIA.replace("ref: cia", "email: cia@region.example")


@dataclass
class Clinic:
    """A board in a database, its workspace, and the terminal at which the doctor is asked."""

    terminal: Terminal
    workspace: Workspace

    def says(self, **settings: str) -> list[str]:
        """The doctor's lines, the last of them the verdict."""
        code, said, told = self.terminal.here("doctor", **settings)
        verdict = told.removeprefix("klubban: ").strip() if code else ""
        return [*(line.removeprefix("- ") for line in said.splitlines()), *([verdict] if verdict else [])]

    def roster(self, board: str = f", channel: {CHANNEL}") -> None:
        file = self.terminal.folder / "vattern.yaml"
        people = [ANNA, BO, KNOWN, DAN, EVA]
        file.write_text(text(people).replace("kind: samordningsforbund", f"kind: samordningsforbund{board}", 1))
        assert self.terminal.here("board", "import", str(file))[0] == 0


@pytest.fixture
def clinic(tmp_path: Path, sqlite_url: str) -> Iterator[Clinic]:
    """Everything is as it should be: Bo and Cia have accounts under the addresses in the roster."""
    users = [TrialUser("U2", "Bo", "bo@habo.example"), TrialUser("U3", "Cia", "Cia@region.example")]
    workspace = Workspace(users, [], scopes=set(SCOPES))
    workspace.channels.append(TrialChannel(CHANNEL, "styrelsen", [workspace.bot.id]))
    with running(trial_app(workspace)) as page:
        settings = {
            "DATABASE_URL": sqlite_url,
            "SLACK_API_URL": f"{page}/api/",
            "SLACK_BOT_TOKEN": workspace.bot_token,
            "SLACK_SIGNING_SECRET": workspace.signing_secret,
            "KLUBBAN_URL": "https://klubban.example",
        }
        yield Clinic(Terminal(tmp_path, settings), workspace)


def test_where_everything_is_as_it_should_be_all_is_well(clinic: Clinic) -> None:
    clinic.roster()
    assert clinic.says() == ["All is well."]


def test_who_has_no_account_under_the_roster_s_address_is_named_with_the_board(clinic: Clinic) -> None:
    clinic.roster()
    clinic.workspace.users = [TrialUser("U2", "Bo", "bo@habo.example", deleted=True)]
    assert clinic.says() == [
        "vattern: no Slack account has bo@habo.example, cia@region.example: invite them with that address, or correct "
        "the roster",
        "1 thing wants a look",
    ]


def test_a_channel_without_the_bot_is_told_with_what_to_write(clinic: Clinic) -> None:
    clinic.roster()
    (channel,) = clinic.workspace.channels
    channel.members = []
    told = [f"vattern: the bot isn't in the channel {CHANNEL}: write /invite @Klubban there", "1 thing wants a look"]
    assert clinic.says() == told
    channel.is_private = True
    assert clinic.says()[0] == (
        f"vattern: Slack shows no channel {CHANNEL} (channel_not_found): write /invite @Klubban there, or correct the "
        "roster"
    )


def test_an_archived_channel_is_told(clinic: Clinic) -> None:
    clinic.roster()
    clinic.workspace.channels[0].is_archived = True
    assert clinic.says()[0] == f"vattern: the channel {CHANNEL} is archived: name another in the roster"


def test_a_board_without_a_channel_is_told_without_asking_slack(clinic: Clinic) -> None:
    clinic.roster(board="")
    told = "vattern: no channel: everything goes by DM until the roster names one"
    assert clinic.says() == [told, "1 thing wants a look"]


@pytest.mark.parametrize("word", ["missing_scope", "ratelimited"])
def test_what_slack_won_t_tell_is_a_note_and_no_fault(clinic: Clinic, word: str) -> None:
    clinic.roster()
    fault = Fault(Kind.RATELIMITED) if word == "ratelimited" else Fault(Kind.ERROR, error=word)
    clinic.workspace.faults.queue("conversations.info", fault)
    clinic.workspace.faults.queue("users.lookupByEmail", fault)
    assert clinic.says() == [
        f"note: whether the bot is in its channels can't be asked ({word}; scope channels:read)",
        f"note: whether all people have an account can't be asked ({word}; scope users:read.email)",
        "All is well.",
    ]


def test_what_was_found_before_slack_stopped_telling_is_said(clinic: Clinic) -> None:
    clinic.roster()
    clinic.workspace.users = []
    clinic.workspace.faults.queue("users.lookupByEmail", Fault(Kind.ERROR, error="users_not_found"))
    clinic.workspace.faults.queue("users.lookupByEmail", Fault(Kind.RATELIMITED))
    assert [line.split(":")[0] for line in clinic.says()] == ["vattern", "note", "1 thing wants a look"]


def test_a_token_that_lacks_a_scope_is_told_with_what_to_do(clinic: Clinic) -> None:
    clinic.roster()
    clinic.workspace.scopes = set(SCOPES) - {"users:read.email"}
    assert clinic.says() == [
        "the token lacks users:read.email: reinstall the app from manifest.json",
        "note: whether all people have an account can't be asked (missing_scope; scope users:read.email)",
        "1 thing wants a look",
    ]


def test_a_token_that_slack_refuses_is_told_once(clinic: Clinic) -> None:
    clinic.roster()
    told = "Slack refuses SLACK_BOT_TOKEN (invalid_auth): copy it again from your Slack app"
    assert clinic.says(SLACK_BOT_TOKEN="xoxb-wrong") == [told, "1 thing wants a look"]
    told = "Slack can't be reached: check the network and SLACK_API_URL"
    assert clinic.says(SLACK_API_URL="http://127.0.0.1:9") == [told, "1 thing wants a look"]


def test_without_an_address_or_a_board_that_is_told(clinic: Clinic) -> None:
    assert clinic.says(KLUBBAN_URL="") == [
        "KLUBBAN_URL is not set: pages and calendars are hidden until it is the public address",
        "there is no board: import one with `python -m bot board import FILE`",
        "2 things want a look",
    ]


@pytest.mark.postgres
def test_on_postgresql_a_missing_secret_is_told_with_how_to_make_one(clinic: Clinic, postgres_url: str) -> None:
    clinic.terminal.settings["DATABASE_URL"] = postgres_url
    clinic.roster()
    told = clinic.says()
    assert told[0].startswith(
        "KLUBBAN_SECRET is not set: personal pages and files are hidden until it is a long random text"
    )
    assert clinic.says(KLUBBAN_SECRET="x" * 32) == ["All is well."]


def test_the_doctor_changes_nothing(clinic: Clinic) -> None:
    clinic.roster()
    before = sorted(path.name for path in clinic.terminal.folder.iterdir())
    clinic.says()
    assert sorted(path.name for path in clinic.terminal.folder.iterdir()) == before
    assert {entry.what for entry in clinic.workspace.log} <= {"auth.test", "conversations.info", "users.lookupByEmail"}
