"""Choosing what to compare by keyboard: a step from the ticked box, with the number said, with and without script."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Tab
from tests.browser.keyboard import Keyboard

pytestmark = pytest.mark.browser
TERM = "/terms/humanitarian-pause"


@pytest.mark.parametrize("script", [True, False])
def test_from_a_ticked_box_the_comparison_is_a_step_away(tab: Tab, address: str, script: bool) -> None:
    """Space ticks two boxes, one Tab leads to the button beside the second, Enter compares these two in their order."""
    page = tab(address, script=script)
    page.goto(TERM)
    keyboard, boxes = Keyboard(page), page.locator(".tick")
    chosen = [boxes.nth(at).get_attribute("value") for at in (0, 1)]
    for one in chosen:
        keyboard.press(f'.tick[value="{one}"]', "Space")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Compare selected")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{address}/compare?statement={chosen[0]}&statement={chosen[1]}")


@pytest.mark.parametrize("script", [True, False])
def test_enter_on_a_ticked_box_compares_and_the_page_says_so(tab: Tab, address: str, script: bool) -> None:
    """What the line at the foot of the window says of Enter is so."""
    page = tab(address, script=script)
    page.goto(TERM)
    keyboard = Keyboard(page)
    expect(page.locator(".bar")).to_contain_text("Enter on a ticked box compares, too.")
    for at in (0, 1):
        keyboard.press(f".tick >> nth={at}", "Space")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Comparing")


def test_the_button_is_seen_only_while_the_keyboard_is_at_a_ticked_box(page: Page) -> None:
    """Nobody tabs through ninety buttons, and who has a mouse sees the one at the foot alone."""
    page.goto(TERM)
    page.locator(".tick").nth(1).click()
    assert page.evaluate(SEEN) == 0
    keyboard = Keyboard(page)
    keyboard.press(".tick >> nth=2", "Space")
    assert page.evaluate(SEEN) == 1
    page.keyboard.press("Space")
    assert page.evaluate(SEEN) == 0
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    expect(page.locator(".go:focus")).to_have_count(1)
    assert page.evaluate(SEEN) == 1
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate(SEEN) == 0


SEEN = """[...document.querySelectorAll('.go')].filter(button =>
    getComputedStyle(button).display !== 'none' && getComputedStyle(button).clipPath === 'none').length"""
"""How many buttons beside a box can be seen."""


def test_the_number_ticked_is_spoken(page: Page) -> None:
    """Each tick is told by a status, which also describes the button; of more than eight it says that they are many."""
    page.goto(TERM)
    said, boxes = page.locator(".bar [role=status]"), page.locator(".tick")
    boxes.nth(0).check()
    expect(said).to_have_text("1 ticked.")
    boxes.nth(1).check()
    expect(said).to_have_text("2 ticked. Enter compares.")
    expect(page.locator(".bar button")).to_have_accessible_description("2 ticked. Enter compares.")
    for at in range(2, 9):
        boxes.nth(at).check()
    expect(said).to_have_text("9 ticked. A comparison takes up to 8.")


def test_the_number_is_read_where_it_stands_without_script(tab: Tab, address: str) -> None:
    """The number beside the button is not hidden from who hears the page."""
    page = tab(address, script=False)
    page.goto(TERM)
    for at in (0, 1):
        page.locator(".tick").nth(at).check()
    nodes = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    heard = [node["name"]["value"] for node in nodes if node.get("role", {}).get("value") == "StaticText"]
    assert heard[heard.index(" ticked") - 1] == "2"
