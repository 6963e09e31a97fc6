"""Somebody who sits on the board and on its arbetsutskott: which board is meant, and one reminder a day for both."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.trial.models import TrialChannel
from handlers.boards.importing import bring_in
from handlers.boards.roster_values import Roster
from storage.words import BoardKind
from tests.journeys.asking import HABO, SECRETARY, TWO_DAYS, ask
from tests.world import World, at_the_board, roster, world

BOARD = roster("sodra-vatterbygden")
NOW = datetime.fromisoformat("2026-11-23T09:00+01:00")


def arbetsutskott(members: tuple[str, ...]) -> Roster:
    """Three ledamöter of the board, without huvudman, and the board's secretary."""
    head = replace(
        BOARD.board, key="au", name="Arbetsutskottet", short="AU", kind=BoardKind.ARBETSUTSKOTT, channel="CAU"
    )
    people = tuple(
        replace(person, huvudman=None, office=None) for person in BOARD.people if person.identity.slack in members
    )
    return replace(BOARD, board=replace(head, parent=BOARD.board.key), huvudman=(), people=people)


@pytest.fixture
def both(database_url: str) -> Iterator[World]:
    with world(database_url, BOARD, NOW) as opened:
        au = arbetsutskott(("UV01FK", "UV03REGION", HABO))
        opened.klubban.database.write_now(bring_in, NOW, au)
        members = [user.id for user in opened.workspace.users]
        opened.workspace.channels.append(TrialChannel("CAU", "au", [*members, opened.workspace.bot.id]))
        yield opened


def test_one_who_owes_both_boards_an_answer_gets_one_reminder(both: World) -> None:
    ask(both)
    secretary = both.person(SECRETARY)
    secretary.command("/klubban datum AU: 26 februari 2027 kl 9-10, 2 mars 2027 kl 9-10", "CAU")
    assert "Frågan är på väg till 3 personer." in secretary.view().submit().words()
    both.quiet()
    before = len(both.person(HABO).dm())
    both.pass_time(timedelta(days=6))

    told = both.person(HABO).dm()[before:]
    assert [(at_the_board(message), message.buttons()) for message in told] == [
        ("2026-11-27 09:00", ["Svara", "Svara"])
    ]
    assert told[0].words().split("\n")[0] == "Påminnelse om 2 saker."


def test_outside_a_boards_channel_the_secretary_of_two_boards_is_asked_which(both: World) -> None:
    secretary = both.person(SECRETARY)
    secretary.command(f"/klubban datum {TWO_DAYS}")
    form = secretary.view()
    assert "Styrelse" in form.words()
    sent = form.fill({"Styrelse": "Arbetsutskottet"}).submit()
    assert "Frågan är på väg till 3 personer." in sent.words()


def test_the_arbetsutskotts_card_counts_its_own_seats(both: World) -> None:
    secretary = both.person(SECRETARY)
    secretary.command(f"/klubban datum {TWO_DAYS}", "CAU")
    secretary.view().submit()
    both.quiet()
    both.person(HABO).click("Kan, 5 mars")
    both.quiet()
    assert "1 av 3 platser besatta (2 krävs)" in both.person(HABO).channel("CAU")[0].words()
