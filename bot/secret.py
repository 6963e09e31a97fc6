"""KLUBBAN_SECRET, and what is sealed with it: words that only this program can read again, for a day."""

from __future__ import annotations

import base64
import os
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlalchemy.engine import make_url

from bot.config import Settings
from bot.log import logger
from storage.database import normalise

LASTS = timedelta(days=1)
"""Long enough to open the page on another device, too short to be found in an old mailbox."""
MOST = 1000
"""Characters; no seal of ours is longer."""


@dataclass(frozen=True, slots=True)
class Opened:
    """What was sealed, and whether its day is over."""

    words: str
    expired: bool


class Seal:
    """Seals for one purpose: what is sealed for another one can't be opened with it."""

    def __init__(self, secret: bytes, purpose: str) -> None:
        key = HKDF(SHA256(), length=32, salt=None, info=purpose.encode()).derive(secret)
        self._fernet = Fernet(base64.urlsafe_b64encode(key))

    def close(self, words: str, now: datetime) -> str:
        """The words, sealed at that moment, as letters that may stand in an address."""
        return self._fernet.encrypt_at_time(words.encode(), int(now.timestamp())).decode().rstrip("=")

    def open(self, sealed: str, now: datetime) -> Opened | None:
        """None for what this seal never closed."""
        if not sealed.isascii() or len(sealed) > MOST:
            return None
        token = sealed + "=" * (-len(sealed) % 4)
        try:
            words = self._fernet.decrypt(token).decode()
            closed = datetime.fromtimestamp(self._fernet.extract_timestamp(token), UTC)
        except InvalidToken:
            return None
        return Opened(words, now >= closed + LASTS)


def secret_of(settings: Settings) -> bytes | None:
    """KLUBBAN_SECRET; unset, it is made once and kept beside the SQLite file, readable by its owner alone.

    None where there is none: on a server's database every process needs the same one, so it has to be given."""
    if settings.klubban_secret is not None:
        return settings.klubban_secret.get_secret_value().encode()
    url = make_url(normalise(settings.database_url))
    if url.get_backend_name() != "sqlite" or not url.database:
        return None
    try:
        return _kept(Path(url.database).with_suffix(".secret"))
    except OSError as problem:  # a folder that can't be written: without pages Klubban still does its work
        logger().error("no secret can be kept", problem=problem)
        return None


def _kept(path: Path) -> bytes:
    """What stands in the file, which is there whole or not at all: two processes may start at once."""
    if not path.exists():
        made = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
        with os.fdopen(os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(48))
        try:
            path.hardlink_to(made)
        except FileExistsError:
            pass  # the other process was first
        finally:
            made.unlink()
    return path.read_bytes().strip()
