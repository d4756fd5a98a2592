"""A reader's correction in a real browser: suggested, followed at the desk, answered; and axe on every page of it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from glossary.services.corrections import received as corrections
from glossary.services.corrections.rules import Suggestion
from glossary.web.stamps import YOUNGEST
from tests.browser.conftest import Desk, Tab, sign_in
from tests.browser.faults import faults
from tests.browser.keyboard import Keyboard

pytestmark = pytest.mark.browser

KIRBY = "john-kirby-humanitarian-pause-2023-10-26"
RETOLD = "john-kirby-humanitarian-pause-2023-10-27"
LONG = "ocha-humanitarian-pause-2022"
ANSWER = "Thank you. The summary says so now."
TOLD = (
    Suggestion("statement", RETOLD, 1, "هذه الترجمة غير دقيقة.", "https://quiet.example.org/a"),
    Suggestion("statement", LONG, 1, "Long " + "word" * 90, "https://quiet.example.org/" + "long" * 60),
)
"""Corrections that wait at the desk already."""


@pytest.fixture(scope="module")
def desk(make_desk: Desk) -> tuple[str, list[str]]:
    """Where a desk with an editor answers, and the private pages of the corrections that wait there already."""
    links: list[str] = []

    def suggest(_: int) -> None:
        links.extend(f"/corrections/{corrections.suggest(one, '192.0.2.1', 'form')}" for one in TOLD)

    return make_desk("editor", prepare=suggest), links


@pytest.fixture
def desk_address(desk: tuple[str, list[str]]) -> str:
    """Where the glossary answers."""
    return desk[0]


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_from_a_readers_doubt_to_the_public_page(tab: Tab, desk_address: str, script: bool) -> None:
    """By keyboard: a reader suggests, an editor changes the record and accepts, the reader finds it (A2, A3)."""
    term, words = ("truce", "Quiet heron") if script else ("armistice", "Grey heron")
    page, desk = tab(desk_address, script=script), tab(desk_address, script=script)
    link = _suggest(page, term, words)
    _follow(desk, term, words)
    page.goto(link)
    expect(page.get_by_role("heading", level=1)).to_have_text("Correction: accepted")
    expect(page.locator("main")).to_contain_text(ANSWER)
    Keyboard(page).press("main a:text-is('revision 2')")
    expect(page).to_have_url(f"{desk_address}/terms/{term}/history/2")
    page.goto(f"/terms/{term}")
    expect(page.locator("main")).to_contain_text(words)
    page.goto(f"/terms/{term}/history")
    expect(page.locator("#r2")).to_contain_text("After a reader’s correction.")
    assert page.context.cookies() == []


def _suggest(page: Page, term: str, words: str) -> str:
    """From the term's page through a slip to the private page, whose address is kept."""
    hand = Keyboard(page)
    page.goto(f"/terms/{term}")
    hand.press("main a:text-is('Suggest a correction')")
    expect(page.locator("[name=homepage]")).not_to_be_in_viewport()
    page.wait_for_timeout(1000 * YOUNGEST + 100)  # nobody writes faster
    hand.write("#message", "Too short")
    hand.press("button:has-text('Send to the editors')")
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.locator("#message")).to_have_value("Too short")
    hand.press("[role=alert] a")
    expect(page.locator("#message")).to_be_focused()
    page.keyboard.type(f": the gloss should read {words}.")
    hand.press("button:has-text('Send to the editors')")
    expect(page.get_by_role("heading", level=1)).to_have_text("Correction: waiting")
    expect(page.locator("main")).to_contain_text(page.url)
    return page.url


def _follow(desk: Page, term: str, words: str) -> None:
    """The editor reads it, changes the record in the ordinary form, and accepts with an answer."""
    sign_in(desk, "editor")
    hand = Keyboard(desk)
    hand.press("nav a:text-is('Corrections')")
    hand.press(f"main li:has-text('{words}') a")
    expect(desk.locator("main")).to_contain_text("What changed since")
    expect(desk.locator("main")).to_contain_text(f"the gloss should read {words}.")
    case = desk.url
    hand.press("main a:text-is('Change the record')")
    hand.replace("#gloss", f"{words}: a halt in fighting.")
    hand.press("button:has-text('Preview')")
    hand.write("#change_note", "After a reader’s correction.")
    hand.press("button:has-text('Publish the changes')")
    expect(desk.locator("p.told[role=status]")).to_contain_text("Published: revision 2.")
    desk.goto(case)
    expect(desk.locator("ins").first).to_be_visible()
    hand.write("#answer", ANSWER)
    hand.press("button:text-is('Accept')")
    expect(desk.locator("p.told[role=status]")).to_contain_text("Accepted")


PAGES = {
    "list": "/admin/corrections",
    "empty list": "/admin/corrections?state=spam",
    "in Arabic": "/admin/corrections/1",
    "long word": "/admin/corrections/2",
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing(tab: Tab, desk: tuple[str, list[str]], width: int, scheme: str) -> None:
    """No fault in the form, its errors, the private page, the desk's list and the answer (A1)."""
    desk_address, links = desk
    page = tab(desk_address, width=width, scheme=scheme)
    seen = {name: faults(page) for name in _readers_pages(page, links)}
    sign_in(page, "editor")
    for name, path in PAGES.items():
        page.goto(path)
        seen[name] = faults(page)
    page.click("button:text-is('Accept')")
    expect(page.get_by_role("alert")).to_be_visible()
    seen["answer with errors"] = faults(page)
    page.evaluate("document.documentElement.dir = 'rtl'")
    seen["right to left"] = faults(page)
    assert {name: found for name, found in seen.items() if found} == {}


def _readers_pages(page: Page, links: list[str]) -> Iterator[str]:
    """The form, its errors, and private pages. What is sent here would count against the limit of the place."""
    page.goto(f"/statements/{KIRBY}/correct")
    yield "form"
    page.wait_for_timeout(1000 * YOUNGEST + 100)
    page.fill("#message", "short")
    page.fill("#url", "nowhere")
    page.click("button:text-is('Send to the editors')")
    expect(page.get_by_role("alert")).to_be_visible()
    yield "errors"
    page.evaluate("document.documentElement.dir = 'rtl'")
    yield "errors, right to left"
    for link in links:
        page.goto(link)
        expect(page.get_by_role("heading", level=1)).to_have_text("Correction: waiting")
        yield f"private page {link}"
        page.evaluate("document.documentElement.dir = 'rtl'")
        yield f"private page {link}, right to left"
