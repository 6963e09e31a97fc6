"""Two meetings that were held, played again: who could not come, who left early, who never answered."""

from __future__ import annotations

from datetime import datetime, timedelta

from tests.journeys.calling import attendance, booked, card, heads, hours, last, minutes, says
from tests.world import World, roster, world


def test_hedemoras_ersattare_serves_and_the_ledamot_who_must_leave_at_one_says_so_beforehand(sqlite_url: str) -> None:
    """Södra Dalarna, 18 September 2024: six serve until one o'clock, five after it, and four are needed."""
    now = datetime.fromisoformat("2024-09-02T09:00+02:00")
    with world(sqlite_url, roster("sodra-dalarna"), now) as dalarna:
        booked(dalarna, "UD20CHEF", "Styrelsemöte: onsdag 18 september 2024 klockan 08:30-15:15", **{"Var?": "Avesta"})
        dalarna.pass_time(timedelta(days=5))  # Wednesday the 11th
        for ledamot in ("UD01AVESTA", "UD02REGION", "UD04AF", "UD05SATER"):
            dalarna.person(ledamot).click("Kommer")
        says(dalarna, "UD06HEDEMORA", "Har förhinder")
        when = "onsdag 18 september kl. 8.30–15.15"
        assert heads(dalarna, "UD16HEDEMORA") == [f"Kan du tjänstgöra för Hedemora kommun {when}?"]
        assert heads(dalarna, "UD11AVESTA") == []
        says(dalarna, "UD16HEDEMORA", "Ja, jag tjänstgör")

        fk = dalarna.person("UD03FK")
        fk.click("Kommer en del av mötet")
        fk.view().fill({"Jag går klockan": "13"}).submit()
        minutes(dalarna)
        assert "Ditt svar: Kommer en del av mötet, kl. 8.30–13.00." in last(dalarna, "UD03FK")
        assert "Ingen ersättare finns kvar att fråga för Försäkringskassan" in last(dalarna, "UD20CHEF")
        assert card(dalarna, "UD01AVESTA").split("\n")[:7] == [
            f"Närvaro: Styrelsemöte {when}. 6 av 6 medlemmar representerade, en genom ersättare (4 krävs). "
            "Som minst 5, kl. 13.00–15.15. Ingen ersättare finns kvar att fråga för Försäkringskassan.",
            "Avesta kommun: Ledamot Avesta, kommer",
            "Hedemora kommun: Ersättare Hedemora, ersättare för Ledamot Hedemora",
            "Säters kommun: Ledamot Säter, kommer",
            "Region Dalarna: Ledamot Region Dalarna, kommer",
            "Försäkringskassan: Ledamot Försäkringskassan, kommer en del av mötet, kl. 8.30–13.00",
            "Arbetsförmedlingen: Ledamot Arbetsförmedlingen, kommer",
        ]
        assert parts(dalarna, "UD20CHEF") == [
            "Kl. 8.30–13.00: 6 av 6 medlemmar representerade, en genom ersättare (4 krävs).",
            "Kl. 13.00–15.15: 5 av 6 medlemmar representerade, en genom ersättare (4 krävs).",
        ]


def test_vaggeryd_never_answers_and_is_expected_not_certain(sqlite_url: str) -> None:
    """Södra Vätterbygden, 16 November 2020, on Teams: nobody is called for a silent ledamot by itself."""
    now = datetime.fromisoformat("2020-11-02T09:00+01:00")
    with world(sqlite_url, roster("vatterbygden-2020"), now) as vatterbygden:
        line = "Styrelsemöte: måndagen den 16 november 2020, kl 09.00-11.20"
        booked(vatterbygden, "UV20CHEF", line, **{"Hur?": "Digitalt", "Länk": "https://teams.example/1"})
        hours(vatterbygden, 24 * 3)  # Monday the 9th
        for ledamot in ("UV01FK", "UV02AF", "UV03REGION", "UV04JONKOPING", "UV05MULLSJO", "UV06HABO"):
            says(vatterbygden, ledamot, "Deltar")
        hours(vatterbygden, 24 * 5)
        when = "måndag 16 november kl. 9.00–11.20"
        assert [message.text.split("*")[1] for message in vatterbygden.person("UV07VAGGERYD").dm()] == [
            f"Kommer du till mötet {when}?",
            "En påminnelse.",  # Wednesday, five days before
            "En påminnelse.",  # Friday: two days before is a Saturday
        ]
        assert heads(vatterbygden, "UV17VAGGERYD") == []
        assert last(vatterbygden, "UV20CHEF").startswith(f"Svar saknas inför mötet {when}. Ledamot Vaggeryd har inte")
        assert card(vatterbygden, "UV01FK").split("\n")[0] == (
            f"Närvaro: Styrelsemöte {when}. 6 av 7 medlemmar representerade (4 krävs). En har inte svarat."
        )


def parts(world: World, slack: str) -> list[str]:
    """The lines of the window that tell of parts of the meeting."""
    return [line for line in attendance(world, slack).words().split("\n") if line.startswith("Kl. ")]
