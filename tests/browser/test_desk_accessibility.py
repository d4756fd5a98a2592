"""The pages of accounts and sessions through axe, wide and on a phone, and used by keyboard alone (A1, A2, A4)."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PASSWORD, Tab, email_of
from tests.browser.faults import found_by_axe, too_wide

pytestmark = pytest.mark.browser

PAGES = {
    "account": "/admin/account",
    "second factor": "/admin/account/second-factor",
    "accounts": "/admin/accounts",
    "new account": "/admin/accounts/new",
    "own account": "/admin/accounts/1",
    "another's account": "/admin/accounts/2",
    "evidence": "/admin/evidence",
    "evidence, sources": "/admin/evidence?show=sources",
    "check a quote": "/admin/statements/majed-al-ansari-humanitarian-truce-2023-11-22/check-quote",
    "black out": "/admin/statements/majed-al-ansari-humanitarian-truce-2023-11-22/black-out",
    "refused": "/admin/nothing",
}


def sign_in(page: Page) -> None:
    """By keyboard: from the address field on, Tab and Enter do."""
    page.goto("/admin/account")
    page.focus("#email")
    page.keyboard.type(email_of("administrator"))
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/admin/account")


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "dark"), (320, "light")])
def test_a1_pages_of_accounts(tab: Tab, desk_address: str, width: int, scheme: str) -> None:
    """A1: axe finds nothing on any of them, errors included, and none is wider than a phone."""
    page = tab(desk_address, width=width, scheme=scheme)
    page.goto("/admin/account")
    faults = {"sign in": found_by_axe(page)}
    page.get_by_label("E-mail").fill("nobody@example.org")
    page.get_by_label("Password").fill("wrong")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_be_visible()
    faults["sign in, wrong"] = found_by_axe(page)
    sign_in(page)
    for name, address in PAGES.items():
        page.goto(address)
        faults[name] = found_by_axe(page) + too_wide(page)
    page.goto("/admin/accounts/new")
    page.evaluate("document.querySelector('form.desk').noValidate = true")
    page.get_by_role("button", name="Add the account").click()
    expect(page.get_by_role("alert")).to_be_visible()
    faults["new account, wrong"] = found_by_axe(page) + too_wide(page)
    page.goto(PAGES["black out"])
    page.get_by_role("button", name="Show what would be blacked out").click()
    expect(page.get_by_role("alert")).to_be_visible()
    faults["black out, wrong"] = found_by_axe(page) + too_wide(page)
    page.get_by_label("Words to black out").fill("truce")
    page.get_by_label("Reason").fill("A court forbade this word.")
    page.get_by_role("button", name="Show what would be blacked out").click()
    expect(page.get_by_role("heading", name="What would be blacked out")).to_be_visible()
    faults["black out, shown"] = found_by_axe(page) + too_wide(page)
    assert {name: found for name, found in faults.items() if found} == {}


def test_a4_targets_are_large_enough(tab: Tab, desk_address: str) -> None:
    """A4: what can be pressed on the account page is at least 24 pixels in both directions."""
    page = tab(desk_address, width=360)
    sign_in(page)
    boxes = page.evaluate(
        "[...document.querySelectorAll('.strip a, .strip button, main button, main input:not([type=hidden])')]"
        ".map(e => [e.outerHTML.slice(0, 60), e.getBoundingClientRect().width, e.getBoundingClientRect().height])"
    )
    assert [box for box in boxes if box[1] < 24 or box[2] < 24] == []


def test_signing_out_is_a_button(tab: Tab, desk_address: str) -> None:
    """The way out is on every page of the desk, and closes it."""
    page = tab(desk_address)
    sign_in(page)
    page.get_by_role("button", name="Sign out").click()
    page.goto("/admin/account")
    assert page.get_by_role("heading", name="Sign in").is_visible()
