"""What there is to see, as JSON for the page and the test driver."""

from __future__ import annotations

from dataclasses import asdict

from bot.trial import modals
from bot.trial.models import Json, TrialChannel, TrialMessage, TrialUser, View
from bot.trial.workspace import Workspace


def people(workspace: Workspace) -> Json:
    """Who is there to be, where to write, and what can be typed."""
    return {
        "team": workspace.team_name,
        "bot": {"id": workspace.bot.id, "name": workspace.bot.name},
        "people": [asdict(u) for u in workspace.users if not u.deleted],
        "channels": [_channel(c) for c in workspace.channels if not c.is_im],
        "commands": [asdict(c) for c in workspace.commands],
        "shortcuts": [asdict(s) for s in workspace.shortcuts],
        "clock": workspace.controls is not None,
    }


def _channel(channel: TrialChannel) -> Json:
    shown = {"id": channel.id, "name": channel.name, "topic": channel.topic, "members": channel.members}
    return {**shown, "is_im": channel.is_im, "is_archived": channel.is_archived}


def message_shown(message: TrialMessage) -> Json:
    """A message as the page gets it."""
    shown: Json = {"ts": message.ts, "channel": message.channel, "user": message.user, "text": message.text}
    shown |= {"blocks": message.blocks, "state": message.state, "edited": bool(message.edited)}
    return {**shown, "ephemeral": bool(message.only_for)}


def view_shown(view: View | None) -> Json | None:
    """A modal or Home as the page gets it."""
    if view is None:
        return None
    shown: Json = {"id": view.id, "hash": view.hash, "content": view.content, "state": view.state}
    return {**shown, "errors": dict(view.errors), "trouble": view.trouble}


def screen(workspace: Workspace, person: TrialUser, channel_id: str) -> Json:
    """What somebody sees; channel "dm" is the conversation with the bot, "home" its Home, "all" everything at once."""
    shown: Json = {"version": workspace.version, "view": view_shown(modals.top(workspace, person.id))}
    shown["home"] = view_shown(workspace.homes.get(person.id))
    shown["last"] = {c.id: _last(workspace, person, c.id) for c in workspace.channels if person.id in c.members}
    shown["dms"] = {
        c.person: [c.id, _last(workspace, workspace.user(c.person), c.id)] for c in workspace.channels if c.is_im
    }
    if channel_id == "home":
        return {**shown, "channel": None, "messages": []}
    if channel_id == "all":
        everything = [m for c in workspace.channels for m in workspace.seen_by(person.id, c.id)]
        messages = [message_shown(m) for m in sorted(everything, key=lambda m: float(m.ts))]
        return {**shown, "channel": None, "messages": messages}
    channel = workspace.dm(person.id) if channel_id == "dm" else workspace.channel(channel_id)
    messages = [message_shown(m) for m in workspace.seen_by(person.id, channel.id)]
    return {**shown, "channel": _channel(channel), "messages": messages}


def _last(workspace: Workspace, person: TrialUser, channel_id: str) -> str:
    seen = workspace.seen_by(person.id, channel_id)
    return seen[-1].ts if seen else ""
