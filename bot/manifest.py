"""The app's manifest for Slack: made here, so that it names what the code registers and calls, and nothing else."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import Any

from bot.slack import COMMAND
from bot.trial.models import Command, Shortcut


class Mode(StrEnum):
    """How Slack reaches Klubban: over a connection that Klubban opens, or at its public address."""

    SOCKET = "socket"
    HTTP = "http"


USAGE = "datum Budgetmöte: 8 oktober kl 9-12, 15 oktober kl 9-12"
DESCRIPTION = "Möten för styrelsen: datum, kalender, hjälp"
SHORTCUTS = (
    ("polls.ask.shortcut", "Fråga om datum", "Fråga styrelsen vilka dagar den kan mötas"),
    ("agenda.raise.shortcut", "Föreslå ärende", "Föreslå något som styrelsen ska ta upp"),
)
"""Callback id, name and description of each global shortcut."""
ON_MESSAGES = (("agenda.message.shortcut", "Lägg på dagordningen", "Föreslå det som står här som ett ärende"),)
"""The same of each shortcut on a message."""
SCOPES = {
    "app_mentions:read": "answer when somebody writes @Klubban",
    "chat:write": "ask the question, keep the channel's card, tell how it came out",
    "commands": "/klubban",
    "im:history": "see what is written to Klubban; find out after a crash whether a message really went out",
    "im:write": "open the DM in which a person is asked",
    "users:read": "know who on the roster is acting",
    "users:read.email": "know people who stand on the roster with their e-mail address",
}
EVENTS = ("app_home_opened", "app_mention", "app_uninstalled", "message.im", "tokens_revoked", "user_change")


def manifest(mode: Mode, url: str | None = None) -> dict[str, Any]:
    """The manifest; over HTTP it holds the public address `url`."""
    door = {"request_url": f"{url}/slack/events"} if mode is Mode.HTTP else {}
    return {
        "display_information": {
            "name": "Klubban",
            "description": DESCRIPTION,
            "background_color": "#1f3a5f",
        },
        "features": _features({"url": door["request_url"]} if door else {}),
        "oauth_config": {"scopes": {"bot": sorted(SCOPES)}},
        "settings": {
            "event_subscriptions": {"bot_events": sorted(EVENTS)} | door,
            "interactivity": {"is_enabled": True} | door,
            "org_deploy_enabled": False,
            "socket_mode_enabled": mode is Mode.SOCKET,
            "token_rotation_enabled": False,
        },
    }


def _features(door: dict[str, str]) -> dict[str, Any]:
    command = {"command": COMMAND, "description": DESCRIPTION, "usage_hint": USAGE, "should_escape": False}
    return {
        "app_home": {
            "home_tab_enabled": True,
            "messages_tab_enabled": True,
            "messages_tab_read_only_enabled": False,
        },
        "bot_user": {"display_name": "Klubban", "always_online": True},
        "shortcuts": [
            {"name": name, "type": kind, "callback_id": callback, "description": about}
            for kind, shortcuts in (("global", SHORTCUTS), ("message", ON_MESSAGES))
            for callback, name, about in shortcuts
        ],
        "slash_commands": [command | door],
    }


def as_json(mode: Mode, url: str | None = None) -> str:
    """The manifest as Slack's settings page and command line take it."""
    return json.dumps(manifest(mode, url), ensure_ascii=False, indent=2)


def trial_shortcuts() -> list[Shortcut]:
    """The shortcuts as the trial workspace wants them."""
    everywhere = [Shortcut(callback, name) for callback, name, _ in SHORTCUTS]
    return everywhere + [Shortcut(callback, name, "message") for callback, name, _ in ON_MESSAGES]


def trial_commands() -> list[Command]:
    """The commands as the trial workspace wants them."""
    return [Command(COMMAND, DESCRIPTION, USAGE, escapes=False)]
