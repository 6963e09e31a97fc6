"""Where a message goes in Slack: a channel, or a person's DM, which is opened once and remembered."""

from __future__ import annotations

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.clock import Clock
from bot.pace import FIND, OPEN, Pace
from bot.slack_errors import Outcome, outcome, reason
from storage.boards import Person, keep_dm_channel, keep_slack_id
from storage.database import Database
from storage.sending import Claimed


class NoAddress(Exception):
    """There is no way to this person in Slack; `reason` is Slack's word, or `no_slack_account`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Address:
    """Finds the conversation for a row of the outbox."""

    def __init__(self, database: Database, client: AsyncWebClient, clock: Clock, pace: Pace) -> None:
        self._database = database
        self._client = client
        self._clock = clock
        self._pace = pace

    async def of(self, row: Claimed) -> str:
        """The conversation's id. Raises NoAddress when Slack knows no such person, NotYet when its turn has not come,
        SlackApiError when in trouble."""
        if row.channel is not None:
            return row.channel
        assert row.person_id is not None
        person = await self._database.read(lambda session: session.get_one(Person, row.person_id))
        if person.dm_channel:
            return person.dm_channel
        slack = person.slack or await self._by_email(person)
        channel = await self._open(slack)
        await self._database.write(keep_dm_channel, person.id, channel)
        return channel

    async def _by_email(self, person: Person) -> str:
        if not person.email:
            raise NoAddress("no_slack_account")
        self._pace.require(FIND, self._clock.now())
        try:
            found = await self._client.users_lookupByEmail(email=person.email)
        except SlackApiError as problem:
            raise _no_address(problem) from problem
        slack = str(found["user"]["id"])
        await self._database.write(keep_slack_id, person.id, slack)
        return slack

    async def _open(self, slack: str) -> str:
        self._pace.require(OPEN, self._clock.now())
        try:
            opened = await self._client.conversations_open(users=slack)
        except SlackApiError as problem:
            raise _no_address(problem) from problem
        return str(opened["channel"]["id"])


def _no_address(problem: SlackApiError) -> Exception:
    return NoAddress(reason(problem) or "refused") if outcome(problem) is Outcome.REFUSED else problem
