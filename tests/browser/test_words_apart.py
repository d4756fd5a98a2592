"""What a screen reader is given of a link, piece after piece, are words with blanks between them (A1, A3)."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.test_accessibility import PAGES

pytestmark = pytest.mark.browser


def links(page: Page) -> list[str]:
    """The text of each link as Chromium hands it to assistive technology: its pieces, one right after the other."""
    nodes = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    by_id = {node["nodeId"]: node for node in nodes}

    def text(node: dict[str, Any]) -> str:
        if node.get("role", {}).get("value") == "StaticText":
            return str(node["name"]["value"])
        return "".join(text(by_id[child]) for child in node.get("childIds", ()) if child in by_id)

    return [text(node) for node in nodes if node.get("role", {}).get("value") == "link"]


def test_a_number_and_what_it_counts_are_two_words(page: Page) -> None:
    """In the field a number goes before what it counts: “90 statements on humanitarian pause”."""
    page.goto(PAGES["field"])
    assert "90 statements on humanitarian pause" in links(page)


def test_a_year_and_its_number_are_two_numbers(page: Page) -> None:
    """Beside the results a year is told apart from the number of its statements, which would else be one number."""
    page.goto("/search?q=humanitarian+pause")
    assert "1985: 1" in links(page)


def test_a_word_and_what_pressing_it_does_are_two_words(page: Page) -> None:
    """A part of the question, and a column of a comparison, is not run together with “remove”."""
    page.goto("/search?q=humanitarian+pause")
    assert "pause Remove" in links(page)
    page.goto(PAGES["compare"])
    assert "remove John Kirby" in links(page)


def test_no_link_of_a_comparison_is_a_bare_number(page: Page) -> None:
    """Read by itself, in a list of links, the number of rows that differ says what it counts."""
    page.goto(PAGES["compare"])
    found = links(page)
    assert "7 rows" in found
    assert not [text for text in found if text.strip().isdigit()]
