"""The app that Slack is told of is the one that the code is: no scope too many, no event unheard."""

from __future__ import annotations

import ast
import json

import jsonschema
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.manifest import EVENTS, ON_MESSAGES, SCOPES, SHORTCUTS, Mode, as_json, manifest
from bot.slack import WITHOUT_PERSON
from handlers.agenda.listeners import MESSAGE_SHORTCUT, RAISE_SHORTCUT
from handlers.polls.listeners import ASK_SHORTCUT
from tests.source import ROOT, calls, modules
from tests.source import called as name_of

SCHEMA = ROOT.parent / "shared" / "slack" / "manifest.schema.v1.json"
URL = "https://klubban.example"
# What Slack's method reference asks for; None where any token will do.
SCOPE_OF_METHOD = {
    "apps_connections_open": None,
    "auth_test": None,
    "chat_postMessage": "chat:write",
    "chat_update": "chat:write",
    "conversations_history": "im:history",
    "conversations_info": None,  # channels:read where somebody added it: doctor asks, and does without
    "conversations_open": "im:write",
    "users_info": "users:read",
    "users_lookupByEmail": "users:read.email",
    "views_open": None,
    "views_publish": None,
    "views_push": None,
    "views_update": None,
}
SCOPE_OF_EVENT = {
    "app_home_opened": None,
    "app_mention": "app_mentions:read",
    "app_uninstalled": None,
    "message.im": "im:history",
    "tokens_revoked": None,
    "user_change": "users:read",
}


def heard() -> set[str]:
    """The events that a listener is registered for, and those that are answered without one."""
    registered = {
        call.args[0].value
        for module in modules("handlers")
        for call in module.calls("event")
        if call.args and isinstance(call.args[0], ast.Constant)
    }
    return {"message.im" if event == "message" else str(event) for event in registered} | WITHOUT_PERSON


def methods() -> set[str]:
    """The methods of Slack's Web API that the program names."""
    ours = [module for module in modules("bot", "handlers") if not module.path.startswith("bot/trial/")]
    return {
        node.attr
        for module in ours
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Attribute) and "_" in node.attr and hasattr(AsyncWebClient, node.attr)
        if not node.attr.startswith("_") and callable(getattr(AsyncWebClient, node.attr))
    }


def test_the_file_at_the_root_is_what_the_code_says() -> None:
    assert (ROOT / "manifest.json").read_text() == as_json(Mode.SOCKET) + "\n"


def test_every_event_is_heard_and_none_other_is_asked_for() -> None:
    assert set(EVENTS) == heard()


def test_every_method_called_is_known_here_with_its_scope() -> None:
    assert methods() == set(SCOPE_OF_METHOD)


def test_every_scope_is_needed_and_none_is_missing() -> None:
    needed = {*SCOPE_OF_METHOD.values(), *(SCOPE_OF_EVENT[event] for event in EVENTS), "commands"} - {None}
    assert set(SCOPES) == needed


def test_every_shortcut_is_heard_and_none_other_is_offered() -> None:
    registered = [ast.unparse(call.args[0]) for module in modules("handlers") for call in module.calls("shortcut")]
    assert sorted(registered) == ["ASK_SHORTCUT", "MESSAGE_SHORTCUT", "RAISE_SHORTCUT"]
    assert [callback for callback, _, _ in SHORTCUTS] == [ASK_SHORTCUT, RAISE_SHORTCUT]
    assert [callback for callback, _, _ in ON_MESSAGES] == [MESSAGE_SHORTCUT]


def test_over_http_every_door_is_the_one_behind_the_public_address() -> None:
    def addresses(part: object) -> list[str]:
        if isinstance(part, dict):
            own = [value for key, value in part.items() if key in ("url", "request_url")]
            return own + [found for value in part.values() for found in addresses(value)]
        return [found for value in part for found in addresses(value)] if isinstance(part, list) else []

    assert addresses(manifest(Mode.HTTP, URL)) == [f"{URL}/slack/events"] * 3
    assert addresses(manifest(Mode.SOCKET)) == []


@pytest.mark.skipif(not SCHEMA.exists(), reason="Slack's schema isn't beside the project")
@pytest.mark.parametrize("mode", list(Mode))
def test_slacks_own_schema_takes_it(mode: Mode) -> None:
    jsonschema.validate(manifest(mode, URL), json.loads(SCHEMA.read_text()))


def test_the_slack_command_line_gets_its_manifest_from_the_program() -> None:
    hooks = json.loads((ROOT / ".slack" / "hooks.json").read_text())["hooks"]
    assert hooks["get-manifest"] == "python3 -m bot manifest --mode socket"
    assert json.loads((ROOT / ".slack" / "config.json").read_text()) == {"manifest": {"source": "local"}}


def test_a_message_is_posted_by_the_sender_alone() -> None:
    posting = {module.path for module in modules("bot", "handlers") for _ in module.calls("chat_postMessage")}
    assert posting == {"bot/sender.py"}


def test_no_api_method_is_called_by_its_name_as_text() -> None:
    by_name = [m.at(c) for m in modules("bot", "handlers") for c in calls(m.tree) if name_of(c) == "api_call"]
    assert by_name == []
