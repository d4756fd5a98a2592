"""YAML that comes in: lists of records as in the data set, everything as text, and nothing that grows or runs."""

from __future__ import annotations

from pathlib import Path

import pytest

from glossary.errors import Invalid
from glossary.interchange.incoming.limits import MOST_DEPTH, MOST_PARTS
from tests import data_sets
from tests.interchange.incoming_files import read_text


def test_the_data_set_is_read_back_whole(tmp_path: Path) -> None:
    """Every record of the project's own files comes out as it was written, with the line at which it stands."""
    data = data_sets.whole()
    for name in data_sets.NAMES:
        text = (data_sets.SEED / f"{name}.yaml").read_bytes()
        found = read_text(tmp_path, "yaml", text)
        assert [one.row for one in found] == data[name]
        assert not any(one.problem for one in found)
        lines = text.decode().splitlines()
        assert all(lines[one.number - 1].lstrip().startswith("- id:") for one in found)


def test_lists_may_stand_bare_or_under_several_kinds(tmp_path: Path) -> None:
    """One list, whose kind is seen by its fields, and several under their names, in singular or plural."""
    assert [one.kind for one in read_text(tmp_path, "yaml", "- id: a\n  preferred: b\n")] == ["term"]
    two = read_text(tmp_path, "yaml", "event:\n- id: a\nstatements:\n- id: b\n- id: c\n")
    assert [(one.kind, one.row["id"]) for one in two] == [("event", "a"), ("statement", "b"), ("statement", "c")]


def test_what_stands_there_is_text(tmp_path: Path) -> None:
    """Dates, numbers and words that YAML would turn into something else stay as they are written."""
    text = "statements:\n- id: 2023\n  said: 2023-10-27\n  note: no\n  quote: 1e3\n  summary: ~\n  locator: ''\n"
    (one,) = read_text(tmp_path, "yaml", text)
    assert one.row == {"id": "2023", "said": "2023-10-27", "note": "no", "quote": "1e3", "summary": None, "locator": ""}


BOMB = "a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\n"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (BOMB, "Line 1: A list of records is expected"),
        ("statements: &a\n- id: a\n", "Line 1: anchors and aliases"),
        ("statements:\n- id: &a a\n  note: *a\n", "Line 2: anchors and aliases"),
        ("statements:\n- *a\n", "Line 2: anchors and aliases"),
        ("statements:\n- !!python/object/apply:os.system ['true']\n", "Line 2: tags"),
        ("- id: !!int '1'\n", "Line 1: tags"),
        ("statements: 7\n", "Line 1: A list of records"),
        ("things:\n- id: a\n", "Line 1: A list of records"),
        ("terms:\n- id: a\nterms:\n- id: b\n", "at most once"),
        ("statements:\n- a\n", "Line 2: a record is expected"),
        ("statements:\n- [id, a]\n", "Line 2: a record is expected"),
        ("statements:\n- {[a]: b}\n", "Line 2: the name of a field"),
        ("just words\n", "Line 1: A list of records"),
        ("--- \nterms: []\n---\nterms: []\n", "several documents"),
        ("statements:\n- id: a\n b: c\n", "cannot be read as YAML"),
        ("statements:\n- id: 'a\n", "cannot be read as YAML"),
        ("\x01", "cannot be read as YAML"),
    ],
)
def test_other_shapes_are_refused_by_their_line(tmp_path: Path, text: str, told: str) -> None:
    """Aliases, tags, other shapes and broken files are refused with a sentence that says where."""
    with pytest.raises(Invalid) as refused:
        read_text(tmp_path, "yaml", text)
    assert told in str(refused.value)


@pytest.mark.parametrize("text", ["", "# nothing\n", "~\n", "statements: []\n", "[]\n"])
def test_files_without_records_are_refused(tmp_path: Path, text: str) -> None:
    """Nothing, a comment, null and empty lists hold no records."""
    with pytest.raises(Invalid, match="The file has no records"):
        read_text(tmp_path, "yaml", text)


def test_a_name_that_stands_twice_refuses_its_record_alone(tmp_path: Path) -> None:
    """YAML itself would keep the last one without a word."""
    twice, good = read_text(tmp_path, "yaml", "terms:\n- id: a\n  gloss: x\n  gloss: y\n- id: b\n")
    assert twice.problem == "The name “gloss” stands twice."
    assert (good.row, good.problem) == ({"id": "b"}, "")


@pytest.mark.parametrize("extra", [0, 1])
def test_parts_and_depth_have_limits(tmp_path: Path, extra: int) -> None:
    """A record has at most 5,000 parts, 8 inside each other; one more refuses the file."""
    wide = f"- id: a\n  preferred: [{', '.join(['x'] * (MOST_PARTS - 2 + extra))}]\n"
    deep = f"- id: a\n  preferred: {'[' * (MOST_DEPTH - 1 + extra)}{']' * (MOST_DEPTH - 1 + extra)}\n"
    for text in (wide, deep):
        if extra:
            with pytest.raises(Invalid, match="too many"):
                read_text(tmp_path, "yaml", text)
        else:
            assert read_text(tmp_path, "yaml", text)[0].row["id"] == "a"


def test_a_deep_file_is_no_failure(tmp_path: Path) -> None:
    """A hundred thousand brackets are refused like nine."""
    with pytest.raises(Invalid):
        read_text(tmp_path, "yaml", "- id: " + "[" * 100_000)


@pytest.mark.parametrize("text", ["- id: [1,\n", "[" * 5000, "- id: \x01\n", "- id: b: c\n"])
def test_the_refusal_names_no_path_of_this_machine(tmp_path: Path, text: str) -> None:
    """What cannot be read is told by what is wrong with it; where the file lies is nobody's business."""
    with pytest.raises(Invalid) as refused:
        read_text(tmp_path, "yaml", text)
    assert str(tmp_path) not in str(refused.value)
    assert "cannot be read as YAML: " in str(refused.value) or "nested" in str(refused.value)
