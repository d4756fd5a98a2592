"""A text is pasted in a real browser, and its terms are shown: by keyboard, without script, narrow, dark, on paper."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Tab
from tests.browser.faults import faults

pytestmark = pytest.mark.browser
TEXT = """The parties agree on a humanitarian pause of 48 hours. The pause begins at six.

اتفق الطرفان على هدنة إنسانية لمدة 48 ساعة.

Neither side calls it a ceasefire; <b>not bold</b>."""


def asked(page: Page, text: str = TEXT) -> None:
    """Paste a text and send it."""
    page.goto("/annotate")
    page.get_by_label("The text").fill(text)
    page.get_by_role("button", name="Find the terms").click()
    expect(page.get_by_role("heading", name="Its terms")).to_be_visible()


@pytest.mark.parametrize("script", [True, False])
def test_a_pasted_text_shows_its_terms(tab: Tab, address: str, script: bool) -> None:
    """With script and without: marks lead to the terms beside, these to their pages and to a comparison."""
    page = tab(address, script=script)
    asked(page)
    marks = page.locator(".marked mark")
    assert marks.all_inner_texts() == ["humanitarian pause", "pause", "هدنة إنسانية", "ceasefire"]
    expect(page.locator(".marked")).to_contain_text("<b>not bold</b>")
    marks.nth(3).get_by_role("link").click()
    assert page.url.endswith("#term-ceasefire")
    entry = page.locator("#term-ceasefire")
    expect(entry).to_contain_text("This text says ceasefire; actors differ on duration, area,")
    entry.get_by_text("definitions, the oldest 5 here").click()
    expect(entry.get_by_role("link", name="Full record").first).to_be_visible()
    entry.get_by_role("link", name="Compare ").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("ceasefire")


def test_by_keyboard(page: Page) -> None:
    """The text is reached, sent and its first mark followed without a mouse."""
    page.goto("/annotate")
    page.get_by_label("The text").focus()
    page.keyboard.insert_text("A truce.")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    link = page.locator(".marked mark a")
    expect(link).to_be_visible()
    link.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#term-truce:target")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_is_wrong_with_the_answer(tab: Tab, address: str, width: int, scheme: str) -> None:
    """Axe finds nothing on it or on a refusal, nothing is too small or too wide, with all definitions opened."""
    page = tab(address, width=width, scheme=scheme)
    asked(page, f"{TEXT}\n{'overlong' * 60}")
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    assert faults(page) == []
    page.goto("/annotate")
    page.get_by_role("button", name="Find the terms").click()
    expect(page.get_by_role("alert")).to_contain_text("A text is wanted; this one is empty.")
    assert faults(page) == []


def test_each_paragraph_runs_its_own_way(page: Page) -> None:
    """The Arabic line of an English text begins at the right, the others at the left."""
    asked(page)
    box, frame = page.locator("mark[lang=ar]").bounding_box(), page.locator(".marked").bounding_box()
    first = page.locator("mark").first.bounding_box()
    assert box is not None
    assert frame is not None
    assert first is not None
    assert box["x"] > frame["x"] + frame["width"] / 2
    assert first["x"] < frame["x"] + frame["width"] / 2


def test_on_paper_the_text_comes_first_and_the_form_stays_away(page: Page) -> None:
    """Marks are underlined, the terms follow below, and the form is not printed."""
    asked(page)
    page.emulate_media(media="print")
    expect(page.locator(".again")).to_be_hidden()
    text, terms = page.locator(".marked").bounding_box(), page.locator(".found").bounding_box()
    assert text is not None
    assert terms is not None
    assert terms["y"] >= text["y"] + text["height"]
    assert page.locator("mark").first.evaluate("e => getComputedStyle(e).textDecorationLine") == "underline"
