"""The way up and down through the tables' versions, on both databases, without losing anybody on the way."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import create_engine, inspect, text
from sqlalchemy.exc import IntegrityError, SQLAlchemyError
from sqlmodel import select

from storage import migrate as migrating
from storage.boards import Board
from storage.database import Database, normalise
from storage.migrate import migrate
from storage.polls import Asked, Poll, Slot
from storage.tables import metadata
from tests.conftest import POSTGRES, on_server
from tests.storage.rows import NOW, a_board, a_person, an_open_question


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database without a table."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/empty.db"
        return
    request.getfixturevalue("postgres_template")  # skips where no server answers
    name = f"klubban_empty_{uuid4().hex[:12]}"
    with psycopg.connect(POSTGRES, autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}"')
        yield on_server(name)
        server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _tables(url: str) -> set[str]:
    engine = create_engine(normalise(url))
    names = set(inspect(engine).get_table_names())
    engine.dispose()
    return names


def _revision(url: str) -> str | None:
    engine = create_engine(normalise(url))
    with engine.connect() as connection:
        found = migrating.current(connection)
    engine.dispose()
    return found


EVERYTHING = {*metadata.tables, "alembic_version"}


def test_an_empty_database_gets_every_table(empty_url: str) -> None:
    assert _revision(empty_url) is None
    migrate(empty_url)
    assert (_tables(empty_url), _revision(empty_url)) == (EVERYTHING, migrating.head())


def test_down_and_up_again_leaves_nothing_and_everything(empty_url: str) -> None:
    migrate(empty_url)
    migrate(empty_url, "base")
    assert (_tables(empty_url), _revision(empty_url)) == ({"alembic_version"}, None)
    migrate(empty_url)
    assert (_tables(empty_url), _revision(empty_url)) == (EVERYTHING, migrating.head())


def test_migrating_twice_changes_nothing(database_url: str) -> None:
    database = Database(database_url)
    person = database.write_now(a_person)
    migrate(database_url)
    assert (database.write_now(a_person), _revision(database_url)) == (person + 1, migrating.head())
    database.close()


def test_the_newest_version_is_what_the_program_knows(database_url: str) -> None:
    engine = create_engine(normalise(database_url))
    with engine.connect() as connection:
        options = {"compare_type": True, "compare_server_default": True}
        assert compare_metadata(MigrationContext.configure(connection, opts=options), metadata) == []
    engine.dispose()


def test_an_open_question_survives_the_way_down_and_up(database_url: str) -> None:
    database = Database(database_url)
    database.write_now(an_open_question)
    migrate(database_url, "0001")
    migrate(database_url)
    found = database.read_now(lambda session: [p.asked_at for p in session.exec(select(Poll)).all()])
    children = database.read_now(
        lambda session: (len(session.exec(select(Slot)).all()), session.exec(select(Asked)).all())
    )
    assert (found, children[0], len(children[1])) == ([NOW], 1, 1)
    database.close()


def test_a_reference_to_nobody_is_refused(database: Database) -> None:
    with pytest.raises(IntegrityError):
        database.write_now(a_board, "au", 4711)


def test_a_migration_that_would_orphan_somebody_changes_nothing(database_url: str) -> None:
    database = Database(database_url)
    board = database.write_now(a_board)
    with database.writer.begin() as connection:
        connection.execute(text("CREATE TABLE orphan (board_id INTEGER REFERENCES board (id))"))
        connection.execute(text("INSERT INTO orphan VALUES (:board)"), {"board": board})
    with pytest.raises((RuntimeError, SQLAlchemyError)):
        migrate(database_url, "base")
    assert (_tables(database_url), _revision(database_url)) == ({*EVERYTHING, "orphan"}, migrating.head())
    assert database.read_now(lambda session: session.get_one(Board, board).key) == "habo"
    database.close()


def test_references_that_were_broken_before_are_told(sqlite_url: str) -> None:
    database = Database(sqlite_url)
    database.write_now(lambda session: a_board(session, "au", a_board(session)))
    database.close()
    engine = create_engine(sqlite_url)
    with engine.begin() as connection:  # an engine that isn't ours has foreign keys off
        connection.execute(text("DELETE FROM board WHERE parent_id IS NULL"))
    engine.dispose()
    with pytest.raises(RuntimeError, match="the migration would break 1 references; nothing was changed"):
        migrate(sqlite_url)
