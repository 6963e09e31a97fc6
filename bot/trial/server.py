"""The stand-in as one ASGI app: Slack's Web API, Socket Mode, response urls, the JSON behind the page, the page."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import BaseRoute, Route, WebSocketRoute

from bot.trial import answer_url, api, link, ui
from bot.trial.delivery import Delivery
from bot.trial.door import Door
from bot.trial.workspace import Workspace

PAGE = Path(__file__).parent / "page"
FILES = {path.name: path for path in PAGE.iterdir()}
"""Everything the page consists of; nothing else is ever read from disk."""
LOOPBACK = ["127.0.0.1", "localhost"]
CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
HEADERS = {"content-security-policy": CSP, "x-content-type-options": "nosniff", "cache-control": "no-cache"}


def _page(name: str) -> Response:
    if name not in FILES:
        return Response("Not found", 404)
    return FileResponse(FILES[name], headers=HEADERS)


async def index(_request: Request) -> Response:
    """The page itself, also at a message's permalink."""
    return _page("index.html")


async def asset(request: Request) -> Response:
    """The page's script, style and icon."""
    return _page(request.path_params["name"])


def trial_app(workspace: Workspace) -> Starlette:
    """A server for one workspace. Other hosts' names are refused, so that no foreign page can reach it."""
    delivery = Delivery(workspace)
    door = Door(workspace, delivery)
    routes: list[BaseRoute] = [
        Route("/", index),
        Route("/archives/{channel}/{message}", index),
        Route("/page/{name}", asset),
        Route("/api/{method}", api.endpoint(workspace), methods=["GET", "POST"]),
        Route("/response/{key}", answer_url.endpoint(workspace), methods=["POST"]),
        WebSocketRoute("/link/", link.endpoint(delivery)),
        *ui.routes(workspace, door),
    ]

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        app.state.door = door
        yield
        for task in list(door.repeats):
            task.cancel()
        await delivery.close()

    hosts = Middleware(TrustedHostMiddleware, allowed_hosts=LOOPBACK)
    return Starlette(routes=routes, lifespan=lifespan, middleware=[hosts])
