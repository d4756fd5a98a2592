"""The checks of a release find what is wrong: a file each, spoilt in one place."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask

from glossary.interchange.incoming import reading
from glossary.interchange.outgoing.whole import Publisher
from glossary.services.export import exporting
from glossary.services.export import files as export_files
from glossary.services.releases import checks as releasing_checks
from glossary.services.releases import graphs as releasing_graphs
from glossary.services.releases import outside as releasing_outside
from glossary.services.releases import releasing
from glossary.services.releases.checks import FAILED, NOT_RUN, PASSED, Result
from glossary.services.releases.graphs import Graphs
from tests.schematron import node

HERE = Publisher("Somewhere", "https://glossary.example.org")
Spoil = Callable[[str], str]


@pytest.fixture
def taken(kept: Flask) -> exporting.Snapshot:
    """What the files hold."""
    return exporting.take()


@pytest.fixture
def made(taken: exporting.Snapshot, tmp_path: Path) -> Path:
    """A folder with the files of a release that can be spoilt."""
    for name in releasing.DATA:
        (tmp_path / name).write_bytes(b"".join(export_files.FILES[name].write(taken, HERE)))
    return tmp_path


def spoil(made: Path, name: str, old: str, new: str) -> Path:
    """Put other words into a file, once."""
    text = (made / name).read_text("utf-8")
    assert old in text, f"{old} is not in {name}"
    (made / name).write_text(text.replace(old, new, 1), "utf-8")
    return made / name


def test_a_wrong_value_breaks_the_schema(made: Path, taken: exporting.Snapshot) -> None:
    """A kind that the schema does not have, and a record that is missing; nothing in the file as it was."""
    path = made / "glossary.jsonl"
    assert releasing_checks.by_schema(path, taken) == ({f"{kind}s": n for kind, n in taken.counts.items()}, [])
    spoil(made, "glossary.jsonl", '"language":"en"', '"language":"English!"')
    assert any("language" in problem for problem in releasing_checks.by_schema(path, taken)[1])
    path.write_bytes(b"\n".join(path.read_bytes().splitlines()[:-1]))
    assert "There are 13 of 14 of the kind statement." in releasing_checks.by_schema(path, taken)[1]
    path.write_bytes(b"")
    assert "There are 0 of 14 of the kind statement." in releasing_checks.by_schema(path, taken)[1]


@pytest.mark.parametrize("name", ["statements.csv", "glossary.jsonl", "glossary.tbx"])
def test_another_word_is_not_the_same(made: Path, taken: exporting.Snapshot, name: str) -> None:
    """One word of a summary is another one, and the record is named."""
    assert releasing_checks.read_back(made / name, taken)[1] == []
    spoil(made, name, "pauses", "breaks")
    problems = releasing_checks.read_back(made / name, taken)[1]
    assert problems[0].startswith(("statement ", "term ", "source "))


def test_a_missing_row_is_told(made: Path, taken: exporting.Snapshot) -> None:
    """What is left is the same, and yet not all; a file that cannot be read is no file."""
    path = made / "events.csv"
    path.write_bytes(b"\n".join(path.read_bytes().splitlines()[:-1]) + b"\n")
    number = taken.counts["event"]
    assert releasing_checks.read_back(path, taken)[1] == [f"The file has {number - 1} of {number} records."]
    path.write_bytes(b"\xff\xfe\x00")
    assert len(releasing_checks.read_back(path, taken)[1]) == 1


TURTLE = "glossary.ttl"


def graph_problems(made: Path) -> list[str]:
    """What the rules have against the graph."""
    return Graphs(made).rules()[1]


def test_a_graph_that_differs_is_told(made: Path) -> None:
    """One syntax says another thing than the first; one that cannot be parsed says nothing."""
    assert [Graphs(made).same(ending)[1] for ending in releasing_graphs.ENDINGS] == [[], [], []]
    assert graph_problems(made) == []
    spoil(made, "glossary.rdf", "John Kirby", "Jon Kirby")
    assert "differ from Turtle" in Graphs(made).same("rdf")[1][0]
    (made / "glossary.jsonld").write_text("{", "utf-8")
    assert len(Graphs(made).same("jsonld")[1]) == 1


@pytest.mark.parametrize(
    ("needed", "what"), [("dct:created", "a date"), ("prov:wasAttributedTo", "an actor"), ("dct:source", "a source")]
)
def test_a_definition_without_what_is_needed_is_told(made: Path, needed: str, what: str) -> None:
    """Actor, date and source: a definition that lacks one of them is named."""
    text = (made / TURTLE).read_text("utf-8")
    (made / TURTLE).write_text(text.replace(needed, "dct:other"), "utf-8")
    assert any(problem.endswith(f"is a definition without {what}.") for problem in graph_problems(made))


def test_a_definition_that_is_nobodys_is_told(made: Path) -> None:
    """A literal that no attributed definition has as its label; two preferred labels; a term above itself."""
    base = f"{HERE.base}/terms"
    more = f"""
<{base}/humanitarian-pause> skos:definition "A pause."@en ; skos:prefLabel "another label"@en ;
  skos:broader <{base}/humanitarian-pause> ; skos:altLabel "one label"@en ; skos:hiddenLabel "one label"@en .
"""
    with (made / TURTLE).open("a", encoding="utf-8") as file:
        file.write(more)
    found = " ".join(graph_problems(made))
    for told in ("has a definition that is nobody's: 'A pause.'", "2 preferred labels in en", "above itself"):
        assert told in found
    assert "'one label' as a label of two sorts" in found


def test_a_graph_that_is_too_long_is_not_read(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """At the limit it is, a byte beyond it is said why not."""
    size = (made / TURTLE).stat().st_size
    monkeypatch.setattr(releasing_graphs.graph, "MOST_BYTES", size)
    assert Graphs(made).same("ttl")[1] == []
    monkeypatch.setattr(releasing_graphs.graph, "MOST_BYTES", size - 1)
    with pytest.raises(releasing_outside.NotRun, match="longer than"):
        Graphs(made).same("ttl")


def test_citations_are_counted_and_read(made: Path, taken: exporting.Snapshot) -> None:
    """An entry too few, one that cannot be read, an item without title, an id twice, no JSON and no list."""
    sources = taken.counts["source"]
    assert releasing_outside.bibtex(made / "sources.bib", sources) == ({"entries": sources}, [])
    assert releasing_outside.csl(made / "sources.json", sources) == ({"entries": sources}, [])
    assert releasing_outside.bibtex(made / "sources.bib", sources + 1)[1] == [
        f"There are {sources} of {sources + 1} entries."
    ]
    spoil(made, "sources.bib", "},\n", "\n")
    assert releasing_outside.bibtex(made / "sources.bib", sources)[1]
    path = made / "sources.json"
    items = json.loads(path.read_bytes())
    path.write_text(json.dumps([{**items[0], "title": ""}, items[0]]))
    assert releasing_outside.csl(path, 2)[1] == ["Item 1 lacks title.", f"The id {items[0]['id']} stands twice."]
    for wrong in ("{", "{}"):
        path.write_text(wrong)
        assert len(releasing_outside.csl(path, 2)[1]) == 1


def test_what_is_not_there_leaves_its_check_undone(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without Node, without the rules, without the parser: a reason each, and no failure."""
    monkeypatch.setattr(releasing_outside, "find_spec", lambda _: None)
    with pytest.raises(releasing_outside.NotRun, match="bibtexparser is not installed"):
        releasing_outside.bibtex(made / "sources.bib", 1)
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(releasing_outside.NotRun, match="Node is not installed"):
        releasing_outside.dialect(made / "glossary.tbx")
    monkeypatch.setattr(shutil, "which", lambda _: "node")
    monkeypatch.setattr(releasing_outside, "SCHEMATRON", made)
    with pytest.raises(releasing_outside.NotRun, match="come with the project's tests"):
        releasing_outside.dialect(made / "glossary.tbx")


def test_the_dialect_is_checked_where_it_can_be(request: pytest.FixtureRequest, made: Path) -> None:
    """The rules have nothing against the file, and something against one that breaks them."""
    node.rules(request.config)  # skips, and says so, where there is no Node
    assert releasing_outside.dialect(made / "glossary.tbx")[1] == []
    spoil(made, "glossary.tbx", 'type="customerSubset"', 'type="speaker"')
    assert releasing_outside.dialect(made / "glossary.tbx")[1]


def test_what_is_too_large_for_node_is_not_handed_to_it(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At the limit the rules are asked, beyond it the check is not run, and the limit is said."""
    there = tmp_path / "node_modules" / "node-schematron"
    there.mkdir(parents=True)
    asked = []

    def ran(command: list[str], **_: Any) -> subprocess.CompletedProcess[str]:
        asked.append(command[-1])
        return subprocess.CompletedProcess(command, 0, stdout=f'{{"{command[-1]}": []}}')

    monkeypatch.setattr(releasing_outside, "SCHEMATRON", tmp_path)
    monkeypatch.setattr(releasing_outside.shutil, "which", lambda _: "node")
    monkeypatch.setattr(releasing_outside.subprocess, "run", ran)
    path = made / "glossary.tbx"
    size = path.stat().st_size
    monkeypatch.setattr(releasing_outside, "MOST_BYTES", size)
    assert releasing_outside.dialect(path) == ({"bytes": size}, [])
    monkeypatch.setattr(releasing_outside, "MOST_BYTES", size - 1)
    with pytest.raises(releasing_outside.NotRun, match=f"longer than {size - 1:,} bytes, more than Node"):
        releasing_outside.dialect(path)
    assert asked == [str(path)]


def test_what_is_too_large_for_a_reader_has_not_failed(
    made: Path, taken: exporting.Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At the limits all is read; beyond them the check is not run, and the limit is said."""
    total = sum(taken.counts.values())
    monkeypatch.setattr(reading, "MOST_ROWS", total)
    assert releasing_checks.read_back(made / "glossary.jsonl", taken) == ({"same": total}, [])
    monkeypatch.setattr(reading, "MOST_ROWS", total - 1)
    with pytest.raises(releasing_outside.NotRun, match=f"^The file has more than {total - 1} records.$"):
        releasing_checks.read_back(made / "glossary.jsonl", taken)
    path = made / "glossary.tbx"
    monkeypatch.setattr(releasing_checks, "MOST_TREE", path.stat().st_size)
    assert releasing_checks._grammar(path)[1] == []
    monkeypatch.setattr(releasing_checks, "MOST_TREE", path.stat().st_size - 1)
    with pytest.raises(releasing_outside.NotRun, match="longer than"):
        releasing_checks._grammar(path)


def result(look: Callable[[], Any]) -> Result:
    """What comes of one check."""
    return releasing_checks._result("terms.csv", "Looked at", look)


def test_a_check_that_breaks_off_has_failed() -> None:
    """Its release is not listed, and the result says what happened; one that cannot be run has not failed."""

    def broken() -> Any:
        raise ZeroDivisionError

    def absent() -> Any:
        raise releasing_outside.NotRun("Not here.")

    assert (result(broken).outcome, result(broken).says[:39]) == (FAILED, "The check broke off: ZeroDivisionError.")
    assert (result(absent).outcome, result(absent).says) == (NOT_RUN, "Not here.")
    assert result(lambda: ({"x": 1}, [])) == Result("terms.csv", "Looked at", PASSED, counts={"x": 1})


@pytest.mark.parametrize(("number", "told"), [(20, ""), (21, "21 problems")])
def test_a_result_names_the_first_problems(number: int, told: str) -> None:
    """Twenty are named; of more their number is said."""
    found = result(lambda: ({}, [str(n) for n in range(number)]))
    assert (len(found.problems), found.says, found.outcome) == (20, told, FAILED)


def test_the_grammar_is_asked(made: Path) -> None:
    """A broken TBX file is found by its own check among all of them."""
    spoil(made, "glossary.tbx", "<langSec", "<section")
    checks = {(file, check): look for file, check, look in releasing_checks._checks(made, _counts())}
    assert checks["glossary.tbx", releasing_checks.GRAMMAR]()[1]


def _counts() -> Any:
    return SimpleNamespace(counts={"source": 1})
