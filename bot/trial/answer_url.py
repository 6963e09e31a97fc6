"""The response_url that comes with a command or a click: five answers within half an hour."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from bot.trial import limits
from bot.trial.api import refusal
from bot.trial.api_chat import words
from bot.trial.breakage import answer_with, strike_first
from bot.trial.models import Json, SlackError, TrialMessage
from bot.trial.tickets import ResponseUrl
from bot.trial.workspace import Workspace

WHERE = "response_url"


def _original(workspace: Workspace, leave: ResponseUrl) -> TrialMessage | None:
    if not leave.ts:
        return None
    return next((m for m in workspace.messages if (m.channel, m.ts) == (leave.channel, leave.ts)), None)


def reply(workspace: Workspace, channel: str, person: str, given: Json, where: str = WHERE) -> TrialMessage:
    """Post an answer: for `person` alone unless its response_type is in_channel."""
    text, blocks = words(where, workspace, given, limits.MESSAGE_TEXT)
    only_for = "" if given.get("response_type") == "in_channel" else person
    metadata = limits.check_metadata(given.get("metadata"))
    return workspace.post(channel, workspace.bot.id, text, blocks, metadata, only_for=only_for)


def answer(workspace: Workspace, leave: ResponseUrl, given: Json) -> None:
    """Do what an answer asks for: delete or rewrite what was clicked, or say something new."""
    original = _original(workspace, leave)
    if given.get("delete_original"):
        if original:
            workspace.remove(original)
    elif given.get("replace_original") and original:
        text, blocks = words(WHERE, workspace, given, limits.MESSAGE_TEXT)
        workspace.edit(original, text, blocks)
    else:
        reply(workspace, leave.channel, leave.user, given)


def endpoint(workspace: Workspace) -> Callable[[Request], Awaitable[Response]]:
    """The handler behind /response/<key>. Faults are queued under "response_url"."""

    async def call(request: Request) -> Response:
        fault = workspace.faults.take(WHERE)
        if fault and (struck := strike_first(request, fault)):
            return struck
        return answer_with(request, fault, await _answer(workspace, request))

    return call


async def _answer(workspace: Workspace, request: Request) -> Response:
    given: Json = {}
    try:
        given = json.loads(await request.body())
        answer(workspace, workspace.tickets.use_response(request.path_params["key"]), given)
    except SlackError as error:
        said = refusal(workspace, WHERE, error)
        workspace.note("said", WHERE, given, said)
        return JSONResponse(said, 404 if error.code in ("expired_url", "used_url") else 500)
    except ValueError:
        return JSONResponse({"ok": False, "error": "invalid_payload"}, 400)
    workspace.note("said", WHERE, given, {"ok": True})
    return PlainTextResponse("ok")
