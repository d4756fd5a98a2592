"""Hints while an editor types, in a real browser; and the page of changes, by keyboard and on a phone."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Tab, sign_in
from tests.browser.faults import found_by_axe, too_wide
from tests.browser.keyboard import Keyboard

pytestmark = pytest.mark.browser
NEW = "/admin/statements/new"


@pytest.fixture
def opened(tab: Tab, desk_address: str) -> Tab:
    """Opens a form of a new statement, for an editor who has signed in."""

    def make(**settings: Any) -> Page:
        page = tab(desk_address, **settings)
        sign_in(page, "editor", NEW)
        return page

    return make


def test_hints_come_while_somebody_types_and_go_again(opened: Tab) -> None:
    """After a pause they stand under the field and in the box, and are said politely; gone when put right."""
    page = opened()
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text))
    page.goto(NEW)
    summary = page.locator("#summary")
    summary.press_sequentially("Guterrez claims it.")
    expect(page.locator("#hints li")).to_have_count(2)
    expect(page.locator("#hints-said")).to_have_text("2 hints: Summary.")
    expect(page.locator("#summary ~ .beside")).to_have_text(
        ["“claims” – rather says or states? It lets readers doubt what was said. "
         "A claim in law, as for compensation, may stand.", "“Guterrez” – is António Guterres meant?"]
    )  # fmt: skip
    expect(summary).to_be_focused()
    page.locator("#note").fill("He admits it.")
    expect(page.locator("#hints-said")).to_have_text("3 hints: Summary, Note.")
    summary.fill("António Guterres says it.")
    page.locator("#note").fill("")
    expect(page.locator("#hints-said")).to_have_text("No hints.")
    expect(page.locator(".beside")).to_have_count(0)
    assert faults == []


def test_a_double_is_noticed_before_the_preview(opened: Tab) -> None:
    """As soon as term, actor and day are chosen; the pasted text of a source is not sent along."""
    page = opened()
    sent: list[str] = []
    page.on("request", lambda request: "/admin/hints" in request.url and sent.append(request.post_data or ""))
    page.goto(NEW)
    page.select_option("#term", "humanitarian-pause")
    page.select_option("#actor", "john-kirby")
    page.locator("#said").fill("2023-10-26")
    expect(page.locator("#hints")).to_contain_text("Perhaps published already: John Kirby on humanitarian pause")
    assert sent
    assert not any("source_text" in body for body in sent)


def test_where_the_desk_does_not_answer_typing_goes_on(opened: Tab) -> None:
    """Offline or signed out, no hint comes and nothing breaks."""
    page = opened()
    page.goto(NEW)
    page.route("**/admin/hints*", lambda route: route.abort())
    with page.expect_event("requestfailed"):
        page.locator("#summary").press_sequentially("It claims so.")
    expect(page.locator("#hints li")).to_have_count(0)
    expect(page.locator("#summary")).to_have_value("It claims so.")


@pytest.mark.parametrize("width", [360, 1280])
def test_without_script_a_button_gives_them(opened: Tab, width: int) -> None:
    """What was typed stays; from the preview a hint leads back to its field."""
    page = opened(script=False, width=width)
    page.goto(NEW)
    page.locator("#summary").fill("It claims so.")
    page.locator("button[value=hints]").click()
    assert "1 hint at the end of the form." in page.locator("p.told").inner_text()
    assert page.locator("#hints li").count() == 1
    assert page.locator("#summary").input_value() == "It claims so."


def test_axe_finds_nothing_in_a_form_with_hints(opened: Tab) -> None:
    """A1: neither beside the fields nor in the box, on a phone."""
    page = opened(width=360)
    page.goto(NEW)
    page.locator("#summary").fill("Guterrez claims it.")
    expect(page.locator("#hints li")).to_have_count(2)
    assert found_by_axe(page) + too_wide(page) == []


def test_changes_are_chosen_by_keyboard(tab: Tab, address: str) -> None:
    """From home to the list, to its choice of kind and period, and on to what a number counts (A2)."""
    page = tab(address, width=360)
    page.goto("/")
    keys = Keyboard(page)
    keys.reach("main a[href='/changes']")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("What changed")
    keys.reach("summary")
    page.keyboard.press("Enter")
    keys.reach("#kind")
    page.keyboard.type("Ev")
    keys.write("#to", "9999")
    page.keyboard.press("Enter")
    page.wait_for_url("**kind=event**")
    keys.reach("main section a")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Changes of one publication")
    assert page.locator("main li h2").count() == 50
