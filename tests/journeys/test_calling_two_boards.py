"""Somebody who sits on two boards: nobody is called to two meetings at once, and promises hold on both."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.trial.models import TrialChannel
from handlers.boards.importing import bring_in
from handlers.boards.roster_values import Roster
from storage.words import Role
from tests.journeys.calling import booked, heads, last, make, minutes, says
from tests.journeys.test_calling_in_turn import CALL, ELIN, IRMA, JONAS, NORA, dalarna
from tests.world import World, roster

__all__ = ["dalarna"]
CHANNEL = "CNAMND"


def other_board() -> Roster:
    """Irma, an ersättare in Norra Dalarna, is the ledamot of another board, whose ersättare is Jonas."""
    board = roster("norra-dalarna")
    head = replace(board.board, key="ludvika", name="Samordningsförbundet Ludvika", short="Ludvika", channel=CHANNEL)
    people = [person for person in board.people if person.identity.slack in (IRMA, JONAS)]
    roles = {IRMA: Role.LEDAMOT, JONAS: Role.ERSATTARE}
    moved = tuple(replace(person, role=roles[person.identity.slack or ""]) for person in people)
    return replace(board, board=head, people=moved, huvudman=board.huvudman)


def with_ludvika(world: World) -> None:
    world.klubban.database.write_now(bring_in, world.clock.now(), other_board())
    members = [user.id for user in world.workspace.users]
    world.workspace.channels.append(TrialChannel(CHANNEL, "ludvika", [*members, world.workspace.bot.id]))


def make_there(world: World, line: str) -> None:
    nora = world.person(NORA)
    nora.command(f"/klubban möte {line}", CHANNEL)
    form = nora.view().submit()
    assert "Mötet är bokat." in (form if "Mötet är bokat." in form.words() else form.submit()).words()
    nora.view().close(everything=True)
    world.quiet()


def test_one_who_serves_on_another_board_at_that_time_is_passed_over(dalarna: World) -> None:
    with_ludvika(dalarna)
    make_there(dalarna, "Styrelsemöte Ludvika: 4 december 2026 kl 10-11")
    booked(dalarna, NORA)
    irma = dalarna.person(IRMA)
    irma.click("Kommer")
    says(dalarna, ELIN, "Har förhinder")
    assert CALL not in heads(dalarna, IRMA)
    assert heads(dalarna, JONAS)[-1] == CALL


def test_one_who_serves_that_day_at_another_hour_is_called(dalarna: World) -> None:
    with_ludvika(dalarna)
    make_there(dalarna, "Styrelsemöte Ludvika: 4 december 2026 kl 13-15")
    booked(dalarna, NORA)
    dalarna.person(IRMA).click("Kommer")
    says(dalarna, ELIN, "Har förhinder")
    assert heads(dalarna, IRMA)[-1] == CALL


def test_nobody_promises_to_be_in_two_places(dalarna: World) -> None:
    with_ludvika(dalarna)
    make_there(dalarna, "Styrelsemöte Ludvika: 4 december 2026 kl 10-11")
    booked(dalarna, NORA)
    says(dalarna, ELIN, "Har förhinder")
    irma = dalarna.person(IRMA)
    irma.click("Kommer")  # Ludvika, after Norra Dalarna has asked
    minutes(dalarna)
    irma.click("Ja, jag tjänstgör")
    dalarna.quiet()
    assert [message.words() for message in irma.dm() if message.ephemeral] == [
        "Du har tackat ja till ett annat möte vid samma tid, så vi kan inte notera att du tjänstgör här. "
        "Lämna återbud till det andra mötet först, eller svara Nej, jag kan inte."
    ]


def test_a_word_that_fits_meetings_of_two_boards_is_asked_about(dalarna: World) -> None:
    with_ludvika(dalarna)
    make_there(dalarna, "Styrelsemöte Ludvika: 4 december 2026 kl 13-15")
    make(dalarna, NORA)
    booked(dalarna, NORA, "Budgetmöte: 3 december 2026 kl 9-12")
    says(dalarna, ELIN, "Har förhinder, 4 december")
    irma = dalarna.person(IRMA)
    irma.say("kan inte den 4:e")
    minutes(dalarna)
    assert "Vilket menar du? Inget är noterat än." in last(dalarna, IRMA)
    assert irma.dm()[-1].buttons() == [
        "Jag kan inte tjänstgöra, 4 december (Norra Dalarna)",
        "Har förhinder, 4 december (Ludvika)",
    ]


def test_one_who_promises_another_board_while_the_call_waits_for_the_morning_is_not_asked(dalarna: World) -> None:
    with_ludvika(dalarna)
    make_there(dalarna, "Styrelsemöte Ludvika: 4 december 2026 kl 10-11")
    booked(dalarna, NORA)
    dalarna.pass_time(timedelta(hours=12))  # ten in the evening
    says(dalarna, ELIN, "Har förhinder")
    dalarna.person(IRMA).click("Kommer")  # Ludvika
    dalarna.pass_time(timedelta(hours=10))
    assert CALL not in heads(dalarna, IRMA)
    assert heads(dalarna, JONAS)[-1] == CALL
