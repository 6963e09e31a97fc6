"""Slack's side of meetings: `/klubban möte`, its list and its form."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from handlers.blocks import Message, form_values
from handlers.commands import Command, Commands
from handlers.errors import Refusal
from handlers.meetings import actions, form, listing
from handlers.meetings.form import MeetingDraft
from handlers.polls.date_words import question_words
from handlers.polls.form import digest
from handlers.run import Edge, Gesture
from handlers.text import words

Ack = Callable[..., Awaitable[Any]]
Body = dict[str, Any]


def commands(edge: Edge) -> Commands:
    """`/klubban möte`: the list; with a date behind it the form, filled in."""

    async def mote(command: Command) -> Message | None:
        gesture = command.gesture
        if command.rest:
            boards = await edge.look(listing.boards_to_make_on, gesture.who, gesture.channel)
            draft = await edge.look(listing.draft_from, gesture.who, command.rest)
            view = form.meeting_form(gesture.text, draft, boards)
        else:
            view = await _list(edge, gesture)
        await command.client.views_open(trigger_id=command.trigger_id, view=view)
        return None

    return dict.fromkeys(("möte", "mote", "möten", "moten", "meeting", "meetings"), mote)


async def _list(edge: Edge, gesture: Gesture) -> Body:
    listed = await edge.look(listing.list_meetings, gesture.who)
    return form.meetings_list(gesture.text, listed)


def register(app: AsyncApp, edge: Edge) -> None:
    """Every gesture on a meeting."""

    async def new(ack: Ack, gesture: Gesture, body: Body, client: AsyncWebClient) -> None:
        boards = await edge.look(listing.boards_to_make_on, gesture.who, None)
        view = form.meeting_form(gesture.text, MeetingDraft(), boards)
        await client.views_push(trigger_id=body["trigger_id"], view=view)
        await ack()

    async def change(ack: Ack, gesture: Gesture, body: Body, action: Body, client: AsyncWebClient) -> None:
        meeting = int(action["value"].split(":")[0])
        draft = await edge.look(listing.draft_of_meeting, gesture.who, meeting)
        view = form.meeting_form(gesture.text, draft, ())
        await client.views_push(trigger_id=body["trigger_id"], view=view)
        await ack()

    async def save(ack: Ack, gesture: Gesture, view: Body, client: AsyncWebClient) -> None:
        answer = await _save(edge, gesture, view)
        if below := view.get("previous_view_id"):
            await client.views_update(view_id=below, view=await _list(edge, gesture))
        await ack(**answer)

    async def show_list(ack: Ack, gesture: Gesture, body: Body, client: AsyncWebClient) -> None:
        await client.views_open(trigger_id=body["trigger_id"], view=await _list(edge, gesture))
        await ack()

    app.action(form.OPEN)(show_list)
    app.action(form.NEW)(new)
    app.action(form.CHANGE)(change)
    app.view(form.FORM)(save)
    for button, action in (
        (form.CANCEL, actions.cancel),
        (form.DECIDED, actions.decided),
        (form.RESERVE, actions.use_reserve),
    ):
        app.action(button)(_at_once(edge, action))


def _at_once(edge: Edge, change: actions.Change) -> Callable[..., Awaitable[None]]:
    """A button in the list that acts, and then shows the list as it has become."""

    async def act(ack: Ack, gesture: Gesture, body: Body, action: Body, client: AsyncWebClient) -> None:
        meeting, sequence = (int(part) for part in action["value"].split(":"))
        await edge.run(change, gesture.once, gesture.who, meeting, sequence)
        gesture.home()
        await client.views_update(view_id=body["view"]["id"], view=await _list(edge, gesture))
        await ack()

    return act


async def _boards(edge: Edge, gesture: Gesture, draft: MeetingDraft) -> tuple[tuple[int, str], ...]:
    """The boards to choose from when the form is shown again."""
    if draft.meeting is not None:
        return ()
    return await edge.look(listing.boards_to_make_on, gesture.who, None)


async def _save(edge: Edge, gesture: Gesture, view: Body) -> Body:
    """What the form is answered with: an error at its field, or that it is done."""
    draft = form.draft_of(form_values(view), json.loads(view["private_metadata"]))
    wanted, questions, year = await edge.look(listing.wanted, draft)
    if wanted is None:
        raise Refusal(lambda text: words(question_words(text, question, year) for question in questions), field="time")
    odd = [reason(gesture.text) for reason in await edge.look(listing.notices, gesture.who, draft, wanted)]
    if odd and draft.seen != (seen := digest(odd, draft.time)):
        boards = await _boards(edge, gesture, draft)
        again = form.meeting_form(gesture.text, replace(draft, seen=seen), boards, odd)
        return {"response_action": "update", "view": again}
    if draft.meeting is None:
        assert draft.board is not None
        await edge.run(actions.make, gesture.once, gesture.who, draft.board, wanted)
    else:
        await edge.run(actions.change, gesture.once, gesture.who, draft.meeting, draft.sequence, wanted)
    gesture.home()
    return {"response_action": "update", "view": form.done(gesture.text, draft)}
