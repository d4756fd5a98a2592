"""`glossary account`: the operator makes accounts; refusals are sentences with exit code 1 (D8, D10)."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask.cli import ScriptInfo

from glossary import create_app
from glossary.cli import main
from glossary.cli.accounts import FIRST
from glossary.db import db
from glossary.services import clock

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


def first_of(result: Result) -> str:
    """The first password that a command printed, once."""
    assert result.exit_code == 0
    (found,) = re.findall(r"^First password: ((?:[a-z]{4}-){5}[a-z]{4})$", result.stdout, re.MULTILINE)
    return str(found)


def test_a_first_password_is_made_and_printed_once(instance: Path) -> None:
    """The account is made with a password that nobody chose; until when it holds stands there and in the list."""
    made = run(instance, "add", "ada@example.org", "--role", "editor", "--first-password")
    first = first_of(made)
    (until,) = re.findall(r"until (\d{4}-\d\d-\d\d \d\d:\d\d UTC)", made.stdout)
    listed = run(instance, "list").stdout
    assert listed == f"ada@example.org: editor; open; password only; first password until {until}\n"
    assert made.stdout.count(first) == 1
    assert first.encode() not in b"".join(path.read_bytes() for path in instance.rglob("*") if path.is_file())


def test_a_lost_password_is_replaced_by_a_first_one(instance: Path) -> None:
    """The operator need not think of one for somebody else; another own one typed at the prompt is no first one."""
    add(instance)
    before = first_of(run(instance, "password", "ada@example.org", "--first-password"))
    assert before != first_of(run(instance, "password", "ada@example.org", "--first-password"))
    assert "; first password until " in run(instance, "list").stdout
    run(instance, "password", "ada@example.org", typed=f"{PASSWORD}\n{PASSWORD}\n")
    assert run(instance, "list").stdout == "ada@example.org: editor; open; password only\n"


def test_the_list_says_that_a_first_password_ran_out(instance: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After 72 hours the operator sees who still needs another one."""
    run(instance, "add", "ada@example.org", "--role", "editor", "--first-password")
    late = clock.now() + timedelta(hours=72, seconds=1)
    monkeypatch.setattr(clock, "now", lambda: late)
    assert "; first password ran out " in run(instance, "list").stdout


@pytest.mark.parametrize("command", [["add", "ada@example.org", "--role", "editor"], ["password", "ada@example.org"]])
def test_a_first_password_is_not_typed(instance: Path, command: list[str]) -> None:
    """It is made here or read from standard input, not both: refused before anything is done."""
    result = run(instance, *command, "--first-password", "--password-stdin", typed=f"{PASSWORD}\n")
    assert result.exit_code == 2
    assert "Give one of --first-password and --password-stdin, not both." in result.stderr
    assert not list(instance.glob("*.db"))


def test_a_first_password_is_not_typed_again(instance: Path) -> None:
    """What was made for a first sign-in is refused as a password that is to stay, from the operator, too."""
    first = first_of(run(instance, "add", "ada@example.org", "--role", "editor", "--first-password"))
    result = run(instance, "password", "ada@example.org", "--password-stdin", typed=f"{first}\n")
    assert (result.exit_code, "somebody else has seen" in result.stderr) == (1, True)


@pytest.mark.parametrize(
    ("email", "sentence"), [("ada@example.org", "has an account already"), ("ada", "such as name@example.org")]
)
def test_no_first_password_is_printed_in_vain(instance: Path, email: str, sentence: str) -> None:
    """Where no account is made, none is shown."""
    add(instance)
    result = run(instance, "add", email, "--role", "editor", "--first-password")
    assert (result.exit_code, result.stdout) == (1, "")
    assert sentence in result.stderr
