"""A feed's bytes → HTTP answers that calendar clients and caches understand (RFC 9110, 9111).

304 and 404 let a client keep its old data, 410 makes it stop asking, and an empty 200 would wipe its calendar."""

from __future__ import annotations

import gzip
import hashlib
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from functools import cached_property

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import Message, Receive, Scope, Send

# A secret address must not leak through a referrer or a search engine. No robots.txt rule instead: Google obeys it also
# when it fetches a calendar that somebody subscribed to.
DISCREET = {
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
}
_NO_BODY: Message = {"type": "http.response.body", "body": b""}
_TAG = re.compile(r'(?:W/)?("[^"]*")')
_GONE = (
    "Den här kalenderlänken är återkallad. Be Klubban om en ny i Slack: /klubban kalender\n"
    "This calendar link has been revoked. Ask Klubban for a new one in Slack: /klubban calendar\n"
)
_UNKNOWN = (
    "Det finns ingen kalender på den här adressen. Kontrollera att hela länken kom med.\n"
    "There is no calendar at this address. Check that you copied the whole link.\n"
)
_TOO_MANY = (
    "För många okända adresser just nu. Försök igen om en minut.\n"
    "Too many unknown addresses just now. Try again in a minute.\n"
)
_UNAVAILABLE = (
    "Kalendern går inte att läsa just nu. Försök igen om en stund.\n"
    "The calendar can't be read just now. Try again in a while.\n"
)


@dataclass(frozen=True)
class Feed:
    """One feed as it is served until something in it changes; keep it, since tag and gzip are worked out once.

    `last_modified` (UTC) is when the feed last changed, deletions included. `public` feeds have no secret address."""

    body: bytes
    last_modified: datetime
    filename: str
    public: bool = False

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the bytes, as hexadecimal digits."""
        return hashlib.sha256(self.body).hexdigest()

    @cached_property
    def zipped(self) -> bytes:
        """The bytes gzipped; without a time stamp, so that they too are the same each time."""
        return gzip.compress(self.body, compresslevel=6, mtime=0)

    @cached_property
    def tags(self) -> tuple[str, str]:
        """The strong ETags of the plain and of the gzipped bytes. They differ because a strong tag stands for exact
        bytes (RFC 9110 8.8.3.3); either one in a request means that the client has this very calendar."""
        return f'"{self.digest}"', f'"{self.digest}-gzip"'

    @cached_property
    def unchanged(self) -> tuple[Ready, Ready]:
        """304 for the plain and for the gzipped bytes."""
        return _ready(304, b"", _headers(self, False)), _ready(304, b"", _headers(self, True))

    @cached_property
    def whole(self) -> tuple[Ready, Ready]:
        """200 for the plain and for the gzipped bytes."""
        more = {
            "Content-Type": "text/calendar; charset=utf-8",
            "Content-Disposition": f'inline; filename="{_safe_filename(self.filename)}"',
        }
        plain = more | {"Content-Length": str(len(self.body))}
        zipped = more | {"Content-Length": str(len(self.zipped)), "Content-Encoding": "gzip"}
        return (
            _ready(200, self.body, _headers(self, False) | plain),
            _ready(200, self.zipped, _headers(self, True) | zipped),
        )


@dataclass(frozen=True, slots=True)
class Ready:
    """An answer put together once and sent as often as it is asked for: building it costs more than sending it."""

    start: Message
    body: Message

    async def __call__(self, scope: Scope, _receive: Receive, send: Send) -> None:
        """HEAD has GET's headers and no body."""
        await send(self.start)
        await send(_NO_BODY if scope["method"] == "HEAD" else self.body)


def answer(request: Request, feed: Feed) -> Ready:
    """200 with the calendar, or 304 when the client has it."""
    zipped = _takes_gzip(request)
    return feed.unchanged[zipped] if _has_it(request, feed) else feed.whole[zipped]


def gone() -> Response:
    """410 for a revoked link: the client stops asking."""
    return PlainTextResponse(_GONE, status_code=410, headers=DISCREET | {"Cache-Control": "no-store"})


def unknown() -> Response:
    """404 for a link that never was; says nothing of what there is."""
    return PlainTextResponse(_UNKNOWN, status_code=404, headers=DISCREET | {"Cache-Control": "no-store"})


def too_many() -> Response:
    """429 to somebody who tries addresses (RFC 6585 4)."""
    return _later(429, _TOO_MANY)


def unavailable() -> Response:
    """503 when there is nothing to show; a client keeps what it has."""
    return _later(503, _UNAVAILABLE)


def _later(status: int, words: str) -> Response:
    headers = DISCREET | {"Cache-Control": "no-store", "Retry-After": "60"}
    return PlainTextResponse(words, status_code=status, headers=headers)


def _ready(status: int, body: bytes, headers: dict[str, str]) -> Ready:
    raw = tuple((name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers.items())
    start = {"type": "http.response.start", "status": status, "headers": raw}
    return Ready(start, {"type": "http.response.body", "body": body})


def _headers(feed: Feed, zipped: bool) -> dict[str, str]:
    """What 200 and 304 share (RFC 9110 15.4.5)."""
    return DISCREET | {
        "ETag": feed.tags[zipped],
        "Last-Modified": format_datetime(feed.last_modified.astimezone(UTC).replace(microsecond=0), usegmt=True),
        # A public feed needs no "public": an answer with max-age may be stored by anyone (RFC 9111 3), and calendar
        # checkers take the word on any feed for a leak.
        "Cache-Control": "max-age=300" if feed.public else "private, max-age=300",
        "Vary": "Accept-Encoding",
    }


def _has_it(request: Request, feed: Feed) -> bool:
    """If-None-Match has the only word where it is sent (RFC 9110 13.2.2); its comparison is the weak one."""
    wanted = ",".join(request.headers.getlist("if-none-match"))
    if wanted:
        return wanted.strip() == "*" or not set(feed.tags).isdisjoint(_TAG.findall(wanted))
    date = request.headers.get("if-modified-since")
    since = _http_date(date) if date else None
    return since is not None and feed.last_modified.replace(microsecond=0) <= since


def _http_date(text: str) -> datetime | None:
    """None for what is no date: the condition is then ignored (RFC 9110 13.1.3)."""
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, OverflowError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _takes_gzip(request: Request) -> bool:
    """Only when asked for, and not with the weight nought (RFC 9110 12.5.3)."""
    weights: dict[str, float] = {}
    accepted = request.headers.getlist("accept-encoding")
    if not accepted:
        return False
    for part in ",".join(accepted).lower().split(","):
        coding, _, parameter = part.partition(";")
        weights[coding.strip()] = _weight(parameter)
    return weights.get("gzip", weights.get("*", 0.0)) > 0


def _weight(parameter: str) -> float:
    name, _, value = parameter.partition("=")
    try:
        return float(value) if name.strip() == "q" else 1.0
    except ValueError:
        return 0.0


def _safe_filename(name: str) -> str:
    return re.sub(r"[^A-Za-z0-9._-]", "-", name)
