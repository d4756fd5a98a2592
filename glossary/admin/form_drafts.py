"""From a form to drafts for the services, and from their refusals back to the fields that they speak of."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from glossary.admin import form_parts, form_statement
from glossary.admin.form_fields import leaves
from glossary.admin.form_statement import uses_new
from glossary.db import db
from glossary.services.publishing.editing import Draft
from glossary.services.publishing.slugs import free_slug
from glossary.services.reading import published as reading

Row = dict[str, Any]
Problems = dict[str, list[str]]

NEEDED = {
    "term": "Choose the term under which it is filed.",
    "term_as_written": "Write the term as it stands in the source.",
    "language": "Choose the language.",
    "actor": "Choose who said it, or fill in a new actor.",
    "source": "Choose where it was read, or fill in a new source.",
    "said": "Say when it was said, for instance 2023-10-27.",
    "conflict": "Choose the conflict, or an event that belongs to one.",
    "kind": "Choose the kind.",
    "stance": "Choose the stance.",
    "wording": "Choose the wording.",
    "summary": "Say in even words of your own what the statement says.",
    "attribution": "Choose how the words reached us.",
    "confidence": "Choose the confidence.",
    "reported_by": "Name who printed or reported the words: attribution says “reported”.",
    "facets.text": "Say in a few words what the source says, beside the codes.",
    "facets": "Say in a few words what the source says, beside the codes.",
    "name": "Write the name.",
    "title": "Write the title.",
    "publisher": "Name the publisher.",
    "url": "Give the web address at which it was read.",
    "published": "Say when it was published, for instance 2023-10-27 or 2016.",
    "type": "Choose the type.",
    "date": "Say when it was, for instance 2023-11-24/2023-11-30.",
    "description": "Describe it in even words.",
    "preferred": "Write the term.",
    "gloss": "Write a short gloss; it points readers the way and is no definition.",
}
"""What is said of a field that was left empty and must not be."""
CLASH = "An actor is chosen and a new one is filled in. Choose “new actor”, or empty the fields of the new one."
CLASH_TYPED = "An actor is named and a new one is filled in. Empty this field, or empty the fields of the new one."


class Spec(NamedTuple):
    """What the desk needs to know of a kind of record."""

    kind: str
    form: type[Any]
    row: Callable[[Any], tuple[Row, dict[str, str]]]
    values: Callable[[Row], Row]


SPECS = {
    "statement": Spec(
        "statement", form_statement.StatementForm, form_statement.statement_row, form_statement.statement_values
    ),
    "term": Spec("term", form_parts.TermForm, form_parts.term_row, form_parts.term_values),
    "actor": Spec("actor", form_parts.ActorForm, form_parts.actor_row, dict),
    "source": Spec("source", form_parts.SourceForm, form_parts.source_row, dict),
    "event": Spec("event", form_parts.EventForm, form_parts.event_row, dict),
}


@dataclass(frozen=True, slots=True)
class Written:
    """A draft as it stands in a form: `prefix` of its fields there, and the places of its rows."""

    draft: Draft
    prefix: str = ""
    places: dict[str, str] = field(default_factory=dict)


def drafts_of(spec: Spec, form: Any, slug: str, base: int | None) -> list[Written]:
    """What the form asks to publish: new actor and source first, then the record itself."""
    row, places = spec.row(form)
    before = _inline(form, row) if spec.kind == "statement" else []
    row["id"] = slug
    if spec.kind == "statement" and slug and base is not None:
        form_statement.keep_order(row, reading.document("statement", slug)["facets"])
    evidence = form.evidence.data if spec.kind == "statement" else ""
    return [*before, Written(Draft(spec.kind, row, base, evidence), "", places)]


def _inline(form: Any, row: Row) -> list[Written]:
    readers = {"actor": form_parts.actor_row, "source": form_parts.source_row}
    written = []
    for kind, read in readers.items():
        if uses_new(form, kind):
            part, places = read(form[f"new_{kind}"].form)
            row[kind] = part["id"] = free_slug(db.session, kind, part)
            written.append(Written(Draft(kind, part), f"new_{kind}-", places))
    return written


def clashes(spec: Spec, form: Any) -> Problems:
    """What the form itself leaves open, so that nothing that was typed is dropped without a word."""
    if spec.kind != "statement":
        return {}
    return {
        kind: [(CLASH_TYPED if form[kind].is_typed else CLASH).replace("actor", kind).replace("An s", "A s")]
        for kind, naming in (("actor", "name"), ("source", "title"))
        if not uses_new(form, kind) and form[f"new_{kind}"].form[naming].data
    }


def problems_at(form: Any, written: Sequence[Written], refusals: Sequence[Problems]) -> Problems:
    """The refusals by the id of the field in the form; what no field holds stands under the empty name."""
    known = {one.id for one, _ in leaves(form)}
    failed = {one.draft.kind for one, refused in zip(written, refusals, strict=True) if refused}
    answer: Problems = {}
    for one, refused in zip(written, refusals, strict=True):
        for path, sentences in refused.items():
            if one.prefix == "" and path in failed - {one.draft.kind}:
                continue  # it points at a new record that is refused itself
            place = place_of(one, path)
            answer.setdefault(place if place in known else "", []).extend(_said(one.draft.row, path, sentences))
    return answer


def in_sentences(row: Row, problems: Problems) -> list[str]:
    """The refusals of a record that stands in no form: each with the name of its field before it."""
    said = [(path, text) for path, texts in problems.items() for text in _said(row, path, texts)]
    return [f"{_named(path)}: {text}" if path else text for path, text in said]


def _named(path: str) -> str:
    return path.split(".")[0].replace("_", " ").capitalize()


def place_of(written: Written, path: str) -> str:
    """The id of the field that a path means: `with.0.role` is `parties-2-role` where the first row that is filled in is
    the third of the form.
    """
    parts = path.split(".")
    row = written.places.get(".".join(parts[:2]), "")
    start, rest = (row, parts[2:]) if row else (written.prefix + _NAMES.get(parts[0], parts[0]), parts[1:])
    return "-".join([start, *(part for part in rest if not part.isdecimal())])


_NAMES = {"with": "parties"}
_REWORDED = (
    (re.compile(r"is not in (\w+)\.yaml"), r"is not among the \1 of the glossary"),
    (re.compile(r"is not in the list \w+"), "is not among the values that are offered"),
)
"""The services speak of the data set's files, which an editor does not see."""


def _said(row: Row, path: str, sentences: Sequence[str]) -> list[str]:
    name = ".".join(part for part in path.split(".") if not part.isdecimal())
    if _is_empty(row, path):
        return [NEEDED.get(name) or NEEDED.get(name.rpartition(".")[2], "This is needed.")]
    return [_reworded(sentence) for sentence in sentences]


def _reworded(sentence: str) -> str:
    for pattern, words in _REWORDED:
        sentence = pattern.sub(words, sentence)
    return sentence


def _is_empty(value: Any, path: str) -> bool:
    for part in path.split(".") if path else ["-"]:
        if isinstance(value, list) and part.isdecimal() and int(part) < len(value):
            value = value[int(part)]
        elif isinstance(value, dict):
            value = value.get(part, "-")
        else:
            return False
    return bool(value == "")


def summary_of(form: Any, problems: Problems) -> list[tuple[str, str]]:
    """The problems in the order of the form, each with the id of its field and, before the sentence, its label."""
    labels = {one.id: label for one, label in leaves(form)}
    order = ["", *labels]
    found = sorted(problems.items(), key=lambda pair: order.index(pair[0]))
    return [(place, f"{labels[place]}: {text}" if place else text) for place, texts in found for text in texts]
