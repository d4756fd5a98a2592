"""What else the glossary has on terms and actors that were reconciled: columns for somebody's table (data extension).

A definition is told with who said it, when, and where it was read; it never leaves without.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import select

from glossary.db import db
from glossary.errors import Moved, NotFound
from glossary.models import Actor, Statement, Term
from glossary.services.index.documents import actor_names, term_names
from glossary.services.reading import counting, relations
from glossary.services.reading import published as reading
from glossary.services.reading.labels import language_name, plain
from glossary.services.reconciling.asked import Extension
from glossary.services.reconciling.table import RELATIONS, SLUG, table

Document = dict[str, Any]
Cell = list[Document]
IN_LANGUAGE = "name-"
"""Begins the id of the property that tells the names in one language: name-ar."""


@dataclass(frozen=True)
class Sheet:
    """What the cells are made from: the kind of record, the address of the site, counts where they are wanted."""

    kind: str
    base: str
    counts: Mapping[str, int]
    relations: Mapping[str, list[Document]]


class Told(NamedTuple):
    """A property that can be told. `records` is the kind of its values, where they are records."""

    id: str
    name: str
    cell: Callable[[Sheet, Document, int], Cell]
    records: str = ""


def proposed(kind: str, limit: int | None = None) -> list[Document]:
    """The properties that can be told of a kind of record, id and name, at most so many."""
    return [{"id": told.id, "name": told.name} for told in _told(kind).values()][:limit]


def extend(kind: str, asked: Extension, base: str) -> tuple[list[Told], dict[str, dict[str, Cell]]]:
    """The properties that were asked for and are known, and for each id the cells under their ids.

    An id that has moved is answered with its present record; one that is unknown has empty cells, and so has a property
    that is not known here.
    """
    told = _told(kind)
    known = [(told.get(wanted.pid) or _unknown(wanted.pid), wanted.limit) for wanted in asked.wanted]
    documents = dict(_documents(kind, asked.ids))
    sheet = _sheet(kind, base, {one.id for one, _ in known}, [one["slug"] for one in documents.values()])
    rows = {slug: {one.id: _cell(one, sheet, documents.get(slug), limit) for one, limit in known} for slug in asked.ids}
    return [one for one, _ in known], rows


def _cell(told: Told, sheet: Sheet, document: Document | None, limit: int) -> Cell:
    return told.cell(sheet, document, limit)[:limit] if document else []


def _sheet(kind: str, base: str, wanted: set[str], slugs: Iterable[str]) -> Sheet:
    counts = counting.statement_counts(kind) if "statements" in wanted else {}
    told = relations.relations_of(slugs) if kind == "term" and wanted & set(RELATIONS) else {}
    return Sheet(kind, base, counts, told)


def _documents(kind: str, ids: Iterable[str]) -> Iterator[tuple[str, Document]]:
    """The documents under the ids that were asked for."""
    sound = [one for one in ids if SLUG.fullmatch(one)]
    found = reading.some(kind, sound)
    for slug in sound:
        document = found.get(slug) or _moved(kind, slug)
        if document:
            yield slug, document


def _moved(kind: str, slug: str) -> Document | None:
    try:
        return reading.document(kind, slug)
    except Moved as moved:
        return reading.document(kind, moved.slug)
    except NotFound:
        return None


def _told(kind: str) -> dict[str, Told]:
    """The properties of a kind, and the names in each language in which there is one."""
    tags = sorted({tag for entity in table(kind).entities for tag in entity.values["language"]})
    named = [Told(f"{IN_LANGUAGE}{tag}", f"Names in {language_name(tag)} ({tag})", _names_in(tag)) for tag in tags]
    return {one.id: one for one in (*_TOLD[kind], *named)}


def _unknown(pid: str) -> Told:
    return Told(pid, pid or "?", lambda *_: [])


def _words(*words: str) -> Cell:
    return [{"str": one} for one in words if one]


def _named(kind: str, record: Document) -> Document:
    return {"id": record["slug"], "name": record["preferred" if kind == "term" else "name"]}


def _names_in(tag: str) -> Callable[[Sheet, Document, int], Cell]:
    def cell(sheet: Sheet, document: Document, _: int) -> Cell:
        names = term_names(document) if sheet.kind == "term" else actor_names(document)
        return _words(*dict.fromkeys(name for name, language in names if language.lower() == tag))

    return cell


def _related(relation: str) -> Callable[[Sheet, Document, int], Cell]:
    def cell(sheet: Sheet, document: Document, _: int) -> Cell:
        others = [one["term"] for one in sheet.relations[document["slug"]] if one["type"] == relation]
        return list({one["slug"]: _named("term", one) for one in others}.values())

    return cell


def _address(sheet: Sheet, document: Document, _: int) -> Cell:
    return _words(f"{sheet.base}/{sheet.kind}s/{document['slug']}")


def _count(sheet: Sheet, document: Document, _: int) -> Cell:
    return [{"int": sheet.counts.get(document["slug"], 0)}]


def _affiliation(_: Sheet, document: Document, __: int) -> Cell:
    return [_named("actor", document["affiliation"])] if document["affiliation"] else []


def _definitions(sheet: Sheet, document: Document, limit: int) -> Cell:
    page = reading.list_records("statement", limit=limit, term=document["slug"], kind="definition")
    return _words(*(_definition(one, sheet.base) for one in page.items))


def _definition(statement: Document, base: str) -> str:
    """A definition in one line: its words, or the editors' summary of them, who, when, where it was read."""
    words = f"“{statement['quote']}”" if statement["quote"] else f"[in summary] {statement['summary']}"
    speakers = ", ".join([statement["actor"]["name"], *(one["actor"]["name"] for one in statement["with"])])
    how = "" if statement["attribution"] == "direct" else f", {statement['attribution']}"
    source = statement["source"]
    read = f"{source['title']}, {source['publisher']}"
    return f"{words} — {speakers}, {statement['said']}{how}, in: {read}. {base}/statements/{statement['id']}"


def _speakers(_: Sheet, document: Document, limit: int) -> Cell:
    """Who defines the term, by name."""
    defines = {"term": document["slug"], "kind": "definition"}
    rows = select(Actor.slug, Actor.name).join(Statement, Statement.actor_id == Actor.id)
    return _records(rows, defines, limit)


def _terms(_: Sheet, document: Document, limit: int) -> Cell:
    """The terms that an actor uses, alone or in a joint text, by name."""
    rows = select(Term.slug, Term.preferred).join(Statement, Statement.term_id == Term.id)
    return _records(rows, {"actor": document["slug"]}, limit)


def _records(rows: Any, filters: dict[str, str], limit: int) -> Cell:
    slug, name = rows.selected_columns
    published = reading.narrowed(rows.where(Statement.state == "published"), filters)
    found = db.session.execute(published.distinct().order_by(name, slug).limit(limit))
    return [{"id": row[0], "name": row[1]} for row in found]


def _said(*, last: bool) -> Callable[[Sheet, Document, int], Cell]:
    """When an actor's first, or last, statement was said, as its record has it (EDTF)."""
    order = (Statement.said_to.desc(), Statement.slug) if last else (Statement.said_from, Statement.slug)

    def cell(_: Sheet, document: Document, __: int) -> Cell:
        query = select(Statement.said).where(Statement.state == "published")
        said = db.session.scalar(reading.narrowed(query, {"actor": document["slug"]}).order_by(*order).limit(1))
        return _words(said or "")

    return cell


_TOLD: dict[str, tuple[Told, ...]] = {
    "term": (
        Told("preferred", "Preferred form", lambda _, one, __: _words(one["preferred"])),
        Told("variants", "Variants", lambda _, one, __: _words(*one["variants"])),
        Told("gloss", "Editors’ gloss (no one’s definition)", lambda _, one, __: _words(one["gloss"])),
        Told("definitions", "Definitions, each with actor, date and source", _definitions),
        Told("defined-by", "Defined by", _speakers, "actor"),
        *(Told(one, one.replace("-", " ").capitalize(), _related(one), "term") for one in RELATIONS),
        Told("statements", "Published statements", _count),
        Told("address", "Address", _address),
    ),
    "actor": (
        Told("name", "Name", lambda _, one, __: _words(one["name"])),
        Told("aliases", "Other names", lambda _, one, __: _words(*(alias["form"] for alias in one["aliases"]))),
        Told("kind", "Kind of actor", lambda _, one, __: _words(plain(one["kind"]))),
        Told("country", "Country (ISO 3166-1)", lambda _, one, __: _words(one["country"])),
        Told("affiliation", "Affiliation", _affiliation, "actor"),
        Told("terms", "Terms used", _terms, "term"),
        Told("first-said", "First statement said", _said(last=False)),
        Told("last-said", "Last statement said", _said(last=True)),
        Told("statements", "Published statements", _count),
        Told("address", "Address", _address),
    ),
}
"""Kind of record -> what can be told of it, in the order in which it is proposed."""
