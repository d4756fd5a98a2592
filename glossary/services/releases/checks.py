"""What validators say of a release's files. Each result is stored with it; what could not be run says why.

Where others publish meanwhile, the records that they published are left out of the comparison with the database.
"""

from __future__ import annotations

import logging
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import select

from glossary.db import db
from glossary.errors import Invalid
from glossary.interchange.incoming import json_lines
from glossary.interchange.incoming.reading import read
from glossary.models import RECORDS, Change
from glossary.services.bulk import judging as bulk
from glossary.services.bulk import report as bulk_report
from glossary.services.bulk import rows as bulk_rows
from glossary.services.export.exporting import Snapshot
from glossary.services.releases import graphs as releasing_graphs
from glossary.services.releases import outside as releasing_outside

log = logging.getLogger("glossary")
PASSED, FAILED, NOT_RUN = "passed", "failed", "not run"
MOST_PROBLEMS = 20
"""Problems that a result names; of more it has the number."""
MOST_TREE = 100_000_000
"""Bytes of a TBX file that is held in memory as a tree, for which it takes five times as much."""
SCHEMA = "Each record by its schema"
SAME = "Read back by the import: the same as what was published"
ACCOUNTS = "Of two accounts that name each other, both are in the file"
GRAMMAR = "By the core grammar of TBX (ISO 30042:2019, RELAX NG)"
RULES = "By the rules of TBX-Basic (Schematron, by Node)"
GRAPH = "Read as a graph, the same in all three syntaxes"
SKOS = "By the rules of SKOS, and no definition without actor, date and source"
PARSED = "Read by a parser of its own, with an entry for each source"


@dataclass(frozen=True, slots=True)
class Result:
    """What one check says of one file; `counts` is what it looked at, by name."""

    file: str
    check: str
    outcome: str
    says: str = ""
    counts: dict[str, int] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)

    def to_document(self) -> dict[str, Any]:
        """As it is stored."""
        return {name: getattr(self, name) for name in self.__slots__}


def run(made: Path, taken: Snapshot, tell: Callable[[str], None]) -> list[Result]:
    """All checks of a release's folder."""
    results = []
    for file, check, look in _checks(made, taken):
        tell(f"Checking {file}: {check}")
        results.append(_result(file, check, look))
        db.session.rollback()
    return results


Look = Callable[[], tuple[dict[str, int], list[str]]]
"""Gives counts and problems. Raises `releasing_outside.NotRun` where it cannot be run, with the reason."""


def _result(file: str, check: str, look: Look) -> Result:
    try:
        counts, problems = look()
    except releasing_outside.NotRun as reason:
        return Result(file, check, NOT_RUN, str(reason))
    except Exception as error:
        log.exception("the check of %s broke off", file)
        return Result(file, check, FAILED, f"The check broke off: {type(error).__name__}. The log has the story.")
    says = f"{len(problems):,} problems" if len(problems) > MOST_PROBLEMS else ""
    return Result(file, check, FAILED if problems else PASSED, says, counts, problems[:MOST_PROBLEMS])


def _checks(made: Path, taken: Snapshot) -> Iterator[tuple[str, str, Look]]:
    yield "glossary.jsonl", SCHEMA, partial(by_schema, made / "glossary.jsonl", taken)
    for name in ("glossary.jsonl", "statements.csv", "terms.csv", "actors.csv", "sources.csv", "events.csv"):
        yield name, SAME, partial(read_back, made / name, taken)
    for name in ("glossary.jsonl", "statements.csv", "glossary.tbx"):
        yield name, ACCOUNTS, partial(accounts, made / name, taken)
    yield "glossary.tbx", GRAMMAR, partial(_grammar, made / "glossary.tbx")
    yield "glossary.tbx", RULES, partial(releasing_outside.dialect, made / "glossary.tbx")
    yield "glossary.tbx", SAME, partial(read_back, made / "glossary.tbx", taken)
    graphs = releasing_graphs.Graphs(made)
    for ending in releasing_graphs.ENDINGS:
        yield f"glossary.{ending}", GRAPH, partial(graphs.same, ending)
    yield "glossary.ttl", SKOS, graphs.rules
    sources = taken.counts["source"]
    yield "sources.bib", PARSED, partial(releasing_outside.bibtex, made / "sources.bib", sources)
    yield "sources.json", PARSED, partial(releasing_outside.csl, made / "sources.json", sources)


def by_schema(path: Path, taken: Snapshot) -> tuple[dict[str, int], list[str]]:
    """Every line by the schema of its kind, and as many of each kind as were taken."""
    counts: Counter[str] = Counter()
    problems = []
    for record in json_lines.read(path):
        counts[record.kind] += 1
        why = [record.problem] if record.problem else bulk_rows.loaded(record.kind, dict(record.row))[1]
        problems += [f"Line {record.number}: {reason}" for reason in why]
    for kind, number in taken.counts.items():
        if counts[kind] != number:
            problems.append(f"There are {counts[kind]} of {number} of the kind {kind}.")
    return {f"{kind}s": number for kind, number in counts.items() if kind}, problems


def read_back(path: Path, taken: Snapshot) -> tuple[dict[str, int], list[str]]:
    """The file as the import judges it: every record must be the same as the one that is published."""
    with tempfile.TemporaryDirectory() as folder:
        judged = Path(folder) / "judged.jsonl"
        report = bulk.judge(path, path.suffix[1:], judged, hint=path.stem)
        if report.refusal:
            return {}, releasing_outside.refused(report.refusal)
        since = _published_since(taken.change)
        others = [one for one in bulk_report.read(judged) if one.outcome != "same" and (one.kind, one.id) not in since]
    missing = _missing(path, taken, report.total)
    return {"same": report.counts["same"]}, [*missing, *map(_told, others)]


def accounts(path: Path, taken: Snapshot) -> tuple[dict[str, int], list[str]]:
    """Every statement that another one of the file disputes is in the file, too: none that was withdrawn is named."""
    there: set[str] = set()
    named: dict[str, str] = {}
    try:
        for record in read(path, path.suffix[1:], dimensions=taken.dimensions, hint=path.stem):
            if record.kind == "statement":
                there.add(str(record.row.get("id")))
                named |= {str(other): str(record.row.get("id")) for other in record.row.get("disputes") or ()}
    except Invalid as refused:
        return {}, releasing_outside.refused(str(refused))
    problems = [
        f"{one} disputes {other}, which is not in the file." for other, one in named.items() if other not in there
    ]
    return {"statements": len(there)}, problems


def _missing(path: Path, taken: Snapshot, total: int) -> Iterable[str]:
    wanted = sum(taken.counts.values()) if path.stem == "glossary" else taken.counts[path.stem.removesuffix("s")]
    return [] if total == wanted else [f"The file has {total} of {wanted} records."]


def _told(one: bulk_report.Judged) -> str:
    why = one.why or [f"{name}: {old!r} became {new!r}." for name, old, new in islice(one.was, 3)]
    return f"{one.kind or 'record'} {one.id} is {one.outcome}: {' '.join(why)}"


def _published_since(change: int) -> set[tuple[str, str]]:
    """Kind and slug of the records that were published after a change."""
    found = set()
    for kind, model in RECORDS.items():
        changed = select(Change.record_id).where(Change.seq > change, Change.kind == kind)
        found |= {(kind, slug) for slug in db.session.scalars(select(model.slug).where(model.id.in_(changed)))}
    return found


def _grammar(path: Path) -> tuple[dict[str, int], list[str]]:
    from glossary.interchange.tbx.validation import problems  # its library costs every start its time

    size = path.stat().st_size
    if size > MOST_TREE:
        raise releasing_outside.NotRun(f"The file is longer than {MOST_TREE:,} bytes, more than is held in memory.")
    return {"bytes": size}, problems(path)
