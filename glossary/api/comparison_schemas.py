"""The document of a comparison: columns, and rows of cells with what each row amounts to."""

from __future__ import annotations

from marshmallow import Schema, fields

from glossary.api.schemas import ActorReference, Statement, TermReference, many, number, one, string, texts


def _maybe_text(description: str = "") -> fields.String:
    return fields.String(required=True, allow_none=True, metadata={"description": description} if description else {})


class Column(Schema):
    """One statement, or one actor's uses of one term (oldest first, perhaps none)."""

    type = string("statement or actor")
    label = string("Name of the actor.")
    actor = one(ActorReference)
    term = one(TermReference)
    said = _maybe_text("EDTF, of a single statement.")
    statements = many(Statement)


class Value(Schema):
    """What one statement says on a row. Some rows carry more: see the optional fields."""

    statement = string("Id of the statement.")
    said = string("EDTF.")
    text = string()
    language = _maybe_text("Of the text; null where it has none or is not known.")
    codes = texts()
    mark = _maybe_text("Set where the statement stands first under another actor's name.")
    wording = fields.String(metadata={"description": "Row wording: quote or paraphrase."})
    term_as_written = fields.String()
    term_language = fields.String()
    attribution = fields.String(metadata={"description": "Row read_as."})
    reported_by = fields.String()
    slug = fields.String(metadata={"description": "Row source."})
    url = fields.String()
    publisher = fields.String()
    published = fields.String()
    source_language = fields.String()


class Row(Schema):
    """One aspect. A cell without values is silent: it says neither yes nor no."""

    dimension = string()
    label = string()
    group = string("facts (never judged), single or dimension")
    verdict = _maybe_text("silent, only, agree, overlap, differ or uncoded; null for facts")
    words = string("The verdict as a sentence says it.")
    speaking = number("Columns that speak.")
    only_ = fields.Integer(  # `only` is a word of the library's own
        required=True,
        allow_none=True,
        attribute="only",
        data_key="only",
        metadata={"description": "The column that alone speaks."},
    )
    shared_codes = texts()
    pairs_apart = fields.List(
        fields.List(fields.Integer()), required=True, metadata={"description": "Columns that share no code."}
    )
    uncoded = number("Passages that no code fits.")
    cells = fields.List(fields.List(fields.Nested(Value)), required=True)


class SameText(Schema):
    """A joint text that stands in several columns: one text, not several voices."""

    statement = string()
    columns = fields.List(fields.Integer(), required=True)


class Comparison(Schema):
    """Statements or actors side by side. Counts are over all rows, also those left out of view."""

    columns = many(Column)
    rows = many(Row)
    differing = number("Rows that differ or overlap.")
    compared = number("Rows that have a verdict.")
    left_out = number("Rows left out of view.")
    disputes = fields.List(
        fields.List(fields.String()),
        required=True,
        metadata={"description": "Pairs that tell one utterance differently."},
    )
    same_text = many(SameText)
    note = string()
