"""Databases for tests: one migrated template per run and worker, copied for each test, on SQLite and on PostgreSQL."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from hypothesis import HealthCheck, settings

from storage.database import Database
from storage.migrate import migrate

POSTGRES = os.environ.get("KLUBBAN_TEST_POSTGRES", "postgresql://postgres@127.0.0.1:5432/test")

settings.register_profile(
    "klubban", deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
settings.load_profile("klubban")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test that asks for PostgreSQL's fixtures needs PostgreSQL, whether it says so or not."""
    for item in items:
        if "postgres_url" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.postgres)


def _left_out(config: pytest.Config) -> list[str]:
    """The markers in KLUBBAN_REQUIRE of which a test was skipped, or none was run."""
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    required = [name for name in os.environ.get("KLUBBAN_REQUIRE", "").split(",") if name]
    if reporter is None or hasattr(config, "workerinput"):
        return []
    with_mark = {
        (name, outcome): [report for report in reporter.stats.get(outcome, []) if name in report.keywords]
        for name in required
        for outcome in ("passed", "skipped")
    }
    return [name for name in required if with_mark[name, "skipped"] or not with_mark[name, "passed"]]


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """With KLUBBAN_REQUIRE a run that left out what it names has failed, however green the rest is."""
    if exitstatus == pytest.ExitCode.OK and _left_out(session.config):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Says why such a run has failed."""
    for name in _left_out(config):
        terminalreporter.write_line(f"KLUBBAN_REQUIRE: tests marked {name} were skipped, or there were none", red=True)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file."""
    path = tmp_path_factory.mktemp("template") / "klubban.db"
    migrate(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def postgres_template() -> Iterator[str]:
    """The name of a migrated PostgreSQL database; skips where no server answers."""
    try:
        server = psycopg.connect(POSTGRES, autocommit=True, connect_timeout=2)
    except psycopg.OperationalError as problem:
        pytest.skip(f"no PostgreSQL: {str(problem).splitlines()[0]}")
    name = f"klubban_template_{uuid4().hex[:12]}"
    server.execute(f'CREATE DATABASE "{name}"')
    migrate(on_server(name))
    yield name
    server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
    server.close()


def on_server(database: str) -> str:
    """The URL of a database on the test server."""
    return POSTGRES.rsplit("/", 1)[0] + "/" + database


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """A migrated SQLite database of the test's own."""
    path = tmp_path / "klubban.db"
    shutil.copy(sqlite_template, path)
    return f"sqlite:///{path}"


@pytest.fixture
def postgres_url(postgres_template: str) -> Iterator[str]:
    """A migrated PostgreSQL database of the test's own."""
    name = f"klubban_test_{uuid4().hex[:12]}"
    with psycopg.connect(POSTGRES, autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}" TEMPLATE "{postgres_template}"')
        yield on_server(name)
        server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest) -> str:
    """A migrated database of the test's own; the test runs on SQLite and on PostgreSQL."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """The database, open."""
    opened = Database(database_url)
    yield opened
    opened.close()


@pytest.fixture
def sqlite_database(sqlite_url: str) -> Iterator[Database]:
    """An SQLite database alone, where the other database could tell nothing more."""
    opened = Database(sqlite_url)
    yield opened
    opened.close()
