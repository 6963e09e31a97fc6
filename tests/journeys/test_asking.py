"""Asking for dates: who may, and what is pointed out before anything is posted."""

from __future__ import annotations

from tests.journeys.asking import HABO, SECRETARY, TWO_DAYS, VICE, ask, card
from tests.world import STRANGER, World


def test_a_ledamot_who_asks_for_dates_is_told_who_may(vatterbygden: World) -> None:
    said = vatterbygden.person(HABO).command(f"/klubban datum {TWO_DAYS}", vatterbygden.channel)
    assert [message.words() for message in said] == [
        "Det här gör sekreteraren eller ordföranden. Hör av dig till Åsa Lindgren, så får du hjälp."
    ]
    assert not vatterbygden.person(HABO).has_view()


def test_the_vice_chair_may_ask_too(vatterbygden: World) -> None:
    ask(vatterbygden, by=VICE)
    assert card(vatterbygden).startswith("Datumförfrågan: Budgetmöte.")


def test_somebody_outside_the_roster_is_told_whom_to_ask(vatterbygden: World) -> None:
    stranger = vatterbygden.person(STRANGER)
    said = stranger.command("/klubban datum 5 mars kl 9-12", "CALLMANT")
    assert [message.words() for message in said] == [
        "Du finns inte med i någon styrelses förteckning här. Ska du vara med? Hör av dig till Åsa Lindgren."
    ]


def test_an_unreadable_date_is_asked_back_and_nothing_is_lost(vatterbygden: World) -> None:
    secretary = vatterbygden.person(SECRETARY)
    secretary.command("/klubban datum Budget: 31 november kl 9-12", vatterbygden.channel)
    form = secretary.view()
    asked = "”31 november kl 9-12” finns inte i kalendern. Menar du måndag 30 november eller tisdag 1 december?"
    assert asked in form.words()
    assert form.values["Vad gäller mötet?"]["value"] == "Budget"
    form = form.submit()
    assert list(form.errors) == ["Vilka tider?"]
    assert vatterbygden.person(HABO).dm() == []


def test_a_red_day_and_a_weekend_are_pointed_out_and_may_be_sent_anyway(vatterbygden: World) -> None:
    secretary = vatterbygden.person(SECRETARY)
    secretary.command("/klubban datum Extra: 6 januari 2027 kl 9-12, 9 januari 2027 kl 9-12", vatterbygden.channel)
    form = secretary.view()
    assert "onsdag 6 januari 2027 är röd dag: trettondedag jul." in form.words()
    assert "lördag 9 januari 2027 infaller på en helg." in form.words()

    again = form.submit()
    assert again.is_open and vatterbygden.person(HABO).dm() == []
    assert "Frågan är på väg till 14 personer." in again.submit().words()


def test_two_questions_about_the_same_morning_are_pointed_out(vatterbygden: World) -> None:
    ask(vatterbygden)
    secretary = vatterbygden.person(SECRETARY)
    secretary.command("/klubban datum Arbetsdag: 5 mars 2027 kl 10-15", vatterbygden.channel)
    assert "fredag 5 mars 2027 krockar tiden med Budgetmöte." in secretary.view().words()
