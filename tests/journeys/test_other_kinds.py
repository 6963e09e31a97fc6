"""Meetings that decide nothing: no quorum, no talk of deciding, never preliminary."""

from __future__ import annotations

from tests.journeys.asking import ERSATTARE, LEDAMOTER, SECRETARY, answer, card
from tests.world import World


def ask_for(at: World, kind: str) -> None:
    secretary = at.person(SECRETARY)
    secretary.command("/klubban datum Planering: 5 mars 2027 kl 9-16, 12 mars 2027 kl 9-16", at.channel)
    secretary.view().fill({"Vilket slags möte?": kind}).submit().close()
    at.quiet()


def test_a_working_day_is_counted_by_people_and_members(vatterbygden: World) -> None:
    ask_for(vatterbygden, "Arbetsdag")
    answer(vatterbygden, [*LEDAMOTER[:3], ERSATTARE[0]], "Kan, 5 mars")
    assert card(vatterbygden).split("\n")[1:3] == [
        "Fredag 5 mars 2027 kl. 9.00–16.00: 3 av 7 medlemmar representerade, 4 personer kan.",
        "Fredag 12 mars 2027 kl. 9.00–16.00: 0 av 7 medlemmar representerade, 0 personer kan.",
    ]


def test_the_day_with_most_members_and_people_is_recommended_and_nothing_is_hopeless(vatterbygden: World) -> None:
    ask_for(vatterbygden, "Medlemssamråd")
    everybody = [*LEDAMOTER, *ERSATTARE]
    answer(vatterbygden, everybody[2:], "Kan inte, 5 mars")
    answer(vatterbygden, everybody, "Kan inte, 12 mars")
    secretary = vatterbygden.person(SECRETARY)
    assert secretary.dm() == []
    answer(vatterbygden, everybody[:2], "Kan, 5 mars")
    assert secretary.dm()[-1].text == (
        "*Planering: alla har svarat. Förslag: fredag 5 mars 2027.* Då är 2 av 7 medlemmar representerade, "
        "och 2 personer kan."
    )
    secretary.click("Boka 5 mars")
    vatterbygden.quiet()
    assert secretary.channel(vatterbygden.channel)[-1].words() == (
        "Södra Vätterbygden: ett möte är bokat.\nFredag 5 mars 2027 kl. 9.00–16.00: Planering"
    )
