"""What a person may mean who fills in a form of a reconciliation client: records, properties, types; and what they are.

Records: first the one whose slug was typed, then those with exactly this name, then those of which a name begins so,
then those with a name like it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from glossary.errors import Moved, NotFound
from glossary.services.index import indexing
from glossary.services.reading import published as reading
from glossary.services.reading import vocabularies
from glossary.services.reading.kept import kept
from glossary.services.reconciling.asked import Query
from glossary.services.reconciling.extending import proposed
from glossary.services.reconciling.matching import named, reconcile
from glossary.services.reconciling.properties import QUERIED
from glossary.services.reconciling.table import EXTENSION, KINDS, SLUG, Entity, table
from glossary.services.searching.name_list import Named, NameList
from glossary.services.searching.suggesting_forms import LONGEST
from glossary.text import fold

Document = dict[str, Any]
MOST_SUGGESTED = 20
"""Records that are suggested for what was typed."""


def suggest_entities(kind: str, typed: str, skip: int = 0) -> list[Document]:
    """Records for what was typed, of which the first `LONGEST` letters count; without the first `skip` of them."""
    typed = typed[:LONGEST].strip()
    entities = table(kind)
    slugs = [typed] if typed in entities.places else []
    slugs += [entities.entities[one.entity].slug for one in entities.exact(entities.key(typed))]
    slugs += [one["slug"] for one in _beginnings(kind).find(typed)]
    slugs += [one["id"] for one in reconcile(kind, {"": Query(typed, limit=MOST_SUGGESTED)})[""]]
    found = list(dict.fromkeys(slug for slug in slugs if slug in entities.places))[:MOST_SUGGESTED]
    return [_suggested(entities.entities[entities.places[slug]]) for slug in found[skip:]]


def suggest_properties(kind: str, typed: str, skip: int = 0) -> list[Document]:
    """Properties of which id, or a word of the name, begins as typed: those that queries may have, then those told."""
    queried = [{"id": one.id, "name": one.name, "description": one.description} for one in QUERIED[kind]]
    known = {one["id"]: one for one in (*proposed(kind), *queried)}
    return _beginning(known.values(), typed)[skip:]


def suggest_types(kind: str, typed: str, skip: int = 0) -> list[Document]:
    """Types of which id or name begins as typed: the kind of record, and of actors their kinds."""
    whole = {**named(kind), "description": f"Every {kind} in the glossary."}
    narrower = vocabularies.vocabulary("actor_kinds") if kind == "actor" else {}
    kinds = [
        {**named(slug), "description": definition, "broader": [named(kind)]} for slug, definition in narrower.items()
    ]
    return _beginning([whole, *kinds], typed)[skip:]


def described(kind: str, what: str, id_: str) -> Document:
    """What an entity, a property or a type is: id, name, perhaps a description. Raises `NotFound`."""
    if what == "entity":
        return _suggested(entity_of(kind, id_))
    every = suggest_properties(kind, "") if what == "property" else suggest_types(kind, "")
    found = next((one for one in every if one["id"] == id_), None)
    if found is None:
        raise NotFound(f"There is no {what} {id_[:120]!r} here.")
    return found


def entity_of(kind: str, slug: str) -> Entity:
    """The term or actor of a slug, also of a former one. Raises `NotFound`."""
    entities = table(kind)
    if slug in entities.places:
        return entities.entities[entities.places[slug]]
    present = _present(kind, slug)
    if present not in entities.places:
        raise NotFound(f"There is no {kind} {slug[:120]!a} in the glossary.")
    return entities.entities[entities.places[present]]


def _present(kind: str, slug: str) -> str:
    """The present slug of a record that had this one; empty for what can be none, which no database is asked for."""
    try:
        return str(reading.document(kind, slug)["slug"]) if SLUG.fullmatch(slug) else ""
    except Moved as moved:
        return moved.slug


def _suggested(entity: Entity) -> Document:
    shown = {"id": entity.slug, "name": entity.names[0].text}
    if entity.description:
        shown["description"] = entity.description
    return {**shown, "notable": [named(type_) for type_ in entity.types]}


def _beginnings(kind: str) -> NameList:
    """The names in the order of suggestions, by name alone: how often somebody speaks is no reason here."""
    entities = table(kind).entities
    return kept(
        f"{EXTENSION}.{kind}.beginnings", KINDS, lambda: NameList(_records(kind, entities), indexing.spellings())
    )


def _records(kind: str, entities: Iterable[Entity]) -> Iterable[Named]:
    for entity in entities:
        yield Named(kind, entity.slug, 0, tuple((name.text, name.language) for name in entity.names))


def _beginning(known: Iterable[Document], typed: str) -> list[Document]:
    typed = fold(typed[:LONGEST]).strip()
    return [one for one in known if _begins(one, typed)]


def _begins(one: Document, typed: str) -> bool:
    name = fold(one["name"])
    return one["id"].startswith(typed) or name.startswith(typed) or any(w.startswith(typed) for w in name.split())
