"""Importing a changed data set: exactly what changed is published anew, and what an editor revised is kept."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from glossary.db import db, writing
from glossary.errors import SeedRefused
from glossary.models import RECORDS, Actor, Change, Revision, Statement
from glossary.services.publishing import importing
from glossary.services.publishing.documents import chained_hash
from glossary.services.publishing.importing import Report
from glossary.services.publishing.publishing import publish
from glossary.services.reading import published as reading
from tests import data_sets
from tests.data_sets import DataSet, record

OCHA = "ocha-humanitarian-pause-2022"
KIRBY, KIRBY_RETOLD = "john-kirby-humanitarian-pause-2023-10-26", "john-kirby-humanitarian-pause-2023-10-27"
RENDERINGS = [f"unsc-extended-humanitarian-pause-2023-11-15{end}" for end in ("", "-2", "-3", "-4")]


@pytest.fixture
def data() -> DataSet:
    """The small data set, to be changed."""
    return data_sets.small()


@pytest.fixture
def again(data: DataSet, small_app: Flask, tmp_path: Path) -> Callable[[], Report]:
    """Import the data set as it is now; the report."""
    return lambda: importing.import_folder(data_sets.write(data, tmp_path / "changed"))


def published() -> dict[tuple[str, str], int]:
    """Kind and slug of every record -> number of its revisions."""
    answer = {}
    for kind, model in RECORDS.items():
        per_record = select(model.slug, func.count()).join(
            Revision, (Revision.kind == kind) & (Revision.record_id == model.id)
        )
        answer |= {(kind, slug): n for slug, n in db.session.execute(per_record.group_by(model.slug))}
    return answer


def anew(before: dict[tuple[str, str], int]) -> set[tuple[str, str]]:
    """What was published since, each exactly once more."""
    after = published()
    assert all(after[key] - number in (0, 1) for key, number in before.items())
    return {key for key, number in after.items() if number > before.get(key, 0)}


def edit(slug: str, summary: str) -> None:
    """What an editor does: change a statement and publish it."""
    with writing() as session:
        statement = session.scalars(select(Statement).where(Statement.slug == slug)).one()
        statement.summary = summary
        publish(
            session,
            "statement",
            statement,
            conflicts={statement.conflict: "A label"},
            disputes=[],
            origin="editor",
            change_note="Said better.",
        )


def outcome(report: Report) -> tuple[list[str], list[str], list[str]]:
    return report.new, report.changed, report.kept


def test_k7_one_changed_summary_is_one_revision_and_one_change_row(data: DataSet, again: Callable[[], Report]) -> None:
    """K7: exactly the altered record is published anew; its past stays, chained by hashes."""
    before, rows = published(), db.session.scalar(select(func.count()).select_from(Change))
    record(data, "statements", OCHA)["summary"] = "Said in other words."
    report = again()
    assert outcome(report) == ([], [OCHA], [])
    assert report.same == 49
    assert anew(before) == {("statement", OCHA)}
    assert db.session.scalar(select(func.count()).select_from(Change)) == rows + 1
    key = db.session.scalars(select(Statement.id).where(Statement.slug == OCHA)).one()
    query = select(Revision).where(Revision.kind == "statement", Revision.record_id == key).order_by(Revision.number)
    old, new = db.session.scalars(query)
    assert (new.number, new.origin, new.previous_sha256) == (2, "seed", old.sha256)
    assert new.sha256 == chained_hash(old.sha256, new.document)
    assert "Said in other words." in new.document
    assert "Said in other words." not in old.document
    assert reading.document("statement", OCHA)["revision"] == 2


def test_the_documents_that_name_a_renamed_actor_follow(data: DataSet, again: Callable[[], Report]) -> None:
    """A new name of an actor is published with the actor, its affiliates and every statement that shows the name."""
    before = published()
    record(data, "actors", "russia")["name"] = "Russia, renamed"
    report = again()
    assert outcome(report) == ([], ["russia"], [])
    joint = "astana-guarantors-de-escalation-area-2017-05-04"
    assert anew(before) >= {("actor", "russia"), ("statement", joint)}
    assert all(kind in ("actor", "statement") for kind, _ in anew(before))
    names = [party["actor"]["name"] for party in reading.document("statement", joint)["with"]]
    assert "Russia, renamed" in names


def test_the_documents_that_name_what_was_renamed_follow(data: DataSet, again: Callable[[], Report]) -> None:
    """What a document embeds of others is never older than those others."""
    record(data, "terms", "humanitarian-pause")["preferred"] = "pause for humanitarian ends"
    record(data, "sources", "abc-2023-10-27-kirby")["title"] = "Another title"
    record(data, "conflicts", "israel-hamas-2023")["label"] = "Another label"
    record(data, "events", "gaza-requests-2023-10-27")["name"] = "Another name"
    again()
    shown = reading.document("statement", KIRBY)
    assert shown["term"]["preferred"] == "pause for humanitarian ends"
    assert shown["source"]["title"] == "Another title"
    assert shown["conflict"]["label"] == "Another label"
    assert shown["event"]["name"] == "Another name"


def test_what_points_elsewhere_is_published_as_pointing_there(data: DataSet, again: Callable[[], Report]) -> None:
    """A statement given to another actor, term, source and event, and an actor moved to another body, say so."""
    record(data, "statements", KIRBY).update(
        actor="russia", term="temporary-ceasefire", source="un-ukraine-glossary-pauses", event=""
    )
    record(data, "actors", "unsc")["affiliation"] = "russia"
    again()
    shown = reading.document("statement", KIRBY)
    pointed = [shown[name]["slug"] for name in ("actor", "term", "source")]
    assert pointed == ["russia", "temporary-ceasefire", "un-ukraine-glossary-pauses"]
    assert shown["event"] is None
    assert reading.document("actor", "unsc")["affiliation"]["slug"] == "russia"


def test_what_an_editor_revised_is_kept_and_reported(data: DataSet, again: Callable[[], Report]) -> None:
    """The data set never overwrites an editor's revision: it is reported as kept, and stays byte for byte."""
    edit(OCHA, "An editor's words.")
    before, shown = published(), reading.document("statement", OCHA)
    record(data, "statements", OCHA)["summary"] = "The data set's words."
    record(data, "statements", KIRBY)["summary"] = "Changed."
    report = again()
    assert outcome(report) == ([], [KIRBY], [OCHA])
    assert "1 kept" in report.sentence()
    stored = db.session.scalars(select(Statement.summary).where(Statement.slug == OCHA)).one()
    assert stored == reading.document("statement", OCHA)["summary"] == "An editor's words."
    assert ("statement", KIRBY) in anew(before)
    assert shown["revision"] == 2


def test_new_records_join_the_old(data: DataSet, again: Callable[[], Report]) -> None:
    """Records that are new in the files are added; the others stay as they are."""
    before = published()
    data["actors"].append({**record(data, "actors", "russia"), "id": "atlantis", "name": "Atlantis", "aliases": []})
    statement = {**record(data, "statements", OCHA), "id": "atlantis-pause-2022", "actor": "atlantis"}
    data["statements"].append(statement)
    report = again()
    assert outcome(report) == (["atlantis", "atlantis-pause-2022"], [], [])
    assert anew(before) == {("actor", "atlantis"), ("statement", "atlantis-pause-2022")}


def test_a_dispute_that_ends_ends_on_both_sides(data: DataSet, again: Callable[[], Report]) -> None:
    """Disputes are taken from the files as they are now: ended and begun ones, on both sides."""
    for slug in (KIRBY, KIRBY_RETOLD):
        record(data, "statements", slug)["disputes"] = []
    first, second, _, last = RENDERINGS
    record(data, "statements", second)["disputes"].append(last)
    record(data, "statements", last)["disputes"].append(second)
    record(data, "statements", last)["disputes"].sort()
    again()
    assert reading.document("statement", KIRBY)["disputes"] == []
    assert reading.document("statement", KIRBY_RETOLD)["disputes"] == []
    assert reading.document("statement", second)["disputes"] == [first, RENDERINGS[2], last]
    assert reading.document("statement", last)["disputes"] == [first, second]


def test_the_order_of_disputes_in_the_files_means_nothing(data: DataSet, again: Callable[[], Report]) -> None:
    """Disputes in another order are the same disputes: nothing is changed."""
    record(data, "statements", RENDERINGS[0])["disputes"].reverse()
    report = again()
    assert outcome(report) == ([], [], [])


@pytest.mark.parametrize(
    ("name", "field", "one", "other"),
    [
        ("terms", "preferred", "humanitarian-pause", "humanitarian-ceasefire"),
        ("terms", "variants", "humanitarian-pause", "humanitarian-ceasefire"),
        ("actors", "name", "russia", "iran"),
        ("actors", "aliases", "russia", "iran"),
        ("sources", "url", "abc-2023-10-27-kirby", "un-ukraine-glossary-pauses"),
        ("events", "name", "gaza-requests-2023-10-27", "gaza-four-day-arrangement-2023-11"),
    ],
)
def test_names_that_two_records_exchange_are_exchanged(
    name: str, field: str, one: str, other: str, data: DataSet, again: Callable[[], Report]
) -> None:
    """A sound data set is imported even where two records exchange what only one of them may have."""
    first, second = record(data, name, one), record(data, name, other)
    first[field], second[field] = second[field], first[field]
    report = again()
    assert sorted(report.changed) == sorted([one, other])
    shown = reading.document(name.removesuffix("s"), one)
    assert shown[field] == first[field]


def test_a_spelling_may_move_to_another_term(data: DataSet, again: Callable[[], Report]) -> None:
    """A variant that is taken from one term and given to an earlier one arrives there."""
    first, last = data["terms"][0], data["terms"][-1]
    last_spelling = last["variants"].pop(0)
    first["variants"].append(last_spelling)
    assert sorted(again().changed) == sorted([first["id"], last["id"]])
    assert last_spelling in reading.document("term", first["id"])["variants"]


def test_k7_a_name_that_an_editor_gave_meanwhile_stops_the_import(data: DataSet, again: Callable[[], Report]) -> None:
    """K7: where the files give away a name that a kept record has, nothing is imported and the reason is said."""
    with writing() as session:
        actor = session.scalars(select(Actor).where(Actor.slug == "iran")).one()
        actor.name = "Persia"
        publish(session, "actor", actor, conflicts={}, disputes=[], origin="editor")
    record(data, "actors", "russia")["name"] = "Persia"
    before = data_sets.contents(db.engine)
    with pytest.raises(SeedRefused) as refused:
        again()
    assert re.search(r"actor[._]name", refused.value.problems[0])  # as SQLite, or as PostgreSQL tells which rule it was
    assert data_sets.contents(db.engine) == before
