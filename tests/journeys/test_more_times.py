"""Times added to an open question are asked about alone; what has been answered stands."""

from __future__ import annotations

from datetime import timedelta

from tests.driver import View
from tests.journeys.asking import CHAIR, ERSATTARE, HABO, LEDAMOTER, SECRETARY, answer, ask, card
from tests.world import World, at_the_board

FIRST = "Fredag 5 mars 2027 kl. 9.00–12.00"


def add(at: World, dates: str) -> View:
    secretary = at.person(SECRETARY)
    secretary.click("Boka eller stäng", secretary.channel(at.channel)[0])
    secretary.click("Lägg till tider", secretary.view())
    return secretary.view().fill({"Vilka tider?": dates}).submit()


def test_the_new_time_comes_as_a_question_of_its_own_and_the_old_answers_stand(vatterbygden: World) -> None:
    ask(vatterbygden, "Möte: 5 mars 2027 kl 9-12")
    answer(vatterbygden, [*LEDAMOTER, *ERSATTARE], "Kan inte, 5 mars")
    assert "ingen av tiderna kan bli beslutsför" in vatterbygden.person(SECRETARY).dm()[-1].text

    sent = add(vatterbygden, "12 mars 2027 kl 9-12")
    assert "Frågan är på väg till 14 personer." in sent.words()
    vatterbygden.pass_time(timedelta(seconds=5))
    old, new = vatterbygden.person(HABO).dm()[-2:]
    assert new.words().split("\n") == [
        "Södra Vätterbygden: fler tider att svara på.",
        "Möte. Svara senast måndag 30 november kl. 16.00. Du kan ändra dig till dess.",
        "Fredag 12 mars 2027 kl. 9.00–12.00",
        "Du har inte svarat än.",
        "Kan",
        "Helst inte",
        "Kan inte",
        "Det här är ingen kallelse. Du behöver inte ange skäl.",
    ]
    assert ("12 mars" in old.words(), "Ditt svar: Kan inte" in old.words()) == (False, True)

    # The word about the old time is no longer true, and says so.
    assert vatterbygden.person(SECRETARY).dm()[-1].text.startswith("*Möte: ingen av tiderna är beslutsför än.*")
    for slack in LEDAMOTER[:5]:
        vatterbygden.person(slack).click("Kan, 12 mars", vatterbygden.person(slack).dm()[-1])
    vatterbygden.quiet()
    lines = card(vatterbygden).split("\n")
    assert ["0 av 7" in lines[1], "5 av 7" in lines[2]] == [True, True]


def test_the_secretary_hears_anew_when_all_have_answered_the_new_times_too(vatterbygden: World) -> None:
    ask(vatterbygden, "Möte: 5 mars 2027 kl 9-12")
    answer(vatterbygden, LEDAMOTER, "Kan, 5 mars")
    secretary = vatterbygden.person(SECRETARY)
    assert [m.text.split(" Då")[0] for m in secretary.dm()] == ["*Möte: alla har svarat. Förslag: fredag 5 mars 2027.*"]

    add(vatterbygden, "12 mars 2027 kl 9-12").close(everything=True)
    vatterbygden.quiet()
    assert secretary.dm()[-1].text.startswith("*Möte: alla har inte svarat än. Förslag hittills: fredag 5 mars 2027.*")
    answer(vatterbygden, LEDAMOTER, "Kan, 12 mars")
    said = [message.text.split(" Då")[0] for message in secretary.dm()]
    assert said == ["*Möte: alla har svarat. Förslag: fredag 5 mars 2027.*"] * 2


def test_only_the_new_question_is_reminded_of_and_not_on_the_day_it_came(vatterbygden: World) -> None:
    ask(vatterbygden, "Möte: 5 mars 2027 kl 9-12")
    answer(vatterbygden, LEDAMOTER, "Kan, 5 mars")
    vatterbygden.pass_time(timedelta(days=3))  # Thursday
    add(vatterbygden, "12 mars 2027 kl 9-12").close(everything=True)
    before = len(vatterbygden.person(HABO).dm())
    vatterbygden.pass_time(timedelta(days=8))
    told = vatterbygden.person(HABO).dm()[before:]
    assert [(at_the_board(m), m.buttons()) for m in told if "åminnelse" in m.text] == [
        ("2026-11-30 09:00", ["Svara"]),
        ("2026-12-02 09:00", ["Svara"]),
    ]


def test_a_time_that_is_there_already_is_told_at_its_field(vatterbygden: World) -> None:
    ask(vatterbygden, "Möte: 5 mars 2027 kl 9-12")
    form = add(vatterbygden, "5 mars 2027 kl 9-12").submit()
    assert form.errors == {"Vilka tider?": "En av tiderna finns redan i frågan. Ta bort den och skicka igen."}


def test_a_member_may_not_add_times(vatterbygden: World) -> None:
    ask(vatterbygden, "Möte: 5 mars 2027 kl 9-12")
    habo = vatterbygden.person(HABO)
    habo.click("Boka eller stäng", habo.channel(vatterbygden.channel)[0])
    said = "Det här gör sekreteraren eller ordföranden. Hör av dig till Åsa Lindgren, så får du hjälp."
    assert habo.messages()[-1].words() == said


def test_none_of_the_new_times_in_one_tap_leaves_the_old_answer(vatterbygden: World) -> None:
    ask(vatterbygden, "Möte: 5 mars 2027 kl 9-12")
    answer(vatterbygden, [CHAIR], "Kan, 5 mars")
    add(vatterbygden, "12 mars 2027 kl 9-12, 19 mars 2027 kl 9-12").close(everything=True)
    vatterbygden.quiet()
    chair = vatterbygden.person(CHAIR)
    chair.click("Ingen tid passar", chair.dm()[-1])
    vatterbygden.quiet()
    assert chair.dm()[-1].words().count("Ditt svar: Kan inte") == 2
    assert "Ditt svar: Kan\n" in chair.dm()[-2].words()
