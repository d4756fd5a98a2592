"""docs/accessibility.md: what is to be looked at by hand is a whole list, each line of it with a state (A1)."""

from __future__ import annotations

import re

import pytest

from glossary import ROOT
from tests.browser.test_accessibility import PAGES
from tests.test_asvs import table_rows

CRITERION = re.compile(r"[1-4]\.[1-5]\.\d{1,2}")
LOOKED_AT = re.compile(r"not yet|20\d\d-\d\d-\d\d, .+, .+: .+")
"""Or the day, the browser, the screen reader (or `none`), and what was found."""
SCARCELY_BY_TOOLS = {
    *("1.3.2", "1.3.3", "1.4.1", "1.4.10", "1.4.11", "1.4.12", "1.4.13", "2.1.2", "2.2.1", "2.4.3", "2.4.4", "2.4.5"),
    *("2.4.6", "2.4.7", "2.4.11", "2.5.1", "2.5.2", "2.5.3", "2.5.7", "3.2.1", "3.2.2", "3.2.3", "3.2.4", "3.2.6"),
    *("3.3.1", "3.3.2", "3.3.3", "3.3.4", "4.1.3"),
}
"""Criteria of WCAG 2.2, A and AA, that ask for judgement and that these pages can fail."""
LINES = table_rows("accessibility.md", r"\d+")


def test_the_lines_are_numbered_and_nothing_is_left_out() -> None:
    """From 1 on; every criterion that a tool scarcely decides is looked at somewhere."""
    assert [row[0] for row in LINES] == [str(number) for number in range(1, len(LINES) + 1)]
    named = {criterion for row in LINES for criterion in row[3].split(", ")}
    assert named >= SCARCELY_BY_TOOLS


@pytest.mark.parametrize("row", LINES, ids=lambda row: row[0])
def test_a_line_names_criteria_pages_and_a_state(row: list[str]) -> None:
    """What, how, by which criteria, on pages that there are, and when; or that nobody has looked yet."""
    _, what, how, criteria, pages, looked_at = row
    assert what
    assert how
    assert all(CRITERION.fullmatch(criterion) for criterion in criteria.split(", "))
    assert set(pages.split(", ")) <= {*PAGES, "all", "desk"}
    assert LOOKED_AT.fullmatch(looked_at)


def test_the_promise_is_not_called_held_before_all_was_looked_at() -> None:
    """A1 stays held in part as long as a line says `not yet`."""
    (promise,) = table_rows("promises.md", "A1")
    assert promise[2] == "in part" or all(row[5] != "not yet" for row in LINES)
    page = (ROOT / "docs" / "promises.md").read_text("utf-8")
    assert "[accessibility.md](accessibility.md)" in page
