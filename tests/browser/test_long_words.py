"""Words without a break, as long as the forms take them, on the desk's pages in a real browser: none grows sideways."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from glossary.services.auditing import Doer
from glossary.services.corrections import received as corrections
from glossary.services.corrections.rules import Suggestion
from glossary.services.drafts import drafting
from tests.browser.conftest import Desk, Tab, email_of, sign_in
from tests.browser.faults import faults

pytestmark = pytest.mark.browser

LONG = "Unbroken" * 25
"""As long as a title may be: 200 letters."""


@pytest.fixture(scope="module")
def desk_address(make_desk: Desk) -> str:
    """Where a desk with an editor answers; a draft with such a title and a correction of one word wait there."""

    def write(editor: int) -> None:
        by = Doer(email_of("editor"), editor)
        drafting.create("term", "", None, drafting.Content({"preferred": LONG, "gloss": LONG}), LONG, by)
        corrections.suggest(Suggestion("term", "truce", 1, LONG, ""), "192.0.2.1", "form")

    return make_desk("editor", prepare=write)


@pytest.fixture
def phone(tab: Tab, desk_address: str) -> Page:
    """A signed-in editor with a window of 360 px."""
    page = tab(desk_address, width=360)
    sign_in(page, "editor")
    return page


@pytest.mark.parametrize("path", ["/admin/", "/admin/drafts/1", "/admin/corrections", "/admin/corrections/1"])
def test_no_word_makes_a_page_wider_than_a_phone(phone: Page, path: str) -> None:
    """Two hundred letters without a break, as a title, a note or a message, break at the edge; axe finds no fault."""
    phone.goto(path)
    assert "Unbroken" * 5 in phone.locator("main").inner_text()
    assert faults(phone) == []
