"""Slack's side of the calendars: `/klubban kalender`, Home's button, and the page's buttons."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from handlers.blocks import Message
from handlers.commands import Command, Commands
from handlers.errors import Refusal
from handlers.feeds import actions, views
from handlers.feeds.facts import NewLink
from handlers.feeds.page import calendars_page
from handlers.run import Edge, Gesture

Ack = Callable[..., Awaitable[Any]]
Body = dict[str, Any]


def commands(edge: Edge) -> Commands:
    """`/klubban kalender`, with its other spellings."""

    async def kalender(command: Command) -> Message | None:
        view = await _page(edge, command.gesture)
        await command.client.views_open(trigger_id=command.trigger_id, view=view)
        return None

    return dict.fromkeys(("kalender", "kalendrar", "calendar", "calendars", "ical"), kalender)


def register(app: AsyncApp, edge: Edge) -> None:
    """Opening the page, showing a link, taking links back."""
    _register_showing(app, edge)
    _register_revoking(app, edge)

    async def open_page(ack: Ack, gesture: Gesture, body: Body, client: AsyncWebClient) -> None:
        await client.views_open(trigger_id=body["trigger_id"], view=await _page(edge, gesture))
        await ack()

    app.action(views.OPEN)(open_page)


def _url(edge: Edge) -> str:
    if edge.url is None:
        raise Refusal(views.no_address)
    return edge.url


async def _page(edge: Edge, gesture: Gesture) -> Body:
    """Refuses where Klubban can't be reached on the web."""
    url = _url(edge)
    return views.calendars_modal(gesture.text, await edge.look(calendars_page, gesture.who), url)


async def _redraw(edge: Edge, gesture: Gesture, client: AsyncWebClient, body: Body) -> None:
    await client.views_update(view_id=body["view"]["id"], view=await _page(edge, gesture))


def _link(edge: Edge, gesture: Gesture, made: NewLink, url: str) -> Body:
    return views.link_modal(gesture.text, made, url, edge.page(made.token) if edge.page else None)


def _register_showing(app: AsyncApp, edge: Edge) -> None:
    async def show(gesture: Gesture, body: Body, client: AsyncWebClient, board: int | None) -> None:
        """The new link on top of the page, which now lists it by name."""
        url = _url(edge)
        made = await edge.run(actions.make_link, gesture.once, gesture.who, board)
        await client.views_push(trigger_id=body["trigger_id"], view=_link(edge, gesture, made, url))
        await _redraw(edge, gesture, client, body)

    async def show_mine(ack: Ack, gesture: Gesture, body: Body, client: AsyncWebClient) -> None:
        await show(gesture, body, client, None)
        await ack()

    async def show_board(ack: Ack, gesture: Gesture, body: Body, action: Body, client: AsyncWebClient) -> None:
        await show(gesture, body, client, int(action["value"]))
        await ack()

    async def leaves_slack(ack: Ack) -> None:
        await ack()

    app.action(views.OPEN_PAGE)(leaves_slack)
    app.action(views.SHOW_MINE)(show_mine)
    app.action(views.SHOW_BOARD)(show_board)


def _register_revoking(app: AsyncApp, edge: Edge) -> None:
    async def revoke(ack: Ack, gesture: Gesture, body: Body, action: Body, client: AsyncWebClient) -> None:
        await edge.run(actions.revoke, gesture.once, gesture.who, int(action["value"]))
        await _redraw(edge, gesture, client, body)
        await ack()

    async def revoke_all(ack: Ack, gesture: Gesture, body: Body, client: AsyncWebClient) -> None:
        await edge.run(actions.revoke_all, gesture.once, gesture.who)
        await _redraw(edge, gesture, client, body)
        await ack()

    app.action(views.REVOKE)(revoke)
    app.action(views.REVOKE_ALL)(revoke_all)
