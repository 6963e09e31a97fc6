"""Home: one's own answer beside the meeting, and for staff who is silent and what everybody answered."""

from __future__ import annotations

from tests.journeys.asking import CHAIR, ERSATTARE, HABO, LEDAMOTER, SECRETARY, answer, ask
from tests.world import World


def test_the_secretary_sees_whom_the_question_waits_for_and_all_answers(vatterbygden: World) -> None:
    ask(vatterbygden, "Möte: 5 mars 2027 kl 9-12")
    answer(vatterbygden, LEDAMOTER[:5], "Kan, 5 mars")
    secretary = vatterbygden.person(SECRETARY)
    home = secretary.home()
    assert "Väntar på svar från Anders Fors, Hassan Yusuf, Inger Dahl och Lena Åkerström." in home.words().split("\n")
    secretary.click("Alla svar om Möte", home)
    assert "Inget svar: " in secretary.view().words()
    secretary.view().close()
    secretary.click("Lägg till tider i Möte", home)
    assert (
        "Frågan är på väg till 14" in secretary.view().fill({"Vilka tider?": "12 mars 2027 kl 9-12"}).submit().words()
    )


def test_the_chair_sees_the_silent_members_and_no_names(vatterbygden: World) -> None:
    ask(vatterbygden, "Möte: 5 mars 2027 kl 9-12")
    answer(vatterbygden, LEDAMOTER[:6], "Kan, 5 mars")
    home = vatterbygden.person(CHAIR).home()
    assert "Svar saknas: Vaggeryds kommun." in home.words().split("\n")
    assert ("Alla svar" in home.buttons(), "Lägg till tider" in home.buttons()) == (False, True)


def test_ones_own_answer_stands_beside_the_meeting_until_it_is_moved(vatterbygden: World) -> None:
    ask(vatterbygden, "Möte: 5 mars 2027 kl 9-12")
    answer(vatterbygden, [HABO], "Helst inte, 5 mars")
    answer(vatterbygden, [*LEDAMOTER[:5], LEDAMOTER[6], ERSATTARE[5]], "Kan, 5 mars")
    secretary = vatterbygden.person(SECRETARY)
    secretary.click("Boka 5 mars")
    vatterbygden.quiet()
    line = "Fredag 5 mars 2027 kl. 9.00–12.00: Möte (preliminärt) · Södra Vätterbygden"
    assert f"{line}\nDitt svar om dagen: Helst inte.\n" in vatterbygden.person(HABO).home().words()

    secretary.command("/klubban möte")
    secretary.click("Ändra 5 mars", secretary.view())
    secretary.view().fill({"När?": "12 mars 2027 kl 9-12"}).submit()
    vatterbygden.quiet()
    assert "Ditt svar om dagen" not in vatterbygden.person(HABO).home().words()


def test_everybody_sees_the_numbers_that_their_board_goes_by(vatterbygden: World) -> None:
    said = (
        "Södra Vätterbygden: 7 platser. Beslut kräver 4 närvarande. "
        "Ett extra möte hålls om ordföranden eller 3 ledamöter begär det."
    )
    assert said in vatterbygden.person(HABO).home().words().split("\n")


def test_those_who_run_meetings_see_which_of_the_years_dates_have_a_meeting_in_time(vatterbygden: World) -> None:
    secretary = vatterbygden.person(SECRETARY)
    secretary.command("/klubban möte Styrelsemöte: 10 mars 2027 kl 9-12", vatterbygden.channel)
    secretary.view().submit().close()
    vatterbygden.quiet()
    words = secretary.home().words().split("\n")
    at = words.index("Årets hållpunkter")
    assert words[at + 1 : at + 4] == [
        "Södra Vätterbygden",
        "Inget möte ligger rätt för budgeten, som ska vara klar senast måndag 30 november.",
        "Årsredovisningen, senast onsdag 31 mars 2027: mötet onsdag 10 mars 2027.",
    ]
    assert "Årets hållpunkter" not in vatterbygden.person(HABO).home().words()
