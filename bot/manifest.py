"""The app's manifest for Slack: made here, so that it names what the code registers and calls, and nothing else."""

from __future__ import annotations

from typing import Any

from bot.slack import COMMAND
from bot.trial.models import Command, Shortcut

USAGE = "datum Budgetmöte: 8 oktober kl 9-12, 15 oktober kl 9-12"
DESCRIPTION = "Möten för styrelsen: datum, kalender, hjälp"
SHORTCUTS = (("polls.ask.shortcut", "Fråga om datum", "Fråga styrelsen vilka dagar den kan mötas"),)
SCOPES = {
    "app_mentions:read": "answer when somebody writes @Klubban",
    "chat:write": "questions, cards and reminders",
    "commands": "/klubban",
    "im:history": "typed answers; finding out after a crash whether a message really went out",
    "im:write": "open the DM in which a person is asked",
    "users:read": "match the roster",
    "users:read.email": "match the roster by e-mail",
}
EVENTS = ("app_home_opened", "app_mention", "app_uninstalled", "message.im", "tokens_revoked", "user_change")


def manifest(mode: str, url: str | None) -> dict[str, Any]:
    """The manifest for `socket` or `http`; the latter needs the public address."""
    door = f"{url or 'https://klubban.example'}/slack/events"
    http = mode == "http"
    command = {"command": COMMAND, "description": DESCRIPTION, "usage_hint": USAGE, "should_escape": False}
    return {
        "display_information": {
            "name": "Klubban",
            "description": "Styrelsens möten: datum, närvaro, dagordning, justering",
            "background_color": "#1f3a5f",
        },
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": "Klubban", "always_online": True},
            "shortcuts": [
                {"name": name, "type": "global", "callback_id": callback, "description": about}
                for callback, name, about in SHORTCUTS
            ],
            "slash_commands": [command | ({"url": door} if http else {})],
        },
        "oauth_config": {"scopes": {"bot": sorted(SCOPES)}},
        "settings": {
            "event_subscriptions": {"bot_events": sorted(EVENTS)} | ({"request_url": door} if http else {}),
            "interactivity": {"is_enabled": True} | ({"request_url": door} if http else {}),
            "org_deploy_enabled": False,
            "socket_mode_enabled": not http,
            "token_rotation_enabled": False,
        },
    }


def trial_shortcuts() -> list[Shortcut]:
    """The shortcuts as the trial workspace wants them."""
    return [Shortcut(callback, name) for callback, name, _ in SHORTCUTS]


def trial_commands() -> list[Command]:
    """The commands as the trial workspace wants them."""
    return [Command(COMMAND, DESCRIPTION, USAGE, escapes=False)]
