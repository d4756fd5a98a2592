"""Every page type through axe: light and dark, wide and phone, forced right-to-left, text at double size (A1)."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

PAGES = {
    "home": "/",
    "search": "/search?q=humanitarian+pause",
    "search none": "/search?q=zzzz",
    "search Arabic": "/search?q=هدنة",
    "terms": "/terms",
    "term": "/terms/humanitarian-truce",
    "actors": "/actors",
    "actor": "/actors/john-kirby",
    "actor on term": "/actors/john-kirby/humanitarian-pause",
    "actor on term, none": "/actors/john-kirby/armistice",
    "sources": "/sources",
    "source": "/sources/abc-2023-10-27-kirby",
    "events": "/events",
    "event": "/events/gaza-four-day-arrangement-2023-11",
    "statement": "/statements/majed-al-ansari-humanitarian-truce-2023-11-22",
    "statement disputed": "/statements/john-kirby-humanitarian-pause-2023-10-26",
    "compare start": "/compare",
    "compare": "/compare?term=humanitarian-pause&actor=john-kirby&actor=emanuela-chiara-gillard&actor=ocha",
    "compare terms": "/compare?actor=keir-starmer&term=ceasefire&term=humanitarian-pause",
    "compare over time": "/compare?actor=united-kingdom&over=time&with=affiliated",
    "compare event": "/compare?event=gaza-four-day-arrangement-2023-11",
    "compare words": "/compare?statement=ocha-humanitarian-pause-2022&statement=ocha-ceasefire-2022",
    "compare actor": "/compare?actor=joe-biden",
    "compare refused": "/compare?statement=john-kirby-humanitarian-pause-2023-10-26",
    "field": "/field",
    "field narrowed": "/field?conflict=syria&affiliation=united-nations&with=affiliated",
    "field statements": "/field/statements?conflict=yemen&actor_kind=state&with=affiliated",
    "neighbours": "/field/neighbours",
    "correct": "/statements/majed-al-ansari-humanitarian-truce-2023-11-22/correct",
    "changes": "/changes",
    "changes chosen": "/changes?kind=event&from=1999",
    "about": "/about",
    "data": "/about/data",
    "method": "/about/method",
    "privacy": "/about/privacy",
    "api": "/api/docs",
    "missing": "/terms/no-such-term",
}
MAIN = (
    "home",
    "search",
    "search Arabic",
    "term",
    "event",
    "statement",
    "compare",
    "compare event",
    "field",
    "neighbours",
    "correct",
    "data",
)
"""The page types that are walked again in other circumstances."""
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
AXE = Axe()


def _faults(page: Page) -> list[str]:
    found = AXE.run(page, options={"runOnly": {"type": "tag", "values": RULES}})
    return [
        f"{v['id']}: {v['help']} ({v['nodes'][0]['html'][:120]})" for v in found.response["violations"] if v["nodes"]
    ]


def _walk(browser: Browser, address: str, *, width: int, scheme: str, change: str = "") -> dict[str, list[str]]:
    context = browser.new_context(
        base_url=address,
        viewport={"width": width, "height": 800},
        color_scheme=scheme,  # type: ignore[arg-type]
    )
    page = context.new_page()
    faults = {}
    for name in MAIN if change else PAGES:
        page.goto(PAGES[name])
        if change:
            page.evaluate(change)
        faults[name] = _faults(page) + _wide(page)
    context.close()
    return {name: found for name, found in faults.items() if found}


def _wide(page: Page) -> list[str]:
    """Nothing makes the page itself scroll sideways."""
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return [f"the page is {wide} px wider than its window"] if wide > 1 else []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing(browser: Browser, address: str, width: int, scheme: str) -> None:
    """No fault on any page type at this width and in this scheme (A1)."""
    assert _walk(browser, address, width=width, scheme=scheme) == {}


def test_axe_finds_nothing_right_to_left(browser: Browser, address: str) -> None:
    """Forced right-to-left, no page breaks or grows sideways (A1)."""
    assert _walk(browser, address, width=1280, scheme="light", change="document.documentElement.dir = 'rtl'") == {}


def test_axe_finds_nothing_at_double_size(browser: Browser, address: str) -> None:
    """With text at 200 % in a window of 640 px, nothing is lost (A1)."""
    assert (
        _walk(browser, address, width=640, scheme="light", change="document.documentElement.style.fontSize='200%'")
        == {}
    )


def test_targets_are_large_enough(browser: Browser, address: str) -> None:
    """On a phone, whatever can be pressed outside of running text is at least 24 px high and wide (A4)."""
    context = browser.new_context(base_url=address, viewport={"width": 360, "height": 800})
    page = context.new_page()
    small: dict[str, list[str]] = {}
    for name, path in PAGES.items():
        page.goto(path)
        found = page.evaluate(SMALL)
        small |= {name: found} if found else {}
    context.close()
    assert small == {}


SMALL = """() => [...document.querySelectorAll(
    'button, input, summary, nav a, label:has([type=checkbox], [type=radio])')]
  .filter(e => e.offsetParent && !e.closest('.vh'))
  .filter(e => !(e.matches('[type=checkbox], [type=radio]') && e.closest('label')))
  .map(e => [e, e.getBoundingClientRect()])
  .filter(([e, box]) => box.height < 24 || box.width < 24)
  .map(([e, box]) => `${e.outerHTML.slice(0, 90)} ${Math.round(box.width)}x${Math.round(box.height)}`)"""
"""What is pressed: a tick box by its label where it has one around it."""
