"""People write to Klubban as to a colleague: what is clear is carried out, what isn't is asked, no word is kept."""

from __future__ import annotations

from sqlalchemy import text as sql

from tests.journeys.calling import attendance, booked, heads, hours, last, make, minutes, says
from tests.journeys.test_calling_in_turn import CARINA, ELIN, IRMA, JONAS, NORA, WHEN, dalarna
from tests.world import World

__all__ = ["dalarna"]


def writes(world: World, slack: str, sentence: str) -> str:
    """Writes, lets two minutes pass, and reads the newest answer."""
    person = world.person(slack)
    before = len(person.dm())
    person.say(sentence)
    minutes(world)
    answers = [message for message in person.dm()[before:] if message.user != slack]
    return answers[0].words().split("\n")[0] if answers else ""


def question(world: World, slack: str) -> str:
    """The question whether they come, as it now stands."""
    return world.person(slack).dm()[0].words()


def test_kommer_is_noted_and_can_be_taken_back(dalarna: World) -> None:
    booked(dalarna, NORA)
    assert writes(dalarna, ELIN, "kommer") == f"Noterat: du kommer till mötet {WHEN}. Norra Dalarna."
    assert "Ditt svar: Kommer." in question(dalarna, ELIN)
    says(dalarna, ELIN, "Ångra")
    assert last(dalarna, ELIN).split("\n")[:2] == ["Ångrat.", f"Mötet {WHEN}: Du har inte svarat än."]
    assert "Du har inte svarat än." in question(dalarna, ELIN)


def test_a_forhinder_in_plain_words_calls_the_ersattare_and_nobody_asks_why(dalarna: World) -> None:
    booked(dalarna, NORA)
    assert writes(dalarna, ELIN, "jag kan tyvärr inte den 4:e, är bortrest") == (
        f"Noterat: du har förhinder till mötet {WHEN}. Norra Dalarna. Vi frågar din ersättare."
    )
    assert heads(dalarna, IRMA) == [f"Kan du tjänstgöra för Borlänge kommun {WHEN}?"]
    assert writes(dalarna, ELIN, "vem tjänstgör för mig?") == (
        "Fredag 4 december kl. 9.00–12.00: Styrelsemöte, Norra Dalarna. Vi har frågat Irma Jern."
    )
    assert writes(dalarna, IRMA, "ja det kan jag") == f"Noterat: du tjänstgör för Borlänge kommun {WHEN}."
    assert writes(dalarna, ELIN, "vem tjänstgör för mig?").endswith("Irma Jern tjänstgör för dig.")
    kept = dalarna.read(lambda session: [str(row) for row in session.execute(sql("SELECT * FROM reply"))])
    assert [row for row in kept if "bortrest" in row] == []


def test_it_cannot_be_taken_back_once_another_has_answered_because_of_it(dalarna: World) -> None:
    booked(dalarna, NORA)
    writes(dalarna, ELIN, "har förhinder")
    says(dalarna, IRMA, "Ja, jag tjänstgör")
    elin = dalarna.person(ELIN)
    elin.click("Ångra")
    dalarna.quiet()
    assert [message.words() for message in elin.dm() if message.ephemeral] == [
        "Irma Jern har redan svarat, så det går inte att ångra. Svara på nytt i stället."
    ]
    assert "Ditt svar: Har förhinder. Irma Jern tjänstgör för dig." in question(dalarna, ELIN)
    assert writes(dalarna, ELIN, "jag kan komma ändå") == f"Du kan komma till mötet {WHEN}. Norra Dalarna."
    assert "Irma Jern har tackat ja. Vill du ändå tjänstgöra själv?" in last(dalarna, ELIN)
    assert "Vill du ändå tjänstgöra själv?" in dalarna.person(ELIN).dm()[-1].text  # what a phone shows of it


def test_a_slip_of_an_ersattare_is_taken_back_before_the_next_is_asked(dalarna: World) -> None:
    booked(dalarna, NORA)
    says(dalarna, ELIN, "Har förhinder")
    irma = dalarna.person(IRMA)
    irma.say("nej")
    dalarna.quiet()
    irma.click("Ångra")
    minutes(dalarna)
    assert heads(dalarna, IRMA)[0] == f"Kan du tjänstgöra för Borlänge kommun {WHEN}?"
    assert heads(dalarna, JONAS) == []


def test_late_and_early_are_parts_of_the_meeting(dalarna: World) -> None:
    booked(dalarna, NORA)
    assert writes(dalarna, ELIN, "kommer 20 min sent") == (
        f"Noterat: du är med kl. 9.20–12.00 på mötet {WHEN}. Norra Dalarna."
    )
    assert heads(dalarna, NORA)[-1] == f"Elin Frid är med kl. 9.20–12.00 på mötet {WHEN}."
    assert writes(dalarna, CARINA, "måste gå kl 10.30") == (
        f"Noterat: du är med kl. 9.00–10.30 på mötet {WHEN}. Norra Dalarna. Vi frågar din ersättare."
    )


def test_distance_is_not_promised_where_the_board_has_not_decided_on_it(dalarna: World) -> None:
    booked(dalarna, NORA)
    assert writes(dalarna, ELIN, "är med på länk").startswith("Det går inte att delta på distans i det mötet")
    assert "Du har inte svarat än." in question(dalarna, ELIN)


def test_with_two_meetings_waiting_it_is_asked_which_and_a_button_answers(dalarna: World) -> None:
    make(dalarna, NORA, "Budgetmöte: 3 december 2026 kl 13-15")
    booked(dalarna, NORA)
    assert writes(dalarna, ELIN, "kommer") == "Vilket menar du? Inget är noterat än. Välj med en knapp."
    assert dalarna.person(ELIN).dm()[-1].buttons() == ["Kommer, 3 december", "Kommer, 4 december"]
    says(dalarna, ELIN, "Kommer, 4 december")
    assert last(dalarna, ELIN).startswith(f"Noterat: du kommer till mötet {WHEN}.")


def test_what_is_unclear_is_asked_and_never_guessed(dalarna: World) -> None:
    booked(dalarna, NORA)
    for sentence in ("kanske", "jag kommer om tåget går", "kan inte inte komma", "kommer? nej"):
        answer = writes(dalarna, ELIN, sentence)
        assert "inget är noterat" in answer or "Inget är noterat" in answer, (sentence, answer)
    assert "Du har inte svarat än." in question(dalarna, ELIN)


def test_dates_of_a_question_are_answered_in_one_sentence(dalarna: World) -> None:
    nora = dalarna.person(NORA)
    nora.command("/klubban datum Vårmöte: 5 mars 2027 kl 9-12, 12 mars 2027 kl 9-12", dalarna.channel)
    nora.view().submit().close()
    dalarna.quiet()
    assert writes(dalarna, ELIN, "kan inte den 5:e men gärna den 12:e") == (
        "Noterat om Vårmöte: 5 mars: Kan inte, 12 mars: Kan."
    )
    assert "Ditt svar: Kan inte" in dalarna.person(ELIN).dm()[0].words()
    says(dalarna, ELIN, "Ångra")
    assert dalarna.person(ELIN).dm()[0].words().count("Du har inte svarat än.") == 2
    assert writes(dalarna, CARINA, "kan båda") == "Noterat om Vårmöte: 5 mars: Kan, 12 mars: Kan."
    assert writes(dalarna, IRMA, "funkar inte alls") == "Noterat om Vårmöte: 5 mars: Kan inte, 12 mars: Kan inte."


def test_what_one_wants_to_know_is_told(dalarna: World) -> None:
    booked(dalarna, NORA, **{"Var?": "Falun"})
    assert writes(dalarna, ELIN, "när är nästa möte?") == (
        "Fredag 4 december kl. 9.00–12.00: Styrelsemöte, Norra Dalarna. Plats: Falun. Du har inte svarat än."
    )
    assert writes(dalarna, ELIN, "var är det?") == "Fredag 4 december kl. 9.00–12.00. Plats: Falun."
    assert writes(dalarna, ELIN, "hjälp").startswith("Skriv så här: ”kommer”")
    assert writes(dalarna, ELIN, "förlåt, menade nej") != ""
    assert "Du har inte svarat än." in question(dalarna, ELIN)


def test_a_mistaken_yes_is_put_right_in_words(dalarna: World) -> None:
    booked(dalarna, NORA)
    writes(dalarna, ELIN, "kommer")
    assert writes(dalarna, ELIN, "förlåt, menade nej").startswith("Noterat: du har förhinder till mötet")
    hours(dalarna, 1)
    assert writes(dalarna, ELIN, "ångra") != ""


def test_one_who_has_chosen_english_is_answered_in_english(dalarna: World) -> None:
    booked(dalarna, NORA)
    elin = dalarna.person(ELIN)
    elin.click("English", elin.home())
    assert writes(dalarna, ELIN, "sorry, I can't make it") == (
        "Noted: you cannot attend the meeting on Friday 4 December, 9:00–12:00. Norra Dalarna. "
        "We are asking your substitute."
    )
    assert attendance(dalarna, ELIN).title == "Attendance"
