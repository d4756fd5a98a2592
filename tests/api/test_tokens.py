"""Who may write: good tokens for their scopes, of open accounts with a role; nobody else, and no cookie."""

from __future__ import annotations

import re
import secrets
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import delete, select, update

from glossary.api.writing import WRITES, Write
from glossary.db import db, writing
from glossary.models import ROLES, Account, AuditEntry, Token
from glossary.models.account import account_role
from glossary.services import auditing, clock
from glossary.services.accounts import tokens
from glossary.services.auditing import OPERATOR
from tests import data_sets
from tests.api.programs import ADDRESSES, NEW, STATEMENT, Program, add_account, new, refused, token_for

BODIES = {**NEW, "withdraw": {"reason": "The source has corrected its report."}}
WRITERS = list(ROLES)


def try_out(program: Program, write: Write) -> Any:
    """The answer to a write that is right in all but perhaps the token."""
    name = write.rule.split("/")[3]
    path = (
        write.rule.removeprefix("/api/v1")
        .replace(f"/{name}/<id>", ADDRESSES[name])
        .replace(f"/{name}/<slug>", ADDRESSES[name])
    )
    body = {"note": "Heard again."} if write.method == "PATCH" else BODIES[path.rpartition("/")[2]]
    tag = program.tag(ADDRESSES[name]) if path != f"/{name}" else ""
    return program.send(write.method, path, body, If_Match=tag)


def challenge(answer: Any) -> str:
    """What the answer says in `WWW-Authenticate`."""
    text: str = answer.headers["WWW-Authenticate"]
    assert text.startswith('Bearer realm="glossary"')
    return text


@pytest.mark.parametrize("role", WRITERS)
@pytest.mark.parametrize("write", WRITES, ids=lambda write: f"{write.method} {write.rule}")
def test_d1_every_role_may_write(own_app: Flask, write: Write, role: str) -> None:
    """D1: each row of the table of writes, by the token of each role of the desk; what a contributor sends waits for
    review, and withdrawing, which says nothing new, is refused them.
    """
    program = Program(own_app.test_client(), token_for(add_account(role)))
    proposed = (403,) if write.rule.endswith("/withdraw") else (202,)
    assert try_out(program, write).status_code in (proposed if role == "contributor" else (200, 201))


@pytest.mark.parametrize("write", WRITES, ids=lambda write: f"{write.method} {write.rule}")
def test_d1_nobody_else_may_write(own_app: Flask, write: Write) -> None:
    """D1: without a token 401; without a role, or with every scope but the one, 403; and nothing has changed."""
    editor = add_account("editor")
    others = [scope for scope in tokens.SCOPES if scope != write.scope]
    roleless, narrow = token_for(add_account(None)), token_for(editor, others)
    before = {name: rows for name, rows in data_sets.contents(db.engine).items() if name != "token"}
    answer = try_out(Program(own_app.test_client(), None), write)
    refused(answer, 401)
    assert challenge(answer) == 'Bearer realm="glossary"'
    for token in (roleless, narrow):
        answer = try_out(Program(own_app.test_client(), token), write)
        refused(answer, 403)
        assert challenge(answer).endswith(f'error="insufficient_scope", scope="{write.scope}"')
    db.session.rollback()
    assert {name: rows for name, rows in data_sets.contents(db.engine).items() if name != "token"} == before


ASKED_IN_A_BODY = {"/annotate", "/api/v1/annotate", "/reconcile/terms", "/reconcile/actors"}
"""Addresses that are read by POST, since what is asked may be long; they write nothing."""


def test_d1_the_table_of_writes_is_the_map(app: Flask) -> None:
    """D1: but for readers' corrections, and for what is asked in a body, no other address takes another method than
    GET, HEAD and OPTIONS."""
    found = {
        (method, rule.rule)
        for rule in app.url_map.iter_rules()
        if not rule.rule.startswith("/admin") and not rule.rule.endswith("/<slug>/correct")
        if rule.rule not in ASKED_IN_A_BODY
        for method in (rule.methods or set()) - {"GET", "HEAD", "OPTIONS"}
    }
    assert found == {(write.method, write.rule) for write in WRITES}
    assert {write.scope for write in WRITES} == set(tokens.SCOPES)


FORGED = [
    "Bearer",
    "Bearer ",
    "Bearer glo_",
    f"Bearer glo_{'A' * 43}",
    f"Bearer {'A' * 47}",
    "Bearer {token}x",
    "Bearer {short}",
    "Bearer {swapped}",
    "Bearer {token} {token}",
    "Bearer {token}, Bearer {token}",
    "Bearer \xff",
    "Bearer " + "x" * 6000,
    "Basic {token}",
    "Token {token}",
    "{token}",
    "Digest username=a",
    ",",
]


@pytest.mark.parametrize("sent", FORGED, ids=range(len(FORGED)))
def test_what_is_no_good_token_is_refused(program: Program, sent: str) -> None:
    """401 invalid_token for anything that we did not make, and for a token in any other dress."""
    token = str(program.token)
    header = sent.format(token=token, short=token[:-1], swapped=token.swapcase())
    answer = program.patch(STATEMENT, {"note": "New."}, Authorization=header)
    refused(answer, 401)
    assert challenge(answer).endswith('error="invalid_token"')
    assert token not in answer.get_data(as_text=True)


@pytest.mark.parametrize("scheme", ["Bearer", "bearer", "BEARER"])
def test_the_scheme_has_no_case(program: Program, scheme: str) -> None:
    """As HTTP has it."""
    answer = program.patch(STATEMENT, {"note": "New."}, Authorization=f"{scheme} {program.token}")
    assert answer.status_code == 200


def test_a_token_is_nowhere_else(program: Program) -> None:
    """Neither in the address nor in the body nor under another header is a token read."""
    token = str(program.token)
    program.token = None
    refused(program.post(f"/actors?access_token={token}", new("actors")), 401)
    refused(program.post("/actors", new("actors") | {"access_token": token}), 401)
    for name in ("Authentication_Token", "X_Api_Key", "Cookie"):
        refused(program.post("/actors", new("actors"), **{name: f"token={token}"}), 401)


def test_a_token_expires(own_app: Flask, editor_id: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is good until the very moment, and not afterwards."""
    program = Program(own_app.test_client(), token_for(editor_id, days=1))
    made = clock.now()
    monkeypatch.setattr(clock, "now", lambda: made + timedelta(hours=23, minutes=59))
    assert program.post("/actors", new("actors")).status_code == 201
    monkeypatch.setattr(clock, "now", lambda: made + timedelta(days=1))
    refused(program.post("/actors", new("actors", name="Another")), 401)


def test_a_revoked_token_is_refused_at_once(program: Program, editor_id: int) -> None:
    """The next request with it is 401; revoking it again changes nothing."""
    token_id = tokens.of_account(editor_id)[0].id
    for _ in range(2):
        tokens.revoke(editor_id, token_id, OPERATOR)
        refused(program.post("/actors", new("actors")), 401)
    assert len(auditing.entries(what="token-revoke")) == 1


def test_a_closed_account_and_a_lost_role_close_its_tokens(program: Program, editor_id: int) -> None:
    """What an account may no longer do, its tokens may no longer do; reopened, they may."""
    for active, status in ((False, 401), (True, 201)):
        with writing() as session:
            session.execute(update(Account).where(Account.id == editor_id).values(active=active))
        assert program.post("/actors", new("actors")).status_code == status
    with writing() as session:
        session.execute(delete(account_role))
    refused(program.patch(STATEMENT, {"note": "New."}), 403)


def test_only_the_hash_is_kept(program: Program) -> None:
    """Nothing in the database lets a reader of it write: 256 random bits, of which the SHA-256 is stored."""
    token = str(program.token)
    assert re.fullmatch(r"glo_[A-Za-z0-9_-]{43}", token)
    program.post("/actors", new("actors"))
    everything = repr(data_sets.contents(db.engine))
    assert token not in everything
    assert token.removeprefix("glo_") not in everything


def test_tokens_differ(editor_id: int) -> None:
    """No two are alike."""
    assert len({token_for(editor_id) for _ in range(tokens.MOST_GOOD)}) == tokens.MOST_GOOD


def test_the_last_use_is_noted_once_a_minute(program: Program, editor_id: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A row is written for the first use, and again after a minute, also where the clock was set back."""
    first = clock.now()
    noted = []
    for seconds in (0, 59, 60, 61, 120, -3600):
        monkeypatch.setattr(clock, "now", lambda seconds=seconds: first + timedelta(seconds=seconds))
        program.post("/actors", {})
        db.session.rollback()
        used = db.session.scalars(select(Token.last_used_at)).one()
        assert used is not None
        noted.append((used - first).total_seconds())
    assert noted == [0, 0, 60, 60, 120, -3600]


def test_a_note_that_fails_stops_nothing(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    """That a token is in use is not worth failing for."""

    def fail() -> None:
        raise RuntimeError("no")

    monkeypatch.setattr(tokens, "writing", fail)
    assert program.post("/actors", new("actors")).status_code == 201


def test_making_and_revoking_are_in_the_audit_log(editor_id: int) -> None:
    """Name, scopes and last day stand there; the token and its hash do not."""
    secret = tokens.create(editor_id, "Wire reader", ["statements:write"], 1, OPERATOR)
    token = tokens.of_account(editor_id)[0]
    tokens.revoke(editor_id, token.id, OPERATOR)
    lines = [line for line in auditing.entries(kind="token") if line.slug == str(token.id)]
    assert [line.what for line in lines] == ["token-revoke", "token-create"]
    for line in lines:
        assert line.detail == f"Wire reader: statements:write, until {token.expires_at:%Y-%m-%d}"
        assert secret not in line.detail
        assert token.sha256 not in line.detail


def test_an_audit_line_names_the_token(program: Program, editor_id: int) -> None:
    """What a program did can be told from what its owner did, and from what another program did."""
    name = tokens.of_account(editor_id)[0].name
    program.post("/actors", new("actors"))
    line = db.session.scalars(select(AuditEntry).where(AuditEntry.what == "publish")).one()
    assert line.detail == f"(token {name})"


def test_a_cookie_of_the_desk_authorises_nothing(own_app: Flask) -> None:
    """D2: whatever cookies come along, without a token it is 401; a token beside them counts alone."""
    client = own_app.test_client()
    for cookie in ("glossary", "__Host-glossary", "session", "remember_token"):
        client.set_cookie(cookie, secrets.token_urlsafe(32))
    refused(Program(client, None).post("/actors", new("actors")), 401)
    assert Program(client, token_for(add_account("editor"))).post("/actors", new("actors")).status_code == 201
