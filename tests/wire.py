"""The driver's line to the trial workspace, and patience."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import httpx

from tests.shown import Json

T = TypeVar("T")
ACT_SECONDS = 30.0
LOOK_AGAIN = 0.02


class Trouble(AssertionError):
    """The workspace refused a gesture, or the bot did not answer it."""


class Wire:
    """JSON over HTTP; what is not 200 is Trouble."""

    def __init__(self, base_url: str) -> None:
        """Nothing is asked of it yet."""
        self._http = httpx.Client(base_url=base_url, timeout=ACT_SECONDS, trust_env=False)

    def close(self) -> None:
        """Give the connections back."""
        self._http.close()

    def get(self, path: str, query: Mapping[str, str] | None = None) -> Json:
        """Look at something; raises Trouble with the workspace's error code."""
        return _checked(self._http.get(path, params=query))

    def post(self, path: str, body: Json) -> Json:
        """Do something; raises Trouble with the workspace's error code."""
        return _checked(self._http.post(path, json=body))


def _checked(response: httpx.Response) -> Json:
    body: Any = response.json()
    if response.status_code != 200:
        raise Trouble(f"{body.get('error')} {body.get('messages', '')}")
    return dict(body)


def wait_for(look: Callable[[], T], seconds: float = 5.0) -> T:
    """Look again and again until there is something true to see, and give it; the last AssertionError if never."""
    deadline = time.monotonic() + seconds
    while True:
        try:
            if seen := look():
                return seen
            raise AssertionError(f"still nothing after {seconds} s")
        except AssertionError:
            if time.monotonic() > deadline:
                raise
        time.sleep(LOOK_AGAIN)
