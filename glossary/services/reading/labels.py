"""What a reader is shown for a slug or a code: the names of facets and of their values."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select

from glossary.db import db
from glossary.models import Actor, Change, Event, SeedState, Source, Statement, Term
from glossary.services.reading import vocabularies
from glossary.services.reading.kept import kept

FACET_LABELS = {
    "term": "Term",
    "actor": "Actor",
    "actor_kind": "Kind of actor",
    "kind": "Kind of statement",
    "stance": "Stance",
    "conflict": "Conflict",
    "event": "Event",
    "year": "Year",
    "language": "Language",
    "source": "Source",
    "source_type": "Kind of source",
}
RECORDS = {"term": Term.slug, "actor": Actor.slug, "event": Event.slug, "source": Source.slug}
LANGUAGES = {
    "ar": "Arabic",
    "bg": "Bulgarian",
    "de": "German",
    "en": "English",
    "es": "Spanish",
    "fr": "French",
    "he": "Hebrew",
    "it": "Italian",
    "ru": "Russian",
    "uk": "Ukrainian",
    "zh": "Chinese",
}


def plain(slug: str) -> str:
    """A code as words: `calls-for` is `calls for`."""
    return slug.replace("-", " ")


def language_name(tag: str) -> str:
    """The English name of a language, else its tag."""
    return LANGUAGES.get(tag.split("-")[0], tag)


def facet_values() -> Mapping[str, Mapping[str, str]]:
    """Facet -> value -> label, of everything that a search can be narrowed by.

    Years are not listed: any year of four digits may be asked for.
    """
    lists = kept("glossary.labels.lists", ("statement", *RECORDS), _lists, holds=_lists_hold)
    return {**kept("glossary.labels.records", tuple(RECORDS), _records), **lists.values}


def _records() -> dict[str, dict[str, str]]:
    names = {"term": Term.preferred, "actor": Actor.name, "event": Event.name, "source": Source.title}
    return {facet: dict(_pairs(RECORDS[facet], names[facet])) for facet in names}


class _Lists(NamedTuple):
    """What is not a record, as it was when so much of the data set had been imported."""

    imported_at: datetime | None
    values: Mapping[str, Mapping[str, str]]


def _lists() -> _Lists:
    """The closed lists, which come with an import of the data set, and the languages of the statements."""
    lists = {
        "actor_kind": "actor_kinds",
        "kind": "statement_kinds",
        "stance": "stances",
        "source_type": "source_types",
    }
    answer = {facet: {slug: plain(slug) for slug in vocabularies.vocabulary(name)} for facet, name in lists.items()}
    answer["conflict"] = vocabularies.vocabulary("conflicts")
    used = db.session.scalars(select(Statement.language).distinct())
    answer["language"] = {tag: language_name(tag) for tag in sorted({*LANGUAGES, *used})}
    return _Lists(_imported_at(), answer)


def _lists_hold(lists: _Lists, since: int, now: int) -> bool:
    """Whether what was published since has no language that is not listed, and no closed list came with it.

    All languages of all statements are not asked for again: searches would wait for that after every publication of a
    large import. So a language that no statement is in any more stays listed until the lists are made anew.
    """
    if _imported_at() != lists.imported_at:
        return False
    published = select(Change.record_id).where(Change.seq > since, Change.seq <= now, Change.kind == "statement")
    used = select(Statement.language).where(Statement.id.in_(published)).distinct()
    return lists.values["language"].keys() >= set(db.session.scalars(used))


def _imported_at() -> datetime | None:
    return db.session.scalar(select(SeedState.imported_at))


def _pairs(key: object, name: object) -> list[tuple[str, str]]:
    return [(row[0], row[1]) for row in db.session.execute(select(key, name))]  # type: ignore[call-overload]
