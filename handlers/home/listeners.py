"""Home, when it is opened and after one's own click."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from handlers.home.actions import choose_language
from handlers.home.reading import home_facts
from handlers.home.views import LANGUAGE, home
from handlers.run import Edge, Gesture, Who
from handlers.text import Text

Ack = Callable[..., Awaitable[Any]]


def register(app: AsyncApp, edge: Edge) -> None:
    """Opening Home, choosing a language."""

    async def opened(gesture: Gesture, client: AsyncWebClient, event: dict[str, Any]) -> None:
        if event.get("tab") == "home":
            await publish_home(client, edge, gesture.who)

    async def language(ack: Ack, gesture: Gesture, action: dict[str, Any], client: AsyncWebClient) -> None:
        who = await edge.run(choose_language, gesture.once, gesture.who, str(action["value"]))
        await publish_home(client, edge, who)
        await ack()

    app.event("app_home_opened")(opened)
    app.action(LANGUAGE)(language)


async def publish_home(client: AsyncWebClient, edge: Edge, who: Who) -> None:
    """Shows the person's Home as it is now."""
    facts = await edge.look(home_facts, who, edge.url is not None)
    await client.views_publish(user_id=who.slack, view=home(Text(who.language), facts))
