"""The pages of accounts and sessions through axe, wide and on a phone, and used by keyboard alone (A1, A2, A4)."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from glossary import create_app
from glossary.db import db
from glossary.services import accounts
from glossary.services.auditing import OPERATOR
from tests.browser.conftest import served
from tests.browser.test_accessibility import _faults

pytestmark = pytest.mark.browser

PASSWORD = "seven quiet herons at dusk"  # noqa: S105
EMAIL = "administrator@example.org"
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
    "refused": "/admin/nothing",
}
Tab = Callable[..., Page]


@pytest.fixture(scope="module")
def desk_address(seeded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server with an administrator and an editor."""
    folder = shutil.copytree(seeded, tmp_path_factory.mktemp("desk") / "instance")
    app = create_app(instance=folder)
    with app.app_context():
        accounts.add(EMAIL, PASSWORD, ["administrator"], OPERATOR)
        accounts.add("editor@example.org", PASSWORD, ["editor"], OPERATOR)
        db.engine.dispose()
    with served(folder) as found:
        yield found


@pytest.fixture
def tab(browser: Browser, desk_address: str) -> Iterator[Tab]:
    """A new tab of a given width and colours."""
    opened = []

    def make(width: int = 1280, scheme: str = "light") -> Page:
        context = browser.new_context(
            base_url=desk_address,
            viewport={"width": width, "height": 800},
            color_scheme=scheme,  # type: ignore[arg-type]
        )
        opened.append(context)
        return context.new_page()

    yield make
    for context in opened:
        context.close()


def sign_in(page: Page) -> None:
    """By keyboard: from the address field on, Tab and Enter do."""
    page.goto("/admin/account")
    page.focus("#email")
    page.keyboard.type(EMAIL)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/admin/account")


def overflow(page: Page) -> int:
    """How many pixels a page is wider than its window."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "dark"), (320, "light")])
def test_a1_pages_of_accounts(tab: Tab, width: int, scheme: str) -> None:
    """A1: axe finds nothing on any of them, errors included, and none is wider than a phone."""
    page = tab(width, scheme)
    page.goto("/admin/account")
    faults = {"sign in": _faults(page)}
    page.get_by_label("E-mail").fill("nobody@example.org")
    page.get_by_label("Password").fill("wrong")
    page.get_by_role("button", name="Sign in").click()
    faults["sign in, wrong"] = _faults(page)
    sign_in(page)
    wide = {}
    for name, address in PAGES.items():
        page.goto(address)
        faults[name], wide[name] = _faults(page), overflow(page)
    page.goto("/admin/accounts/new")
    page.evaluate("document.querySelector('form.desk').noValidate = true")
    page.get_by_role("button", name="Add the account").click()
    assert page.get_by_role("alert").is_visible()
    faults["new account, wrong"], wide["new account, wrong"] = _faults(page), overflow(page)
    assert {name: found for name, found in faults.items() if found} == {}
    assert {name: found for name, found in wide.items() if found > 0} == {}


def test_a4_targets_are_large_enough(tab: Tab) -> None:
    """A4: what can be pressed on the account page is at least 24 pixels in both directions."""
    page = tab(360)
    sign_in(page)
    boxes = page.evaluate(
        "[...document.querySelectorAll('.strip a, .strip button, main button, main input:not([type=hidden])')]"
        ".map(e => [e.outerHTML.slice(0, 60), e.getBoundingClientRect().width, e.getBoundingClientRect().height])"
    )
    assert [box for box in boxes if box[1] < 24 or box[2] < 24] == []


def test_signing_out_is_a_button(tab: Tab) -> None:
    """The way out is on every page of the desk, and closes it."""
    page = tab()
    sign_in(page)
    page.get_by_role("button", name="Sign out").click()
    page.goto("/admin/account")
    assert page.get_by_role("heading", name="Sign in").is_visible()
