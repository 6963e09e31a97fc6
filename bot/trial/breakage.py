"""How a fault looks on the wire."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import Receive, Scope, Send

from bot.trial.faults import AFTER, Fault, Kind


class HalfBody(Response):
    """Promises a whole body and sends half: the server, left with an unfinished answer, closes the connection."""

    async def __call__(self, _scope: Scope, _receive: Receive, send: Send) -> None:
        """Start the answer and stop midway; `more_body` is never followed by more."""
        await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
        half = bytes(self.body)[: len(self.body) // 2]
        await send({"type": "http.response.body", "body": half, "more_body": True})


def reset(request: Request) -> Response:
    """Cut the connection without an answer.

    ASGI has no word for that, so this reaches for the server's transport: uvicorn's `receive` is bound to the object
    that holds it. Under another server the caller gets half a body instead.
    """
    transport = getattr(getattr(request.receive, "__self__", None), "transport", None)
    if transport is None:
        return HalfBody(b"{}", media_type="application/json")
    transport.abort()
    return Response()


def strike_first(request: Request, fault: Fault) -> Response | None:
    """The answer of a fault that keeps the call from being carried out; None for the others."""
    if fault.kind in AFTER or fault.kind is Kind.ERROR:
        return None
    if fault.kind is Kind.RATELIMITED:
        return JSONResponse({"ok": False, "error": "ratelimited"}, 429, {"Retry-After": fault.retry_after})
    if fault.kind is Kind.RESET_BEFORE:
        return reset(request)
    return Response("upstream error", fault.status, media_type="text/plain")


def answer_with(request: Request, fault: Fault | None, good: Response) -> Response:
    """The answer to a call that was carried out, spoilt where the fault says so."""
    if fault is None or fault.kind in (Kind.ERROR, Kind.DELAY):
        return good
    if fault.kind is Kind.RESET_AFTER:
        return reset(request)
    if fault.kind is Kind.HALF_BODY:
        return HalfBody(bytes(good.body), media_type="application/json")
    return Response("upstream error", fault.status, media_type="text/plain")
