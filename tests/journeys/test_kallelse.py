"""The kallelse: sent by the secretary to all, and how few messages a meeting takes."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from handlers.boards.rule_values import Distance
from tests.journeys.calling import attendance, booked, heads, hours, last, make, minutes, moves, says
from tests.journeys.test_calling_in_turn import (
    CARINA,
    CHAIR,
    DAVID,
    ELIN,
    FOLKE,
    IRMA,
    JONAS,
    MONIKA,
    NORA,
    WHEN,
    dalarna,
)
from tests.world import World, roster, world

__all__ = ["dalarna"]
ASKED = f"Kommer du till mötet {WHEN}?"
NOTICE = f"Kallelse: Styrelsemöte {WHEN}."


def test_on_its_day_the_secretary_is_asked_to_send_the_kallelse_and_nothing_is_sent_by_the_clock(
    dalarna: World,
) -> None:
    booked(dalarna, NORA)
    hours(dalarna, 24 * 3)
    assert heads(dalarna, NORA)[0] == f"Dags att skicka kallelsen till mötet {WHEN}."
    assert [NOTICE in heads(dalarna, slack) for slack in (CHAIR, ELIN, IRMA)] == [False] * 3


def test_the_kallelse_goes_to_all_and_tells_who_serves_from_who_may_come(dalarna: World) -> None:
    booked(dalarna, NORA, **{"Var?": "Falun"})
    says(dalarna, ELIN, "Har förhinder")
    says(dalarna, IRMA, "Ja, jag tjänstgör")
    dalarna.person(NORA).click("Skicka kallelse")
    dalarna.quiet()
    assert dalarna.person(CARINA).dm()[-1].text == (
        f"*{NOTICE}* Norra Dalarna. Plats: Falun. Har du förhinder? Säg till så snart du kan, så frågar vi din "
        "ersättare. Du behöver inte ange skäl."
    )
    assert "Du tjänstgör för Borlänge kommun" in last(dalarna, IRMA)
    assert "Du är välkommen att delta. Behövs du som tjänstgörande frågar vi dig särskilt." in last(dalarna, JONAS)
    assert dalarna.person(JONAS).dm()[-1].buttons() == ["Kan tjänstgöra", "Kan inte"]
    assert heads(dalarna, NORA) == [f"Kallelsen till mötet {WHEN} är skickad."]


def test_whoever_has_answered_or_been_asked_is_not_told_it_once_more(dalarna: World) -> None:
    booked(dalarna, NORA)
    says(dalarna, ELIN, "Har förhinder")
    says(dalarna, CARINA, "Kommer")
    assert "Har du förhinder?" not in last(dalarna, ELIN)
    assert "Får du förhinder? Säg till här, så frågar vi din ersättare." in last(dalarna, CARINA)
    dalarna.person(NORA).click("Skicka kallelse")
    dalarna.quiet()
    assert "särskilt" not in last(dalarna, IRMA)
    assert "Du får gärna säga redan nu om du kan tjänstgöra." in last(dalarna, JONAS)
    home = dalarna.person(NORA).home().words()
    assert "1 av 6 platser besatta (4 krävs)." in home


def test_it_is_not_sent_twice(dalarna: World) -> None:
    booked(dalarna, NORA)
    chair = dalarna.person(CHAIR)
    window = attendance(dalarna, CHAIR)
    dalarna.person(NORA).click("Skicka kallelse")
    dalarna.quiet()
    chair.click("Skicka kallelse", window)
    dalarna.quiet()
    assert chair.view().words() == "Kallelsen är redan skickad."
    assert heads(dalarna, CARINA) == [ASKED, NOTICE]


def test_a_question_not_yet_sent_goes_inside_the_kallelse(dalarna: World) -> None:
    make(dalarna, NORA)
    dalarna.person(NORA).click("Skicka kallelse", attendance(dalarna, NORA))
    dalarna.quiet()
    says(dalarna, CARINA, "Har förhinder")
    assert heads(dalarna, FOLKE) == [NOTICE, f"Kan du tjänstgöra för Falu kommun {WHEN}?"]
    hours(dalarna, 24 * 5)
    assert heads(dalarna, CARINA) == [NOTICE]


def test_an_ersattare_who_can_serve_beforehand_is_called_like_anyone(dalarna: World) -> None:
    booked(dalarna, NORA)
    dalarna.person(NORA).click("Skicka kallelse")
    dalarna.quiet()
    says(dalarna, JONAS, "Kan tjänstgöra")
    assert "Ditt svar: Kan tjänstgöra." in last(dalarna, JONAS)
    says(dalarna, ELIN, "Har förhinder")
    assert heads(dalarna, IRMA)[-1] == f"Kan du tjänstgöra för Borlänge kommun {WHEN}?"
    says(dalarna, IRMA, "Nej, jag kan inte")
    assert heads(dalarna, JONAS)[-1] == f"Kan du tjänstgöra för Borlänge kommun {WHEN}?"


def test_a_ledamot_who_answers_the_same_day_gets_three_messages_at_most(dalarna: World) -> None:
    """From the booking on: the question, the kallelse, one change. No reminder, no list, no word about others."""
    booked(dalarna, NORA)
    for slack in (CHAIR, CARINA, DAVID, ELIN):
        says(dalarna, slack, "Kommer")
    dalarna.person(NORA).click("Skicka kallelse")
    hours(dalarna, 24)
    moves(dalarna, NORA, "4 december", "4 december 2026 kl 10-13")
    for slack in (CARINA, DAVID, ELIN):
        says(dalarna, slack, "Kommer")
    hours(dalarna, 24 * 8)
    change = f"Mötet {WHEN} är flyttat till fredag 4 december kl. 10.00–13.00."
    moved = WHEN.replace("9.00–12.00", "10.00–13.00")
    told = [f"Kommer du till mötet {moved}?", f"Kallelse: Styrelsemöte {moved}.", change]
    assert [heads(dalarna, slack) for slack in (CARINA, DAVID, ELIN)] == [told] * 3


def test_several_things_that_wait_on_one_day_are_one_reminder(dalarna: World) -> None:
    make(dalarna, NORA, "Budgetmöte: 4 december 2026 kl 13-15")
    booked(dalarna, NORA)
    hours(dalarna, 24 * 6)
    reminders = [message.words().split("\n")[0] for message in dalarna.person(ELIN).dm() if "innelse" in message.text]
    assert reminders == ["Påminnelse om 2 saker."]  # on Wednesday; five days before was a Sunday, moved to the asking


def test_distance_is_offered_only_where_the_board_has_decided_on_it(sqlite_url: str) -> None:
    board = roster("norra-dalarna")
    decided = replace(board, rules=replace(board.rules, distance=Distance("§ 19 2022-11-18", "alla", 2)))
    now = datetime.fromisoformat("2026-11-23T09:00+01:00")
    with world(sqlite_url, decided, now) as opened:
        booked(opened, NORA, **{"Hur?": "På plats och digitalt"})
        assert opened.person(ELIN).dm()[-1].buttons() == [
            "Kommer",
            "På distans",
            "Kommer en del av mötet",
            "Har förhinder",
        ]
        says(opened, ELIN, "På distans")
        assert "Ditt svar: På distans." in last(opened, ELIN)


def test_no_distance_without_a_decision_and_one_button_in_a_digital_meeting(dalarna: World) -> None:
    make(dalarna, NORA, **{"Hur?": "På plats och digitalt"})
    make(dalarna, NORA, "Digitalt möte: 4 december 2026 kl 13-14", **{"Hur?": "Digitalt"})
    dalarna.pass_time(timedelta(days=4, hours=1))
    assert [message.buttons() for message in dalarna.person(ELIN).dm()] == [
        ["Kommer", "Kommer en del av mötet", "Har förhinder"],
        ["Deltar", "Kommer en del av mötet", "Har förhinder"],
    ]


def test_a_working_day_is_asked_about_and_calls_nobody(dalarna: World) -> None:
    make(dalarna, NORA, "Arbetsdag: 4 december 2026 kl 9-16", **{"Vilket slags möte?": "Arbetsdag"})
    dalarna.pass_time(timedelta(days=4, hours=1))
    assert "Du behöver inte ange skäl om du har förhinder." in last(dalarna, ELIN)
    says(dalarna, ELIN, "Har förhinder")
    minutes(dalarna, 10)
    assert [heads(dalarna, slack) for slack in (IRMA, MONIKA)] == [[], []]
