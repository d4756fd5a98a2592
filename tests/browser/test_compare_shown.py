"""A long comparison by keyboard and on a phone: what has the focus is seen, and the table keeps to the window."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.test_story import SEEN

EVENT = "/compare?event=gaza-four-day-arrangement-2023-11"
LONG = (EVENT, "/compare?actor=united-kingdom&over=time&with=affiliated")
pytestmark = pytest.mark.browser


@pytest.mark.parametrize("path", LONG)
@pytest.mark.parametrize("key", ["Tab", "Shift+Tab"])
def test_what_has_the_focus_is_never_under_what_sticks(page: Page, path: str, key: str) -> None:
    """A2: through the head of the table and its rows, forwards and backwards."""
    page.goto(path)
    links = page.locator(".side-by tbody a")
    (links.last if key == "Shift+Tab" else links.first).focus()
    for _ in range(40):
        page.keyboard.press(key)
        assert page.evaluate(SEEN), page.evaluate("document.activeElement.outerHTML")


@pytest.mark.parametrize("path", LONG)
def test_on_a_phone_each_statement_is_a_card(page: Page, path: str) -> None:
    """Nothing is wider than the window; each value bears the name of its row, and each row its verdict."""
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(path)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    first = page.locator(".side-by tbody td").first
    assert first.locator(".who").is_visible()
    assert page.locator(".side-by thead .verdict").first.is_visible()
