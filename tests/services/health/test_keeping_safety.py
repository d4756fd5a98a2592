"""What the doctor says of settings, files and accounts that make it easier to break in."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import update

from glossary import create_app
from glossary.config import load_settings
from glossary.db import db, writing
from glossary.models import Account
from glossary.services import migrating
from glossary.services.health import overall as keeping
from glossary.services.health import safety as keeping_safety
from tests.api.programs import add_account

HOME = "https://glossary.example.org"
BOTH = "reviewer,administrator"

JUDGED: dict[str, tuple[dict[str, Any], list[str]]] = {
    "nothing set": ({}, []),
    "a public site with everything": (
        {"TRUSTED_PROXY": "yes", "BASE_URL": HOME, "REQUIRE_SECOND_FACTOR": BOTH},
        [],
    ),
    "an address of this machine": ({"BASE_URL": "http://localhost:5000"}, []),
    "a proxy without an address": (
        {"TRUSTED_PROXY": "yes", "REQUIRE_SECOND_FACTOR": BOTH},
        ["TRUSTED_PROXY is set and BASE_URL is not: links lead to whatever name the proxy passes on."],
    ),
    "debugging": ({"DEBUG": "yes"}, ["DEBUG is set: whoever reaches the server sees errors in full."]),
    "a public site without second factors": (
        {"TRUSTED_PROXY": "yes", "BASE_URL": HOME},
        ["Others reach this site, and REQUIRE_SECOND_FACTOR lacks reviewer and administrator."],
    ),
    "an address by https without a proxy": (
        {"BASE_URL": HOME, "REQUIRE_SECOND_FACTOR": BOTH},
        ["BASE_URL begins with https and TRUSTED_PROXY is not set: whoever is not on this machine is refused."],
    ),
    "a public site with half of them": (
        {"TRUSTED_PROXY": "yes", "BASE_URL": HOME, "REQUIRE_SECOND_FACTOR": "administrator,editor"},
        ["Others reach this site, and REQUIRE_SECOND_FACTOR lacks reviewer."],
    ),
}


@pytest.mark.parametrize(("given", "faults"), JUDGED.values(), ids=JUDGED)
def test_each_unsafe_setting_is_a_line_of_its_own(given: dict[str, Any], faults: list[str], tmp_path: Path) -> None:
    """What is unsafe is said, each by itself; where nothing is, one line says so."""
    checks = list(keeping_safety.of_settings(load_settings(tmp_path, environ={}, given=given)))
    assert [check.words for check in checks if not check.fine] == faults
    assert len(checks) == max(1, len(faults))


@pytest.mark.parametrize(
    ("mode", "folder", "told"), [(0o604, 0o755, True), (0o640, 0o755, False), (0o644, 0o750, False)]
)
def test_a_file_is_open_if_all_on_the_machine_reach_it(mode: int, folder: int, told: bool) -> None:
    """By its own mode, and only if every folder above it lets everybody through."""
    with tempfile.TemporaryDirectory() as made:  # pytest's own folders let nobody else through
        Path(made).chmod(folder)
        file = Path(made) / "secret_key"
        file.write_text("secret")
        file.chmod(mode)
        assert keeping_safety.is_open(file) is told


def test_a_file_that_is_not_there_is_not_open(tmp_path: Path) -> None:
    """Nothing raises for what has not been made yet."""
    assert keeping_safety.is_open(tmp_path / "nothing") is False


def test_open_files_are_named_with_the_remedy(
    own_app: Flask, own_instance: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The secret key and SQLite's file are looked at; the file of settings only where a secret is in it."""
    monkeypatch.setattr(keeping_safety, "is_open", Path.exists)
    (own_instance / "config.toml").write_text("threads = 4\n")
    found = {check.name: check for check in keeping.diagnosis()}["files"]
    names = ["secret_key", *(["glossary.db"] if db.engine.dialect.name == "sqlite" else [])]
    open_ones = " ".join(str(own_instance / name) for name in names)
    assert found.fine is False
    assert found.words == f"Every account of this machine can read {open_ones}; `chmod o-rwx {open_ones}` ends that."
    secret = own_app.config["GLOSSARY"]["SECRET_KEY"]
    (own_instance / "config.toml").write_text(f'secret_key = "{secret}"\n')
    found = {check.name: check for check in keeping.diagnosis()}["files"]
    assert "config.toml" in found.words
    assert secret not in found.words


def test_a_new_database_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    """SQLite by itself lets everybody on the machine read a new file."""
    app = create_app({"DATABASE_URL": f"sqlite:///{tmp_path / 'new.db'}"}, instance=tmp_path)
    with app.app_context():
        migrating.upgrade(db.engine)
        db.engine.dispose()
    modes = {path.name: path.stat().st_mode & 0o777 for path in tmp_path.glob("new.db*")}
    assert modes["new.db"] == 0o600
    assert set(modes.values()) == {0o600}


def test_an_administrator_without_a_second_factor_is_told(own_app: Flask) -> None:
    """Open accounts of administrators count; closed ones, other roles and those with a second factor do not."""

    def administrators() -> tuple[bool, str]:
        db.session.rollback()
        check = {check.name: check for check in keeping.diagnosis()}["administrators"]
        return check.fine, check.words

    add_account("reviewer")
    add_account("administrator", active=False)
    assert administrators() == (True, "No administrator has an open account.")
    first = add_account("administrator")
    with writing() as session:
        session.execute(update(Account).where(Account.id == first).values(tf_totp_secret="kept"))  # noqa: S106
    assert administrators() == (True, "Every open account of an administrator has a second factor.")
    account = add_account("administrator")
    add_account("administrator")
    fine, words = administrators()
    assert (fine, words.partition(":")[0]) == (False, "2 open accounts of administrators without a second factor")
    with writing() as session:
        session.execute(update(Account).where(Account.id == account).values(tf_totp_secret="kept"))  # noqa: S106
    assert administrators()[1].startswith("1 open account of ")
