"""Lines in the styles of APA and Chicago: one of every type of source, written out."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import yaml
from flask import Flask

from glossary import ROOT
from glossary.interchange.citations import source_item
from glossary.interchange.citations_lines import FOLDER, STYLES, line
from glossary.services.reading import published as reading
from tests.interchange.test_citation_files import work

GOLDEN: dict[str, dict[str, str]] = yaml.safe_load((ROOT / "tests/data/citations.yaml").read_text("utf-8"))
"""Source -> its lines, up to its address."""


@pytest.mark.parametrize("slug", GOLDEN)
def test_golden_lines(context: Flask, slug: str) -> None:
    """Publisher, date as far as it is known, title as it was published, address."""
    source = reading.document("source", slug)
    item, wanted = source_item(source), GOLDEN[slug]
    assert line(item, "apa") == f"{wanted['apa']} {source['url']}"
    assert line(item, "chicago") == f"{wanted['chicago']} {source['url'].rstrip('.')}."


def test_every_type_of_source_has_a_golden_line(context: Flask) -> None:
    """Those that are in the data."""
    types = {source["slug"]: source["type"] for source in reading.every("source")}
    assert {types[slug] for slug in GOLDEN} == set(types.values())


@pytest.mark.parametrize(
    ("fields", "apa", "chicago"),
    [
        (
            {"published": "1948/1949"},
            "A publisher. (1948 to 1949). A title. https://e.org/a",
            "A publisher. A title. 1948 to 1949. https://e.org/a.",
        ),
        (
            {"published": "2009?"},
            "A publisher. (2009?). A title. https://e.org/a",
            "A publisher. “A title.” [2009?]. https://e.org/a.",
        ),
        (
            {"published": "2009~"},
            "A publisher. (ca. 2009). A title. https://e.org/a",
            "A publisher. “A title.” [ca. 2009]. https://e.org/a.",
        ),
        (
            {"published": "2009-05-01%"},
            "A publisher. (ca. 2009, May 1?). A title. https://e.org/a",
            "A publisher. “A title.” [ca. May 1, 2009?]. https://e.org/a.",
        ),
        (
            {"published": "1948?/1949~"},
            "A publisher. (1948? to ca. 1949). A title. https://e.org/a",
            "A publisher. A title. 1948? to ca. 1949. https://e.org/a.",
        ),
        (
            {"published": ""},
            "A publisher. (n.d.). A title. https://e.org/a",
            "A publisher. A title. n.d. https://e.org/a.",
        ),
        (
            {"title": "Is THIS 'a Pause'? <i>Yes</i> & {no}!"},
            "A publisher. (2023, October 27). Is THIS 'a Pause'? <i>Yes</i> & {no}! https://e.org/a",
            "A publisher. “Is THIS 'a Pause'? <i>Yes</i> & {no}!” October 27, 2023. https://e.org/a.",
        ),
        (
            {"title": "«\u00a0هدنة إنسانية\u00a0»", "language": "ar"},
            "A publisher. (2023, October 27). «\u00a0هدنة إنسانية\u00a0». https://e.org/a",
            "A publisher. “«\u00a0هدنة إنسانية\u00a0».” October 27, 2023. https://e.org/a.",
        ),
    ],
)
def test_lines_of_other_dates_and_titles(fields: dict[str, str], apa: str, chicago: str) -> None:
    """Spans, no date, and titles whose letters, signs and blanks no style may touch."""
    item = source_item(work(url="https://e.org/a", **fields))
    assert (line(item, "apa"), line(item, "chicago")) == (apa, chicago)


def test_lines_made_at_once_do_not_mix() -> None:
    """The processor is asked by many threads."""
    items: list[dict[str, Any]] = [source_item(work(slug=f"w{n}", title=f"Title {n}")) for n in range(40)]
    with ThreadPoolExecutor(8) as many:
        lines = list(many.map(lambda item: line(item, "apa"), items))
    assert all(f" Title {n}. " in said for n, said in enumerate(lines))


@pytest.mark.parametrize("style", STYLES.values())
def test_styles_keep_their_authors_and_licence(style: str) -> None:
    """CC BY-SA asks for both, in the file itself and beside it."""
    text = (FOLDER / style).read_text("utf-8")
    assert "<author>" in text
    assert "creativecommons.org/licenses/by-sa/3.0/" in text
    assert style in (FOLDER / "README.md").read_text("utf-8")
