"""A term as it stood, in a real browser: kept by its link, walked by its links, without fault on a phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Tab
from tests.browser.faults import found_by_axe, too_wide

pytestmark = pytest.mark.browser
TERM = "/terms/humanitarian-truce"


def kept(page: Page, address: str) -> str:
    """The permanent address that a page offers."""
    page.goto(address)
    return page.get_by_role("link", name="Permanent link to this state").get_attribute("href") or ""


def test_a_reader_keeps_a_state_and_walks_in_it(page: Page) -> None:
    """From the term's permanent link to a statement, to a comparison and back to the present: the moment is kept."""
    page.goto(kept(page, TERM))
    expect(page.locator("div.box").first).to_contain_text("As it stood on")
    page.get_by_role("link", name="Full record").first.click()
    expect(page.locator("div.box").first).to_contain_text("As it stood on")
    assert "as_of=" in page.url
    page.locator(".crumb a").click()
    for tick in page.locator("input[name=statement]").all()[:2]:
        tick.check()
    page.locator(".bar").get_by_role("button", name="Compare selected").click()
    expect(page.locator("p.box").first).to_contain_text("As of")
    page.go_back()
    page.get_by_role("link", name="This term as it stands now").click()
    assert page.url.endswith(TERM)


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1280, "light")])
@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_axe_finds_nothing(tab: Tab, address: str, width: int, scheme: str, direction: str) -> None:
    """A1: a term and a disputed statement as they stood, either way of writing; nothing grows sideways."""
    page = tab(address, width=width, scheme=scheme)
    for there in (TERM, "/statements/john-kirby-humanitarian-pause-2023-10-26"):
        page.goto(kept(page, there))
        page.evaluate(f"document.documentElement.dir = '{direction}'")
        assert found_by_axe(page) + too_wide(page) == []
