"""Files of a comparison whose words are anything at all: they open, and hold what was said."""

from __future__ import annotations

import re
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from glossary.interchange.comparison_docx import comparison_docx
from glossary.interchange.comparison_markdown import escaped
from glossary.interchange.comparison_notes import clean
from glossary.interchange.comparison_xlsx import comparison_xlsx
from tests.interchange.kept_files import word_file, workbook
from tests.interchange.test_comparison_files import keeping

BREAKS = r"[ \t]*[\n\f\v]+[ \t]*"
ANY_TEXT = st.text(st.characters(codec="utf-8"), max_size=80) | st.text(
    "a *_`[]<>|~&#$\\!-+=@'\"\t\n\x00\u0652ه", max_size=30
)


def small(text: str) -> dict[str, Any]:
    """A comparison with this text wherever words of others stand."""
    actor, term = {"slug": "a", "name": text, "kind": "person"}, {"slug": "t", "preferred": text}
    source = {"slug": "s", "title": text, "publisher": text, "url": "https://example.org/", "published": "2023-10"}
    own = {"speaking_as": text, "with": [], "reported_by": text, "locator": text, "attribution": "reported"}
    statement = {"id": "a-t-1", "actor": actor, "term": term, "source": source, "said": "2023-10-27", **own}
    value = {"statement": "a-t-1", "said": "2023-10-27", "text": text, "language": "ar", "codes": [], "mark": None}
    wording = {**value, "wording": "quote", "term_as_written": text, "term_language": "ar"}
    row = {"dimension": "wording", "label": "Wording", "group": "facts", "verdict": None, "cells": [[wording]]}
    column = {"type": "statement", "label": text, "actor": actor, "term": term, "said": "2023-10-27"}
    counts = {"differing": 0, "compared": 0, "left_out": 0, "disputes": [], "same_text": [], "changes": []}
    return {"by": "statement", "columns": [{**column, "statements": [statement]}], "rows": [row], "note": "N", **counts}


@given(ANY_TEXT)
@settings(max_examples=60, deadline=None)
def test_any_words_come_back_from_an_office_file(text: str) -> None:
    """Whatever they are, files open and hold them; what XML cannot hold shows as missing, and nothing else changes."""
    document, shown = small(text), clean(text).replace("\r", "\n")
    cell = workbook(comparison_xlsx(document, keeping()))["Comparison"]["B2"]
    assert f"«{shown}»" in str(cell.value).replace("\r", "\n")
    [table] = word_file(comparison_docx(document, keeping())).tables
    assert shown in table.rows[1].cells[1].paragraphs[0].text.replace("\r", "\n")


@given(ANY_TEXT)
def test_any_words_are_words_to_markdown(text: str) -> None:
    """No sign in them is a mark: a reader sees them as they are, on one line."""
    text = clean(text).replace("\r", "\n")
    [paragraph] = MarkdownIt("commonmark").enable("strikethrough").parseInline(f"x{escaped(text)}x")
    pieces = paragraph.children or []
    assert {piece.type for piece in pieces} <= {"text", "text_special"}
    assert "".join(piece.content for piece in pieces) == f"x{re.sub(BREAKS, ' ', text)}x"
