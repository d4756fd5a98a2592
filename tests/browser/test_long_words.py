"""Words without a break, as long as the forms take them, on the desk's pages in a real browser: none grows sideways."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from glossary import create_app
from glossary.db import db
from glossary.services import accounts, corrections, drafting
from glossary.services.auditing import OPERATOR, Doer
from glossary.services.correction_rules import Suggestion
from tests.browser.conftest import served
from tests.browser.test_desk_story import EMAIL, PASSWORD, faults, sign_in

pytestmark = pytest.mark.browser

LONG = "Unbroken" * 25
"""As long as a title may be: 200 letters."""


@pytest.fixture(scope="module")
def desk_address(seeded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a glossary with an editor answers; a draft with such a title and a correction of one word wait there."""
    folder = Path(shutil.copytree(seeded, tmp_path_factory.mktemp("long") / "instance"))
    app = create_app(instance=folder)
    with app.app_context():
        by = Doer(EMAIL, accounts.add(EMAIL, PASSWORD, ["editor"], OPERATOR))
        drafting.create("term", "", None, drafting.Content({"preferred": LONG, "gloss": LONG}), LONG, by)
        corrections.suggest(Suggestion("term", "truce", 1, LONG, ""), "192.0.2.1", "form")
        db.engine.dispose()
    with served(folder) as address:
        yield address


@pytest.fixture
def phone(browser: Browser, desk_address: str) -> Iterator[Page]:
    """A signed-in editor with a window of 360 px."""
    context = browser.new_context(base_url=desk_address, viewport={"width": 360, "height": 800})
    context.set_default_timeout(15_000)
    page = context.new_page()
    sign_in(page)
    yield page
    context.close()


@pytest.mark.parametrize("path", ["/admin/", "/admin/drafts/1", "/admin/corrections", "/admin/corrections/1"])
def test_no_word_makes_a_page_wider_than_a_phone(phone: Page, path: str) -> None:
    """Two hundred letters without a break, as a title, a note or a message, break at the edge; axe finds no fault."""
    phone.goto(path)
    assert "Unbroken" * 5 in phone.locator("main").inner_text()
    assert faults(phone) == []
