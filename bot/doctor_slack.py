"""What `klubban doctor` asks Slack about the rosters: whether people have an account, and the bot its channels."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from sqlmodel import Session

from bot.slack_errors import OURS, reason
from handlers.boards.people import composition, today
from storage import boards
from storage.boards import Board

NOTE = "note: "
"""How a line begins that tells what couldn't be found out; it is no fault of the installation."""
UNASKED = frozenset({"ratelimited", *OURS})
"""Slack won't tell anything more just now: a pause, or a scope that the app doesn't have."""


@dataclass(frozen=True, slots=True)
class Asking:
    """What is to be asked: (board, channel) and (board, e-mail address of somebody whose Slack id isn't known)."""

    channels: tuple[tuple[str, str], ...]
    emails: tuple[tuple[str, str], ...]


def to_ask(session: Session, now: datetime) -> Asking:
    """Of each board its channel, and of those who are on it today the ones known by e-mail alone."""
    found = boards.all_boards(session)
    return Asking(
        channels=tuple((board.key, board.channel) for board in found if board.channel),
        emails=tuple((board.key, email) for board in found for email in _by_email(session, now, board)),
    )


def _by_email(session: Session, now: datetime, board: Board) -> Iterator[str]:
    that_day = composition(session, board, today(board, now))
    ids = {mandate.person for mandate in that_day.mandates} | {person for person, _ in that_day.staff}
    people = sorted(boards.people(session, ids).values(), key=lambda person: person.id)
    return (person.email for person in people if person.email and not person.slack)


async def about_rosters(client: AsyncWebClient, asking: Asking) -> list[str]:
    """What Slack says of them; nothing is said of what it doesn't tell but that it doesn't."""
    try:
        return await _about_channels(client, asking) + await _about_people(client, asking)
    except (aiohttp.ClientError, TimeoutError):
        return [f"{NOTE}Slack stopped to answer: run `python -m bot doctor` again"]


async def _about_channels(client: AsyncWebClient, asking: Asking) -> list[str]:
    said: list[str] = []
    for board, channel in asking.channels:
        try:
            answer = await client.conversations_info(channel=channel)
        except SlackApiError as problem:
            word = reason(problem)
            if word in UNASKED:
                return [*said, f"{NOTE}whether the bot is in its channels can't be asked ({word}; scope channels:read)"]
            said.append(_no_channel(board, channel, word))
        else:
            said += _member(board, channel, answer["channel"])
    return said


def _member(board: str, channel: str, info: dict[str, object]) -> list[str]:
    if info.get("is_archived"):
        return [f"{board}: the channel {channel} is archived: name another in the roster"]
    if not info.get("is_member"):
        return [f"{board}: the bot isn't in the channel {channel}: write /invite @Klubban there"]
    return []


def _no_channel(board: str, channel: str, word: str | None) -> str:
    """Slack says the same of a private channel that the bot isn't in and of one that never was."""
    return f"{board}: Slack shows no channel {channel} ({word}): write /invite @Klubban there, or correct the roster"


async def _about_people(client: AsyncWebClient, asking: Asking) -> list[str]:
    unknown: dict[str, list[str]] = {}
    note: list[str] = []
    for board, email in asking.emails:
        try:
            await client.users_lookupByEmail(email=email)
        except SlackApiError as problem:
            word = reason(problem)
            if word in UNASKED:
                note = [f"{NOTE}whether all people have an account can't be asked ({word}; scope users:read.email)"]
                break
            unknown.setdefault(board, []).append(email)
    return [_without_account(board, emails) for board, emails in unknown.items()] + note


def _without_account(board: str, emails: list[str]) -> str:
    return f"{board}: no Slack account has {', '.join(emails)}: invite them with that address, or correct the roster"
