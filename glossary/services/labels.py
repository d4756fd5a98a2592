"""What a reader is shown for a slug or a code: the names of facets and of their values."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select

from glossary.db import db
from glossary.models import Actor, Event, Source, Statement, Term
from glossary.services import reading
from glossary.services.kept import kept

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
    return {
        **kept("glossary.labels.records", tuple(RECORDS), _records),
        **kept("glossary.labels.lists", ("statement", *RECORDS), _lists),
    }


def _records() -> dict[str, dict[str, str]]:
    names = {"term": Term.preferred, "actor": Actor.name, "event": Event.name, "source": Source.title}
    return {facet: dict(_pairs(RECORDS[facet], names[facet])) for facet in names}


def _lists() -> dict[str, dict[str, str]]:
    """The closed lists, which come with an import, and the languages of the statements."""
    lists = {
        "actor_kind": "actor_kinds",
        "kind": "statement_kinds",
        "stance": "stances",
        "source_type": "source_types",
    }
    answer = {facet: {slug: plain(slug) for slug in reading.vocabulary(name)} for facet, name in lists.items()}
    answer["conflict"] = reading.vocabulary("conflicts")
    used = db.session.scalars(select(Statement.language).distinct())
    answer["language"] = {tag: language_name(tag) for tag in sorted({*LANGUAGES, *used})}
    return answer


def _pairs(key: object, name: object) -> list[tuple[str, str]]:
    return [(row[0], row[1]) for row in db.session.execute(select(key, name))]  # type: ignore[call-overload]
