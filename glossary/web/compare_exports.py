"""A comparison to keep: its permanent address, its files for reports and spreadsheets, and how to cite it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Response

from glossary.interchange.comparison_csv import comparison_csv
from glossary.interchange.comparison_notes import Keeping
from glossary.services.comparison import keeping as comparison_keeping
from glossary.services.comparison.requests import ComparisonRequest, comparison_for
from glossary.services.export import disputes
from glossary.services.history import past
from glossary.web import citing, compare_links, links, pages, wording
from glossary.web.compare_asked import TAKES, asked
from glossary.web.parameters import Door, cited

Document = dict[str, Any]
FILES = (("XLSX", ".xlsx"), ("DOCX", ".docx"), ("Markdown", ".md"), ("CSV", ".csv"), ("JSON", ".json"))


def xlsx() -> Response:
    """The comparison as a workbook."""
    from glossary.interchange.comparison_xlsx import comparison_xlsx  # costs every start its time, and few need it

    return _file(comparison_xlsx, "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")


def docx() -> Response:
    """The comparison as a document."""
    from glossary.interchange.comparison_docx import comparison_docx  # as above

    return _file(comparison_docx, "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document")


def markdown() -> Response:
    """The comparison as Markdown."""
    from glossary.interchange.comparison_markdown import comparison_markdown

    return _file(comparison_markdown, "md", "text/markdown; charset=utf-8")


def table() -> Response:
    """The comparison as a table to download: one line a value, each with its actor, date and source."""
    wanted = asked()
    answer = _naming_what_stands(comparison_for(wanted), wanted)
    return pages.csv(comparison_csv(answer, keeping_of(answer, wanted).address), "comparison")


def _naming_what_stands(answer: Document, wanted: ComparisonRequest) -> Document:
    """The comparison without the names of withdrawn accounts, as in every other file."""
    then = past.at(past.moment_of(wanted.as_of)) if wanted.as_of else None
    columns = [
        {**column, "statements": disputes.without_withdrawn(column["statements"], then)} for column in answer["columns"]
    ]
    return {**answer, "columns": columns}


def cite() -> str | Response:
    """The comparison and every source it rests on, to cite in one of `citing.NAMES`; without one, all of them."""
    wanted = asked()
    answer = comparison_for(wanted)
    keeping = keeping_of(answer, wanted)
    blocks = comparison_keeping.blocks(answer, keeping)
    keep = [*compare_links.named(), *compare_links.view(wanted)]
    return citing.answer(blocks, f"Cite: {keeping.title}", "comparison", keep=keep)


def keeping_of(answer: Document, wanted: ComparisonRequest) -> Keeping:
    """What the comparison says of itself where it is kept: the state asked for, or else the present one."""
    return comparison_keeping.keeping_of(answer, wanted, compare_links.named(), wording.LANGUAGES)


def kept(answer: Document) -> Document:
    """The same for the page: the permanent address, the files, the citations, and the sheet that it is printed with.

    To be asked with the comparison, of one state: the address would else name a later one than what is shown.
    """
    wanted = asked()
    keeping, query = keeping_of(answer, wanted), [*compare_links.named(), *compare_links.view(wanted)]
    cite = "/compare/cite"
    return {
        "address": keeping.address,
        "state": keeping.state,
        "title": keeping.title,
        "files": [(name, links.with_query(f"/compare{ending}", query)) for name, ending in FILES],
        "cite": links.with_query(cite, query),
        "formats": [(n, links.with_query(cite, [*query, ("format", code)])) for code, n in citing.NAMES.items()],
        "style": links.static("compare_print.css"),
    }


def _file(write: Callable[[Document, Keeping], bytes | str], ending: str, content_type: str) -> Response:
    wanted = asked()
    answer = comparison_for(wanted)
    headers = {"Content-Disposition": f'attachment; filename="comparison.{ending}"'}
    return Response(write(answer, keeping_of(answer, wanted)), content_type=content_type, headers=headers)


ROUTES = (
    ("/compare.csv", "compare_csv", Door(table, TAKES)),
    ("/compare.xlsx", "compare_xlsx", Door(xlsx, TAKES)),
    ("/compare.docx", "compare_docx", Door(docx, TAKES)),
    ("/compare.md", "compare_md", Door(markdown, TAKES)),
    ("/compare/cite", "compare_cite", cited(cite, *TAKES)),
)
