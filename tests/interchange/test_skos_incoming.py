"""SKOS files as they come in: terms that add to what is there, a count of all that is not read, and refusals."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from glossary.errors import Invalid
from glossary.interchange.incoming.reading import read
from glossary.interchange.incoming.records import Incoming
from glossary.services.auditing import OPERATOR
from glossary.services.bulk import judging as bulk
from glossary.services.bulk import writing as bulk_writing
from glossary.services.bulk.batch import Deed
from glossary.services.export import files as export_files
from glossary.services.export import linked_data
from glossary.services.reading import counting
from glossary.services.reading import published as reading
from tests.interchange.linked import FORMATS, HERE

PREFIXES = """@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xl: <http://www.w3.org/2008/05/skos-xl#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix : <https://thesaurus.example.org/> .
"""
LULL = """
:lull a skos:Concept ; skos:prefLabel "lull in fighting"@en, "accalmie"@fr ; skos:altLabel "hush"@en, "répit"@fr-CA ;
  skos:hiddenLabel "hushes"@en ; skos:scopeNote "A halt that nobody agreed."@en ; skos:broader :halt ;
  skos:definition "A pause of the guns."@en ; skos:exactMatch <https://elsewhere.example.org/1> ; skos:related :quiet .
:quiet a skos:Concept ; skos:prefLabel "quiet for quiet"@en ; skos:altLabel "calm for calm"@en .
:halt a skos:Concept ; skos:prefLabel "halt"@en ; skos:altLabel "halts"@en ; skos:narrower :quiet .
"""


def of(folder: Path, text: str, form: str = "ttl") -> tuple[list[Incoming], list[str]]:
    """The records of a file with this content, and what is told of the rest."""
    path, told = folder / f"file.{form}", list[str]()
    path.write_text(PREFIXES + text if form == "ttl" else text, encoding="utf-8")
    return list(read(path, form, left_out=told)), told


def rows(folder: Path, text: str) -> dict[str, dict[str, Any]]:
    """The terms of a file by id."""
    return {one.row["id"]: one.row for one in of(folder, text)[0]}


def test_a_concept_becomes_a_term(tmp_path: Path) -> None:
    """Labels become form, variants and equivalents with the concept's address; relations stand once."""
    got = rows(tmp_path, LULL)
    page = {"usage_note": "", "consulted": "https://thesaurus.example.org/lull"}
    assert got["lull-in-fighting"] == {
        "id": "lull-in-fighting",
        "preferred": "lull in fighting",
        "variants": ["hush", "hushes"],
        "gloss": "A halt that nobody agreed.",
        "equivalents": [{"lang": "fr", "form": "accalmie", **page}, {"lang": "fr-CA", "form": "répit", **page}],
        "relations": [
            {"type": "broader", "term": "halt", "according_to": "editorial"},
            {"type": "related", "term": "quiet-for-quiet", "according_to": "editorial"},
        ],
    }
    assert got["quiet-for-quiet"]["relations"] == [{"type": "broader", "term": "halt", "according_to": "editorial"}]
    assert got["quiet-for-quiet"]["gloss"] == "No gloss yet. The term comes from a terminology file."
    assert got["halt"]["relations"] == []


def test_what_is_not_read_is_counted_and_named(tmp_path: Path) -> None:
    """Definitions have no actor: they are neither statements nor glosses, and the report says so, as of all else."""
    records, told = of(
        tmp_path,
        LULL
        + """
        :mute a skos:Concept ; skos:prefLabel "тишина"@ru .
        :named a skos:Concept ; skos:prefLabel "only named"@en .
        :odd a skos:Concept ; skos:prefLabel "odd"@en ; skos:altLabel "x"@x-private, "ok"@en ; skos:related :nowhere .
        [] a skos:Concept ; skos:prefLabel "nameless"@en, "sans nom"@fr .
        """,
    )
    ids = ["nameless", "halt", "lull-in-fighting", "only-named", "odd", "quiet-for-quiet"]
    assert [one.row["id"] for one in records] == ids
    assert all(one.kind == "term" and one.adds and not one.problem for one in records)
    report = "\n".join(told)
    for part in (
        "Concepts in the file: 7. Terms read from them: 6, with 2 equivalents in other languages and 3 relations.",
        "Definitions not read: 1, of 1 concepts (lull in fighting). A statement needs its actor, its day and its",
        "read as the editors’ own: 3.",
        "without a label in English, not read: 1 (тишина).",
        "language that is not known, not read: 1 (x (x-private)).",
        "without a web address where readers could look, not read: 1 (sans nom (fr)).",
        "not in the file, not read: 1.",
        "Not read besides, by the concepts that have it: skos:exactMatch (1).",
    ):
        assert part in report, report
    assert "A pause of the guns" not in json.dumps([one.row for one in records])


def test_labels_that_are_nodes_keep_their_page(tmp_path: Path) -> None:
    """A label of SKOS-XL brings the page and the note that stand beside it."""
    got = rows(
        tmp_path,
        """:truce a skos:Concept ; xl:prefLabel :one ; xl:altLabel :two ; skos:altLabel "trêve"@fr .
        :one xl:literalForm "truce of God"@en .
        :two xl:literalForm "trêve"@fr ; skos:note "in a chronicle"@en ; dct:source <https://page.example.org/1> .""",
    )
    assert got["truce-of-god"]["equivalents"] == [
        {"lang": "fr", "form": "trêve", "usage_note": "in a chronicle", "consulted": "https://page.example.org/1"}
    ]


def test_the_english_label_is_found(tmp_path: Path) -> None:
    """English as such comes before that of a country, and that before a label without a language."""
    labels = {
        '"c", "b"@en-GB, "a"@en': "a",
        '"c", "b"@en-GB': "b",
        '"c", "d"@de': "c",
    }
    for text, wanted in labels.items():
        (one,) = of(tmp_path, f':x a skos:Concept ; skos:prefLabel {text} ; skos:scopeNote "n" .')[0]
        assert (one.row["preferred"], one.row["id"], one.problem) == (wanted, wanted, "")
    (one,) = of(tmp_path, ':x a skos:Concept ; skos:prefLabel "a"@en, "b"@en ; skos:altLabel "z"@en .')[0]
    assert one.problem == "It has 2 preferred labels in English: a; b. SKOS allows one."


def test_what_has_no_language_is_read_as_english_and_told(tmp_path: Path) -> None:
    """Form, variant or note: what of them came to stand as English is counted; what was no news is not."""
    _, told = of(
        tmp_path,
        ':x a skos:Concept ; skos:prefLabel "parley" ; skos:altLabel "talk of foes", "Parley" ; skos:scopeNote "n" .'
        ':y a skos:Concept ; skos:prefLabel "y"@en ; skos:altLabel "z", "Y" ; skos:scopeNote "n"@en .',
    )
    assert "Labels without a language, read as English: 3 (parley; talk of foes; z)." in told
    assert "Notes without a language, read as English: 1 (of parley)." in told
    assert not any("without a language" in one for one in of(tmp_path, LULL)[1])


def test_a_label_stands_once_and_in_one_line(tmp_path: Path) -> None:
    """Labels that differ in capitals or blanks alone are one, of the best sort that they have."""
    got = rows(
        tmp_path,
        ':x a skos:Concept ; skos:prefLabel "white flag"@en, "drapeau"@fr ; skos:altLabel "White Flag"@en-GB, '
        '"""white\n  flags """, "white flags"@en, "Drapeau"@fr, "  "@de ; skos:scopeNote """Two\n lines."""@en .',
    )
    (one,) = got.values()
    assert (one["preferred"], one["variants"], one["gloss"]) == ("white flag", ["white flags"], "Two lines.")
    assert [entry["form"] for entry in one["equivalents"]] == ["drapeau"]


@pytest.mark.parametrize("ending", FORMATS)
def test_what_left_comes_back_as_the_same(context: Flask, tmp_path: Path, ending: str) -> None:
    """Judged by the import, our own file holds nothing new, nothing changed and nothing refused."""
    file, taken = export_files.take(f"glossary.{ending}")
    path = tmp_path / f"glossary.{ending}"
    path.write_bytes(b"".join(file.write(taken, HERE)))
    report = bulk.judge(path, ending, tmp_path / "judged")
    assert report.refusal == ""
    assert report.counts == {"refused": 0, "changed": 0, "new": 0, "same": counting.counts()["term"]}
    assert any(sentence.startswith("Definitions not read: 62, of ") for sentence in report.left_out)


def test_one_term_comes_back_as_the_same(context: Flask, tmp_path: Path) -> None:
    """Of the file of one term its neighbours, of which it has little, take no harm."""
    path = tmp_path / "deconfliction.ttl"
    path.write_bytes(linked_data.term("deconfliction", "ttl", HERE))
    report = bulk.judge(path, "ttl", tmp_path / "judged")
    assert report.counts == {"refused": 0, "changed": 0, "new": 0, "same": 3}


def test_new_terms_are_published_and_old_ones_only_grow(own_app: Flask, tmp_path: Path) -> None:
    """A label that is new to a term is added to it, nothing is taken away, and a new concept is a new term."""
    before = reading.document("term", "truce")
    path = tmp_path / "file.ttl"
    grown = ':truce a skos:Concept ; skos:prefLabel "truce"@en, "armisteiskei"@nl ; skos:scopeNote "Other words."@en .'
    path.write_text(PREFIXES + LULL + grown, encoding="utf-8")
    report = bulk.judge(path, "ttl", tmp_path / "judged")
    assert (report.counts["new"], report.counts["changed"], report.counts["refused"]) == (3, 1, 0)
    bulk_writing.write(tmp_path / "judged", Deed(OPERATOR, "Imported."))
    after = reading.document("term", "truce")
    added = [one for one in after["equivalents"] if one not in before["equivalents"]]
    assert [(one["form"], one["consulted"]) for one in added] == [
        ("armisteiskei", "https://thesaurus.example.org/truce")
    ]
    assert {name: after[name] for name in ("preferred", "variants", "gloss", "relations")} == {
        name: before[name] for name in ("preferred", "variants", "gloss", "relations")
    }
    assert reading.document("term", "lull-in-fighting")["relations"][0]["term"]["slug"] == "halt"
    again = bulk.judge(path, "ttl", tmp_path / "judged")
    assert again.counts == {"refused": 0, "changed": 0, "new": 0, "same": 4}
    assert reading.statements_of(term="lull-in-fighting") == []


def test_a_file_without_concepts_is_refused(tmp_path: Path) -> None:
    """Linked data of another sort, and an empty file, are refused with a sentence."""
    for text in ("", ":a :b :c .", ':a skos:prefLabel "a"@en .'):
        with pytest.raises(Invalid, match="The file has no concepts of SKOS"):
            of(tmp_path, text)


def test_a_file_without_english_is_refused(tmp_path: Path) -> None:
    """Where no concept can become a term, that is said with their names."""
    with pytest.raises(Invalid, match=r"None of the concepts in the file \(1\) has a label in English.*: тишина\."):
        of(tmp_path, ':a a skos:Concept ; skos:prefLabel "тишина"@ru .')


def test_doubles_are_refused_by_the_judgement(context: Flask, tmp_path: Path) -> None:
    """Two concepts with one name stand twice, and none is taken."""
    path = tmp_path / "file.ttl"
    label = 'skos:prefLabel "a new word"@en ; skos:scopeNote "n"@en'
    path.write_text(f"{PREFIXES}:a a skos:Concept ; {label} . :b a skos:Concept ; {label} .", encoding="utf-8")
    report = bulk.judge(path, "ttl", tmp_path / "judged")
    assert report.counts["refused"] == report.total == 2
    assert "stands more than once in the file: rows 1, 2" in report.first["refused"][0]["why"][0]
