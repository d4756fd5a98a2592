"""From a contributor to readers in a real browser: proposed, sent back, sent again, published; without script too."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Desk, Tab, press, sign_in
from tests.browser.faults import faults

pytestmark = pytest.mark.browser

KIRBY = "john-kirby-humanitarian-pause-2023-10-26"
WORDS = "Says that a pause is for one place and one time, so that aid gets in."


@pytest.fixture(scope="module")
def desk_address(make_desk: Desk) -> str:
    """A server with a contributor and two who may review."""
    return make_desk("contributor", "reviewer", "administrator")


@pytest.mark.parametrize(("script", "width"), [(True, 1280), (False, 360)])
def test_contributor_reviewer_public(tab: Tab, desk_address: str, script: bool, width: int) -> None:
    """A contributor changes a record, the reviewer sends it back with a word and publishes it the second time."""
    words = f"{WORDS} ({width})"
    author = tab(desk_address, script=script, width=width)
    reviewer = tab(desk_address, script=script, width=width)
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
    reader = tab(desk_address, script=script, width=width)
    reader.goto(f"/statements/{KIRBY}")
    expect(reader.get_by_role("main")).to_contain_text(words)
    expect(reader.get_by_role("main")).to_contain_text("published after a second review")


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a1_the_pages_of_drafts_are_accessible(tab: Tab, desk_address: str, width: int, scheme: str) -> None:
    """A1: the first page, a form, a preview, one's own draft and a shared one pass axe, wide and on a phone."""
    page = tab(desk_address, width=width, scheme=scheme)
    sign_in(page, "contributor")
    page.goto("/admin/statements/new")
    page.locator("#summary").fill("Half a thought.")
    press(page, "Save as a draft")
    assert faults(page) == []
    page.goto(f"/admin/statements/{KIRBY}/change")
    page.locator("#summary").fill(f"{WORDS} ({scheme}, {width})")
    press(page, "Save as a draft")
    assert faults(page) == []
    press(page, "Make a link")
    link = page.locator("code.url").inner_text()
    assert faults(page) == []
    page.goto("/admin/")
    assert faults(page) == []
    page.goto(link)
    assert faults(page) == []


@pytest.mark.parametrize(("script", "width"), [(True, 1280), (False, 360)])
def test_two_editors_in_conflict(tab: Tab, desk_address: str, script: bool, width: int) -> None:
    """K4: both open one record; the slower one sees both texts, keeps the own words, and both changes are published."""
    address, mine = "/admin/actors/john-kirby/change", f"Spoke for the council ({width})."
    first = tab(desk_address, script=script, width=width)
    second = tab(desk_address, script=script, width=width)
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
