"""What embeds a record follows when that changes, and nothing else does; followers stay whose they were."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from glossary.db import db
from glossary.models import RECORDS, Revision
from glossary.services import auditing
from glossary.services.history import revisions as history
from glossary.services.index import verifying
from glossary.services.publishing import editing, importing
from glossary.services.reading import published as reading
from tests import data_sets
from tests.data_sets import record
from tests.reliability.records import ADA, KIRBY, KIRBY_AGAIN, changed, new, publish
from tests.services.publishing.test_reimporting import anew, published

Key = tuple[str, str]
RENAMED = [
    ("term", "humanitarian-pause", "preferred", "humane pause"),
    ("term", "temporary-ceasefire", "preferred", "ceasefire for a time"),
    ("actor", "john-kirby", "name", "J. F. Kirby"),
    ("actor", "united-nations", "name", "The United Nations"),
    ("actor", "iran", "name", "Islamic Republic"),
    ("actor", "unsc", "kind", "collective"),
    ("source", "seed-2023-11-16-israel-rebuffs-pause", "title", "Another title"),
    ("source", "reuters-fmt-2023-10-27", "publisher", "Another publisher"),
    ("source", "reuters-fmt-2023-10-27", "published", "2023-10"),
    ("event", "gaza-requests-2023-10-27", "name", "Requests of October"),
]
UNSEEN = [
    ("term", "humanitarian-pause", "gloss", "Another sentence."),
    ("actor", "john-kirby", "note", "Looked at again."),
    ("source", "seed-2023-11-16-israel-rebuffs-pause", "rights", "Short quotation."),
    ("event", "gaza-requests-2023-10-27", "description", "Another sentence."),
    ("statement", KIRBY, "summary", "Another sentence."),
]


def documents() -> dict[Key, dict[str, Any]]:
    """Every record's public document."""
    name = {"statement": "id"}
    return {(kind, item[name.get(kind, "slug")]): item for kind in RECORDS for item in reading.every(kind)}


def objects(value: Any) -> Iterator[dict[str, Any]]:
    """Every object within a value."""
    if isinstance(value, list):
        for one in value:
            yield from objects(one)
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from objects(inner)


def embedding(kind: str, slug: str) -> set[Key]:
    """The records in whose documents another is named, and itself."""
    mark = {"term": "preferred", "source": "title", "event": "name", "actor": "name"}[kind]
    return {
        key for key, item in documents().items() for one in objects(item) if one.get("slug") == slug and mark in one
    }


def origins(kind: str, slug: str) -> list[str]:
    """Whose the revisions of a record are, oldest first."""
    model = RECORDS[kind]
    mine = select(model.id).where(model.slug == slug).scalar_subquery()
    query = select(Revision.origin).where(Revision.kind == kind, Revision.record_id == mine)
    return list(db.session.scalars(query.order_by(Revision.number)))


@pytest.mark.parametrize(("kind", "slug", "field", "value"), RENAMED)
def test_what_embeds_it_follows(small_app: Flask, kind: str, slug: str, field: str, value: str) -> None:
    """Exactly the records that name it are published anew, each once, with a note; they stay the data set's."""
    wanted, before = embedding(kind, slug), published()
    assert len(wanted) > 1
    publish(changed(kind, slug, **{field: value}))
    assert anew(before) == wanted
    for other_kind, other in wanted - {(kind, slug)}:
        assert origins(other_kind, other) == ["seed", "seed"]
        assert reading.revisions(other_kind, other)[0]["change_note"] == f"Follows a change of the {kind} {slug}."
        assert history.is_unbroken(other_kind, other)
    assert origins(kind, slug) == ["seed", "editor"]
    named = [one for item in documents().values() for one in objects(item) if one.get("slug") == slug and field in one]
    assert {one[field] for one in named} == {value}
    assert verifying.verify().sound


@pytest.mark.parametrize(("kind", "slug", "field", "value"), UNSEEN)
def test_what_nobody_embeds_moves_nobody(small_app: Flask, kind: str, slug: str, field: str, value: str) -> None:
    """A change of what stands in the record's own document alone publishes that alone."""
    before = published()
    publish(changed(kind, slug, **{field: value}))
    assert anew(before) == {(kind, slug)}


@pytest.mark.parametrize(("kind", "slug"), sorted({(kind, slug) for kind, slug, *_ in RENAMED}))
def test_saying_the_same_publishes_nothing(small_app: Flask, kind: str, slug: str) -> None:
    """A draft that changes nothing makes no revision, no line in the audit log, and moves nobody."""
    before, lines = published(), len(auditing.entries())
    saved = publish(changed(kind, slug))
    assert [(one.changed, one.revision) for one in saved] == [(False, 1)]
    assert anew(before) == set()
    assert len(auditing.entries()) == lines


def test_a_deed_leaves_one_line_and_followers_none(small_app: Flask) -> None:
    """The audit log tells what somebody did, not what followed from it."""
    publish(changed("actor", "john-kirby", name="J. F. Kirby"))
    assert [(line.what, line.kind, line.slug) for line in auditing.entries()] == [("change", "actor", "john-kirby")]


def test_a_dispute_goes_both_ways(small_app: Flask) -> None:
    """A new statement that disputes another is disputed by it; given up on one side, it is gone on both."""
    publish(new(id="zanzibar", disputes=[KIRBY]))
    assert reading.document("statement", KIRBY)["disputes"] == [KIRBY_AGAIN, "zanzibar"]
    publish(changed("statement", KIRBY, disputes=[KIRBY_AGAIN]))
    assert reading.document("statement", "zanzibar")["disputes"] == []
    note = reading.revisions("statement", "zanzibar")[0]["change_note"]
    assert note == f"Follows a change of the statement {KIRBY}."


def test_a_dispute_can_be_taken_up_from_either_side(small_app: Flask) -> None:
    """The pair is kept once, whoever names it; naming it again changes nothing."""
    publish(changed("statement", "ocha-humanitarian-pause-2022", disputes=[KIRBY]))
    before = published()
    publish(changed("statement", KIRBY))
    assert anew(before) == set()
    assert reading.document("statement", KIRBY)["disputes"] == [KIRBY_AGAIN, "ocha-humanitarian-pause-2022"]


def test_drafts_of_one_transaction_point_at_each_other(small_app: Flask) -> None:
    """A statement with its new actor and source is published in one go, and none of it if one is refused."""
    saved = publish(
        new("actor", id="er"), new("source", id="er-page"), new(id="zanzibar", actor="er", source="er-page")
    )
    assert [(one.kind, one.slug, one.revision) for one in saved] == [
        ("actor", "er", 1),
        ("source", "er-page", 1),
        ("statement", "zanzibar", 1),
    ]
    assert reading.document("statement", "zanzibar")["actor"]["name"] == "Example Relief"


def test_a_later_import_brings_followers_up_to_date(small_app: Flask, tmp_path: Path) -> None:
    """The actor whom an editor renamed keeps the name; the statement that followed takes the data set's new words."""
    publish(changed("actor", "john-kirby", name="J. F. Kirby"))
    data = data_sets.small()
    record(data, "statements", KIRBY)["summary"] = "Another sentence."
    record(data, "actors", "john-kirby")["name"] = "John Kirby of the data set"
    report = importing.import_folder(data_sets.write(data, tmp_path / "later"))
    assert (report.changed, report.kept) == ([KIRBY], ["john-kirby"])
    document = reading.document("statement", KIRBY)
    assert (document["summary"], document["actor"]["name"]) == ("Another sentence.", "J. F. Kirby")
    assert origins("statement", KIRBY) == ["seed", "seed", "seed"]


def test_a_later_import_leaves_an_editors_dispute(small_app: Flask, tmp_path: Path) -> None:
    """The data set does not know the editor's statement, and takes no dispute away from it or from its partner."""
    publish(new(id="zanzibar", disputes=[KIRBY]))
    data = data_sets.small()
    record(data, "statements", "ocha-humanitarian-pause-2022")["note"] = "Looked at again."
    before = published()
    report = importing.import_folder(data_sets.write(data, tmp_path / "later"))
    assert report.changed == ["ocha-humanitarian-pause-2022"]
    assert anew(before) == {("statement", "ocha-humanitarian-pause-2022")}
    record(data, "statements", KIRBY)["note"] = "Looked at again."
    importing.import_folder(data_sets.write(data, tmp_path / "latest"))
    assert reading.document("statement", "zanzibar")["disputes"] == [KIRBY]
    assert reading.document("statement", KIRBY)["disputes"] == [KIRBY_AGAIN, "zanzibar"]
    assert reading.document("statement", KIRBY)["note"] == "Looked at again."


def test_a_later_import_does_not_take_up_a_dispute_that_an_editor_gave_up(small_app: Flask, tmp_path: Path) -> None:
    """What an editor's statement disputes is the editor's to say, whatever the data set says on the other side."""
    publish(changed("statement", KIRBY, disputes=[]))
    data = data_sets.small()
    record(data, "statements", KIRBY_AGAIN)["note"] = "Looked at again."
    importing.import_folder(data_sets.write(data, tmp_path / "later"))
    assert reading.document("statement", KIRBY)["disputes"] == []
    assert reading.document("statement", KIRBY_AGAIN)["note"] == "Looked at again."


def test_withdrawing_leaves_the_others_as_they_are(small_app: Flask) -> None:
    """A withdrawn statement is still named where it is disputed: its address says what became of it."""
    before = published()
    editing.withdraw(KIRBY, reason="The source has corrected it.", base=1, by=ADA)
    assert anew(before) == {("statement", KIRBY)}
    assert reading.document("statement", KIRBY_AGAIN)["disputes"] == [KIRBY]
