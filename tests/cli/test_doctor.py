"""`glossary doctor` and `glossary settings`: what is the matter, and what can be set."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import pytest
from flask import Flask

from glossary.cli import serving
from glossary.cli.doctor import settings_page
from glossary.services.health import overall as keeping
from glossary.services.index import indexing
from glossary.settings import SETTINGS
from tests.cli.conftest import Glossary
from tests.postgresql.databases import Databases

KIRBY = "john-kirby-humanitarian-pause-2023-10-26"


@pytest.mark.usefixtures("roomy", "backed_up")
def test_a_sound_instance_passes(glossary_seeded: Glossary) -> None:
    """Exit code 0, every line begins with ok, and the counts are told."""
    result = glossary_seeded("doctor")
    assert result.exit_code == 0
    assert all(line.startswith("ok  ") for line in result.stdout.splitlines())
    assert "60 terms, 216 actors, 276 sources, 54 events, 401 statements" in result.stdout
    assert "Search engine: whoosh" in result.stdout


def test_a_blank_machine_is_told_what_is_missing(glossary: Glossary) -> None:
    """Without tables the doctor names the database and stops, exit code 1."""
    result = glossary("doctor")
    assert result.exit_code == 1
    assert "LOOK  The database has another shape" in result.stdout


@pytest.mark.parametrize("content", [b"no database at all, but long enough to be read as one" * 20, b"\x00" * 4096])
def test_a_database_file_that_is_none_is_told(
    content: bytes, glossary_seeded: Glossary, own_instance: Path, databases: Databases | None
) -> None:
    """A file that is no database, or a database that is gone, does not raise: exit code 1 and a line."""
    if databases is None:
        (own_instance / "glossary.db").write_bytes(content)
    else:
        databases.forget(own_instance)
    result = glossary_seeded("doctor")
    assert result.exit_code == 1
    assert "LOOK  The database" in result.stdout
    assert result.stderr == ""


def test_a_missing_index_is_told(glossary_seeded: Glossary, own_instance: Path) -> None:
    """Without an index: exit code 1 and a line; the other checks go on."""
    shutil.rmtree(own_instance / "index")
    result = glossary_seeded("doctor")
    assert result.exit_code == 1
    assert "LOOK  The search index is not available" in result.stdout
    assert "ok    Published:" in result.stdout


def test_s5_an_index_that_disagrees_is_told(own_app: Flask, glossary_seeded: Glossary) -> None:
    """S5: the number of statements on which index and database disagree is in the doctor's last line."""
    indexing.index().apply([], [KIRBY], indexing.index().seq())
    result = glossary_seeded("doctor")
    assert result.exit_code == 1
    assert "LOOK  Statements on which index and database disagree: 1." in result.stdout


def add_setting(instance: Path, line: str) -> None:
    """One more line in the file of settings."""
    with (instance / "config.toml").open("a") as file:
        file.write(f"{line}\n")


@pytest.fixture
def crowded(monkeypatch: pytest.MonkeyPatch) -> None:
    """More is published than the engines that need no installing are promised for."""
    monkeypatch.setattr(keeping, "WHOOSH_CARRIES", 400)


@pytest.mark.parametrize("engine", ["whoosh", "memory"])
@pytest.mark.usefixtures("crowded")
def test_an_outgrown_engine_is_told_with_the_remedy(glossary_seeded: Glossary, own_instance: Path, engine: str) -> None:
    """Above its limit: exit code 1, how many there are, what to install, what to set and what to run."""
    add_setting(own_instance, f'search = "{engine}"')
    result = glossary_seeded("doctor")
    assert result.exit_code == 1
    assert (
        f"LOOK  Search engine: {engine}; it is promised up to 400 statements, and 401 are published. For more: "
        "pip install glossary[tantivy], set GLOSSARY_SEARCH=tantivy, then `glossary index rebuild`."
    ) in result.stdout


@pytest.mark.usefixtures("crowded", "roomy", "backed_up")
def test_the_remedy_helps(glossary_seeded: Glossary, own_instance: Path) -> None:
    """After the switch and the rebuild nothing is left to look at; the other engine's index stays where it was."""
    add_setting(own_instance, 'search = "tantivy"')
    assert "LOOK  The search index is not available" in glossary_seeded("doctor").stdout
    assert glossary_seeded("index", "rebuild").exit_code == 0
    result = glossary_seeded("doctor")
    assert (result.exit_code, result.stdout.count("LOOK")) == (0, 0)
    assert "ok    Search engine: tantivy." in result.stdout
    assert (own_instance / "index" / "whoosh" / "CURRENT").exists()


@pytest.mark.usefixtures("crowded")
def test_the_start_tells_of_an_outgrown_engine(
    glossary_seeded: Glossary, own_instance: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`glossary serve` says it before it serves, and serves; with the larger engine it says nothing."""
    monkeypatch.setattr(serving.Server, "run", lambda _: None)
    told = glossary_seeded("serve").stdout
    assert "Search engine: whoosh; it is promised up to 400 statements" in told
    assert "The glossary is at" in told
    add_setting(own_instance, 'search = "tantivy"')
    assert "promised" not in glossary_seeded("serve").stdout


def test_an_engine_that_is_not_installed_is_told(
    glossary_seeded: Glossary, own_instance: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No command starts without it: exit code 1 and one sentence that says what to install."""
    monkeypatch.setitem(sys.modules, "tantivy", None)
    for module in ("tantivy_index", "tantivy_view", "tantivy_queries", "tantivy_documents"):
        monkeypatch.delitem(sys.modules, f"glossary.search.{module}", raising=False)
    add_setting(own_instance, 'search = "tantivy"')
    for command in ("doctor", "serve"):
        result = glossary_seeded(command)
        assert result.exit_code == 1
        assert result.stdout == ""
        assert result.stderr == "Error: SEARCH is tantivy, which is not installed: pip install glossary[tantivy].\n"


def test_settings_are_listed_and_the_secret_is_not(glossary: Glossary, blank: Path) -> None:
    """Every setting is listed with its value and meaning; the secret stays secret."""
    result = glossary("settings")
    assert result.exit_code == 0
    for setting in SETTINGS:
        assert f"GLOSSARY_{setting.name} = " in result.stdout
        assert setting.meaning in result.stdout
    assert (blank / "secret_key").read_text("ascii") not in result.stdout


def test_settings_as_a_page_name_no_machine(glossary: Glossary, blank: Path) -> None:
    """`--markdown` prints the page of the documentation: defaults, nothing of this machine."""
    result = glossary("settings", "--markdown")
    assert result.stdout == settings_page()
    assert str(blank) not in result.stdout


@pytest.mark.usefixtures("roomy", "backed_up")
def test_machines_are_told_in_json(glossary_seeded: Glossary, own_instance: Path) -> None:
    """`--json`: one document with the same sentences, by names that stay; the exit code is the same."""
    result = glossary_seeded("doctor", "--json")
    told = json.loads(result.stdout)
    assert (result.exit_code, told["fine"]) == (0, True)
    assert [check["words"] for check in told["checks"]] == [
        line[6:] for line in glossary_seeded("doctor").stdout.splitlines()
    ]
    shutil.rmtree(own_instance / "index")
    result = glossary_seeded("doctor", "--json")
    told = json.loads(result.stdout)
    assert (result.exit_code, told["fine"]) == (1, False)
    assert [check["name"] for check in told["checks"] if not check["fine"]] == ["index"]


def test_without_a_database_what_needs_none_is_told(glossary: Glossary) -> None:
    """Settings, disk and backup are looked at when nothing else can be."""
    told = json.loads(glossary("doctor", "--json").stdout)
    assert [check["name"] for check in told["checks"]] == ["python", "database", "settings", "disk", "backup"]


def test_no_secret_is_listed(own_instance: Path, monkeypatch: pytest.MonkeyPatch, glossary: Glossary) -> None:
    """`glossary settings` shows neither the token for the numbers nor the password of the database."""
    monkeypatch.setenv("GLOSSARY_METRICS_TOKEN", "planted-q8Zr3vK1xT7mB5nW9cJ2hL6pD4fG")
    monkeypatch.setenv("GLOSSARY_DATABASE_URL", "postgresql+psycopg://desk:planted-word@127.0.0.1:1/glossary")
    result = glossary("settings")
    assert "GLOSSARY_METRICS_TOKEN = (kept secret)" in result.stdout
    assert "planted" not in result.stdout


def test_no_secret_of_an_address_is_listed(monkeypatch: pytest.MonkeyPatch, glossary: Glossary) -> None:
    """Behind the question mark, too, a password and a key's password are hidden; names of hosts and files are not."""
    secrets = "password=planted-1&sslpassword=planted-2&scram_client_key=planted-3"
    address = f"postgresql+psycopg://127.0.0.1:1/glossary?{secrets}&passfile=/srv/pass&sslmode=require&user=desk"
    monkeypatch.setenv("GLOSSARY_DATABASE_URL", address)
    result = glossary("settings")
    assert result.exit_code == 0
    assert "planted" not in result.output
    for told in ("127.0.0.1:1/glossary", "password=hidden", "sslmode=require", "user=desk", "passfile="):
        assert told in result.stdout
