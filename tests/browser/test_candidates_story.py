"""From a pasted article to a published statement in a real browser, with script and without, and on a phone."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Tab, press, sign_in
from tests.browser.faults import faults

pytestmark = pytest.mark.browser

ARTICLE = (Path(__file__).parent.parent / "data" / "articles" / "seed-2023-11-16.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(("script", "width"), [(True, 1280), (False, 360)])
def test_from_article_to_statement(tab: Tab, desk_address: str, script: bool, width: int) -> None:
    """Paste, find, open one, say it in one sentence, choose the confidence, preview, publish: nine steps in all."""
    page = tab(desk_address, script=script, width=width)
    sign_in(page, "administrator")
    page.goto("/admin/candidates")
    page.get_by_label("Its text").fill(ARTICLE)
    page.get_by_label("Its day").fill("2023-11-16")
    page.locator("#conflict").select_option("israel-hamas-2023")
    page.locator("#source").select_option(
        label=page.locator("#source option", has_text="World Report Now").inner_text()
    )
    press(page, "Find candidates")
    one = page.get_by_role("listitem").filter(has=page.get_by_role("heading", name="Yoko Kamikawa")).first
    with page.context.expect_page() as opened:
        one.get_by_role("button").click()
    form = opened.value
    assert form.locator("#actor").input_value() == "yoko-kamikawa"
    form.locator("#summary").fill(f"Supports a humanitarian pause ({width}).")
    form.locator("[name=confidence][value=medium]").check()
    press(form, "Preview")
    press(form, "Publish this statement")
    expect(form.get_by_text("Published: revision 1.")).to_be_visible()
    form.get_by_role("link", name="See the public page").click()
    expect(form.get_by_role("main")).to_contain_text(f"Supports a humanitarian pause ({width}).")


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a1_the_page_of_candidates_is_accessible(tab: Tab, desk_address: str, width: int, scheme: str) -> None:
    """A1: the form and what was found pass axe, wide and on a phone, in light and dark."""
    page = tab(desk_address, width=width, scheme=scheme)
    sign_in(page, "administrator")
    page.goto("/admin/candidates")
    assert faults(page) == []
    page.get_by_label("Its text").fill(ARTICLE)
    press(page, "Find candidates")
    assert page.locator("ol.candidates > li").count() > 5
    assert faults(page) == []
