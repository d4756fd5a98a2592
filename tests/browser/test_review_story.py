"""From a contributor to readers in a real browser: proposed, sent back, sent again, published; without script too."""

from __future__ import annotations

from urllib.parse import urlsplit

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
    draft = submit(author, "Put plainly.")

    sign_in(reviewer, "reviewer")
    open_waiting(reviewer, draft)
    expect(reviewer.get_by_role("heading", name="What changes")).to_be_visible()
    reviewer.get_by_label("What is to be put right").fill("Which broadcast was it?")
    press(reviewer, "Send back to its author")
    expect(reviewer.get_by_text("Sent back to its author, with what you wrote.")).to_be_visible()

    author.goto("/admin/")
    author.get_by_role("region", name="My drafts").locator(f"a[href='{draft}']").click()
    expect(author.get_by_role("note").first).to_contain_text("Which broadcast was it?")
    author.get_by_role("link", name="Edit", exact=True).click()
    author.locator("#locator").fill(f"evening broadcast, {width}")
    press(author, "Save as a draft")
    press(author, "Send to review")
    expect(author.get_by_text("Sent to review. You can take it back.")).to_be_visible()

    publish(reviewer, draft)
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


@pytest.mark.parametrize(("script", "width", "country"), [(True, 1280, ""), (False, 360, "CA")])
def test_two_editors_in_conflict(tab: Tab, desk_address: str, script: bool, width: int, country: str) -> None:
    """K4: both open one record; the slower one sees both texts, keeps the own words, and both changes are published."""
    address, mine = "/admin/actors/john-kirby/change", f"Spoke for the council ({width})."
    first = tab(desk_address, script=script, width=width)
    second = tab(desk_address, script=script, width=width)
    sign_in(first, "reviewer")
    sign_in(second, "administrator")
    for page in (first, second):
        page.goto(address)
    first.locator("#country").fill(country)
    quick = submit(first, "The country is put right.")
    second.locator("#note").fill(mine)
    slow = submit(second, "The office is named.")
    publish(second, quick)
    open_waiting(first, slow)  # made from the same revision
    expect(first.get_by_text("Its author brings the two together first.").first).to_be_visible()
    expect(first.get_by_role("button", name="Publish the changes")).to_have_count(0)
    second.goto("/admin/")
    second.get_by_role("region", name="My drafts").locator(f"a[href='{slow}']").click()
    second.get_by_role("link", name="Edit", exact=True).click()
    press(second, "Preview")
    expect(second.get_by_role("main")).to_contain_text("Somebody")
    expect(second.locator("#note")).to_have_value(mine)
    press(second, "Preview")
    press(second, "Send to review")
    expect(second.get_by_text("Sent to review.")).to_be_visible()
    publish(first, slow)
    first.goto("/actors/john-kirby")
    expect(first.get_by_role("main")).to_contain_text(mine)


def submit(page: Page, note: str) -> str:
    """From the form through the preview to review; gives the path of the draft."""
    press(page, "Preview")
    page.locator("#change_note").fill(note)
    press(page, "Send to review")
    expect(page.get_by_text("Sent to review. You can take it back.")).to_be_visible()
    return urlsplit(page.url).path


def open_waiting(page: Page, draft: str) -> None:
    """Open a draft from the list of those that await review."""
    page.goto("/admin/")
    page.get_by_role("region", name="Awaiting review").locator(f"a[href='{draft}']").click()


def publish(page: Page, draft: str) -> None:
    """Open a draft that awaits review and publish it; what comes next may rely on that."""
    open_waiting(page, draft)
    press(page, "Publish the changes")
    expect(page.get_by_text("Published: revision")).to_be_visible()
