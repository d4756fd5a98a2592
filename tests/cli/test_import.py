"""`glossary import`: the same judging and importing as at the desk, with exit codes for scripts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import Result

from glossary.cli import bulk
from tests.cli.conftest import Glossary

KIRBY = "john-kirby-humanitarian-pause-2023-10-26"
GOOD = f"id,locator\n{KIRBY},a new place\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A table of one change."""
    path = tmp_path / "list.csv"
    path.write_text(GOOD, "utf-8")
    return path


def _ends(result: Result, code: int, *told: str) -> None:
    assert result.exit_code == code, result.output
    for words in told:
        assert words in result.output


def test_a_file_is_imported_once(glossary_seeded: Glossary, file: Path) -> None:
    """Imported it says what it did; the second time there is nothing to do, and both end well."""
    _ends(
        glossary_seeded("import", str(file)),
        0,
        f"changed: row 2, statement {KIRBY}",
        "1 record: 0 new, 1 changed, 0 same, 0 refused.",
        "Published: 1 changed record.",
    )
    again = glossary_seeded("import", str(file))
    _ends(again, 0, "0 changed, 1 same")
    assert "Published" not in again.output


def test_u2_an_import_gives_way_to_readers(glossary_seeded: Glossary, file: Path, niceness: list[int]) -> None:
    """U2: its process has a lower priority than the server; a file that is not read at all changes none."""
    glossary_seeded("import", str(file), "--dry-run")
    assert niceness == [bulk.NICE]
    assert 0 < bulk.NICE < 20
    glossary_seeded("import", str(file.rename(file.with_suffix(".pdf"))))
    assert niceness == [bulk.NICE]


def test_a_dry_run_publishes_nothing(glossary_seeded: Glossary, file: Path) -> None:
    """It reports, and the next real run finds the same to do."""
    dry = glossary_seeded("import", str(file), "--dry-run")
    _ends(dry, 0, "1 changed")
    assert "Published" not in dry.output
    _ends(glossary_seeded("import", str(file)), 0, "Published: 1 changed record.")


def test_a_refused_record_ends_with_1(glossary_seeded: Glossary, file: Path) -> None:
    """Row, id and reason are told, the exit code is 1, and nothing is published."""
    file.write_text(f"{GOOD}nothing,x\n", "utf-8")
    refused = glossary_seeded("import", str(file))
    _ends(refused, 1, "refused: row 3, statement nothing", "There is no statement with this id yet", "1 refused")
    assert "Published" not in refused.output
    file.write_text(GOOD, "utf-8")
    _ends(glossary_seeded("import", str(file), "--dry-run"), 0, "1 changed")


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [("list.csv", "id,locatro,quote\n", "“locatro” is not known"), ("list.pdf", GOOD, "Known endings: .csv")],
)
def test_a_file_that_cannot_be_read_ends_with_1(
    glossary_seeded: Glossary, tmp_path: Path, name: str, content: str, told: str
) -> None:
    """An unknown column or format is a sentence and exit code 1."""
    path = tmp_path / name
    path.write_text(content, "utf-8")
    _ends(glossary_seeded("import", str(path)), 1, told)


def test_the_format_can_be_told(glossary_seeded: Glossary, tmp_path: Path) -> None:
    """Where the name tells nothing, an option does."""
    path = tmp_path / "list"
    path.write_text(json.dumps({"statement": {"id": KIRBY, "locator": "x"}}), "utf-8")
    _ends(glossary_seeded("import", str(path), "--format", "jsonl", "--note", "By hand."), 0, "Published: 1 changed")


@pytest.mark.parametrize("extra", [0, 1])
def test_a_file_has_a_limit(glossary_seeded: Glossary, file: Path, monkeypatch: pytest.MonkeyPatch, extra: int) -> None:
    """Ten times as long as at the desk a file may be, and no byte longer."""
    assert bulk.MOST_TIMES * bulk.MOST_BYTES == 200_000_000
    monkeypatch.setattr(bulk, "MOST_TIMES", 1)
    monkeypatch.setattr(bulk, "MOST_BYTES", len(GOOD) - extra)
    _ends(glossary_seeded("import", str(file)), extra, "longer than" if extra else "Published")
