"""The same bot over Socket Mode, with slack-bolt's own handler."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler

from bot.trial.workspace import Workspace
from tests.driver import Person, Slack, wait_for
from tests.trial.small_bot import small_bot

Heard = list[dict[str, Any]]


@contextmanager
def connected(workspace: Workspace, base_url: str, heard: Heard) -> Iterator[None]:
    """Run the small bot in a thread of its own until the block ends."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()

    async def connect() -> AsyncSocketModeHandler:
        handler = AsyncSocketModeHandler(small_bot(workspace, base_url, heard), workspace.app_token)
        await handler.connect_async()  # type: ignore[no-untyped-call]
        return handler

    handler = asyncio.run_coroutine_threadsafe(connect(), loop).result(10)
    try:
        yield
    finally:
        closing = handler.close_async()  # type: ignore[no-untyped-call]
        asyncio.run_coroutine_threadsafe(closing, loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)


@pytest.fixture
def by_socket(workspace: Workspace, base_url: str) -> Iterator[Heard]:
    heard: Heard = []
    with connected(workspace, base_url, heard):
        yield heard


def test_a_command_is_answered_over_the_socket(by_socket: Heard, anna: Person) -> None:
    assert [m.words() for m in anna.command("/mote 8 oktober")] == ["Du skrev 8 oktober"]


def test_a_modals_error_comes_back_in_the_acknowledgement(by_socket: Heard, anna: Person) -> None:
    anna.command("/mote modal")
    assert anna.view().fill({"Rubrik": "Åh"}).submit().errors == {"Rubrik": "Skriv en längre rubrik."}


def test_a_typed_message_is_answered_over_the_socket(by_socket: Heard, anna: Person) -> None:
    anna.say("hej")
    assert anna.dm()[-1].words() == "Hej! Du skrev: hej"


def test_an_event_without_acknowledgement_is_sent_again(by_socket: Heard, workspace: Workspace, anna: Person) -> None:
    workspace.patience = 0.2
    anna.say("krascha")
    wait_for(lambda: len(by_socket) == 3)
    assert len({b["event_id"] for b in by_socket}) == 1


def test_a_bot_that_is_told_to_reconnect_comes_back(by_socket: Heard, slack: Slack, anna: Person) -> None:
    slack.disconnect("U1ANNA")
    wait_for(lambda: [m.words() for m in anna.command("/mote hej")] == ["Du skrev hej"], seconds=15)


def test_after_the_bot_has_gone_the_person_is_told(workspace: Workspace, base_url: str, anna: Person) -> None:
    with connected(workspace, base_url, []):
        pass
    wait_for(
        lambda: [m.words() for m in anna.command("/mote hej")] == ['/mote misslyckades med felet "dispatch_failed".']
    )
