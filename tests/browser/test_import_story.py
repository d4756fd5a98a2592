"""The import in a real browser: a file with errors, its report, the repaired file, and what readers see then."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Desk, Tab, sign_in
from tests.browser.faults import found_by_axe, too_wide
from tests.browser.keyboard import Keyboard

pytestmark = pytest.mark.browser

KIRBY = "john-kirby-humanitarian-pause-2023-10-26"
OTHER = "antonio-guterres-humanitarian-pause-2023-10-27"
BAD = f"id,locator,stance\n{KIRBY},at 14 minutes,shouts\n{OTHER},first paragraph,\n"
GOOD = f"id,locator\n{KIRBY},at 14 minutes\n{OTHER},first paragraph\n"


@pytest.fixture(scope="module")
def desk_address(make_desk: Desk) -> str:
    """Where a desk with an editor answers."""
    return make_desk("editor")


def send(page: Page, hand: Keyboard, file: Path) -> None:
    """Choose the file and send the form by keyboard; then look until the work is done."""
    page.goto("/admin/import")
    page.set_input_files("#file", file)  # what the system's own dialogue does
    hand.press("button:has-text('Judge the file')")
    wait(page, "What was found")


def wait(page: Page, text: str) -> None:
    """Follow the link to how far it is, until the page says this."""
    for _ in range(150):
        page.wait_for_timeout(200)
        if page.get_by_text(text).count():
            return
        link = page.get_by_role("link", name="See how far it is now")
        if link.count():
            link.press("Enter")
    raise AssertionError(f"the work did not end with {text!r}")


def test_a_file_with_errors_is_repaired_and_imported(tab: Tab, desk_address: str, tmp_path: Path) -> None:
    """Without script and by keyboard: refused with row and reason, nothing public; repaired, confirmed, public."""
    page = tab(desk_address, script=False)
    sign_in(page, "editor")
    hand = Keyboard(page)
    file = tmp_path / "locators.csv"
    file.write_text(BAD, "utf-8")
    send(page, hand, file)
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("2 records are refused, so nothing can be imported.")
    row = page.get_by_role("row").filter(has_text=KIRBY)
    expect(row).to_contain_text("stance: 'shouts' is not among the stances.")
    expect(row.get_by_role("cell").first).to_have_text("2")
    expect(page.get_by_role("button", name="Import")).to_have_count(0)
    page.goto(f"/statements/{KIRBY}")
    expect(page.get_by_text("at 14 minutes")).to_have_count(0)
    file.write_text(GOOD, "utf-8")
    send(page, hand, file)
    expect(page.get_by_role("row").filter(has_text=OTHER)).to_contain_text("first paragraph")
    hand.press("button:has-text('Import 2 changed records')")
    wait(page, "Published:")
    expect(page.locator(".told")).to_contain_text("Published: 2 changed records.")
    page.goto(f"/statements/{KIRBY}")
    expect(page.get_by_text("at 14 minutes").first).to_be_visible()
    page.goto(f"/statements/{KIRBY}/history")
    expect(page.get_by_text("Imported from locators.csv.")).to_be_visible()


def test_many_statements_are_changed_by_keyboard(tab: Tab, desk_address: str) -> None:
    """Chosen by a filter, seen old and new, published: by keyboard on a phone."""
    page = tab(desk_address, width=360)
    sign_in(page, "editor")
    hand = Keyboard(page)
    page.goto("/admin/batch")
    hand.reach("#actor")
    page.keyboard.type("john kirby")
    page.get_by_label("What is to be changed").select_option("confidence")
    page.get_by_role("button", name="Show them").press("Enter")
    page.wait_for_url("**/admin/batch?*")
    page.get_by_label("New confidence").select_option("medium")
    hand.write("#note", "Read again.")
    page.keyboard.press("Enter")
    wait(page, "What was found")
    expect(page.get_by_role("heading", name="confidence becomes medium")).to_be_visible()
    page.get_by_role("button", name="Publish").press("Enter")
    wait(page, "Published:")
    expect(page.locator(".told")).to_contain_text("Published: ")


@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (360, "dark"), (1280, "light"), (1280, "dark")])
def test_the_pages_are_sound(tab: Tab, desk_address: str, tmp_path: Path, width: int, scheme: str) -> None:
    """Form, report of refused and of changed records and the choice of many: axe finds nothing, nothing overflows."""
    page = tab(desk_address, width=width, scheme=scheme)
    sign_in(page, "editor")
    hand = Keyboard(page)
    bad, good = tmp_path / "bad.csv", tmp_path / "good.csv"
    bad.write_text(BAD, "utf-8")
    good.write_text(GOOD.replace("first", "second").replace("14", "15"), "utf-8")
    addresses = ["/admin/import", "/admin/batch", "/admin/batch?actor=john-kirby&field=stance"]
    for file in (bad, good):
        send(page, hand, file)
        addresses.append(page.url)
    for address in addresses:
        page.goto(address)
        for folded in page.locator("main summary").all():
            folded.press("Enter")
        assert found_by_axe(page) + too_wide(page) == [], address
