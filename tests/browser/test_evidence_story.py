"""A quote is checked against a pasted text and recorded: on a phone, by keyboard, without script."""

from __future__ import annotations

import pytest
from flask import Flask
from playwright.sync_api import Page

from glossary.services.reading import published as reading
from tests.browser.conftest import Tab, sign_in
from tests.browser.faults import faults

pytestmark = pytest.mark.browser

STATEMENT = "majed-al-ansari-humanitarian-truce-2023-11-22"
CHECK = f"/admin/statements/{STATEMENT}/check-quote"


@pytest.fixture
def quote(context: Flask) -> str:
    """The Arabic words that the statement quotes."""
    return str(reading.document("statement", STATEMENT)["quote"])


@pytest.fixture
def opened(tab: Tab, desk_address: str) -> Page:
    """The page for checking, on a phone without script."""
    page = tab(desk_address, width=360, script=False)
    sign_in(page, "editor", CHECK)
    return page


def test_u2_a_quote_is_checked_by_keyboard_without_script(opened: Page, quote: str) -> None:
    """Paste, Tab to the button, Enter; then record: readers see the check beside the source."""
    opened.fill("#source_text", f"وقال المتحدث: «{quote}».")
    for _ in range(2):
        opened.keyboard.press("Tab")
    opened.keyboard.press("Enter")
    opened.get_by_role("heading", name="The quote stands in the text, word for word").wait_for()
    assert opened.locator("mark").inner_text() == quote
    assert opened.input_value("#source_text") == ""
    opened.get_by_role("button", name="Record this check").press("Enter")
    opened.wait_for_url(f"**/admin/statements/{STATEMENT}")
    opened.goto(f"/statements/{STATEMENT}")
    assert "found word for word" in opened.locator("#source").inner_text()


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "dark")])
def test_a1_what_was_found_and_what_was_not(tab: Tab, desk_address: str, quote: str, width: int, scheme: str) -> None:
    """A1, A4: axe finds nothing on the answers, nothing is wider than the window, nothing is too small to press."""
    page = tab(desk_address, width=width, scheme=scheme)
    sign_in(page, "editor", CHECK)
    seen = {}
    for text in ("", quote, quote.replace(" ", "  "), f"{quote[:-6]}كلمة", "nothing"):
        page.fill("#source_text", text)
        page.get_by_role("button", name="Check the quote").click()
        seen[text] = faults(page)
    assert {text: found for text, found in seen.items() if found} == {}
