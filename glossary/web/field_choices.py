"""What the field is narrowed by: what is chosen, each with the address without it, and what can be chosen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from glossary.dates import in_words
from glossary.services.field import counts as field_counts
from glossary.services.field.requests import MOST_CHOSEN, FieldRequest
from glossary.services.reading import published as reading
from glossary.services.reading import vocabularies
from glossary.services.reading.listing import az_key
from glossary.web import field_links, wording

Document = dict[str, Any]


def chosen(asked: FieldRequest) -> list[Document]:
    """Everything chosen: under which name, in words, and the address that takes it away."""
    return [{"name": name, "label": label, "address": address} for name, label, address in _chosen(asked)]


def _chosen(asked: FieldRequest) -> Iterator[tuple[str, str, str]]:
    terms = reading.some("term", asked.terms)
    actors = reading.some("actor", [*asked.actors, asked.affiliation])
    conflicts = vocabularies.vocabulary("conflicts") if asked.conflicts else {}
    for term in asked.terms:
        yield "Term", terms[term]["preferred"], field_links.but(asked, terms=_without(asked.terms, term))
    for actor in asked.actors:
        yield "Actor", actors[actor]["name"], field_links.but(asked, actors=_without(asked.actors, actor))
    for conflict in asked.conflicts:
        yield "Conflict", conflicts[conflict], field_links.but(asked, conflicts=_without(asked.conflicts, conflict))
    for kind in asked.actor_kinds:
        kept = _without(asked.actor_kinds, kind)
        yield "Kind of actor", wording.words(kind), field_links.but(asked, actor_kinds=kept)
    if asked.affiliation:
        name = actors[asked.affiliation]["name"]
        yield "With its people and bodies", name, field_links.but(asked, affiliation="")
    if asked.begin:
        yield "Said from", in_words(asked.begin), field_links.but(asked, begin="")
    if asked.end:
        yield "Said until", in_words(asked.end), field_links.but(asked, end="")


def _without(values: tuple[str, ...], one: str) -> tuple[str, ...]:
    return tuple(value for value in values if value != one)


def choices(asked: FieldRequest, answer: Document) -> Document:
    """What the form offers: all conflicts, kinds and terms, who has people and bodies here, and the actors shown."""
    return {
        "conflicts": list(vocabularies.vocabulary("conflicts").items()),
        "kinds": [(kind, wording.words(kind)) for kind in vocabularies.vocabulary("actor_kinds")],
        "terms": _from_a_to_z(field_counts.named_terms().values(), "preferred"),
        "actors": _from_a_to_z((row["actor"] for row in answer["actors"]), "name"),
        "heads": field_counts.heads(asked.affiliation),
        "most": MOST_CHOSEN,
    }


def _from_a_to_z(records: Iterable[Document], name: str) -> list[tuple[str, str]]:
    """Address and name of each."""
    ordered = sorted(records, key=lambda one: (az_key(one[name]), one["slug"]))
    return [(one["slug"], one[name]) for one in ordered]
