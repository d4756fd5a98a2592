"""Keeping the search index in step with the database, by the change log.

Every publication appends a numbered row in its own transaction; the index remembers the last number it holds. To
*drain* is to apply what came after, under the index's own lock; done twice it changes nothing. What a kill left undone
is found by the next drain, and `verify` would show it.
"""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import Flask, current_app
from sqlalchemy import and_, or_, select

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
from glossary.services.reading.kept import kept

NO_TANTIVY = "SEARCH is tantivy, which is not installed: pip install glossary[tantivy]."

PATIENCE = 1.0
PATIENCE_OF_MANY = 10.0
FEW = 10
"""See `Watch`. With two looks a second, what a killed process published is found within two seconds (promise S1); but
for an import that was killed, of which the last second's records are found after ten."""
LOOKS = 5
"""How often `verify` looks at an index that others bring up to date meanwhile."""
EXTENSION = "glossary.search"
ON_DISK = ("whoosh", "tantivy")
"""Engines that keep files, in a folder of their name."""
Document = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Verification:
    """What database and index disagree on, by statement id."""

    missing: list[str]
    surplus: list[str]
    stale: list[str]
    behind: int
    """How many rows of the change log the index does not hold yet."""

    @property
    def sound(self) -> bool:
        """Whether they agree."""
        return not (self.missing or self.surplus or self.stale or self.behind)


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
    two seconds of this, or ten where it is much (`Watch`). On SQLite nothing is published while the caller reads.
    """
    with index().exclusive():
        state, held = change_log.state(), counting.counts()["statement"]
        index().rebuild(_counted(_documents(reading.each("statement")), progress), state.number)
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


def _documents(statements: Iterable[Document]) -> Iterator[Any]:
    known = material()
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


class Watch:
    """Now and then a look at whether the index needs help, by a process that makes up for what others left undone.

    Whoever publishes brings the index up to date, and an import does so all along. To do it here as well would take
    the processor from the readers whom this process answers. So a look finds need only once nothing has been added for
    a while, `PATIENCE` seconds, or `PATIENCE_OF_MANY` where more than `FEW` changes are missing.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock, self._stood, self._since = clock, -1, 0.0

    def finds_need(self) -> bool:
        """Whether to drain now."""
        try:
            held = index().seq()
        except IndexUnavailable:
            return True
        missing = change_log.last_change() - held
        if missing > 0 and held != self._stood:
            self._stood, self._since = held, self._clock()
        if missing <= 0:
            self._stood = -1
            return missing < 0 or indexed_state.is_lost(held)
        return self._clock() - self._since >= (PATIENCE_OF_MANY if missing > FEW else PATIENCE)


def _apply_after(seq: int) -> int:
    state = change_log.state()
    last = state.number
    if seq >= last:
        return 0
    changed = db.session.execute(select(Change.kind, Change.record_id).where(Change.seq > seq, Change.seq <= last))
    kinds: dict[str, set[int]] = {}
    for kind, record in changed:
        kinds.setdefault(kind, set()).add(record)
    if kinds.get("term"):  # a new spelling may be one word with others, in any text
        index().rebuild(_documents(reading.each("statement")), last)
        indexed_state.note(state)
        return counting.counts()["statement"]
    touched = _touched(kinds)
    live = [item for item in touched if item["withdrawn"] is None]
    gone = [item["id"] for item in touched if item["withdrawn"] is not None]
    documents = _documents(live)
    db.session.rollback()  # an open read would keep every write waiting for as long as the index is written
    index().apply(documents, gone, last)
    indexed_state.note(state)
    return len(touched)


def _touched(kinds: dict[str, set[int]]) -> list[Document]:
    """The statements whose index document may have changed: their own rows, or the names they are found by."""
    by_kind = {
        "statement": Statement.id,
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


def verify() -> Verification:
    """Compare what database and index hold: ids and revisions. Raises `IndexUnavailable`.

    The index is read first, and again where it has moved until the database was read: a publication meanwhile is no
    difference. One that moves all the time is told as it was met last.
    """
    change_log.last_change()  # a database without tables is told as that, whether or not there is an index
    for _ in range(LOOKS):
        seq, held = index().seq(), index().contents()
        found = _compared(held, seq)
        if index().seq() == seq:
            break
    return found


def _compared(held: Mapping[str, int], seq: int) -> Verification:
    """What the index holds, at this number of the log, beside the database of now."""
    db.session.rollback()
    published = select(Statement.slug, Statement.revision).where(Statement.state == "published")
    wanted = {row.slug: row.revision for row in db.session.execute(published)}
    return Verification(
        missing=sorted(set(wanted) - set(held)),
        surplus=sorted(set(held) - set(wanted)),
        stale=sorted(slug for slug, number in held.items() if wanted.get(slug, number) != number),
        behind=max(0, change_log.last_change() - seq),
    )
