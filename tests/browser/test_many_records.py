"""Choosing one of many actors in a form of the desk: by keyboard, and without script from what comes back."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from glossary.db import db
from glossary.models import Actor
from tests.bench import bulk
from tests.bench.corpus import Corpus, Plan, Real
from tests.browser.conftest import Desk, Tab, press, sign_in
from tests.browser.faults import faults, faults_in_the_dark
from tests.browser.keyboard import Keyboard

pytestmark = pytest.mark.browser
NEW = "/admin/statements/new"
MADE = 2_500
"""A plan of so many statements has 500 further actors and as many sources."""


def more_records(_: int) -> None:
    """So many actors and sources that no form lists them."""
    bulk.fill(Corpus(Plan(MADE), Real.read()), statements=False)
    assert db.session.query(Actor).count() > 500


@pytest.fixture(scope="module")
def crowded(make_desk: Desk) -> str:
    """A desk at which an editor may sign in, with many actors and sources."""
    return make_desk("editor", prepare=more_records)


@pytest.fixture
def form(tab: Tab, crowded: str) -> Page:
    """The form of a new statement, open in a wide window."""
    page = tab(crowded)
    sign_in(page, "editor", NEW)
    return page


def test_an_actor_is_chosen_by_keyboard(form: Page) -> None:
    """Type a part of the name, hear how many fit, go down, Enter: the name with its id stands in the field (A2)."""
    page, keys = form, Keyboard(form)
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    keys.write("#actor", "kirb")
    box = page.locator("#actor")
    expect(box).to_have_attribute("aria-expanded", "true")
    options = page.get_by_role("listbox").get_by_role("option")
    expect(options.first).to_have_accessible_name("John Kirby john-kirby")
    expect(page.locator(".named:has(#actor) [role=status]")).to_contain_text("suggestion")
    page.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    assert box.get_attribute("aria-activedescendant") == options.first.get_attribute("id")
    page.keyboard.press("Enter")
    expect(box).to_have_value("John Kirby (john-kirby)")
    expect(box).to_be_focused()
    expect(box).to_have_attribute("aria-expanded", "false")
    page.wait_for_timeout(400)
    expect(page.get_by_role("listbox")).to_be_hidden()
    keys.write("#said", "2023-10-26")
    keys.page.locator("#term").select_option("humanitarian-pause")
    expect(page.locator("#hints")).to_contain_text("Perhaps published already: John Kirby on humanitarian pause")
    assert problems == []


def test_the_field_says_what_it_is(form: Page) -> None:
    """A combobox by role, described by its own hint and by how its list is used; one click takes a row."""
    box = form.get_by_role("combobox", name="Source", exact=True)
    expect(box).to_have_accessible_description(
        "Type a name, a part of it, or an id. Leave it empty for a new source, filled in below. "
        "Records appear as you type. Up and down arrow choose one, Enter takes it, Escape closes the list."
    )
    box.press_sequentially("abc kirby")
    form.get_by_role("listbox").get_by_role("option").filter(has_text="abc-2023-10-27-kirby").click()
    expect(box).to_have_value(re.compile(r"^ABC News, 2023-10-27: .+ \(abc-2023-10-27-kirby\)$"))


@pytest.mark.parametrize("width", [360, 1280])
def test_without_script_the_form_asks(tab: Tab, crowded: str, width: int) -> None:
    """A3: a part of a name comes back with those that fit; one press chooses, and the rest is still there."""
    page = tab(crowded, width=width, script=False)
    sign_in(page, "editor", NEW)
    page.locator("#actor").fill("kirb")
    page.locator("#summary").fill("Calls for a pause.")
    press(page, "Preview")
    expect(page.get_by_role("alert")).to_contain_text("No actor is called just “kirb”.")
    page.get_by_label("John Kirby").check()
    press(page, "Preview")
    expect(page.locator("#actor")).to_have_value("John Kirby (john-kirby)")
    expect(page.locator("#summary")).to_have_value("Calls for a pause.")


@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_with_many_records(tab: Tab, crowded: str, width: int) -> None:
    """A1, A4: neither in the form, nor with an open list, nor where it asks which is meant; light and dark."""
    page = tab(crowded, width=width)
    sign_in(page, "editor", NEW)
    assert faults(page) + faults_in_the_dark(page) == []
    page.locator("#actor").press_sequentially("kir")
    expect(page.get_by_role("listbox")).to_be_visible()
    assert faults(page) + faults_in_the_dark(page) == []
    page.locator("#source").fill("press")
    press(page, "Preview")
    expect(page.get_by_role("alert")).to_contain_text("Source")
    assert faults(page) + faults_in_the_dark(page) == []


@pytest.mark.parametrize(
    "path", ["/admin/candidates?source=press", "/admin/batch?field=actor&actor=kir", "/admin/actors/new"]
)
def test_axe_finds_nothing_where_else_records_are_named(tab: Tab, crowded: str, path: str) -> None:
    """A1, A4: the same fields stand in the other pages of the desk, on a phone."""
    page = tab(crowded, width=360)
    sign_in(page, "editor", path)
    expect(page.locator("input[role=combobox]").nth(1)).to_be_attached()  # made so by a script, after the search's
    assert faults(page) == []
