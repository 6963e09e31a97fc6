"""Questions about dates as a secretary and members meet them, the untidy days included."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from tests.world import STRANGER, World, at_the_board

SECRETARY, CHAIR, VICE, HABO = "UV20SEKR", "UV01FK", "UV03REGION", "UV06HABO"
LEDAMOTER = ["UV01FK", "UV02AF", "UV03REGION", "UV04JONKOPING", "UV05MULLSJO", "UV06HABO", "UV07VAGGERYD"]
ERSATTARE = ["UV11FK", "UV12AF", "UV13REGION", "UV14JONKOPING", "UV15MULLSJO", "UV16HABO", "UV17VAGGERYD"]
TWO_DAYS = "Budgetmöte: 5 mars 2027 kl 9-12, 12 mars 2027 kl 9-12"


def ask(world: World, dates: str = TWO_DAYS, by: str = SECRETARY) -> None:
    person = world.person(by)
    assert person.command(f"/klubban datum {dates}", world.channel) == []
    sent = person.view().submit()
    assert "Frågan är på väg till 14 personer." in sent.words(), sent.words()
    sent.close()
    world.quiet()


def answer(world: World, people: list[str], label: str) -> None:
    for slack in people:
        world.person(slack).click(label)
    world.quiet()


def card(world: World) -> str:
    return world.person(CHAIR).channel(world.channel)[0].words()


# --- who may ask -------------------------------------------------------------------------------------------------


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


# --- what is pointed out before anything is posted ---------------------------------------------------------------


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
    assert "lördag 9 januari 2027 är en helgdag." in form.words()

    again = form.submit()
    assert again.is_open and vatterbygden.person(HABO).dm() == []
    assert "Frågan är på väg till 14 personer." in again.submit().words()


def test_two_questions_about_the_same_morning_are_pointed_out(vatterbygden: World) -> None:
    ask(vatterbygden)
    secretary = vatterbygden.person(SECRETARY)
    secretary.command("/klubban datum Arbetsdag: 5 mars 2027 kl 10-15", vatterbygden.channel)
    assert "fredag 5 mars 2027 krockar tiden med Budgetmöte." in secretary.view().words()


# --- answering ----------------------------------------------------------------------------------------------------


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
    member.click("Kan inte på någon")
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
    answer(vatterbygden, [HABO], "Kan inte på någon")
    vatterbygden.pass_time(timedelta(days=5))
    assert len(vatterbygden.person(HABO).dm()) == 1


# --- deciding -----------------------------------------------------------------------------------------------------


def test_the_secretary_hears_when_the_deadline_has_passed(vatterbygden: World) -> None:
    ask(vatterbygden)
    answer(vatterbygden, LEDAMOTER[:4], "Kan, 12 mars")
    vatterbygden.pass_time(timedelta(days=8))
    assert [message.text for message in vatterbygden.person(SECRETARY).dm()] == [
        "*Budgetmöte: svarstiden har gått ut. Förslag: fredag 12 mars 2027.* Då är 4 av 7 medlemmar "
        "representerade och ordföranden kan. Den 5 mars är styrelsen inte beslutsför."
    ]


def test_the_secretary_hears_as_soon_as_no_time_can_reach_quorum(vatterbygden: World) -> None:
    ask(vatterbygden)
    for slack in [*LEDAMOTER[:4], *ERSATTARE[:4]]:
        vatterbygden.person(slack).click("Kan inte på någon")
    vatterbygden.quiet()
    assert [message.text for message in vatterbygden.person(SECRETARY).dm()] == [
        "*Budgetmöte: ingen av tiderna kan bli beslutsför.* Fråga om andra tider med /klubban datum, "
        "eller vänta på fler svar."
    ]


def test_booking_on_old_figures_is_not_carried_out_and_shows_what_holds(vatterbygden: World) -> None:
    ask(vatterbygden)
    answer(vatterbygden, LEDAMOTER[:5], "Kan, 5 mars")
    secretary = vatterbygden.person(SECRETARY)
    secretary.click("Boka eller stäng", secretary.channel(vatterbygden.channel)[0])
    form = secretary.view()
    answer(vatterbygden, LEDAMOTER[:1], "Kan inte, 5 mars")
    form = form.fill({"Vilka tider ska bokas?": ["fredag 5 mars 2027 kl. 9.00–12.00"]}).submit()
    assert "Det har kommit nya svar sedan du öppnade formuläret" in form.words()
    assert "4 av 7 medlemmar representerade" in form.words()
    assert "möte är bokat" not in card(vatterbygden)


def test_two_who_book_at_once_make_one_meeting(vatterbygden: World) -> None:
    ask(vatterbygden)
    answer(vatterbygden, [*LEDAMOTER, *ERSATTARE], "Kan, 5 mars")
    answer(vatterbygden, [*LEDAMOTER, *ERSATTARE], "Kan inte, 12 mars")
    secretary, chair = vatterbygden.person(SECRETARY), vatterbygden.person(CHAIR)
    chair.click("Boka eller stäng", chair.channel(vatterbygden.channel)[0])
    form = chair.view().fill({"Vilka tider ska bokas?": ["fredag 12 mars 2027 kl. 9.00–12.00"]})
    secretary.click("Boka 5 mars")
    form = form.submit()
    vatterbygden.quiet()
    assert "Frågan är redan avslutad. Bokat: fredag 5 mars 2027 kl. 9.00–12.00." in " ".join(form.errors.values())
    assert [message.words().split("\n")[1] for message in secretary.channel(vatterbygden.channel)[1:]] == [
        "Fredag 5 mars 2027 kl. 9.00–12.00: Budgetmöte (preliminärt)"
    ]


def test_several_times_are_booked_at_once_with_their_reserve_date(vatterbygden: World) -> None:
    ask(vatterbygden, "Möten: 5 mars 2027 kl 9-12 (reservdatum 10 mars 2027 kl 9-12), 12 mars 2027 kl 9-12")
    secretary = vatterbygden.person(SECRETARY)
    secretary.click("Boka eller stäng", secretary.channel(vatterbygden.channel)[0])
    times = ["fredag 5 mars 2027 kl. 9.00–12.00", "fredag 12 mars 2027 kl. 9.00–12.00"]
    secretary.view().fill({"Vilka tider ska bokas?": times}).submit()
    vatterbygden.quiet()
    assert secretary.channel(vatterbygden.channel)[-1].words().split("\n")[:4] == [
        "Södra Vätterbygden: 2 möten är bokade.",
        "Fredag 5 mars 2027 kl. 9.00–12.00: Möten (preliminärt)",
        "Onsdag 10 mars 2027 kl. 9.00–12.00: Möten (reservdatum)",
        "Fredag 12 mars 2027 kl. 9.00–12.00: Möten (preliminärt)",
    ]


def test_a_question_closed_without_booking_says_so_everywhere(vatterbygden: World) -> None:
    ask(vatterbygden)
    secretary = vatterbygden.person(SECRETARY)
    secretary.click("Boka eller stäng", secretary.channel(vatterbygden.channel)[0])
    secretary.click("Stäng utan att boka", secretary.view())
    vatterbygden.quiet()
    assert secretary.view().words() == "Frågan är stängd. Inget möte är bokat."
    assert "Frågan är stängd utan att någon tid bokades." in card(vatterbygden)
    assert "Frågan är stängd utan att någon tid bokades." in vatterbygden.person(HABO).dm()[-1].words()


def test_an_answer_after_the_booking_is_told_what_was_booked(vatterbygden: World) -> None:
    ask(vatterbygden)
    member = vatterbygden.person(HABO)
    old = member.dm()[-1]
    answer(vatterbygden, LEDAMOTER[:4], "Kan, 5 mars")
    secretary = vatterbygden.person(SECRETARY)
    secretary.click("Boka eller stäng", secretary.channel(vatterbygden.channel)[0])
    secretary.view().fill({"Vilka tider ska bokas?": ["fredag 5 mars 2027 kl. 9.00–12.00"]}).submit()
    member.click("Kan inte, 12 mars", old)
    vatterbygden.quiet()
    told = member.dm()[-1]
    assert told.ephemeral
    assert told.words().startswith("Frågan är redan avslutad. Bokat: fredag 5 mars 2027 kl. 9.00–12.00.")


def test_a_member_may_not_book_from_the_channels_card(vatterbygden: World) -> None:
    ask(vatterbygden)
    member = vatterbygden.person(HABO)
    member.click("Boka eller stäng", member.channel(vatterbygden.channel)[0])
    vatterbygden.quiet()
    assert not member.has_view()
    assert member.channel(vatterbygden.channel)[-1].words() == (
        "Det här gör sekreteraren eller ordföranden. Hör av dig till Åsa Lindgren, så får du hjälp."
    )


# --- staff --------------------------------------------------------------------------------------------------------


def open_answers(world: World, slack: str = SECRETARY) -> None:
    person = world.person(slack)
    person.click("Boka eller stäng", person.channel(world.channel)[0])
    person.click("Alla svar", person.view())


def test_the_secretary_answers_for_somebody_who_phoned_and_both_can_see_it(vatterbygden: World) -> None:
    ask(vatterbygden)
    open_answers(vatterbygden)
    secretary = vatterbygden.person(SECRETARY)
    secretary.click("Svara åt någon", secretary.view())
    form = secretary.view().fill({"Vem svarar du åt?": "Anders Fors", "fredag 5 mars 2027 kl. 9.00–12.00": "Kan"})
    answers = form.submit().words()
    vatterbygden.pass_time(timedelta(seconds=5))

    assert "Kan: Anders Fors" in answers.split("\n")
    assert "Ditt svar: Kan (inlagt av Åsa Lindgren)" in vatterbygden.person(HABO).dm()[-1].words()
    assert "1 av 7" in card(vatterbygden).split("\n")[1]

    vatterbygden.person(HABO).click("Kan, 5 mars")
    vatterbygden.quiet()
    assert "inlagt av" not in vatterbygden.person(HABO).dm()[-1].words()


def test_everybodys_answers_are_for_staff_alone(vatterbygden: World) -> None:
    ask(vatterbygden)
    open_answers(vatterbygden, CHAIR)
    said = "Det här gör sekreteraren. Hör av dig till Åsa Lindgren, så får du hjälp."
    assert vatterbygden.person(CHAIR).view().words() == said


def test_the_shortcut_opens_the_same_form(vatterbygden: World) -> None:
    secretary = vatterbygden.person(SECRETARY)
    secretary.shortcut("polls.ask.shortcut")
    sent = secretary.view().fill({"Vilka tider?": "5 mars 2027 kl 9-12"}).submit()
    assert "Frågan är på väg till 14 personer." in sent.words()


def test_twenty_times_fit_in_every_message(vatterbygden: World) -> None:
    dates = ", ".join(f"{day} mars 2027 kl 9-12" for day in range(1, 21))
    secretary = vatterbygden.person(SECRETARY)
    secretary.command(f"/klubban datum Året: {dates}", vatterbygden.channel)
    secretary.view().submit().submit().close()  # some are weekends
    vatterbygden.quiet()
    member = vatterbygden.person(HABO)
    assert member.dm()[-1].buttons().count("Kan") == 20
    assert card(vatterbygden).count("0 av 7 medlemmar representerade") == 20
    assert member.home().words().count("Du har inte svarat än.") == 20
    vatterbygden.pass_time(timedelta(days=8))
    assert "ingen av tiderna är beslutsför än" in secretary.dm()[-1].words()
