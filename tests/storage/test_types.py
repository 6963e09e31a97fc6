"""What a column takes and gives back: moments with a zone, wall time without, words that exist."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import bindparam, select, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Dialect
from sqlalchemy.exc import StatementError
from sqlmodel import Session

from storage.database import Database, normalise
from storage.types import Instant, WallTime, Word
from storage.words import Answer, Role
from tests.storage.rows import NOW, a_person

DIALECTS: tuple[Dialect, ...] = (sqlite.dialect(), postgresql.dialect())  # type: ignore[no-untyped-call]
MOMENTS = st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1), timezones=st.timezones())  # noqa: DTZ001  the zone is drawn


def _back(database: Database, kind: type[Instant] | type[WallTime] | Word, value: object) -> object:
    """The value after a trip to the database and back."""
    column = kind if isinstance(kind, Word) else kind()
    query = select(bindparam("value", value, type_=column).label("value"))
    return database.read_now(lambda session: session.execute(query).scalar_one())


def test_a_moment_comes_back_in_utc(database: Database) -> None:
    stockholm = timezone(timedelta(hours=1))
    back = _back(database, Instant, datetime(2026, 11, 23, 9, tzinfo=stockholm))
    assert (back, str(back)) == (NOW, "2026-11-23 08:00:00+00:00")


@given(moment=MOMENTS)
def test_every_moment_comes_back_as_the_same_moment(moment: datetime) -> None:
    column = Instant()
    for dialect in DIALECTS:
        kept = column.process_bind_param(moment, dialect)
        assert column.process_result_value(kept, dialect) == moment.astimezone(UTC)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        (Instant, datetime(2026, 11, 23, 9)),  # noqa: DTZ001  the point
        (WallTime, NOW),
        (Word(Answer), "kanske"),
        (Word(Answer), Role.LEDAMOT),
    ],
)
def test_a_value_that_means_nothing_here_is_refused(database: Database, column: type[Instant], value: object) -> None:
    with pytest.raises((ValueError, StatementError)):
        _back(database, column, value)


def test_wall_time_comes_back_as_it_was_said(database: Database) -> None:
    nine = datetime(2026, 11, 23, 9)  # noqa: DTZ001  wall time
    assert _back(database, WallTime, nine) == nine


def test_a_word_comes_back_as_the_enums_member(database: Database) -> None:
    assert _back(database, Word(Answer), "helst_inte") is Answer.HELST_INTE


@pytest.mark.parametrize("column", [Instant, WallTime, Word(Answer)])
def test_nothing_stays_nothing(database: Database, column: type[Instant]) -> None:
    assert _back(database, column, None) is None


def test_an_unknown_word_in_the_table_is_told_at_once(database: Database) -> None:
    query = text("SELECT 'kanske' AS value").columns(value=Word(Answer))
    with pytest.raises(ValueError, match="kanske"):
        database.read_now(lambda session: session.execute(query).scalar_one())


def test_an_undone_transaction_leaves_nothing(database: Database) -> None:
    def work(session: Session) -> None:
        a_person(session)
        raise RuntimeError("the action raises")

    with pytest.raises(RuntimeError, match="the action raises"):
        database.write_now(work)
    assert database.read_now(lambda session: session.execute(text("SELECT count(*) FROM person")).scalar_one()) == 0


def test_a_read_writes_nothing(database: Database) -> None:
    database.read_now(a_person)
    assert database.read_now(lambda session: session.execute(text("SELECT count(*) FROM person")).scalar_one()) == 0


def test_an_error_of_the_database_quotes_nobody(database: Database) -> None:
    database.write_now(a_person, "Anna", "U1")
    with pytest.raises(Exception, match=r"(?i)unique") as told:
        database.write_now(a_person, "Berta Hemlig", "U1")
    assert "Hemlig" not in str(told.value)


@pytest.mark.parametrize(
    ("given_url", "url"),
    [
        ("postgres://a@b/c", "postgresql+psycopg://a@b/c"),
        ("postgresql://a@b/c", "postgresql+psycopg://a@b/c"),
        ("postgresql+psycopg://a@b/c", "postgresql+psycopg://a@b/c"),
        ("sqlite:///klubban.db", "sqlite:///klubban.db"),
    ],
)
def test_every_way_to_write_the_address_is_understood(given_url: str, url: str) -> None:
    assert normalise(given_url) == url
