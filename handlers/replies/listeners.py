"""Slack's side of plain writing: what somebody wrote in the DM → what is carried out, asked back or told."""

from __future__ import annotations

import json
import re
from collections.abc import Awaitable, Callable
from typing import Any

from slack_bolt.async_app import AsyncApp

from handlers.help import help_message
from handlers.replies import actions, views
from handlers.replies.actions import Place
from handlers.replies.packing import unpack
from handlers.run import Edge, Gesture

Ack = Callable[..., Awaitable[Any]]
Body = dict[str, Any]


def register(app: AsyncApp, edge: Edge) -> None:
    """What is written to Klubban, the buttons of what is asked back, and *Ångra*."""

    async def written(gesture: Gesture, event: Body) -> None:
        place = _place(gesture, str(event["channel"]))
        if event.get("channel_type") == "im":
            await edge.run(actions.respond, gesture.once, gesture.who, str(event.get("text") or ""), place)
            gesture.home()
        else:
            await edge.run(actions.answer_written, gesture.once, place, help_message(gesture.text))

    async def chosen(ack: Ack, gesture: Gesture, action: Body) -> None:
        act = unpack(json.loads(action["value"]))
        await edge.run(actions.choose, gesture.once, gesture.who, act, _place(gesture, str(gesture.channel)))
        gesture.home()
        await ack()

    async def undone(ack: Ack, gesture: Gesture, action: Body) -> None:
        place = _place(gesture, str(gesture.channel))
        await edge.run(actions.undo, gesture.once, gesture.who, int(action["value"]), place)
        gesture.home()
        await ack()

    app.event("message")(written)
    app.event("app_mention")(written)
    app.action(re.compile(rf"{re.escape(views.DO)}\.\d+"))(chosen)
    app.action(views.UNDO)(undone)


def _place(gesture: Gesture, channel: str) -> Place:
    return Place(channel, f"written:{gesture.once}")
