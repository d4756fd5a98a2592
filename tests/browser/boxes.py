"""A search box with its list of suggestions, as the browser tests use it."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

SUGGEST = "**/api/v1/suggest?*"


def typed(page: Page, text: str, address: str = "/") -> Locator:
    """The search box of a page after something was typed into it."""
    page.goto(address)
    box = page.get_by_role("combobox")
    box.fill("")
    box.press_sequentially(text)
    return box


def opened(page: Page, text: str, address: str = "/") -> Locator:
    """The same, with its list open."""
    box = typed(page, text, address)
    expect(box).to_have_attribute("aria-expanded", "true")
    return box


def told(page: Page) -> Locator:
    """What a screen reader is told politely."""
    return page.locator("form[role=search] [role=status]")
