"""The grammar and the rules of TBX-Basic over our files, the official samples, and files that break one rule each."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import Flask

from glossary.interchange.tbx.validation import problems
from glossary.services.export import files as export_files
from tests.interchange.tbx_files import HERE, SAMPLES, new
from tests.schematron import node

FORM = "<termSec><term>truce</term></termSec>"
SECTION = f'<langSec xml:lang="en">{FORM}</langSec>'
ENTRY = f'<conceptEntry id="c1">{SECTION}</conceptEntry>'
BREAKS_GRAMMAR = {
    "no id": f"<conceptEntry>{SECTION}</conceptEntry>",
    "no language": f'<conceptEntry id="c1"><langSec>{FORM}</langSec></conceptEntry>',
    "no form": '<conceptEntry id="c1"><langSec xml:lang="en"><note>x</note></langSec></conceptEntry>',
    "an id twice": ENTRY + ENTRY,
    "a reference to nothing": ENTRY.replace(SECTION, f'<ref type="crossReference" target="c2">x</ref>{SECTION}'),
    "no type": ENTRY.replace(SECTION, f"<admin>x</admin>{SECTION}"),
    "no entry": "",
    "unknown element": ENTRY.replace(SECTION, f"<speaker>x</speaker>{SECTION}"),
}
BREAKS_RULES = {
    "Permitted type value(s): customerSubset": ENTRY.replace(SECTION, f'<admin type="speaker">x</admin>{SECTION}'),
    "/customerSubset/ may only": ENTRY.replace(FORM, f'<admin type="customerSubset">x</admin>{FORM}'),
    "/context/ may only appear at level(s)": ENTRY.replace(FORM, f'<descrip type="context">x</descrip>{FORM}'),
    "/definition/ may only appear": ENTRY.replace("</termSec>", '<descrip type="definition">x</descrip></termSec>'),
    "/crossReference/ may only appear": ENTRY.replace(FORM, f'<ref type="crossReference" target="c1">x</ref>{FORM}'),
    "Permitted type value(s): transactionType": ENTRY.replace(
        SECTION, f'<transacGrp><transac type="other">origination</transac></transacGrp>{SECTION}'
    ),
    "/administrativeStatus/ type may be": ENTRY.replace(
        "</term>", '</term><termNote type="administrativeStatus">preferred</termNote>'
    ),
    "DCT style elements are not permitted": ENTRY.replace(
        SECTION, f'<subjectField xmlns="u">x</subjectField>{SECTION}'
    ),
    "ID must be IDREF": ENTRY.replace(SECTION, f'<note><hi target="c2">x</hi></note>{SECTION}'),
}


def _file(folder: Path, entries: str, name: str = "a.tbx") -> Path:
    path = folder / name
    path.write_text(new(entries), "utf-8")
    return path


@pytest.mark.parametrize("name", ["basic_good", "core_structure_good"])
def test_official_good_samples_are_valid(name: str) -> None:
    """The grammar has nothing against them."""
    assert problems(SAMPLES / f"{name}.tbx") == []


@pytest.mark.parametrize("name", ["core_structure_bad", "poorly_formed_xml"])
def test_official_bad_samples_are_not(name: str) -> None:
    """A broken structure, and a missing tag, with the line."""
    (first, *_) = problems(SAMPLES / f"{name}.tbx")
    assert re.search(r"[Ll]ine \d+", first)


def test_the_grammar_does_not_know_the_dialect() -> None:
    """`basic_bad.tbx` breaks rules of the dialect alone: that is why the Schematron is run, too."""
    assert problems(SAMPLES / "basic_bad.tbx") == []


@pytest.mark.parametrize("what", BREAKS_GRAMMAR)
def test_what_breaks_the_grammar_is_told(tmp_path: Path, what: str) -> None:
    """One wrong thing, and the file is not valid; without it it is."""
    assert problems(_file(tmp_path, ENTRY)) == []
    assert problems(_file(tmp_path, BREAKS_GRAMMAR[what])) != []


@pytest.fixture(scope="session")
def rules(request: pytest.FixtureRequest) -> node.Complaints:
    """The Schematron; asked for before a glossary is made, as there may be nothing to run it."""
    return node.rules(request.config)


def test_the_rules_of_the_dialect(rules: node.Complaints, context: Flask, tmp_path: Path) -> None:
    """Both shapes of the real data keep every rule; the bad sample and each broken file break theirs, and only it.

    The good sample is old in one point: it has `usageStatus`, which the rules do not list any more.
    """
    ours = []
    for name in ("glossary.tbx", "glossary-by-term.tbx"):
        file, taken = export_files.take(name)
        ours.append(tmp_path / name)
        ours[-1].write_bytes(b"".join(file.write(taken, HERE)))
    broken = [_file(tmp_path, entries, f"{n}.tbx") for n, entries in enumerate(BREAKS_RULES.values())]
    samples = [SAMPLES / "basic_good.tbx", SAMPLES / "basic_bad.tbx"]
    files = [*ours, _file(tmp_path, ENTRY), *samples, *broken]
    one, other, plain, good, bad, *others = rules(files)
    assert (one, other, plain) == ([], [], [])
    status = "Permitted type value(s): administrativeStatus"
    assert {sentence.partition(",")[0] for sentence in good} == {status}
    rest = sorted(sentence for sentence in bad if not sentence.startswith(status))
    assert [sentence[:24] for sentence in rest] == [
        "/definition/ may only ap",
        "/partOfSpeech/ type may ",
        "Permitted type value(s):",
        "Permitted type value(s):",
    ]
    for expected, told in zip(BREAKS_RULES, others, strict=True):
        assert len(told) == 1, (expected, told)
        assert told[0].startswith(expected)
