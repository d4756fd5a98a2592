"""`glossary redact` and `glossary sweep` (K6): shown first, done with --yes, refused in sentences."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import Result

from glossary import create_app
from glossary.db import db
from glossary.models import MARK
from glossary.services.reading import published as reading
from glossary.services.redaction import sweeping
from glossary.sqlite_library import sqlite3
from tests import data_sets
from tests.cli.conftest import run
from tests.reliability.records import KIRBY

WORDS = "localized, temporary"
REASON = "A court forbade it on 2 November 2026."


def redact(instance: Path, *more: str, words: str = WORDS, reason: str = REASON) -> Result:
    """The command, with the words on standard input."""
    return run(instance, "redact", KIRBY, "--reason", reason, *more, typed=f"{words}\n")


def rows(instance: Path) -> str:
    """All rows of all tables."""
    with create_app(instance=instance).app_context():
        found = repr(data_sets.contents(db.engine))
        db.engine.dispose()
    return found


def test_it_only_shows_until_it_is_told_yes(own_instance: Path) -> None:
    """Each text as it would read and what keeps the words; no row is changed."""
    before = rows(own_instance)
    shown = redact(own_instance)
    assert shown.exit_code == 0
    assert f"Revision 1, quote: {MARK}, specific pauses" in shown.stdout
    assert shown.stdout.endswith("With --yes the words are blacked out; that cannot be taken back.\n")
    assert rows(own_instance) == before


def test_with_yes_it_is_done(own_instance: Path) -> None:
    """It says in which revisions, which one tells of it, and that backups have the words; the audit log has it."""
    done = redact(own_instance, "--yes")
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.startswith("The words were blacked out in revisions: 1. Revision 2 tells of it.\n")
    assert "Backups made before have the words (if there are any)" in done.stdout
    with create_app(instance=own_instance).app_context():
        assert reading.document("statement", KIRBY)["quote"].startswith(f"{MARK}, specific pauses")
        db.engine.dispose()
    assert "'black-out'" in rows(own_instance)


@pytest.mark.parametrize(
    ("more", "words", "reason", "sentence"),
    [
        ((), "nowhere", REASON, "Revision 1 has not these words in a text of its own, sign for sign."),
        ((), "", REASON, "Give the words to black out, in 2 to 5,000 characters."),
        ((), WORDS, "no", "Say why, in 10 to 400 characters; readers will see it."),
        (("--last", "2"), WORDS, REASON, "Choose revisions from 1 to 1, the first one first."),
    ],
)
def test_what_cannot_be_done_is_said(
    own_instance: Path, more: tuple[str, ...], words: str, reason: str, sentence: str
) -> None:
    """A refusal is a sentence on standard error and exit code 1, and no row is changed."""
    before = rows(own_instance)
    refused = redact(own_instance, "--yes", *more, words=words, reason=reason)
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert sentence in refused.stderr
    assert rows(own_instance) == before


def test_a_statement_that_is_not_there(own_instance: Path) -> None:
    """It is said, with exit code 1."""
    refused = run(own_instance, "redact", "nobody-says", "--reason", REASON, typed=WORDS)
    assert refused.exit_code == 1
    assert "There is no statement 'nobody-says' in the glossary." in refused.stderr


def test_sweep_makes_all_anew(own_instance: Path) -> None:
    """The files are made anew, as often as one likes."""
    for _ in range(2):
        swept = run(own_instance, "sweep")
        assert (swept.exit_code, swept.stdout) == (0, "The database's files and the index were made anew.\n")


def test_what_cannot_be_made_anew_is_told(own_instance: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The words are out of every row all the same; which files may have them still, and what to do, is said: exit 1."""

    def locked() -> None:
        raise sqlite3.OperationalError("database is locked")

    monkeypatch.setattr(sweeping, "_sqlite", locked)
    monkeypatch.setattr(sweeping, "_postgresql", locked)
    done = redact(own_instance, "--yes")
    assert done.exit_code == 1
    assert "may hold the words still: database is locked. `glossary sweep` does it again." in done.stderr
    assert WORDS not in rows(own_instance)


@pytest.mark.sqlite  # of PostgreSQL the check needs a database of its own; what it looks at is the same
def test_a_backup_of_afterwards_is_sound_and_free_of_the_words(own_instance: Path, tmp_path: Path) -> None:
    """K6, K9: `restore-check` takes the hashes as they were recorded; no file of the backup has the words."""
    redact(own_instance, "--yes")
    assert run(own_instance, "backup", str(tmp_path / "backups")).exit_code == 0
    (made,) = (path for path in (tmp_path / "backups").iterdir() if path.is_dir())
    checked = run(tmp_path / "none", "restore-check", str(made))
    assert checked.exit_code == 0, checked.output
    assert "The hash of every revision is that of its document and of the state before." in checked.output
    assert not [file for file in made.rglob("*") if file.is_file() and WORDS.encode() in file.read_bytes()]
