"""Slack's bad days: rate limits, server errors, lost connections, slow and broken answers, queued or at random."""

from __future__ import annotations

import random
from collections import defaultdict, deque
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

ANY = "*"
"""Queue a fault under this name to have it strike the next call, whatever its method."""


class Kind(StrEnum):
    """How a call goes wrong. `AFTER` means that Slack did the work and only the answer was lost."""

    RATELIMITED = "ratelimited"
    STATUS_BEFORE = "status_before"
    STATUS_AFTER = "status_after"
    RESET_BEFORE = "reset_before"
    RESET_AFTER = "reset_after"
    HALF_BODY = "half_body"
    DELAY = "delay"
    ERROR = "error"


AFTER = {Kind.STATUS_AFTER, Kind.RESET_AFTER, Kind.HALF_BODY, Kind.DELAY}
"""The kinds where the call is carried out."""


@dataclass(frozen=True)
class Fault:
    """One misbehaviour. `retry_after` is the header's text, verbatim; `seconds` is for DELAY; `error` for ERROR."""

    kind: Kind
    status: int = 503
    retry_after: str = "1"
    seconds: float = 0.0
    error: str = "internal_error"


RANDOM = (
    Fault(Kind.RATELIMITED),
    Fault(Kind.STATUS_BEFORE, status=500),
    Fault(Kind.STATUS_AFTER, status=502),
    Fault(Kind.STATUS_BEFORE, status=503),
    Fault(Kind.RESET_BEFORE),
    Fault(Kind.RESET_AFTER),
    Fault(Kind.HALF_BODY),
)
"""What a seeded random day is drawn from."""


class Faults:
    """What is to go wrong: a queue per method, then with a seed a share (`rate`, 0 to 1) of all other calls."""

    def __init__(self, seed: int | None = None, rate: float = 0.0, kinds: Sequence[Fault] = RANDOM) -> None:
        """Without a seed only queued faults strike; `kinds` is what the others are drawn from, each as likely."""
        self._queues: dict[str, deque[Fault]] = defaultdict(deque)
        self._random = random.Random(seed)
        self._rate = rate if seed is not None else 0.0
        self._kinds = tuple(kinds)

    def queue(self, method: str, fault: Fault, times: int = 1) -> None:
        """Let the next `times` calls of a method (or ANY) go wrong in this way."""
        self._queues[method].extend([fault] * times)

    def take(self, method: str) -> Fault | None:
        """The fault that strikes this call, used up; None when the call goes well."""
        for name in (method, ANY):
            if self._queues[name]:
                return self._queues[name].popleft()
        return self._random.choice(self._kinds) if self._random.random() < self._rate else None
