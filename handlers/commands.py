"""`/klubban …`: what a capability's subcommand gets and gives."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from slack_sdk.web.async_client import AsyncWebClient

from handlers.blocks import Message
from handlers.run import Gesture


@dataclass(frozen=True, slots=True)
class Command:
    """One subcommand as it was typed."""

    gesture: Gesture
    rest: str
    """What stood behind the subcommand's word."""
    trigger_id: str
    """Opens a modal, once, within 3 s."""
    client: AsyncWebClient


Handler = Callable[[Command], Awaitable[Message | None]]
"""Carries the subcommand out; what it returns is shown to that person alone."""

Commands = Mapping[str, Handler]
"""Every spelling of a subcommand, Swedish, ASCII and English, and who carries it out."""
