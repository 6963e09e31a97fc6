"""What the calendar does to items: they close, come late, are reminded of; a budget makes its meeting public."""

from __future__ import annotations

from datetime import timedelta

from icalendar import Calendar

from tests.journeys.calling import heads, last
from tests.journeys.test_calling_in_turn import CHAIR, DAVID, ELIN, NORA, dalarna
from tests.journeys.test_items import january, raises
from tests.world import World

__all__ = ["dalarna"]


def test_a_late_item_goes_to_the_secretary_as_late_and_is_never_lost(dalarna: World) -> None:
    january(dalarna)
    dalarna.pass_time(timedelta(days=47))  # 9 January: the items closed on the 5th
    raises(dalarna, ELIN, "Brådskande", **{"Vilket möte?": "20 januari: Styrelsemöte"})
    dalarna.quiet()
    assert "Det kom efter att ärendena hade stängt." in last(dalarna, NORA)
    assert last(dalarna, ELIN).split("\n")[0] == (
        "Vi har tagit emot ditt ärende ”Brådskande”. Det är tänkt till mötet onsdag 20 januari. "
        "Det kom efter att ärendena hade stängt, så sekreteraren avgör när det tas upp."
    )
    raises(dalarna, DAVID, "Kan vänta")
    dalarna.quiet()
    assert "Tänkt till mötet onsdag 10 mars." in last(dalarna, NORA)


def test_that_the_items_close_is_said_once_in_the_channel(dalarna: World) -> None:
    january(dalarna)
    dalarna.pass_time(timedelta(days=37))
    said = [m.words() for m in dalarna.person(CHAIR).channel(dalarna.channel) if "Har du ett ärende" in m.text]
    assert said == [
        "Har du ett ärende till mötet onsdag 20 januari 2027? Föreslå det senast tisdag 5 januari 2027, så hinner det "
        "med i kallelsen.\nFöreslå ärende"
    ]


def test_a_budget_makes_its_meeting_public_and_the_secretary_announces_it_in_time(dalarna: World) -> None:
    january(dalarna)
    raises(dalarna, NORA, "Budget 2027", **{"Vad behövs?": "Budget", "Länkar": "https://forbund.example/budget"})
    dalarna.quiet()
    calendar = Calendar.from_ical(dalarna.get("/kalender/norra-dalarna.ics").content)
    told = next(str(entry["description"]) for entry in calendar.events if "Styrelsemöte" in str(entry["summary"]))
    assert "Mötet fastställer budgeten och är offentligt. Förslaget: https://forbund.example/budget" in told
    dalarna.pass_time(timedelta(days=52))
    assert "Mötet onsdag 20 januari fastställer budgeten och är därför offentligt." in heads(dalarna, NORA)


def test_one_who_was_asked_for_more_is_reminded_before_the_items_close(dalarna: World) -> None:
    january(dalarna)
    raises(dalarna, ELIN, "Lokaler")
    dalarna.quiet()
    dalarna.person(NORA).click("Be om komplettering")
    dalarna.pass_time(timedelta(days=45))
    reminded = [message.words().split("\n")[1] for message in dalarna.person(ELIN).dm() if "innelse" in message.text]
    assert reminded == [
        "Ditt ärende ”Lokaler” behöver kompletteras. Gör det senast tisdag 5 januari 2027, så hinner det med i "
        "kallelsen.",
        "Ditt ärende ”Lokaler” behöver kompletteras. Gör det senast tisdag 5 januari, så hinner det med i kallelsen.",
    ]


def test_whoever_writes_that_they_want_to_take_something_up_gets_the_form(dalarna: World) -> None:
    january(dalarna)
    elin = dalarna.person(ELIN)
    elin.say("jag vill ta upp lokalerna på nästa möte")
    dalarna.quiet()
    assert last(dalarna, ELIN).startswith("Vill du föreslå ett ärende? Fyll i formuläret")
    elin.click("Föreslå ärende")
    assert elin.view().title == "Föreslå ärende"


def test_what_waited_when_its_meeting_was_held_waits_for_the_next(dalarna: World) -> None:
    january(dalarna)
    raises(dalarna, ELIN, "Lokaler")
    dalarna.pass_time(timedelta(days=60))
    assert "Tänkt till mötet onsdag 10 mars." in dalarna.person(NORA).dm()[0].words()
