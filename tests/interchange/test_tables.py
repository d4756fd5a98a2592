"""CSV: nothing becomes a formula, nothing is lost, and every line keeps its actor, date and source."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from glossary.errors import Invalid
from glossary.interchange.comparison_csv import LICENCE, comparison_csv
from glossary.interchange.tables import read_csv, write_csv
from tests.interchange.statement_tables import statements_csv

ADDRESS = "https://glossary.example/compare?statement=s1&statement=s2&as_of=2026-11-25T10:00:00Z"
ARABIC = "هُدنة إنسانية، «مؤقتة»"
NASTY = [
    "",
    "'",
    "''",
    "'=1",
    '"',
    '""',
    "\r\n",
    "\n",
    "\r",
    "\t",
    "\0",
    "a\0b",
    "a,b;c",
    ARABIC,
    "cafe\u0301 🕊",
]

starts = st.sampled_from(["", "=", "+", "-", "@", "\t", "\r", "\0", "'", "''", '"', "\ufeff", "\n"])
cells = st.builds("{}{}".format, starts, st.text() | st.sampled_from(NASTY))
tables = st.integers(1, 4).flatmap(
    lambda width: st.lists(st.lists(cells, min_size=width, max_size=width), min_size=1, max_size=5)
)


@given(tables)
@example([NASTY])
def test_k8_what_is_written_is_read_back(table: list[list[str]]) -> None:
    """K8: writing and reading a table is the identity, for any letters, quotes, line ends, beginnings."""
    assert read_csv(write_csv(table[0], table[1:])) == table


@given(tables)
def test_b3_no_cell_can_be_a_formula(table: list[list[str]]) -> None:
    """B3: as a spreadsheet reads it, no cell begins with a character that starts a formula."""
    shown = csv.reader(io.StringIO(write_csv(table[0], table[1:]), newline=""))
    assert not [cell for line in shown for cell in line if cell.startswith(("=", "+", "-", "@", "\t", "\r", "\0"))]


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", '"\'=1+1"'),
        ("+1", '"\'+1"'),
        ("-1", '"\'-1"'),
        ("@SUM(A1)", '"\'@SUM(A1)"'),
        ("\tx", '"\'\tx"'),
        ("\rx", '"\'\rx"'),
        ("\0x", '"\'\0x"'),
        ("'x", "\"''x\""),
        ("a=1", '"a=1"'),
        ("", '""'),
        ('say "a"', '"say ""a"""'),
        ("a\0", '"a\0"'),
    ],
)
def test_b3_a_dangerous_beginning_gets_an_apostrophe(cell: str, written: str) -> None:
    """B3: every cell is quoted, and guarded exactly where it must be; NUL inside a cell is kept."""
    assert write_csv(["h"], [[cell]]) == f'"h"\r\n{written}\r\n'


@pytest.mark.parametrize("cell", ["'Ndrangheta", "' x", "'"])
def test_a_strangers_apostrophe_is_kept(cell: str) -> None:
    """A table made elsewhere loses no apostrophe that guards nothing."""
    assert read_csv(f'"{cell}"\r\n') == [[cell]]


def test_tables_of_other_programs_are_read() -> None:
    """A byte-order mark, bare cells, bare line feeds and bare returns are taken as they come."""
    assert read_csv("a\rb\r") == [["a"], ["b"]]
    assert read_csv('\ufeffa,"b"\n1,2\n\n') == [["a", "b"], ["1", "2"], []]


@pytest.mark.parametrize(("text", "line"), [('"a"\r\n"b', 2), ('"a"\r\n"b"c\r\n', 2), ("x" * 131_073, 1)])
def test_a_broken_table_is_refused_with_its_line(text: str, line: int) -> None:
    """A cut-off or malformed table is refused with a sentence, and not read in part."""
    with pytest.raises(Invalid, match=rf"^The table cannot be read; line {line}: "):
        read_csv(text)


def test_a_line_of_another_width_is_not_written() -> None:
    """A cell never slips under another column's name."""
    with pytest.raises(ValueError, match="2 cells under a header of 1"):
        write_csv(["h"], [["a", "b"]])


PLAIN = {
    "term_as_written": "pause",
    "language": "en",
    "speaking_as": "",
    "reported_by": "",
    "locator": "",
    "said": "2023-10-27~",
    "said_from": "2023-10-26",
    "said_to": "2023-10-28",
    "kind": "usage",
    "stance": "none",
    "wording": "quote",
    "quote": "a pause",
    "summary": "Says a pause.",
    "attribution": "direct",
    "confidence": "high",
    "note": "",
    "revision": 1,
}
SOURCE = {
    "slug": "src",
    "title": "T",
    "publisher": "P",
    "url": "https://example.org/",
    "published": "2023-11",
    "type": "statement",
    "language": "en",
}


def statement(slug: str, name: str, **changes: Any) -> dict[str, Any]:
    """A public document."""
    named = {"term": {"slug": "pause", "preferred": "pause"}, "conflict": {"slug": "general", "label": "General"}}
    actor = {"slug": f"{slug}-a", "name": name, "kind": "person"}
    lists: dict[str, Any] = {"with": [], "facets": [], "disputes": [], "event": None, "withdrawn": None}
    return {"id": slug, **PLAIN, **named, "actor": actor, "source": SOURCE, **lists, **changes}


def comparison() -> dict[str, Any]:
    """A comparison document of one statement, and of an actor of whom none is recorded."""
    one = statement("s1", "=A")
    value = {"statement": "s1", "said": one["said"], "text": ARABIC, "language": "ar", "codes": ["x", "y"]}
    head = {"actor": one["actor"], "term": one["term"]}
    nobody = {"actor": {"slug": "b", "name": "B", "kind": "state"}, "term": one["term"]}
    cells = [[{**value, "mark": None, "wording": "quote"}], []]
    return {
        "columns": [
            {"type": "statement", "label": "=A", **head, "said": one["said"], "statements": [one]},
            {"type": "actor", "label": "B", **nobody, "said": None, "statements": []},
        ],
        "rows": [{"dimension": "area", "verdict": "only", "speaking": 1, "cells": cells}],
        "changes": [],
        "as_of": None,
        "note": "Codes are the editors' reading.",
    }


def records(text: str) -> list[dict[str, str]]:
    """The lines of a table, by the names of its header."""
    header, *lines = read_csv(text)
    return [dict(zip(header, line, strict=True)) for line in lines]


def lines_of(document: dict[str, Any]) -> list[dict[str, str]]:
    """The lines of a comparison's table."""
    return records(comparison_csv(document, ADDRESS))


def test_a_line_of_a_comparison_has_its_words_and_where_they_are_from() -> None:
    """Principle 1: a value's line has verdict, words, codes, actor, date and source together."""
    line = lines_of(comparison())[0]
    assert (line["dimension"], line["verdict"], line["speaking"], line["column"]) == (
        "area",
        "only",
        "1 of 2",
        "1",
    )
    assert (line["text"], line["language"], line["codes"], line["wording"]) == (ARABIC, "ar", "x; y", "quote")
    assert (line["actor"], line["term"], line["said"], line["statement"]) == (
        "=A",
        "pause",
        "2023-10-27~",
        "s1",
    )
    assert (line["source"], line["publisher"], line["url"]) == ("T", "P", "https://example.org/")
    assert (line["published"], line["attribution"]) == ("2023-11", "direct")


def test_silence_has_a_line_of_its_own() -> None:
    """Principle 3: a silent cell is said to be silent, of whom, and holds no words."""
    line = lines_of(comparison())[1]
    assert (line["cell"], line["actor"], line["term"], line["column"]) == ("silent", "B", "pause", "2")
    assert (line["text"], line["codes"], line["statement"]) == ("", "", "")


def test_the_statement_that_is_silent_is_named() -> None:
    """A silent statement is named with its date and source, so that the silence, too, can be checked."""
    document = comparison()
    document["rows"][0]["cells"] = [[], []]
    line = lines_of(document)[0]
    assert (line["cell"], line["statement"], line["said"], line["source"]) == ("silent", "s1", "2023-10-27~", "T")


def test_no_line_with_words_lacks_actor_date_or_source() -> None:
    """Principle 1: over the whole table, words never stand without actor, date, source and address."""
    spoken = [line for line in lines_of(comparison()) if line["text"]]
    assert spoken
    assert all(line[name] for line in spoken for name in ("actor", "said", "source", "url", "statement"))


def test_a_comparison_ends_with_note_licence_and_address() -> None:
    """Every export says whose reading the codes are, whose the words are, and where this state of it stays."""
    last = lines_of(comparison())[-3:]
    told = ["Codes are the editors' reading.", LICENCE, ADDRESS]
    assert [[value for value in line.values() if value] for line in last] == [[text] for text in told]


def test_a_joint_text_keeps_its_parties_place_and_disputes() -> None:
    """Whoever stands beside the first actor is named in each line of the statement, spoken and silent."""
    parties = [
        {"actor": {"slug": "p", "name": "P, of Q", "kind": "state"}, "role": "co-signatory"},
        {"actor": {"slug": "r", "name": "R", "kind": "organization"}, "role": "on-behalf-of"},
    ]
    document = comparison()
    document["columns"][0]["statements"][0].update({"with": parties, "locator": "p. 3", "disputes": ["s2", "s3"]})
    document["rows"].append({**document["rows"][0], "cells": [[], []]})
    for line in (lines_of(document)[0], lines_of(document)[2]):
        assert line["with"] == "co-signatory: P, of Q; on-behalf-of: R"
        assert (line["locator"], line["disputes"]) == ("p. 3", "s2; s3")


def test_a_comparison_of_a_moment_says_which() -> None:
    """A line before the note and the licence; the table of the present has none."""
    document = comparison() | {"as_of": "2026-11-24"}
    assert [lines_of(one)[-4]["dimension"] for one in (document, comparison())] == [
        "As of 2026-11-24.",
        "area",
    ]


def test_a_change_stands_beside_the_wording_that_makes_it() -> None:
    """Over time, the later wording's line says what changes, whose it is, and by which statements that is measured."""
    document = comparison()
    document["rows"][0]["dimension"] = "wording"
    document["changes"] = [{"before": "s0", "after": "s1", "words": "now calls for, before opposes"}]
    document["changes"][0].update(befores=["s0", "s00"], afters=["s1"], actor=document["columns"][0]["actor"]["slug"])
    lines = lines_of(document)
    assert [line["change"] for line in lines[:2]] == ["=A: now calls for, before opposes [s0, s00]", ""]


def test_b3_holds_for_names_in_a_comparison() -> None:
    """B3: an actor called like a formula is guarded in the table."""
    assert '"\'=A"' in comparison_csv(comparison(), ADDRESS)


def test_statements_make_a_table_that_loses_nothing() -> None:
    """K8: every field of a statement is in its line, slugs as well as names, words beside codes."""
    party = {"actor": {"slug": "p", "name": "P", "kind": "state"}, "role": "co-signatory"}
    facet = {"dimension": "area", "text": "here", "codes": ["local", "route"]}
    event = {"slug": "e", "name": "An event"}
    full = statement("s1", "A", facets=[facet], event=event, disputes=["s2", "s3"], quote=ARABIC, **{"with": [party]})
    [line] = records(statements_csv([full]))
    assert (line["actor"], line["actor_name"], line["with"]) == ("s1-a", "A", "p (co-signatory)")
    assert (line["area"], line["area_codes"], line["quote"]) == ("here", "local; route", ARABIC)
    assert (line["event"], line["event_name"], line["disputes"]) == ("e", "An event", "s2; s3")
    assert (line["source"], line["source_title"], line["source_url"]) == ("src", "T", "https://example.org/")
    assert (line["said"], line["revision"], line["rights"]) == ("2023-10-27~", "1", LICENCE)


def test_a_withdrawn_statement_says_why() -> None:
    """Principle 6: the table tells a withdrawn statement from a current one by its reason."""
    withdrawn = statement("s1", "A", withdrawn={"reason": "Wrong speaker."})
    lines = records(statements_csv([withdrawn, statement("s2", "B")]))
    assert [line["withdrawn"] for line in lines] == ["Wrong speaker.", ""]


def test_every_field_of_a_statement_has_its_column() -> None:
    """K8: no field of the public document, nor of what it points at, is without a column."""
    header = read_csv(statements_csv([]))[0]
    document = statement("s1", "A")
    assert set(document) - {"facets"} <= set(header)
    assert {"source" if name == "slug" else f"source_{name}" for name in document["source"]} <= set(header)


def test_the_dimensions_asked_for_are_the_columns_there_are() -> None:
    """Columns are those spoken on, by name; or those asked for, in their order, even if all are silent."""
    spoken: list[dict[str, Any]] = [
        {"dimension": name, "text": name, "codes": []} for name in ("purpose", "duration", "area", "consent")
    ]
    columns = read_csv(statements_csv([statement("s1", "A", facets=spoken)]))[0][-9::2]
    assert columns == ["area", "consent", "duration", "purpose", "rights"]
    header, line = read_csv(statements_csv([statement("s1", "A")], ["duration", "area"]))
    assert header[-5:] == ["duration", "duration_codes", "area", "area_codes", "rights"]
    assert line[-5:-1] == ["", "", "", ""]
