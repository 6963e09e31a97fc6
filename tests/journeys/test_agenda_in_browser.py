"""The page with the föredragningslista in a real browser: printed it is A4, on a phone it can be read."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.bot.test_page_in_browser import READS_CONTRAST, chromium, pytestmark
from tests.journeys.test_agenda_on_paper import HOSTILE, PAGE, address, filled, many
from tests.journeys.test_calling_in_turn import NORA, dalarna
from tests.journeys.test_items import raises
from tests.world import World

__all__ = ["chromium", "dalarna", "pytestmark"]
A4 = [0, 0, 595, 842]


@pytest.fixture
def at(dalarna: World) -> str:
    """Where the page is, with an item that has a long and wicked name and more items than one page holds."""
    filled(dalarna)
    raises(dalarna, NORA, HOSTILE, Bakgrund="ordutanslut" * 30)
    many(dalarna, 40)
    return dalarna.url + address(dalarna, PAGE)


@pytest.fixture(params=[1280, 390], ids=["desk", "phone"])
def page(request: pytest.FixtureRequest, chromium: Browser, at: str) -> Iterator[Page]:
    """The page; whatever the browser refuses or fetches beside it fails the test."""
    broken: list[str] = []
    opened = chromium.new_page(viewport={"width": request.param, "height": 800})
    opened.on("console", lambda said: broken.append(said.text))
    opened.on("dialog", lambda dialog: broken.append(dialog.message))
    opened.on("request", lambda asked: broken.append(asked.url) if asked.url != at else None)
    opened.goto(at)
    yield opened
    opened.close()
    assert [told for told in broken if "favicon" not in told] == []


def test_every_page_that_is_printed_is_an_a4(page: Page) -> None:
    printed = page.pdf(prefer_css_page_size=True).decode("latin1")
    found = re.findall(r"/MediaBox \[([\d. ]+)\]", printed)
    boxes = [[round(float(side)) for side in box.split()] for box in found]
    assert len(boxes) > 1
    assert boxes == [A4] * len(boxes)


def test_nothing_is_wider_than_the_screen_and_weak_eyes_can_read_it(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
    assert page.evaluate(READS_CONTRAST) >= 4.5
    levels = [int(level) for level in page.locator("h1,h2").evaluate_all("all => all.map(e => e.tagName[1])")]
    assert (levels, page.get_by_role("main").count(), page.get_by_role("table", name="Ärenden").count()) == (
        [1, 2],
        1,
        1,
    )
    assert page.get_by_role("row").count() == 45
