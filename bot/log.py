"""Logs: one JSON line each, with ids and words of ours; never a token, a name or what a person typed."""

from __future__ import annotations

import logging
import sys
from pathlib import Path
from typing import TextIO

import structlog


def setup(level: int = logging.INFO, stream: TextIO | None = None) -> None:
    """Everything to stderr (or `stream`), for a container's log; libraries only when something is wrong."""
    stream = stream or sys.stderr
    logging.basicConfig(stream=stream, level=logging.WARNING, format="%(levelname)s %(name)s %(message)s")
    for talkative in ("slack_bolt", "slack_sdk"):  # their warnings and errors print whole payloads
        # Bolt gives each of its loggers a level of its own, so only a dead end keeps them all quiet.
        library = logging.getLogger(talkative)
        library.propagate = False
        library.addHandler(logging.NullHandler())
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _safe_exception,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(file=stream),
    )


def _safe_exception(_logger: object, _name: str, event: structlog.typing.EventDict) -> structlog.typing.EventDict:
    """Where it happened and of what kind. An exception's own text may quote a payload: it stays out."""
    problem = event.pop("problem", None)
    if isinstance(problem, BaseException):
        event["error"] = type(problem).__name__
        event["where"] = _frames(problem)
    return event


def _frames(problem: BaseException) -> list[str]:
    frames, step = [], problem.__traceback__
    while step is not None:
        file = Path(step.tb_frame.f_code.co_filename)
        frames.append(f"{file.parent.name}/{file.name}:{step.tb_lineno}")
        step = step.tb_next
    return frames[-8:]


def logger() -> structlog.typing.FilteringBoundLogger:
    """The program's log."""
    log: structlog.typing.FilteringBoundLogger = structlog.get_logger()
    return log
