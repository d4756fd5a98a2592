"""Suggestions under the search boxes in a real browser: by keyboard, by roles, and where they come late or fail."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.boxes import SUGGEST, opened, told, typed
from tests.browser.conftest import Tab

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("start", ["/", "/search?kind=definition", "/terms/truce"])
def test_a_suggestion_is_opened_by_keyboard(page: Page, start: str) -> None:
    """Type, hear how many there are, go down, Enter: the page of the chosen one (A2)."""
    box = opened(page, "armist", start)
    expect(told(page)).to_have_text("8 suggestions.")
    expect(page.get_by_role("option")).to_have_count(9)
    page.keyboard.press("ArrowDown")
    expect(box).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/terms/armistice$"))


def test_roles_names_and_what_is_chosen_are_in_step(page: Page) -> None:
    """The combobox names its list and the option chosen in it; each option says what it is; down and up go round."""
    box = opened(page, "هدنة")
    expect(box).to_have_attribute("aria-autocomplete", "list")
    expect(box).to_have_accessible_description(
        re.compile("Up and down arrow choose one, Enter opens it, Escape closes")
    )
    listbox = page.get_by_role("listbox", name="Suggestions")
    assert box.get_attribute("aria-controls") == listbox.get_attribute("id")
    options = listbox.get_by_role("option")
    expect(options.first).to_have_accessible_name(
        re.compile(r"humanitarian pause term · \d+ statements found by: هدنة إنسانية")
    )
    expect(options.last).to_have_accessible_name("Search all for “هدنة”")
    assert box.get_attribute("aria-activedescendant") is None
    count = options.count()
    for key, at in [("ArrowDown", 0), ("ArrowDown", 1), ("ArrowUp", 0), ("ArrowUp", count - 1), ("ArrowDown", 0)]:
        page.keyboard.press(key)
        expect(listbox.locator("[aria-selected=true]")).to_have_count(1)
        expect(options.nth(at)).to_have_attribute("aria-selected", "true")
        assert box.get_attribute("aria-activedescendant") == options.nth(at).get_attribute("id")


def test_escape_closes_then_clears(page: Page) -> None:
    """The first Escape closes the list and keeps the text, the second clears it."""
    box = opened(page, "armist")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(box).to_have_value("armist")
    assert box.get_attribute("aria-activedescendant") is None
    expect(told(page)).to_have_text("")
    page.keyboard.press("Escape")
    expect(box).to_have_value("")


def test_nothing_opens_on_focus_alone_and_leaving_closes(page: Page) -> None:
    """Focus opens nothing; Tab leaves to the button and closes; down opens what was closed."""
    page.goto("/search?q=armistice")
    box = page.get_by_role("combobox")
    box.focus()
    page.wait_for_timeout(400)
    expect(box).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("ArrowDown")
    expect(box).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Search", exact=True)).to_be_focused()
    expect(page.get_by_role("listbox")).to_be_hidden()


def test_text_keys_stay_text_keys(page: Page) -> None:
    """Home, End and the arrows along the line move within the text; Enter without a choice searches for it."""
    box = opened(page, "pause")
    page.keyboard.press("Home")
    page.keyboard.type("a ")
    page.keyboard.press("End")
    page.keyboard.type("s")
    expect(box).to_have_value("a pauses")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/search\?q=a\+pauses$"))


def test_the_last_row_searches_as_the_form_does(page: Page) -> None:
    """Up from the box comes to it; what the search was narrowed by is kept."""
    opened(page, "armist", "/search?kind=definition")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/search\?q=armist&kind=definition$"))


def test_the_number_is_told_again_when_it_changes(page: Page) -> None:
    """What a screen reader is told follows the list; none is said too."""
    box = opened(page, "armist")
    expect(told(page)).to_have_text("8 suggestions.")
    box.press_sequentially("ices")
    expect(told(page)).to_have_text(re.compile(r"^[1-7] suggestions?\.$"))
    box.press_sequentially("zzz")
    expect(told(page)).to_have_text("No suggestions.")
    expect(page.get_by_role("listbox")).to_be_hidden()
    box.fill("")
    expect(told(page)).to_have_text("")


@pytest.mark.parametrize("can_abort", [True, False], ids=["aborted", "not aborted"])
def test_an_answer_that_comes_late_is_dropped(page: Page, can_abort: bool) -> None:
    """The answer to what was typed before never replaces that to what is typed now."""
    if not can_abort:
        page.add_init_script("AbortController.prototype.abort = () => {}")
    held: list[Route] = []

    def hold(route: Route) -> None:
        if route.request.url.endswith("q=ki"):
            held.append(route)
        else:
            route.continue_()

    page.route(SUGGEST, hold)
    with page.expect_request(re.compile("q=ki$")):
        box = typed(page, "ki")
    box.press_sequentially("rby")
    expect(page.get_by_role("option").first).to_have_accessible_name(re.compile("^John Kirby actor"))
    held[0].fulfill(json={"items": []})
    page.wait_for_timeout(200)
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(told(page)).not_to_have_text("No suggestions.")


def test_what_was_answered_once_is_not_asked_again(page: Page) -> None:
    """Going back a letter shows what was shown before, without a request."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "suggest?" in request.url else None)
    box = opened(page, "armist")
    box.press_sequentially("i")
    expect(told(page)).to_have_text("8 suggestions.")
    page.wait_for_timeout(300)
    before = list(asked)
    page.keyboard.press("Backspace")
    page.wait_for_timeout(300)
    expect(box).to_have_attribute("aria-expanded", "true")
    assert asked == before


@pytest.mark.parametrize("failure", ["500", "offline", "no JSON"])
def test_where_the_server_fails_the_form_still_searches(page: Page, failure: str) -> None:
    """Nothing is shown and nothing is said; Enter searches."""
    answers = {
        "500": lambda route: route.fulfill(status=500, json={}),
        "offline": lambda route: route.abort(),
        "no JSON": lambda route: route.fulfill(body="<p>"),
    }
    page.route(SUGGEST, answers[failure])
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    with page.expect_request(SUGGEST):
        box = typed(page, "armistice")
    page.wait_for_timeout(200)
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(told(page)).to_have_text("")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/search\?q=armistice$"))
    assert problems == []


def test_without_script_the_form_searches(tab: Tab, address: str) -> None:
    """A3: a plain search box, and Enter searches."""
    page = tab(address, script=False)
    page.goto("/")
    box = page.get_by_role("searchbox")
    box.press_sequentially("armistice")
    assert page.get_by_role("combobox").count() == 0
    box.press("Enter")
    expect(page).to_have_url(re.compile(r"/search\?q=armistice$"))


def test_keys_of_an_input_method_are_its_own(page: Page) -> None:
    """While a character is being composed, Enter, arrows and Escape choose among characters and not among rows."""
    box = opened(page, "armist")
    for key in ("ArrowDown", "Enter", "Escape"):
        kept = box.evaluate(
            "(box, key) => box.dispatchEvent(new KeyboardEvent('keydown', "
            "{key, isComposing: true, bubbles: true, cancelable: true}))",
            key,
        )
        assert kept, f"{key} was taken from the input method"
    expect(box).to_have_attribute("aria-expanded", "true")
    assert box.get_attribute("aria-activedescendant") is None
    expect(page).to_have_url(re.compile(r"/$"))
