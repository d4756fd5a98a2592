"""`glossary seed --lists-only`: a glossary without records, to import into: the way to move or fork one."""

from __future__ import annotations

from pathlib import Path

import pytest

from glossary import create_app
from glossary.cli import serving
from glossary.db import db
from glossary.services.reading import counting
from tests import data_sets
from tests.cli.conftest import Glossary, run

STEP = "`glossary seed --lists-only`"


@pytest.fixture
def moved(folder: Path, tmp_path: Path) -> Path:
    """All records of another glossary, as it gives them away."""
    other, path = tmp_path / "other", tmp_path / "glossary.jsonl"
    assert run(other, "seed", str(folder)).exit_code == 0
    assert run(other, "export", "glossary.jsonl", "--output", str(path)).exit_code == 0
    return path


def test_a_glossary_moves_in_two_commands(glossary: Glossary, moved: Path, tmp_path: Path) -> None:
    """The lists and nothing else, then all records; a second time neither has anything to do."""
    first = glossary("seed", "--lists-only")
    assert (first.exit_code, first.stdout) == (0, "The closed lists are in place; no record was imported.\n")
    again = glossary("seed", "--lists-only")
    assert (again.exit_code, again.stdout) == (0, "The closed lists are unchanged; nothing to do.\n")
    imported = glossary("import", str(moved))
    assert (imported.exit_code, imported.stdout.splitlines()[-1]) == (0, "Published: 50 new records.")
    assert glossary("import", str(moved), "--dry-run").stdout == "50 records: 0 new, 0 changed, 50 same, 0 refused.\n"


def test_a_folder_may_hold_the_lists_alone(glossary: Glossary, folder: Path, blank: Path) -> None:
    """Lists of one's own need no files of records; what is wrong in them is named, and nothing is kept."""
    for path in folder.iterdir():
        if path.name != "vocabularies.yaml":
            path.unlink()
    told = glossary("seed", "--lists-only", "--check", str(folder))
    assert (told.exit_code, told.stdout.startswith("The closed lists are sound: ")) == (0, True)
    assert not (blank / "glossary.db").exists()
    assert glossary("seed", "--lists-only", str(folder)).exit_code == 0
    lists = folder / "vocabularies.yaml"
    lists.write_text(lists.read_text("utf-8").replace("conflicts:", "wars:", 1), "utf-8")
    refused = glossary("seed", "--lists-only", str(folder))
    assert refused.exit_code == 1
    assert "vocabularies.yaml: must hold exactly: conflicts" in refused.stderr


def test_a_start_adds_no_records(blank: Path, glossary: Glossary, moved: Path) -> None:
    """Whoever began without the project's records is not given them by serving."""
    assert glossary("seed", "--lists-only").exit_code == 0
    assert glossary("import", str(moved)).exit_code == 0
    app = create_app(instance=blank)
    with app.app_context():
        serving.prepare()
        assert counting.counts()["statement"] == 14
        db.engine.dispose()


@pytest.mark.parametrize("option", [[], ["--lists-only"]], ids=["records", "lists"])
def test_a_start_adds_nothing_to_another_data_set(
    blank: Path, glossary: Glossary, folder: Path, option: list[str]
) -> None:
    """Whoever began with a folder of their own has its records and its lists, and no others; by name they come in."""
    lists = folder / "vocabularies.yaml"
    text = lists.read_text("utf-8")
    lists.write_text(text.replace("definition: ", "definition: By our own rule, ", 1), "utf-8")
    assert glossary("seed", *option, str(folder)).exit_code == 0
    before = glossary("export", "glossary.jsonl").stdout
    app = create_app(instance=blank)
    with app.app_context():
        serving.prepare()
        codes = repr(data_sets.contents(db.engine))
        db.engine.dispose()
    assert "By our own rule, " in codes
    assert glossary("export", "glossary.jsonl").stdout == before
    assert glossary("seed").stdout.startswith("Imported: ")


@pytest.mark.parametrize("page", ["/", "/search?q=pause", "/terms", "/actors", "/field", "/compare", "/about/data"])
def test_it_can_be_read_while_it_is_empty(blank: Path, glossary: Glossary, page: str) -> None:
    """Every page of the whole answers without a record."""
    assert glossary("seed", "--lists-only").exit_code == 0
    app = create_app(instance=blank)
    assert app.test_client().get(page).status_code == 200
    with app.app_context():
        db.engine.dispose()


def test_over_a_data_set_it_is_refused(glossary: Glossary, folder: Path) -> None:
    """A glossary that follows a data set keeps doing so."""
    assert glossary("seed", str(folder)).exit_code == 0
    refused = glossary("seed", "--lists-only")
    assert refused.exit_code == 1
    assert "This glossary holds a data set already" in refused.stderr
    assert glossary("seed", str(folder)).stdout == "The data set is unchanged; nothing to do.\n"


def test_a_data_set_may_follow(glossary: Glossary, folder: Path) -> None:
    """Asked for by name, the records of a folder come in all the same."""
    assert glossary("seed", "--lists-only").exit_code == 0
    assert glossary("seed", str(folder)).stdout.startswith("Imported: 50 new")


@pytest.mark.parametrize("prepared", [False, True])
def test_an_import_without_lists_names_the_step(glossary: Glossary, moved: Path, prepared: bool) -> None:
    """In one sentence, before and after `glossary migrate`, and not once for each record."""
    if prepared:
        assert glossary("migrate").exit_code == 0
    refused = glossary("import", str(moved))
    assert refused.exit_code == 1
    assert STEP in refused.stderr
    assert len(refused.output.splitlines()) == 1


def test_the_doctor_names_it_too(glossary: Glossary) -> None:
    """Without lists nothing can be recorded; with them the doctor has nothing to say of that."""
    assert glossary("migrate").exit_code == 0
    assert f"LOOK  The closed lists are empty, so that nothing can be recorded. {STEP}" in glossary("doctor").stdout
    assert glossary("seed", "--lists-only").exit_code == 0
    assert "ok    The closed lists are filled." in glossary("doctor").stdout
