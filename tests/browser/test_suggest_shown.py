"""How the list of suggestions is shown: languages, texts, sizes, and axe on the open list."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.boxes import SUGGEST, opened
from tests.browser.conftest import Tab
from tests.browser.faults import found_by_axe, too_wide

pytestmark = pytest.mark.browser


def test_each_name_has_its_language_and_direction(page: Page) -> None:
    """A5: label and the name it was found by are set apart with their own; what was typed is marked."""
    opened(page, "هدنة")
    first = page.get_by_role("option").first
    expect(first.locator(".label bdi")).to_have_attribute("lang", "en")
    by = first.locator(".by bdi")
    expect(by).to_have_attribute("lang", "ar")
    expect(by).to_have_attribute("dir", "rtl")
    expect(by.locator("b")).to_have_text("هدنة")


def test_names_with_markup_stay_text(page: Page) -> None:
    """D12: whatever an answer holds, no element is born of it."""
    nasty = "<img src=x onerror=alert(1)>"
    one = {"kind": nasty, "slug": "x", "label": nasty, "language": "en", "direction": "ltr", "address": "/terms/truce"}
    part = {"text": nasty, "match": True}
    answer = {"items": [{**one, "found_by": {**one, "text": nasty}, "parts": [part], "statements": 1}]}
    page.route(SUGGEST, lambda route: route.fulfill(json=answer))
    opened(page, "<b>x</b>")
    assert page.locator("form img, form b b").count() == 0
    expect(page.get_by_role("option").last).to_have_accessible_name("Search all for “<b>x</b>”")


@pytest.mark.parametrize("change", ["", "dir = 'rtl'", "style.fontSize = '200%'"], ids=["plain", "rtl", "large"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_in_the_open_list(tab: Tab, address: str, width: int, scheme: str, change: str) -> None:
    """A1: with a row chosen, either way of writing, in both schemes, with large text: no fault, nothing sideways."""
    page = tab(address, width=width, scheme=scheme)
    for path in ("/", "/search?q=truce", "/terms/truce"):
        box = opened(page, "united na", path)
        page.evaluate(f"document.documentElement.{change}" if change else "0")
        page.keyboard.press("ArrowDown")
        expect(box).to_have_attribute("aria-activedescendant", re.compile("-0$"))
        assert found_by_axe(page) + too_wide(page) == [], path


def test_a_suggestion_is_opened_by_mouse_and_by_touch(tab: Tab, address: str) -> None:
    """One press on a row that is at least 24 px high is enough (A4)."""
    page = tab(address, width=360, has_touch=True)
    for press in ("click", "tap"):
        opened(page, "armist")
        heights = page.get_by_role("option").evaluate_all("rows => rows.map(row => row.getBoundingClientRect().height)")
        assert min(heights) >= 24
        getattr(page.get_by_role("option", name=re.compile("^armistice term")), press)()
        expect(page).to_have_url(re.compile(r"/terms/armistice$"))
