"""One door to the database: where it is, the threads its sessions live in, and one transaction per call.

SQLite has one writer (BEGIN IMMEDIATE, so that two gestures queue up instead of failing half-way) and one reader;
PostgreSQL a pool. Synchronous sessions in threads are faster here than an async driver (docs/decisions/0004)."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Concatenate, ParamSpec, TypeVar

from sqlalchemy import Engine, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry
from sqlmodel import Session, SQLModel, create_engine

P = ParamSpec("P")
R = TypeVar("R")

BUSY_TIMEOUT_MS = 10_000


def normalise(url: str) -> str:
    """The URL with its driver named; Heroku's `postgres://` is understood."""
    for old in ("postgres://", "postgresql://"):
        if url.startswith(old):
            return "postgresql+psycopg://" + url.removeprefix(old)
    return url


def upsert(session: Session, table: type[SQLModel]) -> sqlite.Insert | postgresql.Insert:
    """An INSERT that can say what happens when the row is there already, in the dialect of this database."""
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    return insert(table)


def _pragmas(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # the begin event below decides, not the driver
    cursor = connection.cursor()
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",  # a rolled-back vote after "OK" would be a lie
        "foreign_keys=ON",
        f"busy_timeout={BUSY_TIMEOUT_MS}",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _bare(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    connection.isolation_level = None
    connection.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")


def migration_engine(url: str) -> Engine:
    """For changing tables: on SQLite foreign keys are off, and a change of tables can be undone like any other.

    Left to itself Python's driver opens no transaction for DDL, and a migration that fails would keep its half."""
    url = normalise(url)
    sqlite_url = make_url(url).get_backend_name() == "sqlite"
    return _sqlite_engine(url, "BEGIN IMMEDIATE", _bare) if sqlite_url else create_engine(url)


def _sqlite_engine(url: str, begin: str, connected: Callable[..., None] = _pragmas) -> Engine:
    engine = create_engine(url, connect_args={"check_same_thread": False}, hide_parameters=True)
    event.listen(engine, "connect", connected)

    def on_begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    event.listen(engine, "begin", on_begin)
    return engine


class Database:
    """The engines and the threads. `write` commits, `read` never does."""

    def __init__(self, url: str, pool: int = 5) -> None:
        self.url = normalise(url)
        self.sqlite = make_url(self.url).get_backend_name() == "sqlite"
        if self.sqlite:
            self.writer = _sqlite_engine(self.url, "BEGIN IMMEDIATE")
            self.reader = _sqlite_engine(self.url, "BEGIN DEFERRED")
        else:
            self.writer = self.reader = create_engine(
                self.url,
                pool_size=pool,
                max_overflow=2,
                pool_pre_ping=True,
                connect_args={"connect_timeout": 5},
                hide_parameters=True,  # an error's text ends up in a log, and what people typed must not (I8)
            )
        self._write_threads = ThreadPoolExecutor(1 if self.sqlite else pool, thread_name_prefix="write")
        self._read_threads = ThreadPoolExecutor(1 if self.sqlite else pool, thread_name_prefix="read")

    def write_now(self, work: Callable[Concatenate[Session, P], R], /, *args: P.args, **kwargs: P.kwargs) -> R:
        """One transaction in this thread: committed when `work` returns, undone when it raises."""
        with Session(self.writer, expire_on_commit=False) as session, session.begin():
            return work(session, *args, **kwargs)

    def read_now(self, work: Callable[Concatenate[Session, P], R], /, *args: P.args, **kwargs: P.kwargs) -> R:
        """One read in this thread; whatever it changed is thrown away."""
        with Session(self.reader, expire_on_commit=False) as session:
            return work(session, *args, **kwargs)

    async def write(self, work: Callable[Concatenate[Session, P], R], /, *args: P.args, **kwargs: P.kwargs) -> R:
        """`write_now` in a database thread."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._write_threads, lambda: self.write_now(work, *args, **kwargs))

    async def read(self, work: Callable[Concatenate[Session, P], R], /, *args: P.args, **kwargs: P.kwargs) -> R:
        """`read_now` in a database thread."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._read_threads, lambda: self.read_now(work, *args, **kwargs))

    def close(self) -> None:
        """Waits for what is under way, then lets go of the connections."""
        self._write_threads.shutdown(wait=True)
        self._read_threads.shutdown(wait=True)
        self.writer.dispose()
        self.reader.dispose()
