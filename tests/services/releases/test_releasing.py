"""Releases: one state in all files, whole or not there at all, numbered once, checked, and never touched again."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from flask import Flask

from glossary.errors import Invalid, NotFound
from glossary.interchange.outgoing.whole import LICENCE, Publisher
from glossary.services import clock
from glossary.services.export import files as export_files
from glossary.services.index import indexing
from glossary.services.reading import change_log, counting
from glossary.services.reading import published as reading
from glossary.services.releases import checks as releasing_checks
from glossary.services.releases import kept as releasing_kept
from glossary.services.releases import numbers as releasing_numbers
from glossary.services.releases import releasing
from glossary.services.releases.checks import FAILED, PASSED, Result
from tests.reliability.records import KIRBY, changed, publish

HERE = Publisher("Somewhere", "https://glossary.example.org")
DATED = {"manifest.json", "README.md", "CITATION.cff"}
"""The only files of a release that know its number and its day."""


@pytest.fixture
def unchecked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is checked, which takes most of the time."""
    monkeypatch.setattr(releasing_checks, "run", lambda *_: [Result("terms.csv", "Looked at", PASSED)])


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> None:
    """A check finds something."""
    monkeypatch.setattr(
        releasing_checks, "run", lambda *_: [Result("terms.csv", "Looked at", FAILED, problems=["No."])]
    )


def names(path: Path) -> set[str]:
    """What lies in a folder."""
    return {one.name for one in path.iterdir()} if path.is_dir() else set()


def manifest(made: releasing.Made) -> dict[str, Any]:
    """What a release says of itself."""
    told: dict[str, Any] = json.loads((made.path / "manifest.json").read_bytes())
    return told


def test_a_release_is_whole_and_passes_its_checks(small_app: Flask) -> None:
    """All files are there and frozen, as their hashes say; every check that could be run passed, and is stored."""
    made = releasing.make(HERE, "The first.")
    assert (made.number, made.path) == (1, Path(small_app.instance_path) / "releases" / "1")
    assert names(made.path) == {*releasing.DATA, *releasing.TEXTS, releasing.MANIFEST}
    assert all(one.stat().st_mode & 0o222 == 0 for one in made.path.iterdir())
    assert [one for one in made.results if one.outcome == FAILED] == made.failures == []
    assert {one.file for one in made.results} == set(releasing.DATA)
    stored = json.loads((made.path / "validation.json").read_bytes())
    assert stored == [one.to_document() for one in made.results]
    same = {one["file"]: one["counts"]["same"] for one in stored if one["check"] == releasing_checks.SAME}
    counts = counting.counts()
    assert same["statements.csv"] == counts["statement"] == 14
    assert same["glossary.jsonl"] == same["glossary.tbx"] == sum(counts.values())
    told = manifest(made)
    assert (told["number"], told["note"], told["licence"], told["counts"]) == (1, "The first.", LICENCE, counts)
    assert told["change"] == change_log.last_change()
    assert {one["name"] for one in told["files"]} == names(made.path) - {"manifest.json"}
    assert releasing_kept.compare(1) == []
    assert [one["number"] for one in releasing_kept.listed()] == [1]


def test_the_same_state_gives_the_same_bytes(
    small_app: Flask, unchecked: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On another day, under the next number, only the files that name both differ."""
    one = releasing.make(HERE)
    later = clock.now().replace(year=2031)
    monkeypatch.setattr(clock, "now", lambda: later)
    other = releasing.make(HERE)
    assert (one.number, other.number) == (1, 2)
    apart = {name for name in names(one.path) if (one.path / name).read_bytes() != (other.path / name).read_bytes()}
    assert apart == DATED
    assert manifest(other)["released"].startswith("2031-")
    data = [{**entry} for entry in manifest(one)["files"] if entry["name"] not in DATED]
    assert data == [entry for entry in manifest(other)["files"] if entry["name"] not in DATED]


def test_all_files_show_one_state(own_app: Flask) -> None:
    """What is published while they are written is in none of them, and is held against none of them."""
    summary = "Published while the release was made."

    def meddle(step: str) -> None:
        if step == "Writing terms.csv":
            publish(changed("statement", KIRBY, summary=summary))

    made = releasing.make(HERE, tell=meddle)
    assert reading.document("statement", KIRBY)["summary"] == summary
    assert not any(summary.encode() in one.read_bytes() for one in made.path.iterdir())
    assert made.failures == []
    assert manifest(made)["change"] < change_log.last_change()
    assert manifest(made)["counts"]["statement"] == 401


def test_what_fails_is_kept_and_not_listed(small_app: Flask, failing: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its number is not given again; the reason lies in it."""
    made = releasing.make(HERE)
    assert [one.problems for one in made.failures] == [["No."]]
    assert names(releasing.folder()) == {".lock", "1.failed"}
    assert json.loads((made.path / "validation.json").read_bytes())[0]["problems"] == ["No."]
    assert (releasing.numbers(), releasing_kept.listed()) == ([], [])
    with pytest.raises(NotFound):
        releasing_kept.file(1, "terms.csv")
    monkeypatch.setattr(releasing_checks, "run", lambda *_: [])
    assert releasing.make(HERE).number == 2
    assert releasing.numbers() == [2]


def test_what_breaks_off_leaves_nothing(small_app: Flask, unchecked: None) -> None:
    """Half-way nothing is listed, afterwards nothing is there; what a killed one left goes with the next."""

    def stop(step: str) -> None:
        assert releasing.numbers() == []
        if step == "Writing glossary.tbx":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        releasing.make(HERE, tell=stop)
    assert names(releasing.folder()) == {".lock"}
    left = releasing.folder() / f"{releasing.UNFINISHED}-1"
    left.mkdir()
    (left / "terms.csv").write_text("half")
    assert releasing.make(HERE).number == 1
    assert names(releasing.folder()) == {".lock", "1"}


@pytest.mark.parametrize("removed", ["2", "."])
def test_a_number_is_given_once(small_app: Flask, unchecked: None, removed: str) -> None:
    """Also where the folder of a release was removed, or the one they all lie in: addresses are kept for a year."""
    assert [releasing.make(HERE).number for _ in range(2)] == [1, 2]
    shutil.rmtree(releasing.folder() / removed)
    assert releasing.make(HERE).number == 3


def test_the_number_of_a_failed_one_is_not_given_again(
    small_app: Flask, failing: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody may have spoken of it, also where it was removed after it was looked into."""
    shutil.rmtree(releasing.make(HERE).path)
    monkeypatch.setattr(releasing_checks, "run", lambda *_: [])
    assert releasing.make(HERE).number == 2


def test_a_number_is_taken_before_it_is_listed(
    small_app: Flask, unchecked: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed between the two, it is never listed and never given again."""
    rename = Path.rename

    def killed(self: Path, target: Path) -> Path:
        if self.name.startswith(releasing.UNFINISHED):
            raise KeyboardInterrupt
        return rename(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", killed)
        with pytest.raises(KeyboardInterrupt):
            releasing.make(HERE)
    assert releasing.numbers() == []
    assert releasing.make(HERE).number == 2


def test_releases_from_before_numbers_were_noted_count(small_app: Flask, unchecked: None) -> None:
    """Without the note, the folders that are there are gone by."""
    (releasing.folder() / "7").mkdir(parents=True)
    assert releasing.make(HERE).number == 8


@pytest.mark.parametrize("noted", ["", "seven", "-1", "1\n2", "9" * 10])
def test_a_damaged_note_is_no_number(small_app: Flask, unchecked: None, noted: str) -> None:
    """What number may be given is not guessed; the sentence says what to do."""
    releasing_numbers.noted(releasing.folder()).write_text(noted)
    with pytest.raises(Invalid, match="Write the highest number"):
        releasing.make(HERE)
    assert releasing.numbers() == []
    releasing_numbers.noted(releasing.folder()).write_text("41")
    assert releasing.make(HERE).number == 42


def test_two_at_once_are_refused(small_app: Flask, unchecked: None) -> None:
    """The second says so and writes nothing; the first goes on."""
    refused: list[str] = []

    def again(_: str) -> None:
        with pytest.raises(Invalid) as told:
            releasing.make(HERE)
        refused.append(str(told.value))

    assert releasing.make(HERE, tell=again).number == 1
    assert set(refused) == {releasing.BUSY}
    assert releasing.numbers() == [1]


@pytest.mark.parametrize("note", ["a" * (releasing.MOST_NOTE + 1), "two\nlines", "a\x00b"])
def test_a_note_is_one_line(small_app: Flask, note: str) -> None:
    """A longer or broken one is refused before anything is written."""
    with pytest.raises(Invalid, match="Nothing was written"):
        releasing.make(HERE, note)
    assert not releasing.folder().exists()


def test_the_longest_note_is_taken(small_app: Flask, unchecked: None) -> None:
    """Of exactly so many characters, of any script."""
    note = "هدنة 🕊 " * 50 + "a" * (releasing.MOST_NOTE - 350)
    assert len(note) == releasing.MOST_NOTE
    assert manifest(releasing.make(HERE, note))["note"] == note


def test_an_empty_glossary_has_no_release(blank_app: Flask) -> None:
    """There is nothing to freeze, and no folder is made."""
    with pytest.raises(NotFound):
        releasing.make(HERE)
    assert not releasing.folder().exists()
    assert releasing_kept.listed() == []


def test_how_it_is_cited(small_app: Flask, unchecked: None) -> None:
    """`CITATION.cff` has what version 1.2.0 of its format requires, and the licence says whose the words are."""
    made = releasing.make(Publisher("Who says: #what?", HERE.base), "x")
    told = yaml.safe_load((made.path / "CITATION.cff").read_text("utf-8"))
    assert told["cff-version"] == "1.2.0"
    assert (told["type"], told["title"], told["version"]) == ("dataset", "Who says: #what?", "1")
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", told["date-released"])
    assert told["message"].endswith(".")
    assert told["authors"] == [{"name": "Editors of the Who says: #what?"}]
    assert (told["license"], told["url"]) == ("CC-BY-4.0", f"{HERE.base}/releases/1")
    licence = (made.path / "LICENSE.txt").read_text("utf-8")
    assert LICENCE in licence
    assert "Quotations and titles stay their speakers'" in licence
    readme = (made.path / "README.md").read_text("utf-8")
    assert all(f"`{name}`" in readme for name in (*releasing.DATA, *releasing.TEXTS))


@pytest.fixture
def kept(small_app: Flask, unchecked: None) -> Iterator[Path]:
    """A release that may be written to."""
    made = releasing.make(HERE)
    for one in made.path.iterdir():
        one.chmod(0o644)
    yield made.path
    indexing.drain()


def test_what_was_changed_afterwards_is_told(kept: Path) -> None:
    """A changed byte, a missing file, one too many, and a manifest that cannot be read."""
    assert releasing_kept.compare(1) == []
    terms = kept / "terms.csv"
    terms.write_bytes(terms.read_bytes().replace(b"a", b"b", 1))
    (kept / "actors.csv").unlink()
    (kept / "more.csv").write_text("x")
    assert releasing_kept.compare(1) == [
        "actors.csv is missing.",
        "more.csv is not in the manifest.",
        "terms.csv is not what it was.",
    ]
    (kept / "manifest.json").write_text("{")
    assert releasing_kept.compare(1) == ["manifest.json cannot be read."]
    assert releasing_kept.listed() == []
    with pytest.raises(NotFound, match="There is no release 2"):
        releasing_kept.compare(2)


def test_every_file_is_one_that_can_be_exported() -> None:
    """The names are those of the page /export."""
    assert set(releasing.DATA) <= set(export_files.FILES)
