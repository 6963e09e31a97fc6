"""A whole year in one question, each day with its reserve date, put to a board of eleven seats and 22 people."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import datetime

import pytest

from tests.world import World, roster, world

SECRETARY, CHAIR, VICE = "UB40", "UB01", "UB02"
LEDAMOTER = [f"UB{number:02}" for number in range(1, 12)]
ERSATTARE = [f"UB{number}" for number in range(21, 32)]
YEAR = """Styrelsemöten 2026:
5 februari 2026 kl 9-12 (reservdatum 12 februari 2026 kl 9-12)
19 mars 2026 kl 9-12 (reservdatum 26 mars 2026 kl 9-12)
4 juni 2026 kl 9-12 (reservdatum 11 juni 2026 kl 9-12)
24 september 2026 kl 9-12 (reservdatum 1 oktober 2026 kl 9-12)
19 november 2026 kl 9-12 (reservdatum 26 november 2026 kl 9-12)"""


@pytest.fixture
def bergslagen(database_url: str) -> Iterator[World]:
    """Bergslagen on a Monday in November 2025."""
    now = datetime.fromisoformat("2025-11-10T09:00+01:00")
    with world(database_url, roster("bergslagen"), now) as opened:
        yield opened


def ask_for_the_year(at: World) -> None:
    secretary = at.person(SECRETARY)
    secretary.command(f"/klubban datum {YEAR}", at.channel)
    form = secretary.view()
    assert form.values["Hur många möten?"]["selected_option"]["text"]["text"] == "Ett för varje tid, som ett helt år"
    assert "Frågan är på väg till 22 personer." in form.submit().words()
    secretary.view().close()
    at.quiet()


def everybody_can_but(at: World, unable: dict[str, list[str]]) -> None:
    """All say that they can come to all ten times, and then some that they can't on some days."""
    for slack in (*LEDAMOTER, *ERSATTARE):
        at.person(slack).click("Alla tider passar")
    for day, people in unable.items():
        for slack in people:
            at.person(slack).click(f"Kan inte, {day}")
    at.quiet()


def test_a_year_is_asked_for_answered_and_booked_with_its_reserve_dates(bergslagen: World) -> None:
    at = bergslagen
    ask_for_the_year(at)
    assert at.person("UB05").dm()[-1].buttons().count("Kan") == 10

    # On 4 June five members have nobody; its reserve date will do. On 19 November neither chair nor vice can come.
    lost = ["UB03", "UB04", "UB05", "UB06", "UB07", "UB23", "UB24", "UB25", "UB26", "UB27", "UB10", "UB30"]
    everybody_can_but(at, {"4 juni": lost, "19 november": [CHAIR, VICE]})

    word = at.person(SECRETARY).dm()[-1]
    assert word.text == (
        "*Styrelsemöten 2026: alla har svarat. Förslag: boka alla 5 tider.* Den 4 juni är styrelsen inte beslutsför, "
        "men det är den på reservdagen 11 juni. Varken ordföranden eller vice ordföranden har sagt att de kan den "
        "19 november."
    )
    at.person(SECRETARY).click("Boka 5 tider", word)
    at.quiet()
    told = at.person(SECRETARY).channel(at.channel)[-1].words().split("\n")
    assert told[:4] == [
        "Bergslagen: 5 möten är bokade.",
        "Torsdag 5 februari 2026 kl. 9.00–12.00: Styrelsemöten 2026 (preliminärt)",
        "Torsdag 12 februari 2026 kl. 9.00–12.00: Styrelsemöten 2026 (reservdatum)",
        "Torsdag 19 mars 2026 kl. 9.00–12.00: Styrelsemöten 2026 (preliminärt)",
    ]
    time.sleep(1)  # an address is believed for a second
    days = [(title, start[:10]) for title, start, _, _ in at.entries("/kalender/bergslagen.ics")]
    assert days == [
        ("Styrelsemöten 2026 (preliminärt)", "2026-02-05"),
        ("Reservdatum: Styrelsemöten 2026", "2026-02-12"),
        ("Styrelsemöten 2026 (preliminärt)", "2026-03-19"),
        ("Reservdatum: Styrelsemöten 2026", "2026-03-26"),
        ("Styrelsemöten 2026 (preliminärt)", "2026-06-11"),
        ("Styrelsemöten 2026 (preliminärt)", "2026-09-24"),
        ("Reservdatum: Styrelsemöten 2026", "2026-10-01"),
        ("Styrelsemöten 2026 (preliminärt)", "2026-11-19"),
        ("Reservdatum: Styrelsemöten 2026", "2026-11-26"),
    ]


def test_a_meeting_is_moved_after_the_year_was_booked_and_everyone_is_told_once(bergslagen: World) -> None:
    at = bergslagen
    ask_for_the_year(at)
    everybody_can_but(at, {})
    word = at.person(SECRETARY).dm()[-1]
    assert word.text.endswith("boka alla 5 tider.* Styrelsen är beslutsför varje gång, med marginal.")
    at.person(SECRETARY).click("Boka 5 tider", word)
    at.quiet()
    before = {slack: len(at.person(slack).dm()) for slack in (*LEDAMOTER, *ERSATTARE, SECRETARY)}

    secretary = at.person(SECRETARY)
    secretary.command("/klubban möte")
    secretary.click("Ändra 19 mars", secretary.view())
    secretary.view().fill({"När?": "20 mars 2026 kl 13-16"}).submit()
    at.quiet()
    told = {slack: [m.text for m in at.person(slack).dm()[n:]] for slack, n in before.items()}
    moved = (
        "*Mötet torsdag 19 mars 2026 kl. 9.00–12.00 är flyttat till fredag 20 mars 2026 kl. 13.00–16.00.* "
        "Styrelsemöten 2026, Bergslagen."
    )
    assert told == {slack: [moved] for slack in before}
    time.sleep(1)
    days = [start for title, start, _, _ in at.entries("/kalender/bergslagen.ics") if not title.startswith("Reserv")]
    assert days[:3] == ["2026-02-05 09:00", "2026-03-20 13:00", "2026-06-04 09:00"]


def test_of_two_seats_of_one_member_each_is_taken_by_its_own_ersattare_or_by_the_others(bergslagen: World) -> None:
    at = bergslagen
    secretary = at.person(SECRETARY)
    secretary.command("/klubban datum Möte: 5 februari 2026 kl 9-12", at.channel)
    secretary.view().submit().close()
    at.quiet()

    def card() -> str:
        return secretary.channel(at.channel)[0].words().split("\n")[1]

    head = "Torsdag 5 februari 2026 kl. 9.00–12.00: {} (6 krävs). Ännu inte beslutsför: {} fattas. "
    nobody = "Varken ordföranden eller vice ordföranden har sagt att de kan."
    at.person("UB08").click("Kan inte, 5 februari")
    at.person("UB28").click("Kan, 5 februari")
    at.quiet()
    assert card() == head.format("1 av 11 platser besatta, en genom ersättare", 5) + nobody
    at.person("UB09").click("Kan inte, 5 februari")  # her own ersättare is silent, and the other one can't sit twice
    at.quiet()
    assert card() == head.format("1 av 11 platser besatta, en genom ersättare", 5) + nobody
    at.person("UB29").click("Kan, 5 februari")
    at.quiet()
    assert card() == head.format("2 av 11 platser besatta, 2 genom ersättare", 4) + nobody
    at.person("UB28").click("Kan inte, 5 februari")  # Hans' own can't: Ida's serves for one of the two seats
    at.quiet()
    assert card() == head.format("1 av 11 platser besatta, en genom ersättare", 5) + nobody
