"""Calendars in Slack (placeholder until the feeds land)."""

from __future__ import annotations

from slack_bolt.async_app import AsyncApp

from handlers.commands import Commands
from handlers.run import Edge


def commands(edge: Edge) -> Commands:  # noqa: ARG001
    """None yet."""
    return {}


def register(app: AsyncApp, edge: Edge) -> None:
    """None yet."""
