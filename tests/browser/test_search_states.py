"""The states of the search page through axe, and by keyboard: loosened, grouped, narrowed, by years, empty."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Tab
from tests.browser.faults import found_by_axe, too_wide
from tests.browser.test_story import SEEN

pytestmark = pytest.mark.browser

STATES = {
    "question": "/search?q=did+Israel+oppose+a+humanitarian+pause+in+October+2023",
    "misspelt": "/search?q=ceasfire",
    "loosened": "/search?q=vaccination+days+of+tranquillity+children",
    "grouped": "/search?q=truce&group=actor",
    "narrowed": "/search?q=-lang:ar&term=ceasefire&narrower=1&actor=israel&with=affiliated&stance=opposes",
    "years": "/search?year=2022&year=2023",
    "empty": "/search?q=lieber+pause&kind=usage&exact=1",
    "equivalent": "/search?q=هدنة+إنسانية",
}
OPENED = "document.querySelectorAll('main details').forEach(one => one.open = true)"
TURNED = "document.documentElement.dir = 'rtl'"


def walked(page: Page, change: str = "") -> dict[str, list[str]]:
    """Faults by state, with everything on the page opened."""
    faults = {}
    for name, path in STATES.items():
        page.goto(path)
        page.evaluate(OPENED)
        if change:
            page.evaluate(change)
        faults[name] = found_by_axe(page) + too_wide(page) + page.evaluate(SMALL)
    return {name: found for name, found in faults.items() if found}


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (1280, "dark"), (320, "light"), (360, "dark")])
def test_axe_finds_nothing(tab: Tab, address: str, width: int, scheme: str) -> None:
    """No fault in any state with all lists opened, and links of lists are 24 px high (A1, A4)."""
    assert walked(tab(address, width=width, scheme=scheme)) == {}


@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_right_to_left(tab: Tab, address: str, width: int) -> None:
    """Forced right-to-left, no state breaks or grows sideways (A1)."""
    assert walked(tab(address, width=width), TURNED) == {}


def test_bars_of_years_begin_where_the_line_begins(page: Page) -> None:
    """The picture follows the direction of writing: at the left, or turned, at the right of its column."""
    page.goto(STATES["years"])
    for change, side in (("", "left"), (TURNED, "right")):
        if change:
            page.evaluate(change)
        assert page.evaluate(BARS.replace("SIDE", side)) < 1


def test_the_keyboard_reaches_and_shows_every_part(page: Page) -> None:
    """Tab meets help, parts, switches, lists, years, orders and ticks; what has the focus is seen and outlined (A2)."""
    page.goto(STATES["narrowed"])
    met: set[str] = set()
    while not met.issuperset(PLACES):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement !== document.body"), set(PLACES) - met
        assert page.evaluate(SEEN), page.evaluate("document.activeElement.outerHTML")
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
        met |= set(page.evaluate("places => places.filter(place => document.activeElement.closest(place))", PLACES))


PLACES = (".help", ".asked", ".chosen", ".roll", ".facet", ".years", ".dates", ".order", ".show", ".do", ".bar", ".get")


def test_a_part_is_taken_away_by_pressing_it(page: Page) -> None:
    """Pressing a word in “Looking for” leads to the search without it."""
    page.goto("/search?q=humanitarian+pause")
    page.get_by_role("link", name="humanitarian Remove").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Search for “pause”")
    expect(page.locator("#find")).to_have_value("pause")


SMALL = """() => [...document.querySelectorAll(
    '.facet a, .years a, .part, .chosen a, .roll a, .sorts a, .steps a, .help dt a, .all a, main summary, main button')]
  .filter(e => e.offsetParent)
  .map(e => [e, e.getBoundingClientRect()])
  .filter(([e, box]) => box.height < 24)
  .map(([e, box]) => `${e.outerHTML.slice(0, 90)} ${Math.round(box.width)}x${Math.round(box.height)}`)"""
"""Links of lists that are less high than a finger needs."""

BARS = """Math.max(...[...document.querySelectorAll('.track')].map(track =>
    Math.abs(track.getBoundingClientRect().SIDE - track.firstElementChild.getBoundingClientRect().SIDE)))"""
