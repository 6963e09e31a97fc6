"""Meetings that are made, moved, used their reserve date, called off: who hears of it, and what the calendars show."""

from __future__ import annotations

import time

from icalendar import Calendar

from tests.driver import View
from tests.world import World

SECRETARY, CHAIR, HABO = "UV20SEKR", "UV01FK", "UV06HABO"
PUBLIC = "/kalender/sodra-vatterbygden.ics"


def make(world: World, line: str = "Arbetsutskott inför våren: 5 mars 2027 kl 9-12", **more: str) -> None:
    secretary = world.person(SECRETARY)
    secretary.command(f"/klubban möte {line}", world.channel)
    assert "Mötet är bokat." in secretary.view().fill(more).submit().words()
    secretary.view().close(everything=True)
    world.quiet()


def meetings_list(world: World, slack: str = SECRETARY) -> View:
    world.person(slack).command("/klubban möte")
    return world.person(slack).view()


def entries(world: World) -> list[tuple[str, str, int, str]]:
    time.sleep(1)  # an address is believed for a second
    calendar = Calendar.from_ical(world.get(PUBLIC).content)
    return [
        (str(e["summary"]), f"{e.start:%Y-%m-%d %H:%M}", int(str(e["sequence"])), str(e["status"]))
        for e in calendar.events
    ]


def test_a_meeting_made_directly_is_told_in_the_channel_and_stands_in_the_calendars(vatterbygden: World) -> None:
    make(vatterbygden, "Styrelsemöte: 5 mars 2027 kl 9-12", **{"Var?": "Jönköping"})
    assert vatterbygden.person(CHAIR).channel(vatterbygden.channel)[-1].words() == (
        "Södra Vätterbygden: ett möte är bokat.\n"
        "Fredag 5 mars 2027 kl. 9.00–12.00: Styrelsemöte, Jönköping (preliminärt)\n"
        "Det är preliminärt tills styrelsen har beslutat. Kallelsen kommer senare."
    )
    assert entries(vatterbygden) == [("Styrelsemöte (preliminärt)", "2027-03-05 09:00", 0, "CONFIRMED")]


def test_a_moved_meeting_is_told_once_to_everyone_concerned(vatterbygden: World) -> None:
    make(vatterbygden)
    secretary = vatterbygden.person(SECRETARY)
    secretary.click("Ändra 5 mars", meetings_list(vatterbygden))
    form = secretary.view()
    assert form.values["När?"]["value"] == "fredag 5 mars 2027 kl. 9.00–12.00"
    form.fill({"När?": "Fredag 12 mars 2027 kl 13-16", "Var?": "Habo"}).submit()
    vatterbygden.quiet()
    told = [message.text for message in vatterbygden.person(HABO).dm()]
    assert told == [
        "*Mötet fredag 5 mars 2027 kl. 9.00–12.00 är flyttat till fredag 12 mars 2027 kl. 13.00–16.00.* "
        "Arbetsutskott inför våren, Södra Vätterbygden. Ny plats: Habo."
    ]
    assert [len(vatterbygden.person(slack).dm()) for slack in (CHAIR, "UV16HABO", SECRETARY)] == [1, 1, 1]
    assert entries(vatterbygden) == [
        ("Arbetsutskott inför våren (preliminärt)", "2027-03-12 13:00", 1, "CONFIRMED"),
    ]


def test_a_cancelled_meeting_is_told_and_struck_out_in_the_calendars(vatterbygden: World) -> None:
    make(vatterbygden, "Styrelsemöte: 5 mars 2027 kl 9-12")
    vatterbygden.person(SECRETARY).click("Ställ in 5 mars", meetings_list(vatterbygden))
    vatterbygden.quiet()
    assert [message.text for message in vatterbygden.person(HABO).dm()] == [
        "*Mötet fredag 5 mars 2027 kl. 9.00–12.00 är inställt.* Styrelsemöte, Södra Vätterbygden."
    ]
    assert entries(vatterbygden) == [("INSTÄLLT: Styrelsemöte", "2027-03-05 09:00", 1, "CANCELLED")]
    assert "Inga möten är bokade." in vatterbygden.person(SECRETARY).view().words()


def test_once_the_board_has_decided_the_day_is_no_longer_preliminary(vatterbygden: World) -> None:
    make(vatterbygden, "Styrelsemöte: 5 mars 2027 kl 9-12")
    vatterbygden.person(SECRETARY).click("Styrelsen har beslutat 5 mars", meetings_list(vatterbygden))
    vatterbygden.quiet()
    assert vatterbygden.person(HABO).dm() == []
    assert entries(vatterbygden) == [("Styrelsemöte", "2027-03-05 09:00", 0, "CONFIRMED")]


def test_the_reserve_date_takes_over_under_the_meetings_own_name(vatterbygden: World) -> None:
    secretary = vatterbygden.person(SECRETARY)
    dates = "Möte: 5 mars 2027 kl 9-12 (reservdatum 10 mars 2027 kl 9-12)"
    secretary.command(f"/klubban datum {dates}", vatterbygden.channel)
    secretary.view().submit().close()
    vatterbygden.quiet()
    secretary.click("Boka eller stäng", secretary.channel(vatterbygden.channel)[0])
    secretary.view().fill({"Vilka tider ska bokas?": ["Fredag 5 mars 2027 kl. 9.00–12.00"]}).submit()
    vatterbygden.quiet()
    assert [entry[:2] for entry in entries(vatterbygden)] == [
        ("Möte (preliminärt)", "2027-03-05 09:00"),
        ("Reservdatum: Möte", "2027-03-10 09:00"),
    ]
    before = len(vatterbygden.person(HABO).dm())

    secretary.click("Använd reservdatum 10 mars", meetings_list(vatterbygden))
    vatterbygden.quiet()
    told = vatterbygden.person(HABO).dm()[before:]
    assert [message.text for message in told] == [
        "*Mötet fredag 5 mars 2027 kl. 9.00–12.00 är flyttat till onsdag 10 mars 2027 kl. 9.00–12.00.* "
        "Möte, Södra Vätterbygden."
    ]
    assert entries(vatterbygden) == [("Möte (preliminärt)", "2027-03-10 09:00", 2, "CONFIRMED")]


def test_a_ledamot_sees_the_meetings_and_no_buttons(vatterbygden: World) -> None:
    make(vatterbygden, "Styrelsemöte: 5 mars 2027 kl 9-12")
    view = meetings_list(vatterbygden, HABO)
    assert (view.words(), view.buttons()) == (
        "Fredag 5 mars 2027 kl. 9.00–12.00: Styrelsemöte (preliminärt)\nSödra Vätterbygden",
        [],
    )


def test_a_working_day_is_no_sammantrade_and_is_never_preliminary(vatterbygden: World) -> None:
    make(vatterbygden, "Arbetsdag: 5 mars 2027 kl 9-16", **{"Vilket slags möte?": "Arbetsdag"})
    assert entries(vatterbygden) == [("Arbetsdag", "2027-03-05 09:00", 0, "CONFIRMED")]


def test_whoever_changes_an_old_picture_is_told_what_holds(vatterbygden: World) -> None:
    make(vatterbygden, "Styrelsemöte: 5 mars 2027 kl 9-12")
    old = meetings_list(vatterbygden, CHAIR)
    vatterbygden.person(SECRETARY).click("Ändra 5 mars", meetings_list(vatterbygden))
    vatterbygden.person(SECRETARY).view().fill({"När?": "12 mars 2027 kl 9-12"}).submit()
    vatterbygden.person(CHAIR).click("Ställ in 5 mars", old)
    assert vatterbygden.person(CHAIR).view().words() == (
        "Någon hann ändra mötet före dig, så inget är ändrat nu. Det är fredag 12 mars 2027 kl. 9.00–12.00. "
        "Öppna listan igen."
    )


def test_a_link_that_is_none_and_a_day_gone_by_are_asked_back(vatterbygden: World) -> None:
    secretary = vatterbygden.person(SECRETARY)
    secretary.command("/klubban möte Styrelsemöte: 5 mars 2027 kl 9-12", vatterbygden.channel)
    form = secretary.view().fill({"Länk": "teams"}).submit()
    assert form.errors == {"Länk": "Skriv hela länken, till exempel https://teams.example/möte."}
    form = form.fill({"Länk": "https://teams.example/1", "När?": "5 mars 2020 kl 9-12"}).submit()
    assert form.errors == {"När?": "Den dagen har redan varit."}


def test_the_list_below_the_form_follows_so_that_the_next_click_is_on_what_holds(vatterbygden: World) -> None:
    make(vatterbygden, "Styrelsemöte: 5 mars 2027 kl 9-12")
    secretary = vatterbygden.person(SECRETARY)
    secretary.click("Ändra 5 mars", meetings_list(vatterbygden))
    below = secretary.view().fill({"När?": "12 mars 2027 kl 9-12"}).submit().close()
    assert below.words().startswith("Fredag 12 mars 2027 kl. 9.00–12.00: Styrelsemöte")
    secretary.click("Ställ in 12 mars", below)
    assert "Inga möten är bokade." in secretary.view().words()


def test_a_meeting_on_a_day_that_is_taken_or_free_is_pointed_out_and_can_be_booked_all_the_same(
    vatterbygden: World,
) -> None:
    make(vatterbygden, "Styrelsemöte: 5 mars 2027 kl 9-12")
    secretary = vatterbygden.person(SECRETARY)
    secretary.command("/klubban möte Budgetmöte: 5 mars 2027 kl 10-12", vatterbygden.channel)
    form = secretary.view().submit()
    assert form.words().split("\n")[0] == "Fredag 5 mars 2027: tiden krockar med Styrelsemöte."
    form = form.fill({"När?": "4 december 2027 kl 10-12"}).submit()
    assert form.words().split("\n")[:3] == [
        "Lördag 4 december 2027 infaller på en helg.",
        "Mandatperioden går ut onsdag 31 mars 2027, men förteckningen har samma personer lördag 4 december 2027. "
        "Ändra den först om andra sitter i styrelsen då: frågan går till dem som förteckningen nämner.",
        "Lördag 4 december 2027 är för sent: budgeten ska vara klar senast tisdag 30 november 2027.",
    ]
    assert "Mötet är bokat." in form.submit().words()


def test_a_new_place_alone_points_nothing_out_and_a_move_does(vatterbygden: World) -> None:
    make(vatterbygden, "Styrelsemöte: 5 mars 2027 kl 9-12")
    make(vatterbygden, "Arbetsdag: 12 mars 2027 kl 9-12")
    secretary = vatterbygden.person(SECRETARY)
    secretary.click("Ändra 5 mars", meetings_list(vatterbygden))
    assert "Mötet är ändrat." in secretary.view().fill({"Var?": "Habo"}).submit().words()
    secretary.view().close()
    secretary.click("Ändra 5 mars", secretary.view())
    form = secretary.view().fill({"När?": "12 mars 2027 kl 13-15"}).submit()
    assert form.words().split("\n")[0] == "Fredag 12 mars 2027: styrelsen har redan Arbetsdag den dagen."
