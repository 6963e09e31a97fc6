"""What staff see and do beside the card; and how much a question may hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from tests.journeys.asking import CHAIR, HABO, SECRETARY, answer, ask, card
from tests.world import World, roster, world


def open_answers(world: World, slack: str = SECRETARY) -> None:
    person = world.person(slack)
    person.click("Boka eller stäng", person.channel(world.channel)[0])
    person.click("Alla svar", person.view())


def test_the_secretary_answers_for_somebody_who_phoned_and_both_can_see_it(vatterbygden: World) -> None:
    ask(vatterbygden)
    open_answers(vatterbygden)
    secretary = vatterbygden.person(SECRETARY)
    secretary.click("Svara åt någon", secretary.view())
    form = secretary.view().fill({"Vem svarar du åt?": "Anders Fors", "Fredag 5 mars 2027 kl. 9.00–12.00": "Kan"})
    answers = form.submit().words()
    vatterbygden.pass_time(timedelta(seconds=5))

    assert "Kan: Anders Fors" in answers.split("\n")
    assert "Ditt svar: Kan (inlagt av Åsa Lindgren)" in vatterbygden.person(HABO).dm()[-1].words()
    assert "1 av 7" in card(vatterbygden).split("\n")[1]

    vatterbygden.person(HABO).click("Kan, 5 mars")
    vatterbygden.quiet()
    assert "inlagt av" not in vatterbygden.person(HABO).dm()[-1].words()


def test_everybodys_answers_are_for_staff_alone(vatterbygden: World) -> None:
    ask(vatterbygden)
    open_answers(vatterbygden, CHAIR)
    said = "Det här gör sekreteraren. Hör av dig till Åsa Lindgren, så får du hjälp."
    assert vatterbygden.person(CHAIR).view().words() == said


def test_the_shortcut_opens_the_same_form(vatterbygden: World) -> None:
    secretary = vatterbygden.person(SECRETARY)
    secretary.shortcut("polls.ask.shortcut")
    sent = secretary.view().fill({"Vilka tider?": "5 mars 2027 kl 9-12"}).submit()
    assert "Frågan är på väg till 14 personer." in sent.words()


def test_twenty_times_fit_in_every_message(vatterbygden: World) -> None:
    dates = ", ".join(f"{day} mars 2027 kl 9-12" for day in range(1, 21))
    secretary = vatterbygden.person(SECRETARY)
    secretary.command(f"/klubban datum Året: {dates}", vatterbygden.channel)
    secretary.view().submit().submit().close()  # some are weekends
    vatterbygden.quiet()
    member = vatterbygden.person(HABO)
    assert member.dm()[-1].buttons().count("Kan") == 20
    assert card(vatterbygden).count("0 av 7 medlemmar representerade") == 20
    assert member.home().words().count("Du har inte svarat än.") == 20
    vatterbygden.pass_time(timedelta(days=8))
    assert "ingen av tiderna är beslutsför än" in secretary.dm()[-1].words()


def test_those_who_said_no_are_named_in_the_channel_only_where_the_board_wants_it(sqlite_url: str) -> None:
    board = roster("sodra-vatterbygden")
    open_board = replace(board, rules=replace(board.rules, poll_names_shown=True))
    now = datetime.fromisoformat("2026-11-23T09:00+01:00")
    with world(sqlite_url, open_board, now) as opened:
        ask(opened)
        answer(opened, [HABO], "Kan inte, 5 mars")
        assert "Kan inte: Anders Fors." in card(opened).split("\n")[1]
        assert "Anders Fors" not in card(opened).split("\n")[2]
