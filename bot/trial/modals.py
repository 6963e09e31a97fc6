"""Open modals, in a stack of at most three per person, and each person's Home."""

from __future__ import annotations

import copy
import secrets

from bot.trial.inputs import initial_state
from bot.trial.models import Json, SlackError, View
from bot.trial.workspace import Workspace

STACK = 3


def make_view(workspace: Workspace, person: str, content: Json, previous: View | None = None) -> View:
    """A new view of somebody's, with ids and first values filled in."""
    workspace.check_echo("view", "", content["blocks"])
    filled = {**copy.deepcopy(content), "blocks": workspace.with_ids(content["blocks"])}
    view_id = workspace.fresh("V")
    root, below = (previous.root, previous.id) if previous else (view_id, None)
    return View(view_id, person, filled, _hash(workspace), root, below, initial_state(filled["blocks"]))


def _hash(workspace: Workspace) -> str:
    return f"{workspace.real():.0f}.{secrets.token_hex(4)}"


def top(workspace: Workspace, person: str) -> View | None:
    """The modal that somebody sees."""
    stack = workspace.stacks.get(person)
    return stack[-1] if stack else None


def open_modal(workspace: Workspace, person: str, content: Json) -> View:
    """Begin a new stack; whatever was open is gone."""
    view = make_view(workspace, person, content)
    workspace.stacks[person] = [view]
    workspace.changed()
    return view


def push_modal(workspace: Workspace, person: str, content: Json) -> View:
    """Lay a modal on top; push_limit_reached at three, not_found where nothing is open."""
    stack = workspace.stacks.get(person) or []
    if not stack:
        raise SlackError("not_found")
    if len(stack) >= STACK:
        raise SlackError("push_limit_reached")
    view = make_view(workspace, person, content, stack[-1])
    stack.append(view)
    workspace.changed()
    return view


def find(workspace: Workspace, view_id: str, external_id: str = "") -> View:
    """An open modal or a published Home by either of its ids; not_found where there is none."""
    for view in [*(v for stack in workspace.stacks.values() for v in stack), *workspace.homes.values()]:
        if view.id == view_id or (external_id and view.content.get("external_id") == external_id):
            return view
    raise SlackError("not_found")


def rewrite(workspace: Workspace, view: View, content: Json) -> None:
    """Replace a view's content. What somebody has filled in stays where block_id and action_id stay (as in Slack)."""
    workspace.check_echo("view", "", content["blocks"])
    blocks = workspace.with_ids(content["blocks"])
    fresh, old = initial_state(blocks), view.state
    view.state = {
        block: {action: old.get(block, {}).get(action, value) for action, value in actions.items()}
        for block, actions in fresh.items()
    }
    view.content = {**copy.deepcopy(content), "blocks": blocks}
    view.hash, view.errors, view.trouble = _hash(workspace), {}, ""
    workspace.changed()


def close(workspace: Workspace, view: View, everything: bool = False) -> None:
    """Take a modal off its stack with what lies on it; `everything` empties the stack."""
    stack = workspace.stacks.get(view.user, [])
    below = [] if everything or view not in stack else stack[: stack.index(view)]
    workspace.stacks[view.user] = below
    workspace.changed()


def publish(workspace: Workspace, person: str, content: Json) -> View:
    """Set somebody's Home; it keeps its id from the first time on."""
    view = workspace.homes.get(person)
    if view is None:
        view = workspace.homes[person] = make_view(workspace, person, content)
        workspace.changed()
    else:
        rewrite(workspace, view, content)
    return view


def view_payload(workspace: Workspace, view: View) -> Json:
    """A view as Slack sends it to the app."""
    usual = {"private_metadata": "", "callback_id": "", "external_id": "", "close": None, "submit": None}
    return {
        "id": view.id,
        "team_id": workspace.team_id,
        **usual,
        "clear_on_close": False,
        "notify_on_close": False,
        "title": {"type": "plain_text", "text": "Home"},
        **view.content,
        "state": {"values": view.state},
        "hash": view.hash,
        "previous_view_id": view.previous,
        "root_view_id": view.root,
        "app_id": workspace.app_id,
        "app_installed_team_id": workspace.team_id,
        "bot_id": bot_id(workspace),
    }


def bot_id(workspace: Workspace) -> str:
    """The bot's B… id, which is not its user id."""
    return f"B{workspace.bot.id[1:]}"
