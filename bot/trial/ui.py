"""The JSON endpoints behind the page and the test driver: looking, acting, the log, the clock."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from datetime import timedelta

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.trial.door import Door
from bot.trial.gestures import act
from bot.trial.looks import people, screen
from bot.trial.models import Json, SlackError
from bot.trial.workspace import Workspace

LONG_POLL = 0.8
"""Seconds that /ui/changes waits for something new; less than the second that a stopping server leaves to requests."""
LOOK_AGAIN = 0.05
"""Seconds between two looks at the version while waiting; the state may be changed from another thread."""


async def clock(workspace: Workspace) -> Json:
    """The pretended present and the next thing due, as ISO; nulls without a clock."""
    if workspace.controls is None:
        return {"now": None, "next_due": None}
    due = await workspace.controls.next_due()
    return {"now": workspace.controls.now().isoformat(), "next_due": due.isoformat() if due else None}


async def move_clock(workspace: Workspace, wanted: Json) -> Json:
    """Move the present by `seconds`, or to the next thing due."""
    if workspace.controls is None:
        raise SlackError("no_clock")
    if wanted.get("to") == "next_due":
        await workspace.controls.to_next_due()
    else:
        await workspace.controls.advance(timedelta(seconds=float(wanted["seconds"])))
    workspace.changed()
    return await clock(workspace)


async def changes(workspace: Workspace, since: int) -> Json:
    """Wait until the version differs from `since`, but not for ever."""
    waited = 0.0
    while workspace.version == since and waited < LONG_POLL:
        await asyncio.sleep(LOOK_AGAIN)
        waited += LOOK_AGAIN
    return {"version": workspace.version}


def _log(workspace: Workspace, since: int) -> Json:
    return {"entries": [asdict(entry) for entry in workspace.log if entry.number > since]}


def _answered(work: Callable[[Request], Awaitable[Json]]) -> Callable[[Request], Awaitable[Response]]:
    """An endpoint from a coroutine that may raise SlackError, KeyError or ValueError: 400 with an error code."""

    async def call(request: Request) -> Response:
        try:
            return JSONResponse(await work(request), headers={"cache-control": "no-store"})
        except SlackError as error:
            return JSONResponse({"ok": False, "error": error.code, "messages": error.messages}, 400)
        except (KeyError, ValueError) as error:
            return JSONResponse({"ok": False, "error": f"bad_request: {error!r}"}, 400)

    return call


async def _json(request: Request) -> Json:
    # A foreign page cannot send this content type without asking first, and nobody answers that question.
    if "application/json" not in request.headers.get("content-type", ""):
        raise SlackError("not_json")
    body = await request.json()
    return body if isinstance(body, dict) else {}


def routes(workspace: Workspace, door: Door) -> list[Route]:
    """All of /ui."""

    async def see_people(_request: Request) -> Json:
        return people(workspace)

    async def see_screen(request: Request) -> Json:
        query = request.query_params
        return screen(workspace, workspace.user(query.get("as", "")), query.get("channel", "dm"))

    async def see_log(request: Request) -> Json:
        return _log(workspace, int(request.query_params.get("since", "0")))

    async def see_changes(request: Request) -> Json:
        return await changes(workspace, int(request.query_params.get("since", "-1")))

    async def do_act(request: Request) -> Json:
        workspace.base_url = str(request.base_url).rstrip("/")
        return await act(door, await _json(request))

    async def see_clock(_request: Request) -> Json:
        return await clock(workspace)

    async def do_clock(request: Request) -> Json:
        return await move_clock(workspace, await _json(request))

    table = {"people": see_people, "screen": see_screen, "log": see_log, "changes": see_changes, "clock": see_clock}
    looks = [Route(f"/ui/{name}", _answered(work), methods=["GET"]) for name, work in table.items()]
    acts = {"act": do_act, "clock": do_clock}
    return looks + [Route(f"/ui/{name}", _answered(work), methods=["POST"]) for name, work in acts.items()]
