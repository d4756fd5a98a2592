"""A first password from hand to hand: an administrator makes an account, its owner signs in and chooses another."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Tab, press, sign_in
from tests.browser.faults import found_by_axe, too_wide

pytestmark = pytest.mark.browser

OWN = "nine brown foxes at dawn"


def enter(page: Page, email: str, password: str) -> None:
    """Sign in on the way to the form for a statement."""
    page.goto("/admin/statements/new")
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password").fill(password)
    press(page, "Sign in")


def copied(page: Page) -> str:
    """What lands in the clipboard of somebody who marks the password and copies it."""
    page.evaluate("getSelection().selectAllChildren(document.querySelector('main code'))")
    return str(page.evaluate("getSelection().toString()"))


@pytest.mark.parametrize(
    ("width", "scheme", "script"), [(1280, "light", True), (360, "dark", True), (360, "light", False)]
)
def test_a_first_password_from_hand_to_hand(tab: Tab, desk_address: str, width: int, scheme: str, script: bool) -> None:
    """It is shown once, can be copied, opens the choice of another, and then where its owner wanted to go (A1)."""
    email = f"new-{width}-{scheme}@example.org"
    desk = tab(desk_address, width=width, scheme=scheme)
    sign_in(desk, "administrator", "/admin/accounts/new")
    desk.get_by_label("E-mail").fill(email)
    desk.get_by_label("contributor").check()
    press(desk, "Add the account")
    expect(desk.get_by_role("heading", name="First password")).to_be_visible()
    first, faults = copied(desk), found_by_axe(desk) + too_wide(desk)

    owner = tab(desk_address, width=width, scheme=scheme, script=script)
    enter(owner, email, first)
    expect(owner.get_by_role("heading", name="Choose your own password")).to_be_visible()
    faults += found_by_axe(owner) + too_wide(owner) if script else []
    choose(owner, first, first)
    expect(owner.get_by_role("alert")).to_contain_text("somebody else has seen")
    faults += found_by_axe(owner) + too_wide(owner) if script else []
    choose(owner, first, OWN)
    expect(owner.get_by_role("heading", name="Add a statement")).to_be_visible()
    assert faults == []


def choose(page: Page, first: str, own: str) -> None:
    """Fill the form for one's own password in and send it."""
    page.get_by_label("First password").fill(first)
    for field in ("Your own password", "Your own password again"):
        page.get_by_label(field, exact=True).fill(own)
    press(page, "Choose this password")
