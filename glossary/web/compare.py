"""Side by side: statements, actors on a term, an actor's terms, an actor over time, the names of an event."""

from __future__ import annotations

from typing import Any

from flask import request, url_for
from markupsafe import Markup
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response

from glossary.errors import Invalid, Moved
from glossary.interchange import citations
from glossary.services.comparison import titles as comparison_titles
from glossary.services.comparison.comparing import OF_STATEMENTS
from glossary.services.comparison.requests import ComparisonRequest, LaidOut, laid_out
from glossary.services.comparison.words import MOST_COLUMNS
from glossary.services.export import citable
from glossary.services.history import past
from glossary.web import (
    compare_choose,
    compare_heading,
    compare_links,
    compare_offers,
    compare_part,
    described,
    errors,
    links,
    pages,
    wording,
)
from glossary.web.compare_asked import asked
from glossary.web.compare_cells import Cells
from glossary.web.compare_exports import keeping_of, kept

Document = dict[str, Any]
SIGNS = {"agree": "=", "overlap": "≈", "differ": "≠", "silent": "–", "only": "•", "uncoded": "?"}
"""A sign for each verdict, always beside its word."""
FIT = 4
"""Columns that fit beside the names of the rows; a course of time with more stands the other way round."""


def side_by_side() -> str | Response:
    """The comparison that the address names; without columns, the way to choose them."""
    wanted = asked()
    try:
        chosen = compare_choose.choice(wanted)
        return chosen or _page(laid_out(wanted), wanted)
    except Moved as moved:
        return errors.page(BadRequest(f"A column of this comparison has moved. {moved}"))
    except Invalid as refused:
        return compare_choose.refused(str(refused), wanted)


def _page(laid: LaidOut, wanted: ComparisonRequest) -> str:
    answer = laid.document
    query, view = compare_links.named(), compare_links.view(wanted)
    heading = comparison_titles.heading(answer, wanted)
    title = compare_heading.in_plain_text(heading)
    names, told = comparison_titles.names(answer["columns"]), compare_heading.told(answer["columns"])
    part = compare_part.part(answer)
    return pages.render(
        "compare.html",
        part.stretch.title(title),
        compare_heading.description(heading),
        keep=[*query, *view, *part.stretch.query],
        json=[*query, *view],
        style=links.static("compare.css"),
        described=described.comparison(citations.comparison_item(keeping_of(answer, wanted), citable.here())),
        answer=answer,
        heading=heading,
        columns=compare_links.columns(answer, query, view),
        names=names,
        told=told,
        cells=Cells(answer, names, told, part.columns),
        divided=part,
        steps=list(part.stretch.steps(request.path, [*query, *view])),
        names_at=_names_at(answer, told, part, [*query, *view]),
        affiliated=wanted.affiliated,
        along=compare_heading.along(answer, laid.people),
        speakers=comparison_titles.speakers(answer["columns"]),
        conflicts=compare_heading.conflicts(answer["columns"]),
        moment=past.in_words(past.moment_of(wanted.as_of)) if wanted.as_of else "",
        present=links.with_query(request.path, [*query, *links.without(view, "as_of")]),
        whole=links.with_query(request.path, [*query, *links.without(view, "show")]),
        part=links.with_query(request.path, [*query, ("show", "differences"), *links.without(view, "show")]),
        signs=SIGNS,
        only=wanted.only,
        turned=answer["by"] == "event" or (answer["by"] in OF_STATEMENTS and len(answer["columns"]) > FIT),
        apart=[_apart(one) for one in answer["differences"] if one["alike"]],
        unlike=[one["columns"] for one in answer["differences"] if not one["alike"]],
        tongues=_tongues(answer),
        wordless=_too_many_wordings(answer),
        query=query,
        others=compare_links.others(answer, wanted, query, view),
        to_choose=compare_links.to_choose(answer, query, view),
        offers=[] if wanted.as_of else compare_offers.offers(answer, wanted),
        csv=links.with_query(url_for("web.compare_csv"), [*query, *view]),
        kept=kept(answer),
    )


def _names_at(answer: Document, told: Document, part: compare_part.Part, query: links.Pairs) -> dict[str, str]:
    """Term -> the page on which an event's statements under it begin; empty for this page."""
    return {
        name["term"]["slug"]: part.page_of(told[name["statements"][0]]["column"], request.path, query)
        for name in answer.get("names") or ()
    }


def _apart(difference: Document) -> Document:
    """Two wordings, each whole and with the words marked that it alone has."""
    sides = [_marked(difference["pieces"], side, place + 1) for side, place in _sides(difference)]
    return {**difference, "texts": sides}


def _sides(difference: Document) -> list[tuple[str, int]]:
    return list(zip(("first", "second"), difference["columns"], strict=True))


def _marked(pieces: list[dict[str, str]], side: str, column: int) -> Markup:
    said = Markup('<mark class="{}"><span class="vh" lang="en">[only {}: </span>{}<span class="vh">]</span></mark>')
    return Markup("").join(
        piece["text"] if piece["in"] == "both" else said.format(side, column, piece["text"])
        for piece in pieces
        if piece["in"] in ("both", side)
    )


def _tongues(answer: Document) -> list[str]:
    """The languages of the quotations, where few enough stand side by side to look for their words."""
    if len(answer["columns"]) > MOST_COLUMNS:
        return []
    quotes = (value for cell in answer["rows"][0]["cells"] for value in cell if value["wording"] == "quote")
    return list(dict.fromkeys(wording.language(value["language"]) for value in quotes))


def _too_many_wordings(answer: Document) -> bool:
    """Whether there are more quotations than are compared by their words: many columns, or several in one of them."""
    columns = answer["columns"]
    return len(columns) > MOST_COLUMNS or any(len(column["statements"]) > 1 for column in columns)
