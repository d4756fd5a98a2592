"""The desk's story in a real browser, by keyboard alone, with script and without; and axe on every desk page."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PASSWORD, Desk, Tab, email_of, sign_in
from tests.browser.faults import faults
from tests.browser.keyboard import Keyboard

pytestmark = pytest.mark.browser

KIRBY = "john-kirby-humanitarian-pause-2023-10-26"


@pytest.fixture(scope="module")
def desk_address(make_desk: Desk) -> str:
    """Where a desk with an editor answers."""
    return make_desk("editor")


def sign_in_by_keyboard(page: Page) -> Keyboard:
    """From the address on with nothing but keys."""
    hand = Keyboard(page)
    page.goto("/admin/")
    hand.write("[name=email]", email_of("editor"))
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
def test_an_editors_day_by_keyboard(tab: Tab, desk_address: str, script: bool) -> None:
    """From signing in to withdrawing, without a mouse; nothing is lost, what is published is found (A2, A3, S1)."""
    name = "Ada Quiet" if script else "Bela Quiet"
    slug = f"{name.lower().replace(' ', '-')}-humanitarian-pause-2024-02-01"
    page = tab(desk_address, script=script)
    hand = sign_in_by_keyboard(page)
    hand.press("main a:has-text('Add a statement')")
    fill_in(hand, name)
    _mend(page, hand, name)
    _publish(page, hand, slug)
    _found(page, slug, name)
    _change(page, hand, slug)
    _withdraw(page, hand, slug)


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
def test_axe_finds_nothing_at_the_desk(tab: Tab, desk_address: str, width: int, scheme: str) -> None:
    """No fault on any desk page, in its errors, preview and conflict, at this width and in this scheme (A1, A4)."""
    page = tab(desk_address, width=width, scheme=scheme)
    sign_in(page, "editor")
    seen = {}
    for name, path in OPENED.items():
        page.goto(path)
        seen[name] = faults(page)
    for name in _states(page, f"{width} {scheme}"):
        seen[name] = faults(page)
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
