"""The document of a comparison: columns, and rows of cells with what each row amounts to."""

from __future__ import annotations

from marshmallow import Schema, fields

from glossary.api.schemas import ActorReference, Label, Statement, TermReference, many, number, one, string, texts


def _maybe_text(description: str = "") -> fields.String:
    return fields.String(required=True, allow_none=True, metadata={"description": description} if description else {})


class Column(Schema):
    """One statement, or one actor's uses of one term (oldest first, perhaps none)."""

    type = string("statement or actor")
    label = string("Name of the actor; where one actor's terms are compared, the term.")
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
        fields.List(fields.Integer()),
        required=True,
        metadata={"description": "Columns that share no code; of up to 8 columns."},
    )
    uncoded = number("Passages that no code fits.")
    cells = fields.List(fields.List(fields.Nested(Value)), required=True)


class SameText(Schema):
    """A joint text that stands in several columns: one text, not several voices."""

    statement = string()
    columns = fields.List(fields.Integer(), required=True)


class Piece(Schema):
    """A stretch of words that two wordings share, or that one of them alone has."""

    text = string()
    in_ = fields.String(  # a word of the language
        required=True, attribute="in", data_key="in", metadata={"description": "both, first or second"}
    )


class Difference(Schema):
    """Two quotations in one language, word by word. Neither is the right one."""

    columns = fields.List(fields.Integer(), required=True)
    statements = fields.List(fields.String(), required=True, metadata={"description": "Ids: the first, the second."})
    language = string()
    alike = fields.Boolean(
        required=True,
        metadata={"description": "Whether half the words of the shorter one, or more, stand in both, in one order."},
    )
    pieces = many(Piece)


class TermChange(Schema):
    """Another term than before. Where there are several, `before` and `after` are the first ones."""

    before = one(TermReference)
    after = one(TermReference)
    befores = many(TermReference)
    afters = many(TermReference)


class StanceChange(Schema):
    """Another stance than before. Where there are several, `before` and `after` are the first ones."""

    before = string()
    after = string()
    befores = texts()
    afters = texts()


class Change(Schema):
    """A turn of one speaker within one conflict: a new term, or a new stance to a term, in place of what stood before.

    One for each speaker, time and new term or stance. Joint texts count for each party that is asked for.
    """

    before = string("Id of the earlier statement; of several, the first of `befores`.")
    after = string("Id of the later one; of several, the first of `afters`.")
    befores = fields.List(
        fields.String(), required=True, metadata={"description": "Ids of the earlier statements, oldest first."}
    )
    afters = fields.List(
        fields.String(), required=True, metadata={"description": "Ids of the later statements, oldest first."}
    )
    actor = string("Slug of the speaker, or of the party to joint texts.")
    conflict = one(Label)
    term = fields.Nested(TermChange, required=True, allow_none=True)
    stance = fields.Nested(StanceChange, required=True, allow_none=True)
    words = string("The change as a sentence says it.")


class Name(Schema):
    """A term under which statements about the event are filed."""

    term = one(TermReference)
    statements = fields.List(
        fields.String(), required=True, metadata={"description": "Ids: speakers' own texts first, then by date."}
    )


class Comparison(Schema):
    """Statements or actors side by side. Counts are over all rows, also those left out of view."""

    by = string("statement, actor, term, time or event: what the columns are")
    as_of = _maybe_text("The moment at which the records are shown; null for the present.")
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
    differences = many(Difference)
    changes = many(Change)
    names = many(Name)
    note = string()
