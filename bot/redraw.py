"""A click rewrites its own message after the commit; if that fails, the sender does it a moment later."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from slack_sdk.webhook.async_client import AsyncWebhookClient
from sqlmodel import Session, col, select

from bot.clock import Clock
from bot.rendering import Rendered, card
from storage.database import Database
from storage.outbox import Outbox, shown_by_click


class Redraw:
    """Rewrites the clicked message through its `response_url`, when it is the card that was meant."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def by_response_url(self, name: str, body: dict[str, Any]) -> None:
        """Shows the card as it is now, and marks it shown. A click elsewhere leaves its message alone."""
        url, ts = body.get("response_url"), body.get("container", {}).get("message_ts")
        if not url or not ts:
            return
        shown = await self._database.read(_card, self._clock.now(), name, ts)
        if shown is None:
            return
        answer = await AsyncWebhookClient(url, timeout=5).send_dict({"replace_original": True, **shown.body})
        if answer.status_code == 200:
            await self._database.write(shown_by_click, name, shown.rev)


def _card(session: Session, now: datetime, name: str, ts: str) -> Rendered | None:
    where = (Outbox.name == name, col(Outbox.slack_ts) == ts)
    row = session.exec(select(Outbox).where(*where)).first()
    return None if row is None else card(session, now, row, row.wanted_rev)
