"""The highest number of a release that was ever given goes with a backup: no number is given twice after a restore."""

from __future__ import annotations

from pathlib import Path

from flask import Flask

from glossary.services.backup import backing_up, restoring
from glossary.services.releases import numbers as releasing_numbers
from tests.services.backup.on_sqlite import small_on_sqlite, sqlite_app

__all__ = ["small_on_sqlite", "sqlite_app"]


def test_the_highest_number_is_put_back(sqlite_app: Flask, tmp_path: Path) -> None:
    """Also where the folder of that release is gone; without one, there is none in the backup."""
    instance, folder, into = Path(sqlite_app.instance_path), tmp_path / "backups", tmp_path / "restored"
    assert "releases.highest" not in backing_up.make(folder).manifest.files
    releasing_numbers.note(instance / "releases", 7)
    made = backing_up.make(folder)
    assert made.manifest.files["releases.highest"]["size"] == 2
    restoring.restore(made.path, into, lambda: f"sqlite:///{into / 'glossary.db'}")
    assert releasing_numbers.following(into / "releases", []) == 8
