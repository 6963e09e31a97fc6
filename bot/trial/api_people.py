"""auth.test, apps.connections.open, users.* and conversations.*."""

from __future__ import annotations

from bot.trial.api_chat import message_payload
from bot.trial.modals import bot_id
from bot.trial.models import Json, SlackError, TrialChannel, TrialMessage, TrialUser
from bot.trial.workspace import Workspace

HISTORY = 100
"""How many messages history gives when the call names no limit; Slack's default."""


def auth_test(workspace: Workspace, _given: Json) -> Json:
    """auth.test: who the token belongs to."""
    who: Json = {"url": f"{workspace.base_url}/", "team": workspace.team_name, "team_id": workspace.team_id}
    who |= {"user": workspace.bot.name, "user_id": workspace.bot.id, "bot_id": bot_id(workspace)}
    return {**who, "app_id": workspace.app_id, "is_enterprise_install": False}


def connections_open(workspace: Workspace, _given: Json) -> Json:
    """apps.connections.open: where to connect for Socket Mode, once."""
    ticket = workspace.fresh("ticket-")
    workspace.link_tickets.add(ticket)
    base = workspace.base_url.replace("http", "ws", 1)
    return {"url": f"{base}/link/?ticket={ticket}&app_id={workspace.app_id}"}


def user_payload(workspace: Workspace, user: TrialUser) -> Json:
    """A person as users.info shows them; the e-mail address stands in the profile."""
    profile: Json = {"real_name": user.name, "display_name": user.name, "title": user.note}
    if user.email:
        profile["email"] = user.email
    shown: Json = {"id": user.id, "team_id": workspace.team_id, "name": user.id.lower(), "real_name": user.name}
    shown |= {"deleted": user.deleted, "is_bot": user.id == workspace.bot.id, "is_restricted": user.is_restricted}
    shown |= {"is_ultra_restricted": False, "is_app_user": False, "tz": user.tz, "profile": profile}
    return {**shown, "locale": user.locale} if user.locale else shown


def users_info(workspace: Workspace, given: Json) -> Json:
    """users.info."""
    return {"user": user_payload(workspace, workspace.user(str(given.get("user") or "")))}


def users_list(workspace: Workspace, given: Json) -> Json:
    """users.list: everybody, the bot too, in pages when a limit is given; the cursor is a position."""
    everybody = [*workspace.users, workspace.bot]
    start, limit = int(given.get("cursor") or 0), int(given.get("limit") or len(everybody))
    after = str(start + limit) if start + limit < len(everybody) else ""
    members = [user_payload(workspace, u) for u in everybody[start : start + limit]]
    return {"members": members, "response_metadata": {"next_cursor": after}}


def lookup_by_email(workspace: Workspace, given: Json) -> Json:
    """users.lookupByEmail: exact but for case; the deleted are not found."""
    wanted = str(given.get("email") or "").lower()
    found = next((u for u in workspace.users if u.email.lower() == wanted and wanted and not u.deleted), None)
    if found is None:
        raise SlackError("users_not_found")
    return {"user": user_payload(workspace, found)}


def conversations_open(workspace: Workspace, given: Json) -> Json:
    """conversations.open with one person: their direct conversation with the bot."""
    person = workspace.user(str(given.get("users") or ""))
    if person.deleted:
        raise SlackError("user_disabled")
    known = any(c.person == person.id for c in workspace.channels)
    return {"channel": {"id": workspace.dm(person.id).id}, "already_open": known, "no_op": known}


def _visible(workspace: Workspace, given: Json) -> TrialChannel:
    channel = workspace.channel(str(given.get("channel") or ""))
    if channel.is_private and workspace.bot.id not in channel.members:
        raise SlackError("channel_not_found")
    return channel


def conversations_info(workspace: Workspace, given: Json) -> Json:
    """conversations.info."""
    channel = _visible(workspace, given)
    shown: Json = {"id": channel.id, "is_im": channel.is_im, "is_archived": channel.is_archived}
    if channel.is_im:
        return {"channel": {**shown, "user": channel.person}}
    shown |= {"name": channel.name, "is_channel": True, "is_private": channel.is_private}
    shown |= {"is_member": workspace.bot.id in channel.members, "num_members": len(channel.members)}
    return {"channel": {**shown, "topic": {"value": channel.topic}}}


def _truth(value: object) -> bool:
    return str(value).lower() in ("1", "true")


def _within(given: Json, message: TrialMessage) -> bool:
    oldest, latest = float(given.get("oldest") or 0), float(given.get("latest") or "inf")
    if _truth(given.get("inclusive")):
        return oldest <= float(message.ts) <= latest
    return oldest < float(message.ts) < latest


def history(workspace: Workspace, given: Json) -> Json:
    """conversations.history: newest first, without ephemerals; metadata only when asked for; cursor = a ts."""
    channel = _visible(workspace, given)
    if workspace.bot.id not in channel.members:
        raise SlackError("not_in_channel")
    limit, before = int(given.get("limit") or HISTORY), float(given.get("cursor") or "inf")
    here = [m for m in workspace.messages if m.channel == channel.id and not m.only_for]
    found = [m for m in reversed(here) if _within(given, m) and float(m.ts) < before]
    page, rest = found[:limit], found[limit:]
    with_metadata = _truth(given.get("include_all_metadata"))
    shown = [_with_metadata(workspace, m) if with_metadata else message_payload(workspace, m) for m in page]
    cursor = {"response_metadata": {"next_cursor": page[-1].ts}} if rest else {}
    return {"messages": shown, "has_more": bool(rest), **cursor}


def _with_metadata(workspace: Workspace, message: TrialMessage) -> Json:
    payload = message_payload(workspace, message)
    return {**payload, "metadata": message.metadata} if message.metadata else payload


METHODS = {
    "auth.test": auth_test,
    "apps.connections.open": connections_open,
    "users.info": users_info,
    "users.list": users_list,
    "users.lookupByEmail": lookup_by_email,
    "conversations.open": conversations_open,
    "conversations.info": conversations_info,
    "conversations.history": history,
}
