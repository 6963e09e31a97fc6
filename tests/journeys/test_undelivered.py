"""What can't be delivered is told to the secretary, with what to do about it, once; and it heals."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import pytest

from handlers.boards.roster_values import Roster
from tests.journeys.asking import CHAIR, HABO, LEDAMOTER, SECRETARY, TWO_DAYS
from tests.world import World, roster, world

BOARD = roster("sodra-vatterbygden")
NOW = datetime.fromisoformat("2026-11-23T09:00+01:00")
NAME = "Samordningsförbundet Södra Vätterbygden"
CAN = {"sv": "Kan, 5 mars", "en": "I can, 5 March"}


def without(world: World) -> None:
    """The bot has never been in the channel."""
    world.workspace.channel(world.channel).members.remove(world.workspace.bot.id)


def archived(world: World) -> None:
    """Somebody has archived the channel."""
    world.workspace.channel(world.channel).is_archived = True


def deleted(world: World) -> None:
    """Habo's ledamot has left, and the account is closed."""
    users = world.workspace.users
    users[:] = [replace(user, deleted=True) if user.id == HABO else user for user in users]


def by_email_only(board: Roster) -> Roster:
    """Habo's ledamot has no Slack id in the roster, only an address."""
    address = replace(BOARD.people[5].identity, slack=None, email="anders@example.org")
    people = [replace(p, identity=address) if p.identity.slack == HABO else p for p in board.people]
    return replace(board, people=tuple(people))


def never_invited(world: World) -> None:
    """Nobody in Slack has that address."""
    world.workspace.users[:] = [user for user in world.workspace.users if user.email != "anders@example.org"]


NOT_IN_CHANNEL = {
    "sv": "Klubban kan inte skriva i styrelsens kanal <#CVSTYRELSEN>. Bjud in Klubban i kanalen (skriv /invite "
    "@Klubban där), eller ange en annan kanal i styrelsens förteckning. Kanalens kort visas när nästa svar kommer. "
    f"Det gäller {NAME}.",
    "en": "Klubban can’t write in the board’s channel <#CVSTYRELSEN>. Invite Klubban to the channel (write /invite "
    "@Klubban there), or name another channel in the board’s roster. The channel’s card is shown when the next answer "
    f"comes. This is about {NAME}.",
}
ARCHIVED = {
    "sv": "Klubban kan inte skriva i styrelsens kanal <#CVSTYRELSEN>. Kanalen är arkiverad. Ta fram den igen i Slack, "
    "eller ange en annan kanal i styrelsens förteckning. Kanalens kort visas när nästa svar kommer. "
    f"Det gäller {NAME}.",
    "en": "Klubban can’t write in the board’s channel <#CVSTYRELSEN>. The channel is archived. Unarchive it in Slack, "
    "or name another channel in the board’s roster. The channel’s card is shown when the next answer comes. "
    f"This is about {NAME}.",
}
DELETED = {
    "sv": "Vårt meddelande till Anders Fors kom inte fram. Personens konto i Slack är avstängt. Kontakta personen på "
    f"annat sätt och svara i Klubban. Det gäller {NAME}.",
    "en": "Our message to Anders Fors did not arrive. The person’s Slack account is deactivated. Reach the person in "
    f"another way and answer in Klubban. This is about {NAME}.",
}
NOT_IN_SLACK = {
    "sv": "Vårt meddelande till Anders Fors kom inte fram. Personen finns inte i er Slack. Bjud in personen, eller "
    f"fråga på annat sätt och svara i Klubban. Det gäller {NAME}.",
    "en": "Our message to Anders Fors did not arrive. The person isn’t in your Slack. Invite the person, or ask in "
    f"another way and answer in Klubban. This is about {NAME}.",
}
CASES = {
    "a channel without the bot": (without, NOT_IN_CHANNEL),
    "an archived channel": (archived, ARCHIVED),
    "a closed account": (deleted, DELETED),
    "a person without Slack": (never_invited, NOT_IN_SLACK),
}


def ask(world: World) -> None:
    """The secretary asks from another channel, for the board's may be closed."""
    secretary = world.person(SECRETARY)
    secretary.command(f"/klubban datum {TWO_DAYS}", "CALLMANT")
    secretary.view().submit().close()
    world.quiet()


def told(world: World) -> list[str]:
    """What the secretary reads of messages that didn't arrive."""
    said = [message.words() for message in world.person(SECRETARY).dm()]
    return [words for words in said if words.startswith(("Klubban kan", "Klubban can", "Vårt", "Our"))]


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("case", CASES)
def test_the_secretary_reads_once_what_did_not_arrive_and_what_to_do(sqlite_url: str, case: str, language: str) -> None:
    happens, says = CASES[case]
    board = replace(BOARD, board=replace(BOARD.board, language=language))
    if happens is never_invited:
        board = by_email_only(board)
    with world(sqlite_url, board, NOW) as opened:
        happens(opened)
        ask(opened)
        assert told(opened) == [says[language]]
        for slack in LEDAMOTER[:3]:
            opened.person(slack).click(CAN[language])
            opened.quiet()
        assert told(opened) == [says[language]]


def invited(world: World) -> None:
    world.workspace.channel(world.channel).members.append(world.workspace.bot.id)


def unarchived(world: World) -> None:
    world.workspace.channel(world.channel).is_archived = False


@pytest.mark.parametrize(("breaks", "heals"), [(without, invited), (archived, unarchived)])
def test_once_the_channel_is_open_the_next_answer_brings_the_card_as_it_is_by_then(
    sqlite_url: str, breaks: Callable[[World], None], heals: Callable[[World], None]
) -> None:
    with world(sqlite_url, BOARD, NOW) as opened:
        breaks(opened)
        ask(opened)
        opened.person(CHAIR).click(CAN["sv"])
        opened.quiet()
        heals(opened)
        assert opened.person(CHAIR).channel(opened.channel) == []
        opened.person(LEDAMOTER[1]).click(CAN["sv"])
        opened.quiet()
        [card] = opened.person(CHAIR).channel(opened.channel)
        assert "2 av 7" in card.words().split("\n")[1]
        assert len(told(opened)) == 1


def test_one_who_has_come_to_slack_since_is_reached_by_the_reminder(sqlite_url: str) -> None:
    with world(sqlite_url, by_email_only(BOARD), NOW) as opened:
        users = list(opened.workspace.users)
        never_invited(opened)
        ask(opened)
        opened.workspace.users[:] = users
        opened.pass_time(NOW.replace(day=27, hour=10) - NOW)
        [user] = [user for user in users if user.email == "anders@example.org"]
        [reminder] = opened.person(user.id).dm()
        assert reminder.buttons() == ["Svara"]
        opened.person(user.id).click("Svara")
        assert "vilka dagar kan du?" in opened.person(user.id).view().words()
        assert len(told(opened)) == 1
