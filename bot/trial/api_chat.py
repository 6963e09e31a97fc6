"""The chat.* methods: writing, rewriting, whispering and linking."""

from __future__ import annotations

from bot.trial import limits
from bot.trial.modals import bot_id
from bot.trial.models import Json, SlackError, TrialChannel, TrialMessage
from bot.trial.shapes import wrong
from bot.trial.workspace import Workspace


def words(where: str, workspace: Workspace, given: Json, limit: int) -> tuple[str, list[Json]]:
    """The text and blocks of a message, checked; what is merely unwise goes on the strict list."""
    text, blocks = str(given.get("text") or ""), limits.check_blocks(given.get("blocks") or [])
    if not text.strip() and not blocks:
        raise SlackError("no_text")
    if len(text) > limit:
        raise SlackError("msg_too_long", wrong(f"must be less than {limit + 1} characters", "/text"))
    workspace.strict.extend(limits.doubts(where, text, blocks))
    workspace.check_echo(where, text, blocks)
    return text, blocks


def _where_to(workspace: Workspace, given: Json) -> TrialChannel:
    target = str(given.get("channel") or "")
    if target and any(u.id == target for u in workspace.users):
        if workspace.user(target).deleted:
            raise SlackError("account_inactive")
        return workspace.dm(target)
    channel = workspace.channel(target)
    if channel.is_archived:
        raise SlackError("is_archived")
    if workspace.bot.id not in channel.members:
        raise SlackError("channel_not_found" if channel.is_private else "not_in_channel")
    return channel


def message_payload(workspace: Workspace, message: TrialMessage) -> Json:
    """A message as history and clicks show it."""
    payload: Json = {"type": "message", "user": message.user, "ts": message.ts, "text": message.text}
    payload |= {"team": workspace.team_id, "blocks": message.blocks}
    if message.user == workspace.bot.id:
        payload |= {"bot_id": bot_id(workspace), "app_id": workspace.app_id}
    if message.edited:
        payload["edited"] = {"user": message.user, "ts": message.edited}
    return payload


def post_message(workspace: Workspace, given: Json) -> Json:
    """chat.postMessage: to a channel that the bot is in, a direct conversation, or a person."""
    channel = _where_to(workspace, given)
    text, blocks = words("chat.postMessage", workspace, given, limits.MESSAGE_TEXT)
    metadata = limits.check_metadata(given.get("metadata"))
    message = workspace.post(channel.id, workspace.bot.id, text, blocks, metadata)
    return {"channel": channel.id, "ts": message.ts, "message": message_payload(workspace, message)}


def post_ephemeral(workspace: Workspace, given: Json) -> Json:
    """chat.postEphemeral: to one member of a conversation, shown to nobody else and kept in no history."""
    channel = _where_to(workspace, given)
    person = workspace.user(str(given.get("user") or ""))
    if person.id not in channel.members:
        raise SlackError("user_not_in_channel")
    text, blocks = words("chat.postEphemeral", workspace, given, limits.MESSAGE_TEXT)
    message = workspace.post(channel.id, workspace.bot.id, text, blocks, only_for=person.id)
    return {"message_ts": message.ts}


def _over(given: Json, message: TrialMessage) -> Json:
    # Slack keeps the blocks of a message whose update names none; an empty list takes them away.
    blocks = message.blocks if given.get("blocks") is None else given["blocks"]
    return {"text": given.get("text"), "blocks": blocks}


def update(workspace: Workspace, given: Json) -> Json:
    """chat.update: only the bot's own messages, and no ephemerals."""
    channel = workspace.channel(str(given.get("channel") or ""))
    message = workspace.message(channel.id, str(given.get("ts") or ""))
    if message.only_for:
        raise SlackError("message_not_found")
    if message.user != workspace.bot.id:
        raise SlackError("cant_update_message")
    text, blocks = words("chat.update", workspace, _over(given, message), limits.UPDATE_TEXT)
    if given.get("metadata") is not None:
        message.metadata = limits.check_metadata(given["metadata"])
    workspace.edit(message, text, blocks)
    return {"channel": channel.id, "ts": message.ts, "text": text, "message": message_payload(workspace, message)}


def permalink(workspace: Workspace, given: Json) -> Json:
    """chat.getPermalink: the page's own address of a message."""
    channel = workspace.channel(str(given.get("channel") or ""))
    message = workspace.message(channel.id, str(given.get("message_ts") or ""))
    link = f"{workspace.base_url}/archives/{channel.id}/p{message.ts.replace('.', '')}"
    return {"channel": channel.id, "permalink": link}


METHODS = {
    "chat.postMessage": post_message,
    "chat.postEphemeral": post_ephemeral,
    "chat.update": update,
    "chat.getPermalink": permalink,
}
