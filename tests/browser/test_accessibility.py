"""Every page type through axe: light and dark, wide and phone, forced right-to-left, text at double size (A1)."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Tab
from tests.browser.faults import faults, faults_in_the_dark

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
    "compare few words": "/compare?statement=ocha-humanitarian-pause-2022"
    "&statement=john-kirby-humanitarian-pause-2023-10-31",
    "compare actor": "/compare?actor=joe-biden",
    "compare refused": "/compare?statement=john-kirby-humanitarian-pause-2023-10-26",
    "field": "/field",
    "field narrowed": "/field?conflict=syria&affiliation=united-nations&with=affiliated",
    "field statements": "/field/statements?conflict=yemen&actor_kind=state&with=affiliated",
    "neighbours": "/field/neighbours",
    "correct": "/statements/majed-al-ansari-humanitarian-truce-2023-11-22/correct",
    "changes": "/changes",
    "export": "/export",
    "changes chosen": "/changes?kind=event&from=1999",
    "about": "/about",
    "data": "/about/data",
    "method": "/about/method",
    "privacy": "/about/privacy",
    "embed": "/about/embed",
    "annotate": "/annotate",
    "vocabulary": "/about/vocabulary",
    "releases": "/releases",
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
TURNED = "document.documentElement.dir = 'rtl'"
ENLARGED = "document.documentElement.style.fontSize = '200%'"


def walked(page: Page, change: str = "") -> dict[str, list[str]]:
    """The page types, in light and dark, or the main ones in changed circumstances, that have faults, and which."""
    found = {}
    for name in MAIN if change else PAGES:
        page.goto(PAGES[name])
        if change:
            page.evaluate(change)
        found[name] = faults(page) + ([] if change else faults_in_the_dark(page))
    return {name: some for name, some in found.items() if some}


def test_a_fault_that_only_the_dark_has_is_found(tab: Tab, address: str) -> None:
    """Pages are looked at whole in light, and then for their colours in the dark: grey on black is noticed there."""
    page = tab(address)
    page.set_content(
        "<html lang=en><title>Grey</title><style>@media (prefers-color-scheme: dark) "
        "{ body { background: #000; color: #333 } }</style><main><h1>Grey</h1><p>Hardly to be read.</p></main>"
    )
    assert faults(page) == []
    assert [one.partition(":")[0] for one in faults_in_the_dark(page)] == ["color-contrast"]


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_is_wrong_with_any_page(tab: Tab, address: str, width: int) -> None:
    """At this width, in light and dark, axe finds nothing on any page type (A1), no page scrolls sideways, and whatever
    can be pressed outside of running text is at least 24 px high and wide (A4).
    """
    assert walked(tab(address, width=width)) == {}


def test_nothing_is_wrong_right_to_left(tab: Tab, address: str) -> None:
    """Forced right-to-left, no page breaks or grows sideways (A1)."""
    assert walked(tab(address), TURNED) == {}


def test_nothing_is_wrong_at_double_size(tab: Tab, address: str) -> None:
    """With text at 200 % in a window of 640 px, nothing is lost (A1)."""
    assert walked(tab(address, width=640), ENLARGED) == {}
