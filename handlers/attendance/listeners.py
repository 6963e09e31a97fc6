"""Slack's side of who comes: the answers, the calls, `/klubban närvaro`, and what staff do."""

from __future__ import annotations

import json
import re
from collections.abc import Awaitable, Callable
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from handlers.attendance import actions, form, overview, preparing, staffs, views
from handlers.attendance.actions import Answer
from handlers.blocks import Message, form_values
from handlers.commands import Command, Commands
from handlers.run import Edge, Gesture
from storage.words import Coming

Ack = Callable[..., Awaitable[Any]]
Body = dict[str, Any]


def commands(edge: Edge) -> Commands:
    """`/klubban närvaro`: the coming meeting, or a list where there are several."""

    async def narvaro(command: Command) -> Message | None:
        gesture = command.gesture
        seen = await edge.look(preparing.coming, gesture.who, gesture.channel)
        one = len(seen) == 1
        view = overview.window(gesture.text, seen[0]) if one else overview.meetings_window(gesture.text, seen)
        await command.client.views_open(trigger_id=command.trigger_id, view=view)
        return None

    return dict.fromkeys(("närvaro", "narvaro", "attendance"), narvaro)


def register(app: AsyncApp, edge: Edge) -> None:
    """Every gesture about who comes."""
    _register_answers(app, edge)
    _register_calls(app, edge)
    _register_windows(app, edge)
    _register_for_staff(app, edge)


async def _refresh(edge: Edge, gesture: Gesture, body: Body, meeting: int, client: AsyncWebClient) -> None:
    """The place of the click shows what holds now: the window, Home."""
    gesture.home()
    if body.get("view", {}).get("type") == "modal":
        seen = await edge.look(preparing.one_meeting, gesture.who, meeting)
        await client.views_update(view_id=body["view"]["id"], view=overview.window(gesture.text, seen))


def _register_answers(app: AsyncApp, edge: Edge) -> None:
    async def act(gesture: Gesture, body: Body, names: list[str], meeting: int, client: AsyncWebClient) -> None:
        for name in names:
            gesture.redraw(name)
        await _refresh(edge, gesture, body, meeting, client)

    async def answer(ack: Ack, gesture: Gesture, body: Body, action: Body, client: AsyncWebClient) -> None:
        meeting, rev = _of(action)
        said = Answer(views.ANSWERS[action["action_id"]])
        names = await edge.run(actions.answer_now, gesture.once, gesture.who, meeting, rev, said)
        await act(gesture, body, names, meeting, client)
        await ack()

    async def part(ack: Ack, gesture: Gesture, body: Body, action: Body, client: AsyncWebClient) -> None:
        facts = await edge.look(preparing.for_answer, gesture.who, _of(action)[0])
        view = form.part_form(gesture.text, facts, gesture.who.person)
        show = client.views_push if body.get("view", {}).get("type") == "modal" else client.views_open
        await show(trigger_id=body["trigger_id"], view=view)
        await ack()

    async def save_part(ack: Ack, gesture: Gesture, view: Body, client: AsyncWebClient) -> None:
        hidden, values = json.loads(view["private_metadata"]), form_values(view)
        said = Answer(Coming.DELVIS, form.clock(values, "first"), form.clock(values, "last"))
        meeting = int(hidden["meeting"])
        await edge.run(actions.answer_now, gesture.once, gesture.who, meeting, int(hidden["rev"]), said)
        await _shown_below(edge, gesture, view, meeting, client)
        await ack()

    async def back(ack: Ack, gesture: Gesture, body: Body, action: Body, client: AsyncWebClient) -> None:
        meeting, _ = _of(action)
        own = action["action_id"] == views.BACK
        decision = actions.serve_myself if own else actions.keep_the_ersattare
        names = await edge.run(decision, gesture.once, gesture.who, meeting)
        await act(gesture, body, names, meeting, client)
        await ack()

    app.action(re.compile("|".join(re.escape(each) for each in views.ANSWERS)))(answer)
    app.action(views.PART)(part)
    app.view(form.PART_FORM)(save_part)
    app.action(views.BACK)(back)
    app.action(views.KEEP)(back)


def _of(action: Body) -> tuple[int, int]:
    """The meeting, and the time of it that the message showed."""
    meeting, _, rev = str(action["value"]).partition(":")
    return int(meeting), int(rev or 0)


def _register_calls(app: AsyncApp, edge: Edge) -> None:
    async def call(ack: Ack, gesture: Gesture, body: Body, action: Body, client: AsyncWebClient) -> None:
        one = int(action["value"])
        answered = actions.accept if action["action_id"] == views.YES else actions.decline
        done = await edge.run(answered, gesture.once, gesture.who, one)
        for name in done.cards:
            gesture.redraw(name)
        await _refresh(edge, gesture, body, done.meeting, client)
        await ack()

    app.action(views.YES)(call)
    app.action(views.NO)(call)


def _register_windows(app: AsyncApp, edge: Edge) -> None:
    async def show(ack: Ack, gesture: Gesture, body: Body, action: Body, client: AsyncWebClient) -> None:
        seen = await edge.look(preparing.one_meeting, gesture.who, int(action["value"]))
        opens = client.views_push if body.get("view", {}).get("type") == "modal" else client.views_open
        await opens(trigger_id=body["trigger_id"], view=overview.window(gesture.text, seen))
        await ack()

    async def send(ack: Ack, gesture: Gesture, body: Body, action: Body, client: AsyncWebClient) -> None:
        meeting = int(action["value"])
        await edge.run(staffs.send_notice, gesture.once, gesture.who, meeting)
        await _refresh(edge, gesture, body, meeting, client)
        await ack()

    app.action(views.SHOW)(show)

    async def changes(ack: Ack, gesture: Gesture, action: Body) -> None:
        await edge.run(staffs.wants_changes, gesture.once, gesture.who, int(action["value"]))
        gesture.home()
        await ack()

    app.action(overview.CHANGES)(changes)
    app.action(overview.SEND_NOTICE)(send)


def _register_for_staff(app: AsyncApp, edge: Edge) -> None:
    async def answer_for(ack: Ack, gesture: Gesture, body: Body, action: Body, client: AsyncWebClient) -> None:
        facts = await edge.look(preparing.for_staff, gesture.who, int(action["value"]))
        await client.views_push(trigger_id=body["trigger_id"], view=form.answer_for_form(gesture.text, facts))
        await ack()

    async def answered_for(ack: Ack, gesture: Gesture, view: Body, client: AsyncWebClient) -> None:
        meeting, values = int(view["private_metadata"]), form_values(view)
        part = values["answer"] == Coming.DELVIS
        first, last = (form.clock(values, name) if part else None for name in ("first", "last"))
        said = Answer(Coming(values["answer"]), first, last)
        await edge.run(staffs.answer_for, gesture.once, gesture.who, meeting, int(values["person"]), said)
        await _shown_below(edge, gesture, view, meeting, client)
        await ack()

    async def whom(ack: Ack, gesture: Gesture, body: Body, action: Body, client: AsyncWebClient) -> None:
        facts, pairs = await edge.look(preparing.whom_to_ask, gesture.who, int(action["value"]))
        await client.views_push(trigger_id=body["trigger_id"], view=form.ask_form(gesture.text, facts, pairs))
        await ack()

    async def asked(ack: Ack, gesture: Gesture, view: Body, client: AsyncWebClient) -> None:
        hidden, pair = json.loads(view["private_metadata"]), form_values(view)["pair"]
        seat, person = (int(part) for part in pair.split(":"))
        meeting, rev = int(hidden["meeting"]), int(hidden["rev"])
        await edge.run(staffs.ask_somebody, gesture.once, gesture.who, meeting, rev, seat, person)
        await _shown_below(edge, gesture, view, meeting, client)
        await ack()

    async def history(ack: Ack, gesture: Gesture, body: Body, action: Body, client: AsyncWebClient) -> None:
        facts, happened = await edge.look(preparing.history, gesture.who, int(action["value"]))
        view = overview.history_window(gesture.text, facts, happened)
        await client.views_push(trigger_id=body["trigger_id"], view=view)
        await ack()

    app.action(overview.ANSWER_FOR)(answer_for)
    app.view(form.FOR_FORM)(answered_for)
    app.action(overview.ASK_SOMEBODY)(whom)
    app.view(form.ASK_FORM)(asked)
    app.action(overview.HISTORY)(history)


async def _shown_below(edge: Edge, gesture: Gesture, view: Body, meeting: int, client: AsyncWebClient) -> None:
    """The window under the form follows."""
    gesture.home()
    if below := view.get("previous_view_id"):
        seen = await edge.look(preparing.one_meeting, gesture.who, meeting)
        await client.views_update(view_id=below, view=overview.window(gesture.text, seen))
