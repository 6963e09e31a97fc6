"""Insjöriket's next meeting, as its minutes put it: "antingen den 8 oktober eller den 15 oktober"."""

from __future__ import annotations

import time

from tests.world import World

SECRETARY, CHAIR, VICE = "UI20BITR", "UI01MOLNDAL", "UI02FK"
LEDAMOTER = ["UI01MOLNDAL", "UI02FK", "UI03AF", "UI04REGION", "UI05PARTILLE", "UI06LERUM", "UI07HARRYDA"]
ERSATTARE = ["UI17HARRYDA", "UI11MOLNDAL", "UI16LERUM", "UI15PARTILLE"]
BOARD, PUBLIC = "Samordningsförbundet Insjöriket", "/kalender/insjoriket.ics"
FRIDAYS = [("2021-10-08 09:00", "2021-10-08 12:00"), ("2021-10-15 09:00", "2021-10-15 12:00")]
FIRST, SECOND = "Kan, 8 oktober", "Kan, 15 oktober"


def ask_for_two_fridays(world: World) -> None:
    secretary = world.person(SECRETARY)
    secretary.command("/klubban datum Styrelsemöte: antingen den 8 oktober eller den 15 oktober", world.channel)
    form = secretary.view()
    assert "Vilken tid på dagen gäller fredag 8 oktober och fredag 15 oktober?" in form.words()

    form = form.submit()
    assert list(form.errors) == ["Vilka tider?"]

    form.fill({"Vilka tider?": "antingen den 8 oktober kl 9-12 eller den 15 oktober kl 9-12", "Var?": "Mölndal"})
    sent = form.submit()
    assert "Frågan är på väg till 11 personer." in sent.words()
    sent.close()
    world.quiet()


def test_the_board_is_asked_answers_and_meets_on_the_better_friday(insjoriket: World) -> None:
    world = insjoriket
    ask_for_two_fridays(world)
    assert [len(world.person(slack).dm()) for slack in (*LEDAMOTER, *ERSATTARE)] == [1] * 11

    mine, board = world.link("UI06LERUM"), world.link("UI06LERUM", f"Visa länk till möten för {BOARD}")
    asked = [("Förslag: Styrelsemöte", *FRIDAYS[0], "TENTATIVE"), ("Förslag: Styrelsemöte", *FRIDAYS[1], "TENTATIVE")]
    assert world.entries(board) == asked
    assert world.entries(PUBLIC) == []

    for slack in LEDAMOTER:
        world.person(slack).click(FIRST)
    for slack in LEDAMOTER[1:6]:
        world.person(slack).click(SECOND)
    for slack in (CHAIR, "UI07HARRYDA"):
        world.person(slack).click("Kan inte, 15 oktober")
    world.quiet()
    assert world.person(SECRETARY).dm() == []  # their substitutes are still waited for

    for slack in ("UI11MOLNDAL", "UI17HARRYDA"):
        world.person(slack).click("Kan inte, 15 oktober")
    world.quiet()

    word = world.person(SECRETARY).dm()[-1]
    assert word.text == (
        "*Styrelsemöte: alla har svarat. Förslag: fredag 8 oktober.* Då är 7 av 8 medlemmar representerade "
        "och ordföranden kan. Den 15 oktober finns ingen marginal."
    )

    world.person(SECRETARY).click("Boka 8 oktober")
    world.quiet()
    assert world.person(SECRETARY).channel(world.channel)[-1].words() == (
        "Samordningsförbundet Insjöriket: ett möte är bokat.\n"
        "Fredag 8 oktober kl. 9.00–12.00: Styrelsemöte, Mölndal (preliminärt)\n"
        "Det är preliminärt tills styrelsen har beslutat. Kallelsen kommer senare."
    )
    time.sleep(1)  # an address is believed for a second
    assert world.entries(mine) == [(f"{BOARD}: Styrelsemöte (preliminärt)", *FRIDAYS[0], "CONFIRMED")]
    assert world.entries(board) == world.entries(PUBLIC) == [("Styrelsemöte (preliminärt)", *FRIDAYS[0], "CONFIRMED")]
    tag = world.get(board).headers["etag"]
    assert world.get(board, **{"If-None-Match": tag}).status_code == 304
    assert "Bokat: fredag 8 oktober kl. 9.00–12.00, Mölndal." in world.person(CHAIR).dm()[-1].words()
