"""`glossary token`: a token from the command line works like one from the desk."""

from __future__ import annotations

import re

from flask import Flask

from glossary.db import db
from glossary.services import auditing
from glossary.services.accounts import accounts
from tests.api.programs import Program, add_account, new
from tests.cli.conftest import Glossary


def email_of(app: Flask, number: int) -> str:
    """The address of an account."""
    email = accounts.by_id(number).email
    db.session.rollback()
    return email


def test_a_token_is_printed_and_works(own_app: Flask, glossary_seeded: Glossary) -> None:
    """The token alone stands on standard output; the audit log says that the operator made it."""
    email = email_of(own_app, add_account("editor"))
    made = glossary_seeded("token", email, "--name", "Wire reader", "--scope", "actors:write", "--days", "1")
    assert made.exit_code == 0
    assert re.fullmatch(r"glo_[A-Za-z0-9_-]{43}\n", made.output)
    program = Program(own_app.test_client(), made.output.strip())
    assert program.post("/actors", new("actors")).status_code == 201
    assert program.post("/sources", new("sources")).status_code == 403
    assert [(line.what, line.who) for line in auditing.entries(kind="token")] == [("token-create", "operator")]


def test_what_is_wrong_is_told(own_app: Flask, glossary_seeded: Glossary) -> None:
    """An unknown account, no days and no scope are a sentence and an exit code, and make nothing."""
    email = email_of(own_app, add_account("editor"))
    for arguments in (
        ("nobody@example.org", "--name", "a", "--scope", "actors:write"),
        (email, "--name", "a", "--scope", "actors:write", "--days", "0"),
        (email, "--name", "", "--scope", "actors:write"),
        (email, "--name", "a"),
        (email, "--name", "a", "--scope", "everything"),
    ):
        told = glossary_seeded("token", *arguments)
        assert told.exit_code != 0, arguments
        assert "Traceback" not in told.output
    assert auditing.entries(kind="token") == []
