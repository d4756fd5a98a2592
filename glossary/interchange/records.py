"""The records of the data set as schemas: every field that a record has, and what it may hold.

The shape is that of the seed's YAML files; `load` hands back plain dictionaries of that same shape. What needs more
than one record to judge (references, uniqueness, circles) is not here but in `services/publishing/rules.py`.
"""

from __future__ import annotations

from typing import Any

from marshmallow import RAISE, Schema, ValidationError, fields, validates_schema

from glossary.interchange.fields import (
    check_date,
    check_language,
    check_quote,
    check_slug,
    check_url,
    text,
)

MOST_PARTS = 200
"""Entries of one list inside a record (variants, aliases, relations ...)."""


class StrictSchema(Schema):
    """Refuses unknown fields."""

    class Meta:
        unknown = RAISE

    error_messages = {"unknown": "is not a field of this record", "type": "is not a record"}  # noqa: RUF012


def _list(inner: Any, *, name: str | None = None) -> fields.List[Any]:
    def few(values: list[Any]) -> None:
        if len(values) > MOST_PARTS:
            raise ValidationError(f"holds {len(values)} entries; at most {MOST_PARTS} are allowed")

    messages: Any = {"required": "is missing", "null": "is null; use []", "invalid": "is not a list"}
    return fields.List(inner, required=True, validate=few, error_messages=messages, attribute=name, data_key=name)


def _slug(*, empty: bool = False) -> fields.String:
    return text(_unless_empty(check_slug) if empty else check_slug, most=120, empty=empty)


def _unless_empty(check: Any) -> Any:
    return lambda value: check(value) if value else None


def _country(value: str) -> None:
    if not (value.isascii() and value.isalpha() and value.isupper() and len(value) == 2):
        raise ValidationError(f"{value!r} is not a country code of two capital letters")


def _consulted(value: str) -> None:
    if value != "seed article":
        check_url(value)


class EquivalentSchema(StrictSchema):
    """A word for a term in another language."""

    lang = text(check_language, most=35)
    form = text(most=200)
    usage_note = text(empty=True)
    consulted = text(check_url)


class RelationSchema(StrictSchema):
    """A term's stand towards another, and according to whom (a source's id, or `editorial`)."""

    type = _slug()
    term = _slug()
    according_to = _slug()


class TermSchema(StrictSchema):
    """A term."""

    id = _slug()
    preferred = text(most=200)
    variants = _list(text(most=200))
    gloss = text()
    equivalents = _list(fields.Nested(EquivalentSchema))
    relations = _list(fields.Nested(RelationSchema))


class AliasSchema(StrictSchema):
    """A form of an actor's name."""

    form = text(most=200)
    lang = text(check_language, most=35)
    kind = _slug()


class ActorSchema(StrictSchema):
    """An actor."""

    id = _slug()
    name = text(most=200)
    aliases = _list(fields.Nested(AliasSchema))
    kind = _slug()
    affiliation = _slug(empty=True)
    country = text(_unless_empty(_country), most=2, empty=True)
    note = text(empty=True)


class SourceSchema(StrictSchema):
    """A source."""

    id = _slug()
    title = text(most=500)
    publisher = text(most=200)
    url = text(check_url)
    published = text(check_date, most=40)
    type = _slug()
    language = text(check_language, most=35)
    consulted = text(_consulted)
    rights = text()
    note = text(empty=True)
    archive_url = text(_unless_empty(check_url), empty=True, default="")


class EventSchema(StrictSchema):
    """An event."""

    id = _slug()
    name = text(most=200)
    date = text(check_date, most=40)
    conflict = _slug()
    description = text()


class WithSchema(StrictSchema):
    """Somebody else behind a statement."""

    actor = _slug()
    role = _slug()


class FacetSchema(StrictSchema):
    """What a statement says on one dimension."""

    dimension = _slug()
    text = text(most=500)
    codes = _list(_slug())


class StatementSchema(StrictSchema):
    """A statement."""

    id = _slug()
    term = _slug()
    term_as_written = text(most=200)
    language = text(check_language, most=35)
    actor = _slug()
    speaking_as = text(most=300, empty=True)
    with_ = _list(fields.Nested(WithSchema), name="with")  # the bare word is Python's own
    reported_by = text(most=200, empty=True)
    source = _slug()
    locator = text(most=300, empty=True)
    said = text(check_date, most=40)
    conflict = _slug()
    event = _slug(empty=True)
    kind = _slug()
    stance = _slug()
    wording = _slug()
    quote = text(check_quote, most=1000, empty=True)
    summary = text(most=1000)
    facets = _list(fields.Nested(FacetSchema))
    attribution = _slug()
    confidence = _slug()
    note = text(most=1000, empty=True)
    disputes = _list(_slug())

    @validates_schema
    def _wording_fits(self, data: dict[str, Any], **_: Any) -> None:
        if (data["wording"] == "quote") != bool(data["quote"]):
            raise ValidationError("wording says quote exactly when a quote is given", "wording")

    @validates_schema
    def _reporter_named(self, data: dict[str, Any], **_: Any) -> None:
        if data["attribution"] == "reported" and not data["reported_by"]:
            raise ValidationError("is needed when attribution is reported", "reported_by")


class EntrySchema(StrictSchema):
    """A word of a closed list."""

    id = _slug()
    definition = text()


class ConflictSchema(StrictSchema):
    """A conflict."""

    id = _slug()
    label = text()


class DimensionSchema(EntrySchema):
    """A dimension and its codes."""

    codes = _list(fields.Nested(EntrySchema))


SCHEMAS: dict[str, type[Schema]] = {
    "terms": TermSchema,
    "actors": ActorSchema,
    "sources": SourceSchema,
    "events": EventSchema,
    "statements": StatementSchema,
}
"""The files of a data set, by name, besides the vocabularies."""
