"""Real HTTP: a server in a process of its own, and the least of a client on connections that are kept open."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]
Headers = dict[str, str]


@contextmanager
def served(*what: str) -> Iterator[int]:
    """`python -m tests.bench.door` for as long as the block; gives its port."""
    command = [sys.executable, "-m", "tests.bench.door", *what]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield int(process.stdout.readline())
        finally:
            process.terminate()
            process.wait(10)


class Connection:
    """One connection, kept open; asks in so few words that the client costs next to nothing."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port))
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def ask(self, method: str, path: str, headers: Headers, body: bytes = b"") -> None:
        """Sends a request."""
        lines = [
            f"{method} {path} HTTP/1.1",
            "host: localhost",
            *(f"{name}: {value}" for name, value in headers.items()),
        ]
        self._socket.sendall("\r\n".join([*lines, "", ""]).encode() + body)

    def answer(self) -> tuple[int, bytes]:
        """The status and the body of what comes back."""
        got = b""
        while b"\r\n\r\n" not in got:
            got += self._more()
        head, _, rest = got.partition(b"\r\n\r\n")
        length = next(
            (int(line[15:]) for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")), 0
        )
        body = bytearray(rest)
        while len(body) < length:
            body += self._more()
        return int(head[9:12]), bytes(body)

    def _more(self) -> bytes:
        part = self._socket.recv(262_144)
        assert part, "the server hung up"
        return part

    def close(self) -> None:
        """Hangs up."""
        self._socket.close()


def time_gets(port: int, path: str, headers: Headers, status: int, times: int, connections: int = 8) -> float:
    """Seconds for one GET, on the average, with so many always under way; each has answered with that status."""
    lines = [Connection(port) for _ in range(connections)]
    started = time.perf_counter()
    for _ in range(times // connections):
        for line in lines:
            line.ask("GET", path, headers)
        assert [line.answer()[0] for line in lines] == [status] * connections
    took = (time.perf_counter() - started) / times
    for line in lines:
        line.close()
    return took
