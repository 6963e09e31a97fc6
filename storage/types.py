"""Column types: instants are UTC and aware, wall times are naive, enums are their words."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import DateTime, String
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator


class Instant(TypeDecorator[datetime]):
    """A moment, aware and UTC on both sides; a naive value is refused, for nobody can tell what it means."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """UTC; SQLite keeps no zone, so it gets naive UTC text."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"an instant needs a zone: {value!r}")
        moment = value.astimezone(UTC)
        return moment if dialect.name == "postgresql" else moment.replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Aware UTC."""
        if value is None:
            return None
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


class WallTime(TypeDecorator[datetime]):
    """Local time as on the wall of the meeting's place; its zone stands in a column beside it (house rule 9)."""

    impl = DateTime(timezone=False)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Refuses an aware value: the zone would be lost without a word."""
        if value is not None and value.tzinfo is not None:
            raise ValueError(f"wall time has no zone: {value!r}")
        return value


class Word(TypeDecorator[Any]):
    """A StrEnum kept as its word, so that a person can read the table and a migration needs no database enum."""

    impl = String(40)
    cache_ok = True

    def __init__(self, enum: type[StrEnum]) -> None:
        super().__init__()
        self.enum = enum
        self._members = {member.value: member for member in enum}

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:  # noqa: ARG002
        """The word; an unknown one is refused."""
        return None if value is None else self.enum(value).value

    def process_result_value(self, value: Any, dialect: Dialect) -> StrEnum | None:  # noqa: ARG002
        """The enum's member."""
        # Asked first: the enum itself takes four times as long, and is left to refuse what it doesn't know.
        return None if value is None else self._members.get(value) or self.enum(value)
