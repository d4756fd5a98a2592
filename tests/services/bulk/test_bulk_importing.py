"""Importing what was judged: whole or not at all, twice as once, over nobody's work (K7)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from glossary.db import db
from glossary.errors import Invalid
from glossary.models import AuditEntry, Revision
from glossary.services.auditing import OPERATOR
from glossary.services.history import revisions as history
from glossary.services.index import verifying
from glossary.services.publishing import editing
from glossary.services.publishing.editing import Draft
from glossary.services.reading import published as reading
from tests import data_sets
from tests.services.bulk.files import KIRBY, NOTE, imported, judge, many, publish, row, some, write_lines, write_table

Row = dict[str, Any]


def _contents() -> dict[str, list[tuple[Any, ...]]]:
    db.session.rollback()
    return data_sets.contents(db.engine)


def test_k7_an_error_in_the_last_row_writes_nothing(small_app: Flask, tmp_path: Path) -> None:
    """K7: fifty good records and a bad one at the end: not a row of any table is another one."""
    before = _contents()
    path = write_lines(tmp_path, *many(50), ("statement", {"id": "bad"}))
    assert not judge(path).may_be_imported
    with pytest.raises(Invalid, match="refused"):
        publish(path)
    assert _contents() == before


def test_k7_the_same_file_twice_changes_nothing(small_app: Flask, tmp_path: Path) -> None:
    """K7: after an import the file is all the same, and importing it again changes no row."""
    path = write_lines(tmp_path, *many(3), ("actor", {**some("actor"), "note": "another note"}))
    first = imported(path)
    assert (first.new, first.changed, first.stopped) == (3, 1, "")
    before = _contents()
    assert judge(path).counts["same"] == 4
    second = publish(path)
    assert (second.new, second.changed, second.same) == (0, 0, 0)
    assert _contents() == before


def test_what_is_imported_is_published_as_by_hand(small_app: Flask, tmp_path: Path) -> None:
    """Document, hashes, origin, note, audit entry and index are those that publishing one record leaves."""
    imported(write_lines(tmp_path, ("statement", row("statement", KIRBY, id="by-import", disputes=[]))))
    wanted = row("statement", KIRBY, id="by-hand", disputes=[])
    editing.publish([Draft("statement", wanted)], by=OPERATOR, note=NOTE)
    one, other = (reading.document("statement", slug) for slug in ("by-import", "by-hand"))
    assert {**one, "id": ""} == {**other, "id": ""}
    assert history.is_unbroken("statement", "by-import")
    with Session(db.engine) as session:
        states = session.scalars(select(Revision).order_by(Revision.published_at.desc()).limit(2)).all()
        assert {(state.origin, state.change_note, state.review) for state in states} == {("editor", NOTE, "none")}
        entries = session.scalars(select(AuditEntry).where(AuditEntry.what == "publish")).all()
        assert [(entry.slug, entry.who, entry.detail, entry.revision) for entry in entries] == [
            *(("by-import", "operator", NOTE, 1), ("by-hand", "operator", NOTE, 1))
        ]
    assert verifying.verify().sound


def test_everything_new_at_once(blank_app: Flask, tmp_path: Path) -> None:
    """Into a glossary that has closed lists and no records, all kinds come in one file, in the wrong order."""
    from glossary.services.publishing import importing

    data = data_sets.small()
    empty = {**data, **{name: [] for name in data_sets.NAMES}}
    importing.import_folder(data_sets.write(empty, tmp_path / "lists"))
    kinds = ("statement", "event", "term", "actor", "source")
    records = [(kind, record) for kind in kinds for record in reversed(data[f"{kind}s"])]
    path = write_lines(tmp_path, *records)
    written = imported(path)
    assert (written.new, written.stopped) == (len(records), "")
    assert judge(path).counts["same"] == len(records)
    assert verifying.verify().sound


def test_names_are_exchanged_and_parents_come_first(small_app: Flask, tmp_path: Path) -> None:
    """Two actors that take each other's names, and one whose affiliation stands later in the file, are written."""
    one, other = (row("actor", actor["slug"]) for actor in reading.every("actor")[:2])
    above = {**one, "id": "z-above", "name": "Above", "aliases": [], "affiliation": ""}
    below = {**above, "id": "z-below", "name": "Below", "affiliation": "z-above"}
    path = write_lines(
        tmp_path,
        ("actor", {**one, "name": other["name"], "aliases": []}),
        ("actor", {**other, "name": one["name"], "aliases": []}),
        ("actor", below),
        ("actor", above),
    )
    written = imported(path)
    assert (written.new, written.changed, written.stopped) == (2, 2, "")
    assert reading.document("actor", one["id"])["name"] == other["name"]
    assert reading.document("actor", "z-below")["affiliation"]["slug"] == "z-above"
    assert judge(path).counts["same"] == 4


def test_new_statements_dispute_each_other(small_app: Flask, tmp_path: Path) -> None:
    """Of two new statements that dispute each other the first is there before the second; both say so in the end."""
    path = write_lines(
        tmp_path,
        ("statement", row("statement", KIRBY, id="d1", disputes=["d2"])),
        ("statement", row("statement", KIRBY, id="d2", disputes=["d1"])),
    )
    assert imported(path).new == 2
    assert [reading.document("statement", slug)["disputes"] for slug in ("d1", "d2")] == [["d2"], ["d1"]]
    assert judge(path).counts["same"] == 2


def test_a_renamed_actor_and_its_statements_in_one_file(small_app: Flask, tmp_path: Path) -> None:
    """The import itself gives the statements of a renamed actor new revisions: that is nobody's overtaking."""
    statement = row("statement", KIRBY, note="a note of the same file")
    path = write_lines(
        tmp_path, ("statement", statement), ("actor", row("actor", "john-kirby", name="John F. Kirby of the file"))
    )
    written = imported(path)
    assert (written.changed, written.stopped) == (2, "")
    document = reading.document("statement", KIRBY)
    assert (document["note"], document["actor"]["name"]) == (statement["note"], "John F. Kirby of the file")


def test_what_an_editor_published_meanwhile_is_not_overwritten(small_app: Flask, tmp_path: Path) -> None:
    """The import stops at that record, says so and what it wrote; the editor's words stay."""
    path = write_lines(tmp_path, *many(2), ("statement", row("statement", KIRBY, note="of the file")), *many(3)[2:])
    judge(path)
    editing.publish([Draft("statement", row("statement", KIRBY, note="of an editor"), 1)], by=OPERATOR)
    written = publish(path, clock=iter(range(1_000)).__next__)
    assert (written.new, written.changed) == (2, 0)
    assert f"the statement {KIRBY} has been published by somebody else" in written.sentence()
    assert reading.document("statement", KIRBY)["note"] == "of an editor"
    again = judge(path)
    assert {name: again.counts[name] for name in ("same", "changed", "new")} == {"same": 2, "changed": 1, "new": 1}


def test_a_dispute_that_an_editor_took_back_meanwhile_is_not_put_back(small_app: Flask, tmp_path: Path) -> None:
    """Only what the file itself does to the other side of a dispute counts as nobody's overtaking."""
    slug = next(one["id"] for one in reading.each("statement") if one["disputes"])
    path = write_lines(tmp_path, ("statement", row("statement", slug, note="of the file")))
    judge(path)
    editing.publish([Draft("statement", row("statement", slug, disputes=[]), 1)], by=OPERATOR)
    assert "somebody else" in publish(path).stopped
    assert reading.document("statement", slug)["disputes"] == []


def test_a_new_record_that_somebody_else_added_meanwhile(small_app: Flask, tmp_path: Path) -> None:
    """Added with other words it stops the import; with the very same it is what the file wants."""
    path = write_lines(tmp_path, *many(1))
    judge(path)
    wanted = many(1)[0][1]
    editing.publish([Draft("statement", {**wanted, "note": "other words"})], by=OPERATOR)
    assert "somebody else" in publish(path).stopped
    editing.publish([Draft("statement", wanted, 1)], by=OPERATOR)
    written = publish(path)
    assert (written.same, written.new, written.stopped) == (1, 0, "")


def test_a_name_that_was_taken_meanwhile_stops_the_import(small_app: Flask, tmp_path: Path) -> None:
    """Between judging and importing another actor got the name: nothing is written beside it."""
    wanted = {**some("actor"), "id": "z-one", "name": "One and only", "aliases": [], "affiliation": ""}
    path = write_lines(tmp_path, ("actor", wanted))
    judge(path)
    editing.publish([Draft("actor", {**wanted, "id": "z-two"})], by=OPERATOR)
    written = publish(path)
    assert (written.new, "has been taken by z-two" in written.stopped) == (0, True)


def test_an_import_that_broke_off_is_taken_up_again(small_app: Flask, tmp_path: Path) -> None:
    """Killed after any number of transactions, the same file continues where it was: no record twice."""
    path = write_lines(tmp_path, *many(6))
    judge(path)
    calls = []

    def killed(*_: Any) -> None:
        calls.append(1)
        if len(calls) == 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        publish(path, keep=killed, clock=iter(range(1_000)).__next__)
    again = judge(path)
    assert {name: again.counts[name] for name in ("same", "new")} == {"same": 3, "new": 3}
    assert publish(path).new == 3
    assert history.is_unbroken("statement", "new-0005")
    assert verifying.verify().sound


def test_a_table_changes_what_it_names(small_app: Flask, tmp_path: Path) -> None:
    """A CSV of ids and one column gives each statement a new revision in which nothing else differs."""
    before = reading.document("statement", KIRBY)
    assert imported(write_table(tmp_path, [{"id": KIRBY, "confidence": "medium"}])).changed == 1
    after = reading.document("statement", KIRBY)
    assert [one.field for one in history.differences(before, after)] == ["confidence"]
