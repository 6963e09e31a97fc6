"""Socket Mode: the WebSocket that the bot opens with the address from apps.connections.open.

Source: docs.slack.dev/apis/events-api/using-socket-mode.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable

from starlette.websockets import WebSocket, WebSocketDisconnect

from bot.trial.delivery import Delivery
from bot.trial.models import Json


def hello(delivery: Delivery) -> Json:
    """The first frame: Slack is ready to send."""
    return {
        "type": "hello",
        "num_connections": len(delivery.sockets),
        "connection_info": {"app_id": delivery.workspace.app_id},
        "debug_info": {"host": "trial", "approximate_connection_time": 18060},
    }


def take_answer(delivery: Delivery, frame: str) -> None:
    """Hand an acknowledgement, with its payload if any, to whoever waits for it; late ones are dropped."""
    answer = json.loads(frame)
    future = delivery.waiting.get(str(answer.get("envelope_id")))
    if future and not future.done():
        future.set_result(answer.get("payload") or "")


async def drop_all(delivery: Delivery, reason: str = "refresh_requested") -> None:
    """Ask the bot to reconnect, then close, as Slack does every few hours."""
    for socket in list(delivery.sockets):
        await socket.send_text(json.dumps({"type": "disconnect", "reason": reason}))
        await socket.close()


def endpoint(delivery: Delivery) -> Callable[[WebSocket], Awaitable[None]]:
    """The handler behind /link/; a ticket opens one connection."""

    async def connected(socket: WebSocket) -> None:
        ticket = socket.query_params.get("ticket", "")
        if ticket not in delivery.workspace.link_tickets:
            await socket.close(1008)
            return
        delivery.workspace.link_tickets.discard(ticket)
        await socket.accept()
        delivery.sockets.append(socket)
        try:
            await socket.send_text(json.dumps(hello(delivery)))
            while True:
                take_answer(delivery, await socket.receive_text())
        except WebSocketDisconnect:
            pass
        finally:
            delivery.sockets.remove(socket)

    return connected
