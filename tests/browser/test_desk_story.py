"""The desk's story in a real browser, by keyboard alone, with script and without; and axe on every desk page."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from glossary import create_app
from glossary.db import db
from glossary.services import accounts
from glossary.services.auditing import OPERATOR
from tests.browser.conftest import served
from tests.browser.test_accessibility import SMALL

pytestmark = pytest.mark.browser

EMAIL, PASSWORD = "ada@example.org", "seven quiet herons at dusk"
KIRBY = "john-kirby-humanitarian-pause-2023-10-26"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
AXE = Axe()


@pytest.fixture(scope="module")
def desk_address(seeded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a glossary with an editor answers."""
    folder = Path(shutil.copytree(seeded, tmp_path_factory.mktemp("desk") / "instance"))
    app = create_app(instance=folder)
    with app.app_context():
        accounts.add(EMAIL, PASSWORD, ["editor"], OPERATOR)
        db.engine.dispose()
    with served(folder) as address:
        yield address


class Keyboard:
    """Somebody who has a keyboard and no mouse."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def reach(self, selector: str) -> Locator:
        """Go on by Tab until the element has the focus."""
        focused = self.page.locator(selector).and_(self.page.locator(":focus"))
        for _ in range(300):
            self.page.keyboard.press("Tab")
            if focused.count():
                return focused
        raise AssertionError(f"Tab does not come to {selector}")

    def write(self, selector: str, text: str) -> None:
        """Reach a field and type into it."""
        self.reach(selector)
        self.page.keyboard.type(text)

    def press(self, selector: str, key: str = "Enter") -> None:
        """Reach a button, link, box or list and press a key on it."""
        self.reach(selector)
        self.page.keyboard.press(key)

    def replace(self, selector: str, text: str) -> None:
        """Reach a field and put another text into it."""
        self.reach(selector)
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(text)


def sign_in(page: Page) -> Keyboard:
    """Sign in by keyboard."""
    hand = Keyboard(page)
    page.goto("/admin/")
    hand.write("[name=email]", EMAIL)
    hand.write("[name=password]", PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Editorial desk")).to_be_visible()
    return hand


def fill_in(hand: Keyboard, name: str) -> None:
    """The statement's form from top to bottom, with a wrong date and without a summary."""
    hand.write("#term", "humanitarian pause")
    hand.write("#term_as_written", "humanitarian pauses")
    hand.press("#actor", "ArrowDown")
    hand.press("details.new:has(#new_actor-name) > summary")
    hand.write("#new_actor-name", name)
    hand.write("#new_actor-kind", "Person")
    hand.press("#source", "ArrowDown")
    hand.press("details.new:has(#new_source-title) > summary")
    hand.write("#new_source-title", f"Talk by {name}")
    hand.write("#new_source-publisher", "Quiet Press")
    hand.write("#new_source-url", f"https://quiet.example.org/{name.split()[0].lower()}")
    hand.write("#new_source-published", "2024-02-02")
    hand.write("#new_source-type", "Analysis")
    hand.write("#new_source-language", "English")
    hand.press("[name=attribution]", "Space")
    hand.press("[name=confidence]", "Space")
    hand.write("#said", "01.02.2024")
    hand.write("#conflict", "Korea")
    hand.write("#language", "English")
    hand.write("#quote", "a pause of zephyrous calm")
    hand.press("[name=kind]", "Space")
    hand.press("[name=stance]", "Space")
    hand.write("#facets-0-text", "three days")
    hand.press("summary:has-text('Codes of duration')")
    hand.press("[name=facets-0-codes][value=days]", "Space")
    hand.press("button:has-text('Preview')")


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_an_editors_day_by_keyboard(browser: Browser, desk_address: str, script: bool) -> None:
    """From signing in to withdrawing, without a mouse; nothing is lost, what is published is found (A2, A3, S1)."""
    name = "Ada Quiet" if script else "Bela Quiet"
    slug = f"{name.lower().replace(' ', '-')}-humanitarian-pause-2024-02-01"
    context = browser.new_context(
        base_url=desk_address, viewport={"width": 1280, "height": 900}, java_script_enabled=script
    )
    context.set_default_timeout(15_000)
    page = context.new_page()
    hand = sign_in(page)
    hand.press("main a:has-text('Add a statement')")
    fill_in(hand, name)
    _mend(page, hand, name)
    _publish(page, hand, slug)
    _found(page, slug, name)
    _change(page, hand, slug)
    _withdraw(page, hand, slug)
    context.close()


def _mend(page: Page, hand: Keyboard, name: str) -> None:
    """The errors stand on top, have the focus, lead to their fields; everything else is still there."""
    expect(page).to_have_title("Error: Add a statement · Glossary of Attributed Terms")
    alert = page.get_by_role("alert")
    expect(alert).to_be_focused()
    expect(alert.get_by_role("link")).to_have_count(2)
    expect(page.locator("#said")).to_have_attribute("aria-invalid", "true")
    for field, text in (("#new_actor-name", name), ("#quote", "a pause of zephyrous calm"), ("#actor", "+")):
        expect(page.locator(field)).to_have_value(text)
    hand.press("[role=alert] a")
    expect(page.locator("#said")).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.type("2024-02-01")
    hand.write("#summary", "Describes a pause of zephyrous calm.")
    hand.press("button:has-text('Preview')")


def _publish(page: Page, hand: Keyboard, slug: str) -> None:
    expect(page.get_by_role("heading", name="Preview, not published")).to_be_visible()
    expect(page.locator("main")).to_contain_text("The quote has 5 of at most 25 words.")
    assert page.request.get(f"/statements/{slug}").status == 404
    hand.press("button:has-text('Publish this statement')")
    expect(page.locator("p.told[role=status]")).to_contain_text("Published: revision 1.")


def _found(page: Page, slug: str, name: str) -> None:
    """Within two seconds, through every door."""
    until = time.monotonic() + 2
    while slug not in page.request.get("/search?q=zephyrous").text():
        assert time.monotonic() < until, "not found within two seconds"
    assert slug in page.request.get("/terms/humanitarian-pause").text()
    assert page.request.get(f"/api/v1/statements/{slug}").json()["actor"]["name"] == name
    assert slug in page.request.get(f"/compare?statement={slug}&statement={KIRBY}").text()


def _change(page: Page, hand: Keyboard, slug: str) -> None:
    hand.press("main a:text-is('Change')")
    hand.replace("#summary", "Describes a pause of quiet.")
    hand.press("button:has-text('Preview')")
    expect(page.locator("ins").first).to_contain_text("quiet")
    hand.write("#change_note", "Plainer words.")
    hand.press("button:has-text('Publish the changes')")
    expect(page.locator("p.told[role=status]")).to_contain_text("Published: revision 2.")
    page.goto(f"/statements/{slug}/history")
    expect(page.locator("ol.revs > li")).to_have_count(2)
    expect(page.locator("main")).to_contain_text("Plainer words.")


def _withdraw(page: Page, hand: Keyboard, slug: str) -> None:
    page.goto(f"/admin/statements/{slug}")
    hand.press("main a:text-is('Withdraw')")
    hand.write("#reason", "This talk was never given.")
    hand.press("button:has-text('Withdraw this statement')")
    expect(page.locator("p.told[role=status]")).to_contain_text("Withdrawn.")
    page.goto(f"/statements/{slug}")
    expect(page.get_by_role("note")).to_contain_text("This talk was never given.")
    assert slug not in page.request.get("/search?q=zephyrous").text()


def faults(page: Page) -> list[str]:
    """What axe finds, what is too small to press, and whether the page scrolls sideways."""
    page.wait_for_load_state("load")  # its styles, too
    found = AXE.run(page, options={"runOnly": {"type": "tag", "values": RULES}}).response["violations"]
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    told = [f"{one['id']}: {one['nodes'][0]['html'][:150]}" for one in found if one["nodes"]]
    told += page.evaluate(SMALL)
    return told + ([f"{wide} px too wide"] if wide > 1 else [])


OPENED = {
    "home": "/admin/?q=kirby",
    "record": f"/admin/statements/{KIRBY}",
    "withdraw": f"/admin/statements/{KIRBY}/withdraw",
    "statement": "/admin/statements/new",
    "statement changed": "/admin/statements/qatar-mofa-humanitarian-pause-2023-11-22/change",
    "term": "/admin/terms/humanitarian-pause/change",
    "actor": "/admin/actors/majed-al-ansari/change",
    "source": "/admin/sources/new",
    "event": "/admin/events/new",
    "history": "/statements/unga-humanitarian-truce-2023-10-27-4/history",
    "revision": "/statements/unga-humanitarian-truce-2023-10-27-4/history/1",
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_at_the_desk(browser: Browser, desk_address: str, width: int, scheme: str) -> None:
    """No fault on any desk page, in its errors, preview and conflict, at this width and in this scheme (A1, A4)."""
    context = browser.new_context(
        base_url=desk_address,
        viewport={"width": width, "height": 800},
        color_scheme=scheme,  # type: ignore[arg-type]
    )
    context.set_default_timeout(15_000)
    page = context.new_page()
    sign_in(page)
    seen = {}
    for name, path in OPENED.items():
        page.goto(path)
        seen[name] = faults(page)
    for name in _states(page, f"{width} {scheme}"):
        seen[name] = faults(page)
    context.close()
    assert {name: found for name, found in seen.items() if found} == {}


def _states(page: Page, mark: str) -> Iterator[str]:
    """Pages that answer a form: its errors, a preview, a conflict, what was done, what may be restored."""
    page.goto("/admin/statements/new")
    page.click("button:text-is('Add a party')")
    page.click("main button:text-is('Preview'):not(.vh)")
    expect(page.get_by_role("alert")).to_be_visible()
    yield "errors"
    change = f"/admin/statements/{KIRBY}/change"
    late = page.context.new_page()
    late.goto(change)
    page.goto(change)
    page.fill("#summary", f"Other words, {mark}.")
    page.click("main button:text-is('Preview'):not(.vh)")
    expect(page.get_by_role("heading", name="Preview, not published")).to_be_visible()
    yield "preview"
    page.click("button:text-is('Publish the changes')")
    expect(page.get_by_role("alert")).to_be_visible()
    yield "preview with an error"
    page.fill("#change_note", f"Tried at {mark}.")
    page.click("button:text-is('Publish the changes')")
    expect(page.locator("p.told[role=status]")).to_contain_text("Published")
    yield "published"
    page.click("a:has-text('Restore revision 1')")
    expect(page.get_by_role("button", name="Restore revision 1")).to_be_visible()
    yield "restore"
    late.fill("#summary", f"Late words, {mark}.")
    late.click("main button:text-is('Preview'):not(.vh)")
    expect(late.get_by_role("heading", name="Somebody was faster")).to_be_visible()
    assert faults(late) == []
    page.goto(f"/statements/{KIRBY}/history")
    yield "history with changes"
    page.goto(f"/admin/statements/{KIRBY}/withdraw")
    page.click("button:text-is('Withdraw this statement')")
    expect(page.get_by_role("alert")).to_be_visible()
    yield "withdraw with an error"
