"""Tables that come in as CSV: our own columns, those of the other kinds, and everything that is not one of them."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.errors import Invalid
from glossary.interchange.incoming.limits import MOST_CELL, MOST_COLUMNS
from glossary.interchange.tables import csv_text, write_csv
from tests.interchange.incoming_files import DIMENSIONS, read_text
from tests.interchange.statement_tables import statements_csv


def test_a_row_says_only_what_its_columns_say(tmp_path: Path) -> None:
    """A table with two columns speaks of two fields; its row has the number that a spreadsheet shows."""
    (one,) = read_text(tmp_path, "csv", "id,stance\r\n\r\nsome-slug,opposes\r\n")
    assert (one.number, one.kind, one.row) == (3, "statement", {"id": "some-slug", "stance": "opposes"})
    assert (one.spoken, one.base, one.withdrawn, one.problem) == ({}, None, None, "")


def test_lists_of_a_statement_are_read_from_their_cells(tmp_path: Path) -> None:
    """Parties, disputes, dimensions with words and codes, revision and withdrawal stand in cells as we write them."""
    text = (
        "id,with,disputes,duration,duration_codes,revision,withdrawn,term_as_written\r\n"
        "a,one (co-author); two (on-behalf-of),b; c,four days,days; extendable,3,wrong date,pause\r\n"
        "b,,,,,,,pause\r\n"
    )
    full, bare = read_text(tmp_path, "csv", text)
    assert full.row["with"] == [{"actor": "one", "role": "co-author"}, {"actor": "two", "role": "on-behalf-of"}]
    assert full.row["disputes"] == ["b", "c"]
    facet = {"dimension": "duration", "text": "four days", "codes": ["days", "extendable"]}
    assert (full.spoken, full.base, full.withdrawn) == ({"duration": facet}, 3, "wrong date")
    assert (bare.row["with"], bare.row["disputes"], bare.spoken) == ([], [], {"duration": None})
    assert (bare.base, bare.withdrawn) == (None, "")


def test_lists_of_the_other_kinds_have_numbered_columns(tmp_path: Path) -> None:
    """Parts of a list stand in numbered columns; a part whose cells are all empty is none."""
    text = "id,name,aliases.2.form,aliases.1.form,aliases.1.lang,aliases.1.kind\r\na,A,,AA,en,acronym\r\n"
    (actor,) = read_text(tmp_path, "csv", text)
    assert (actor.kind, actor.row["aliases"]) == ("actor", [{"form": "AA", "lang": "en", "kind": "acronym"}])
    (term,) = read_text(tmp_path, "csv", "id,preferred,variants.1,variants.2\r\na,pause,,pauses\r\n")
    assert (term.kind, term.row["variants"]) == ("term", ["pauses"])


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_cells_are_parted_as_in_the_first_line(tmp_path: Path, separator: str) -> None:
    """Commas, semicolons and tabs are all read, whichever the header has."""
    (one,) = read_text(tmp_path, "csv", f"id{separator}stance\n'=a{separator}none\n")
    assert one.row == {"id": "=a", "stance": "none"}


@given(st.lists(st.text(st.characters(exclude_categories=("Cs",)), max_size=20), min_size=2, max_size=2).filter(any))
def test_b3_the_guard_comes_off_on_the_way_in(cells: list[str]) -> None:
    """B3: whatever our own table holds is read back as it was, formula-like or not."""
    with TemporaryDirectory() as folder:
        found = read_text(Path(folder), "csv", write_csv(["summary", "term_as_written"], [cells]))
    assert [list(one.row.values()) for one in found] == [cells]


@pytest.mark.parametrize(
    ("header", "told"),
    [
        ("id,stanse,term_as_written", "“stanse” is not known. Is “stance” meant?"),
        ("id,zzz,term_as_written", "“zzz” is not known."),
        ("id,id,stance", "“id” stands twice"),
        ("id,,stance", "Column 2 has no name"),
        ("id,kind", "Name the sheet or the file"),
        ("id,stance,duration", "“duration” needs “duration_codes”"),
        ("id,stance,duration_codes", "“duration_codes” needs “duration”"),
        ("id,preferred,variants.0", "“variants.0” is not known"),
        ("id,preferred,variants.201", "“variants.201” is not known"),
        ("id,preferred,variants.1.form", "“variants.1.form” is not known"),
        ("id,name,affiliation,aliases.1", "“aliases.1” is not known"),
    ],
)
def test_a_header_that_is_not_understood_is_refused(tmp_path: Path, header: str, told: str) -> None:
    """An unknown, double, nameless or parted column refuses the file, by name, with the one that may be meant."""
    with pytest.raises(Invalid) as refused:
        read_text(tmp_path, "csv", f"{header}\r\na,b,c\r\n")
    assert told in str(refused.value)


def test_the_name_of_the_file_tells_the_kind_where_columns_do_not(tmp_path: Path) -> None:
    """`actors 2023.csv` with columns that several kinds have holds actors."""
    (one,) = read_text(tmp_path, "csv", "id,kind\r\na,state\r\n", hint="actors 2023")
    assert one.kind == "actor"


@pytest.mark.parametrize("extra", [0, 1])
def test_columns_have_a_limit(tmp_path: Path, extra: int) -> None:
    """A table may have 1,000 columns and not 1,001."""
    names = [f"equivalents.{n // 4 + 1}.{('lang', 'form', 'usage_note', 'consulted')[n % 4]}" for n in range(800)]
    names += [f"variants.{n}" for n in range(1, 1_000)]
    header = ["id", *names][: MOST_COLUMNS + extra]
    text = csv_text([header, ["a", *[""] * (len(header) - 1)]])
    if extra:
        with pytest.raises(Invalid, match="1,001 columns; at most 1,000"):
            read_text(tmp_path, "csv", text)
    else:
        assert read_text(tmp_path, "csv", text)[0].row["id"] == "a"


def test_a_hundred_thousand_columns_are_refused(tmp_path: Path) -> None:
    """A header of 100,000 columns is refused with their number."""
    with pytest.raises(Invalid, match="100,000 columns"):
        read_text(tmp_path, "csv", ",".join(["id"] * 100_000) + "\r\n")


@pytest.mark.parametrize("extra", [0, 1])
def test_a_cell_has_a_limit(tmp_path: Path, extra: int) -> None:
    """A cell may have 32,767 characters; with one more its row is refused, named, and the others are not."""
    long, other = read_text(tmp_path, "csv", f"id,summary\r\na,{'x' * (MOST_CELL + extra)}\r\nb,y\r\n")
    assert ("32,768 characters" in long.problem) == bool(extra)
    assert (long.row["id"], other.problem) == ("a", "")


def test_a_ragged_row_is_refused_and_the_others_are_not(tmp_path: Path) -> None:
    """A row with too few or too many cells comes out with the two widths."""
    short, long, good = read_text(tmp_path, "csv", "id,stance,quote\r\na,b\r\na,b,c,d\r\na,b,c\r\n")
    assert short.problem == "The row has 2 cells under a header of 3."
    assert long.problem == "The row has 4 cells under a header of 3."
    assert good.problem == ""


@pytest.mark.parametrize(
    ("cells", "told"),
    [("one co-author,1", "is not written as: actor (role)"), ("one (x),two", "not the number of a revision")],
)
def test_a_cell_that_is_not_understood_refuses_its_row(tmp_path: Path, cells: str, told: str) -> None:
    """Parties without role and revisions without number are refused with the field."""
    (one,) = read_text(tmp_path, "csv", f"id,with,revision,stance\r\na,{cells},none\r\n")
    assert told in one.problem
    assert one.row["id"] == "a"


@pytest.mark.parametrize("text", ["", "\r\n\r\n", "id,stance\r\n"])
def test_a_table_without_records_is_refused(tmp_path: Path, text: str) -> None:
    """Nothing, blank lines, or a header alone are refused with a sentence."""
    with pytest.raises(Invalid, match=r"empty|no records"):
        read_text(tmp_path, "csv", text)


def test_a_quote_left_open_is_refused_by_its_line(tmp_path: Path) -> None:
    """A table that ends inside a quoted cell is refused and says where."""
    with pytest.raises(Invalid, match="cannot be read in row 3"):
        read_text(tmp_path, "csv", 'id,stance\r\na,none\r\nb,"none\r\n')


WORDS = st.text(st.characters(exclude_categories=("Cs",)), max_size=30)
SLUGS = st.from_regex(r"[a-z0-9]{1,8}", fullmatch=True)
DOCUMENTS = st.fixed_dictionaries(
    {
        **dict.fromkeys(("term_as_written", "speaking_as", "locator", "quote", "summary", "note"), WORDS),
        "id": SLUGS,
        "term": st.fixed_dictionaries({"slug": SLUGS, "preferred": WORDS}),
        "actor": st.fixed_dictionaries({"slug": SLUGS, "name": WORDS, "kind": st.just("state")}),
        "source": st.fixed_dictionaries({"slug": SLUGS, "title": WORDS}),
        "conflict": st.fixed_dictionaries({"slug": SLUGS, "label": WORDS}),
        "event": st.none() | st.fixed_dictionaries({"slug": SLUGS, "name": WORDS}),
        "with": st.lists(
            st.fixed_dictionaries({"actor": st.fixed_dictionaries({"slug": SLUGS}), "role": SLUGS}), max_size=3
        ),
        "disputes": st.lists(SLUGS, max_size=3),
        "facets": st.lists(
            st.fixed_dictionaries(
                {
                    "dimension": st.sampled_from(DIMENSIONS),
                    "text": WORDS.filter(bool),
                    "codes": st.lists(SLUGS, max_size=3),
                }
            ),
            max_size=2,
            unique_by=lambda facet: str(facet["dimension"]),
        ),
    }
)


@given(DOCUMENTS)
def test_k8_any_statement_is_read_back_from_our_table(document: dict[str, Any]) -> None:
    """K8: whatever stands in a statement, its line in our own table says the same when it is read back."""
    with TemporaryDirectory() as folder:
        (one,) = read_text(Path(folder), "csv", statements_csv([document], DIMENSIONS))
    names = ("term", "actor", "source", "conflict", "event")
    pointers = {name: (document[name] or {"slug": ""})["slug"] for name in names}
    parties = [{"actor": party["actor"]["slug"], "role": party["role"]} for party in document["with"]]
    wanted = {**document, **pointers, "with": parties}
    assert {name: value for name, value in one.row.items() if name in document} == {
        name: value for name, value in wanted.items() if name != "facets"
    }
    facets = {facet["dimension"]: facet for facet in document["facets"]}
    assert one.spoken == {dimension: facets.get(dimension) for dimension in DIMENSIONS}
