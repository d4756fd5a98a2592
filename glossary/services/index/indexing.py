"""Keeping the search index in step with the database, by the change log.

Every publication appends a numbered row in its own transaction; the index remembers the last number it holds. To
*drain* is to apply what came after, under the index's own lock; done twice it changes nothing. What a kill left undone
is found by the next drain, and `verifying.verify` would show it.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from flask import Flask, current_app
from sqlalchemy import and_, func, or_, select

from glossary.db import db
from glossary.errors import IndexUnavailable, UnsafeSetting
from glossary.models import Change, Participant, Revision, Statement, Term
from glossary.search.analysis import Spellings
from glossary.search.port import SearchIndex
from glossary.services.index import state as indexed_state
from glossary.services.index.documents import Material, index_document, spellings_of
from glossary.services.reading import change_log, counting, vocabularies
from glossary.services.reading import published as reading
from glossary.services.reading.actors import Actors
from glossary.services.reading.kept import kept

NO_TANTIVY = "SEARCH is tantivy, which is not installed: pip install glossary[tantivy]."

EXTENSION = "glossary.search"
ON_DISK = ("whoosh", "tantivy")
"""Engines that keep files, in a folder of their name."""
Document = dict[str, Any]


def open_index(app: Flask, engine: str) -> None:
    """Give the app its search engine. Reads and writes nothing yet."""
    app.extensions[EXTENSION] = _engine(engine, Path(app.instance_path) / "index")


def _engine(name: str, folder: Path) -> SearchIndex:
    if name == "memory":
        from glossary.search.memory_index import MemoryIndex

        return MemoryIndex()
    if name == "tantivy":
        return _tantivy(folder / "tantivy")
    from glossary.search.whoosh_index import WhooshIndex

    return WhooshIndex(folder / "whoosh")


def _tantivy(folder: Path) -> SearchIndex:
    try:
        from glossary.search.tantivy_index import TantivyIndex
    except ModuleNotFoundError as error:
        if error.name != "tantivy":
            raise
        raise UnsafeSetting(NO_TANTIVY) from None
    return TantivyIndex(folder)


def index() -> SearchIndex:
    """The search engine of the running app."""
    engine: SearchIndex = current_app.extensions[EXTENSION]
    return engine


def material() -> Material:
    """What index documents are made of besides the statements: terms with their words, actors with their names."""
    return kept(f"{EXTENSION}.material", ("term", "actor"), _material)


def _material() -> Material:
    terms = {item["slug"]: item for item in reading.every("term")}
    return Material(terms, Actors(reading.each("actor")), spellings_of(terms.values()), vocabularies.codes())


def spellings() -> Spellings:
    """The spellings that are one word to readers, from the glossary's own terms."""
    return material().spellings


def rebuild(progress: Callable[[int], None] = lambda _: None) -> int:
    """Build the index anew beside the live one, from the records of one moment, and switch; count statements.

    What is published meanwhile is not in it, and is applied by the drain of whoever published it, who waits for a turn
    at the index until this is done. Where that one was killed, or gave up after 10 s, `glossary serve` finds it within
    two seconds of this, or ten where it is much (watching.py). While the caller reads, nothing is published on SQLite
    with a rollback journal.
    """
    with index().exclusive():
        state, held = change_log.state(), counting.counts()["statement"]
        index().rebuild(_counted(_documents(reading.each("statement"), material()), progress), state.number)
        indexed_state.note(state)
    return held


def rebuild_alone() -> int:
    """`rebuild`, after which no file has what an index held before: no older generation, no folder of another engine.

    An engine that is taken again later builds its index anew. Raises `IndexUnavailable`, and `OSError` for a folder.
    """
    number = rebuild()
    index().forget_earlier()
    for name in ON_DISK:
        other = Path(current_app.instance_path) / "index" / name
        if name != index().name and other.is_dir():
            shutil.rmtree(other)
    return number


def _counted(documents: Iterable[Any], progress: Callable[[int], None]) -> Iterator[Any]:
    for document in documents:
        yield document
        progress(1)


def _documents(statements: Iterable[Document], known: Material) -> Iterator[Any]:
    return (index_document(item, known) for item in statements if item["withdrawn"] is None)


def drain() -> int:
    """Apply to the index what was published since; the number of statements written. Rebuilds an absent index.

    An index ahead of the database (which was put back from a backup) is made anew too: what it holds was never there.
    So is one that the database has caught up with since (state.py). What is published after this began to read is
    left to the drain of whoever published it, as by `rebuild`.
    Raises `IndexUnavailable` where the index is damaged or another process holds it for too long.
    """
    db.session.rollback()  # what was read before may be older than the index
    try:
        seq = index().seq()
    except IndexUnavailable:
        return rebuild()
    last = change_log.last_change()
    if seq > last or indexed_state.is_lost(seq):
        return rebuild()
    if seq == last:
        return 0
    with index().exclusive():
        return _apply_after(index().seq())


def _apply_after(seq: int) -> int:
    state = change_log.state()
    last = state.number
    if seq >= last:
        return 0
    changed = db.session.execute(select(Change.kind, Change.record_id).where(Change.seq > seq, Change.seq <= last))
    kinds: dict[str, set[int]] = {}
    for kind, record in changed:
        kinds.setdefault(kind, set()).add(record)
    known = material()
    if "term" in kinds and _spellings_at(seq, kinds["term"], known) != known.spellings:
        # What is one word now and was two, or the other way round, may stand in any text.
        index().rebuild(_documents(reading.each("statement"), known), last)
        indexed_state.note(state)
        return counting.counts()["statement"]
    touched = _touched(kinds)
    live = [item for item in touched if item["withdrawn"] is None]
    gone = [item["id"] for item in touched if item["withdrawn"] is not None]
    documents = _documents(live, known)
    db.session.rollback()  # an open read would keep every write waiting for as long as the index is written
    index().apply(documents, gone, last)
    indexed_state.note(state)
    return len(touched)


def _spellings_at(seq: int, changed: set[int], known: Material) -> Spellings:
    """What was one word when the change log ended there, by the terms that have changed since and all others."""
    now = set(db.session.scalars(select(Term.slug).where(Term.id.in_(changed))))
    before = (Change.kind == "term", Change.record_id.in_(changed), Change.seq <= seq)
    last = select(Change.record_id, func.max(Change.revision).label("number")).where(*before)
    then = last.group_by(Change.record_id).subquery()
    held = and_(Revision.kind == "term", Revision.record_id == then.c.record_id, Revision.number == then.c.number)
    texts = db.session.scalars(select(Revision.document).join(then, held))
    return spellings_of([*(json.loads(text) for text in texts), *(t for s, t in known.terms.items() if s not in now)])


def _touched(kinds: dict[str, set[int]]) -> list[Document]:
    """The statements whose index document may have changed: their own rows, or the names they are found by."""
    by_kind = {
        "statement": Statement.id,
        "term": Statement.term_id,
        "source": Statement.source_id,
        "event": Statement.event_id,
        "actor": Statement.actor_id,
    }
    found = [column.in_(kinds[kind]) for kind, column in by_kind.items() if kind in kinds]
    if "actor" in kinds:
        joint = select(Participant.statement_id).where(Participant.actor_id.in_(kinds["actor"]))
        found.append(Statement.id.in_(joint))
    current = and_(
        Revision.kind == "statement", Revision.record_id == Statement.id, Revision.number == Statement.revision
    )
    query = select(Revision.document).select_from(Statement).join(Revision, current).where(or_(*found))
    return [json.loads(text) for text in db.session.scalars(query)]
