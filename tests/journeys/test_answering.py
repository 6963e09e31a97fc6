"""Answering a question about dates, and being reminded of it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from tests.journeys.asking import HABO, LEDAMOTER, answer, ask, card
from tests.world import World, at_the_board


def test_the_card_counts_members_and_substitutes_and_names_the_silent(vatterbygden: World) -> None:
    ask(vatterbygden)
    answer(vatterbygden, LEDAMOTER[:5], "Kan, 5 mars")
    answer(vatterbygden, [HABO], "Kan inte, 5 mars")
    answer(vatterbygden, ["UV16HABO"], "Helst inte, 5 mars")
    assert card(vatterbygden) == (
        "Datumförfrågan: Budgetmöte. Svar senast måndag 30 november kl. 16.00.\n"
        "Fredag 5 mars 2027 kl. 9.00–12.00: 6 av 7 medlemmar representerade, en genom ersättare (4 krävs). "
        "Ordföranden kan.\n"
        "Fredag 12 mars 2027 kl. 9.00–12.00: 0 av 7 medlemmar representerade (4 krävs). Ännu inte beslutsför: "
        "4 fattas. Varken ordföranden eller vice ordföranden har sagt att de kan.\n"
        "Svar saknas: Vaggeryds kommun.\n"
        "Du svarar i ditt eget samtal med Klubban.\n"
        "Boka eller stäng"
    )


def test_a_changed_mind_counts_and_the_ballot_shows_it_at_once(vatterbygden: World) -> None:
    ask(vatterbygden)
    member = vatterbygden.person(HABO)
    member.click("Kan, 5 mars")
    member.click("Kan inte, 5 mars")
    vatterbygden.quiet()
    assert member.dm()[-1].words().count("Ditt svar: Kan inte") == 1
    assert "0 av 7" in card(vatterbygden).split("\n")[1]


def test_none_of_the_days_works_is_one_tap(vatterbygden: World) -> None:
    ask(vatterbygden)
    member = vatterbygden.person(HABO)
    member.click("Ingen tid passar")
    vatterbygden.quiet()
    assert member.dm()[-1].words().count("Ditt svar: Kan inte") == 2


def test_two_clicks_at_once_leave_one_answer(vatterbygden: World) -> None:
    ask(vatterbygden)
    with ThreadPoolExecutor(2) as both:
        list(both.map(lambda label: vatterbygden.person(HABO).click(label), ["Kan, 5 mars", "Kan, 5 mars"]))
    vatterbygden.quiet()
    assert "1 av 7" in card(vatterbygden).split("\n")[1]


def test_an_answer_from_home_counts_and_home_shows_it(vatterbygden: World) -> None:
    ask(vatterbygden)
    member = vatterbygden.person(HABO)
    member.click("Kan, 5 mars", member.home())
    vatterbygden.quiet()
    assert "Ditt svar: Kan" in member.home().words()
    assert "1 av 7" in card(vatterbygden).split("\n")[1]
    vatterbygden.pass_time(timedelta(seconds=5))
    assert "Ditt svar: Kan" in member.dm()[-1].words()


def test_only_the_silent_are_reminded_once_at_nine_on_a_working_day(vatterbygden: World) -> None:
    ask(vatterbygden)  # Monday; to be answered by Monday next week
    answered = [slack for slack in LEDAMOTER if slack != HABO]
    answer(vatterbygden, answered, "Kan, 5 mars")
    answer(vatterbygden, answered, "Kan, 12 mars")
    vatterbygden.pass_time(timedelta(days=7, hours=-1))

    # Three days before is Friday; one day before is Sunday, and so Friday too.
    reminder = vatterbygden.person(HABO).dm()[-1]
    assert (len(vatterbygden.person(HABO).dm()), len(vatterbygden.person("UV16HABO").dm())) == (2, 2)
    assert [len(vatterbygden.person(slack).dm()) for slack in answered] == [1] * 6
    assert len(vatterbygden.person("UV11FK").dm()) == 1  # their ledamot can
    assert reminder.words() == (
        "En påminnelse.\n"
        "Södra Vätterbygden: Budgetmöte. Svara senast måndag 30 november kl. 16.00 vilka dagar du kan. "
        "Har du inga dagar som passar, säg det också.\n"
        "Svara"
    )
    assert at_the_board(reminder) == "2026-11-27 09:00"


def test_the_reminders_button_opens_the_question_and_takes_the_answer(vatterbygden: World) -> None:
    ask(vatterbygden)
    vatterbygden.pass_time(timedelta(days=5))
    member = vatterbygden.person(HABO)
    member.click("Svara")
    member.click("Kan, 5 mars", member.view())
    assert "Ditt svar: Kan" in member.view().words()
    vatterbygden.quiet()
    assert "1 av 7" in card(vatterbygden).split("\n")[1]


def test_whoever_answers_before_the_hour_of_reminders_gets_none(vatterbygden: World) -> None:
    ask(vatterbygden)
    vatterbygden.pass_time(timedelta(days=2))
    answer(vatterbygden, [HABO], "Ingen tid passar")
    vatterbygden.pass_time(timedelta(days=5))
    assert len(vatterbygden.person(HABO).dm()) == 1


def test_a_no_in_words_that_fits_two_times_is_asked_about_with_the_way_to_the_buttons(vatterbygden: World) -> None:
    ask(vatterbygden)
    member = vatterbygden.person(HABO)
    member.say("kan inte")
    vatterbygden.quiet()
    said = member.dm()[-1]
    assert said.text.startswith("*Vilka dagar menar du?* Inget är noterat än.")
    assert said.buttons() == ["Svara"]
    member.click("Svara", said)
    assert member.view().title == "Vilka dagar kan du?"
