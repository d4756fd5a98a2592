"""Hints while an editor types, in a real browser; and the page of changes, by keyboard and on a phone."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_desk_story import EMAIL, PASSWORD, RULES, Keyboard, desk_address

__all__ = ["desk_address"]
pytestmark = pytest.mark.browser
NEW = "/admin/statements/new"


def signed_in(browser: Browser, address: str, *, script: bool = True, width: int = 1280) -> Page:
    """A tab at the desk."""
    context = browser.new_context(
        base_url=address, viewport={"width": width, "height": 800}, java_script_enabled=script
    )
    page = context.new_page()
    page.set_default_timeout(15_000)
    page.goto("/admin/")
    page.fill("#email", EMAIL)
    page.fill("#password", PASSWORD)
    page.locator("main button[type=submit]").click()
    return page


def test_hints_come_while_somebody_types_and_go_again(browser: Browser, desk_address: str) -> None:
    """After a pause they stand under the field and in the box, and are said politely; gone when put right."""
    page = signed_in(browser, desk_address)
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
    page.context.close()


def test_a_double_is_noticed_before_the_preview(browser: Browser, desk_address: str) -> None:
    """As soon as term, actor and day are chosen; the pasted text of a source is not sent along."""
    page = signed_in(browser, desk_address)
    sent: list[str] = []
    page.on("request", lambda request: "/admin/hints" in request.url and sent.append(request.post_data or ""))
    page.goto(NEW)
    page.select_option("#term", "humanitarian-pause")
    page.select_option("#actor", "john-kirby")
    page.locator("#said").fill("2023-10-26")
    expect(page.locator("#hints")).to_contain_text("Perhaps published already: John Kirby on humanitarian pause")
    assert sent
    assert not any("source_text" in body for body in sent)
    page.context.close()


def test_where_the_desk_does_not_answer_typing_goes_on(browser: Browser, desk_address: str) -> None:
    """Offline or signed out, no hint comes and nothing breaks."""
    page = signed_in(browser, desk_address)
    page.goto(NEW)
    page.route("**/admin/hints*", lambda route: route.abort())
    with page.expect_event("requestfailed"):
        page.locator("#summary").press_sequentially("It claims so.")
    expect(page.locator("#hints li")).to_have_count(0)
    expect(page.locator("#summary")).to_have_value("It claims so.")
    page.context.close()


@pytest.mark.parametrize("width", [360, 1280])
def test_without_script_a_button_gives_them(browser: Browser, desk_address: str, width: int) -> None:
    """What was typed stays; from the preview a hint leads back to its field."""
    page = signed_in(browser, desk_address, script=False, width=width)
    page.goto(NEW)
    page.locator("#summary").fill("It claims so.")
    page.locator("button[value=hints]").click()
    assert "1 hint at the end of the form." in page.locator("p.told").inner_text()
    assert page.locator("#hints li").count() == 1
    assert page.locator("#summary").input_value() == "It claims so."
    page.context.close()


def test_axe_finds_nothing_in_a_form_with_hints(browser: Browser, desk_address: str) -> None:
    """A1: neither beside the fields nor in the box, on a phone."""
    page = signed_in(browser, desk_address, width=360)
    page.goto(NEW)
    page.locator("#summary").fill("Guterrez claims it.")
    expect(page.locator("#hints li")).to_have_count(2)
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}}).response["violations"]
    assert [fault["id"] for fault in found] == []
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 1
    page.context.close()


def test_changes_are_chosen_by_keyboard(browser: Browser, address: str) -> None:
    """From home to the list, to its choice of kind and period, and on to what a number counts (A2)."""
    context = browser.new_context(base_url=address, viewport={"width": 360, "height": 800})
    page = context.new_page()
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
    context.close()
