"""The page with the QR code in a real browser, on a wide screen and on a phone: it can be read, copied and operated."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect, sync_playwright
from starlette.applications import Starlette

from bot.config import Settings
from bot.pages import personal_pages
from bot.trial.host import running
from handlers.feeds import actions
from tests.feeds.seeded import URL, house

CHROMIUM = Path("/usr/bin/chromium")
ARGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
GIVEN = "a long random text of the owner's own"
READS_CONTRAST = """() => {
  const light = c => c.map(v => v / 255).map(v => v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
    .reduce((sum, v, at) => sum + v * [.2126, .7152, .0722][at], 0);
  const parsed = text => text.match(/[\\d.]+/g).map(Number);
  const ground = e => { for (; e; e = e.parentElement) {
    const c = parsed(getComputedStyle(e).backgroundColor); if (c[3] !== 0) return c.slice(0, 3); }
    return [255, 255, 255]; };
  return Math.min(...[...document.querySelectorAll("h1,h2,p,dt,dd,a,code,button")].filter(e => e.textContent).map(e => {
    const [one, other] = [light(parsed(getComputedStyle(e).color).slice(0, 3)), light(ground(e))].sort((a, b) => b - a);
    return (one + .05) / (other + .05); }));
}"""

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="the system has no Chromium at /usr/bin/chromium"),
]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=ARGS)
        yield browser
        browser.close()


@pytest.fixture
def address(sqlite_url: str) -> Iterator[str]:
    """Where Anna's page is served."""
    with house(sqlite_url) as home:
        pages = personal_pages(Settings.given(klubban_url=URL, klubban_secret=GIVEN), home.clock, home.database)
        assert pages is not None
        token = home.does(actions.make_link, home.anna, None).token
        with running(Starlette(routes=[*pages.routes()])) as here:
            yield pages.address(token).replace(URL, here)


@pytest.fixture(params=[1280, 390], ids=["desk", "phone"])
def page(request: pytest.FixtureRequest, chromium: Browser, address: str) -> Iterator[Page]:
    """Anna's page; whatever the browser refuses or fetches beside it fails the test."""
    broken: list[str] = []
    context = chromium.new_context(viewport={"width": request.param, "height": 800}, locale="sv-SE")
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    opened = context.new_page()
    opened.on("console", lambda said: broken.append(said.text))
    opened.on("pageerror", lambda error: broken.append(str(error)))

    def only_the_page(route: Route) -> None:
        if route.request.url != address and not route.request.url.endswith("/favicon.ico"):
            broken.append(route.request.url)
        route.continue_()

    opened.route("**/*", only_the_page)
    opened.goto(address)
    yield opened
    context.close()
    assert [told for told in broken if "favicon" not in told] == []


def test_both_links_are_copied_by_their_buttons(page: Page) -> None:
    for name, link in (("Kopiera länken", "https"), ("Kopiera webcal-länken", "webcal")):
        page.get_by_role("button", name=name).click()
        copied = page.evaluate("navigator.clipboard.readText()")
        assert (copied, copied.split(":")[0]) == (page.locator(f"#{link}").text_content(), link)
    expect(page.get_by_role("status")).to_have_text("Webcal-länken är kopierad.")


def test_nothing_is_wider_than_the_screen_and_the_code_is_large_enough_for_a_camera(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
    box = page.get_by_role("img", name="QR-kod med kalenderlänken").bounding_box()
    assert box is not None
    assert (box["width"] >= 200, abs(box["width"] - box["height"]) < 3) == (True, True)


def test_it_can_be_read_with_weak_eyes_and_without_any(page: Page) -> None:
    assert page.evaluate(READS_CONTRAST) >= 4.5
    levels = [int(level) for level in page.locator("h1,h2").evaluate_all("all => all.map(e => e.tagName[1])")]
    assert (levels[0], set(levels[1:]), page.get_by_role("main").count()) == (1, {2}, 1)
    tall = page.locator("button,a.button").evaluate_all("all => all.map(e => e.getBoundingClientRect().height)")
    assert min(tall) >= 44
    assert page.evaluate("document.documentElement.lang") == "sv"


def test_without_scripts_the_links_are_there_and_no_button_that_does_nothing(chromium: Browser, address: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    opened = context.new_page()
    opened.goto(address)
    expect(opened.locator("#https")).to_be_visible()
    expect(opened.get_by_role("link", name="Öppna i min kalender")).to_be_visible()
    expect(opened.get_by_role("button")).to_have_count(0)
    context.close()
