"""The personal page: a secret calendar link with its QR code and how to subscribe, behind an address that expires.

The database has only the SHA-256 of a link's token, so the page's own address carries the token, sealed. GET changes
nothing, not even the link's last use: mail scanners open every link that they see."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import re
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from bot.calendar_http import DISCREET
from bot.clock import Clock
from bot.config import Settings
from bot.log import logger
from bot.secret import Seal, secret_of
from handlers.documents import Page
from handlers.feeds.facts import PersonalPage
from handlers.feeds.personal import personal_page
from handlers.text import LANGUAGES, Text
from storage.database import Database

PATIENCE_SECONDS = 5.0


def personal_pages(settings: Settings, clock: Clock, database: Database) -> PersonalPages | None:
    """None where Klubban has no address on the web, or no secret to seal with."""
    secret = secret_of(settings) if settings.klubban_url else None
    if secret is None or settings.klubban_url is None:
        return None
    return PersonalPages(clock, database, settings.klubban_url, Seal(secret, "personal page"))


class PersonalPages:
    """GET and HEAD of /jag/…."""

    def __init__(self, clock: Clock, database: Database, url: str, seal: Seal) -> None:
        self._clock = clock
        self._database = database
        self._url = url
        self._seal = seal

    def address(self, token: str) -> str:
        """Where the page of the calendar link with that token is shown from now on, for a day."""
        return f"{self._url}/jag/{self._seal.close(token, self._clock.now())}"

    def routes(self) -> list[Route]:
        """The page's door."""
        return [Route("/jag/{sealed}", self.serve, methods=["GET"])]

    async def serve(self, request: Request) -> Response:
        """200; 410 when its day is over or the link is taken back; 404 for what we never made; 503 in trouble."""
        now = self._clock.now()
        opened = self._seal.open(str(request.path_params["sealed"]), now)
        if opened is None:
            return notice(404, "unknown", LANGUAGES)
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                shown = await self._database.read(personal_page, now, opened.words)
        except Exception as problem:  # whatever it is, the reader is told what to do
            logger().error("a personal page can't be read", problem=problem)
            return notice(503, "unavailable", LANGUAGES)
        if shown is None:
            return notice(404, "unknown", LANGUAGES)
        if opened.expired or not shown.works:
            return notice(410, "expired" if shown.works else "revoked", (shown.language,))
        return _page(shown, f"{self._url}/kalender/{opened.words}.ics")


def _page(shown: PersonalPage, address: str) -> Response:
    webcal = re.sub(r"^https?:", "webcal:", address)
    text = Text(shown.language)
    values = {"lang": text.language, "t": text.plain, "shown": shown}
    return _html(200, "calendar.html", address=address, webcal=webcal, qr=_qr_code(webcal), **values)


def notice(status: int, what: str, languages: tuple[str, ...]) -> Response:
    """A page that has nothing to show: why, and what to do; in both languages where the reader isn't known."""
    voices = [Text(language) for language in languages]
    return _html(status, "notice.html", lang=voices[0].language, what=what, voices=voices)


def _qr_code(address: str) -> Markup:
    """Drawn in the page itself; dark on light with its quiet zone, however the page looks around it (ISO 18004)."""
    import segno  # only when used: it is rarely wanted

    code = segno.make(address, error="m", micro=False)
    drawn = code.svg_inline(border=4, dark="#000", light="#fff", omitsize=True, svgclass=None, lineclass=None)
    return Markup(drawn)


@cache
def _templates() -> Environment:
    return Environment(
        loader=PackageLoader("bot"),
        autoescape=select_autoescape(),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def _inline(name: str) -> Markup:
    """A style or script of our own: it stands in the page, so that the page fetches nothing."""
    loader = _templates().loader
    assert loader is not None
    return Markup(loader.get_source(_templates(), name)[0])


@cache
def _headers(style: str, script: str | None) -> dict[str, str]:
    """Nothing runs or is drawn but our own words for it, known by their hashes; nobody keeps or frames the page."""
    allowed = {kind: _hash(_inline(name)) for kind, name in (("style", style), ("script", script)) if name}
    policy = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    told = "; ".join([policy, *(f"{kind}-src '{value}'" for kind, value in allowed.items())])
    return DISCREET | {"Cache-Control": "no-store", "Content-Security-Policy": told}


def _hash(inline: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(inline.encode()).digest()).decode()


def _html(status: int, template: str, **values: Any) -> Response:
    page = _templates().get_template(template).render(style=_inline("page.css"), script=_inline("page.js"), **values)
    return HTMLResponse(page, status_code=status, headers=_headers("page.css", "page.js"))


def paper(page: Page) -> Response:
    """A document to read and to print; on it nothing may run."""
    template = _templates().get_template(page.template)
    words = {"lang": page.language, "t": Text(page.language).plain, "it": page.content}
    shown = template.render(style=_inline("paper.css"), **words)
    return HTMLResponse(shown, headers=_headers("paper.css", None))
