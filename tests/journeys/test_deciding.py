"""How a question ends: the word to the secretary, booking, closing."""

from __future__ import annotations

from datetime import timedelta

from bot.trial.faults import Fault, Kind
from tests.journeys.asking import CHAIR, ERSATTARE, HABO, LEDAMOTER, SECRETARY, answer, ask, card
from tests.world import World


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
        vatterbygden.person(slack).click("Ingen tid passar")
    vatterbygden.quiet()
    assert [message.text for message in vatterbygden.person(SECRETARY).dm()] == [
        "*Budgetmöte: ingen av tiderna kan bli beslutsför.* Stäng frågan och fråga om andra tider."
    ]


def test_booking_on_old_figures_is_not_carried_out_and_shows_what_holds(vatterbygden: World) -> None:
    ask(vatterbygden)
    answer(vatterbygden, LEDAMOTER[:5], "Kan, 5 mars")
    secretary = vatterbygden.person(SECRETARY)
    secretary.click("Boka eller stäng", secretary.channel(vatterbygden.channel)[0])
    form = secretary.view()
    answer(vatterbygden, LEDAMOTER[:1], "Kan inte, 5 mars")
    form = form.fill({"Vilka tider ska bokas?": ["Fredag 5 mars 2027 kl. 9.00–12.00"]}).submit()
    assert "Det har kommit nya svar sedan du öppnade formuläret" in form.words()
    assert "4 av 7 medlemmar representerade" in form.words()
    assert "möte är bokat" not in card(vatterbygden)


def test_two_who_book_at_once_make_one_meeting(vatterbygden: World) -> None:
    ask(vatterbygden)
    answer(vatterbygden, [*LEDAMOTER, *ERSATTARE], "Kan, 5 mars")
    answer(vatterbygden, [*LEDAMOTER, *ERSATTARE], "Kan inte, 12 mars")
    secretary, chair = vatterbygden.person(SECRETARY), vatterbygden.person(CHAIR)
    chair.click("Boka eller stäng", chair.channel(vatterbygden.channel)[0])
    form = chair.view().fill({"Vilka tider ska bokas?": ["Fredag 12 mars 2027 kl. 9.00–12.00"]})
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
    times = ["Fredag 5 mars 2027 kl. 9.00–12.00", "Fredag 12 mars 2027 kl. 9.00–12.00"]
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
    assert [message.text for message in secretary.channel(vatterbygden.channel)[1:]] == [
        "*Södra Vätterbygden: frågan om Budgetmöte är stängd.* Inget möte är bokat, så du behöver inte hålla "
        "tiderna lediga."
    ]


def test_a_chair_who_asked_hears_how_it_came_out_like_the_secretary(vatterbygden: World) -> None:
    ask(vatterbygden, by=CHAIR)
    for slack in [*LEDAMOTER[:4], *ERSATTARE[:4]]:
        vatterbygden.person(slack).click("Ingen tid passar")
    vatterbygden.quiet()
    words = [vatterbygden.person(slack).dm()[-1].text for slack in (CHAIR, SECRETARY)]
    assert words == [words[0]] * 2
    assert words[0].startswith("*Budgetmöte: ingen av tiderna kan bli beslutsför.*")


def test_an_answer_after_the_booking_is_told_what_was_booked(vatterbygden: World) -> None:
    ask(vatterbygden)
    member = vatterbygden.person(HABO)
    old = member.dm()[-1]
    answer(vatterbygden, LEDAMOTER[:4], "Kan, 5 mars")
    secretary = vatterbygden.person(SECRETARY)
    secretary.click("Boka eller stäng", secretary.channel(vatterbygden.channel)[0])
    for _ in range(40):  # the cards look open still: Slack takes no update now
        vatterbygden.workspace.faults.queue("chat.update", Fault(Kind.RATELIMITED, retry_after="60"))
    secretary.view().fill({"Vilka tider ska bokas?": ["Fredag 5 mars 2027 kl. 9.00–12.00"]}).submit()
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
