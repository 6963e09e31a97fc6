"""A member gets calendars in Slack: the page, a link that is shown once, and taking it back."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Iterator
from datetime import datetime, timedelta

import pytest

from handlers.blocks import Message
from handlers.commands import Command
from handlers.errors import Refusal
from handlers.feeds.facts import NewLink
from handlers.feeds.listeners import commands
from handlers.feeds.views import link_modal
from handlers.run import Edge, Gesture, Who
from handlers.text import Text
from tests.driver import Person, View
from tests.shown import buttons
from tests.world import STRANGER, World, roster, world

HABO = "UV06HABO"
MINE, BOARDS = "Visa länk till mina möten", "Visa länk till möten för Södra Vätterbygden"
ADDRESS = re.compile(r"^https://klubban\.example(/kalender/.{43}\.ics)$", re.M)


@pytest.fixture
def office(sqlite_url: str) -> Iterator[World]:
    """Södra Vätterbygden on a Monday in November 2026."""
    with world(sqlite_url, roster("sodra-vatterbygden"), datetime.fromisoformat("2026-11-23T09:00+01:00")) as opened:
        yield opened


def page(person: Person) -> View:
    assert person.command("/klubban kalender") == []
    return person.view()


def shown_link(person: Person, label: str = MINE) -> str:
    """The path of the secret address that is shown after the click."""
    person.click(label, person.view())
    (path,) = ADDRESS.findall(person.view().words())
    return str(path)


@pytest.mark.parametrize("word", ["kalender", "Kalendrar", "calendar", "ical"])
def test_the_page_opens_by_every_name(office: World, word: str) -> None:
    person = office.person(HABO)
    assert person.command(f"/klubban {word}") == []
    assert (person.view().title, "Du har inga länkar än." in person.view().words()) == ("Kalendrar", True)


def test_the_page_opens_from_home(office: World) -> None:
    person = office.person(HABO)
    person.click("Mina kalendrar", person.home())
    assert person.view().title == "Kalendrar"


def test_a_member_s_link_is_shown_once_and_stands_by_name_on_the_page(office: World) -> None:
    person = office.person(HABO)
    page(person)
    path = shown_link(person)
    assert office.get(path).status_code == 200
    assert f"webcal://klubban.example{path}" in person.view().words()
    listed = person.view().close()
    assert (path in listed.words(), "Mina möten\nGjord måndag 23 november." in listed.words()) == (False, True)


def test_a_board_s_link_and_its_public_address_both_open(office: World) -> None:
    person = office.person(HABO)
    public = re.findall(r"https://klubban\.example(/kalender/sodra-vatterbygden\.ics)", page(person).words())
    secret = shown_link(person, BOARDS)
    assert [office.get(path).status_code for path in (public[0], secret)] == [200, 200]


def test_no_robot_is_told_to_stay_away_for_one_of_them_fetches_calendars(office: World) -> None:
    assert office.get("/robots.txt").status_code == 404


def test_a_link_taken_back_stops_and_leaves_the_page(office: World) -> None:
    person = office.person(HABO)
    page(person)
    path = shown_link(person)
    listed = person.view().close()
    assert office.get(path).status_code == 200
    person.click("Återkalla Mina möten", listed)
    office.clock.advance(timedelta(seconds=2))
    assert office.get(path).status_code == 410
    assert "Du har inga länkar än." in person.view().words()


def test_all_links_are_taken_back_at_once(office: World) -> None:
    person = office.person(HABO)
    page(person)
    first = shown_link(person)
    person.view().close()
    second = shown_link(person)
    person.click("Återkalla alla", person.view().close())
    assert [office.get(path).status_code for path in (first, second)] == [410, 410]


def test_a_stranger_is_told_whom_to_ask(office: World) -> None:
    (told,) = office.person(STRANGER).command("/klubban kalender", "CALLMANT")
    assert "Du finns inte med i någon styrelses förteckning här." in told.words()


def test_where_klubban_has_no_address_on_the_web_the_answer_says_so(office: World) -> None:
    edge = Edge(office.klubban.runner.run, office.klubban.runner.look, url=None)
    who = Who(person=1, slack=HABO, name="Anders Fors", language="sv")
    gesture = Gesture(who, "once", Text("sv"), None, redraw=lambda _: None, home=lambda: None)
    command = Command(gesture, "", "trigger", office.klubban.client)
    with pytest.raises(Refusal) as refused:
        asyncio.run(awaited(commands(edge)["kalender"](command)))
    assert refused.value.reason(Text("sv")).startswith("Kalendrarna är inte påslagna här.")


async def awaited(answer: Awaitable[Message | None]) -> Message | None:
    return await answer


@pytest.mark.parametrize(
    ("label", "whose"), [(MINE, "Anders Fors"), (BOARDS, "Samordningsförbundet Södra Vätterbygden")]
)
def test_from_the_link_a_button_leads_to_the_page_with_its_qr_code(office: World, label: str, whose: str) -> None:
    person = office.person(HABO)
    page(person)
    path = shown_link(person, label)
    (button,) = [spot for spot in buttons(person.view().blocks) if "Öppna sidan med QR-kod" in spot.names]
    person.click("Öppna sidan med QR-kod", person.view())  # Slack tells of it; the browser opens the page
    opened = office.get(button.element["url"].removeprefix("https://klubban.example"))
    assert (opened.status_code, path in opened.text, f"<h1>Möten för {whose}</h1>" in opened.text) == (200, True, True)


def test_without_a_secret_the_button_is_hidden(office: World) -> None:
    made = NewLink(1, "t" * 43, "Mina möten", None)
    view = link_modal(Text("sv"), made, "https://klubban.example", None)
    assert buttons(view["blocks"]) == []
