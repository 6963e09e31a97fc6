"""Brings the database to the tables that this program knows, and tells whether it is there."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from storage.database import migration_engine


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    return config


def migrate(url: str, revision: str = "head") -> None:
    """Upgrades (or, for an older revision, downgrades) to `revision`.

    SQLite: foreign keys are off meanwhile, for a batch change of a parent table would delete its children without a
    word, and are checked at the end; a broken one raises RuntimeError and nothing is kept."""
    engine = migration_engine(url)
    try:
        with engine.begin() as connection:
            _run(connection, revision)
            _check_foreign_keys(connection)
    finally:
        engine.dispose()


def _run(connection: Connection, revision: str) -> None:
    if connection.dialect.name == "postgresql":
        # Two releases started at once: the second waits here and then finds nothing to do.
        connection.execute(text("SELECT pg_advisory_xact_lock(5582226)"))
    config = _config()
    config.attributes["connection"] = connection
    there = current(connection)
    script = ScriptDirectory.from_config(config)
    back = there is not None and revision != "head" and revision not in _later(script, there)
    (command.downgrade if back else command.upgrade)(config, revision)


def _later(script: ScriptDirectory, there: str) -> set[str]:
    return {step.revision for step in script.iterate_revisions("head", there)}


def _check_foreign_keys(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
        if broken:
            raise RuntimeError(f"the migration would break {len(broken)} references; nothing was changed")


def current(connection: Connection) -> str | None:
    """The revision that the database is at, None for an empty one."""
    return MigrationContext.configure(connection).get_current_revision()


def head() -> str:
    """The revision that this program wants."""
    newest = ScriptDirectory.from_config(_config()).get_current_head()
    assert newest is not None
    return newest
