"""Writing a generated corpus straight into the database: the rows that publishing each record would have left."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice
from typing import Any

from sqlalchemy import Connection, func, insert, select

from glossary.db import db
from glossary.models import (
    RECORDS,
    Actor,
    ActorAlias,
    Base,
    Change,
    Event,
    FacetCode,
    FacetValue,
    Participant,
    Revision,
    Source,
    Statement,
)
from glossary.services.publishing.documents import chained_hash, dump
from tests.bench.corpus import Corpus, Document

BATCH = 2_000
PUBLISHED = datetime(2026, 1, 1)  # noqa: DTZ001  (as the database keeps it: UTC without zone)
Rows = dict[type[Base], list[dict[str, Any]]]


@dataclass
class Keys:
    """Slug -> key of every record that others point at, and the next free key of each kind."""

    of: dict[str, dict[str, int]] = field(default_factory=dict)
    free: dict[str, int] = field(default_factory=dict)

    @classmethod
    def read(cls, connection: Connection) -> Keys:
        """What the database holds now."""
        keys = cls()
        for kind, model in RECORDS.items():
            pairs = connection.execute(select(model.slug, model.id))
            keys.of[kind] = {} if kind == "statement" else {row.slug: row.id for row in pairs}
            keys.free[kind] = (connection.scalar(select(func.max(model.id))) or 0) + 1
        return keys

    def take(self, kind: str, slug: str) -> int:
        """The key of a new record."""
        key = self.free[kind]
        self.free[kind] += 1
        if kind != "statement":
            self.of[kind][slug] = key
        return key


def fill(corpus: Corpus, *, statements: bool = True, progress: Callable[[int], None] = lambda _: None) -> None:
    """Add a corpus to the database of the running app, which holds the data set. Commits every `BATCH` records.

    Without `statements` only what they point at is written.
    """
    db.session.rollback()  # an open read would keep the writes from being committed
    engine = db.engine.execution_options(write=True)
    with engine.begin() as connection:
        keys = Keys.read(connection)
    kinds: dict[str, Iterable[Document]] = {"actor": corpus.actors, "source": corpus.sources, "event": corpus.events}
    if statements:
        kinds["statement"] = corpus.statements()
    for kind, documents in kinds.items():
        for batch in _batches(documents):
            with engine.begin() as connection:
                _write(connection, kind, batch, keys)
            progress(len(batch))


def _batches(documents: Iterable[Document]) -> Iterator[list[Document]]:
    source = iter(documents)
    while batch := list(islice(source, BATCH)):
        yield batch


def _write(connection: Connection, kind: str, documents: list[Document], keys: Keys) -> None:
    rows: Rows = {}
    for document in documents:
        slug = document["id"] if kind == "statement" else document["slug"]
        key = keys.take(kind, slug)
        _WRITERS[kind](rows, document, key, keys)
        _published(rows, kind, document, key)
    for model, listed in rows.items():
        connection.execute(insert(model), listed)


def _add(rows: Rows, model: type[Base], **values: Any) -> None:
    rows.setdefault(model, []).append(values)


def _published(rows: Rows, kind: str, document: Document, key: int) -> None:
    text = dump(document)
    _add(
        rows,
        Revision,
        kind=kind,
        record_id=key,
        number=1,
        document=text,
        sha256=chained_hash("", text),
        previous_sha256="",
        published_at=PUBLISHED,
        origin="seed",
        change_note="",
    )
    _add(rows, Change, kind=kind, record_id=key, revision=1)


def _pick(document: Document, *fields: str) -> Document:
    return {name: document[name] for name in fields}


def _days(document: Document, *fields: str) -> dict[str, date]:
    return {name: date.fromisoformat(document[name]) for name in fields}


def _actor(rows: Rows, actor: Document, key: int, keys: Keys) -> None:
    above = actor["affiliation"]
    own = _pick(actor, "slug", "revision", "name", "kind", "country", "note")
    _add(rows, Actor, id=key, affiliation_id=keys.of["actor"][above["slug"]] if above else None, **own)
    for position, alias in enumerate(actor["aliases"]):
        _add(rows, ActorAlias, actor_id=key, position=position, **alias)


def _source(rows: Rows, source: Document, key: int, _: Keys) -> None:
    _add(rows, Source, **{**source, "id": key, **_days(source, "published_from", "published_to")})


def _event(rows: Rows, event: Document, key: int, _: Keys) -> None:
    own = {**event, "id": key, "conflict": event["conflict"]["slug"], **_days(event, "date_from", "date_to")}
    _add(rows, Event, **own)


_COLUMNS = (
    *("term_as_written", "language", "speaking_as", "reported_by", "locator", "said", "kind", "stance", "wording"),
    *("quote", "summary", "attribution", "confidence", "note", "revision"),
)


def _statement(rows: Rows, statement: Document, key: int, keys: Keys) -> None:
    pointers = {f"{kind}_id": keys.of[kind][statement[kind]["slug"]] for kind in ("term", "actor", "source")}
    event = statement["event"]
    _add(
        rows,
        Statement,
        id=key,
        slug=statement["id"],
        conflict=statement["conflict"]["slug"],
        event_id=keys.of["event"][event["slug"]] if event else None,
        state="published",
        withdrawn_reason="",
        **pointers,
        **_days(statement, "said_from", "said_to"),
        **_pick(statement, *_COLUMNS),
    )
    for position, party in enumerate(statement["with"]):
        actor = keys.of["actor"][party["actor"]["slug"]]
        _add(rows, Participant, statement_id=key, actor_id=actor, position=position, role=party["role"])
    _facets(rows, statement, key)


def _facets(rows: Rows, statement: Document, key: int) -> None:
    for position, facet in enumerate(statement["facets"]):
        own = _pick(facet, "dimension", "text")
        _add(rows, FacetValue, statement_id=key, position=position, **own)
        for place, code in enumerate(facet["codes"]):
            _add(rows, FacetCode, statement_id=key, dimension=facet["dimension"], code=code, position=place)


_WRITERS: dict[str, Callable[[Rows, Document, int, Keys], None]] = {
    "actor": _actor,
    "source": _source,
    "event": _event,
    "statement": _statement,
}


def digest(corpus: Corpus) -> str:
    """SHA-256 (hex) over all documents of a corpus in their order."""
    total = hashlib.sha256()
    for part in (corpus.actors, corpus.sources, corpus.events, corpus.statements()):
        for document in part:
            total.update(json.dumps(document, ensure_ascii=False, sort_keys=True).encode())
    return total.hexdigest()
