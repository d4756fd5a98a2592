"""`glossary account`: the operator makes accounts; refusals are sentences with exit code 1 (D8, D10)."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask.cli import ScriptInfo

from glossary import create_app
from glossary.cli import main
from glossary.cli.accounts import FIRST
from glossary.db import db

PASSWORD = "seven quiet herons at dusk"  # noqa: S105


@pytest.fixture
def instance(tmp_path: Path) -> Path:
    """An instance folder with nothing in it."""
    return tmp_path / "blank"


def run(instance: Path, *arguments: str, typed: str = "") -> Result:
    """One command, with what is typed into it."""
    app = create_app(instance=instance)
    result = CliRunner().invoke(main, ["account", *arguments], obj=ScriptInfo(create_app=lambda: app), input=typed)
    with app.app_context():
        db.engine.dispose()
    return result


def add(instance: Path, email: str = "ada@example.org", *more: str, password: str = PASSWORD) -> Result:
    """Make an account with the password on standard input."""
    return run(instance, "add", email, "--role", "editor", "--password-stdin", *more, typed=password + "\n")


def test_an_account_is_made_on_a_new_machine(instance: Path) -> None:
    """The first command on an empty instance prepares the database and makes the account."""
    result = add(instance, "Ada@Example.org", "--role", "reviewer")
    assert (result.exit_code, result.stdout) == (0, "ada@example.org may sign in at /admin/ as editor, reviewer.\n")
    assert run(instance, "list").stdout == "ada@example.org: editor, reviewer; open; password only\n"


def test_a_password_is_asked_for_twice_and_not_shown(instance: Path) -> None:
    """At a prompt the password is typed two times and does not appear."""
    result = run(instance, "add", "ada@example.org", "--role", "editor", typed=f"{PASSWORD}\n{PASSWORD}\n")
    assert result.exit_code == 0
    assert PASSWORD not in result.output


def test_there_is_no_option_for_a_password(instance: Path) -> None:
    """A password on the command line could be read by everybody on the machine."""
    assert run(instance, "add", "ada@example.org", "--role", "editor", "--password", PASSWORD).exit_code == 2


@pytest.mark.parametrize(
    ("email", "password", "sentence"),
    [
        ("ada@example.org", "short", "at least 12"),
        ("ada@example.org", "passwordpassword", "guessed first"),
        ("ada@example.org", "", "at least 12"),
        ("ada", PASSWORD, "such as name@example.org"),
    ],
)
def test_refusals_are_sentences(instance: Path, email: str, password: str, sentence: str) -> None:
    """What is wrong is said on standard error, the exit code is 1, and no account is made."""
    result = add(instance, email, password=password)
    assert result.exit_code == 1
    assert sentence in result.stderr
    assert "Traceback" not in result.output
    assert run(instance, "list").stdout == f"{FIRST}\n"


def test_an_address_has_one_account(instance: Path) -> None:
    """The same address again, however written, is refused."""
    add(instance)
    result = add(instance, "ADA@example.org")
    assert result.exit_code == 1
    assert "has an account already" in result.stderr


def test_an_account_is_changed(instance: Path) -> None:
    """Roles, state, password and second factor are the operator's to set."""
    add(instance)
    assert run(instance, "role", "ada@example.org", "--role", "administrator").exit_code == 0
    assert run(instance, "disable", "ada@example.org").exit_code == 0
    assert run(instance, "list").stdout == "ada@example.org: administrator; closed; password only\n"
    assert run(instance, "enable", "ada@example.org").exit_code == 0
    assert run(instance, "second-factor-off", "ada@example.org").exit_code == 0
    result = run(instance, "password", "ada@example.org", "--password-stdin", typed="nine brown foxes at dawn\n")
    assert result.exit_code == 0
    assert run(instance, "list").stdout == "ada@example.org: administrator; open; password only\n"


@pytest.mark.parametrize("command", ["password", "role", "disable", "enable", "second-factor-off"])
def test_an_unknown_account_is_said(instance: Path, command: str) -> None:
    """A misspelt address is named, with exit code 1."""
    add(instance)
    more = ["--role", "editor"] if command == "role" else []
    result = run(instance, command, "eva@example.org", *more, typed=PASSWORD)
    assert result.exit_code == 1
    assert "There is no account 'eva@example.org'." in result.stderr


def test_an_unknown_role_is_refused(instance: Path) -> None:
    """A role that there is not is refused before anything is asked for."""
    result = run(instance, "add", "ada@example.org", "--role", "king")
    assert result.exit_code == 2
    assert "'king' is not one of" in result.stderr


def test_serving_says_how_to_make_the_first_account(own_instance: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As long as nobody can sign in, every start of the server says which command changes that; then none does."""
    monkeypatch.setattr("glossary.cli.serving.Server.run", lambda _: None)
    assert FIRST in serve(own_instance)
    add(own_instance)
    assert FIRST not in serve(own_instance)


def serve(instance: Path) -> str:
    """What `glossary serve` says before it listens."""
    app = create_app(instance=instance)
    result = CliRunner().invoke(main, ["serve"], obj=ScriptInfo(create_app=lambda: app))
    with app.app_context():
        db.engine.dispose()
    assert result.exit_code == 0
    return result.stdout
