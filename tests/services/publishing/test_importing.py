"""Importing the whole data set: everything arrives, all or nothing, and twice is once (K7)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event, func, select

from glossary import create_app
from glossary.db import db, writing
from glossary.errors import SeedRefused
from glossary.models import LISTS, RECORDS, Change, Code, Dispute, Revision, SeedState, Statement
from glossary.services.publishing import importing
from glossary.services.publishing.documents import chained_hash, document_of, dump
from glossary.services.publishing.importing import FILE_OF
from glossary.services.publishing.records import record_of
from glossary.services.reading import counting, vocabularies
from tests import data_sets

SIZES = {"term": 60, "actor": 216, "source": 276, "event": 54, "statement": 401}


@pytest.fixture(scope="module")
def imported(seeded: Path) -> Iterator[Flask]:
    """The application on the seeded data, at work, only read."""
    app = create_app(instance=seeded)
    with app.app_context():
        yield app
        db.engine.dispose()


def stored_disputes() -> dict[int, list[str]]:
    """Statement key -> slugs of the statements that it disputes, from the table itself."""
    slugs = dict(db.session.execute(select(Statement.id, Statement.slug)).all())
    pairs = db.session.execute(select(Dispute.one_id, Dispute.other_id)).all()
    both = [*pairs, *((other, one) for one, other in pairs)]
    return {mine: sorted(slugs[other] for one, other in both if one == mine) for mine, _ in both}


@pytest.mark.parametrize("kind", RECORDS)
def test_k7_every_record_arrives_with_every_field(kind: str, imported: Flask) -> None:
    """K7: each record read back from the tables equals its record in the files, field by field, and none is missing.

    What a file may leave out arrives empty.
    """
    optional = {"archive_url": ""} if kind == "source" else {}
    disputes = stored_disputes()
    stored = {row.slug: record_of(row, disputes) for row in db.session.scalars(select(RECORDS[kind]))}
    written = {row["id"]: row for row in data_sets.whole()[FILE_OF[kind]]}
    assert set(stored) == set(written)
    for slug, row in written.items():
        assert stored[slug] == {**optional, **row}
        assert set(stored[slug]) == {*optional, *row}


def test_k7_counts_in_are_counts_out(imported: Flask) -> None:
    """K7: as many records of each kind as the files hold, each with one revision and one row of the change log."""
    assert counting.counts() == SIZES
    assert {kind: len(data_sets.whole()[FILE_OF[kind]]) for kind in RECORDS} == SIZES
    for counted in (Revision, Change):
        per_kind = select(counted.kind, func.count()).group_by(counted.kind)
        assert dict(db.session.execute(per_kind).all()) == SIZES


@pytest.mark.parametrize("name", LISTS)
def test_every_closed_list_arrives_in_its_order(name: str, imported: Flask) -> None:
    """Each vocabulary is stored whole: words, meanings and their order."""
    written = [(row["id"], row.get("definition") or row["label"]) for row in data_sets.whole()[name]]
    assert list(vocabularies.vocabulary(name).items()) == written


def test_every_code_arrives_in_its_order(imported: Flask) -> None:
    """Each dimension has its codes with their meanings, in the order of the files."""
    written = {
        row["id"]: [(code["id"], code["definition"]) for code in row["codes"]]
        for row in data_sets.whole()["dimensions"]
    }
    assert {dimension: list(codes.items()) for dimension, codes in vocabularies.codes().items()} == written
    assert db.session.scalar(select(func.count()).select_from(Code)) == sum(map(len, written.values())) == 92


@pytest.mark.parametrize("kind", RECORDS)
def test_every_published_document_is_hashed_and_says_what_the_record_says(kind: str, imported: Flask) -> None:
    """The stored document is the record's own, byte for byte, and its hash is that of its bytes."""
    disputes, conflicts = stored_disputes(), vocabularies.vocabulary("conflicts")
    revisions = {r.record_id: r for r in db.session.scalars(select(Revision).where(Revision.kind == kind))}
    for record in db.session.scalars(select(RECORDS[kind])):
        mine = disputes.get(record.id, []) if kind == "statement" else []
        revision = revisions[record.id]
        assert revision.document == dump(document_of(record, conflicts=conflicts, disputes=mine))
        assert revision.sha256 == chained_hash("", revision.document)
        assert (revision.number, revision.previous_sha256, revision.origin) == (1, "", "seed")


def test_k7_an_error_in_the_last_record_changes_nothing(own_app: Flask, tmp_path: Path) -> None:
    """K7: a data set whose very last statement is wrong leaves every table as it was."""
    data = data_sets.whole()
    data["terms"][0]["gloss"] = "Changed."
    data["statements"][-1]["actor"] = "nobody"
    before = data_sets.contents(db.engine)
    with pytest.raises(SeedRefused):
        importing.import_folder(data_sets.write(data, tmp_path / "data"))
    assert data_sets.contents(db.engine) == before


def test_k7_the_same_files_again_are_skipped(own_app: Flask) -> None:
    """K7: the second import of the same files says so and leaves every row as it was, in SQLite's file every byte."""
    path = Path(own_app.config["GLOSSARY"]["DATABASE_URL"].removeprefix("sqlite:///"))
    before = path.read_bytes() if path.exists() else data_sets.contents(db.engine)
    report = importing.import_folder(data_sets.SEED)
    assert report.skipped
    assert report.sentence() == "The data set is unchanged; nothing to do."
    assert (path.read_bytes() if path.exists() else data_sets.contents(db.engine)) == before


def test_k7_the_same_records_again_change_nothing(own_app: Flask, tmp_path: Path) -> None:
    """K7: files that differ in their bytes only are read, and not one record, revision or change row is added."""
    folder = data_sets.copy(tmp_path / "data")
    (folder / "terms.yaml").write_text("# another remark\n" + (folder / "terms.yaml").read_text("utf-8"), "utf-8")
    before = data_sets.contents(db.engine)
    report = importing.import_folder(folder)
    assert (report.new, report.changed, report.kept, report.same) == ([], [], [], sum(SIZES.values()))
    after = data_sets.contents(db.engine)
    assert before.pop("seed_state") != after.pop("seed_state")
    assert after == before


class Interrupted(Exception):
    """The power goes."""


def interrupt_at(number: int) -> Any:
    """A listener that lets so many statements pass and fails at the next."""
    left = iter(range(number))

    def listener(*_: Any) -> None:
        if next(left, None) is None:
            raise Interrupted

    return listener


@pytest.mark.parametrize("number", [0, 1, 7, 40, 150, 400])
def test_k3_k7_an_interruption_in_the_middle_leaves_nothing(number: int, blank_app: Flask, small_folder: Path) -> None:
    """K3, K7: when the n-th statement of an import fails, the tables are as empty as before, and the next try works."""
    before, engine = data_sets.contents(db.engine), db.engine
    listener = interrupt_at(number)
    event.listen(engine, "before_cursor_execute", listener)
    try:
        with pytest.raises(Interrupted):
            importing.import_folder(small_folder)
    finally:
        event.remove(engine, "before_cursor_execute", listener)
    assert data_sets.contents(db.engine) == before
    assert len(importing.import_folder(small_folder).new) == 50


def test_of_two_imports_at_once_one_does_the_work(blank_app: Flask, small_folder: Path) -> None:
    """Two processes that start together: one imports, the other waits and finds it done."""
    reports: list[importing.Report] = []

    def start() -> None:
        with blank_app.app_context():
            reports.append(importing.import_folder(small_folder))

    threads = [Thread(target=start) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted((report.skipped, len(report.new)) for report in reports) == [(False, 50), (True, 0)]


def test_progress_counts_each_record_twice(blank_app: Flask, small_folder: Path) -> None:
    """The bar's steps are known before: each record is filled once and published once."""
    steps: list[str] = []
    importing.import_folder(small_folder, progress=steps.append)
    assert len(steps) == importing.size_of(small_folder) == 100


def test_a_failed_import_may_be_repeated_after_mending(blank_app: Flask, tmp_path: Path) -> None:
    """A refusal leaves no memory: the mended files are imported whole."""
    data = data_sets.small()
    data["statements"][-1]["said"] = "yesterday"
    with pytest.raises(SeedRefused):
        importing.import_folder(data_sets.write(data, tmp_path / "data"))
    with writing() as session:
        assert session.get(SeedState, 1) is None
    assert len(importing.import_folder(data_sets.write(data_sets.small(), tmp_path / "data")).new) == 50
