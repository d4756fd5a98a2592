"""`glossary seed`: imports whole or not at all, refuses with sentences, and twice is once (K7)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from glossary.sqlite_library import sqlite3
from tests import data_sets
from tests.cli.conftest import Glossary

Spoil = Callable[[Path], object]


def cut(path: Path) -> None:
    path.write_text(path.read_text("utf-8")[:-200] + "\n  - [", "utf-8")


def insert(path: Path, line: str) -> None:
    """Write a line before the second field of the file's first record."""
    lines = path.read_text("utf-8").splitlines()
    lines.insert(2, line)
    path.write_text("\n".join(lines), "utf-8")


# file, how it is spoilt, what is said of it
FILES: dict[str, tuple[str, Spoil, str]] = {
    "malformed": ("terms.yaml", cut, "cannot be read as YAML"),
    "not UTF-8": ("events.yaml", lambda path: path.write_bytes(b"events: ['\xff']"), "cannot be read as YAML"),
    "a control character": ("events.yaml", lambda path: path.write_bytes(b"events: ['\x00']"), "cannot be read as"),
    "empty": ("actors.yaml", lambda path: path.write_text(""), "must hold exactly: actors"),
    "a bare list": ("actors.yaml", lambda path: path.write_text("[]"), "must hold exactly: actors"),
    "another key": ("actors.yaml", lambda path: path.write_text("people: []"), "must hold exactly: actors"),
    "no list": ("sources.yaml", lambda path: path.write_text("sources: none"), "field sources: is not a list"),
    "no record": ("sources.yaml", lambda path: path.write_text("sources: [1]"), "record no. 1: is not a record"),
    "no id": ("sources.yaml", lambda path: path.write_text("sources: [{}]"), "record no. 1, field id: is missing"),
    "key twice": ("terms.yaml", lambda path: insert(path, "  gloss: Again."), "the key 'gloss' stands twice"),
    "foreign object": ("terms.yaml", lambda p: p.write_text("terms: !!python/object:os.x {}"), "cannot be read as"),
    "missing": ("statements.yaml", Path.unlink, "the file is missing"),
    "missing words": ("vocabularies.yaml", Path.unlink, "the file is missing"),
}


def tables(instance: Path) -> int:
    """Rows of the five kinds of records in an instance's database; none where there is no database."""
    path = instance / "glossary.db"
    if not path.exists():
        return 0
    connection = sqlite3.connect(path)
    try:
        counted = [connection.execute(f"SELECT count(*) FROM {name[:-1]}").fetchone() for name in data_sets.NAMES]  # noqa: S608
    finally:
        connection.close()
    return sum(number for (number,) in counted)


@pytest.mark.parametrize(("file", "spoil", "reason"), FILES.values(), ids=FILES)
@pytest.mark.parametrize("option", [[], ["--check"]], ids=["import", "check"])
def test_a_spoilt_file_is_named_and_nothing_imported(
    option: list[str], file: str, spoil: Spoil, reason: str, folder: Path, glossary: Glossary, blank: Path
) -> None:
    """A file that cannot be read ends the command with exit code 1 and a sentence naming it; no record is stored."""
    spoil(folder / file)
    result = glossary("seed", str(folder), *option)
    assert result.exit_code == 1
    assert any(line.startswith(file) and reason in line for line in result.stderr.splitlines()), result.stderr
    assert "The data set was refused" in result.stderr
    assert "Traceback" not in result.output
    assert tables(blank) == 0


@pytest.mark.parametrize("option", [[], ["--check"]], ids=["import", "check"])
def test_k7_a_spoilt_last_record_is_named_and_nothing_imported(
    option: list[str], folder: Path, glossary: Glossary, blank: Path
) -> None:
    """K7: file, record, field and reason are on standard error, and the sound records before are not imported."""
    data = data_sets.small()
    last = data["statements"][-1]
    last["quote"] = "word " * 26 + "word"
    result = glossary("seed", str(data_sets.write(data, folder)), *option)
    assert result.exit_code == 1
    sentence = f"statements.yaml, record {last['id']}, field quote: the quote has 27 words; at most 25 are allowed.\n"
    assert sentence in result.stderr
    assert result.stdout == ""
    assert tables(blank) == 0


def test_many_problems_are_counted_even_where_not_all_are_listed(folder: Path, glossary: Glossary) -> None:
    """The last line says how many problems there are."""
    data = data_sets.whole()
    for row in data["sources"]:
        row["rights"] = ""
    result = glossary("seed", str(data_sets.write(data, folder)), "--check")
    assert result.exit_code == 1
    assert "276 problem(s)" in result.stderr
    assert "226 more" in result.stderr


def test_checking_touches_nothing(glossary: Glossary, blank: Path, folder: Path) -> None:
    """`--check` of a sound data set says what it holds, and no database is made."""
    result = glossary("seed", "--check", str(folder))
    assert result.exit_code == 0
    assert result.stdout == "The data set is sound: 5 terms, 16 actors, 11 sources, 4 events, 14 statements.\n"
    assert not (blank / "glossary.db").exists()


@pytest.mark.sqlite
def test_k7_seeding_twice_is_seeding_once(glossary: Glossary, blank: Path, folder: Path) -> None:
    """K7: the second time says that there is nothing to do, and leaves the database file as it was."""
    first = glossary("seed", str(folder))
    assert (first.exit_code, first.stdout.split(",")[0]) == (0, "Imported: 50 new")
    before = (blank / "glossary.db").read_bytes()
    second = glossary("seed", str(folder))
    assert (second.exit_code, second.stdout) == (0, "The data set is unchanged; nothing to do.\n")
    assert (blank / "glossary.db").read_bytes() == before
    assert tables(blank) == 50


def test_what_is_seeded_is_found_at_once(glossary: Glossary, folder: Path) -> None:
    """Seeding brings the index up to date too."""
    glossary("seed", str(folder))
    result = glossary("index", "verify")
    assert (result.exit_code, result.stdout) == (0, "Index and database agree.\n")


def test_a_folder_that_is_not_there_is_a_wrong_use(glossary: Glossary, tmp_path: Path) -> None:
    """A missing folder is told as a wrong argument, exit code 2."""
    result = glossary("seed", str(tmp_path / "nowhere"))
    assert result.exit_code == 2
    assert "does not exist" in result.stderr
