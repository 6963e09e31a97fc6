"""`python -m tests.bench.door KIND …`: what is measured over HTTP, in a process of its own; prints its port."""

from __future__ import annotations

import logging
import socket
import sys
from pathlib import Path

import uvicorn
from starlette.types import ASGIApp

from tests.bench import feeding


def feeds(database_url: str, body: str) -> ASGIApp:
    """Our calendars, and beside them Starlette's least with the same bytes."""
    return feeding.both(database_url, Path(body).read_bytes())


KINDS = {"feeds": feeds}


def main(kind: str, *arguments: str) -> None:
    """Serves as `klubban run` does, until it is told to stop."""
    logging.disable(logging.CRITICAL)
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    listener.listen()
    sys.stdout.write(f"{listener.getsockname()[1]}\n")
    sys.stdout.flush()
    config = uvicorn.Config(KINDS[kind](*arguments), log_level="critical", access_log=False, ws="none")
    uvicorn.Server(config).run([listener])


if __name__ == "__main__":
    main(*sys.argv[1:])
