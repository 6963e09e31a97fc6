"""The page, in a real browser: what a person who tries the bot sees and does, on a wide screen and on a phone."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from bot.trial import modals
from bot.trial.workspace import Workspace
from tests.trial.clock import PretendedClock
from tests.trial.gallery import message_blocks, modal
from tests.wire import wait_for

CHROMIUM = Path("/usr/bin/chromium")
ARGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
PHONE, DESK = 390, 1280

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="the system has no Chromium at /usr/bin/chromium"),
]
Heard = list[dict[str, Any]]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=ARGS)
        yield browser
        browser.close()


@pytest.fixture(params=[DESK, PHONE], ids=["desk", "phone"])
def page(request: pytest.FixtureRequest, chromium: Browser, base_url: str, heard: Heard) -> Iterator[Page]:
    """The page as Anna, in her conversation with the bot; a script error fails the test."""
    broken: list[str] = []
    opened = chromium.new_page(viewport={"width": request.param, "height": 800}, locale="sv-SE")
    opened.on("pageerror", lambda error: broken.append(str(error)))
    opened.on("console", lambda said: broken.append(said.text) if said.type == "error" else None)
    opened.goto(f"{base_url}/#U1ANNA/dm")
    yield opened
    opened.close()
    assert broken == []


def write(page: Page, line: str) -> None:
    page.get_by_label("Skriv ett meddelande").fill(line)
    page.get_by_role("button", name="Skicka", exact=True).click()


def test_a_question_is_answered_with_a_button_and_rewritten_in_place(page: Page) -> None:
    write(page, "/mote fråga")
    expect(page.locator(".message")).to_have_count(2)
    question = page.locator(".message").first
    expect(question.locator("strong", has_text=re.compile("^Kan$"))).to_be_visible()
    question.get_by_role("button", name="Kan", exact=True).click()
    expect(question).to_contain_text("Du kan.")
    expect(question).to_contain_text("(ändrat)")
    expect(page.locator(".message")).to_have_count(2)


def test_what_the_bot_says_to_one_alone_is_marked(page: Page) -> None:
    write(page, "/mote hej")
    expect(page.locator(".message.ephemeral")).to_contain_text("Bara du ser det här")
    page.get_by_label("Du är").select_option("U2BO")
    expect(page.get_by_role("heading", level=1)).to_have_text("bot")
    expect(page.locator(".message")).to_have_count(0)


def test_a_modals_error_stands_at_its_field_and_has_the_keyboard(page: Page) -> None:
    write(page, "/mote modal")
    modal = page.get_by_role("dialog", name="Nytt möte")
    modal.get_by_label("Rubrik").fill("Åh")
    modal.get_by_label("Dag").fill("2026-10-08")
    modal.get_by_role("button", name="Skicka").click()
    expect(modal.get_by_text("Skriv en längre rubrik.")).to_be_visible()
    expect(modal.get_by_label("Rubrik")).to_be_focused()
    expect(modal.get_by_label("Dag")).to_have_value("2026-10-08")
    modal.get_by_label("Rubrik").fill("Heldag")
    page.keyboard.press("Enter")
    expect(modal).to_be_hidden()


def test_escape_cancels_a_modal_and_the_bot_hears_of_it(page: Page, heard: Heard) -> None:
    write(page, "/mote modal")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    assert wait_for(lambda: heard[-1]["type"] == "view_closed")


def test_a_slash_brings_up_the_commands(page: Page) -> None:
    page.get_by_label("Skriv ett meddelande").press_sequentially("/m")
    expect(page.locator("#suggestions")).to_contain_text("/mote fråga | modal")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Skriv ett meddelande")).to_have_value("/mote ")


def test_home_is_shown_when_it_is_opened(page: Page) -> None:
    open_places(page)
    page.get_by_role("link", name="Hem").click()
    expect(page.locator("#home")).to_contain_text("Välkommen hem")


def test_nothing_is_wider_than_the_screen(page: Page) -> None:
    write(page, "/mote fråga")
    expect(page.locator(".message")).to_have_count(2)
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0


def test_the_page_speaks_english_too(page: Page) -> None:
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("button", name="Send", exact=True)).to_be_visible()
    assert page.evaluate("document.documentElement.lang") == "en"


def test_the_panel_moves_the_clock_and_tells_what_was_said(workspace: Workspace, page: Page) -> None:
    workspace.controls = PretendedClock()
    page.reload()
    if page.viewport_size == {"width": PHONE, "height": 800}:
        page.get_by_role("button", name="Bakom kulisserna").click()
    expect(page.locator("#now")).to_have_text(re.compile("fredag 5 mars 2027.*09:00"))
    page.get_by_role("button", name="Ett dygn fram").click()
    expect(page.locator("#now")).to_have_text(re.compile("lördag 6 mars 2027.*09:00"))
    expect(page.locator("#due")).to_have_text(re.compile("måndag 8 mars 2027"))
    page.get_by_role("button", name="Till nästa händelse").click()
    expect(page.locator("#now")).to_have_text(re.compile("måndag 8 mars 2027"))
    expect(page.get_by_role("button", name="Till nästa händelse")).to_be_disabled()


def test_everything_that_slack_allows_is_drawn_and_can_be_sent(workspace: Workspace, page: Page) -> None:
    workspace.post(workspace.dm("U1ANNA").id, workspace.bot.id, "Allt", message_blocks())
    view = modals.open_modal(workspace, "U1ANNA", modal())
    filled = copy.deepcopy(view.state)
    dialog = page.get_by_role("dialog", name="Allt")
    dialog.get_by_label("url_text_input").fill("ingen länk")
    dialog.get_by_role("button", name="Skicka").click()
    expect(dialog.get_by_text("Skriv en hel länk")).to_be_visible()
    filled["url_text_input"]["url_text_input_1"]["value"] = "ingen länk"
    assert view.state == filled
    page.keyboard.press("Escape")
    expect(page.locator(".message")).to_contain_text("fet kursiv struken kod länk <b> @Bo Berg")


def test_who_has_something_new_to_read_is_marked(workspace: Workspace, page: Page) -> None:
    workspace.post(workspace.dm("U2BO").id, workspace.bot.id, "Kan du?")
    bo = page.locator("#person option", has_text="Bo Berg")
    expect(bo).to_have_text("● Bo Berg")
    page.get_by_label("Du är").select_option("U2BO")
    expect(bo).to_have_text("Bo Berg")


def open_places(page: Page) -> None:
    """On a phone the list of places is behind a button."""
    button = page.get_by_role("button", name="Platser")
    if button.is_visible():
        button.click()
