"""The least of a Slack: says yes to everything, numbers the messages, and notes when it was asked to post."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from itertools import count

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.clock import Clock

TOKEN = "xoxb-bench"
SECRET = "a secret for benches"


@dataclass
class StandIn:
    """Slack, as far as a bench needs it; `posted` on the clock that the bot goes by."""

    clock: Clock
    posted: list[datetime] = field(default_factory=list)

    def app(self) -> Starlette:
        """Every method of the Web API, and response_url."""
        numbers = count(1)

        async def yes(request: Request) -> Response:
            if request.path_params["method"] == "chat.postMessage":
                self.posted.append(self.clock.now())
            number = next(numbers)
            said = {"ok": True, "ts": f"{number}.000100", "channel": {"id": f"D{number}"}, "user_id": "UBOT"}
            return JSONResponse(said | {"bot_id": "BBOT", "team_id": "T1", "url": "https://x.example/", "team": "x"})

        return Starlette(routes=[Route("/{method}", yes, methods=["GET", "POST"])])
