"""TBX out and in again: what left comes back, whatever its words."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from hypothesis import given

from glossary.interchange.incoming.records import FIELDS, from_record
from glossary.interchange.tbx.validation import problems
from glossary.services.bulk import judging as bulk
from glossary.services.export import files as export_files
from tests.interchange.tbx_files import HERE, SHAPES, read_all, write
from tests.interchange.tbx_records import documents

Row = dict[str, Any]
shapes = pytest.mark.parametrize("shape", SHAPES)


def _expected(kind: str, document: Row) -> tuple[Row, int | None]:
    record = from_record(0, kind, document)
    empty = {name: [] if hasattr(field, "inner") else "" for name, field in FIELDS[kind].items()}
    return empty | record.row, record.base


@shapes
@given(given_documents=documents())
def test_every_record_comes_back_whole(shape: str, given_documents: dict[str, list[Row]]) -> None:
    """Any words in any field, in both shapes: a valid file, and each record as it left, with its revision."""
    with tempfile.TemporaryDirectory() as folder:
        path = write(Path(folder) / "all.tbx", shape, given_documents)
        assert problems(path) == []
        came, left_out = read_all(path)
    assert [one.problem for one in came if one.problem] == []
    assert left_out == []
    got = {(one.kind, one.row["id"]): (one.row, one.base) for one in came}
    assert len(got) == len(came)
    assert got == {
        (kind, document.get("id") or document["slug"]): _expected(kind, document)
        for kind, some in given_documents.items()
        for document in some
    }


@pytest.mark.parametrize("name", ["glossary.tbx", "glossary-by-term.tbx"])
def test_our_own_file_holds_nothing_new(context: Flask, tmp_path: Path, name: str) -> None:
    """Judged by the import, the real data in TBX is the same as what is published, every record of it."""
    path = tmp_path / name
    file, taken = export_files.take(name)
    path.write_bytes(b"".join(file.write(taken, HERE)))
    report = bulk.judge(path, "tbx", tmp_path / "judged")
    assert report.counts["same"] == report.total > 1000, report.first
    assert report.left_out == []


@pytest.mark.parametrize(
    ("was", "becomes", "told"),
    [
        ("<note>stance: ", "<note>stanse: ", "“stanse” is not known. Is “stance” meant?"),
        ("<note>stance: ", "<note>", "is not known"),
        ("<note>stance: ", "<note>facets: ", "“facets” is not known"),
        ("<note>stance: ", "<note>id: ", "“id” is not known"),
        ("<note>gloss: ", "<note>variants: ", "“variants” is not known"),
        ('type="name"', 'type="aliases"', "“aliases” is not known"),
        ("<note>attribution: ", "<note>stance: none</note><note>attribution: ", "“stance” stands twice."),
        ("<note>revision: ", "<note>revision: x", "not the number of a revision"),
        (" [days]", " days", "is not written as: words [code; code]."),
        ("with: ocha (co-author)", "with: ocha", "is not written as: actor (role); actor (role)."),
        ('<refObject id="actor-', '<refObject id="somebody-', "no id of ours"),
    ],
)
def test_what_was_changed_wrongly_in_it_is_refused(tmp_path: Path, was: str, becomes: str, told: str) -> None:
    """A field of our own file that is not understood is told beside its record, and not passed over."""
    statement = {
        **dict.fromkeys(("term_as_written", "said", "stance", "attribution", "confidence", "summary"), "x"),
        **dict.fromkeys(("speaking_as", "reported_by", "locator", "note", "quote"), ""),
        "id": "s-1",
        "kind": "usage",
        "language": "en",
        "wording": "paraphrase",
        "event": None,
        "disputes": [],
        "term": {"slug": "truce", "preferred": "truce"},
        "actor": {"slug": "ocha", "name": "OCHA", "kind": "organization"},
        "with": [{"actor": {"slug": "ocha"}, "role": "co-author"}],
        "source": {"slug": "web", "title": "T", "publisher": "P", "url": "https://e.org/", "published": "2023"},
        "conflict": {"slug": "general", "label": "G"},
        "facets": [{"dimension": "duration", "text": "for days", "codes": ["days"]}],
        "revision": 1,
    }
    actor = {"slug": "ocha", "name": "OCHA", "aliases": [], "affiliation": None, "revision": 1}
    term = {"slug": "truce", "preferred": "truce", "gloss": "g", "revision": 1}
    term |= {"variants": [], "equivalents": [], "relations": []}
    path = write(tmp_path / "a.tbx", "by actor", {"term": [term], "actor": [actor], "statement": [statement]})
    text = path.read_text("utf-8")
    assert was in text
    path.write_text(text.replace(was, becomes), "utf-8")
    assert any(told in one.problem for one in read_all(path)[0])
