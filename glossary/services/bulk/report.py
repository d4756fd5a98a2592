"""What came of judging a file: counts, the first records of each outcome, and a file with all of them.

The file of judged records is JSON Lines beside the upload: each line has where the record stood, what becomes of it and
why, and for a new or changed one the whole record and the revision that it was judged against.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from itertools import islice
from pathlib import Path
from typing import Any, TextIO

from glossary.interchange.tables import csv_text

Row = dict[str, Any]
OUTCOMES = ("refused", "changed", "new", "same")
FIRST = 200
"""Records of each outcome that the report itself holds; the file has all."""
MOST_ID = 120


@dataclass(slots=True)
class Judged:
    """What becomes of one record."""

    number: int
    kind: str
    id: str
    outcome: str
    why: list[str] = field(default_factory=list)
    was: list[tuple[str, str, str]] = field(default_factory=list)
    """Of a changed one: field, what is published, what the file says."""
    base: int | None = None
    row: Row | None = None


@dataclass(slots=True)
class Report:
    """The outcome of a file. `refusal` says why the whole file was refused; then nothing else is filled."""

    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(OUTCOMES, 0))
    kinds: dict[str, dict[str, int]] = field(default_factory=dict)
    """Kind -> new and changed records of it."""
    first: dict[str, list[Row]] = field(default_factory=lambda: {outcome: [] for outcome in OUTCOMES})
    unread: list[str] = field(default_factory=list)
    """Columns that are not read back."""
    left_out: list[str] = field(default_factory=list)
    """What else the file has that is not read, in sentences with counts."""
    refusal: str = ""

    @property
    def may_be_imported(self) -> bool:
        """Whether there is something to write, and nothing that is refused."""
        return not self.refusal and not self.counts["refused"] and bool(self.to_write)

    @property
    def to_write(self) -> int:
        """New and changed records."""
        return self.counts["new"] + self.counts["changed"]

    @property
    def total(self) -> int:
        """All records."""
        return sum(self.counts.values())

    def add(self, judged: Judged) -> None:
        """Count a record, and hold it where it is one of the first."""
        self.counts[judged.outcome] += 1
        if judged.outcome in ("new", "changed"):
            of_kind = self.kinds.setdefault(judged.kind, {"new": 0, "changed": 0})
            of_kind[judged.outcome] += 1
        if len(self.first[judged.outcome]) < FIRST:
            self.first[judged.outcome].append({name: value for name, value in _told(judged).items() if name != "row"})

    def sentence(self) -> str:
        """The report in one line."""
        if self.refusal:
            return self.refusal
        told = ", ".join(f"{self.counts[outcome]:,} {outcome}" for outcome in ("new", "changed", "same", "refused"))
        return f"{self.total:,} record{'s' if self.total != 1 else ''}: {told}."


def write(file: TextIO, judged: Judged) -> None:
    """Append a record to the file."""
    file.write(json.dumps(_told(judged), ensure_ascii=False, separators=(",", ":")))
    file.write("\n")


def _told(judged: Judged) -> Row:
    """Its parts as they are: `asdict` would copy each of them."""
    return {name: getattr(judged, name) for name in _NAMES}


_NAMES = tuple(part.name for part in fields(Judged))


def read(path: Path) -> Iterator[Judged]:
    """All records of a file, in its order."""
    with path.open(encoding="utf-8", newline="\n") as file:
        for line in file:
            yield from_line(line)


HEADER = ("outcome", "row", "kind", "id", "field", "published", "in_file", "reason")
"""One line for each reason and each changed field."""
_LINES = 1_000


def table(path: Path) -> Iterator[str]:
    """The whole report as CSV, in pieces: a line for each reason, each changed field, each new or same record."""
    yield csv_text([HEADER])
    lines = (line for one in read(path) for line in _table_lines(one))
    while some := list(islice(lines, _LINES)):
        yield csv_text(some)


def _table_lines(one: Judged) -> Iterator[list[str]]:
    where = [one.outcome, str(one.number), one.kind, one.id]
    details = [["", "", "", why] for why in one.why] + [[*change, ""] for change in one.was]
    yield from ([*where, *detail] for detail in details or [["", "", "", ""]])


def from_line(line: str) -> Judged:
    """One record."""
    return Judged(**json.loads(line))
