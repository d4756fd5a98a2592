"""Lists, records and comparisons that are divided into pages, as they are seen and walked through."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import expect
from werkzeug.serving import make_server

from glossary import create_app
from glossary.web import actor_on_term, actors, compare_links, compare_part, stretches
from tests.browser.conftest import Tab
from tests.browser.faults import faults, faults_in_the_dark
from tests.browser.keyboard import Keyboard

pytestmark = pytest.mark.browser

FEW = 6
COMPARED = "/compare?term=humanitarian-pause&actor=john-kirby&actor=emanuela-chiara-gillard"
PAGES = (
    "/terms?page=2",
    "/terms/humanitarian-pause?page=3",
    "/actors?page=3",
    "/actors?by=kind&page=3",
    "/actors?affiliation=united-nations&page=2",
    "/actors/unsc?page=2",
    "/actors/united-nations",
    "/actors/united-states/humanitarian-pause",
    "/actors/john-kirby/humanitarian-pause?page=2",
    "/sources?page=4",
    "/sources/seed-2023-11-16-israel-rebuffs-pause?page=2",
    "/events?page=2",
    "/events/gaza-four-day-arrangement-2023-11?page=2",
    COMPARED,
    f"{COMPARED}&page=2",
    f"{COMPARED}&choose=actors&page=2",
    "/compare?actor=unsc&over=time&page=2",
    "/compare?event=gaza-four-day-arrangement-2023-11&page=2",
)


@pytest.fixture(scope="module")
def divided(seeded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a glossary answers whose pages take six statements or lines each."""
    folder = Path(shutil.copytree(seeded, tmp_path_factory.mktemp("divided") / "instance"))
    limits = {
        stretches: ("MOST", "MOST_WITH_NAMES", "MOST_LINES"),
        compare_part: ("MOST_COMPARED",),
        compare_links: ("MOST_OTHERS",),
        actors: ("MOST_AFFILIATES",),
        actor_on_term: ("MOST_NAMED",),
    }
    with pytest.MonkeyPatch.context() as patch:
        for module, names in limits.items():
            for name in names:
                patch.setattr(module, name, FEW)
        server = make_server("127.0.0.1", 0, create_app(instance=folder), threaded=True)
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.port}"
        server.shutdown()
        thread.join()


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_is_wrong_with_a_divided_page(tab: Tab, divided: str, width: int) -> None:
    """At this width, in light and dark, axe finds nothing, nothing scrolls sideways, and numbers can be pressed."""
    page, found = tab(divided, width=width), {}
    for path in PAGES:
        answer = page.goto(path)
        assert answer is not None
        assert answer.status == 200, path
        found[path] = faults(page) + faults_in_the_dark(page)
    assert {path: some for path, some in found.items() if some} == {}


@pytest.mark.parametrize("script", [True, False])
def test_by_keyboard_from_page_to_page(tab: Tab, divided: str, script: bool) -> None:
    """On a phone's width, without a mouse: to the next page, back to the first, and to a term that stands elsewhere."""
    page = tab(divided, width=360, script=script)
    page.goto("/actors/unsc")
    keyboard = Keyboard(page)
    keyboard.press("a[rel=next]")
    expect(page).to_have_url(f"{divided}/actors/unsc?page=2")
    expect(page.locator(".steps [aria-current=page]")).to_have_text("Page 2")
    expect(page.locator(".cover")).to_contain_text("22 statements, of which this page has 7–12")
    keyboard.press("a[rel=prev]")
    expect(page).to_have_url(f"{divided}/actors/unsc")
    last = page.locator(".toc a").nth(-2)
    there = last.get_attribute("href") or ""
    assert there.startswith("/actors/unsc?page=")
    keyboard.press(f'.toc a[href="{there}"]')
    expect(page).to_have_url(divided + there)
    expect(page.locator(f"[id='{there.rpartition('#')[2]}'] h2")).to_be_in_viewport()


def test_a_letter_leads_to_its_page(tab: Tab, divided: str) -> None:
    """Every letter stands above every page of the actors, and leads to where it begins."""
    page = tab(divided)
    page.goto("/actors?page=2")
    letter = page.locator(".jump a", has_text="U").first
    letter.click()
    expect(page.get_by_role("heading", name="U", exact=True)).to_be_in_viewport()
