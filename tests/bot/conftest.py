"""What the machine wrote into its log while a test ran."""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO

import pytest
import structlog

from bot.log import setup


@pytest.fixture
def log() -> Iterator[StringIO]:
    """The program's log as it would stand on stderr."""
    stream = StringIO()
    setup(stream=stream)
    yield stream
    structlog.reset_defaults()
