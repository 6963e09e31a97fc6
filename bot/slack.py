"""The Bolt app: who is asking, in which language; and, when something can't be done, one answer for each surface."""

from __future__ import annotations

import hashlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from slack_bolt import BoltResponse
from slack_bolt.async_app import AsyncApp, AsyncBoltContext
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.answers import Answers
from bot.background import Background
from bot.clock import Clock
from bot.pace import Pace
from bot.redraw import Redraw
from handlers.blocks import Message
from handlers.boards import actions as boards
from handlers.capabilities import CAPABILITIES
from handlers.commands import Command, Handler
from handlers.errors import Refusal
from handlers.help import help_message
from handlers.home.listeners import publish_home
from handlers.run import Edge, Gesture, Who
from handlers.text import Text
from storage.database import Database

COMMAND = "/klubban"
PUBLISH = "views.publish"
HOMES_PER_MINUTE = 60
"""After clicks; the rest of Slack's hundred a minute is left to those who open their Home."""
WITHOUT_PERSON = {"app_uninstalled", "tokens_revoked", "user_change"}


@dataclass(frozen=True)
class Door:
    """What stands behind Slack's door."""

    edge: Edge
    database: Database
    clock: Clock
    background: Background


def bolt_app(client: AsyncWebClient, door: Door) -> AsyncApp:
    """Every listener of every capability behind one door that knows who is asking."""
    app = AsyncApp(
        client=client,
        # Commit, then answer: without this Bolt answers events before the listener has run, and a crash loses them.
        process_before_response=True,
        # Our own check over the raw body knows two secrets while they are rotated (bot/signatures.py).
        request_verification_enabled=False,
    )
    app.use(_introduce(door, client))
    for capability in CAPABILITIES:
        capability.register(app, door.edge)
    app.command(COMMAND)(_dispatch(door.edge))
    app.error(Answers(door.edge, door.background).answer)
    return app


def _introduce(door: Door, client: AsyncWebClient) -> Callable[..., Awaitable[Any]]:
    redraw = Redraw(door.database, door.clock)
    homes = Pace({PUBLISH: HOMES_PER_MINUTE}, timedelta())

    async def introduce(
        body: dict[str, Any], context: AsyncBoltContext, next_: Callable[[], Awaitable[Any]]
    ) -> BoltResponse | None:
        """Puts the gesture (who, language, once) into the context, or refuses a stranger kindly."""
        event = body.get("event") or {}
        if context.user_id is None or event.get("type") in WITHOUT_PERSON:
            return BoltResponse(status=200, body="")
        if event.get("type") == "message" and (event.get("bot_id") or event.get("subtype")):
            return BoltResponse(status=200, body="")  # Klubban's own words, joins, edits: nobody asks anything
        who = await _who(door.edge, client, str(context.user_id))

        def redraw_card(name: str) -> None:
            door.background.start(redraw.by_response_url, name, body)

        def home() -> None:
            # In a rush a Home that nobody looks at waits until it is opened: that publishes it anyway.
            looked_at = body.get("view", {}).get("type") == "home"
            if homes.take(PUBLISH, who.slack, door.clock.now(), 0) is None or looked_at:
                door.background.start(publish_home, client, door.edge, who)

        context["gesture"] = Gesture(who, once_of(body), Text(who.language), context.channel_id, redraw_card, home)
        await next_()
        return None

    return introduce


async def _who(edge: Edge, client: AsyncWebClient, slack: str) -> Who:
    """The person behind the Slack id; one known by e-mail only is recognised the first time. A stranger is refused."""
    who = await edge.look(boards.who_is, slack)
    if who is None and (email := await _email(client, slack)):
        who = await edge.run(boards.recognise, None, slack, email)
    if who is None:
        raise Refusal(await edge.look(boards.whom_to_ask))
    return who


async def _email(client: AsyncWebClient, slack: str) -> str | None:
    try:
        found = await client.users_info(user=slack)
    except SlackApiError:
        return None
    email = found["user"].get("profile", {}).get("email")
    return str(email) if email else None


def once_of(body: dict[str, Any]) -> str:
    """What makes a gesture the same gesture: Slack's own id where it has one, else who, where, what and when."""
    if "event_id" in body:
        return f"event:{body['event_id']}"
    if body.get("type") == "view_submission":
        return f"view:{body['view']['id']}"
    action = (body.get("actions") or [{}])[0]
    parts = (
        body.get("user_id") or body.get("user", {}).get("id"),
        body.get("channel_id") or body.get("channel", {}).get("id"),
        body.get("command") or action.get("action_id") or body.get("callback_id"),
        body.get("text") or action.get("value"),
        action.get("action_ts") or body.get("trigger_id"),
    )
    return "hash:" + hashlib.sha256(repr(parts).encode()).hexdigest()


def _dispatch(edge: Edge) -> Callable[..., Awaitable[None]]:
    handlers: dict[str, Handler] = {}
    for capability in CAPABILITIES:
        handlers.update(capability.commands(edge))

    async def klubban(
        ack: Callable[..., Awaitable[Any]], command: dict[str, Any], context: AsyncBoltContext, client: AsyncWebClient
    ) -> None:
        """`/klubban <subcommand> …`"""
        gesture: Gesture = context["gesture"]
        # People paste lists: the subcommand may be followed by a new line, or by the colon they end a heading with.
        word, rest = (*str(command.get("text") or "").split(maxsplit=1), "", "")[:2]
        handler = handlers.get(word.rstrip(":").casefold(), _help)
        message = await handler(Command(gesture, rest.strip(), str(command["trigger_id"]), client))
        await ack(**message.body()) if message else await ack()

    return klubban


async def _help(command: Command) -> Message | None:
    return help_message(command.gesture.text)
