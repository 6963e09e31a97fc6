"""When a gesture isn't carried out: the reason, kindly, to that person alone, in the way that its surface allows.

A `Refusal` says why. Anything else is our fault: it says what to do and a reference number that stands in the log."""

from __future__ import annotations

import json
import secrets
from collections.abc import Awaitable, Callable
from enum import StrEnum
from typing import Any

from slack_bolt import BoltResponse
from slack_bolt.async_app import AsyncBoltContext
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.background import Background
from bot.log import logger
from handlers.blocks import modal, section
from handlers.boards.actions import tell_in_conversation
from handlers.errors import AlreadyDone, Refusal
from handlers.home.views import stranger_home
from handlers.run import Edge, Gesture
from handlers.text import Mrkdwn, Text, unmarked


class Kind(StrEnum):
    """Where a gesture was made."""

    EVENT = "event"
    COMMAND = "command"
    MESSAGE_CLICK = "message_click"
    VIEW_CLICK = "view_click"
    FORM = "form"
    SHORTCUT = "shortcut"


def kind_of(body: dict[str, Any]) -> Kind:
    """The surface that a request came from."""
    if "command" in body:
        return Kind.COMMAND
    match body.get("type"):
        case "block_actions":
            return Kind.MESSAGE_CLICK if body.get("container", {}).get("type") == "message" else Kind.VIEW_CLICK
        case "view_submission":
            return Kind.FORM
        case "shortcut" | "message_action":
            return Kind.SHORTCUT
    return Kind.EVENT


class Answers:
    """The one error handler (house rule 7)."""

    def __init__(self, edge: Edge, background: Background) -> None:
        self._edge = edge
        self._background = background

    async def answer(
        self, error: Exception, body: dict[str, Any], context: AsyncBoltContext, client: AsyncWebClient
    ) -> BoltResponse:
        """What Slack gets back. An event that failed gets 500, so that Slack sends it again."""
        gesture: Gesture | None = context.get("gesture")
        text = gesture.text if gesture else Text("sv")
        kind = kind_of(body)
        if isinstance(error, Refusal):
            if kind is Kind.EVENT:
                return await self._refuse_event(error, body, text, client)
            return await self._show(kind, error.reason(text), error.field, body, text, client)
        reference = secrets.token_hex(3)
        logger().error("a gesture failed", reference=reference, kind=kind.value, problem=error)
        if kind is Kind.EVENT:
            return BoltResponse(status=500, body="")
        return await self._show(kind, _our_fault(text, reference), None, body, text, client)

    async def _refuse_event(
        self, refusal: Refusal, body: dict[str, Any], text: Text, client: AsyncWebClient
    ) -> BoltResponse:
        """In the conversation where it was written, or on the Home that was opened; a duplicate needs no words."""
        event, words = body.get("event", {}), refusal.reason(text)
        if isinstance(refusal, AlreadyDone):
            return BoltResponse(status=200, body="")
        if event.get("type") in ("message", "app_mention") and event.get("channel"):
            name = f"refusal:{body.get('event_id')}"
            await self._edge.run(tell_in_conversation, None, name, str(event["channel"]), words)
        elif event.get("type") == "app_home_opened" and event.get("tab") == "home":
            self._background.start(_publish, client, str(event.get("user")), stranger_home(words))
        return BoltResponse(status=200, body="")

    async def _show(
        self,
        kind: Kind,
        words: Mrkdwn,
        field: str | None,
        body: dict[str, Any],
        text: Text,
        client: AsyncWebClient,
    ) -> BoltResponse:
        match kind:
            case Kind.COMMAND:
                return _json({"response_type": "ephemeral", "text": words})
            case Kind.FORM:
                return _json(_form_answer(words, field, body["view"], text))
            case Kind.MESSAGE_CLICK:
                self._background.start(_ephemeral, str(body["response_url"]), words)
            case _:
                opens: Callable[..., Any] = client.views_push if _in_modal(body) else client.views_open
                self._background.start(_open, opens, str(body["trigger_id"]), _notice(words, text))
        return BoltResponse(status=200, body="")


def _in_modal(body: dict[str, Any]) -> bool:
    return bool(body.get("view", {}).get("type") == "modal")


def _form_answer(words: Mrkdwn, field: str | None, view: dict[str, Any], text: Text) -> dict[str, Any]:
    """The sentence at the field to mend; a form without fields gets it as a page on top."""
    inputs = [block["block_id"] for block in view["blocks"] if block["type"] == "input"]
    if not inputs:
        return {"response_action": "push", "view": _notice(words, text)}
    place = field if field in inputs else inputs[0]
    return {"response_action": "errors", "errors": {place: unmarked(words)}}


def _notice(words: Mrkdwn, text: Text) -> dict[str, Any]:
    return modal("notice", "Klubban", [section(words)], submit=None, close=text.plain("Stäng"))


def _our_fault(text: Text, reference: str) -> Mrkdwn:
    return text(
        "Något gick fel hos oss, och det du gjorde är kanske inte sparat. Försök igen om en stund. "
        "Händer det igen? Hör av dig till den som sköter Klubban hos er och uppge {reference}.",
        reference=Mrkdwn(reference),
    )


async def _open(opens: Callable[..., Awaitable[Any]], trigger: str, view: dict[str, Any]) -> None:
    await opens(trigger_id=trigger, view=view)


async def _publish(client: AsyncWebClient, slack: str, view: dict[str, Any]) -> None:
    await client.views_publish(user_id=slack, view=view)


async def _ephemeral(url: str, words: Mrkdwn) -> None:
    await AsyncWebhookClient(url, timeout=5).send(text=words, response_type="ephemeral", replace_original=False)


def _json(body: dict[str, Any]) -> BoltResponse:
    return BoltResponse(status=200, body=json.dumps(body), headers={"content-type": ["application/json"]})
