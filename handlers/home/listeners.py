"""Home, when it is opened and after one's own click; and the answer to whatever is written to Klubban."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from handlers.help import help_message
from handlers.home.actions import answer_written, choose_language
from handlers.home.reading import home_facts
from handlers.home.views import LANGUAGE, home, use_the_buttons
from handlers.run import Edge, Gesture, Who
from handlers.text import Text

Ack = Callable[..., Awaitable[Any]]


def register(app: AsyncApp, edge: Edge) -> None:
    """Opening Home, choosing a language, writing to Klubban."""

    async def opened(gesture: Gesture, client: AsyncWebClient, event: dict[str, Any]) -> None:
        if event.get("tab") == "home":
            await publish_home(client, edge, gesture.who)

    async def language(ack: Ack, gesture: Gesture, action: dict[str, Any], client: AsyncWebClient) -> None:
        who = await edge.run(choose_language, gesture.once, gesture.who, str(action["value"]))
        await publish_home(client, edge, who)
        await ack()

    async def written(gesture: Gesture, event: dict[str, Any]) -> None:
        facts = await edge.look(home_facts, gesture.who, edge.url is not None)
        mine = event.get("channel_type") == "im" and (*facts.waiting, *facts.answered)
        message = use_the_buttons(gesture.text, facts) if mine else help_message(gesture.text)
        await edge.run(answer_written, gesture.once, f"help:{gesture.once}", str(event["channel"]), message)

    app.event("app_home_opened")(opened)
    app.action(LANGUAGE)(language)
    app.event("message")(written)
    app.event("app_mention")(written)


async def publish_home(client: AsyncWebClient, edge: Edge, who: Who) -> None:
    """Shows the person's Home as it is now."""
    facts = await edge.look(home_facts, who, edge.url is not None)
    await client.views_publish(user_id=who.slack, view=home(Text(who.language), facts))
