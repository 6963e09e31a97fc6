"""What Slack sends to an app, field for field.

Source: docs.slack.dev/reference/interaction-payloads, /interactivity/implementing-slash-commands, /apis/events-api.
"""

from __future__ import annotations

import secrets

from bot.trial.api_chat import message_payload
from bot.trial.modals import view_payload
from bot.trial.models import Json, TrialChannel, TrialMessage, TrialUser, View
from bot.trial.workspace import Workspace


def _channel_name(channel: TrialChannel) -> str:
    return "directmessage" if channel.is_im else channel.name


def _who(workspace: Workspace, user: TrialUser) -> Json:
    handle = user.id.lower()
    return {"id": user.id, "username": handle, "name": handle, "team_id": workspace.team_id}


def _common(workspace: Workspace, kind: str, user: TrialUser) -> Json:
    return {
        "type": kind,
        "team": {"id": workspace.team_id, "domain": "trial"},
        "user": _who(workspace, user),
        "api_app_id": workspace.app_id,
        "token": "deprecated",
        "enterprise": None,
        "is_enterprise_install": False,
    }


def response_url(workspace: Workspace, user: str, channel: str, ts: str = "") -> str:
    """A new response_url on this server."""
    return f"{workspace.base_url}/response/{workspace.tickets.response(user, channel, ts)}"


def command(workspace: Workspace, user: TrialUser, channel: TrialChannel, name: str, text: str) -> Json:
    """A slash command."""
    return {
        "token": "deprecated",
        "team_id": workspace.team_id,
        "team_domain": "trial",
        "channel_id": channel.id,
        "channel_name": _channel_name(channel),
        "user_id": user.id,
        "user_name": user.id.lower(),
        "command": name,
        "text": text,
        "api_app_id": workspace.app_id,
        "is_enterprise_install": "false",
        "response_url": response_url(workspace, user.id, channel.id),
        "trigger_id": workspace.tickets.trigger(user.id),
    }


def action(element: Json, block_id: str, answer: Json, ts: str) -> Json:
    """One entry of `actions`: which element, and what was chosen in it."""
    pressed: Json = {"type": element["type"], "action_id": element["action_id"], "block_id": block_id, "action_ts": ts}
    if element["type"] == "button":
        pressed["text"] = element["text"]
        pressed |= {"value": element["value"]} if "value" in element else {}
    return {**pressed, **answer}


def click_in_message(workspace: Workspace, user: TrialUser, message: TrialMessage, pressed: Json) -> Json:
    """A block_actions payload from a message, ephemeral or not."""
    channel = workspace.channel(message.channel)
    container: Json = {"type": "message", "message_ts": message.ts, "channel_id": channel.id}
    return {
        **_common(workspace, "block_actions", user),
        "container": {**container, "is_ephemeral": bool(message.only_for)},
        "trigger_id": workspace.tickets.trigger(user.id),
        "channel": {"id": channel.id, "name": _channel_name(channel)},
        "message": message_payload(workspace, message),
        "state": {"values": message.state},
        "response_url": response_url(workspace, user.id, channel.id, message.ts),
        "actions": [pressed],
    }


def click_in_view(workspace: Workspace, user: TrialUser, view: View, pressed: Json) -> Json:
    """A block_actions payload from a modal or Home."""
    modal = None if view.content["type"] == "home" else view.id
    return {
        **_common(workspace, "block_actions", user),
        "container": {"type": "view", "view_id": view.id},
        "trigger_id": workspace.tickets.trigger(user.id, modal),
        "view": view_payload(workspace, view),
        "actions": [pressed],
    }


def submission(workspace: Workspace, user: TrialUser, view: View) -> Json:
    """A view_submission payload."""
    payload = _common(workspace, "view_submission", user)
    trigger = workspace.tickets.trigger(user.id, view.id)
    return {**payload, "trigger_id": trigger, "view": view_payload(workspace, view), "response_urls": []}


def closed(workspace: Workspace, user: TrialUser, view: View, is_cleared: bool) -> Json:
    """A view_closed payload."""
    return {**_common(workspace, "view_closed", user), "view": view_payload(workspace, view), "is_cleared": is_cleared}


def shortcut(workspace: Workspace, user: TrialUser, callback_id: str, message: TrialMessage | None) -> Json:
    """A global shortcut, or with a message a message shortcut (Slack's word there: message_action)."""
    asked: Json = {"callback_id": callback_id, "trigger_id": workspace.tickets.trigger(user.id)}
    asked["action_ts"] = f"{workspace.real():.6f}"
    if message is None:
        return {**_common(workspace, "shortcut", user), **asked}
    channel = workspace.channel(message.channel)
    return {
        **_common(workspace, "message_action", user),
        **asked,
        "message_ts": message.ts,
        "channel": {"id": channel.id, "name": _channel_name(channel)},
        "message": message_payload(workspace, message),
        "response_url": response_url(workspace, user.id, channel.id, message.ts),
    }


def event(workspace: Workspace, inner: Json) -> Json:
    """An Events API envelope around an event, with an event_id that its repeats keep."""
    grant: Json = {"enterprise_id": None, "team_id": workspace.team_id, "user_id": workspace.bot.id, "is_bot": True}
    return {
        "token": "deprecated",
        "team_id": workspace.team_id,
        "api_app_id": workspace.app_id,
        "event": inner,
        "type": "event_callback",
        "event_id": f"Ev{secrets.token_hex(6).upper()}",
        "event_time": int(workspace.now().timestamp()),
        "authorizations": [{**grant, "is_enterprise_install": False}],
        "is_ext_shared_channel": False,
    }


def typed(workspace: Workspace, message: TrialMessage) -> Json:
    """The event for what somebody wrote to the bot."""
    channel = workspace.channel(message.channel)
    said: Json = {"type": "message", "channel": channel.id, "user": message.user, "text": message.text}
    said |= {"ts": message.ts, "event_ts": message.ts, "team": workspace.team_id}
    said |= {"client_msg_id": secrets.token_hex(8)}
    return {**said, "channel_type": "im"} if channel.is_im else {**said, "type": "app_mention"}


def home_opened(workspace: Workspace, user: TrialUser) -> Json:
    """The event for somebody looking at Home."""
    view = workspace.homes.get(user.id)
    shown = {"view": view_payload(workspace, view)} if view else {}
    opened: Json = {"type": "app_home_opened", "user": user.id, "channel": workspace.dm(user.id).id, "tab": "home"}
    return {**opened, "event_ts": f"{workspace.real():.6f}", **shown}
