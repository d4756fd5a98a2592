"""Keeping the search index in step with the database, by the change log.

Every publication appends a numbered row in its own transaction; the index remembers the last number it holds. To
*drain* is to apply what came after, under the index's own lock; done twice it changes nothing. What a kill left undone
is found by the next drain, and `verifying.verify` would show it.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from flask import Flask, current_app
from sqlalchemy import and_, select, union

from glossary.db import db
from glossary.errors import IndexUnavailable, UnsafeSetting
from glossary.models import Change, Participant, Revision, Statement
from glossary.search.analysis import Spellings
from glossary.search.port import SearchIndex
from glossary.services.index import state as indexed_state
from glossary.services.index.documents import Material, index_document, spellings_of
from glossary.services.reading import change_log, counting, vocabularies
from glossary.services.reading import published as reading
from glossary.services.reading.actors import Actors
from glossary.services.reading.change_log import State
from glossary.services.reading.kept import kept

NO_TANTIVY = "SEARCH is tantivy, which is not installed: pip install glossary[tantivy]."

EXTENSION = "glossary.search"
AT_ONCE = 2_000
"""Statements whose documents are in memory at a time: some 70 kB each, before they are written."""
ON_DISK = ("whoosh", "tantivy")
"""Engines that keep files, in a folder of their name."""
Document = dict[str, Any]
Codes = dict[str, dict[str, str]]


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
    """What index documents are made of besides the statements: terms with their words, actors with their names.

    With the closed lists as they were when the index was written.
    """
    names, codes = kept(f"{EXTENSION}.material", ("term", "actor"), _material), _codes_of(index().noted())
    return names if names.codes == codes else replace(names, codes=codes)


def _codes_of(noted: str) -> Codes:
    """The closed lists, kept until something else is noted with the index."""
    held: tuple[str, Codes] = current_app.extensions.get(f"{EXTENSION}.codes", ("", {}))
    if not noted or noted != held[0]:
        held = current_app.extensions[f"{EXTENSION}.codes"] = noted, vocabularies.codes()
    return held[1]


def _material() -> Material:
    terms = {item["slug"]: item for item in reading.every("term")}
    return Material(terms, Actors(reading.each("actor")), spellings_of(terms.values()), vocabularies.codes())


def known_now() -> Material:
    """`material` with the closed lists as they are now: they change without a row in the change log."""
    return replace(material(), codes=vocabularies.codes())


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
    with _alone():
        return _write_anew(change_log.state(), known_now(), progress)


def _write_anew(state: State, known: Material, progress: Callable[[int], None] = lambda _: None) -> int:
    held = counting.counts()["statement"]
    index().rebuild(_counted(_documents(reading.each("statement"), known), progress), state.number)
    indexed_state.note(index(), state, known.rules)
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
    So is one that the database has caught up with since (state.py), and one for which texts were read by other rules.
    What is published after this began to read is left to the drain of whoever published it, as by `rebuild`.
    Raises `IndexUnavailable` where the index is damaged or another process holds it for too long.
    """
    db.session.rollback()  # what was read before may be older than the index
    try:
        seq = index().seq()
    except IndexUnavailable:
        return rebuild()
    last = change_log.last_change()
    if seq > last or indexed_state.is_lost(index()):
        return rebuild()
    if seq == last and not are_read_otherwise(known_now()):
        return 0
    with _alone():
        return _apply_after(index().seq())


@contextmanager
def _alone() -> Iterator[None]:
    """Hold the index's lock. It may take long to get: an open read would keep every write waiting meanwhile."""
    db.session.rollback()
    with index().exclusive():
        yield


def _apply_after(seq: int) -> int:
    state, known = change_log.state(), known_now()  # of one moment: a transaction sees one state
    last = state.number
    if are_read_otherwise(known):
        return _write_anew(state, known)
    if seq >= last:
        return 0
    touched = _touched(seq, last)
    db.session.rollback()  # as in `_alone`: the index is written without an open read
    for at in range(0, max(len(touched), 1), AT_ONCE):
        some = touched[at : at + AT_ONCE]
        gone = [item["id"] for item in some if item["withdrawn"] is not None]
        index().apply(_documents(some, known), gone, last if at + AT_ONCE >= len(touched) else seq)
    indexed_state.note(index(), state, known.rules)
    return len(touched)


def are_read_otherwise(known: Material) -> bool:
    """Whether texts are read by other rules than those of the index, or it does not say by which.

    The glossary's spellings make one word of two, or no longer do, or the meaning of a code has changed. An index from
    before anything was published holds no text.
    """
    return index().seq() > 0 and indexed_state.rules(index()) != known.rules


def _touched(seq: int, last: int) -> list[Document]:
    """The statements whose index document may have changed: their own rows, or the names they are found by."""
    kinds = set(db.session.scalars(select(Change.kind).where(Change.seq > seq, Change.seq <= last).distinct()))
    by_kind = {
        "statement": Statement.id,
        "term": Statement.term_id,
        "source": Statement.source_id,
        "event": Statement.event_id,
        "actor": Statement.actor_id,
    }
    changed = {
        kind: select(Change.record_id).where(Change.seq > seq, Change.seq <= last, Change.kind == kind)
        for kind in kinds & by_kind.keys()
    }
    found = [select(Statement.id).where(by_kind[kind].in_(records)) for kind, records in changed.items()]
    if "actor" in changed:
        found.append(select(Participant.statement_id).where(Participant.actor_id.in_(changed["actor"])))
    if not found:
        return []
    current = and_(
        Revision.kind == "statement", Revision.record_id == Statement.id, Revision.number == Statement.revision
    )
    query = select(Revision.document).select_from(Statement).join(Revision, current)
    return [json.loads(text) for text in db.session.scalars(query.where(Statement.id.in_(union(*found))))]
