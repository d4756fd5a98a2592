"""What a search answers."""

from __future__ import annotations

from marshmallow import Schema, fields

from glossary.api.schemas import Part, Statement, many, number, one, string, texts


def truth(description: str = "") -> fields.Boolean:
    """A field that is always true or false."""
    return fields.Boolean(required=True, metadata={"description": description} if description else {})


def values_by_facet() -> fields.Dict:
    """Facet -> values."""
    return fields.Dict(keys=fields.String(), values=fields.List(fields.String()), required=True)


class FoundBy(Schema):
    """A name or meaning that is not shown but led here."""

    text = string()
    language = string()
    kind = string(
        "variant, equivalent, alias, with, point, code, reporter, event or conflict: a hidden name. as term, as actor, "
        "as kind, as stance, as dimension, as date or as language: what the word was taken to stand for"
    )
    of = string()


class Hit(Schema):
    """A statement found."""

    statement = one(Statement)
    score = fields.Float(required=True)
    highlights = fields.Dict(
        keys=fields.String(),
        values=fields.List(fields.Nested(Part)),
        required=True,
        metadata={"description": "Texts of the statement by name, in parts that join to the whole."},
    )
    found_by = many(FoundBy)
    missing = texts("Words asked for that the statement lacks; only in a loosened answer.")


class FacetValue(Schema):
    """A value to narrow by; `count` is over all hits without this facet's own filter."""

    value = string()
    label = string()
    count = number()
    selected = fields.Boolean(required=True)
    along = truth("Taken along with a chosen one: a narrower term, or one of an actor's people and bodies.")


class FacetList(Schema):
    """What a search can be narrowed by."""

    name = string()
    label = string()
    values = many(FacetValue)
    others = fields.Integer(
        required=True,
        allow_none=True,
        metadata={"description": "Values with fewer hits that are not listed; null where they were too many to count."},
    )


class Clause(Schema):
    """One thing asked for."""

    text = string()
    kind = string("word, phrase or prefix")
    excluded = truth()
    sought = truth("False for small words and words that only ask, which need not be met.")
    rest = string("The query without it.")


class Recognised(Schema):
    """What some words were taken to stand for; it adds ways to be found and raises hits, and leaves none out."""

    text = string()
    kind = string("term, actor, kind, stance, dimension, date or language")
    value = string()
    label = string()


class Spelled(Schema):
    """A word that no statement has, and the one that was sought instead."""

    written = string()
    read = string()


class Interpreted(Schema):
    """The query as it was understood. Operators typed in it (`actor:kirby`) are among filters, without and dates."""

    text = string("The query without its operators.")
    clauses = many(Clause)
    recognised = many(Recognised)
    spelled = many(Spelled)
    did_you_mean = fields.String(required=True, allow_none=True)
    at_least = fields.Integer(
        required=True,
        allow_none=True,
        metadata={"description": "In a loosened answer: of the clauses sought each hit meets at least so many."},
    )
    filters = values_by_facet()
    without = values_by_facet()
    from_ = fields.String(required=True, allow_none=True, attribute="from", data_key="from")
    to = fields.String(required=True, allow_none=True)
    narrower = truth()
    with_ = fields.String(required=True, allow_none=True, attribute="with", data_key="with")
    sort = string()
    group = fields.String(required=True, allow_none=True)
    exact = truth()
    ignored = texts("Sentences on what of the query was not used.")


class Group(Schema):
    """Hits of one term or actor: how many, and the first few."""

    value = string()
    label = string()
    total = number()
    hits = many(Hit)


class SearchAnswer(Schema):
    """What a search found."""

    total = number()
    whole = number("How many meet all that was sought; fewer than `total` in a loosened answer.")
    hits = many(Hit)
    groups = many(Group)
    group_total = fields.Integer(required=True, allow_none=True)
    facets = many(FacetList)
    interpreted = one(Interpreted)
    next = fields.String(required=True, allow_none=True)
    notice = fields.String(
        required=True, allow_none=True, metadata={"description": "Set when the answer is not quite what was asked for."}
    )
