"""Where the keyboard is, is seen: by Tab from the first link to the last, on a phone's width and a desk's (A2)."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Tab
from tests.browser.test_accessibility import PAGES

pytestmark = pytest.mark.browser

WALKED = [("term", 360), ("compare", 360), ("field", 360), ("field", 1280)]
RING = 5
"""Pixels from a link to the outer edge of its ring: 2 between them and 3 of the ring itself."""
PLACE = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  const ring = (one.closest("svg") && one.querySelector(".hit")) ?? one;
  const drawn = getComputedStyle(ring);
  const shown = (box) => ({
    start: Math.max(box.left, 0), end: Math.min(box.right, innerWidth),
    top: Math.max(box.top, 0), bottom: Math.min(box.bottom, innerHeight),
  });
  const points = [...one.getClientRects()].map(shown).flatMap(({ start, end, top, bottom }) =>
    [0.2, 0.5, 0.8].map((part) => [start + (end - start) * part, (top + bottom) / 2]));
  const onTop = ([x, y]) => {
    const top = document.elementFromPoint(x, y);
    return top !== null && (one.contains(top) || top.contains(one));
  };
  return {
    name: `${one.localName} ${(one.textContent || one.name || "").trim().slice(0, 40)}`,
    ringed: drawn.outlineStyle !== "none" || drawn.stroke !== "none",
    seen: points.some(onTop),
  };
}"""
"""The element that has the focus: whether it has a ring, and whether a part of it lies on top, within the window."""


def unseen(page: Page) -> list[str]:
    """What Tab comes to, from the beginning of the page to its end, that has no ring or cannot be seen."""
    found = []
    for _ in range(600):
        page.keyboard.press("Tab")
        place = page.evaluate(PLACE)
        if place is None:
            return found
        if not (place["ringed"] and place["seen"]):
            found.append(place["name"])
    raise AssertionError("Tab does not come to the end of the page")


@pytest.mark.parametrize(("name", "width"), WALKED)
def test_whatever_has_the_focus_is_seen(tab: Tab, address: str, name: str, width: int) -> None:
    """Each stop of the Tab key has a ring and is neither hidden, nor covered, nor outside of the window."""
    page = tab(address, width=width)
    page.goto(PAGES[name])
    assert unseen(page) == []


@pytest.mark.parametrize(("name", "width"), [("event", 1280), ("field", 1280), ("neighbours", 1280), ("compare", 360)])
def test_the_ring_is_whole_beside_the_edge_of_a_frame(tab: Tab, address: str, name: str, width: int) -> None:
    """A link in the first column of a table that scrolls has room for its ring within the frame."""
    page = tab(address, width=width)
    page.goto(PAGES[name])
    room = page.evaluate(
        """() => [...document.querySelectorAll(".scroll tbody a")].filter((one) => one.offsetParent).map((one) => {
          const frame = one.closest(".scroll");
          return one.getBoundingClientRect().left + frame.scrollLeft - frame.getBoundingClientRect().left;
        })"""
    )
    assert room
    assert min(room) >= RING


def test_nothing_is_seen_beside_a_column_that_stays(page: Page) -> None:
    """Where a table is scrolled sideways, the column of names that stays is at the very edge of its frame."""
    page.goto(PAGES["field"])
    gap = page.evaluate(
        """() => {
          const frame = document.querySelector(".frame");
          frame.scrollLeft = 300;
          return frame.querySelector("tbody th").getBoundingClientRect().left - frame.getBoundingClientRect().left;
        }"""
    )
    assert gap == 0
