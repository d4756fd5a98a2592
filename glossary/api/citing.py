"""How a record, its source and a comparison are cited: for reference managers, and as lines to paste."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import request
from marshmallow import Schema, fields

from glossary.api import schemas
from glossary.api.compare import request_of
from glossary.api.parameters import CompareParameters, Parameters, WholeNumber
from glossary.api.present import present
from glossary.api.views import endpoint
from glossary.interchange import citations_files
from glossary.numbers import MOST
from glossary.services.comparison import keeping as comparison_keeping
from glossary.services.comparison.requests import comparison_for
from glossary.services.export import citable


class CitationParameters(Parameters):
    """A published state of the record."""

    revision = WholeNumber(MOST, metadata={"description": "The number of a revision; without it the present one."})


class Citation(Schema):
    """Something to cite."""

    of = schemas.string("What is cited: the source, or our own record.")
    note = schemas.string("What has to be said of it; often empty.")
    csl = fields.Dict(required=True, metadata={"description": "The item in CSL-JSON."})
    apa = schemas.string("A line in the style of APA.")
    chicago = schemas.string("A line in the style of Chicago.")
    bibtex = schemas.string("An entry of BibTeX.")
    ris = schemas.string("A record of RIS.")


ANSWERS = schemas.list_of(Citation, "CitationList")


@endpoint("/statements/<id>/citations", answers=ANSWERS, takes=CitationParameters)
def statement_citations(parameters: dict[str, Any], id: str) -> dict[str, Any]:  # noqa: A002  (as in the address)
    """Citations of a statement.

    The work in which it was read, and our record of it, as it is or at a revision.
    """
    return _citations("statement", present("statement", id, "id"), parameters)


@endpoint("/terms/<slug>/citations", answers=ANSWERS, takes=CitationParameters)
def term_citations(parameters: dict[str, Any], slug: str) -> dict[str, Any]:
    """Citations of a term.

    Our entry, as it is or at a revision.
    """
    return _citations("term", present("term", slug, "slug"), parameters)


@endpoint("/sources/<slug>/citations", answers=ANSWERS, takes=CitationParameters)
def source_citations(parameters: dict[str, Any], slug: str) -> dict[str, Any]:
    """Citations of a source.

    The work itself, and our entry on it, as it is or at a revision.
    """
    return _citations("source", present("source", slug, "slug"), parameters)


@endpoint("/compare/citations", answers=ANSWERS, takes=CompareParameters)
def comparison_citations(parameters: dict[str, Any]) -> dict[str, Any]:
    """Citations of a comparison.

    The comparison at its permanent address, as of a moment, and every source that it rests on.
    """
    wanted = request_of(parameters)
    answer = comparison_for(wanted)
    named = [pair for pair in request.args.items(multi=True) if pair[0] in comparison_keeping.ASKED]
    return _listed(comparison_keeping.blocks(answer, comparison_keeping.keeping_of(answer, wanted, named)))


def _citations(kind: str, document: dict[str, Any], parameters: dict[str, Any]) -> dict[str, Any]:
    found = citable.in_state(kind, document, parameters.get("revision"))
    return _listed(citable.blocks(kind, citable.slug_of(document), found))


def _listed(blocks: Sequence[citable.Block]) -> dict[str, Any]:
    return {"items": [_citation(block, item) for block in blocks for item in block.items], "next": None}


def _citation(block: citable.Block, item: citable.Item) -> dict[str, Any]:
    lines = {style: citable.line(item, style) for style in ("apa", "chicago")}
    files = {"bibtex": citations_files.bibtex([item]), "ris": citations_files.ris([item])}
    return {"of": block.heading, "note": block.note, "csl": item, **lines, **files}
