"""What a person can do: each gesture becomes Slack's payload, and the bot's answer what the person sees."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass, field

from bot.trial import modals, payloads
from bot.trial.answer_url import reply
from bot.trial.api import refusal
from bot.trial.delivery import Answer, Delivery, Parcel
from bot.trial.inputs import answer as element_answer
from bot.trial.inputs import client_errors, fill_in, keeps_value
from bot.trial.limits import check_view, elements_of
from bot.trial.models import Json, SlackError, TrialMessage, TrialUser, View
from bot.trial.workspace import Workspace

RETRIES = 3
MODAL_TROUBLE = "Vi fick inget svar. Försök igen."
UNKNOWN_COMMAND = "{} är inget giltigt kommando."
COMMAND_TROUBLE = '{} misslyckades med felet "{}".'
CLICK_TROUBLE = "Det gick inte: {}."


def escape(text: str) -> str:
    """As Slack escapes what somebody typed before an app gets to see it."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


@dataclass
class Door:
    """Carries gestures to the bot. What goes wrong is shown to the person alone, as Slack's client would."""

    workspace: Workspace
    delivery: Delivery
    events: dict[str, Json] = field(default_factory=dict)
    repeats: set[asyncio.Task[None]] = field(default_factory=set)

    async def command(self, person: TrialUser, channel_id: str, line: str) -> None:
        """A typed slash command; what the bot answers is an ephemeral unless it says in_channel."""
        channel = self.workspace.channel(channel_id)
        name, _, text = line.strip().partition(" ")
        self.workspace.listen(text)
        known = next((c for c in self.workspace.commands if c.name == name), None)
        if self.workspace.commands and known is None:
            self._whisper(channel.id, person, UNKNOWN_COMMAND.format(name))
            return
        text = self._mentions(text.strip(), with_name=True) if known is None or known.escapes else text.strip()
        payload = payloads.command(self.workspace, person, channel, name, text)
        answer = await self.delivery.send(Parcel("command", payload))
        if answer.trouble:
            self._whisper(channel.id, person, COMMAND_TROUBLE.format(name, answer.trouble))
        elif answer.body:
            self._post_answer(channel.id, person, name, answer)

    async def say(self, person: TrialUser, channel_id: str, text: str) -> TrialMessage:
        """A typed message; the bot hears of it in its own conversations and where it is mentioned."""
        channel = self.workspace.channel(channel_id)
        self.workspace.listen(text)
        written = self._mentions(escape(text))
        message = self.workspace.post(channel.id, person.id, written)
        if channel.is_im or f"<@{self.workspace.bot.id}>" in written:
            await self.event(payloads.typed(self.workspace, message))
        return message

    async def open_home(self, person: TrialUser) -> None:
        """Somebody looks at Home."""
        await self.event(payloads.home_opened(self.workspace, person))

    async def shortcut(self, person: TrialUser, callback_id: str, message: TrialMessage | None) -> str:
        """A shortcut from the menu, or on a message; returns what went wrong, empty if nothing did."""
        payload = payloads.shortcut(self.workspace, person, callback_id, message)
        answer = await self.delivery.send(Parcel("interactive", payload))
        return CLICK_TROUBLE.format(answer.trouble) if answer.trouble else ""

    async def click(
        self, person: TrialUser, place: TrialMessage | View, block_id: str, action_id: str, value: object
    ) -> str:
        """A button pressed or a value chosen, in a message, a modal or Home; returns what went wrong."""
        blocks = place.blocks if isinstance(place, TrialMessage) else place.content["blocks"]
        element = find_element(blocks, block_id, action_id)
        chosen: Json = {}
        if keeps_value(element):
            fill_in(blocks, place.state, {block_id: {action_id: value}})
            chosen = element_answer(element, value)
        elif element["type"] == "overflow":
            chosen = {"selected_option": next(o for o in element["options"] if o["value"] == value)}
        pressed = payloads.action(element, block_id, chosen, f"{self.workspace.real():.6f}")
        answer = await self.delivery.send(Parcel("interactive", self._clicked(person, place, pressed)))
        return CLICK_TROUBLE.format(answer.trouble) if answer.trouble else ""

    def _clicked(self, person: TrialUser, place: TrialMessage | View, pressed: Json) -> Json:
        if isinstance(place, TrialMessage):
            return payloads.click_in_message(self.workspace, person, place, pressed)
        return payloads.click_in_view(self.workspace, person, place, pressed)

    async def submit(self, person: TrialUser, view: View) -> None:
        """A modal's button; errors and trouble end up on the view, else it closes or becomes what the bot says."""
        view.trouble, view.errors = "", client_errors(view.content["blocks"], view.state)
        self.workspace.changed()
        if view.errors:
            return
        self.workspace.listen(*(kept.get("value") for inside in view.state.values() for kept in inside.values()))
        payload = payloads.submission(self.workspace, person, view)
        answer = await self.delivery.send(Parcel("interactive", payload))
        try:
            self._obey(view, answer)
        except SlackError as error:
            refusal(self.workspace, "view_submission", error)
            view.trouble = MODAL_TROUBLE
        self.workspace.changed()

    def _obey(self, view: View, answer: Answer) -> None:
        body = answer.body if isinstance(answer.body, dict) else {}
        match "trouble" if answer.trouble else body.get("response_action"):
            case "trouble":
                view.trouble = MODAL_TROUBLE
            case "errors":
                view.errors = _known_errors(view, body.get("errors"))
            case "update":
                modals.rewrite(self.workspace, view, check_view(body.get("view"), "modal"))
            case "push":
                modals.push_modal(self.workspace, view.user, check_view(body.get("view"), "modal"))
            case "clear":
                modals.close(self.workspace, view, everything=True)
            case None:
                modals.close(self.workspace, view)
            case other:
                raise SlackError("invalid_arguments", [f"unknown response_action {other}"])

    async def close(self, person: TrialUser, view: View, everything: bool = False) -> None:
        """Cancel; with `everything` the cross that closes the stack. The bot hears of it where a view asks for that."""
        everything = everything or bool(view.content.get("clear_on_close"))
        gone = list(reversed(self.workspace.stacks.get(person.id, []))) if everything else [view]
        modals.close(self.workspace, view, everything)
        for one in gone:
            if one.content.get("notify_on_close"):
                payload = payloads.closed(self.workspace, person, one, everything)
                await self.delivery.send(Parcel("interactive", payload))

    async def event(self, inner: Json) -> str:
        """Send an event; the first try is awaited, its repeats (same event_id) follow by themselves. Its event_id."""
        payload = payloads.event(self.workspace, inner)
        self.events[payload["event_id"]] = payload
        answer = await self.delivery.send(Parcel("event", payload))
        if answer.trouble:
            task = asyncio.create_task(self._repeat(payload, answer))
            self.repeats.add(task)
            task.add_done_callback(self.repeats.discard)
        return str(payload["event_id"])

    async def resend(self, event_id: str) -> None:
        """Send an event once more though it was answered, as Slack now and then does."""
        await self.delivery.send(Parcel("event", self.events[event_id], 1, "http_timeout"))

    async def _repeat(self, payload: Json, answer: Answer) -> None:
        for number, delay in enumerate(self.workspace.retry_delays[:RETRIES], start=1):
            await asyncio.sleep(delay)
            reason = "http_timeout" if answer.trouble == "operation_timeout" else "http_error"
            answer = await self.delivery.send(Parcel("event", payload, number, reason))
            if not answer.trouble:
                return

    def _mentions(self, text: str, with_name: bool = False) -> str:
        for user in [*self.workspace.users, self.workspace.bot]:
            tag = f"<@{user.id}|{user.id.lower()}>" if with_name else f"<@{user.id}>"
            text = re.sub(rf"@{re.escape(user.name)}\b", tag, text)
        return text

    def _whisper(self, channel: str, person: TrialUser, text: str) -> None:
        self.workspace.post(channel, "USLACKBOT", text, only_for=person.id)

    def _post_answer(self, channel: str, person: TrialUser, name: str, answer: Answer) -> None:
        given = answer.body if isinstance(answer.body, dict) else {"text": str(answer.body)}
        try:
            reply(self.workspace, channel, person.id, given, where=name)
        except SlackError as error:
            refusal(self.workspace, name, error)
            self._whisper(channel, person, COMMAND_TROUBLE.format(name, "invalid_command_response"))


def find_element(blocks: list[Json], block_id: str, action_id: str) -> Json:
    """The element so named; no_such_element where there is none."""
    for one in blocks:
        for element in elements_of(one):
            if (one["block_id"], element["action_id"]) == (block_id, action_id):
                return element
    raise SlackError("no_such_element")


def _known_errors(view: View, errors: object) -> dict[str, str]:
    inputs = [b["block_id"] for b in view.content["blocks"] if b["type"] == "input"]
    if not isinstance(errors, dict) or not errors or any(key not in inputs for key in errors):
        raise SlackError("invalid_arguments", [f"errors must name input blocks, not {errors}"])
    return {str(key): str(text) for key, text in errors.items()}
