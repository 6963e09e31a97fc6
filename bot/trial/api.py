"""Slack's Web API: a call is read, its token checked, its fault played; then it is carried out and noted."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.trial import api_chat, api_people, api_views
from bot.trial.breakage import answer_with, strike_first
from bot.trial.faults import Fault
from bot.trial.models import Json, SlackError, Violation
from bot.trial.workspace import Workspace

Method = Callable[[Workspace, Json], Json]

METHODS: Mapping[str, Method] = {**api_chat.METHODS, **api_people.METHODS, **api_views.METHODS}
SCOPES = {
    "chat.postMessage": "chat:write",
    "chat.update": "chat:write",
    "chat.postEphemeral": "chat:write",
    "conversations.open": "im:write",
    "users.info": "users:read",
    "users.list": "users:read",
    "users.lookupByEmail": "users:read.email",
}
"""What `workspace.scopes` must hold, where it is set; history's scope depends on the kind of conversation."""
NESTED = ("blocks", "metadata", "view", "attachments")
"""Arguments that arrive as JSON inside a form field."""
REFUSED_BLOCKS = ("invalid_blocks", "invalid_arguments", "msg_blocks_too_long", "msg_too_long", "view_too_large")


def _unpack(name: str, value: object) -> object:
    if name in NESTED and isinstance(value, str) and value:
        try:
            return json.loads(value)
        except ValueError:
            raise SlackError("invalid_json") from None
    return value


async def arguments(request: Request) -> Json:
    """A call's arguments, from the query, a form or a JSON body."""
    given: Json = dict(request.query_params)
    if "json" in request.headers.get("content-type", ""):
        try:
            body = json.loads(await request.body() or b"{}")
        except ValueError:
            raise SlackError("invalid_json") from None
        given |= body if isinstance(body, dict) else {}
    elif request.method == "POST":
        given |= dict(parse_qsl((await request.body()).decode(), keep_blank_values=True))
    return {name: _unpack(name, value) for name, value in given.items()}


def authenticate(workspace: Workspace, request: Request, method: str, given: Json) -> None:
    """Refuse a call without a token or with a wrong one; only apps.connections.open takes the app token."""
    bearer = request.headers.get("authorization", "").removeprefix("Bearer ").strip()
    in_body = str(given.pop("token", ""))
    token = bearer or in_body
    wanted = workspace.app_token if method == "apps.connections.open" else workspace.bot_token
    if not token:
        raise SlackError("not_authed")
    if token != wanted:
        raise SlackError(
            "not_allowed_token_type" if token in (workspace.app_token, workspace.bot_token) else "invalid_auth"
        )
    if workspace.bot.deleted:
        raise SlackError("account_inactive")


def _scope(workspace: Workspace, method: str, given: Json) -> None:
    needed = SCOPES.get(method)
    if method == "conversations.history":
        needed = "im:history" if str(given.get("channel", "")).startswith("D") else "channels:history"
    if needed and workspace.scopes is not None and needed not in workspace.scopes:
        raise SlackError("missing_scope", [f"needed: {needed}"])


def refusal(workspace: Workspace, where: str, error: SlackError) -> Json:
    """Slack's answer to a call that it refuses; broken limits go on the strict list."""
    if error.code in REFUSED_BLOCKS:
        workspace.strict.append(Violation(where, "; ".join([error.code, *error.messages])))
    answer: Json = {"ok": False, "error": error.code}
    return {**answer, "response_metadata": {"messages": error.messages}} if error.messages else answer


async def _carry_out(workspace: Workspace, request: Request, method: str, given: Json, fault: Fault | None) -> Json:
    try:
        authenticate(workspace, request, method, given)
        if method not in METHODS:
            raise SlackError("unknown_method")
        _scope(workspace, method, given)
        if fault and fault.error and fault.kind == "error":
            raise SlackError(fault.error)
        return {"ok": True, **METHODS[method](workspace, given)}
    except SlackError as error:
        return refusal(workspace, method, error)


def endpoint(workspace: Workspace) -> Callable[[Request], Awaitable[Response]]:
    """The handler behind /api/<method>."""

    async def call(request: Request) -> Response:
        method = request.path_params["method"]
        workspace.base_url = str(request.base_url).rstrip("/")
        fault = workspace.faults.take(method)
        given = await _arguments_or_none(request)
        if fault and (struck := strike_first(request, fault)):
            workspace.note("said", method, given or {}, {"fault": fault.kind.value})
            return struck
        if given is None:
            answer = refusal(workspace, method, SlackError("invalid_json"))
        else:
            answer = await _carry_out(workspace, request, method, given, fault)
        workspace.note("said", method, given or {}, answer | ({"fault": fault.kind.value} if fault else {}))
        if fault and fault.seconds:
            await asyncio.sleep(fault.seconds)
        return answer_with(request, fault, JSONResponse(answer, headers=_headers(workspace)))

    return call


async def _arguments_or_none(request: Request) -> Json | None:
    try:
        return await arguments(request)
    except SlackError:
        return None


def _headers(workspace: Workspace) -> dict[str, str]:
    # Bolt reads the app's scopes from here.
    scopes = ",".join(sorted(workspace.scopes or {*SCOPES.values(), "commands", "im:history"}))
    return {"x-oauth-scopes": scopes, "cache-control": "no-store"}
