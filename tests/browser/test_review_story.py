"""From a contributor to readers in a real browser: proposed, sent back, sent again, published; without script too."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from glossary import create_app
from glossary.db import db
from glossary.services import accounts
from glossary.services.auditing import OPERATOR
from tests.browser.conftest import served
from tests.browser.test_accessibility import _faults

pytestmark = pytest.mark.browser

PASSWORD = "seven quiet herons at dusk"  # noqa: S105
KIRBY = "john-kirby-humanitarian-pause-2023-10-26"
WORDS = "Says that a pause is for one place and one time, so that aid gets in."


@pytest.fixture(scope="module")
def desk_address(seeded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server with a contributor and two who may review."""
    folder = Path(shutil.copytree(seeded, tmp_path_factory.mktemp("review") / "instance"))
    app = create_app(instance=folder)
    with app.app_context():
        for role in ("contributor", "reviewer", "administrator"):
            accounts.add(f"{role}@example.org", PASSWORD, [role], OPERATOR)
        db.engine.dispose()
    with served(folder) as address:
        yield address


def tab(browser: Browser, address: str, *, script: bool = True, width: int = 1280) -> Page:
    """A browser of one's own."""
    size = {"width": width, "height": 800}
    context = browser.new_context(base_url=address, viewport=size, java_script_enabled=script)  # type: ignore[arg-type]
    context.set_default_timeout(15_000)
    return context.new_page()


def sign_in(page: Page, role: str) -> None:
    """Sign in as the account of a role."""
    page.goto("/admin/")
    page.get_by_label("E-mail").fill(f"{role}@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Editorial desk")).to_be_visible()


def press(page: Page, name: str) -> None:
    """Press the button of this name."""
    page.get_by_role("button", name=name, exact=True).last.click()


@pytest.mark.parametrize(("script", "width"), [(True, 1280), (False, 360)])
def test_contributor_reviewer_public(browser: Browser, desk_address: str, script: bool, width: int) -> None:
    """A contributor changes a record, the reviewer sends it back with a word and publishes it the second time."""
    words = f"{WORDS} ({width})"
    author = tab(browser, desk_address, script=script, width=width)
    reviewer = tab(browser, desk_address, script=script, width=width)
    sign_in(author, "contributor")
    author.goto(f"/admin/statements/{KIRBY}/change")
    author.locator("#summary").fill(words)
    press(author, "Preview")
    author.locator("#change_note").fill("Put plainly.")
    press(author, "Send to review")
    expect(author.get_by_text("Sent to review. You can take it back.")).to_be_visible()

    sign_in(reviewer, "reviewer")
    reviewer.get_by_role("region", name="Awaiting review").get_by_role("link").first.click()
    expect(reviewer.get_by_role("heading", name="What changes")).to_be_visible()
    reviewer.get_by_label("What is to be put right").fill("Which broadcast was it?")
    press(reviewer, "Send back to its author")

    author.goto("/admin/")
    author.get_by_role("region", name="My drafts").get_by_role("link").first.click()
    expect(author.get_by_role("note").first).to_contain_text("Which broadcast was it?")
    author.get_by_role("link", name="Edit", exact=True).click()
    author.locator("#locator").fill(f"evening broadcast, {width}")
    press(author, "Save as a draft")
    press(author, "Send to review")

    reviewer.goto("/admin/")
    reviewer.get_by_role("region", name="Awaiting review").get_by_role("link").first.click()
    press(reviewer, "Publish the changes")
    reader = tab(browser, desk_address, script=script, width=width)
    reader.goto(f"/statements/{KIRBY}")
    expect(reader.get_by_role("main")).to_contain_text(words)
    expect(reader.get_by_role("main")).to_contain_text("published after a second review")
    for page in (author, reviewer, reader):
        page.context.close()


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a1_the_pages_of_drafts_are_accessible(browser: Browser, desk_address: str, width: int, scheme: str) -> None:
    """A1: the first page, a form, a preview, one's own draft and a shared one pass axe, wide and on a phone."""
    page = tab(browser, desk_address, width=width)
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    sign_in(page, "contributor")
    page.goto("/admin/statements/new")
    page.locator("#summary").fill("Half a thought.")
    press(page, "Save as a draft")
    assert _faults(page) == []
    page.goto(f"/admin/statements/{KIRBY}/change")
    page.locator("#summary").fill(f"{WORDS} ({scheme}, {width})")
    press(page, "Save as a draft")
    assert _faults(page) == []
    press(page, "Make a link")
    link = page.locator("code.url").inner_text()
    assert _faults(page) == []
    page.goto("/admin/")
    assert _faults(page) == []
    page.goto(link)
    assert _faults(page) == []
    page.context.close()


@pytest.mark.parametrize(("script", "width"), [(True, 1280), (False, 360)])
def test_two_editors_in_conflict(browser: Browser, desk_address: str, script: bool, width: int) -> None:
    """K4: both open one record; the slower one sees both texts, keeps the own words, and both changes are published."""
    address, mine = "/admin/actors/john-kirby/change", f"Spoke for the council ({width})."
    first = tab(browser, desk_address, script=script, width=width)
    second = tab(browser, desk_address, script=script, width=width)
    sign_in(first, "reviewer")
    sign_in(second, "administrator")
    for page in (first, second):
        page.goto(address)
    first.locator("#country").fill("US" if width == 360 else "")
    submit(first, "The country is put right.")
    second.locator("#note").fill(mine)
    submit(second, "The office is named.")
    publish_next(second)  # the first one's draft, by the other reviewer
    publish_next(first)  # and the second one's, which was made from the same revision
    expect(first.get_by_text("Its author brings the two together first.").first).to_be_visible()
    second.goto("/admin/")
    second.get_by_role("region", name="My drafts").get_by_role("link").first.click()
    second.get_by_role("link", name="Edit", exact=True).click()
    press(second, "Preview")
    expect(second.get_by_role("main")).to_contain_text("Somebody")
    assert second.locator("#note").input_value() == mine
    press(second, "Preview")
    press(second, "Send to review")
    publish_next(first)
    first.goto("/actors/john-kirby")
    expect(first.get_by_role("main")).to_contain_text(mine)
    for page in (first, second):
        page.context.close()


def submit(page: Page, note: str) -> None:
    """From the form through the preview to review."""
    press(page, "Preview")
    page.locator("#change_note").fill(note)
    press(page, "Send to review")


def publish_next(page: Page) -> None:
    """Open what has waited longest and publish it, where that is offered."""
    page.goto("/admin/")
    queue = page.get_by_role("region", name="Awaiting review").get_by_role("listitem")
    queue.filter(has_not_text="by you").get_by_role("link").first.click()
    button = page.get_by_role("button", name="Publish the changes")
    if button.count():
        button.click()
