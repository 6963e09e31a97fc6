"""What the secretary does about who comes: answers for somebody, asks somebody else, takes a no back, phones."""

from __future__ import annotations

from tests.journeys.calling import attendance, booked, card, heads, last, minutes, says
from tests.journeys.test_calling_in_turn import CALL, CHAIR, DAVID, ELIN, IRMA, JONAS, KERSTIN, NORA, WHEN, dalarna
from tests.world import World

__all__ = ["dalarna"]


def answers_for(world: World, name: str, answer: str, **more: str) -> None:
    nora = world.person(NORA)
    nora.click("Svara åt någon", attendance(world, NORA))
    nora.view().fill({"Vem svarar du åt?": name, "Svar": answer, **more}).submit()
    minutes(world)


def asks(world: World, whom: str) -> None:
    nora = world.person(NORA)
    nora.click("Fråga en ersättare", attendance(world, NORA))
    nora.view().fill({"Vem ska frågas?": whom}).submit()
    minutes(world)


def test_the_secretary_answers_for_one_who_phoned_and_both_can_see_it(dalarna: World) -> None:
    booked(dalarna, NORA)
    answers_for(dalarna, "Elin Frid", "Har förhinder")
    assert "Ditt svar: Har förhinder (inlagt av Nora Ost). Vi har frågat Irma Jern." in last(dalarna, ELIN)
    assert heads(dalarna, IRMA) == [CALL]
    answers_for(dalarna, "Irma Jern", "Kommer")
    assert heads(dalarna, IRMA) == [f"Du tjänstgör för Borlänge kommun {WHEN}."]
    nora = dalarna.person(NORA)
    nora.click("Historik", attendance(dalarna, NORA))
    assert "27 november 10.00 Borlänge kommun: Elin Frid svarar Har förhinder. (inlagt av Nora Ost)" in (
        nora.view().words().split("\n")
    )


def test_the_secretary_asks_somebody_else_and_the_one_who_waited_is_let_off(dalarna: World) -> None:
    booked(dalarna, NORA)
    says(dalarna, ELIN, "Har förhinder")
    asks(dalarna, "Kerstin Lans, för Elin Frid")
    assert heads(dalarna, IRMA) == ["Du behöver inte tjänstgöra den 4 december."] * 2
    assert heads(dalarna, KERSTIN) == [CALL]
    assert heads(dalarna, JONAS) == []


def test_a_no_can_be_taken_back_by_the_secretary(dalarna: World) -> None:
    booked(dalarna, NORA)
    says(dalarna, ELIN, "Har förhinder")
    says(dalarna, IRMA, "Nej, jag kan inte")
    answers_for(dalarna, "Irma Jern", "Kommer")
    assert heads(dalarna, IRMA) == [f"Du tjänstgör för Borlänge kommun {WHEN}."]
    assert heads(dalarna, JONAS) == ["Du behöver inte tjänstgöra den 4 december."] * 2


def test_one_who_has_said_no_may_be_asked_again_by_the_secretary_alone(dalarna: World) -> None:
    booked(dalarna, NORA)
    says(dalarna, ELIN, "Har förhinder")
    for ersattare in (IRMA, JONAS, KERSTIN):
        says(dalarna, ersattare, "Nej, jag kan inte")
    assert f"Ingen ersättare finns kvar att fråga för Borlänge kommun till mötet {WHEN}." in last(dalarna, NORA)
    asks(dalarna, "Jonas Kihl (har svarat nej), för Elin Frid")
    assert heads(dalarna, JONAS)[-1] == CALL


def test_what_a_member_may_not_is_said_kindly_and_nothing_is_shown(dalarna: World) -> None:
    booked(dalarna, NORA)
    view = attendance(dalarna, ELIN)
    assert view.buttons() == ["Kommer", "Kommer en del av mötet", "Har förhinder"]
    assert "070-" not in view.words()
    assert attendance(dalarna, CHAIR).buttons()[-1] == "Skicka kallelse"


def test_two_people_who_change_the_same_thing_are_told_what_holds(dalarna: World) -> None:
    booked(dalarna, NORA)
    says(dalarna, ELIN, "Har förhinder")
    nora = dalarna.person(NORA)
    nora.click("Fråga en ersättare", attendance(dalarna, NORA))
    form = nora.view().fill({"Vem ska frågas?": "Kerstin Lans, för Elin Frid"})
    dalarna.person(DAVID).click("Har förhinder")
    dalarna.quiet()
    assert form.submit().errors == {
        "Vem ska frågas?": "Läget har ändrats sedan du såg det här, så inget är gjort. "
        "Öppna närvaron igen och se efter."
    }
    assert "Kerstin Lans" not in card(dalarna, CHAIR)
