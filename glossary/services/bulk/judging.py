"""Judging a file of records: what is new, changed, same, refused, and why. Nothing is written to the database.

The file is read once, record by record, into a file of our own; of the records themselves only what must be compared
across the whole file stays in memory: their ids, and of other kinds than statements what no two may share.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import IO, Any

from glossary.errors import Invalid
from glossary.interchange.incoming.reading import read
from glossary.interchange.incoming.records import Incoming, legible
from glossary.services.bulk import held as bulk_held
from glossary.services.bulk import report as bulk_report
from glossary.services.bulk import rows as bulk_rows
from glossary.services.bulk.held import Held, Recorded
from glossary.services.bulk.report import MOST_ID, Judged, Report
from glossary.services.publishing import rules
from glossary.services.publishing.rules import FILE_OF, Known

Row = dict[str, Any]
Progress = Callable[[int, int], None]
"""Called with the records that are done and all of them; 0 for all as long as they are not counted."""
BATCH = 500
"""Records that are looked up at once."""
_COMPARED = {
    "source": ("id", "url"),
    "actor": ("id", "name", "aliases", "affiliation"),
    "term": ("id", "preferred", "variants", "relations"),
    "event": ("id", "name"),
}
"""What the rules across records look at."""
OVERTAKEN = (
    "It was made from revision {}, and the record is at revision {} now. Take it out anew, or leave its revision out "
    "to put it in the place of what is there."
)
WITHDRAWN = "An import does not withdraw, and does not reinstate: that is done in the record itself."
FORMER = "id: This address was that of another record."
HALF = "It holds half a character."
NO_LISTS = (
    "This glossary has no closed lists yet (types of sources, kinds, stances and others), so that no record can be "
    "imported. `glossary seed --lists-only` brings them; then import again."
)
NO_ID = "id: is missing; without it the record would be new each time that the file is imported."


def judge(path: Path, form: str, judged: Path, *, hint: str = "", progress: Progress = lambda *_: None) -> Report:
    """Judge a file in a format (`form`), and write each record's outcome to `judged`.

    A file that cannot be read at all is told in the report's `refusal`; then there is no file of outcomes. Raises
    nothing that a file could cause.
    """
    with tempfile.TemporaryFile(dir=judged.parent) as spool:
        judging = _Judging(spool, progress)
        if not any(judging.held.lists.values()):
            return Report(refusal=NO_LISTS)
        try:
            judging.collect(path, form, hint)
        except Invalid as refused:
            return Report(refusal=str(refused))
        return judging.run(judged)


class _Judging:
    """One file under judgement."""

    def __init__(self, spool: IO[bytes], progress: Progress) -> None:
        self.spool, self.progress = spool, progress
        self.held = Held.read()
        self.report = Report()
        self.total = 0
        self.places: dict[str, dict[str, int]] = {kind: {} for kind in FILE_OF}
        """Kind -> id -> where it stands first."""
        self.twice: dict[tuple[str, str], list[int]] = {}
        self.disputes: dict[str, frozenset[str]] = {}
        """Of each statement of the file that says which it disputes."""
        self.shared: dict[tuple[str, str], list[str]] = {}
        """Why records of the file cannot stand beside the others of their kind."""

    def collect(self, path: Path, form: str, hint: str) -> None:
        """Read the file once. Raises Invalid."""
        dimensions = list(self.held.codes)
        unread, left_out = self.report.unread, self.report.left_out
        for given in read(path, form, dimensions=dimensions, hint=hint, unread=unread, left_out=left_out):
            record, line = _spooled(given)
            self.spool.write(line)
            self.total += 1
            self._note(record)
            if self.total % BATCH == 0:
                self.progress(self.total, 0)

    def _note(self, record: Incoming) -> None:
        slug = record.row.get("id")
        if not record.kind or not isinstance(slug, str) or not slug:
            return
        first = self.places[record.kind].setdefault(slug, record.number)
        if first != record.number or (record.kind, slug) in self.twice:
            self.twice.setdefault((record.kind, slug), [first]).append(record.number)
        if record.kind == "statement" and ("disputes" in record.row or slug not in self.held.slugs["statement"]):
            told = record.row.get("disputes")
            some = frozenset(one for one in told if isinstance(one, str)) if isinstance(told, list) else _NONE
            self.disputes[slug] = some or _NONE

    def run(self, judged: Path) -> Report:
        """Judge what was collected."""
        conflicts = self._compare()
        known = self.held.known({kind: places.keys() for kind, places in self.places.items()}, conflicts)
        with judged.open("w", encoding="utf-8", newline="\n") as out:
            for batch in self._batches():
                for record, held in batch:
                    outcome = self._judged(record, held, known)
                    self.report.add(outcome)
                    bulk_report.write(out, outcome)
                self.progress(self.report.total, self.total)
        return self.report

    def _batches(self, kinds: Iterable[str] = (*FILE_OF, "")) -> Iterator[list[tuple[Incoming, Recorded | None]]]:
        """The records of these kinds, each beside what is published of it."""
        self.spool.seek(0)
        chosen = frozenset(kinds)
        every = (Incoming(*json.loads(line)) for line in self.spool)
        wanted = (record for record in every if record.kind in chosen)
        while batch := list(islice(wanted, BATCH)):
            held = {kind: bulk_held.recorded(kind, self._there(kind, batch)) for kind in FILE_OF}
            yield [(record, held[record.kind].get(_id(record)) if record.kind else None) for record in batch]

    def _there(self, kind: str, batch: Iterable[Incoming]) -> set[str]:
        return {_id(record) for record in batch if record.kind == kind} & self.held.slugs[kind]

    def _compare(self) -> dict[str, str]:
        """Put the records that no two of may share something beside each other; event -> conflict of this file."""
        coming: dict[str, dict[str, Row]] = {kind: {} for kind in _COMPARED if self.places[kind]}
        conflicts: dict[str, str] = {}
        for batch in self._batches(coming):
            for record, held in batch:
                row, _ = bulk_rows.loaded(record.kind, self._merged(record, held)) if not record.problem else (None, [])
                if row is not None:
                    coming[record.kind][row["id"]] = {name: row[name] for name in _COMPARED[record.kind]}
                    conflicts |= {row["id"]: row["conflict"]} if record.kind == "event" else {}
        for kind, rows in coming.items():
            self._compare_kind(kind, rows)
        return conflicts

    def _compare_kind(self, kind: str, rows: dict[str, Row]) -> None:
        others = [
            {name: row[name] for name in _COMPARED[kind]} for row in bulk_held.every(kind) if row["id"] not in rows
        ]
        for problem in rules.problems_of_kind(kind, [*others, *rows.values()]):
            if problem.record in rows:
                self.shared.setdefault((kind, problem.record), []).append(bulk_rows.sentence(problem))

    def _merged(self, record: Incoming, held: Recorded | None) -> Row:
        row = bulk_rows.merged(record, held.row if held else None, self.held.codes)
        return bulk_rows.with_withdrawn(row, held.row, self.held.withdrawn) if held else row

    def _judged(self, record: Incoming, held: Recorded | None, known: Known) -> Judged:
        judged = Judged(record.number, record.kind, legible(_id(record))[:MOST_ID], "refused")
        if record.problem:
            judged.why = [record.problem]
            return judged
        row = self._merged(record, held)
        judged.why = [*self._across(record), *_states(record, held)]
        if held is not None and bulk_rows.is_same(row, held.row):
            judged.outcome = "refused" if judged.why else "same"
            return judged
        self._fill(judged, record, row, held, known)
        judged.why = [bulk_rows.cut(reason) for reason in judged.why[: bulk_rows.MOST_REASONS]]
        return judged

    def _fill(self, judged: Judged, record: Incoming, row: Row, held: Recorded | None, known: Known) -> None:
        """What becomes of a record that is new or differs."""
        well, why = bulk_rows.loaded(record.kind, row)
        judged.why += why if held else bulk_rows.as_new(record.kind, why)
        if well is not None:
            judged.why += bulk_rows.pointing(record.kind, well, known, held.row if held else None)
        if held is None and _id(record) in self.held.former[record.kind]:
            judged.why.append(FORMER)
        if held is not None and record.base not in (None, held.revision):
            judged.why.append(OVERTAKEN.format(record.base, held.revision))
        if judged.why or well is None:
            return
        judged.outcome, judged.row = ("changed" if held else "new"), well
        if held is not None:
            judged.base, judged.was = held.revision, bulk_rows.changes(held.row, well)

    def _across(self, record: Incoming) -> Iterator[str]:
        """Reasons that lie in other records of the file."""
        slug = _id(record)
        if not slug and not isinstance(record.row.get("id"), str | None):
            return  # the schema says it
        if not slug:
            yield NO_ID
        if places := self.twice.get((record.kind, slug)):
            yield f"id: It stands more than once in the file: rows {', '.join(map(str, places[:10]))}."
        yield from self.shared.get((record.kind, slug), ())
        if record.kind == "statement":
            for other in sorted(self.disputes.get(slug, ())):
                if slug not in self.disputes.get(other, (slug,)):
                    place = self.places["statement"][other]
                    yield f"disputes: {other[:MOST_ID]}, row {place}, does not dispute it in turn."


def _spooled(record: Incoming) -> tuple[Incoming, bytes]:
    """The record, and the line that keeps it; one that no file can hold is refused."""
    try:
        return record, _line(record)
    except UnicodeEncodeError:
        bare = Incoming(record.number, record.kind, problem=HALF)
        return bare, _line(bare)


def _line(record: Incoming) -> bytes:
    told = [getattr(record, name) for name in Incoming.__slots__]
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


_NONE: frozenset[str] = frozenset()


def _id(record: Incoming) -> str:
    slug = record.row.get("id", "")
    return slug if isinstance(slug, str) else ""


def _states(record: Incoming, held: Recorded | None) -> Iterator[str]:
    """What is said of being withdrawn must be what is."""
    if record.withdrawn is not None and record.withdrawn != (held.withdrawn if held else ""):
        yield f"withdrawn: {WITHDRAWN}"
