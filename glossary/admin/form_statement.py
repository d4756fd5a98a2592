"""The form of a statement, with a new actor and a new source inside it."""

from __future__ import annotations

import re
from typing import Any

from wtforms import Form, FormField

from glossary.admin.form_choice import Choice
from glossary.admin.form_fields import NEW, DeskForm, Line, Lines, Ticks, filled_rows, is_blank, rows
from glossary.admin.form_parts import ActorFields, Places, Row, SourceFields
from glossary.db import db
from glossary.services.publishing.left_open import completed
from glossary.services.reading import vocabularies

PLAIN = (
    *("term", "term_as_written", "language", "actor", "speaking_as", "reported_by", "source", "locator", "said"),
    *("conflict", "event", "kind", "stance", "wording", "quote", "summary", "attribution", "confidence", "note"),
)
"""Fields that the form has as the data set has them."""


class Party(Form):
    """Somebody else behind the statement."""

    actor = Choice("Actor", kind="actor")
    role = Line("Role")


class Facet(Form):
    """What is said on one dimension."""

    dimension = Line("Dimension")
    text = Line("In short")
    codes = Ticks("Codes")


class StatementForm(DeskForm):
    """A statement."""

    term = Choice("Term", kind="term")
    term_as_written = Line("Term as written")
    actor = Choice("Actor", kind="actor")
    new_actor = FormField(ActorFields, "New actor")
    speaking_as = Line("Speaking as")
    parties = rows(Party, "Together with")
    source = Choice("Source", kind="source")
    new_source = FormField(SourceFields, "New source")
    locator = Line("Where in the source")
    attribution = Line("How the words reached us")
    reported_by = Line("Reported by")
    confidence = Line("Confidence")
    said = Line("Said")
    event = Choice("Event", kind="event")
    conflict = Line("Conflict")
    language = Line("Language of the words")
    wording = Line("Wording")
    quote = Line("Quote")
    summary = Line("Summary")
    kind = Line("Kind")
    stance = Line("Stance")
    facets = rows(Facet, "Dimensions")
    note = Line("Note")
    disputes = Lines("Told otherwise in")
    evidence = Line("Check of the quote")


def arrange(form: Any) -> None:
    """Every dimension has its place in the form, whatever was sent."""
    present = {entry.form.dimension.data for entry in form.facets.entries}
    for dimension in vocabularies.vocabulary("dimensions"):
        if dimension not in present:
            form.facets.append_entry({"dimension": dimension})


def statement_row(form: Any) -> tuple[Row, Places]:
    """The statement as the data set has it, and where its rows stand in the form.

    Wording and conflict follow from quote and event where they are left open.
    """
    row = completed(db.session, {name: form[name].data for name in PLAIN})
    row["with"], places = filled_rows(form.parties, "with")
    row["facets"], others = _facets(form)
    row["disputes"] = _ids(form.disputes.data)
    return row, places | others


def _facets(form: Any) -> tuple[list[Row], Places]:
    filled = [entry for entry in form.facets.entries if entry.form.text.data or entry.form.codes.data]
    values = [{**entry.form.data, "codes": list(entry.form.codes.data)} for entry in filled]
    return values, {f"facets.{number}": entry.id for number, entry in enumerate(filled)}


def keep_order(row: Row, published: list[Row]) -> None:
    """Codes are ticked in the order of the lists; those that are published keep the order that they have."""
    order = {facet["dimension"]: facet["codes"] for facet in published}
    for facet in row["facets"]:
        first = [code for code in order.get(facet["dimension"], []) if code in facet["codes"]]
        facet["codes"] = first + [code for code in facet["codes"] if code not in first]


def _ids(text: str) -> list[str]:
    """Statements by id or by whole address."""
    named = [re.split(r"[?#]", part)[0].rstrip("/").removesuffix(".json") for part in re.split(r"[\s,;]+", text)]
    return [part.rpartition("/")[2] for part in named if part]


def statement_values(row: Row) -> Row:
    """What the form is filled with."""
    said = {facet["dimension"]: facet for facet in row["facets"]}
    silent = {"text": "", "codes": []}
    facets = [{"dimension": one, **silent, **said.get(one, {})} for one in vocabularies.vocabulary("dimensions")]
    values = {name: row[name] for name in PLAIN}
    return {**values, "parties": row["with"], "facets": facets, "disputes": "\n".join(row["disputes"])}


def uses_new(form: Any, name: str) -> bool:
    """Whether the actor or source is a new one: chosen so, or filled in where nothing is chosen.

    Where the recorded ones are too many to have “new” in a list with them, whatever is filled in counts.
    """
    field, inline = form[name], form[f"new_{name}"].form
    named = inline.name if name == "actor" else inline.title
    filled = not is_blank(inline) if field.is_typed else bool(named.data)
    return bool(field.data == NEW or (not field.data and filled))
