"""Settings: where they come from, what is refused before anything starts (D10), and the secret of a machine."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary import create_app
from glossary.config import is_loopback, load_settings
from glossary.errors import UnsafeSetting
from glossary.secret_files import SECRET_LENGTH
from glossary.settings import BY_NAME, SETTINGS

STRONG = "q8Zr3vK1xT7mB5nW9cJ2hL6pD4fG0sYa"

REFUSED = {
    "a short secret": ({"SECRET_KEY": STRONG[:-1]}, "SECRET_KEY is too weak"),
    "a secret of one letter": ({"SECRET_KEY": "x" * 64}, "SECRET_KEY is too weak"),
    "a secret of a repeated few": ({"SECRET_KEY": "secret" * 11}, "SECRET_KEY is too weak"),
    "debug for everybody": ({"DEBUG": "1", "HOST": "192.0.2.7", "TRUSTED_PROXY": "1"}, "DEBUG shows errors in full"),
    "plain http for everybody": ({"HOST": "0.0.0.0"}, "HOST is reachable from outside"),  # noqa: S104
    "plain http on every IPv6 address": ({"HOST": "::"}, "HOST is reachable from outside"),
    "plain http on a name": ({"HOST": "glossary.example.org"}, "HOST is reachable from outside"),
    "no host": ({"HOST": ""}, "HOST is reachable from outside"),
    "a wrong public address": ({"BASE_URL": "glossary.example.org"}, "BASE_URL must begin with"),
    "an unknown name": ({"COLOUR": "red"}, "sets COLOUR, which is no setting"),
    "a letter for a number": ({"PORT": "many"}, "sets PORT to a wrong value: a number from 1 to 65535 is wanted"),
    "too low a number": ({"PORT": "0"}, "sets PORT to a wrong value: a number from 1 to 65535 is wanted"),
    "too high a number": ({"WORKERS": "65"}, "sets WORKERS to a wrong value: a number from 1 to 64 is wanted"),
    "neither yes nor no": ({"DEBUG": "perhaps"}, "sets DEBUG to a wrong value: yes or no is wanted"),
    "an unknown engine": ({"SEARCH": "grep"}, "sets SEARCH to a wrong value: one of whoosh, tantivy, memory is wanted"),
    "no database address": ({"DATABASE_URL": "here"}, "DATABASE_URL is no address"),
    "an unknown database": ({"DATABASE_URL": "paper://desk/drawer"}, "DATABASE_URL is no address"),
    "a missing driver": ({"DATABASE_URL": "mssql+pyodbc://sa:hidden@desk/drawer"}, "a driver that is not installed"),
}


def settings(folder: Path, environ: dict[str, str] | None = None, **given: Any) -> dict[str, Any]:
    """The settings of an instance folder and an environment of its own."""
    return load_settings(folder, environ={f"GLOSSARY_{k}": v for k, v in (environ or {}).items()}, given=given)


def start(instance: Path, environ: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    """The command `glossary` in a process of its own, with these settings and no others."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("GLOSSARY_")}
    clean |= {f"GLOSSARY_{name}": value for name, value in environ.items()} | {"GLOSSARY_INSTANCE": str(instance)}
    command = [sys.executable, "-c", "from glossary.cli import main; main()", *arguments]
    return subprocess.run(command, env=clean, capture_output=True, text=True, timeout=60, check=False)


@pytest.mark.parametrize(("environ", "sentence"), REFUSED.values(), ids=REFUSED)
def test_d10_an_unsafe_or_wrong_setting_is_refused_with_a_sentence(
    environ: dict[str, str], sentence: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """D10: the app refuses to be made, and the sentence names the setting."""
    for name, value in environ.items():
        monkeypatch.setenv(f"GLOSSARY_{name}", value)
    with pytest.raises(UnsafeSetting, match=sentence):
        create_app(instance=tmp_path)


@pytest.mark.parametrize("case", ["a short secret", "debug for everybody", "plain http for everybody"])
def test_d10_the_command_ends_with_the_sentence_and_exit_code_1(case: str, tmp_path: Path) -> None:
    """D10: `glossary serve` with an unsafe setting says why and stops, without a traceback and without a database."""
    environ, sentence = REFUSED[case]
    ended = start(tmp_path, environ, "serve")
    assert ended.returncode == 1
    assert f"Error: {sentence}" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert not list(tmp_path.iterdir())


def test_d10_help_is_given_whatever_the_settings(tmp_path: Path) -> None:
    """D10: `glossary --help` lists the commands without a traceback even where a setting is wrong."""
    ended = start(tmp_path, {"PORT": "many"}, "--help")
    assert ended.returncode == 0
    assert "serve" in ended.stdout
    assert "Traceback" not in ended.stdout + ended.stderr


def test_d10_nothing_unsafe_is_the_default(tmp_path: Path) -> None:
    """D10: untouched settings give loopback, no debugging, no proxy, and a secret of this machine alone."""
    values = settings(tmp_path)
    assert is_loopback(values["HOST"])
    assert values["DEBUG"] is False
    assert values["TRUSTED_PROXY"] is False
    assert len(values["SECRET_KEY"]) >= SECRET_LENGTH
    assert values["SECRET_KEY"] != settings(tmp_path / "..")["SECRET_KEY"]


def test_d10_debug_of_flask_itself_does_not_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """D10: a FLASK_DEBUG left in the environment turns nothing on."""
    monkeypatch.setenv("FLASK_DEBUG", "1")
    assert create_app(instance=tmp_path).debug is False


def test_d10_the_secret_is_made_once_and_for_its_owner_alone(tmp_path: Path) -> None:
    """D10: the first start makes the secret with mode 0600, later ones read it."""
    before = os.umask(0)
    try:
        first = settings(tmp_path)["SECRET_KEY"]
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600
    assert settings(tmp_path)["SECRET_KEY"] == first
    assert [path.name for path in tmp_path.iterdir()] == ["secret_key"]


@pytest.mark.parametrize("kept", ["", "\n", "short", "x" * 64])
def test_d10_a_kept_secret_that_is_broken_is_refused(kept: str, tmp_path: Path) -> None:
    """D10: an emptied or weakened secret file stops the start instead of signing with nothing."""
    (tmp_path / "secret_key").write_text(kept, "ascii")
    with pytest.raises(UnsafeSetting, match="secret_key"):
        settings(tmp_path)


def test_a_secret_that_is_set_needs_no_file(tmp_path: Path) -> None:
    """With SECRET_KEY set, no secret is written to the disk."""
    assert settings(tmp_path, {"SECRET_KEY": STRONG})["SECRET_KEY"] == STRONG
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("sqlite:///desk/x.db", "sqlite:///{}/desk/x.db"),
        ("sqlite:////srv/x.db?timeout=3", "sqlite:////srv/x.db?timeout=3"),
        ("", "sqlite:///{}/glossary.db"),
        ("sqlite://", "sqlite://"),
        ("sqlite:///:memory:", "sqlite:///:memory:"),
        ("postgresql+psycopg://ada:secret@desk/x", "postgresql+psycopg://ada:secret@desk/x"),
    ],
)
def test_a_file_of_the_database_is_the_same_for_every_command(written: str, read: str, tmp_path: Path) -> None:
    """An address without the whole path begins in the instance folder, wherever a command is run."""
    assert settings(tmp_path, {"DATABASE_URL": written})["DATABASE_URL"] == read.format(tmp_path)


def test_later_places_win(tmp_path: Path) -> None:
    """A value comes from the default, then the file, then the environment, then what a test gives."""
    assert settings(tmp_path)["PORT"] == BY_NAME["PORT"].default
    (tmp_path / "config.toml").write_text('port = 5001\nthreads = 7\ncontact = "desk@example.org"\n', "utf-8")
    assert settings(tmp_path)["PORT"] == 5001
    assert settings(tmp_path, {"PORT": "5002"})["PORT"] == 5002
    values = settings(tmp_path, {"PORT": "5002"}, PORT=5003)
    assert (values["PORT"], values["THREADS"], values["CONTACT"]) == (5003, 7, "desk@example.org")


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        (b"port = ", "cannot be read"),
        (b"contact = '\xff'", "cannot be read"),
        (b"colour = 'red'", "sets COLOUR, which is no setting"),
        (b"[server]\nport = 1", "sets SERVER, which is no setting"),
        (b"contact = 7", "sets CONTACT to a wrong value: text is wanted"),
        (b"port = 1.5", "sets PORT to a wrong value"),
        (b"debug = [true]", "sets DEBUG to a wrong value"),
        (b"search = ['whoosh']", "sets SEARCH to a wrong value"),
        (b"trusted_hosts = [7]", "sets TRUSTED_HOSTS to a wrong value: names are wanted"),
        (b"require_second_factor = 'king'", "sets REQUIRE_SECOND_FACTOR to a wrong value: names out of editor"),
        (b"session_idle_minutes = 0", "sets SESSION_IDLE_MINUTES to a wrong value"),
        (b"session_hours = 25", "sets SESSION_HOURS to a wrong value"),
    ],
)
def test_d10_a_broken_file_of_settings_is_refused(written: bytes, sentence: str, tmp_path: Path) -> None:
    """D10: the sentence names instance/config.toml and what is wrong with it."""
    (tmp_path / "config.toml").write_bytes(written)
    with pytest.raises(UnsafeSetting, match=rf"instance/config\.toml.*{sentence}"):
        settings(tmp_path)


def test_names_may_be_a_list_or_parted_by_commas(tmp_path: Path) -> None:
    """TRUSTED_HOSTS reads a list in the file and commas in the environment alike."""
    (tmp_path / "config.toml").write_text('trusted_hosts = ["a.example.org", "b.example.org"]\n', "utf-8")
    assert settings(tmp_path)["TRUSTED_HOSTS"] == ("a.example.org", "b.example.org")
    assert settings(tmp_path, {"TRUSTED_HOSTS": "c.example.org, ,d.example.org"})["TRUSTED_HOSTS"] == (
        "c.example.org",
        "d.example.org",
    )


@pytest.mark.parametrize("host", ["127.0.0.1", "127.9.9.9", "localhost", "::1", "[::1]"])
def test_loopback_is_known_by_number_and_by_name(host: str, tmp_path: Path) -> None:
    """Every loopback address may be listened on without a proxy."""
    assert settings(tmp_path, {"HOST": host})["HOST"] == host


@given(st.sampled_from([setting.name for setting in SETTINGS]), st.text(max_size=40).filter(lambda t: "\x00" not in t))
def test_any_text_is_a_value_or_refused(tmp_path_factory: pytest.TempPathFactory, name: str, value: str) -> None:
    """Whatever an environment holds, loading settings gives values or one sentence."""
    folder = tmp_path_factory.getbasetemp()
    said = ""
    try:
        values = settings(folder, {name: value})
    except UnsafeSetting as refused:
        said = str(refused)
    assert said.endswith(".") if said else set(values) == set(BY_NAME)
