"""The documents of the field at a glance, and of neighbouring terms; and what may be asked of them."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields, validate

from glossary.api.parameters import IS_DATE, IS_SLUG, Parameters, WholeNumber
from glossary.api.schemas import ActorReference, SourceName, Statement, TermReference, many, number, one, string, texts
from glossary.services.field.neighbours import DIFFERING
from glossary.services.field.requests import SORTS
from glossary.services.searching.requests import AFFILIATED, MOST_PAGES


def _said(text: str) -> dict[str, Any]:
    return {"metadata": {"description": text}}


def _several(text: str) -> fields.List[Any]:
    return fields.List(fields.String(validate=IS_SLUG), **_said(text))


class FieldSelection(Parameters):
    """Which statements count."""

    term = _several("Only these terms.")
    actor = _several("Only these actors.")
    conflict = _several("Only statements about one of these conflicts.")
    actor_kind = _several("Only actors of one of these kinds.")
    affiliation = fields.String(validate=IS_SLUG, **_said("Only this actor and its people and bodies."))
    from_ = fields.String(
        validate=IS_DATE, data_key="from", attribute="from", **_said("Said on or after this date (EDTF).")
    )
    to = fields.String(validate=IS_DATE, **_said("Said on or before this date (EDTF)."))
    with_ = fields.String(
        validate=validate.OneOf([AFFILIATED]),
        data_key="with",
        attribute="with",
        **_said("`affiliated`: count people and bodies under the actor they are affiliated with."),
    )


class FieldParameters(FieldSelection):
    """Which part of the field."""

    sort = fields.String(
        validate=validate.OneOf(SORTS), **_said("Most statements first, then A to Z (default); or A to Z.")
    )
    term_page = WholeNumber(MOST_PAGES, **_said("Which twenty terms."))
    actor_page = WholeNumber(MOST_PAGES, **_said("Which fifty actors."))


class FieldStatementsParameters(FieldSelection):
    """Which of the statements counted."""

    page = WholeNumber(MOST_PAGES, **_said("Which fifty statements."))


class NeighbourParameters(Parameters):
    """Which pairs of neighbouring terms."""

    term = _several("Only pairs with one of these terms.")
    show = fields.String(
        validate=validate.OneOf([DIFFERING]), **_said("Only pairs of which different things are said.")
    )


class FieldColumn(Schema):
    """A term, and the number of statements on it by all actors of the selection; a joint text once."""

    term = one(TermReference)
    total = number()


class StanceNumber(Schema):
    """How many statements have a stance."""

    stance = string()
    number = number()


class FieldCell(Schema):
    """An actor's statements on a term: how many, and of which stances. 0: none is recorded."""

    term = string("Its slug.")
    number = number()
    stances = many(StanceNumber)


class FieldRow(Schema):
    """An actor, the number of its statements on all terms of the selection, and a cell for each term shown."""

    actor = one(ActorReference)
    counted_as = string("Whose words are counted: the actor's name, or where others speak, that with their number.")
    speakers = number("Whose statements are counted here: the actor's, and with `affiliated` its people's and bodies'.")
    total = number()
    cells = many(FieldCell)


class FieldPage(Schema):
    """Which of all are shown."""

    page = number()
    pages = number()
    first = number("Place of the first one shown; 0 where there is none.")
    last = number()
    total = number("How many there are in the selection.")


def _maybe(description: str = "") -> fields.String:
    return fields.String(required=True, allow_none=True, metadata={"description": description} if description else {})


class FieldFilters(Schema):
    """What was chosen, as it was understood."""

    term = texts()
    actor = texts()
    conflict = texts()
    actor_kind = texts()
    affiliation = _maybe()
    from_ = fields.String(required=True, allow_none=True, attribute="from", data_key="from")
    to = _maybe("YYYY-MM-DD, as `from`.")
    with_ = fields.String(required=True, allow_none=True, attribute="with", data_key="with")


class Field(Schema):
    """Actors by terms: how many statements, with which stances. Totals are over the whole selection, not one page."""

    terms = many(FieldColumn)
    actors = many(FieldRow)
    total = number("Statements in the selection; a joint text once.")
    term_page = one(FieldPage)
    actor_page = one(FieldPage)
    order = string("number (most statements first, then A to Z) or name (A to Z)")
    filters = one(FieldFilters)
    note = string()


class FieldStatements(Schema):
    """The statements that a selection counts, each once, oldest first."""

    statements = many(Statement)
    total = number()
    page = number()
    pages = number()


class Claim(Schema):
    """What is said of a pair: how the first term stands to the second, according to a source (null: the editors)."""

    first_is = string("broader, narrower, related or contrasted-with")
    according_to = one(SourceName, maybe=True)


class Neighbours(Schema):
    """Two terms, from A to Z, and everybody's claims about how they stand to each other."""

    terms = many(TermReference)
    claims = many(Claim)
    differing = fields.Boolean(required=True, metadata={"description": "Whether different things are said."})


class NeighbourFilters(Schema):
    """What was chosen."""

    term = texts()
    show = _maybe()


class NeighbouringTerms(Schema):
    """Pairs of neighbouring terms. Numbers are over all pairs of the selection, also those left out of view."""

    pairs = many(Neighbours)
    total = number("Pairs.")
    differing = number("Pairs of which different things are said.")
    claims = number()
    filters = one(NeighbourFilters)
