"""Files and pages behind sealed addresses: made anew at each GET, for the one who was given the address, for a day."""

from __future__ import annotations

import asyncio
import re
from datetime import datetime
from urllib.parse import quote

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.calendar_http import DISCREET
from bot.clock import Clock
from bot.config import Settings
from bot.log import logger
from bot.pages import PATIENCE_SECONDS, notice, paper
from bot.secret import Seal, secret_of
from handlers.boards.actions import language_of
from handlers.capabilities import DOCUMENTS
from handlers.documents import Document, Page
from handlers.errors import Refusal
from handlers.text import LANGUAGES, Text
from storage.database import Database

SEALED = re.compile(r"([a-z.]+):(\d+):(\d+)")
"""Kind, the thing's id, the person's id."""


def documents(settings: Settings, clock: Clock, database: Database) -> Documents | None:
    """None where Klubban has no address on the web, or no secret to seal with."""
    secret = secret_of(settings) if settings.klubban_url else None
    if secret is None or settings.klubban_url is None:
        return None
    return Documents(clock, database, settings.klubban_url, Seal(secret, "document"))


class Documents:
    """GET and HEAD of /dokument/…."""

    def __init__(self, clock: Clock, database: Database, url: str, seal: Seal) -> None:
        self._clock = clock
        self._database = database
        self._url = url
        self._seal = seal

    def address(self, kind: str, ref: int, person: int) -> str:
        """Where that person finds the file from now on, for a day."""
        return f"{self._url}/dokument/{self._seal.close(f'{kind}:{ref}:{person}', self._clock.now())}"

    def routes(self) -> list[Route]:
        """The files' door."""
        return [Route("/dokument/{sealed}", self.serve, methods=["GET"])]

    async def serve(self, request: Request) -> Response:
        """200; 410 when its day is over; 404 for what we never made or the person may no longer see; 503 in trouble."""
        now = self._clock.now()
        opened = self._seal.open(str(request.path_params["sealed"]), now)
        found = SEALED.fullmatch(opened.words) if opened else None
        if opened is None or found is None:
            return notice(404, "document_unknown", LANGUAGES)
        if opened.expired:
            return notice(410, "document_expired", LANGUAGES)
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                return _answer(await self._database.read(_made, now, found[1], int(found[2]), int(found[3])))
        except Refusal:
            return notice(404, "document_unknown", LANGUAGES)
        except Exception as problem:  # whatever it is, the reader is told what to do
            logger().error("a document can't be made", problem=problem)
            return notice(503, "unavailable", LANGUAGES)


def _made(session: Session, now: datetime, kind: str, ref: int, person: int) -> Document | Page:
    return DOCUMENTS[kind](session, now, ref, person, Text(language_of(session, person)))


def _answer(made: Document | Page) -> Response:
    """A page is shown, a file is handed out; nobody keeps either."""
    if isinstance(made, Page):
        return paper(made)
    headers = DISCREET | {
        "Cache-Control": "no-store",
        "Content-Disposition": f"attachment; filename*=UTF-8''{quote(made.filename)}",
    }
    return Response(made.body, media_type=made.media_type, headers=headers)
