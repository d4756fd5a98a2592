"""A quote is checked against a pasted text and recorded: on a phone, by keyboard, without script."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from glossary import create_app
from glossary.db import db
from glossary.services import accounts, reading
from glossary.services.auditing import OPERATOR
from tests.browser.conftest import served
from tests.browser.test_accessibility import SMALL, _faults

pytestmark = pytest.mark.browser

PASSWORD = "seven quiet herons at dusk"  # noqa: S105
STATEMENT = "majed-al-ansari-humanitarian-truce-2023-11-22"
CHECK = f"/admin/statements/{STATEMENT}/check-quote"


@pytest.fixture(scope="module")
def desk_address(seeded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """A server with an editor, and the Arabic words that a statement quotes."""
    folder = shutil.copytree(seeded, tmp_path_factory.mktemp("evidence") / "instance")
    app = create_app(instance=folder)
    with app.app_context():
        accounts.add("editor@example.org", PASSWORD, ["editor"], OPERATOR)
        quote = reading.document("statement", STATEMENT)["quote"]
        db.engine.dispose()
    with served(folder) as found:
        yield found, quote


@pytest.fixture
def opened(browser: Browser, desk_address: tuple[str, str]) -> Iterator[Page]:
    """The page for checking, on a phone without script."""
    context = browser.new_context(
        base_url=desk_address[0], viewport={"width": 360, "height": 800}, java_script_enabled=False
    )
    page = context.new_page()
    page.goto(CHECK)
    page.fill("#email", "editor@example.org")
    page.fill("#password", PASSWORD)
    page.press("#password", "Enter")
    page.wait_for_url(f"**{CHECK}")
    yield page
    context.close()


def test_u2_a_quote_is_checked_by_keyboard_without_script(opened: Page, desk_address: tuple[str, str]) -> None:
    """Paste, Tab to the button, Enter; then record: readers see the check beside the source."""
    quote = desk_address[1]
    opened.fill("#source_text", f"وقال المتحدث: «{quote}».")
    for _ in range(2):
        opened.keyboard.press("Tab")
    opened.keyboard.press("Enter")
    opened.get_by_role("heading", name="The quote stands in the text, word for word").wait_for()
    assert opened.locator("mark").inner_text() == quote
    assert opened.input_value("#source_text") == ""
    opened.get_by_role("button", name="Record this check").press("Enter")
    opened.wait_for_url(f"**/admin/statements/{STATEMENT}")
    opened.goto(f"/statements/{STATEMENT}")
    assert "found word for word" in opened.locator("#source").inner_text()


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "dark")])
def test_a1_what_was_found_and_what_was_not(
    browser: Browser, desk_address: tuple[str, str], width: int, scheme: str
) -> None:
    """A1, A4: axe finds nothing on the answers, nothing is wider than the window, nothing is too small to press."""
    context = browser.new_context(
        base_url=desk_address[0],
        viewport={"width": width, "height": 800},
        color_scheme=scheme,  # type: ignore[arg-type]
    )
    page = context.new_page()
    page.goto(CHECK)
    page.fill("#email", "editor@example.org")
    page.fill("#password", PASSWORD)
    page.press("#password", "Enter")
    page.wait_for_url(f"**{CHECK}")
    quote, faults = desk_address[1], {}
    for text in ("", quote, quote.replace(" ", "  "), f"{quote[:-6]}كلمة", "nothing"):
        page.fill("#source_text", text)
        page.get_by_role("button", name="Check the quote").click()
        faults[text] = _faults(page) + page.evaluate(SMALL)
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    context.close()
    assert {text: found for text, found in faults.items() if found} == {}
