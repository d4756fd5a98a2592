"""Public documents: the JSON that every door serves of a published record, made once when it is published."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from typing import Any

from glossary.models import Actor, Event, Record, Source, Statement, Term

Document = dict[str, Any]
Labels = dict[str, str]
"""Conflict slug -> its label."""


def dump(document: Document) -> str:
    """The document as the bytes that are stored, hashed and served: compact, in its own order, no escapes."""
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))


def chained_hash(previous: str, text: str) -> str:
    """SHA-256 (hex) over the hash of the revision before and this document."""
    return hashlib.sha256(f"{previous}\n{text}".encode()).hexdigest()


def document_of(record: Record, *, conflicts: Labels, disputes: list[str]) -> Document:
    """The public document of a record. `disputes`: slugs of disputed statements, for statements only."""
    writers: dict[type[Record], Callable[[Any], Document]] = {
        Term: _term,
        Actor: _actor,
        Source: _source,
        Event: lambda event: _event(event, conflicts),
        Statement: lambda statement: _statement(statement, conflicts, disputes),
    }
    return writers[type(record)](record)


def _term(term: Term) -> Document:
    return {
        "slug": term.slug,
        "preferred": term.preferred,
        "variants": [variant.form for variant in term.variants],
        "gloss": term.gloss,
        "equivalents": [
            {"lang": e.lang, "form": e.form, "usage_note": e.usage_note, "consulted": e.consulted}
            for e in term.equivalents
        ],
        "relations": [
            {
                "type": relation.type,
                "term": _term_reference(relation.other),
                "according_to": _source_name(relation.source) if relation.source else None,
            }
            for relation in term.relations
        ],
        "revision": term.revision,
    }


def _term_reference(term: Term) -> Document:
    return {"slug": term.slug, "preferred": term.preferred}


def _source_name(source: Source) -> Document:
    return {"slug": source.slug, "title": source.title, "publisher": source.publisher}


def _actor(actor: Actor) -> Document:
    above = actor.affiliation
    return {
        **_actor_reference(actor),
        "aliases": [{"form": a.form, "lang": a.lang, "kind": a.kind} for a in actor.aliases],
        "affiliation": _actor_reference(above) if above else None,
        "country": actor.country,
        "note": actor.note,
        "revision": actor.revision,
    }


def _actor_reference(actor: Actor) -> Document:
    return {"slug": actor.slug, "name": actor.name, "kind": actor.kind}


def _source(source: Source) -> Document:
    return {
        **_source_reference(source),
        "published_from": source.published_from.isoformat(),
        "published_to": source.published_to.isoformat(),
        "consulted": source.consulted,
        # Left out where there is none: documents from before there were archive addresses stay what they are.
        **({"archive_url": source.archive_url} if source.archive_url else {}),
        "rights": source.rights,
        "note": source.note,
        "revision": source.revision,
    }


def _source_reference(source: Source) -> Document:
    return {
        **_source_name(source),
        "url": source.url,
        "published": source.published,
        "type": source.type,
        "language": source.language,
    }


def _event(event: Event, conflicts: Labels) -> Document:
    return {
        "slug": event.slug,
        "name": event.name,
        "date": event.date,
        "date_from": event.date_from.isoformat(),
        "date_to": event.date_to.isoformat(),
        "conflict": {"slug": event.conflict, "label": conflicts[event.conflict]},
        "description": event.description,
        "revision": event.revision,
    }


def _statement(statement: Statement, conflicts: Labels, disputes: list[str]) -> Document:
    event, reason = statement.event, statement.withdrawn_reason
    return {
        "id": statement.slug,
        "term": _term_reference(statement.term),
        "term_as_written": statement.term_as_written,
        "language": statement.language,
        "actor": _actor_reference(statement.actor),
        "speaking_as": statement.speaking_as,
        "with": [{"actor": _actor_reference(p.actor), "role": p.role} for p in statement.participants],
        "reported_by": statement.reported_by,
        "source": _source_reference(statement.source),
        "locator": statement.locator,
        "said": statement.said,
        "said_from": statement.said_from.isoformat(),
        "said_to": statement.said_to.isoformat(),
        "conflict": {"slug": statement.conflict, "label": conflicts[statement.conflict]},
        "event": {"slug": event.slug, "name": event.name} if event else None,
        "kind": statement.kind,
        "stance": statement.stance,
        "wording": statement.wording,
        "quote": statement.quote,
        "summary": statement.summary,
        "facets": [
            {"dimension": f.dimension, "text": f.text, "codes": [code.code for code in f.codes]}
            for f in statement.facets
        ],
        "attribution": statement.attribution,
        "confidence": statement.confidence,
        "note": statement.note,
        "disputes": disputes,
        "withdrawn": {"reason": reason} if reason else None,
        "revision": statement.revision,
    }
