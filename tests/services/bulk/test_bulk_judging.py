"""Judging a file: what is new, changed, same and refused, and why; the database stays as it is (K7, K8)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from openpyxl import Workbook
from sqlalchemy import event

from glossary.db import db, writing
from glossary.interchange.tables import read_csv
from glossary.models import FormerSlug
from glossary.services.bulk import judging as bulk
from glossary.services.bulk.report import FIRST, OUTCOMES
from glossary.services.reading import published as reading
from tests import data_sets
from tests.interchange.statement_tables import statements_csv
from tests.services.bulk.files import KIRBY, judge, outcomes, reasons, row, some, write_lines, write_table

pytestmark = pytest.mark.usefixtures("small_app")


def _same_only(path: Path) -> None:
    report = judge(path)
    assert report.counts["same"] == report.total > 0, report.first


def _export(folder: Path) -> Path:
    path = folder / "all.csv"
    path.write_bytes(statements_csv(list(reading.each("statement"))).encode())
    return path


def test_k8_our_own_table_reads_back_as_the_same(tmp_path: Path) -> None:
    """K8: every statement of our own CSV is the same; columns on other records are named as not read."""
    path = _export(tmp_path)
    _same_only(path)
    assert {"actor_name", "said_from", "rights"} <= set(judge(path).unread)


def test_k8_a_workbook_of_our_table_reads_back_as_the_same(tmp_path: Path) -> None:
    """K8: the same cells in a workbook are the same statements."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("all")
    for line in read_csv(_export(tmp_path).read_bytes().decode()):
        sheet.append(line)
    book.save(tmp_path / "all.xlsx")
    _same_only(tmp_path / "all.xlsx")


def test_k8_public_documents_read_back_as_the_same(tmp_path: Path) -> None:
    """K8: the documents that the API gives, one a line, are the same records, of all kinds."""
    documents = [document for kind in data_sets.NAMES for document in reading.each(kind.removesuffix("s"))]
    path = tmp_path / "all.jsonl"
    path.write_text("".join(f"{json.dumps(document, ensure_ascii=False)}\n" for document in documents), "utf-8")
    _same_only(path)
    assert judge(path).total == len(documents)


@pytest.mark.parametrize("name", data_sets.NAMES)
def test_k8_the_data_set_reads_back_as_the_same(tmp_path: Path, name: str) -> None:
    """K8: the files that the data set came from are the same records."""
    folder = data_sets.write(data_sets.small(), tmp_path / "data")
    _same_only(folder / f"{name}.yaml")


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    """Judging new, changed and refused records leaves every row of every table as it is."""
    before = data_sets.contents(db.engine)
    new, changed, bad = row("statement", KIRBY, id="new"), row("statement", KIRBY, note="x"), {"id": "bad"}
    report = judge(write_lines(tmp_path, ("statement", new), ("statement", changed), ("statement", bad)))
    assert {name: report.counts[name] for name in OUTCOMES} == {"new": 1, "changed": 1, "refused": 1, "same": 0}
    assert not report.may_be_imported
    assert data_sets.contents(db.engine) == before


def test_a_change_is_told_old_and_new(tmp_path: Path) -> None:
    """A changed record is told by field, with what is published and what the file says."""
    path = write_table(tmp_path, [{"id": KIRBY, "stance": "none", "note": "a new note"}])
    report = judge(path)
    (told,) = report.first["changed"]
    assert [change[::2] for change in told["was"]] == [("stance", "none"), ("note", "a new note")]
    assert report.kinds == {"statement": {"new": 0, "changed": 1}}


def test_what_a_file_does_not_speak_of_stays(tmp_path: Path) -> None:
    """One column changes one field; dimensions without columns stay, those with empty cells become silent."""
    facets = row("statement", KIRBY)["facets"]
    first, *others = [facet["dimension"] for facet in facets]
    path = write_table(tmp_path, [{"id": KIRBY, "stance": "none", first: "", f"{first}_codes": ""}])
    judge(path)
    (one,) = outcomes(path)
    assert one.row == row("statement", KIRBY, stance="none", facets=facets[1:])
    assert [facet["dimension"] for facet in one.row["facets"]] == others


def test_a_new_record_may_leave_out_what_may_be_empty(tmp_path: Path) -> None:
    """Note, event, parties and dimensions may be missing in a new statement; who and where may not."""
    whole = row("statement", KIRBY, id="new-one")
    kept = {n: v for n, v in whole.items() if n not in ("note", "event", "with", "facets", "disputes", "locator")}
    path = write_lines(tmp_path, ("statement", kept))
    assert judge(path).counts["new"] == 1
    del kept["actor"], kept["said"]
    (why,) = reasons(write_lines(tmp_path, ("statement", kept)))
    assert why == "There is no statement with this id yet, and a new one needs: actor, said."


def test_records_of_one_file_point_at_each_other_in_any_order(tmp_path: Path) -> None:
    """A statement may stand before the term, actor, source and event that it needs."""
    statement = row(
        "statement", KIRBY, id="s", term="t", actor="a", source="x", event="e", conflict="general", **{"with": []}
    )
    term = {**some("term"), "id": "t", "preferred": "a truly new term", "variants": [], "relations": []}
    actor = {**some("actor"), "id": "a", "name": "A new actor", "aliases": [], "affiliation": "b"}
    above = {**actor, "id": "b", "name": "Above it", "affiliation": ""}
    source = {**some("source"), "id": "x", "url": "https://example.org/new"}
    event = {**some("event"), "id": "e", "name": "A new event", "conflict": "general"}
    path = write_lines(
        tmp_path,
        *(("statement", statement), ("event", event), ("actor", actor), ("actor", above)),
        *(("source", source), ("term", term)),
    )
    report = judge(path)
    assert report.counts["new"] == 6, report.first["refused"]


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"term": "nothing"}, "term: 'nothing' is not among the terms of the glossary or of this file."),
        ({"stance": "shouts"}, "stance: 'shouts' is not among the stances."),
        ({"said": "yesterday"}, "said: "),
        ({"quote": "nul \0 nul", "wording": "quote"}, "quote: holds a control character"),
        ({"quote": "word " * 25 + "word", "wording": "quote"}, "quote: the quote has 26 words"),
        ({"actor": 7}, "actor: is not text"),
        ({"with": [{"actor": "x"}]}, "with 1 role: is missing."),
        ({"facets": [{"dimension": "duration", "text": "", "codes": []}]}, "facets 1 text: must have 1 to 500"),
        ({"disputes": ["nothing"]}, "disputes: 'nothing' is not another statement."),
        ({"conflict": "syria"}, "conflict: differs from the conflict of its event."),
        ({"attribution": "reported", "reported_by": ""}, "reported_by: is needed"),
        ({"id": "Not A Slug"}, "id: 'Not A Slug' is not an id"),
        ({"id": ""}, "id: is missing"),
        ({"id": ["a"]}, "id: is not text"),
        ({"note": "\u202eturned"}, "note: holds a character that overrides"),
    ],
)
def test_a_wrong_record_is_refused_with_the_field(tmp_path: Path, changes: dict[str, Any], told: str) -> None:
    """Whatever is wrong with a record is told in a sentence that begins with the field."""
    why = reasons(write_lines(tmp_path, ("statement", row("statement", KIRBY, **changes))))
    assert any(told in reason for reason in why), why


def test_hostile_words_neither_break_nor_fill_the_report(tmp_path: Path) -> None:
    """Half a character, an id that turns the writing and a value of 30,000 letters are refused in short words."""
    half = {"id": KIRBY, "note": "\ud800"}
    turned = {"id": "\u202eturned\0", "stance": "none"}
    long = {"id": "l" * 30_000, "stance": "x" * 30_000}
    path = write_lines(tmp_path, ("statement", half), ("statement", turned), ("statement", long))
    told = judge(path).first["refused"]
    assert told[0]["why"] == ["It holds half a character."]
    assert told[1]["id"] == "\ufffdturned\ufffd"
    assert all(len(reason) <= 300 for one in told for reason in one["why"])
    assert len(told[2]["id"]) == 120


def test_a_circle_of_many_is_found_at_once(tmp_path: Path) -> None:
    """Two thousand actors in one circle of affiliations are each refused, without walking it from each of them."""
    base, most = {**some("actor"), "aliases": []}, 2_000
    actors = [{**base, "id": f"c-{n}", "name": f"C {n}", "affiliation": f"c-{(n + 1) % most}"} for n in range(most)]
    report = judge(write_lines(tmp_path, *(("actor", actor) for actor in actors)))
    assert report.counts["refused"] == 2_000
    assert report.first["refused"][0]["why"] == ["affiliation: leads in a circle back to itself."]


def test_an_id_that_stands_twice_refuses_both(tmp_path: Path) -> None:
    """Both records are refused, each with the rows of both; even where they say the same."""
    one = row("statement", KIRBY)
    path = write_lines(tmp_path, ("statement", one), ("actor", some("actor")), ("statement", one))
    report = judge(path)
    assert report.counts == {"refused": 2, "changed": 0, "new": 0, "same": 1}
    for told in report.first["refused"]:
        assert told["why"] == ["id: It stands more than once in the file: rows 1, 3."]


def test_names_may_not_be_shared_inside_the_file_or_with_others(tmp_path: Path) -> None:
    """Another one's name, one address for two new sources, and a circle of affiliations are refused."""
    actor, source = some("actor"), some("source")
    other = {**actor, "id": "z-new", "aliases": [], "affiliation": ""}
    assert any("is also that of" in why for why in reasons(write_lines(tmp_path, ("actor", other))))
    new = {**source, "id": "z1", "url": "https://example.org/new"}
    twin = {**new, "id": "z2", "url": "http://www.example.org/new/"}
    path = write_lines(tmp_path, ("source", new), ("source", twin))
    assert any("is also that of z1" in why for why in reasons(path))
    one = {**other, "id": "c1", "name": "C 1", "affiliation": "c2"}
    two = {**one, "id": "c2", "name": "C 2", "affiliation": "c1"}
    path = write_lines(tmp_path, ("actor", one), ("actor", two))
    assert any("in a circle" in why for why in reasons(path))


def test_two_records_may_exchange_their_names(tmp_path: Path) -> None:
    """What is shared is judged by how things will be, not by how they are."""
    events = [{**some("event"), "id": "z1", "name": "One"}, {**some("event"), "id": "z2", "name": "Two"}]
    path = write_lines(tmp_path, *(("event", event) for event in events))
    assert judge(path).counts["new"] == 2


def test_both_sides_of_a_dispute_must_agree(tmp_path: Path) -> None:
    """Where both statements are in the file, one may not dispute the other without being disputed by it."""
    one = row("statement", KIRBY, id="d1", disputes=["d2"])
    two = row("statement", KIRBY, id="d2", disputes=[])
    path = write_lines(tmp_path, ("statement", one), ("statement", two))
    assert reasons(path) == ["disputes: d2, row 2, does not dispute it in turn."]
    path = write_lines(tmp_path, ("statement", one), ("statement", {**two, "disputes": ["d1"]}))
    assert judge(path).counts["new"] == 2


def test_a_record_published_since_it_was_taken_out_is_refused(tmp_path: Path) -> None:
    """A file that says from which revision it was made changes no later one; without a word on it, it may."""
    changed = row("statement", KIRBY, note="from an old table")
    for base, outcome in ((7, "refused"), (1, "changed"), ("", "changed")):
        path = write_lines(tmp_path, ("statement", {**changed, "revision": base}))
        report = judge(path)
        assert report.counts[outcome] == 1, report.first
    assert (
        "It was made from revision 7, and the record is at revision 1 now."
        in reasons(write_lines(tmp_path, ("statement", {**changed, "revision": 7})))[0]
    )
    same = {**row("statement", KIRBY), "revision": 7}
    assert judge(write_lines(tmp_path, ("statement", same))).counts["same"] == 1


def test_withdrawing_is_no_matter_of_an_import(tmp_path: Path) -> None:
    """A file that says otherwise than the glossary whether a statement is withdrawn is refused."""
    path = write_table(tmp_path, [{"id": KIRBY, "stance": "none", "withdrawn": "a reason"}])
    assert any(why.startswith("withdrawn: ") for why in reasons(path))
    path = write_table(tmp_path, [{"id": KIRBY, "stance": "none", "withdrawn": ""}])
    assert judge(path).counts["changed"] == 1


def test_a_former_address_is_not_given_away(tmp_path: Path) -> None:
    """A new record may not take an address that leads to another one."""
    with writing() as session:
        session.add(FormerSlug(kind="statement", slug="was-here", record_id=1))
    path = write_lines(tmp_path, ("statement", row("statement", KIRBY, id="was-here")))
    assert reasons(path) == ["id: This address was that of another record."]


def test_a_file_that_cannot_be_read_is_refused_as_a_whole(tmp_path: Path) -> None:
    """The report has one sentence and no counts, and there are no outcomes beside the file."""
    path = tmp_path / "file.csv"
    path.write_bytes(b"id,stanse,quote\r\na,b,c\r\n")
    report = judge(path)
    assert "“stanse”" in report.refusal
    assert (report.total, report.may_be_imported) == (0, False)
    assert not path.with_suffix(".judged").exists()


def test_the_report_holds_the_first_of_each_outcome(tmp_path: Path) -> None:
    """The report itself names 200 records of an outcome and counts the rest; the outcomes beside the file have all."""
    path = write_table(tmp_path, [{"id": f"x{n}", "stance": "none"} for n in range(FIRST + 1)])
    report = judge(path)
    assert (report.counts["refused"], len(report.first["refused"])) == (FIRST + 1, FIRST)
    assert len(outcomes(path)) == FIRST + 1


def test_progress_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While it reads, the records so far; while it judges, how many of all."""
    monkeypatch.setattr(bulk, "BATCH", 2)
    path = write_table(tmp_path, [{"id": f"x{n}", "stance": "none"} for n in range(5)])
    told: list[tuple[int, int]] = []
    bulk.judge(path, "csv", tmp_path / "judged", progress=lambda done, total: told.append((done, total)))
    assert told == [(2, 0), (4, 0), (2, 5), (4, 5), (5, 5)]


def test_lookups_do_not_grow_with_the_rows(tmp_path: Path, small_app: Flask) -> None:
    """Records are looked up in batches: a hundred more rows of one batch ask the database nothing more."""
    said: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        said.append(statement)

    def asked(number: int) -> int:
        said.clear()
        judge(write_table(tmp_path, [{"id": f"x{n}", "stance": "none"} for n in range(number)]))
        return len(said)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        assert asked(10) == asked(110)
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
