"""What is sent to have a text annotated, and the document that is answered."""

from __future__ import annotations

from marshmallow import Schema, fields

from glossary.api.parameters import IS_LANGUAGE, Parameters
from glossary.api.schemas import ActorReference, Statement, many, number, string, texts
from glossary.interchange.records import StrictSchema
from glossary.services.annotation.annotating import MOST_ANNOTATIONS, MOST_BYTES, MOST_USES
from glossary.services.annotation.terms import MOST_DEFINITIONS, RULE

_LANGUAGE = (
    "Of the text, BCP 47. Terms of every language are found in any case; with a language, French, Spanish and German "
    "words in a text of another one must stand as they are recorded."
)


class AnnotateParameters(Parameters):
    """What goes with a text that is sent as it is."""

    language = fields.String(validate=IS_LANGUAGE, metadata={"description": _LANGUAGE})


class TextToAnnotate(StrictSchema):
    """A text, and the language that it is in."""

    text = fields.String(
        required=True,
        error_messages={"required": "is missing", "invalid": "must be text", "null": "must be text"},
        metadata={"description": f"At most {MOST_BYTES:,} bytes in UTF-8."},
    )
    language = fields.String(validate=IS_LANGUAGE, metadata={"description": _LANGUAGE})


class Annotation(Schema):
    """A stretch of the text that is a form of a term, or of several; none overlaps another."""

    start = number("Code points before it; text[start:end] in a language whose strings are Unicode.")
    end = number("Code points before its end.")
    text = string()
    terms = texts("Slugs of all terms that have this form.")
    others = texts("Slugs of terms that it may be short for, where a noun stands without its adjective.")
    form = string("The recorded form that it is an inflection or a spelling of.")
    language = string("Of that form; BCP 47.")
    recorded = fields.Boolean(
        required=True, metadata={"description": "Whether the form is recorded, or a habit of writing."}
    )
    bare = fields.Boolean(required=True, metadata={"description": "Whether a noun stands without its adjective."})


class Point(Schema):
    """A dimension on which two actors or more speak."""

    dimension = string()
    verdict = string("Over the actors whose words are coded: agree, overlap, differ; uncoded where fewer than two are.")


def _maybe_number(description: str) -> fields.Integer:
    return fields.Integer(required=True, allow_none=True, metadata={"description": description})


class TermFound(Schema):
    """A term in the text, and who uses it how."""

    slug = string()
    preferred = string()
    address = string("Of its page on this site.")
    annotations = number("How many there are of it.")
    written = string("As the text first has it.")
    language = string("Of the form that this is; BCP 47.")
    told = fields.Boolean(
        required=True,
        metadata={"description": f"Whether its use is told here, as of the first {MOST_USES} terms of a text."},
    )
    says = string("What the text says and where actors differ: a sentence.")
    sentence = string("Where actors differ: the end of that sentence.")
    statements = _maybe_number("Published ones.")
    actors = _maybe_number("With joint texts counted for all who are named in them.")
    definitions = many(Statement)
    definitions_total = _maybe_number(f"`definitions` are the oldest {MOST_DEFINITIONS} of them.")
    points = many(Point)
    differ = texts("The dimensions on which actors differ or overlap.")
    compare = fields.String(
        required=True,
        allow_none=True,
        metadata={"description": f"Address of a comparison of two of them, `compared`: {RULE}."},
    )
    compared = many(ActorReference)


class Annotated(Schema):
    """The annotations of a text in rising order, and its terms by first mention. Nothing of the text is kept."""

    language = string("Of the text, BCP 47: as given, else told by its script and its small words.")
    annotations = many(Annotation)
    annotations_total = number(f"At most {MOST_ANNOTATIONS:,} are answered.")
    terms = many(TermFound)
    terms_total = number()
    note = string()
