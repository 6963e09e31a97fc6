"""The people are called: the question, a förhinder, the ersättare who serves, in one board's own order."""

from __future__ import annotations

import time
from datetime import timedelta

from icalendar import Calendar

from tests.journeys.asking import CHAIR, HABO
from tests.journeys.test_meetings import make
from tests.world import World, at_the_board

INGER = "UV16HABO"
"""The ersättare of Habo."""


def booked(world: World, line: str = "Styrelsemöte: 4 december 2026 kl 9-12", **more: str) -> None:
    """A meeting eleven days away, and the present on the day when people are asked."""
    make(world, line, **more)
    world.pass_time(timedelta(days=4, hours=1))  # Friday 27 November, 10:00


def last(world: World, slack: str) -> str:
    return world.person(slack).dm()[-1].words()


def minutes(world: World, n: float = 2) -> None:
    world.pass_time(timedelta(minutes=n))


def test_a_forhinder_calls_the_ersattare_and_the_ledamot_can_take_the_seat_back(vatterbygden: World) -> None:
    booked(vatterbygden, **{"Var?": "Jönköping"})
    anders, inger = vatterbygden.person(HABO), vatterbygden.person(INGER)
    assert [at_the_board(message) for message in anders.dm()] == ["2026-11-27 09:00"]
    anders.click("Har förhinder")
    vatterbygden.quiet()
    assert "Ditt svar: Har förhinder. Vi frågar din ersättare." in last(vatterbygden, HABO)
    assert inger.dm() == []

    minutes(vatterbygden)
    assert inger.dm()[-1].text == (
        "*Kan du tjänstgöra för Habo kommun fredag 4 december kl. 9.00–12.00?* Anders Fors har förhinder och du står "
        "på tur. Styrelsemöte, Södra Vätterbygden. Plats: Jönköping. Svara senast söndag 29 november kl. 10.00. "
        "Ingen annan finns att fråga."
    )
    inger.click("Ja, jag tjänstgör")
    minutes(vatterbygden)
    assert "Ditt svar: Har förhinder. Inger Dahl tjänstgör för dig." in last(vatterbygden, HABO)
    assert last(vatterbygden, INGER).startswith("Du tjänstgör för Habo kommun fredag 4 december kl. 9.00–12.00.")
    assert "Habo kommun: Inger Dahl, ersättare för Anders Fors" in channel(vatterbygden)

    anders.click("Kommer")
    minutes(vatterbygden)
    assert "Inger Dahl har tackat ja. Vill du ändå tjänstgöra själv?" in last(vatterbygden, HABO)
    assert last(vatterbygden, INGER).startswith("Du tjänstgör för Habo kommun")
    anders.click("Ja, jag tjänstgör själv")
    minutes(vatterbygden)
    assert "Ditt svar: Kommer." in last(vatterbygden, HABO)
    assert inger.dm()[-1].text == (
        "*Du behöver inte tjänstgöra den 4 december.* Ledamoten för Habo kommun kan komma. "
        "Tack för att du ställde upp! Du är fortfarande välkommen till mötet."
    )
    assert "Habo kommun: Anders Fors, kommer" in channel(vatterbygden)
    assert len(inger.dm()) == 2


def channel(world: World) -> str:
    return world.person(CHAIR).channel(world.channel)[-1].words()


def test_home_shows_what_waits_and_takes_the_answer_before_any_question(vatterbygden: World) -> None:
    make(vatterbygden, "Styrelsemöte: 4 december 2026 kl 9-12")
    anders = vatterbygden.person(HABO)
    anders.click("Närvaro 4 december", anders.home())
    anders.click("Har förhinder, 4 december", anders.view())
    assert "Ditt svar: Har förhinder. Vi frågar din ersättare." in anders.view().words()
    anders.view().close()
    minutes(vatterbygden)
    assert "Ditt svar: Har förhinder. Vi har frågat Inger Dahl." in anders.home().words()
    inger = vatterbygden.person(INGER)
    assert "Kan du tjänstgöra för Habo kommun" in inger.home().words()
    inger.click("Ja, jag tjänstgör, 4 december", inger.home())
    vatterbygden.quiet()
    assert "Styrelsemöte (preliminärt) · Södra Vätterbygden\nDu tjänstgör." in inger.home().words()


def test_the_calendar_follows_the_calls(vatterbygden: World) -> None:
    booked(vatterbygden)
    anders, inger = (vatterbygden.link(slack) for slack in (HABO, INGER))
    vatterbygden.person(HABO).click("Har förhinder")
    minutes(vatterbygden)
    assert busy(vatterbygden, anders) == [
        ("Södra Vätterbygden: Styrelsemöte (preliminärt, du har förhinder)", "CONFIRMED", "TRANSPARENT", "FREE")
    ]
    assert busy(vatterbygden, inger) == [
        ("Södra Vätterbygden: Styrelsemöte (preliminärt, kan du tjänstgöra?)", "TENTATIVE", "OPAQUE", "TENTATIVE")
    ]
    vatterbygden.person(INGER).click("Ja, jag tjänstgör")
    minutes(vatterbygden)
    assert busy(vatterbygden, inger) == [
        ("Södra Vätterbygden: Styrelsemöte (preliminärt, du tjänstgör)", "CONFIRMED", "OPAQUE", "BUSY")
    ]
    vatterbygden.person(HABO).click("Kommer")
    minutes(vatterbygden)
    vatterbygden.person(HABO).click("Ja, jag tjänstgör själv")
    minutes(vatterbygden)
    assert busy(vatterbygden, inger) == [
        ("Södra Vätterbygden: Styrelsemöte (preliminärt)", "CONFIRMED", "TRANSPARENT", "FREE")
    ]
    assert busy(vatterbygden, anders) == [
        ("Södra Vätterbygden: Styrelsemöte (preliminärt, du kommer)", "CONFIRMED", "OPAQUE", "BUSY")
    ]


def busy(world: World, path: str) -> list[tuple[str, str, str, str]]:
    """How a subscriber sees the day: (title, status, transparency, Outlook's word)."""
    time.sleep(1)  # an address is believed for a second
    calendar = Calendar.from_ical(world.get(path).content)
    return [
        (str(e["summary"]), str(e["status"]), str(e["transp"]), str(e["x-microsoft-cdo-busystatus"]))
        for e in calendar.events
    ]
