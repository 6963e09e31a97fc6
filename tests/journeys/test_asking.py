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
    assert "Onsdag 6 januari 2027 är röd dag: trettondedag jul." in form.words()
    assert "Lördag 9 januari 2027 infaller på en helg." in form.words()
    assert vatterbygden.person(HABO).dm() == []
    assert "Frågan är på väg till 14 personer." in form.submit().words()


def test_what_is_odd_about_dates_that_are_written_into_the_form_is_pointed_out_once(vatterbygden: World) -> None:
    secretary = vatterbygden.person(SECRETARY)
    secretary.command("/klubban datum", vatterbygden.channel)
    again = secretary.view().fill({"Vilka tider?": "9 januari 2027 kl 9-12"}).submit()
    assert "Lördag 9 januari 2027 infaller på en helg." in again.words()
    assert vatterbygden.person(HABO).dm() == []
    assert "Frågan är på väg till 14 personer." in again.submit().words()


def test_a_list_of_dates_may_be_pasted_on_lines_of_its_own(vatterbygden: World) -> None:
    secretary = vatterbygden.person(SECRETARY)
    secretary.command("/klubban datum:\n5 mars 2027 kl 9-12\n12 mars 2027 kl 9-12", vatterbygden.channel)
    read = "fredag 5 mars 2027 kl. 9.00–12.00\nfredag 12 mars 2027 kl. 9.00–12.00"
    assert secretary.view().values["Vilka tider?"]["value"] == read


def test_a_title_as_long_as_a_letter_is_cut_short(vatterbygden: World) -> None:
    ask(vatterbygden, dates=f"{'Budget ' * 100}: 5 mars 2027 kl 9-12")
    assert len(card(vatterbygden).split("\n")[0]) < 250


def test_a_form_shows_what_was_written_as_it_was_written(vatterbygden: World) -> None:
    secretary = vatterbygden.person(SECRETARY)
    secretary.command("/klubban datum", vatterbygden.channel)
    form = secretary.view().fill({"Vilka tider?": "31 november <x>&y kl 9-12"}).submit()
    said = "Vi förstår inte ”31 november <x>&y kl 9-12”. Skriv till exempel 8 oktober kl 9-12."
    assert form.errors == {"Vilka tider?": said}


def test_the_home_of_somebody_outside_the_roster_says_whom_to_ask(vatterbygden: World) -> None:
    vatterbygden.person(STRANGER).home()
    vatterbygden.quiet()  # a stranger's Home is published after the answer
    assert vatterbygden.person(STRANGER).home().words() == (
        "Du finns inte med i någon styrelses förteckning här. Ska du vara med? Hör av dig till Åsa Lindgren."
    )


def test_two_questions_about_the_same_morning_are_pointed_out(vatterbygden: World) -> None:
    ask(vatterbygden)
    secretary = vatterbygden.person(SECRETARY)
    secretary.command("/klubban datum Arbetsdag: 5 mars 2027 kl 10-15", vatterbygden.channel)
    assert "Fredag 5 mars 2027: tiden krockar med Budgetmöte." in secretary.view().words()
