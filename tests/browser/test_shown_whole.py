"""Nothing runs together or is torn apart: headings of tables, names under one heading, rows on paper, boxes to tick."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

TERM = "/terms/humanitarian-pause"
LINES = """nodes => nodes.map(node => {
  const range = document.createRange();
  range.selectNodeContents(node);
  return [node.textContent, new Set([...range.getClientRects()].map(box => Math.round(box.top))).size];
})"""
"""Text of each and the number of lines that it stands on."""
STARTS = """nodes => nodes.map(node => {
  const range = document.createRange();
  range.selectNodeContents(node);
  return [...range.getClientRects()].map(box => Math.round(box.left));
})"""
pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [360, 1280])
def test_no_heading_of_coverage_is_broken_within_a_word(page: Page, width: int) -> None:
    """Headings of one word stand on one line, be the names below as long as they like."""
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(TERM)
    heads = [(text, lines) for text, lines in page.locator("#coverage thead th").evaluate_all(LINES) if " " not in text]
    assert {text for text, _ in heads} >= {"Actors", "Statements"}
    assert [text for text, lines in heads if lines > 1] == []


@pytest.mark.parametrize("medium", ["screen", "print"])
def test_sources_that_say_the_same_stand_each_on_a_line(page: Page, medium: str) -> None:
    """On a phone and on paper, two publishers under one heading do not read as one name."""
    page.set_viewport_size({"width": 360, "height": 800})
    page.emulate_media(media=medium)
    page.goto("/field/neighbours")
    cells = page.locator("td:has(.take + .take)").evaluate_all(
        "cells => cells.map(cell => [...cell.querySelectorAll('.take')].map(take => take.getBoundingClientRect().top))"
    )
    assert cells
    assert all(len(set(tops)) == len(tops) for tops in cells)


def test_a_long_row_goes_on_on_the_next_sheet(page: Page) -> None:
    """Seven wordings in one cell may be parted between two of them; kept whole, they leave a sheet nearly empty."""
    page.emulate_media(media="print")
    page.goto("/compare?term=humanitarian-pause&actor=john-kirby&actor=ocha&actor=japan")
    kept = "node => getComputedStyle(node).breakInside"
    assert page.locator("#r-wording").evaluate(kept) == "auto"
    assert page.locator("#r-wording .value").first.evaluate(kept) == "avoid"
    assert page.locator("tr.silent").first.evaluate(kept) == "avoid"


def test_a_long_name_to_tick_keeps_clear_of_its_box(page: Page) -> None:
    """Where a name needs two lines, the second begins where the first does, not under the box."""
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto("/compare?term=humanitarian-pause")
    starts = [lines for lines in page.locator(".az label bdi").evaluate_all(STARTS) if len(lines) > 1]
    assert starts
    assert all(max(lines) - min(lines) <= 4 for lines in starts)


def test_on_a_phone_the_terms_of_an_event_need_no_sideways_scrolling(page: Page) -> None:
    """Each use is a few lines of its own, whole in the window, and still a row of cells to a screen reader."""
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto("/events/gaza-four-day-arrangement-2023-11")
    region = page.locator(".scroll:has(.names)")
    assert region.evaluate("node => node.scrollWidth <= node.clientWidth")
    row = region.get_by_role("row").filter(has_text="Majed Al-Ansari").first
    assert row.get_by_role("cell").count() == 6
