"""The whole field at a glance: actors by terms, each number a link to its passages; and neighbouring terms."""

from __future__ import annotations

from typing import Any

from flask import Response, request

from glossary.interchange.field_csv import field_csv
from glossary.services.field import neighbours as field_neighbours
from glossary.services.field import overview as field_service
from glossary.services.field.requests import PARAMETERS, FieldRequest, page_number, read_field_request
from glossary.services.reading import published as reading
from glossary.services.reading import vocabularies
from glossary.web import field_choices, field_links, links, pages, shown, tables, wording
from glossary.web.field_cells import Cells
from glossary.web.parameters import Door, View

Document = dict[str, Any]
SELECTING = tuple(name for name in PARAMETERS if name not in ("sort", "term_page", "actor_page"))
"""What makes up a selection; its order and its pages are apart."""
ORDERS = (("number", "most statements first, then A to Z"), ("name", "A to Z"))
CLAIMS = {
    "broader": "First is broader",
    "narrower": "First is narrower",
    "related": "Related",
    "contrasted-with": "Contrasted",
}
"""What may be said of a pair of terms, as the head of a column."""


def matrix() -> str:
    """The part of the field that the address names: numbers with their addresses, the rule, what it is narrowed by."""
    asked = _asked()
    answer = field_service.field(asked)
    stances = vocabularies.vocabulary("stances")
    marks = {stance: shown.stance(stance) for stance in stances}
    cells, beside = Cells(answer, marks, field_links.cells(asked)), _beside(answer)
    return pages.render(
        "field.html",
        "The whole field at a glance",
        f"Who is recorded with which term, how often and with which stance: "
        f"{wording.count(answer['total'], 'statement')} {beside}.",
        keep=asked.pairs,
        asked=asked,
        answer=answer,
        beside=beside,
        columns=[_column(asked, column, answer["whom"]) for column in answer["terms"]],
        rows=[_row(asked, row, cells) for row in answer["actors"]],
        whole=field_links.whole(asked, answer["whom"]) if answer["total"] else None,
        stances=stances,
        marks=marks,
        chosen=field_choices.chosen(asked),
        choices=field_choices.choices(asked, answer),
        orders=[(words, None if sort == asked.sort else field_links.but(asked, sort=sort)) for sort, words in ORDERS],
        rolled=field_links.but(asked, affiliated=not asked.affiliated),
        steps=_steps(asked, answer),
        bare=field_links.address(FieldRequest(sort=asked.sort)),
        csv=links.other_form(".csv", asked.pairs),
        style=links.static("field.css"),
    )


def table() -> Response:
    """The same part as a table to download, one line a cell."""
    asked = _asked()
    answer, address = field_service.field(asked), field_links.cells(asked)

    def passages(actor: str, term: str) -> str:
        return links.permanent(address(actor, term))

    return pages.csv(field_csv(answer, list(vocabularies.vocabulary("stances")), passages), "field")


def statements() -> str:
    """The statements of a selection, oldest first: what a total counts where no search can name all its actors."""
    asked, number = _asked(), page_number(request.args.get("page", ""))
    answer = field_service.statements(asked, number)
    steps = {"before": number - 1, "after": number + 1}
    there = {name: field_links.statements(asked, n) for name, n in steps.items() if 1 <= n <= answer["pages"]}
    told = wording.count(answer["total"], "statement")
    return pages.render(
        "field_statements.html",
        "The statements of this selection" + (f", page {number}" if number > 1 else ""),
        f"{told} counted in the field at a glance, each with its actor, date and source.",
        keep=[*asked.filters, *([("page", str(number))] if number > 1 else [])],
        asked=asked,
        answer=answer,
        chosen=field_choices.chosen(asked),
        field=field_links.address(asked),
        steps=there,
        tables=tables.offered(request.path, asked.filters),
        style=links.static("field.css"),
    )


def statements_table(ending: str) -> Response:
    """All the statements of a selection to take along, oldest first, sent while they are read."""
    return tables.answer(field_service.all_statements(_asked()), ending, "field-statements")


def neighbours() -> str:
    """Pairs of neighbouring terms, and who says what of them, side by side."""
    terms = [term for term in request.args.getlist("term") if term]
    answer = field_neighbours.neighbours(terms, request.args.get("show", ""))
    keep = [("term", term) for term in answer["filters"]["term"]]
    show = [("show", field_neighbours.DIFFERING)]
    return pages.render(
        "field_neighbours.html",
        "Neighbouring terms: who says what",
        f"{wording.count(answer['total'], 'pair')} of terms, and who says that one is broader, narrower, related or "
        "contrasted.",
        keep=[*keep, *(show if answer["filters"]["show"] else [])],
        answer=answer,
        claims=CLAIMS,
        pairs=[_pair(pair) for pair in answer["pairs"]],
        named=reading.some("term", answer["filters"]["term"]),
        all=links.with_query(request.path, keep),
        differing=links.with_query(request.path, [*keep, *show]),
        style=links.static("field.css"),
    )


def _asked() -> FieldRequest:
    return read_field_request(request.args.to_dict(flat=False))


def _beside(answer: Document) -> str:
    """By how many actors, on how many terms."""
    actors, terms = answer["actor_page"]["total"], answer["term_page"]["total"]
    return f"by {wording.count(actors, 'actor')} on {wording.count(terms, 'term')}"


def _column(asked: FieldRequest, column: Document, whom: field_links.Whom) -> Document:
    slug = column["term"]["slug"]
    return {**column, "address": field_links.column(asked, slug, whom) if column["total"] else None}


def _row(asked: FieldRequest, row: Document, cells: Cells) -> Document:
    slug = row["actor"]["slug"]
    name, others = row["actor"]["name"], row["counted_as"] != row["actor"]["name"]
    said_by = f"{name} {field_service.WITH_OTHERS}" if others else name
    return {
        **row,
        "cells": cells.of(row, said_by),
        "address": field_links.row(asked, slug) if row["total"] else None,
        "said_by": said_by,
        "others": field_service.WITH_OTHERS if others else "",
        "alone": field_links.each_alone(asked, slug) if others else "",
    }


def _steps(asked: FieldRequest, answer: Document) -> list[Document]:
    """For terms and actors: which are shown of how many, and the addresses of the ones before and after."""
    found = []
    for what in ("term", "actor"):
        part = answer[f"{what}_page"]
        ends = {"before": part["page"] - 1, "after": part["page"] + 1}
        there = {name: number for name, number in ends.items() if 1 <= number <= part["pages"]}
        kept = {"term_page": asked.term_page, "actor_page": asked.actor_page}
        to = {name: field_links.but(asked, **{**kept, f"{what}_page": number}) for name, number in there.items()}
        found.append({"what": what, **part, **to})
    return found


def _pair(pair: Document) -> Document:
    """Claims by what they say."""
    cells = {kind: [one for one in pair["claims"] if one["first_is"] == kind] for kind in CLAIMS}
    return {**pair, "cells": cells}


ROUTES: tuple[tuple[str, str, View], ...] = (
    ("/field", "field", matrix),
    ("/field.csv", "field_csv", Door(table, PARAMETERS)),
    ("/field/statements", "field_statements", statements),
    *tables.routes("/field/statements", "field_statements", statements_table, *SELECTING),
    ("/field/neighbours", "field_neighbours", neighbours),
)
"""Address, endpoint, view."""
