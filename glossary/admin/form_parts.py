"""The forms of terms, actors, sources and events; those of actors and sources stand inside a statement's, too."""

from __future__ import annotations

from typing import Any

from wtforms import Form

from glossary.admin.form_choice import Choice
from glossary.admin.form_fields import DeskForm, Line, Lines, filled_rows, rows

Row = dict[str, Any]
Places = dict[str, str]
RIGHTS = "copyright of the publisher; short quotation only"


class Alias(Form):
    """A form of an actor's name."""

    form = Line("Name or form")
    lang = Line("Language")
    kind = Line("Kind")


class ActorFields(Form):
    """An actor."""

    name = Line("Name")
    kind = Line("Kind of actor")
    affiliation = Choice("Affiliation", kind="actor")
    country = Line("Country code")
    aliases = rows(Alias, "Also found as")
    note = Line("Note")


class SourceFields(Form):
    """A source."""

    title = Line("Title")
    publisher = Line("Publisher")
    url = Line("Web address")
    published = Line("Published")
    type = Line("Type of source")
    language = Line("Language")
    consulted = Line("Page consulted")
    archive_url = Line("Archived copy")
    rights = Line("Rights")
    note = Line("Note on the source")


class Equivalent(Form):
    """A word for a term in another language."""

    lang = Line("Language")
    form = Line("Word")
    usage_note = Line("Where it is used so")
    consulted = Line("Page consulted")


class Relation(Form):
    """How a term stands to another, and who says so."""

    type = Line("Relation")
    term = Choice("Other term", kind="term")
    according_to = Choice("According to", kind="source", also={"editorial": "The editors"})


class Works(Form):
    """What is the same for all that is found in an article."""

    source = Choice("Source", kind="source")
    event = Choice("Event", kind="event")


class Records(Form):
    """The records by which statements are chosen."""

    term = Choice("Term", kind="term")
    actor = Choice("Actor", kind="actor")
    source = Choice("Source", kind="source")
    event = Choice("Event", kind="event")


class NewTerm(Form):
    """Another term for many statements."""

    value = Choice("New term", kind="term")


class NewActor(Form):
    """Another actor for them."""

    value = Choice("New actor", kind="actor")


class NewSource(Form):
    """Another source for them."""

    value = Choice("New source", kind="source")


class NewEvent(Form):
    """Another event for them."""

    value = Choice("New event", kind="event")


class TermForm(DeskForm):
    """A term."""

    preferred = Line("Term")
    variants = Lines("Also written")
    gloss = Line("Editors’ gloss")
    equivalents = rows(Equivalent, "In other languages")
    relations = rows(Relation, "Neighbouring terms")


class ActorForm(ActorFields, DeskForm):
    """An actor, on its own page."""


class SourceForm(SourceFields, DeskForm):
    """A source, on its own page."""


class EventForm(DeskForm):
    """An event."""

    name = Line("Name")
    date = Line("Date")
    conflict = Line("Conflict")
    description = Line("Description")


def plain_row(form: Form) -> Row:
    """A form of texts alone, as the data set has it."""
    return {field.short_name: field.data for field in form}


def term_row(form: Any) -> tuple[Row, Places]:
    """A term as the data set has it, and where its rows stand in the form."""
    equivalents, first = filled_rows(form.equivalents, "equivalents")
    relations, second = filled_rows(form.relations, "relations")
    row = {"preferred": form.preferred.data, "variants": form.variants.values(), "gloss": form.gloss.data}
    return {**row, "equivalents": equivalents, "relations": relations}, first | second


def actor_row(form: Any) -> tuple[Row, Places]:
    """An actor as the data set has it. A country code may be typed in small letters."""
    aliases, places = filled_rows(form.aliases, "aliases")
    return {**plain_row(form), "aliases": aliases, "country": form.country.data.upper()}, places


def source_row(form: Any) -> tuple[Row, Places]:
    """A source as the data set has it: consulted at its own address, and under its publisher's rights, if not said."""
    row = plain_row(form)
    return {**row, "consulted": row["consulted"] or row["url"], "rights": row["rights"] or RIGHTS}, {}


def event_row(form: Any) -> tuple[Row, Places]:
    """An event as the data set has it."""
    return plain_row(form), {}


def term_values(row: Row) -> Row:
    """What the form of a term is filled with."""
    return {**row, "variants": "\n".join(row["variants"])}
