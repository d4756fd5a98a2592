"""The whole field at a glance, and who says how terms stand to each other."""

from __future__ import annotations

from typing import Any

from flask import Response, current_app, request

from glossary.api.field_schemas import (
    Field,
    FieldParameters,
    FieldStatements,
    FieldStatementsParameters,
    NeighbouringTerms,
    NeighbourParameters,
)
from glossary.api.picking import picker
from glossary.api.views import endpoint
from glossary.services.field import neighbours as field_neighbours
from glossary.services.field import overview as field_service
from glossary.services.field.requests import page_number, read_field_request


@endpoint("/field", answers=Field, takes=FieldParameters, page="/field.json")
def field(_: dict[str, Any]) -> Response:
    """Actors by terms, at a glance.

    For each actor and term the number of published statements and their stances. Twenty terms and fifty actors at a
    time; a joint text counts for every actor named in it.
    """
    answer = field_service.field(read_field_request(request.args.to_dict(flat=False)))
    return current_app.make_response(current_app.json.response(picker(Field)(answer)))


@endpoint("/field/statements", answers=FieldStatements, takes=FieldStatementsParameters, page="/field/statements.json")
def field_statements(_: dict[str, Any]) -> dict[str, Any]:
    """The statements of the field.

    What the total of a selection counts: each statement once, oldest first, fifty at a time.
    """
    asked = read_field_request(request.args.to_dict(flat=False))
    return field_service.statements(asked, page_number(request.args.get("page", "")))


@endpoint("/field/neighbours", answers=NeighbouringTerms, takes=NeighbourParameters, page="/field/neighbours.json")
def neighbours(parameters: dict[str, Any]) -> dict[str, Any]:
    """Neighbouring terms.

    Pairs of terms, and who says that one is broader, narrower, related to or contrasted with the other.
    """
    return field_neighbours.neighbours(parameters.get("term", ()), parameters.get("show", ""))
