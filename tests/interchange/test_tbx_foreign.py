"""TBX of other tools: terms with their equivalents come in, and everything else is counted and named."""

from __future__ import annotations

from pathlib import Path

import pytest

from glossary.errors import Invalid
from glossary.interchange.incoming import tbx_file
from glossary.interchange.records import SCHEMAS
from glossary.interchange.tbx.foreign import NAMED, NO_GLOSS
from tests.interchange.tbx_files import SAMPLES, new, old, read_all, read_text

HERE = "https://example.org/a"
NEW = new(
    '<conceptEntry id="c1">'
    '<descrip type="subjectField">Law</descrip>'
    '<langSec xml:lang="en-GB">'
    '<descripGrp><descrip type="definition">A halt.</descrip><admin type="source">Oxford2007</admin></descripGrp>'
    "<termSec><term>cease-fire</term></termSec>"
    '<termSec><term>Ceasefire</term><termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></termSec>'
    "<termSec><term>CEASEFIRE</term></termSec></langSec>"
    '<langSec xml:lang="fr"><termSec><term>cessez-le-feu</term>'
    f'<xref type="externalCrossReference" target="{HERE}">a</xref></termSec></langSec>'
    '<langSec xml:lang="zh-hant"><xref type="externalCrossReference" target="https://example.org/b">b</xref>'
    "<termSec><term>停火</term></termSec></langSec>"
    '<langSec xml:lang="de"><termSec><term>Waffenruhe</term></termSec></langSec></conceptEntry>'
)
DCT = new(
    '<conceptEntry id="c1"><min:subjectField>Law</min:subjectField><langSec xml:lang="en"><descripGrp>'
    "<basic:definition>A halt.</basic:definition><basic:source>Oxford2007</basic:source></descripGrp>"
    "<termSec><term>cease-fire</term></termSec><termSec><term>Ceasefire</term>"
    "<min:administrativeStatus>preferredTerm-admn-sts</min:administrativeStatus></termSec>"
    "<termSec><term>CEASEFIRE</term></termSec></langSec>"
    f'<langSec xml:lang="fr"><termSec><term>cessez-le-feu</term><min:externalCrossReference target="{HERE}">a'
    '</min:externalCrossReference></termSec></langSec><langSec xml:lang="zh-Hant"><min:externalCrossReference '
    'target="https://example.org/b">b</min:externalCrossReference><termSec><term>停火</term></termSec></langSec>'
    '<langSec xml:lang="de"><termSec><term>Waffenruhe</term></termSec></langSec></conceptEntry>',
    style="dct",
    more='xmlns:min="http://www.tbxinfo.net/ns/min" xmlns:basic="http://www.tbxinfo.net/ns/basic"',
)
TIG = old(
    '<termEntry id="c1"><descrip type="subjectField">Law</descrip><langSet xml:lang="en">'
    '<descripGrp><descrip type="definition">A halt.</descrip><admin type="source">Oxford2007</admin></descripGrp>'
    "<tig><term>cease-fire</term></tig><tig><term>Ceasefire</term>"
    '<termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></tig>'
    "<tig><term>CEASEFIRE</term></tig></langSet>"
    f'<langSet xml:lang="fr"><tig><term>cessez-le-feu</term><admin type="source">In: {HERE}.</admin></tig></langSet>'
    '<langSet xml:lang="zh_HANT"><xref type="externalCrossReference" target="https://example.org/b">b</xref>'
    "<tig><term>停火</term></tig></langSet>"
    '<langSet xml:lang="de"><tig><term>Waffenruhe</term></tig></langSet></termEntry>'
)
NTIG = (
    TIG.replace("<tig><term>", "<ntig><termGrp><term>")
    .replace("</term></tig>", "</term></termGrp></ntig>")
    .replace("</termNote></tig>", "</termNote></termGrp></ntig>")
    .replace("</admin></tig>", "</admin></ntig>")
    .replace("</term><admin", "</term></termGrp><admin")
)
FILES = {"2019": NEW, "2019, DCT": DCT, "2008, tig": TIG, "2008, ntig": NTIG}


@pytest.mark.parametrize("which", FILES)
def test_a_term_comes_with_its_equivalents(tmp_path: Path, which: str) -> None:
    """Both generations and both styles give the same term; it only adds to one that is published."""
    ((record,), _) = read_text(tmp_path, FILES[which])
    assert (record.kind, record.adds, record.problem) == ("term", True, "")
    assert record.row == {
        "id": "ceasefire",
        "preferred": "Ceasefire",
        "variants": ["cease-fire"],
        "gloss": NO_GLOSS,
        "equivalents": [
            {"lang": "fr", "form": "cessez-le-feu", "usage_note": "", "consulted": HERE},
            {"lang": "zh-Hant", "form": "停火", "usage_note": "", "consulted": "https://example.org/b"},
        ],
        "relations": [],
    }
    SCHEMAS["terms"]().load(record.row)


@pytest.mark.parametrize("which", FILES)
def test_what_is_not_read_is_counted_and_named(tmp_path: Path, which: str) -> None:
    """A definition without an actor, its source, a form without an address, and every other category."""
    _, told = read_text(tmp_path, FILES[which])
    assert told == [
        "Entries in the file: 1. Terms read from them: 1, with 2 equivalents in other languages.",
        "Forms in other languages without a web address beside them, where readers could look them up, not read: 1 "
        "(Waffenruhe (de)).",
        "Definitions not read: 1, contexts not read: 0. A statement needs its actor, its day and its source, which the "
        "file does not give; enter those that are wanted by hand.",
        "Sources of what is not read: Oxford2007 (1).",
        "Not read besides: administrativeStatus (1); subjectField (1).",
    ]


def test_no_definition_becomes_anything_else(tmp_path: Path) -> None:
    """Its words are in no record: neither as a gloss nor as a note, where it would stand without its author."""
    for text in FILES.values():
        records, _ = read_text(tmp_path, text)
        assert "A halt." not in str(records)


def test_the_official_sample_is_accounted_for_whole() -> None:
    """Of 45 entries 39 have an English form; all 52 Spanish ones have an address; the rest is told with numbers."""
    records, told = read_all(SAMPLES / "basic_good.tbx")
    assert {one.kind for one in records} == {"term"}
    assert len(records) == 39
    for one in records:
        SCHEMAS["terms"]().load(one.row)
    assert told[0] == "Entries in the file: 45. Terms read from them: 39, with 52 equivalents in other languages."
    assert told[1].startswith("Entries without a form in English, not read: 6 (Bally2005; Cambridge2007;")
    assert "Definitions not read: 74, contexts not read: 104." in told[2]
    assert "Oxford2007 (24)" in told[3]
    assert "and 50 more" in told[3]
    assert "partOfSpeech (107)" in told[4]
    assert "refObject (1)" in told[4]


def test_every_element_is_read_or_counted(tmp_path: Path) -> None:
    """A second form in one section, an unknown element, a form in no language: nothing is passed over."""
    text = new(
        '<conceptEntry id="c1"><langSec xml:lang="en"><termSec><term>truce</term><term>second</term><x xmlns="u">y</x>'
        '</termSec></langSec><langSec xml:lang="x-klingon"><termSec><term>jot</term></termSec></langSec>'
        '<langSec xml:lang="fr"><termSec><term> </term></termSec></langSec></conceptEntry>'
    )
    (record,), told = read_text(tmp_path, text)
    assert record.row["variants"] == []
    assert "Forms without text or without a known language: 2 (jot; a form without text)." in told
    assert "Not read besides: term (3); x (1)." in told


@pytest.mark.parametrize("extra", [0, 1])
def test_so_many_are_named(tmp_path: Path, extra: int) -> None:
    """The first twenty are named, the others counted."""
    entry = (
        '<conceptEntry id="c{0}"><langSec xml:lang="fr"><termSec><term>f{0}</term></termSec></langSec></conceptEntry>'
    )
    _, told = read_text(tmp_path, new(ONE + "".join(entry.format(n) for n in range(NAMED + extra))))
    assert f"not read: {NAMED + extra} (f0; f1;" in told[1]
    assert ("f19; and 1 more)." if extra else "f19).") in told[1]


ONE = '<conceptEntry id="one"><langSec xml:lang="en"><termSec><term>truce</term></termSec></langSec></conceptEntry>'


@pytest.mark.parametrize(
    "text",
    [
        "<html><body>x</body></html>",
        f"<x>{ONE}</x>",
        f'<tbx xmlns="urn:something:else">{ONE}</tbx>',
        '<TBX dialect="TBX-Min"><body><entry id="c1"/></body></TBX>',
        new(""),
    ],
)
def test_what_is_no_tbx_is_refused(tmp_path: Path, text: str) -> None:
    """Other XML, an unknown namespace, the small dialect of 2013, and a file without entries."""
    with pytest.raises(Invalid) as refused:
        read_text(tmp_path, text)
    assert str(refused.value) in (tbx_file.NO_TBX, "The file has no records.")


def test_a_file_without_english_says_so(tmp_path: Path) -> None:
    """The glossary knows its terms by their English forms: a file without any has nothing for it, and hears why."""
    with pytest.raises(Invalid, match=r"None of the entries of the file \(1\) has a form in English.*: truce\."):
        read_text(tmp_path, new(ONE.replace('"en"', '"fr"')))


def test_a_file_without_a_header_is_read(tmp_path: Path) -> None:
    """Some tools write none; it is somebody else's file then."""
    (record,), _ = read_text(tmp_path, f'<tbx xmlns="urn:iso:std:iso:30042:ed-2"><text><body>{ONE}</body></text></tbx>')
    assert record.row["preferred"] == "truce"


def test_lines_and_markup_inside_a_term_are_no_part_of_it(tmp_path: Path) -> None:
    """Broken lines become one blank, and highlighted letters stay letters."""
    broken = "humanitarian\n\t\t<hi>pau</hi>se<!-- x -->"
    (record,), _ = read_text(tmp_path, new(ONE.replace("truce", broken)))
    assert (record.row["id"], record.row["preferred"]) == ("humanitarian-pause", "humanitarian pause")


def test_the_line_of_an_entry_is_told(tmp_path: Path) -> None:
    """Also far down in a long file."""
    (record,), _ = read_text(tmp_path, new("\n" * 70_000 + ONE))
    assert record.number == 70_001
