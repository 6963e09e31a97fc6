"""Items that come by themselves: a booked year's times, and what the arbetsutskott proposes to its board."""

from __future__ import annotations

from tests.journeys.asking import SECRETARY
from tests.journeys.test_two_boards import both
from tests.world import World

__all__ = ["both"]


def agenda(world: World, channel: str) -> str:
    secretary = world.person(SECRETARY)
    secretary.command("/klubban dagordning", channel)
    words = secretary.view().words()
    secretary.view().close(everything=True)
    return words


def make(world: World, line: str, channel: str) -> None:
    secretary = world.person(SECRETARY)
    secretary.command(f"/klubban möte {line}", channel)
    form = secretary.view().submit()
    assert "Mötet är bokat." in (form if "Mötet är bokat." in form.words() else form.submit()).words()
    secretary.view().close(everything=True)
    world.quiet()


def test_a_year_that_is_booked_comes_to_the_next_agenda_to_be_fixed_by_the_board(both: World) -> None:
    make(both, "Styrelsemöte: 21 januari 2027 kl 9-12", both.channel)
    secretary = both.person(SECRETARY)
    dates = "Året: 5 mars 2027 kl 9-12, 4 juni 2027 kl 9-12"
    secretary.command(f"/klubban datum {dates}", both.channel)
    form = secretary.view().fill({"Hur många möten?": "Ett för varje tid, som ett helt år"}).submit()
    (form if "på väg" in form.words() else form.submit()).close()
    both.quiet()
    secretary.click("Boka eller stäng", secretary.channel(both.channel)[-1])
    chosen = ["Fredag 5 mars 2027 kl. 9.00–12.00", "Fredag 4 juni 2027 kl. 9.00–12.00"]
    secretary.view().fill({"Vilka tider ska bokas?": chosen}).submit()
    both.quiet()
    assert "§ 1 Sammanträdestider 2027 Beslut." in agenda(both, both.channel).split("\n")
    assert agenda(both, both.channel).count("Sammanträdestider") == 1


def test_what_the_arbetsutskott_proposes_stands_on_its_boards_agenda_with_the_proposal(both: World) -> None:
    make(both, "Styrelsemöte: 21 januari 2027 kl 9-12", both.channel)
    make(both, "AU: 12 januari 2027 kl 9-10", "CAU")
    secretary = both.person(SECRETARY)
    secretary.command("/klubban ärende Lokaler", "CAU")
    secretary.view().fill({"Förslag till beslut": "Avtalet förlängs."}).submit().close()
    secretary.command("/klubban dagordning", "CAU")
    secretary.click("Ändra, ge plats eller flytta", secretary.view())
    wish = {"Föreslå styrelsen att besluta?": "Ja, lägg det på Södra Vätterbygdens dagordning"}
    assert not secretary.view().fill(wish).submit().is_open or secretary.view().errors == {}
    secretary.view().close(everything=True)
    both.quiet()
    assert "§ 1 Lokaler Beslut." in agenda(both, both.channel).split("\n")
    assert "§ 1 Lokaler Beslut." in agenda(both, "CAU").split("\n")

    secretary.command("/klubban dagordning", "CAU")
    secretary.click("Ändra, ge plats eller flytta", secretary.view())
    assert secretary.view().fill(wish).submit().errors == {
        "Föreslå styrelsen att besluta?": "Ärendet är redan föreslaget styrelsen."
    }
