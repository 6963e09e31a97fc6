"""From a thought in a channel to the agenda: raised, received, taken in, ordered, sent with the kallelse."""

from __future__ import annotations

from datetime import timedelta

from tests.driver import View
from tests.journeys.calling import heads, hours, last, make, minutes
from tests.journeys.test_calling_in_turn import CARINA, ELIN, IRMA, NORA, dalarna
from tests.world import World

__all__ = ["dalarna"]
DAY = "onsdag 20 januari 2027"


def january(world: World) -> None:
    """Two meetings, one in eight weeks and one in March."""
    make(world, NORA, "Styrelsemöte: 20 januari 2027 kl 9-12")
    make(world, NORA, "Vårmöte: 10 mars 2027 kl 9-12")


def raises(world: World, slack: str, title: str, **more: object) -> View:
    person = world.person(slack)
    person.command(f"/klubban ärende {title}", world.channel)
    return person.view().fill(more).submit()


def agenda(world: World, slack: str = NORA) -> View:
    world.person(slack).command("/klubban dagordning", world.channel)
    return world.person(slack).view()


def items(world: World, slack: str = NORA) -> list[str]:
    """The lines of the agenda that have a §."""
    return [line for line in agenda(world, slack).words().split("\n") if line.startswith("§")]


def chooses(world: World, item: str, what: str) -> None:
    """From the menu of an item on the secretary's table."""
    nora, view = world.person(NORA), agenda(world)
    place = [line for line in view.words().split("\n") if line.startswith("§")]
    alike = [line for line in place if (" a " in line) == (what == "Eget ärende")]
    among = alike if what in ("Eget ärende", "Del av ärendet ovanför") else place
    nora.click(what, view, nth=next(n for n, line in enumerate(among) if item in line))
    world.quiet()


def test_an_item_is_received_taken_in_and_stands_with_its_number(dalarna: World) -> None:
    january(dalarna)
    form = raises(dalarna, ELIN, "Lokaler i Falun", Bakgrund="Hyran går ut.", Minuter="20")
    assert form.words() == f"Ärendet ”Lokaler i Falun” är mottaget. Det är tänkt till mötet {DAY}."
    dalarna.quiet()
    assert dalarna.person(ELIN).dm()[-1].text == (
        "*Vi har tagit emot ditt ärende ”Lokaler i Falun”.* Det är tänkt till mötet onsdag 20 januari 2027. "
        "Sekreteraren hör av sig senast tisdag 5 januari 2027 om något saknas."
    )
    nora = dalarna.person(NORA)
    assert heads(dalarna, NORA) == ["Nytt ärende från Elin Frid: Lokaler i Falun."]
    assert nora.dm()[-1].buttons() == ["Ta med", "Be om komplettering", "Ta på senare möte"]
    nora.click("Ta med")
    dalarna.quiet()
    assert "Står på dagordningen." in last(dalarna, NORA)
    assert dalarna.person(ELIN).dm()[-1].text == (
        f"*Ditt ärende ”Lokaler i Falun”.* Det står på dagordningen för mötet {DAY}."
    )
    assert items(dalarna, CARINA) == ["§ 1 Lokaler i Falun Beslut. Kl. 9.00, 20 minuter."]


def test_an_item_from_a_shortcut_or_a_message_gets_the_same_form(dalarna: World) -> None:
    january(dalarna)
    carina = dalarna.person(CARINA)
    carina.shortcut("agenda.raise.shortcut")
    assert carina.view().words().startswith("Skriv inget om enskilda personer eller som omfattas av sekretess.")
    carina.view().close()
    carina.say("Vi borde prata om lokalerna\nHyran går ut i juni.", dalarna.channel)
    dalarna.quiet()
    message = carina.channel(dalarna.channel)[-1]
    carina.shortcut("agenda.message.shortcut", next(m for m in carina.channel(dalarna.channel) if "Hyran" in m.text))
    assert message is not None
    assert carina.view().values["Vad gäller det?"]["value"] == "Vi borde prata om lokalerna"
    assert "Hyran går ut i juni." in carina.view().values["Bakgrund"]["value"]


def test_a_ledamots_item_is_never_returned_and_moves_only_with_their_yes(dalarna: World) -> None:
    january(dalarna)
    raises(dalarna, ELIN, "Lokaler")
    dalarna.quiet()
    nora = dalarna.person(NORA)
    assert "Lämna tillbaka" not in nora.dm()[-1].buttons()
    nora.click("Ta på senare möte")
    dalarna.quiet()
    elin = dalarna.person(ELIN)
    assert elin.dm()[-1].text == (
        "*Ditt ärende ”Lokaler”.* Sekreteraren föreslår att det tas upp på mötet onsdag 10 mars 2027 i stället. "
        "Går det bra?"
    )
    elin.click("Nej, ta upp det som tänkt")
    dalarna.quiet()
    assert items(dalarna) == ["§ 1 Lokaler Beslut."]
    assert elin.dm()[-1].text == f"*Ditt ärende ”Lokaler”.* Det står på dagordningen för mötet {DAY}."


def test_a_yes_to_a_later_meeting_moves_the_item_there(dalarna: World) -> None:
    january(dalarna)
    raises(dalarna, ELIN, "Lokaler")
    dalarna.quiet()
    dalarna.person(NORA).click("Ta på senare möte")
    dalarna.quiet()
    dalarna.person(ELIN).click("Ja, ta det då")
    dalarna.quiet()
    assert "Tänkt till mötet onsdag 10 mars 2027." in last(dalarna, NORA)
    dalarna.person(NORA).click("Ta med")
    dalarna.quiet()
    assert items(dalarna) == []
    dalarna.person(NORA).click("Nästa möte", agenda(dalarna))
    assert "§ 1 Lokaler Beslut." in dalarna.person(NORA).view().words()


def test_an_ersattares_item_may_be_returned_and_they_are_told(dalarna: World) -> None:
    january(dalarna)
    raises(dalarna, IRMA, "Parkering")
    dalarna.quiet()
    dalarna.person(NORA).click("Lämna tillbaka")
    dalarna.quiet()
    assert dalarna.person(IRMA).dm()[-1].text == "*Ditt ärende ”Parkering”.* Sekreteraren har lämnat tillbaka det."


def test_what_is_missing_is_asked_for_and_added(dalarna: World) -> None:
    january(dalarna)
    raises(dalarna, ELIN, "Lokaler")
    dalarna.quiet()
    dalarna.person(NORA).click("Be om komplettering")
    dalarna.quiet()
    elin = dalarna.person(ELIN)
    elin.click("Komplettera")
    elin.view().fill({"Förslag till beslut": "Styrelsen förlänger avtalet."}).submit()
    dalarna.quiet()
    card = dalarna.person(NORA).dm()[0]
    assert "Förslag till beslut: Styrelsen förlänger avtalet." in card.words()
    assert card.buttons()[0] == "Ta med"


def test_the_secretary_orders_parts_and_takes_off(dalarna: World) -> None:
    january(dalarna)
    for title in ("Budget", "Lokaler", "Rapport"):
        raises(dalarna, NORA, title)
    chooses(dalarna, "Rapport", "Flytta upp")
    assert [line.split(" Beslut")[0] for line in items(dalarna)] == ["§ 1 Budget", "§ 2 Rapport", "§ 3 Lokaler"]
    chooses(dalarna, "Rapport", "Del av ärendet ovanför")
    assert [line.split(" Beslut")[0] for line in items(dalarna)] == ["§ 1 Budget", "§ 1 a Rapport", "§ 2 Lokaler"]
    chooses(dalarna, "Rapport", "Eget ärende")
    nora = dalarna.person(NORA)
    nora.click("Ändra, ge plats eller flytta", agenda(dalarna), nth=2)
    nora.view().fill({"Plats på dagordningen": "1", "Minuter": "200"}).submit()
    dalarna.quiet()
    assert [line.split(" Beslut")[0] for line in items(dalarna)] == ["§ 1 Lokaler", "§ 2 Budget", "§ 3 Rapport"]
    assert "Tiden räcker inte: ärendena är 20 minuter längre än mötet." in agenda(dalarna).words()
    chooses(dalarna, "Budget", "Ta bort från dagordningen")
    assert [line.split(" Beslut")[0] for line in items(dalarna)] == ["§ 1 Lokaler", "§ 2 Rapport"]
    assert "Budget från Nora Ost." in agenda(dalarna).words()


def test_standing_items_come_by_themselves_around_the_others(dalarna: World) -> None:
    january(dalarna)
    raises(dalarna, NORA, "Budget")
    nora = dalarna.person(NORA)
    nora.click("Stående punkter", agenda(dalarna))
    assert nora.view().values["Först på dagordningen"]["value"].split("\n")[0] == "Mötet öppnas"
    nora.view().submit()
    raises(dalarna, NORA, "Lokaler")
    dalarna.quiet()
    titles = [line.split(" ", 2)[2].split(" Formalia")[0].split(" Beslut")[0] for line in items(dalarna)]
    assert titles == [
        "Mötet öppnas",
        "Val av justerare",
        "Fastställande av dagordning",
        "Budget",
        "Lokaler",
        "Övriga frågor",
        "Mötet avslutas",
    ]


def test_the_kallelse_carries_the_agenda_and_a_change_is_sent_with_what_changed(dalarna: World) -> None:
    january(dalarna)
    raises(dalarna, NORA, "Budget")
    dalarna.pass_time(timedelta(days=52))
    dalarna.person(NORA).click("Skicka kallelse")
    dalarna.quiet()
    assert "Dagordning\n§ 1 Budget Beslut." in dalarna.person(ELIN).dm()[-1].words()
    raises(dalarna, NORA, "Lokaler", **{"Vilket möte?": "20 januari: Styrelsemöte"})
    nora = dalarna.person(NORA)
    nora.click("Skicka ändring", agenda(dalarna))
    dalarna.quiet()
    assert dalarna.person(ELIN).dm()[-1].text == (
        "*Dagordningen till mötet onsdag 20 januari är ändrad.* Nytt: Lokaler."
    )
    assert "Skicka ändring" not in agenda(dalarna).buttons()


def test_a_cancelled_meetings_items_go_to_the_next_one(dalarna: World) -> None:
    january(dalarna)
    raises(dalarna, ELIN, "Lokaler")
    dalarna.quiet()
    nora = dalarna.person(NORA)
    nora.click("Ta med")
    dalarna.quiet()
    nora.command("/klubban möte")
    nora.click("Ställ in 20 januari", nora.view())
    minutes(dalarna)
    assert "Lokaler från Elin Frid." in agenda(dalarna).words()
    assert "Tänkt till mötet onsdag 10 mars 2027." in nora.dm()[0].words()


def test_two_who_change_the_same_item_are_told_what_holds(dalarna: World) -> None:
    january(dalarna)
    raises(dalarna, ELIN, "Lokaler")
    dalarna.quiet()
    elin = dalarna.person(ELIN)
    elin.click("Ändra")
    form = elin.view().fill({"Bakgrund": "Mitt."})
    dalarna.person(NORA).click("Ta med")
    hours(dalarna, 1)
    assert form.submit().errors != {}


def test_a_form_says_at_each_field_what_to_mend(dalarna: World) -> None:
    january(dalarna)
    form = raises(dalarna, ELIN, "Lokaler", Minuter="tio")
    assert form.errors == {"Minuter": "Skriv antalet minuter med siffror, till exempel 15."}
    form = form.fill({"Minuter": "15", "Länkar": "forbund.example"}).submit()
    assert form.errors == {
        "Länkar": "Skriv hela länkar, en på varje rad, till exempel https://forbund.example/underlag."
    }
    form = form.fill({"Länkar": "https://forbund.example/1", "När gästen kommer": "sen"}).submit()
    assert form.errors == {"När gästen kommer": "Skriv ett klockslag, till exempel 9.30."}
