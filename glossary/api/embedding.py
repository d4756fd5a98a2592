"""A term in a few lines, for the script that shows it beside the word on other people's pages."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields

from glossary.api.parameters import IS_SLUG, Parameters
from glossary.api.schemas import ActorReference, many, number, one, string
from glossary.api.views import endpoint
from glossary.services.annotation.terms import RULE
from glossary.services.annotation.tooltip import MOST_ITEMS, tooltip


class TooltipParameters(Parameters):
    """Whose words are wanted."""

    actor = fields.String(
        validate=IS_SLUG,
        metadata={"description": "Its words on the term; without it, where actors differ: no wording is the default."},
    )


class TermNamed(Schema):
    """A term, named, with its page."""

    slug = string()
    preferred = string()
    address = string("Of its page on this site.")


class TooltipSource(Schema):
    """The work in which a statement was read."""

    slug = string()
    title = string()
    publisher = string()
    published = string("EDTF.")
    url = string()


class TooltipItem(Schema):
    """A statement in a few lines; its words are ready to be shown."""

    id = string()
    address = string("Of the full record on this site.")
    actor = one(ActorReference)
    kind = string()
    stance = string()
    said = string("EDTF: when it was said.")
    when = string("The same in words.")
    wording = string("quote or paraphrase")
    text = string("The quote in the marks of its language, or the editors' summary of a paraphrase.")
    language = string("Of the text; BCP 47.")
    direction = string("Of the text: ltr or rtl.")
    attribution = string("direct, reported, translated or reconstructed")
    how = string("The same as words before `reported_by`, or before the source where nobody reported it.")
    reported_by = string("Who printed it, where that is not the speaker.")
    source = one(TooltipSource)
    published = string("When the source was published, in words.")


class Tooltip(Schema):
    """What one actor says on a term, or where actors differ."""

    term = one(TermNamed)
    actor = one(ActorReference, maybe=True)
    sentence = string("How many statements there are by the actor; without one, where actors differ.")
    items = many(TooltipItem)
    total = number(f"Of the statements that `items` are the oldest {MOST_ITEMS} of.")
    compare = fields.String(
        required=True,
        allow_none=True,
        metadata={"description": f"Address of a comparison of two actors on the term, `compared`: {RULE}."},
    )
    compared = many(ActorReference)


@endpoint("/terms/<slug>/tooltip", answers=Tooltip, takes=TooltipParameters)
def term_tooltip(given: dict[str, str], slug: str) -> dict[str, Any]:
    """A term in a few lines.

    With an actor: its definitions of the term, or its other statements where it has none, each with date and source.
    Without one no wording is chosen: how many speak, and on which points they differ. For embedding, see /about/embed.
    """
    return tooltip(slug, given.get("actor", ""))
