"""Importing a data set: all of it or nothing, twice the same as once, never over an editor's revision."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, selectinload

from glossary.db import db, first_line, writing
from glossary.errors import Invalid, SeedRefused
from glossary.interchange.seed_files import OF_ANOTHER, OF_LISTS, DataSet, fingerprint, read_folder
from glossary.models import (
    LISTS,
    RECORDS,
    Actor,
    Code,
    Dispute,
    Record,
    Revision,
    SeedState,
    Statement,
    Term,
)
from glossary.services.publishing.filling import Filler
from glossary.services.publishing.publishing import publish, utc_now
from glossary.services.publishing.records import Disputes, record_of
from glossary.services.publishing.rules import FILE_OF, problems_of

Progress = Callable[[str], None]
FILLED = "This glossary holds a data set already; closed lists alone are for one without. Nothing was changed."


@dataclass(slots=True)
class Report:
    """What an import did: slugs by outcome. `skipped` says that these very files were imported before."""

    skipped: bool = False
    lists_only: bool = False
    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    same: int = 0
    kept: list[str] = field(default_factory=list)

    def sentence(self) -> str:
        """The report in one line."""
        if self.skipped:
            return f"The {'closed lists are' if self.lists_only else 'data set is'} unchanged; nothing to do."
        if self.lists_only:
            return "The closed lists are in place; no record was imported."
        words = f"{len(self.new)} new, {len(self.changed)} changed, {self.same} same, {len(self.kept)} kept"
        return f"Imported: {words} (kept: revised here by an editor)."


def check_folder(folder: Path, *, lists_only: bool = False) -> DataSet:
    """Read and judge a data set without touching the database. Raises `SeedRefused` with every problem."""
    data = read_folder(folder, lists_only=lists_only)
    problems = problems_of(data)
    if problems:
        raise SeedRefused([str(problem) for problem in problems])
    return data


def size_of(folder: Path) -> int:
    """Steps that an import of this folder reports at most: a record is filled once and published once."""
    lines = (line for name in FILE_OF.values() for line in _lines(folder / f"{name}.yaml"))
    return 2 * sum(line.lstrip().startswith("- id:") for line in lines)


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8", errors="replace").splitlines() if path.is_file() else []


def is_imported(folder: Path, session: Session, *, lists_only: bool = False) -> bool:
    """Whether these files are those of the last import. Raises `Invalid` for lists alone over a data set."""
    state = session.get(SeedState, 1)
    if lists_only and state is not None and OF_LISTS not in state.sha256:
        raise Invalid(FILLED)
    return state is not None and state.sha256 == fingerprint(folder, lists_only=lists_only)


def has_lists_only() -> bool:
    """Whether this glossary was begun with closed lists and without the records of a data set."""
    return OF_LISTS in _imported()


def has_another() -> bool:
    """Whether what was imported last was another data set than the project's own, or the lists of another."""
    return _imported().startswith(OF_ANOTHER)


def _imported() -> str:
    with Session(db.engine) as session:
        state = session.get(SeedState, 1)
        return state.sha256 if state else ""


def import_folder(folder: Path, *, lists_only: bool = False, progress: Progress = lambda _: None) -> Report:
    """Import a data set, or its closed lists alone, in one transaction.

    Raises `SeedRefused`, and `Invalid` for lists alone over a data set; then nothing has changed.
    """
    with Session(db.engine) as session:
        if is_imported(folder, session, lists_only=lists_only):
            return Report(skipped=True, lists_only=lists_only)
    data = check_folder(folder, lists_only=lists_only)
    try:
        with writing() as session:
            # by another process, while this one waited for its turn
            if is_imported(folder, session, lists_only=lists_only):
                return Report(skipped=True, lists_only=lists_only)
            return _Import(session, data, progress, Report(lists_only=lists_only)).run()
    except IntegrityError as error:
        raise SeedRefused([f"the database refused the data set: {first_line(error)}."]) from error


class _Import:
    """One import under way, in one transaction."""

    def __init__(self, session: Session, data: DataSet, progress: Progress, report: Report) -> None:
        self.session, self.data, self.progress, self.report = session, data, progress, report
        self.found: dict[str, dict[str, Record]] = {kind: self._load(kind) for kind in FILE_OF}
        self.edited = set(session.execute(select(Revision.kind, Revision.record_id).where(Revision.origin == "editor")))
        statements = self.found["statement"].items()
        self.editors = {slug for slug, record in statements if ("statement", record.id) in self.edited}
        self.filler = Filler(session, lambda kind, slug: self.found[kind][slug].id)

    def run(self) -> Report:
        self._vocabularies()
        before = self._disputes()
        todo = {kind: self._sort_out(kind, before) for kind in FILE_OF}
        for record, _ in (pair for pairs in todo.values() for pair in pairs):
            if record.id is not None:
                self.filler.empty(record)
        self.session.flush()
        for kind, pairs in todo.items():
            for record, row in pairs:
                self.filler.fill(record, row)
                self.progress(kind)
            self.session.flush()
        for kind in ("actor", "term"):
            for record, row in todo[kind]:
                self.filler.link(record, row)
        self._store_disputes(row for _, row in todo["statement"])
        self.session.flush()
        self._publish_all()
        self.session.merge(SeedState(id=1, sha256=self.data.sha256, imported_at=utc_now()))
        return self.report

    def _load(self, kind: str) -> dict[str, Record]:
        model = RECORDS[kind]
        loads: dict[type[Record], tuple[Any, ...]] = {
            Term: (Term.variants, Term.equivalents, Term.relations),
            Actor: (Actor.aliases,),
            Statement: (Statement.participants, Statement.facets),
        }
        query = select(model).options(*(selectinload(part) for part in loads.get(model, ())))
        return {record.slug: record for record in self.session.scalars(query)}

    def _vocabularies(self) -> None:
        for name, model in LISTS.items():
            for place, row in enumerate(self.data.vocabularies[name]):
                text = row.get("definition") or row["label"]
                self.session.merge(model(slug=row["id"], definition=text, position=place))
        self.session.flush()
        for dimension in self.data.vocabularies["dimensions"]:
            for place, code in enumerate(dimension["codes"]):
                self.session.merge(
                    Code(
                        dimension=dimension["id"],
                        slug=code["id"],
                        definition=code["definition"],
                        position=place,
                    )
                )
        self.session.flush()

    def _disputes(self) -> Disputes:
        slugs = {record.id: slug for slug, record in self.found["statement"].items()}
        answer: dict[int, list[str]] = {}
        for one, other in self.session.execute(select(Dispute.one_id, Dispute.other_id)):
            answer.setdefault(one, []).append(slugs[other])
            answer.setdefault(other, []).append(slugs[one])
        return {key: sorted(values) for key, values in answer.items()}

    def _sort_out(self, kind: str, disputes: Disputes) -> list[tuple[Record, dict[str, Any]]]:
        """The records of one kind that are new or changed, each with what it is to hold."""
        todo: list[tuple[Record, dict[str, Any]]] = []
        for row in self.data.records[FILE_OF[kind]]:
            record = self.found[kind].get(row["id"])
            if record is None:
                record = self.found[kind][row["id"]] = RECORDS[kind](slug=row["id"])
                self.report.new.append(row["id"])
            elif (kind, record.id) in self.edited:
                self.report.kept.append(row["id"])
                continue
            elif self._own(record_of(record, disputes)) == self._own(row):
                self.report.same += 1
                continue
            else:
                self.report.changed.append(row["id"])
            todo.append((record, row))
        return todo

    def _own(self, row: dict[str, Any]) -> dict[str, Any]:
        """What the data set has to say of a record: not whether a statement that an editor revised disputes it. The
        order of disputes means nothing."""
        return {**row, "disputes": sorted(set(row["disputes"]) - self.editors)} if "disputes" in row else row

    def _store_disputes(self, rows: Iterable[dict[str, Any]]) -> None:
        """Each pair once, smaller key first; the pairs of the given statements replace what was stored of them, but
        for the pairs of a statement that was there already with one that an editor revised: they are the editor's."""
        ids = {slug: record.id for slug, record in self.found["statement"].items()}
        new = set(self.report.new)
        wanted: set[tuple[int, int]] = set()
        for row in rows:
            mine, kept = ids[row["id"]], set() if row["id"] in new else {ids[slug] for slug in self.editors}
            one_side = (Dispute.one_id == mine) & Dispute.other_id.not_in(kept)
            other_side = (Dispute.other_id == mine) & Dispute.one_id.not_in(kept)
            self.session.execute(delete(Dispute).where(one_side | other_side))
            others = {ids[slug] for slug in row["disputes"]} - kept
            wanted |= {(min(mine, other), max(mine, other)) for other in others}
        self.session.add_all(Dispute(one_id=one, other_id=other) for one, other in wanted)

    def _publish_all(self) -> None:
        """Publish every record whose document is new: its own words or those it embeds may have changed."""
        conflicts = {row["id"]: row["label"] for row in self.data.vocabularies["conflicts"]}
        self.session.expire_all()
        self.found = {kind: self._load(kind) for kind in FILE_OF}
        disputes = self._disputes()
        for kind, records in self.found.items():
            for _, record in sorted(records.items()):
                mine = disputes.get(record.id, []) if kind == "statement" else []
                publish(self.session, kind, record, conflicts=conflicts, disputes=mine, origin="seed")
                self.progress("publish")
