"""Who is called next: a no, no answer, nobody left, a late yes, a withdrawal, two seats of one member, a vacant one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest

from tests.journeys.calling import attendance, booked, card, heads, hours, last, make, minutes, moves, says
from tests.world import World, at_the_board, roster, world

CHAIR, VICE, CARINA, DAVID, ELIN = "UN01", "UN02", "UN03", "UN04", "UN05"
FOLKE, GRETA, HENRIK, IRMA, JONAS, KERSTIN, LENNART, MONIKA = (f"UN{n}" for n in range(11, 19))
NORA = "UN20"
WHEN = "fredag 4 december kl. 9.00–12.00"
CALL = f"Kan du tjänstgöra för Borlänge kommun {WHEN}?"


@pytest.fixture
def dalarna(sqlite_url: str) -> Iterator[World]:
    now = datetime.fromisoformat("2026-11-23T09:00+01:00")
    with world(sqlite_url, roster("norra-dalarna"), now) as opened:
        yield opened


def test_the_next_ersattare_is_called_when_the_first_declines(dalarna: World) -> None:
    booked(dalarna, NORA)
    says(dalarna, ELIN, "Har förhinder")
    assert (heads(dalarna, IRMA), heads(dalarna, JONAS)) == ([CALL], [])
    says(dalarna, IRMA, "Nej, jag kan inte")
    assert heads(dalarna, IRMA) == [f"Du har svarat att du inte kan tjänstgöra för Borlänge kommun {WHEN}."]
    assert (heads(dalarna, JONAS), heads(dalarna, KERSTIN)) == ([CALL], [])
    says(dalarna, JONAS, "Ja, jag tjänstgör")
    assert "Borlänge kommun: Jonas Kihl, ersättare för Elin Frid" in card(dalarna, CHAIR)
    assert heads(dalarna, KERSTIN) == []


def test_no_answer_in_time_calls_the_next_and_a_late_yes_wins_while_nobody_else_has_accepted(dalarna: World) -> None:
    booked(dalarna, NORA)
    says(dalarna, ELIN, "Har förhinder")
    assert "Svara senast söndag 29 november kl. 10.00. Annars frågar vi nästa." in last(dalarna, IRMA)
    hours(dalarna, 48)
    assert [at_the_board(message) for message in dalarna.person(JONAS).dm()] == ["2026-11-29 10:00"]
    assert heads(dalarna, IRMA) == [f"Svarstiden har gått ut: tjänstgöra för Borlänge kommun {WHEN}."]
    assert "Kan du ändå? Platsen är fortfarande ledig." in last(dalarna, IRMA)
    says(dalarna, IRMA, "Ja, jag tjänstgör")
    assert heads(dalarna, IRMA) == [f"Du tjänstgör för Borlänge kommun {WHEN}."]
    assert heads(dalarna, JONAS) == ["Du behöver inte tjänstgöra den 4 december."] * 2
    assert "Någon annan tjänstgör för Borlänge kommun." in last(dalarna, JONAS)


def test_a_yes_that_comes_after_another_has_accepted_is_thanked_and_not_carried_out(dalarna: World) -> None:
    booked(dalarna, NORA)
    says(dalarna, ELIN, "Har förhinder")
    hours(dalarna, 48)
    irma, old = dalarna.person(IRMA), dalarna.person(IRMA).dm()[-1]
    dalarna.person(JONAS).click("Ja, jag tjänstgör")
    irma.click("Ja, jag tjänstgör", old)  # before it has been rewritten
    dalarna.quiet()
    answers = [message.words() for message in irma.dm() if message.ephemeral]
    assert answers == [
        "Tack, men Jonas Kihl har redan tackat ja till att tjänstgöra den 4 december. "
        "Du är fortfarande välkommen till mötet."
    ]


def test_the_last_one_is_never_timed_out_but_reminded_and_the_secretary_is_told(dalarna: World) -> None:
    booked(dalarna, NORA)
    says(dalarna, VICE, "Har förhinder")
    assert "Ingen annan finns att fråga." in last(dalarna, MONIKA)
    hours(dalarna, 48)
    assert heads(dalarna, MONIKA)[1:] == ["Vi väntar på ditt svar. Ingen annan finns att fråga för Försäkringskassan."]
    assert f"Monika Nyman har inte svarat om att tjänstgöra för Försäkringskassan {WHEN}." in last(dalarna, NORA)
    hours(dalarna, 24)
    says(dalarna, MONIKA, "Ja, jag tjänstgör")
    assert "Försäkringskassan: Monika Nyman, ersättare för Bengt Cederlund" in card(dalarna, CHAIR)


def test_when_nobody_is_left_the_secretary_hears_what_it_does_to_the_quorum(dalarna: World) -> None:
    booked(dalarna, NORA)
    says(dalarna, CHAIR, "Har förhinder")
    assert last(dalarna, NORA).split("\n")[0] == (
        f"Ingen ersättare finns kvar att fråga för Region Dalarna till mötet {WHEN}. "
        "Hittills är 0 av 6 platser säkra och 4 krävs för beslut."
    )
    assert heads(dalarna, VICE)[-1] == f"Ordföranden har förhinder, så du leder mötet {WHEN}."
    assert "Ordföranden har förhinder. Bengt Cederlund leder mötet." in card(dalarna, CARINA)
    assert "Ingen ersättare finns kvar att fråga för Region Dalarna." in card(dalarna, CARINA)


def test_the_chair_is_told_too_when_the_quorum_is_at_risk(dalarna: World) -> None:
    booked(dalarna, NORA)
    for ersattare in (IRMA, JONAS, KERSTIN, MONIKA):  # each says beforehand that they can't
        dalarna.person(ersattare).click("Kan inte, 4 december", attendance(dalarna, ersattare))
    says(dalarna, LENNART, "Nej, jag kan inte")
    says(dalarna, VICE, "Har förhinder")
    nobody = f"Ingen ersättare finns kvar att fråga för Borlänge kommun till mötet {WHEN}."
    assert heads(dalarna, CHAIR) == [f"Kommer du till mötet {WHEN}?"]
    says(dalarna, ELIN, "Har förhinder")  # 3 of 6 can come at the most
    assert heads(dalarna, CHAIR)[-1] == nobody
    assert heads(dalarna, NORA)[-1] == nobody


def test_an_ersattare_who_withdraws_is_followed_by_the_next(dalarna: World) -> None:
    booked(dalarna, NORA)
    says(dalarna, ELIN, "Har förhinder")
    says(dalarna, IRMA, "Ja, jag tjänstgör")
    says(dalarna, IRMA, "Jag kan inte längre")
    assert heads(dalarna, JONAS) == [CALL]
    assert "Elin Frid, har förhinder; Jonas Kihl är tillfrågad" in card(dalarna, CHAIR)


def test_two_forhinder_at_one_member_call_two_ersattare_and_a_seat_given_back_frees_one(dalarna: World) -> None:
    booked(dalarna, NORA)
    says(dalarna, CARINA, "Har förhinder")
    says(dalarna, DAVID, "Har förhinder")
    assert [len(dalarna.person(slack).dm()) for slack in (FOLKE, GRETA, HENRIK)] == [1, 1, 0]
    says(dalarna, FOLKE, "Ja, jag tjänstgör")
    says(dalarna, CARINA, "Kommer")
    says(dalarna, CARINA, "Ja, jag tjänstgör själv")
    assert heads(dalarna, FOLKE)[-1] == "Du behöver inte tjänstgöra den 4 december."
    assert heads(dalarna, GRETA) == [f"Kan du tjänstgöra för Falu kommun {WHEN}?"]
    says(dalarna, GRETA, "Nej, jag kan inte")
    # Folke has been let off, not said no: he is next in the order again.
    assert heads(dalarna, FOLKE)[-1] == f"Kan du tjänstgöra för Falu kommun {WHEN}?"


def test_a_slip_that_is_taken_back_within_a_minute_calls_nobody(dalarna: World) -> None:
    booked(dalarna, NORA)
    dalarna.person(ELIN).click("Har förhinder")
    dalarna.quiet()
    says(dalarna, ELIN, "Kommer")
    assert heads(dalarna, IRMA) == []


def test_a_vacant_seat_is_offered_to_its_ersattare_when_people_are_asked(dalarna: World) -> None:
    make(dalarna, NORA)
    assert heads(dalarna, LENNART) == []
    hours(dalarna, 24 * 4 + 1)
    assert "Platsen är inte besatt och du står på tur." in last(dalarna, LENNART)
    says(dalarna, LENNART, "Ja, jag tjänstgör")
    assert "Leksands kommun: Lennart Moberg, ersättare" in card(dalarna, CHAIR)


def test_a_part_of_the_meeting_calls_an_ersattare_for_that_part_alone(dalarna: World) -> None:
    booked(dalarna, NORA)
    elin = dalarna.person(ELIN)
    elin.click("Kommer en del av mötet")
    form = elin.view().fill({"Jag går klockan": "igår"}).submit()
    assert form.errors == {"Jag går klockan": "Skriv ett klockslag, till exempel 9.30."}
    assert not form.fill({"Jag går klockan": "10.30"}).submit().is_open
    minutes(dalarna)
    assert "Ditt svar: Kommer en del av mötet, kl. 9.00–10.30." in last(dalarna, ELIN)
    assert "Det gäller kl. 10.30–12.00." in last(dalarna, IRMA)
    says(dalarna, IRMA, "Ja, jag tjänstgör")
    assert (
        "Borlänge kommun: Elin Frid, kommer en del av mötet, kl. 9.00–10.30; Irma Jern tjänstgör kl. 10.30–12.00"
        in card(dalarna, CHAIR)
    )


def test_less_than_an_hour_away_goes_to_the_secretary_and_calls_nobody(dalarna: World) -> None:
    booked(dalarna, NORA)
    elin = dalarna.person(ELIN)
    elin.click("Kommer en del av mötet")
    elin.view().fill({"Jag kommer klockan": "9:20"}).submit()
    minutes(dalarna)
    assert last(dalarna, NORA).split("\n")[0] == (
        f"Elin Frid är med kl. 9.20–12.00 på mötet {WHEN}. "
        "Frånvaron är kortare än en timme, så ingen ersättare har kallats in."
    )
    assert heads(dalarna, IRMA) == []


def test_when_time_is_short_the_secretary_gets_the_telephone_number_at_once(dalarna: World) -> None:
    booked(dalarna, NORA)
    hours(dalarna, 24 * 6 + 13)  # Thursday, 23:00
    says(dalarna, ELIN, "Har förhinder")
    assert last(dalarna, NORA).split("\n")[0] == (
        f"Det är kort om tid: Borlänge kommun saknar ersättare till mötet {WHEN}. Vi frågar Irma Jern fredag "
        "4 december kl. 7.00 och väntar på svar till fredag 4 december kl. 8.00. Telefon: Irma Jern 070-444 44 44."
    )
    assert heads(dalarna, IRMA) == []
    hours(dalarna, 8)
    assert [at_the_board(message) for message in dalarna.person(IRMA).dm()] == ["2026-12-04 07:00"]


def test_a_silent_ledamot_is_expected_and_an_ersattare_is_asked_on_the_secretarys_click_alone(dalarna: World) -> None:
    booked(dalarna, NORA)
    for slack in (CHAIR, VICE, CARINA, DAVID):
        dalarna.person(slack).click("Kommer")
    hours(dalarna, 24 * 6 + 3)  # Thursday after noon
    assert last(dalarna, NORA).split("\n")[0] == (
        f"Svar saknas inför mötet {WHEN}. Elin Frid har inte svarat. Telefonnummer saknas i förteckningen. "
        "De räknas som väntade, inte som säkra. Vill du fråga en ersättare? Öppna närvaron."
    )
    assert heads(dalarna, IRMA) == []
    nora = dalarna.person(NORA)
    nora.click("Fråga en ersättare", attendance(dalarna, NORA))
    nora.view().fill({"Vem ska frågas?": "Jonas Kihl, för Elin Frid"}).submit()
    minutes(dalarna)
    assert "Elin Frid har inte svarat, och sekreteraren vill veta om du kan." in last(dalarna, JONAS)
    says(dalarna, JONAS, "Ja, jag tjänstgör")
    assert "Borlänge kommun: Jonas Kihl, ersättare för Elin Frid" in card(dalarna, CHAIR)
    says(dalarna, ELIN, "Kommer")
    question = dalarna.person(ELIN).dm()[0]
    assert "Jonas Kihl har tackat ja. Vill du ändå tjänstgöra själv?" in question.words()
    says(dalarna, ELIN, "Nej, Jonas Kihl tjänstgör")
    assert "Ditt svar: Har förhinder. Jonas Kihl tjänstgör för dig." in dalarna.person(ELIN).dm()[0].words()


def test_a_moved_meeting_lets_the_calls_go_and_asks_again(dalarna: World) -> None:
    booked(dalarna, NORA)
    says(dalarna, ELIN, "Har förhinder")
    says(dalarna, IRMA, "Ja, jag tjänstgör")
    moves(dalarna, NORA, "4 december", "8 december 2026 kl 9-12")
    assert dalarna.person(IRMA).dm()[-2].words() == (
        "Mötet är flyttat, så frågan om att tjänstgöra gäller inte längre. Mötet är nu tisdag 8 december kl. "
        "9.00–12.00. Behövs du då frågar vi dig igen."
    )
    assert heads(dalarna, ELIN)[0] == "Kommer du till mötet tisdag 8 december kl. 9.00–12.00?"
    assert "Du har inte svarat än." in dalarna.person(ELIN).dm()[0].words()
    assert "Har du svarat om du kommer? Svaret gällde den gamla tiden, så svara igen." in last(dalarna, ELIN)
    dalarna.person(ELIN).click("Har förhinder, 8 december")
    minutes(dalarna)
    assert heads(dalarna, IRMA)[-1] == "Kan du tjänstgöra för Borlänge kommun tisdag 8 december kl. 9.00–12.00?"


def test_a_cancelled_meeting_needs_nobody_and_says_so_once(dalarna: World) -> None:
    booked(dalarna, NORA)
    says(dalarna, ELIN, "Har förhinder")
    nora = dalarna.person(NORA)
    nora.command("/klubban möte")
    nora.click("Ställ in 4 december", nora.view())
    minutes(dalarna)
    assert heads(dalarna, IRMA) == [f"Mötet {WHEN} är inställt."] * 2  # the card, rewritten, and the word itself
    assert dalarna.person(IRMA).dm()[0].buttons() == []
    assert heads(dalarna, JONAS) == [f"Mötet {WHEN} är inställt."]


def test_the_history_can_be_read_by_staff_and_by_nobody_else(dalarna: World) -> None:
    booked(dalarna, NORA)
    says(dalarna, ELIN, "Har förhinder")
    hours(dalarna, 48)
    says(dalarna, JONAS, "Nej, jag kan inte")
    nora = dalarna.person(NORA)
    nora.click("Historik", attendance(dalarna, NORA))
    assert nora.view().words().split("\n") == [
        "27 november 9.01 Leksands kommun: Lennart Moberg är tillfrågad.",
        "27 november 10.00 Borlänge kommun: Elin Frid svarar Har förhinder.",
        "27 november 10.01 Borlänge kommun: Irma Jern är tillfrågad.",
        "29 november 10.00 Borlänge kommun: Irma Jern har inte svarat i tid.",
        "29 november 10.00 Borlänge kommun: Jonas Kihl är tillfrågad.",
        "29 november 10.02 Borlänge kommun: Jonas Kihl tackar nej.",
        "29 november 10.03 Borlänge kommun: Kerstin Lans är tillfrågad.",
    ]
    assert "Historik" not in attendance(dalarna, ELIN).buttons()


def test_when_nobody_may_be_asked_before_the_meeting_the_secretary_hears_at_once_whom_to_phone(dalarna: World) -> None:
    booked(dalarna, NORA, "Frukostmöte: 4 december 2026 kl 7-9")
    hours(dalarna, 24 * 6 + 12)  # Thursday, 22:00
    says(dalarna, ELIN, "Har förhinder")
    assert last(dalarna, NORA).split("\n")[0] == (
        "Det är för kort om tid för att fråga någon ersättare för Borlänge kommun till mötet fredag 4 december kl. "
        "7.00–9.00. På tur står Irma Jern. Telefon: Irma Jern 070-444 44 44."
    )
    assert heads(dalarna, IRMA) == []
