"""Slack's side of the agenda: raising an item from wherever one is, the secretary's table."""

from __future__ import annotations

import json
import re
from collections.abc import Awaitable, Callable
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from handlers.agenda import actions, form, ordering, papers, preparing, staffs, views
from handlers.agenda.facts import Agenda
from handlers.agenda.names import item_name, receipt_name
from handlers.blocks import Message, cut, form_values
from handlers.commands import Command, Commands
from handlers.run import Edge, Gesture

RAISE_SHORTCUT, MESSAGE_SHORTCUT = "agenda.raise.shortcut", "agenda.message.shortcut"
"""The global shortcut *Föreslå ärende*, and *Lägg på dagordningen* on a message."""

Ack = Callable[..., Awaitable[Any]]
Body = dict[str, Any]


def commands(edge: Edge) -> Commands:
    """`/klubban ärende …` and `/klubban dagordning`."""

    async def arende(command: Command) -> Message | None:
        gesture = command.gesture
        title = cut(command.rest, form.LONGEST_TITLE)
        draft = await edge.look(preparing.to_raise, gesture.who, gesture.channel, title)
        await command.client.views_open(trigger_id=command.trigger_id, view=form.item_form(gesture.text, draft))
        return None

    async def dagordning(command: Command) -> Message | None:
        gesture = command.gesture
        agenda = await edge.look(preparing.next_agenda, gesture.who, gesture.channel)
        await command.client.views_open(trigger_id=command.trigger_id, view=_window(edge, gesture, agenda))
        return None

    raising = dict.fromkeys(("ärende", "arende", "item"), arende)
    return raising | dict.fromkeys(("dagordning", "agenda"), dagordning)


def register(app: AsyncApp, edge: Edge) -> None:
    """Every gesture on an item or an agenda."""
    _register_raising(app, edge)
    _register_own(app, edge)
    _register_deciding(app, edge)
    _register_table(app, edge)


def _register_raising(app: AsyncApp, edge: Edge) -> None:
    async def for_meeting(ack: Ack, gesture: Gesture, body: Body, action: Body, client: AsyncWebClient) -> None:
        draft = (
            await edge.look(preparing.for_meeting, gesture.who, int(action["value"]))
            if str(action["value"]).isdecimal()
            else await edge.look(preparing.to_raise, gesture.who, None)
        )
        await _open(body, client, form.item_form(gesture.text, draft))
        await ack()

    async def shortcut(ack: Ack, gesture: Gesture, body: Body, client: AsyncWebClient) -> None:
        draft = await edge.look(preparing.to_raise, gesture.who, None)
        await client.views_open(trigger_id=body["trigger_id"], view=form.item_form(gesture.text, draft))
        await ack()

    async def on_message(ack: Ack, gesture: Gesture, body: Body, client: AsyncWebClient) -> None:
        said = str(body.get("message", {}).get("text") or "")
        channel = str(body.get("channel", {}).get("id") or "")
        title = cut(said.splitlines()[0] if said else "", form.LONGEST_TITLE)
        draft = await edge.look(preparing.to_raise, gesture.who, channel or None, title, said)
        await client.views_open(trigger_id=body["trigger_id"], view=form.item_form(gesture.text, draft))
        await ack()

    async def send(ack: Ack, gesture: Gesture, view: Body, client: AsyncWebClient) -> None:
        hidden, values = json.loads(view["private_metadata"]), form_values(view)
        answer = await (_edit if hidden["item"] else _raise)(edge, gesture, hidden, values)
        await _below(edge, gesture, view, client)
        await ack(**answer)

    app.action(views.RAISE)(for_meeting)
    app.shortcut(RAISE_SHORTCUT)(shortcut)
    app.shortcut(MESSAGE_SHORTCUT)(on_message)
    app.view(form.ITEM_FORM)(send)


async def _open(body: Body, client: AsyncWebClient, view: Body) -> None:
    show = client.views_push if body.get("view", {}).get("type") == "modal" else client.views_open
    await show(trigger_id=body["trigger_id"], view=view)


async def _raise(edge: Edge, gesture: Gesture, hidden: Body, values: dict[str, str]) -> Body:
    wanted = form.wanted_of(values)
    board = int(values["board"]) if "board" in values else int(hidden["board"])
    item = await edge.run(actions.submit, gesture.once, gesture.who, board, wanted)
    facts = await edge.look(preparing.one, gesture.who, item)
    gesture.home()
    view = form.sent(gesture.text, facts.item.title, facts.meeting, facts.year)
    return {"response_action": "update", "view": view}


async def _edit(edge: Edge, gesture: Gesture, hidden: Body, values: dict[str, str]) -> Body:
    item, rev = int(hidden["item"]), int(hidden["rev"])
    wanted, place = form.wanted_of(values), form.place_of(values)
    propose = "propose" in values
    await edge.run(staffs.edit_and_place, gesture.once, gesture.who, item, rev, wanted, place, propose)
    gesture.home()
    return {}


def _window(edge: Edge, gesture: Gesture, agenda: Agenda) -> Body:
    """The agenda, with where this person finds it on paper."""
    at, meeting, person = edge.document, agenda.meeting.id, gesture.who.person
    word, page = (at(kind, meeting, person) if at else None for kind in (papers.WORD, papers.PAGE))
    return views.window(gesture.text, agenda, word, page)


async def _below(edge: Edge, gesture: Gesture, view: Body, client: AsyncWebClient) -> None:
    """The agenda under the form follows."""
    if below := view.get("previous_view_id"):
        meeting = await edge.look(preparing.meeting_of_view, gesture.who, json.loads(view["private_metadata"])["item"])
        if meeting is not None:
            agenda = await edge.look(preparing.seen, gesture.who, meeting)
            await client.views_update(view_id=below, view=_window(edge, gesture, agenda))


def _register_own(app: AsyncApp, edge: Edge) -> None:
    async def edit(ack: Ack, gesture: Gesture, body: Body, action: Body, client: AsyncWebClient) -> None:
        draft = await edge.look(preparing.to_edit, gesture.who, int(action["value"]))
        await _open(body, client, form.item_form(gesture.text, draft))
        await ack()

    async def take_back(ack: Ack, gesture: Gesture, action: Body) -> None:
        item = int(action["value"])
        await edge.run(actions.take_back, gesture.once, gesture.who, item)
        gesture.redraw(receipt_name(item))
        gesture.home()
        await ack()

    async def move(ack: Ack, gesture: Gesture, action: Body) -> None:
        agreed = action["action_id"] == views.AGREE
        await edge.run(actions.answer_move, gesture.once, gesture.who, int(action["value"]), agreed)
        gesture.home()
        await ack()

    app.action(views.EDIT)(edit)
    app.action(views.TAKE_BACK)(take_back)
    app.action(views.AGREE)(move)
    app.action(views.KEEP)(move)


def _register_deciding(app: AsyncApp, edge: Edge) -> None:
    decisions = {
        views.TAKE_IN: staffs.take_in,
        views.ASK_BACK: staffs.ask_back,
        views.POSTPONE: staffs.postpone,
        views.RETURN: staffs.give_back,
    }

    async def decide(ack: Ack, gesture: Gesture, body: Body, action: Body, client: AsyncWebClient) -> None:
        item, rev = (int(part) for part in str(action["value"]).split(":"))
        await edge.run(decisions[action["action_id"]], gesture.once, gesture.who, item, rev)
        gesture.redraw(item_name(item, gesture.who.person))
        await _refresh(edge, gesture, body, client)
        await ack()

    for action in decisions:
        app.action(action)(decide)


async def _refresh(edge: Edge, gesture: Gesture, body: Body, client: AsyncWebClient) -> None:
    """The window in which the click was made shows what holds now."""
    gesture.home()
    if body.get("view", {}).get("type") == "modal":
        agenda = await edge.look(preparing.seen, gesture.who, int(body["view"]["private_metadata"]))
        await client.views_update(view_id=body["view"]["id"], view=_window(edge, gesture, agenda))


def _register_table(app: AsyncApp, edge: Edge) -> None:
    async def more(ack: Ack, gesture: Gesture, body: Body, action: Body, client: AsyncWebClient) -> None:
        what, item, rev = str(action["selected_option"]["value"]).split(":")
        if what == views.CHANGE:
            draft = await edge.look(preparing.to_edit, gesture.who, int(item))
            await _open(body, client, form.item_form(gesture.text, draft))
        else:
            await _on_the_table(edge, gesture, what, int(item), int(rev))
            await _refresh(edge, gesture, body, client)
        await ack()

    async def show(ack: Ack, gesture: Gesture, body: Body, action: Body, client: AsyncWebClient) -> None:
        agenda = await edge.look(preparing.seen, gesture.who, int(action["value"]))
        if action["action_id"] == views.NEXT:
            await client.views_update(view_id=body["view"]["id"], view=_window(edge, gesture, agenda))
        else:
            await _open(body, client, _window(edge, gesture, agenda))
        await ack()

    async def standing(ack: Ack, gesture: Gesture, body: Body, action: Body, client: AsyncWebClient) -> None:
        meeting = int(action["value"])
        first, last = await edge.look(preparing.standing, gesture.who, meeting)
        await _open(body, client, form.standing_form(gesture.text, meeting, first, last))
        await ack()

    async def keep_standing(ack: Ack, gesture: Gesture, view: Body, client: AsyncWebClient) -> None:
        meeting, values = int(json.loads(view["private_metadata"])["meeting"]), form_values(view)
        first, last = (_lines(values.get(name, "")) for name in ("first", "last"))
        await edge.run(staffs.set_standing, gesture.once, gesture.who, meeting, first, last)
        if below := view.get("previous_view_id"):
            agenda = await edge.look(preparing.seen, gesture.who, meeting)
            await client.views_update(view_id=below, view=_window(edge, gesture, agenda))
        await ack()

    async def send_change(ack: Ack, gesture: Gesture, body: Body, action: Body, client: AsyncWebClient) -> None:
        await edge.run(staffs.send_change, gesture.once, gesture.who, int(action["value"]))
        await _refresh(edge, gesture, body, client)
        await ack()

    async def leaves_slack(ack: Ack) -> None:
        await ack()

    app.action(views.FETCH_WORD)(leaves_slack)
    app.action(views.OPEN_PAGE)(leaves_slack)
    app.action(views.SEND_CHANGE)(send_change)
    app.action(re.compile(rf"{re.escape(views.MORE)}\.\d+"))(more)
    app.action(views.SHOW)(show)
    app.action(views.NEXT)(show)
    app.action(views.STANDING)(standing)
    app.view(form.STANDING_FORM)(keep_standing)


async def _on_the_table(edge: Edge, gesture: Gesture, what: str, item: int, rev: int) -> None:
    if what == views.OUT:
        await edge.run(staffs.leave_out, gesture.once, gesture.who, item, rev)
    elif what == views.PART:
        await edge.run(staffs.make_part, gesture.once, gesture.who, item, rev)
    else:
        order = ordering.up if what == views.UP else ordering.down
        await edge.run(staffs.reorder, gesture.once, gesture.who, item, rev, order)


def _lines(written: str) -> list[str]:
    return list(dict.fromkeys(each for line in written.splitlines() if (each := line.strip())))
