"""14.3.1 of the ASVS: a page of the desk leaves the screen when its session ends, even where the server is away.

The browser's clock is moved, not the server's: the browser alone has to know the end.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Tab, email_of, press, sign_in
from tests.browser.faults import faults, faults_in_the_dark

pytestmark = pytest.mark.browser
NEW, TYPED = "/admin/actors/new", "An actor whom nobody is to read about"
ENDED = "Your session has ended"


@pytest.fixture
def editor(tab: Tab, desk_address: str) -> Page:
    """An editor at the desk, whose browser has a clock that can be moved."""
    page = tab(desk_address)
    page.context.clock.install()
    sign_in(page, "editor")
    return page


def in_another_tab(page: Page, address: str) -> Page:
    """Another tab of the same browser."""
    other = page.context.new_page()
    other.goto(address)
    return other


def later(page: Page, minutes: float) -> None:
    """The clock of the browser goes on."""
    page.context.clock.fast_forward(int(minutes * 60_000))


@contextmanager
def heard_by(page: Page) -> Iterator[None]:
    """What another tab, or the page itself, says meanwhile of the session has arrived there afterwards."""
    page.evaluate(
        "() => { window.heard = new Promise(done => new BroadcastChannel('glossary desk').onmessage = done) }"
    )
    yield
    page.evaluate("async () => { await window.heard }")


def expect_covered(page: Page) -> None:
    """The heading stands alone on the page and has the focus; nothing of what was there is in the document."""
    heading = page.get_by_role("heading", name=ENDED)
    expect(heading).to_be_focused()
    expect(page).to_have_title(ENDED)
    text = page.content()
    assert email_of("editor") not in text
    assert TYPED not in text
    expect(page.locator("form, table, nav")).to_have_count(0)


def test_a_page_is_cleared_though_the_server_is_away(editor: Page) -> None:
    """A minute before the end it stands, at the end it is gone, offline too; the link leads to it by signing in."""
    editor.goto("/admin/audit")
    editor.context.set_offline(True)
    later(editor, 29)
    expect(editor.get_by_role("button", name="Sign out")).to_be_visible()
    later(editor, 1.1)
    expect_covered(editor)
    assert faults(editor) == []
    assert faults_in_the_dark(editor) == []
    link = editor.get_by_role("link", name="Sign in again", exact=True)
    expect(link).to_have_attribute("href", "/admin/sign-in?next=%2Fadmin%2Faudit")


def test_a_machine_that_slept_shows_nothing_when_it_wakes(editor: Page) -> None:
    """No timer runs while a machine sleeps: the end is looked at when somebody comes back to the window."""
    editor.goto("/admin/audit")
    editor.context.clock.set_system_time(editor.evaluate("Date.now()") / 1000 + 3600)
    expect(editor.get_by_role("button", name="Sign out")).to_be_visible()
    editor.evaluate("window.dispatchEvent(new Event('focus'))")
    expect_covered(editor)


def test_use_in_one_tab_keeps_the_others(editor: Page) -> None:
    """A page opened in another tab puts the end off for both; without further use both are cleared together."""
    editor.goto("/admin/audit")
    later(editor, 20)
    with heard_by(editor):
        other = in_another_tab(editor, "/admin/account")
    later(editor, 20)
    for page in (editor, other):
        expect(page.get_by_role("button", name="Sign out")).to_be_visible()
    later(editor, 11)
    for page in (editor, other):
        expect(page.get_by_role("heading", name=ENDED)).to_be_visible()


def test_whoever_writes_is_not_interrupted(editor: Page) -> None:
    """Typing is use: the server is told of it once in a while, and the end is put off."""
    editor.route("**/admin/hints*", lambda route: route.abort())  # they would be use, too
    editor.goto(NEW)
    asked: list[str] = []
    editor.on("request", lambda request: request.method == "HEAD" and asked.append(request.url))
    for _ in range(3):
        with heard_by(editor):
            later(editor, 20)
            editor.locator("#name").press_sequentially("ab")
        expect(editor.locator("#name")).to_be_focused()
    assert len(asked) == 3
    later(editor, 31)
    expect(editor.get_by_role("heading", name=ENDED)).to_be_visible()


def test_hints_are_use(editor: Page) -> None:
    """What the page asks while somebody fills in a form is noted by the server, and so by the page and other tabs."""
    editor.goto(NEW)
    other = in_another_tab(editor, "/admin/audit")
    later(editor, 10)
    with heard_by(other):
        editor.fill("#name", TYPED)
        later(editor, 0.1)
    later(editor, 25)
    for page in (editor, other):
        expect(page.get_by_role("button", name="Sign out")).to_be_visible()


def test_what_was_typed_comes_back_to_its_account(editor: Page) -> None:
    """A4, D4: after signing in again in another tab the form is there as it was left, and is sent without loss."""
    editor.goto(NEW)
    editor.fill("#name", TYPED)
    later(editor, 31)
    expect_covered(editor)
    with editor.context.expect_page() as opened:
        editor.get_by_role("link", name="Sign in again (in another tab)").click()
    other = opened.value
    expect(other.get_by_role("button", name="Sign out")).to_be_visible()
    expect(editor.locator("#name")).to_have_value(TYPED)
    expect(editor).not_to_have_title(ENDED)


def signed_out_elsewhere(editor: Page) -> Page:
    """The other tab in which the session was ended, while a form is open here."""
    editor.goto(NEW)
    editor.fill("#name", TYPED)
    other = in_another_tab(editor, "/admin/account")
    press(other, "Sign out")
    expect_covered(editor)
    return other


def test_signing_out_in_one_tab_clears_the_others(editor: Page) -> None:
    """At once; signed in again as the same account the form is back, and nothing is lost though it is stale."""
    other = signed_out_elsewhere(editor)
    sign_in(other, "editor")
    expect(editor.locator("#name")).to_have_value(TYPED)
    press(editor, "Preview")
    expect(editor.get_by_role("heading", name="This form is from an earlier session")).to_be_visible()
    editor.get_by_role("link", name="Show the form again").click()
    expect(editor.locator("#name")).to_have_value(TYPED)


def test_nobody_else_gets_to_see_it(editor: Page) -> None:
    """Another account that signs in at the same browser leaves the page covered, whatever it opens."""
    other = signed_out_elsewhere(editor)
    sign_in(other, "administrator")
    other.goto("/admin/audit")
    expect_covered(editor)


def test_without_script_pages_stay_as_they_were(tab: Tab, desk_address: str) -> None:
    """Nothing at the desk needs the script."""
    page = tab(desk_address, script=False)
    sign_in(page, "editor", NEW)
    expect(page.locator("#name")).to_be_visible()
