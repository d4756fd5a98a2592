"""JSON Lines of the whole, read into another glossary: what it needs of it, and what it becomes there."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from glossary.db import db
from glossary.services import migrating
from glossary.services.auditing import OPERATOR
from glossary.services.bulk import judging as bulk
from glossary.services.bulk import writing as bulk_writing
from glossary.services.bulk.batch import Deed
from glossary.services.export import files as export_files
from glossary.services.publishing import importing
from tests import data_sets
from tests.interchange.linked import HERE
from tests.services.conftest import at_work, blank_instance, small_app, small_folder, small_instance
from tests.services.publishing import editing as by_hand

__all__ = ["blank_instance", "small_app", "small_folder", "small_instance"]
KIRBY, KIRBY_AGAIN = "john-kirby-humanitarian-pause-2023-10-26", "john-kirby-humanitarian-pause-2023-10-27"


def _whole() -> bytes:
    file, taken = export_files.take("glossary.jsonl")
    return b"".join(file.write(taken, HERE))


def _records(whole: bytes) -> list[dict[str, Any]]:
    """The records of a file without their revisions, which count what was published where."""
    records = [next(iter(json.loads(line).items())) for line in whole.splitlines()]
    return [{"kind": kind, **document, "revision": 0} for kind, document in records]


@pytest.fixture
def whole(small_app: Flask, tmp_path: Path) -> Path:
    """The file of a glossary in which one of two accounts is withdrawn."""
    by_hand.withdraw(KIRBY)
    path = tmp_path / "glossary.jsonl"
    path.write_bytes(_whole())
    db.session.rollback()
    return path


@pytest.fixture
def empty(whole: Path, tmp_path: Path) -> Iterator[Flask]:
    """Another glossary, without records and without lists."""
    with at_work(tmp_path / "another") as app:
        migrating.upgrade(db.engine)
        yield app


def test_over_the_same_lists_it_is_the_same_glossary(empty: Flask, whole: Path, tmp_path: Path) -> None:
    """Read into a glossary that has nothing but the same closed lists: all is new there, and leaves as it came."""
    importing.import_folder(data_sets.SEED, lists_only=True)
    report = bulk.judge(whole, "jsonl", tmp_path / "judged")
    assert report.counts["new"] == report.total > 0, report.first
    written = bulk_writing.write(tmp_path / "judged", Deed(OPERATOR, "Taken over."))
    assert (written.new, written.stopped) == (report.total, "")
    assert _records(_whole()) == _records(whole.read_bytes())
    again = bulk.judge(whole, "jsonl", tmp_path / "again")
    assert again.counts["same"] == again.total, again.first


def test_without_lists_the_file_is_refused_in_one_sentence(empty: Flask, whole: Path, tmp_path: Path) -> None:
    """No record could be taken: the report names the step that brings the lists, and no record."""
    report = bulk.judge(whole, "jsonl", tmp_path / "judged")
    assert report.total == 0
    assert report.refusal.startswith("This glossary has no closed lists yet")
    assert "`glossary seed --lists-only` brings them" in report.refusal


def test_where_a_list_lacks_a_word_each_record_says_so(empty: Flask, whole: Path, tmp_path: Path) -> None:
    """The lists are not in the file: whatever uses a word that they lack is refused, with the word and the list."""
    lists = data_sets.whole()
    lists["source_types"] = [row for row in lists["source_types"] if row["id"] != "news-report"]
    importing.import_folder(data_sets.write(lists, tmp_path / "lists"), lists_only=True)
    report = bulk.judge(whole, "jsonl", tmp_path / "judged")
    assert report.counts["refused"] > 0
    why = report.first["refused"][0]["why"][0]
    assert why == "type: 'news-report' is not among the source_types."
