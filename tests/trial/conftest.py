"""A board's workspace on loopback, with or without a bot."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from bot.trial.host import running
from bot.trial.models import Command, Shortcut, TrialChannel, TrialUser
from bot.trial.server import trial_app
from bot.trial.workspace import Workspace
from tests.driver import Person, Slack
from tests.trial.small_bot import over_http, small_bot


@pytest.fixture
def workspace() -> Workspace:
    people = [
        TrialUser("U1ANNA", "Anna Alm", "anna@habo.example", note="Habo kommun, ledamot"),
        TrialUser("U2BO", "Bo Berg", "bo@mullsjo.example"),
        TrialUser("U3GONE", "Gun Gren", deleted=True),
    ]
    board = TrialChannel("C1STYRELSEN", "styrelsen", ["U1ANNA", "U2BO", "U0TRIALBOT"], topic="Förbundets styrelse")
    other = TrialChannel("C2ANNAT", "annat", ["U1ANNA"])
    commands = [Command("/mote", "Möten", "fråga | modal")]
    shortcuts = [Shortcut("nytt", "Nytt möte")]
    return Workspace(people, [board, other], commands=commands, shortcuts=shortcuts)


@pytest.fixture
def base_url(workspace: Workspace) -> Iterator[str]:
    with running(trial_app(workspace)) as url:
        yield url


@pytest.fixture
def slack(base_url: str) -> Iterator[Slack]:
    driver = Slack(base_url)
    yield driver
    driver.close()


@pytest.fixture
def heard(workspace: Workspace, base_url: str) -> Iterator[list[dict[str, Any]]]:
    """What the small bot, connected over signed HTTP, is told."""
    told: list[dict[str, Any]] = []
    with running(over_http(small_bot(workspace, base_url, told))) as bot_url:
        workspace.bot_url = f"{bot_url}/slack/events"
        yield told


@pytest.fixture
def anna(slack: Slack) -> Person:
    return slack.person("U1ANNA")


@pytest.fixture
def bo(slack: Slack) -> Person:
    return slack.person("U2BO")
