"""The main job in a real browser, as the README tells it: search, open, tick, compare, the same for a program."""

from __future__ import annotations

import json
import re
import urllib.request

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Tab

pytestmark = pytest.mark.browser

CHOSEN = (
    "ocha-humanitarian-pause-2022",
    "john-kirby-humanitarian-pause-2023-10-26",
    "emanuela-chiara-gillard-humanitarian-pause-2023-11-06",
)


def test_a_reader_finds_kirby_and_gillard_and_compares_them(page: Page, address: str) -> None:
    """From the first page to a comparison whose `.json` says the same."""
    page.goto("/")
    page.get_by_role("combobox").last.fill("humanitarian pause")
    page.get_by_role("combobox").last.press("Enter")
    _results_are_attributed(page)
    page.locator("p", has_text="Entry:").get_by_role("link", name="humanitarian pause", exact=True).click()
    _definitions_come_first(page)
    for slug in CHOSEN:
        page.locator(f"input[name=statement][value={slug}]").check()
    page.locator(".bar").get_by_role("button").click()
    _compared_alike(page, address)


def _results_are_attributed(page: Page) -> None:
    expect(page.get_by_role("heading", name=re.compile(r"1–20 of \d+ statements"))).to_be_visible()
    hit = page.locator("article").first
    expect(hit.locator("mark").first).to_be_visible()
    expect(hit).to_contain_text("humanitarian")
    expect(hit.locator(".when")).to_contain_text(re.compile(r"\d{4}"))
    expect(hit.locator(".src").first).to_contain_text(re.compile("^(Source:|As reported by|In translation|Recast)"))
    expect(page.get_by_role("link", name=re.compile(r"^calls for"))).to_have_count(1)


def _definitions_come_first(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text("humanitarian pause")
    headings = page.get_by_role("heading", level=2).all_inner_texts()
    wanted = ["Definitions", "Positions", "Provisions", "Other uses", "In other languages", "Neighbouring", "Timeline"]
    places = [next(n for n, text in enumerate(headings) if text.startswith(name)) for name in wanted]
    assert places == sorted(places), headings
    definitions = page.locator("section", has=page.get_by_role("heading", name=re.compile("^Definitions"))).first
    for name in ("John Kirby", "Emanuela-Chiara Gillard", "UN Office for the Coordination of Humanitarian Affairs"):
        expect(definitions).to_contain_text(name)


def _compared_alike(page: Page, address: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_contain_text("John Kirby")
    expect(page.locator("table")).to_contain_text("localized, temporary, specific pauses on the battlefield")
    path, query = page.url.removeprefix(address).split("?")
    with urllib.request.urlopen(f"{address}{path}.json?{query}") as answer:  # noqa: S310
        comparison = json.load(answer)
    assert [column["statements"][0]["id"] for column in comparison["columns"]] == list(CHOSEN)
    shown = page.locator("tbody tr").count()
    assert shown == len(comparison["rows"])
    for row in comparison["rows"]:
        if row["verdict"]:
            expect(page.locator("table")).to_contain_text(row["words"].split(" (")[0])


def test_the_story_works_without_script(tab: Tab, address: str) -> None:
    """With scripts off a reader searches, opens the term, ticks two and compares (A3)."""
    page = tab(address, script=False)
    page.goto("/")
    page.locator("main input[name=q]").fill("humanitarian pause")
    page.locator("main input[name=q]").press("Enter")
    _results_are_attributed(page)
    page.locator("p", has_text="Entry:").get_by_role("link", name="humanitarian pause", exact=True).click()
    for slug in CHOSEN:
        page.locator(f"input[name=statement][value={slug}]").check()
    page.locator(".bar").get_by_role("button").click()
    _compared_alike(page, address)


def test_a_page_has_no_script_that_it_needs_not(page: Page) -> None:
    """The search box suggests names, and where statements are ticked their number is told; nothing else runs."""
    for path, ticked in {"/": False, "/search?q=truce": True, "/terms/truce": True, "/sources": False}.items():
        page.goto(path)
        sources = [one.get_attribute("src") or "" for one in page.locator("script[src]").all()]
        names = sorted(source.partition("?")[0] for source in sources)
        assert names == ["/static/suggest.js", *(["/static/ticks.js"] if ticked else [])], path


def test_the_keyboard_alone_reaches_a_comparison(page: Page) -> None:
    """Tab, Space and Enter are enough, and the focused thing is always seen (A2)."""
    page.goto("/terms/truce")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to content")).to_be_focused()
    page.keyboard.press("Enter")
    ticked = 0
    for _ in range(80):
        page.keyboard.press("Tab")
        kind = page.evaluate("document.activeElement.type || document.activeElement.tagName")
        assert page.evaluate(SEEN), page.evaluate("document.activeElement.outerHTML")
        if kind == "checkbox" and ticked < 2:
            page.keyboard.press("Space")
            ticked += 1
        if ticked == 2:
            break
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/compare\?.*statement=.*statement="))


SEEN = """() => {
  const box = document.activeElement.getBoundingClientRect();
  const x = box.x + Math.min(box.width / 2, 40), y = box.y + box.height / 2;
  const top = document.elementFromPoint(x, y);
  const inside = box.bottom > 0 && box.top < innerHeight && box.width > 0;
  const own = document.activeElement;
  return inside && (!top || own === top || own.contains(top) || top.contains(own) || !!top.closest('label'));
}"""
"""Whether the focused element is inside the window and not covered by something that sticks."""
