"""`klubban doctor`: what hinders Klubban here, and what to do about each thing. Changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from sqlmodel import Session

from bot.config import Settings
from bot.doctor_slack import Asking, about_rosters
from bot.manifest import SCOPES
from bot.serving import StartProblem, check_database, check_settings
from handlers.boards.people import composition, today
from storage import boards, outbox
from storage.boards import Board
from storage.database import normalise

LATE = timedelta(minutes=10)
LATELY = timedelta(days=7)


def about_settings(settings: Settings) -> Iterator[str]:
    """What the environment lacks."""
    for check in (partial(check_settings, settings, None), partial(check_database, settings.database_url)):
        try:
            check()
        except StartProblem as problem:
            yield str(problem)
    if settings.klubban_url is None:
        yield "KLUBBAN_URL is not set: pages and calendars are hidden until it is the public address"
    elif settings.klubban_secret is None and not normalise(settings.database_url).startswith("sqlite"):
        yield (
            "KLUBBAN_SECRET is not set: personal pages and files are hidden until it is a long random text, the same "
            "for every process (`openssl rand -base64 48`)"
        )


async def about_slack(client: AsyncWebClient, asking: Asking) -> list[str]:
    """Whether Slack takes the token, whether it carries every scope that Klubban uses, and what it says of rosters."""
    try:
        answer = await client.auth_test()
    except SlackApiError as problem:
        return [f"Slack refuses SLACK_BOT_TOKEN ({problem.response['error']}): copy it again from your Slack app"]
    except (aiohttp.ClientError, TimeoutError):
        return ["Slack can't be reached: check the network and SLACK_API_URL"]
    granted = {scope.strip() for scope in str(answer.headers.get("x-oauth-scopes", "")).split(",") if scope.strip()}
    missing = sorted(set(SCOPES) - granted) if granted else []
    lacks = [f"the token lacks {', '.join(missing)}: reinstall the app from manifest.json"] if missing else []
    return lacks + await about_rosters(client, asking)


def about_boards(session: Session, now: datetime) -> list[str]:
    """What the rosters and the outbox lack."""
    found = boards.all_boards(session)
    said = [] if found else ["there is no board: import one with `python -m bot board import FILE`"]
    for board in found:
        said += _about_board(session, now, board)
    if late := outbox.waiting(session, now - LATE):
        said.append(f"{late} messages have waited for more than 10 minutes: is a worker running?")
    refused = outbox.refused_since(session, now - LATELY)
    said += [f"{count} messages refused by Slack in the last week ({error})" for error, count in refused]
    return said


def _about_board(session: Session, now: datetime, board: Board) -> Iterator[str]:
    that_day = composition(session, board, today(board, now))
    people = boards.people(session, {mandate.person for mandate in that_day.mandates} | set(that_day.secretaries))
    if not that_day.secretaries:
        yield f"{board.key}: nobody would hear of anything: give the roster a sekreterare, a förbundschef or a chair"
    if not board.channel:
        yield f"{board.key}: no channel: everything goes by DM until the roster names one"
    without = [person for person in people.values() if not person.slack and not person.email]
    if without:
        yield f"{board.key}: {len(without)} people have neither Slack id nor e-mail: Klubban can't write to them"
    if len(that_day.seats) == 0:
        yield f"{board.key}: no seats today: nothing can reach a quorum"
