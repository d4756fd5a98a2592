"""TBX that leaves: valid, whole, and no definition without its actor, source and date."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from glossary import ROOT
from glossary.interchange.tbx.validation import problems
from glossary.services.bulk import judging as bulk
from glossary.services.export import files as export_files
from glossary.services.export import term_file
from glossary.services.history import past, pinning
from glossary.services.reading import change_log
from glossary.services.reading import published as reading
from tests.interchange.tbx_files import HERE, NAMESPACES, SHAPES, parts, read_all, write
from tests.services.publishing import editing as by_hand

FILES = ("glossary.tbx", "glossary-by-term.tbx")
every_file = pytest.mark.parametrize("name", FILES)
PAUSE = "humanitarian-pause"
KIRBY = "john-kirby-humanitarian-pause-2023-10-26"


def _written(name: str) -> bytes:
    file, taken = export_files.take(name)
    return b"".join(file.write(taken, HERE))


@every_file
def test_the_real_data_is_valid(context: Flask, tmp_path: Path, name: str) -> None:
    """By the grammar of the core; no id stands twice, and every reference leads somewhere."""
    path = tmp_path / name
    path.write_bytes(_written(name))
    assert problems(path) == []


@every_file
def test_no_definition_leaves_without_actor_source_and_date(context: Flask, name: str) -> None:
    """Every statement is there once; its source line names who, when, the work with its address, and ours."""
    content = _written(name)
    lines = {
        group.get("id").removeprefix("statement-"): group.xpath("string(*[@type='source'])")
        for group in parts(content, "//t:descripGrp")
    }
    statements = {one["id"]: one for one in reading.statements_of()}
    assert lines.keys() == statements.keys()
    for id_, one in statements.items():
        source = one["source"]
        facts = (one["actor"]["name"], one["said"], source["title"], source["publisher"], source["published"])
        for fact in (*facts, source["url"], one["attribution"], one["reported_by"], f"{HERE.base}/statements/{id_}"):
            assert fact in lines[id_], (id_, fact)
    assert parts(content, "count(//t:descrip)") == len(statements)
    assert parts(content, "count(//t:descrip[not(parent::t:descripGrp)])") == 0


@every_file
def test_a_text_is_a_quotation_or_said_to_be_a_summary(context: Flask, name: str) -> None:
    """Quotations are unchanged, in their language; where there is none the summary stands, and a note says so."""
    groups = {group.get("id"): group for group in parts(_written(name), "//t:descripGrp")}
    for one in reading.statements_of():
        group = groups[f"statement-{one['id']}"]
        (text,) = (child for child in group if child.tag.endswith("descrip"))
        category = "definition" if one["kind"] == "definition" else "context"
        language = text.get("{http://www.w3.org/XML/1998/namespace}lang")
        expected = (one["quote"], one["language"]) if one["quote"] else (one["summary"], "en")
        assert (text.text, language, text.get("type")) == (*expected, category)
        notes = [child.text for child in group if child.tag.endswith("note")]
        assert f"wording: {'quote' if one['quote'] else 'paraphrase'}" in notes


def test_one_entry_holds_what_one_actor_means_by_a_term(context: Flask) -> None:
    """Each pair of term and actor has an entry; it names the actor, and leads to the term and to its neighbours."""
    content = _written("glossary.tbx")
    pairs = sorted({(one["term"]["slug"], one["actor"]["slug"]) for one in reading.statements_of()})
    entries = parts(content, "//t:conceptEntry[starts-with(@id, 'use-')]")
    assert [entry.get("id") for entry in entries] == [f"use-{term}--{actor}" for term, actor in pairs]
    for (term, actor), entry in zip(pairs, entries, strict=True):
        targets = [child.get("target") for child in entry if child.tag.endswith(("}admin", "}ref"))]
        mine = [other for other in pairs if other[0] == term]
        at = mine.index((term, actor))
        beside = [f"use-{term}--{other}" for _, other in (*mine[max(0, at - 1) : at], *mine[at + 1 : at + 2])]
        assert targets == [f"actor-{actor}", f"term-{term}", *beside]


def test_by_term_one_entry_holds_all(context: Flask) -> None:
    """In the other shape each term has one entry, and in it one section for each language."""
    content = _written("glossary-by-term.tbx")
    entries = parts(content, "//t:conceptEntry")
    assert [entry.get("id") for entry in entries] == [f"term-{term['slug']}" for term in reading.every("term")]
    for entry in entries:
        languages = [one.get("{http://www.w3.org/XML/1998/namespace}lang") for one in entry if "langSec" in one.tag]
        assert len(languages) == len(set(languages))


@every_file
def test_a_term_brings_its_forms_in_all_languages(context: Flask, name: str) -> None:
    """Preferred form, variants, and every equivalent in the section of its language with the page consulted."""
    entries = {entry.get("id"): entry for entry in parts(_written(name), "//t:conceptEntry")}
    for term in reading.every("term"):
        entry = entries[f"term-{term['slug']}"]
        terms = entry.findall(".//{*}termSec[@id]")
        forms = {section.findtext("{*}term") for section in terms}
        assert forms == {term["preferred"], *term["variants"], *(one["form"] for one in term["equivalents"])}
        sources = [section.findtext("{*}admin[@type='source']") for section in terms]
        assert sorted(filter(None, sources)) == sorted(one["consulted"] for one in term["equivalents"])


@every_file
def test_no_form_is_marked_as_the_right_one(context: Flask, name: str) -> None:
    """No status, and no part of speech that nobody recorded: forms stand side by side."""
    assert parts(_written(name), "//t:termNote") == []


def test_rights_and_moment_stand_in_the_header(context: Flask) -> None:
    """Licence, the site, and which state it is."""
    header = parts(_written("glossary.tbx"), "string(//t:tbxHeader)")
    for fact in ("CC BY 4.0", "A glossary", HERE.base, f"change {change_log.last_change()}"):
        assert fact in header


@pytest.mark.parametrize("shape", SHAPES)
def test_characters_that_no_xml_may_hold_become_a_sign(tmp_path: Path, shape: str) -> None:
    """Records may hold two characters that XML must not: the file is valid all the same."""
    term = {"slug": "t", "preferred": "a\ufffeb", "variants": ["\uffff"], "gloss": "g", "revision": 1}
    path = write(tmp_path / "a.tbx", shape, {"term": [{**term, "equivalents": [], "relations": []}]})
    assert problems(path) == []
    assert parts(path.read_bytes(), "string(//t:term)") == "a\ufffdb"


@pytest.mark.parametrize("shape", SHAPES)
def test_sources_alone_make_a_valid_file(tmp_path: Path, shape: str) -> None:
    """A glossary without a term has no body, as the grammar wants no empty one."""
    assert problems(write(tmp_path / "a.tbx", shape, {"source": [{"slug": "s", "title": "T", "revision": 1}]})) == []
    assert problems(write(tmp_path / "a.tbx", shape, {})) == []


def test_a_term_has_its_own_file(client: FlaskClient, tmp_path: Path) -> None:
    """/terms/<slug>.tbx is valid on its own, holds all uses of the term, and says under which name it is kept."""
    answer = client.get(f"/terms/{PAUSE}.tbx")
    path = tmp_path / "a.tbx"
    path.write_bytes(answer.get_data())
    assert problems(path) == []
    assert answer.content_type == export_files.TBX
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{PAUSE}.tbx"'
    with client.application.app_context():
        expected = {f"statement-{one['id']}" for one in reading.statements_of(term=PAUSE)}
    assert {group.get("id") for group in parts(answer.get_data(), "//t:descripGrp")} == expected
    assert parts(answer.get_data(), "//t:conceptEntry[starts-with(@id, 'term-')]/@id") == [f"term-{PAUSE}"]
    assert f'href="/terms/{PAUSE}.tbx"' in client.get(f"/terms/{PAUSE}").get_data(as_text=True)


def test_a_terms_file_as_of_a_moment(client: FlaskClient) -> None:
    """The state of a moment has its file, too, and the page of that moment leads to it."""
    with client.application.app_context():
        moment = pinning.in_address(pinning.newest_change())
    then = client.get(f"/terms/{PAUSE}.tbx?as_of={moment}")
    assert parts(then.get_data(), "count(//t:descripGrp)") == parts(
        client.get(f"/terms/{PAUSE}.tbx").get_data(), "count(//t:descripGrp)"
    )
    assert f"/terms/{PAUSE}.tbx?as_of=" in client.get(f"/terms/{PAUSE}?as_of={moment}").get_data(as_text=True)
    assert client.get(f"/terms/{PAUSE}.tbx?as_of=1999-01-01").status_code == 404


MEMORY = """
import resource, sys
from tests.interchange.tbx_files import HERE, SHAPES, Some
from tests.interchange.tbx_many import Many

def peak(number):
    size = sum(map(len, SHAPES[sys.argv[1]](Many(number), HERE)))
    return size, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

small, large = peak(1_000), peak(int(sys.argv[2]))
print(large[0], large[1] - small[1])
"""


@pytest.mark.parametrize("shape", SHAPES)
def test_memory_stays_flat(shape: str) -> None:
    """Twelve times as many statements take less than a tenth of their size more of memory."""
    command = [sys.executable, "-c", MEMORY, shape, "12000"]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    size, more = map(int, ran.stdout.split())
    assert size > 15_000_000
    assert more * 1024 < size / 10


@every_file
def test_each_record_says_when_it_was_published_last(own_app: Flask, tmp_path: Path, name: str) -> None:
    """Terms and statements: when the revision that stands was published, whether it was the first, and who answers."""
    by_hand.revise("statement", KIRBY, note="")
    by_hand.revise("term", "truce", gloss="Another sentence.")
    path = tmp_path / name
    path.write_bytes(_written(name))
    assert problems(path) == []
    got = {_what(group): _when(group) for group in parts(path.read_bytes(), "//t:transacGrp")}
    wanted = {
        f"{kind} {one.get('id') or one['slug']}, revision {one['revision']}": _published(kind, one)
        for kind in ("term", "statement")
        for one in (reading.every("term") if kind == "term" else reading.statements_of())
    }
    assert got == wanted
    assert got[f"statement {KIRBY}, revision 2"][0] == got["term truce, revision 2"][0] == "modification"
    came, _ = read_all(path)
    assert [one.problem for one in came if one.problem] == []
    report = bulk.judge(path, "tbx", tmp_path / "judged")
    assert report.counts["same"] == report.total


def _what(group: Any) -> str:
    return str(group.findtext("t:note", namespaces=NAMESPACES))


def _when(group: Any) -> tuple[str, ...]:
    return tuple(str(group.findtext(f"t:{name}", namespaces=NAMESPACES)) for name in ("transac", "date", "transacNote"))


def _published(kind: str, one: dict[str, Any]) -> tuple[str, ...]:
    newest = reading.revisions(kind, one.get("id") or one["slug"])[0]
    deed = "origination" if one["revision"] == 1 else "modification"
    return deed, newest["published_at"], f"The editors of the {HERE.name}"


def test_a_term_as_it_stood_says_when_that_was_published(own_app: Flask) -> None:
    """The file of one term has the same, and that of a moment has the dates of then."""
    then, before = past.at(pinning.newest_change()), term_file.tbx(reading.document("term", "truce"), HERE)
    assert b"<transacGrp>" in before
    by_hand.revise("term", "truce", gloss="Another sentence.")
    assert term_file.tbx(then.document("term", "truce"), HERE, then) == before
    assert b"term truce, revision 2" in term_file.tbx(reading.document("term", "truce"), HERE)
