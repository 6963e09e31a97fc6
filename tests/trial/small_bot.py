"""A bot small enough to see through, on the real slack-bolt: it asks whether one comes, and counts."""

from __future__ import annotations

from typing import Any

from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.trial.workspace import Workspace

Json = dict[str, Any]


def plain(text: str) -> Json:
    """A plain_text object."""
    return {"type": "plain_text", "text": text}


def button(label: str, action_id: str) -> Json:
    """A button whose value is its label."""
    return {"type": "button", "text": plain(label), "action_id": action_id, "value": label}


def question(text: str) -> list[Json]:
    """A text with two buttons."""
    section = {"type": "section", "text": {"type": "mrkdwn", "text": text}}
    return [section, {"type": "actions", "elements": [button("Kan", "kan"), button("Kan inte", "kan_inte")]}]


MODAL: Json = {
    "type": "modal",
    "callback_id": "heldag",
    "title": plain("Nytt möte"),
    "submit": plain("Skicka"),
    "close": plain("Avbryt"),
    "notify_on_close": True,
    "blocks": [
        {
            "type": "input",
            "block_id": "rubrik",
            "label": plain("Rubrik"),
            "element": {"type": "plain_text_input", "action_id": "text"},
        },
        {
            "type": "input",
            "block_id": "dag",
            "label": plain("Dag"),
            "optional": True,
            "element": {"type": "datepicker", "action_id": "date"},
        },
    ],
}


def small_bot(workspace: Workspace, base_url: str, heard: list[Json]) -> AsyncApp:
    """The bot; `heard` gets the body of everything that it is told."""
    client = AsyncWebClient(token=workspace.bot_token, base_url=f"{base_url}/api/")
    app = AsyncApp(client=client, signing_secret=workspace.signing_secret, process_before_response=True)
    talk(app, heard)
    click(app, heard)
    open_and_close(app, heard)
    return app


def talk(app: AsyncApp, heard: list[Json]) -> None:
    """Commands and typed messages."""

    @app.command("/mote")
    async def mote(ack: Any, body: Json, client: AsyncWebClient) -> None:
        heard.append(body)
        if body["text"] == "fråga":
            await client.chat_postMessage(channel=body["user_id"], text="Kan du?", blocks=question("*Kan* du?"))
        if body["text"] == "modal":
            await client.views_open(trigger_id=body["trigger_id"], view=MODAL)
        await ack("" if body["text"] == "modal" else f"Du skrev {body['text']}")

    @app.event("message")
    async def message(event: Json, body: Json, client: AsyncWebClient) -> None:
        heard.append(body)
        if event["text"] == "krascha" and len(heard) < 3:
            raise RuntimeError("the database is away")
        await client.chat_postMessage(channel=event["channel"], text=f"Hej! Du skrev: {event['text']}")

    @app.event("app_mention")
    async def mention(body: Json) -> None:
        heard.append(body)


def click(app: AsyncApp, heard: list[Json]) -> None:
    """The two buttons of the question."""

    @app.action("kan")
    async def kan(ack: Any, body: Json, client: AsyncWebClient) -> None:
        heard.append(body)
        ts, channel = body["message"]["ts"], body["channel"]["id"]
        await client.chat_update(channel=channel, ts=ts, text="Du kan.", blocks=question("Du *kan*."))
        await ack()

    @app.action("kan_inte")
    async def kan_inte(ack: Any, body: Json, respond: Any) -> None:
        heard.append(body)
        await ack()
        await respond(text="Synd! Vi frågar din ersättare.", response_type="ephemeral", replace_original=False)


def open_and_close(app: AsyncApp, heard: list[Json]) -> None:
    """The modal, the shortcut to it, and Home."""

    @app.view("heldag")
    async def heldag(ack: Any, body: Json) -> None:
        heard.append(body)
        title = body["view"]["state"]["values"]["rubrik"]["text"]["value"]
        if len(title) < 4:
            await ack(response_action="errors", errors={"rubrik": "Skriv en längre rubrik."})
        else:
            await ack()

    @app.view_closed("heldag")
    async def avbruten(ack: Any, body: Json) -> None:
        heard.append(body)
        await ack()

    @app.event("app_home_opened")
    async def home(event: Json, body: Json, client: AsyncWebClient) -> None:
        heard.append(body)
        await client.views_publish(user_id=event["user"], view={"type": "home", "blocks": question("Välkommen hem")})

    @app.shortcut("nytt")
    async def nytt(ack: Any, body: Json, client: AsyncWebClient) -> None:
        heard.append(body)
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=MODAL)


def over_http(app: AsyncApp) -> Starlette:
    """The bot behind POST /slack/events."""
    handler = AsyncSlackRequestHandler(app)

    async def events(request: Request) -> Response:
        return await handler.handle(request)

    return Starlette(routes=[Route("/slack/events", events, methods=["POST"])])
