"""What may be asked while somebody types, and what is answered."""

from __future__ import annotations

from marshmallow import Schema, fields

from glossary.api.parameters import Parameters
from glossary.api.schemas import Part, many, number, one, string


class SuggestParameters(Parameters):
    """What is typed so far."""

    q = fields.String(
        required=True,
        error_messages={"required": "What is typed is wanted; it may be empty."},
        metadata={
            "description": "What is typed so far; from two letters on there are suggestions, in Chinese, Japanese and "
            "Korean from one. The first 200 characters count. Any text is safe."
        },
    )


class SuggestedName(Schema):
    """A name that is not the one shown, but fits what is typed."""

    text = string()
    language = string("BCP 47.")
    direction = string("ltr or rtl")


class Suggestion(Schema):
    """A record of which a name begins as typed, as a whole or with a word within."""

    kind = string("term, actor, event or source")
    slug = string()
    label = string("The record's own name.")
    language = string("Of the label; BCP 47.")
    direction = string("Of the label: ltr or rtl.")
    found_by = one(SuggestedName, maybe=True)
    parts = many(Part)
    statements = number("How many of its statements are published.")
    address = string("Of its page on this site.")


class Suggestions(Schema):
    """At most eight suggestions in their order, each with the parts of the name that fits, which join to the whole."""

    items = many(Suggestion)
