"""What is told beside a backup: a manifest that says anything else than it is to say is refused; ids of instances."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from glossary.errors import Invalid
from glossary.services.backup import backing_up
from glossary.services.backup import manifest as backup_manifest
from glossary.services.health import work
from tests.services.backup.on_sqlite import folder, names, release, small_on_sqlite, sqlite_app

__all__ = ["folder", "small_on_sqlite", "sqlite_app"]


HOSTILE = {
    "no JSON": "{",
    "a list": "[]",
    "another purpose": json.dumps({"purpose": "a release", "format": 1}),
    "a newer format": json.dumps({"purpose": "backup of a glossary", "format": 3}),
    "a format that is no number": json.dumps({"purpose": "backup of a glossary", "format": True}),
    "nothing in it": json.dumps({"purpose": "backup of a glossary", "format": 1}),
    "nested too deep": "[" * 100_000,
    "nested too deep within": '{"state": ' + "[" * 100_000,
    "a number too long": '{"format": ' + "9" * 5000 + "}",
}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE)
def test_a_manifest_that_is_none_is_refused(content: str, tmp_path: Path) -> None:
    """Whatever stands in the file, the answer is a sentence."""
    (tmp_path / "manifest.json").write_text(content)
    with pytest.raises(Invalid, match=r"manifest|format 3"):
        backup_manifest.read(tmp_path)


WRONG: dict[str, tuple[str, Any]] = {
    "pg_dump's version as a word": ("dumped_by", "15"),
    "pg_dump's version as a fraction": ("dumped_by", 15.5),
    "pg_dump's version as a yes": ("dumped_by", True),
    "no version of pg_dump": ("dumped_by", None),
    "a version as a list": ("program", ["1"]),
    "a number for an instance": ("instance", 7),
    "an id as a list": ("instance_id", ["a"]),
    "an id that is none": ("instance_id", "../../x"),
    "a list for a kind": ("kind", ["sqlite"]),
    "an unknown kind": ("kind", "paper"),
    "a list for a migration": ("state", {"migration": ["0001"]}),
    "a change as a word": ("state", {"change": "9"}),
    "a moment as a number": ("state", {"moment": 9}),
    "rows that are words": ("state", {"rows": {"term": "many"}}),
    "rows as a list": ("state", {"rows": []}),
    "files as a list": ("files", []),
    "a size as a word": ("files", {"glossary.db": {"size": "1", "sha256": "0"}}),
    "a hash as a number": ("files", {"glossary.db": {"size": 1, "sha256": 1}}),
}


@pytest.mark.parametrize(("name", "value"), WRONG.values(), ids=WRONG)
def test_a_manifest_with_a_value_of_a_wrong_kind_is_refused(
    name: str, value: Any, sqlite_app: Flask, folder: Path
) -> None:
    """Nothing is done with a manifest of which any part is not what it is to be."""
    path = backing_up.make(folder).path / "manifest.json"
    told = json.loads(path.read_bytes())
    told[name] = {**told[name], **value} if name in ("state", "files") and isinstance(value, dict) else value
    path.write_text(json.dumps(told))
    with pytest.raises(Invalid, match=r"manifest of a backup|none of a backup"):
        backup_manifest.read(path.parent)


def test_every_instance_has_an_id_of_its_own(sqlite_app: Flask, folder: Path) -> None:
    """Made with the first backup, for its owner alone, kept in the instance folder, and told by each manifest."""
    kept = Path(sqlite_app.instance_path) / "instance_id"
    assert not kept.exists()
    first, second = (backing_up.make(folder, keep_all=True).manifest for _ in range(2))
    assert re.fullmatch("[0-9a-f]{32}", first.instance_id)
    assert first.instance_id == second.instance_id == kept.read_text("ascii")
    assert kept.stat().st_mode & 0o777 == 0o600
    kept.unlink()
    assert backing_up.make(folder).manifest.instance_id != first.instance_id


def test_a_damaged_id_is_told(sqlite_app: Flask) -> None:
    """No backup is made under an id that is none, and none is removed."""
    folder = backing_up.default_folder()
    made = backing_up.make(folder).path
    (Path(sqlite_app.instance_path) / "instance_id").write_text("half")
    with pytest.raises(Invalid, match=r"instance_id in the instance folder is damaged\. Remove it"):
        backing_up.make(folder)
    assert names(folder) == {made.name}
    told = work.backup()
    assert not told.fine
    assert "instance_id in the instance folder is damaged" in told.words


def test_a_manifest_without_an_id_is_read(sqlite_app: Flask, folder: Path) -> None:
    """Backups of format 1 have none: they are whole, and are taken for this instance's by their path."""
    made = backing_up.make(folder).path
    told = json.loads((made / "manifest.json").read_bytes())
    del told["instance_id"]
    (made / "manifest.json").write_text(json.dumps({**told, "format": 1}))
    assert backup_manifest.read(made).instance_id == ""
    assert backing_up.make(folder).removed == [made.name]


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd",
        "/etc/passwd",
        "releases/1/../../../x",
        "releases/1",
        "releases/x/a",
        "config.toml",
        "",
        "a\\b",
    ],
)
def test_a_manifest_names_no_other_file(name: str, sqlite_app: Flask, folder: Path) -> None:
    """A name that no backup has, above all one that leads out of the folder, makes the manifest refused."""
    path = backing_up.make(folder).path / "manifest.json"
    told = json.loads(path.read_bytes())
    told["files"][name] = {"size": 1, "sha256": "0" * 64}
    path.write_text(json.dumps(told))
    with pytest.raises(Invalid, match="names files that are none of a backup"):
        backup_manifest.read(path.parent)


def test_every_change_of_a_file_is_found(sqlite_app: Flask, folder: Path) -> None:
    """Changed, cut short, missing, replaced by a link, added: each is told by its name."""
    release(Path(sqlite_app.instance_path), 1)
    made = backing_up.make(folder)
    where = made.path / "releases" / "1"
    (where / "terms.csv").write_text("tern")
    (where / "added.csv").write_text("more")
    (where / "manifest.json").unlink()
    shutil.copy(made.path / "secret_key", folder / "aside")
    (made.path / "secret_key").unlink()
    (made.path / "secret_key").symlink_to(folder / "aside")
    assert sorted(backup_manifest.compare(made.path, made.manifest)) == [
        "releases/1/added.csv is not in the manifest.",
        "releases/1/manifest.json is missing.",
        "releases/1/terms.csv is not what was written.",
        "secret_key is not what was written.",
    ]
