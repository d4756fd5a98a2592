"""11.4.1 of the ASVS: what is signed in forms is signed by HMAC with SHA-256, by whichever library."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from itsdangerous import URLSafeSerializer, URLSafeTimedSerializer

from glossary.errors import Invalid
from glossary.models import AuditEntry
from glossary.services.evidence import checks
from glossary.services.evidence.sources import of_slug
from glossary.web import stamps
from tests.admin import rows
from tests.admin.codes import password_then, set_up
from tests.admin.conftest import ORIGIN, PASSWORD, Clock, DeskClient, sign_in
from tests.services.evidence.checks import SOURCE, sealed
from tests.web.correcting import Reader

END = "/admin/account/sessions"
OLD: dict[str, Any] = {"digest_method": hashlib.sha1, "key_derivation": "django-concat"}
"""How itsdangerous signs where nobody has told it otherwise."""


def csrf_token(desk: Flask, editor: DeskClient) -> str:
    """The token of a form of the desk."""
    return editor.token()


def in_it(desk: Flask, client: DeskClient) -> str:
    """What is signed in the token of a browser's session."""
    told = URLSafeTimedSerializer(desk.config["SECRET_KEY"], salt="wtf-csrf-token").loads(client.token())
    assert isinstance(told, str)
    return told


def stamp(desk: Flask, editor: DeskClient) -> str:
    """The stamp of a form for readers."""
    with desk.app_context():
        return stamps.make("term", "truce", 1)


def check(desk: Flask, editor: DeskClient) -> str:
    """A check of a quote, as it travels in a form."""
    with desk.app_context():
        return sealed("a humanitarian pause of three days")


@pytest.mark.parametrize(
    ("made", "salt"),
    [(csrf_token, "wtf-csrf-token"), (stamp, "glossary correction"), (check, "glossary quote check")],
)
def test_every_signature_is_hmac_with_sha_256(
    desk: Flask, editor: DeskClient, made: Callable[[Flask, DeskClient], str], salt: str
) -> None:
    """Computed here by the definition: the key of a purpose from the secret key, and then the signature by that."""
    value, _, signature = made(desk, editor).rpartition(".")
    key = hmac.digest(desk.config["SECRET_KEY"].encode(), salt.encode(), "sha256")
    wanted = base64.urlsafe_b64encode(hmac.digest(key, value.encode(), "sha256")).rstrip(b"=")
    assert signature == wanted.decode()


def test_a_token_signed_as_before_is_refused_once(desk: Flask, editor: DeskClient) -> None:
    """A form from before the upgrade gets the sentence of every stale form, nothing is done; the next one is good."""
    raw = in_it(desk, editor)
    old = URLSafeTimedSerializer(desk.config["SECRET_KEY"], salt="wtf-csrf-token", signer_kwargs=OLD).dumps(raw)
    before = rows.count(desk, AuditEntry)
    fields = {"session": "others", "present": PASSWORD}
    refused = editor.post(END, data={**fields, "csrf_token": old}, headers={"Origin": ORIGIN})
    assert refused.status_code == 400
    assert rows.count(desk, AuditEntry) == before
    assert editor.send(END, fields).status_code == 303


def test_stamps_and_checks_signed_as_before_are_refused(desk: Flask) -> None:
    """Both are told as not made by this site, as any other that is not."""
    with desk.app_context():
        old = URLSafeTimedSerializer(desk.config["SECRET_KEY"], salt="glossary correction", signer_kwargs=OLD)
        assert stamps.read(str(old.dumps(["term", "truce", 1, "x"])), "term", "truce").problem == stamps.STRANGE
        told = URLSafeSerializer(desk.config["SECRET_KEY"], salt="glossary quote check").loads(sealed("a pause"))
        old_check = URLSafeSerializer(desk.config["SECRET_KEY"], salt="glossary quote check", signer_kwargs=OLD)
        with pytest.raises(Invalid, match="not made by this site"):
            checks.read(str(old_check.dumps(told)), "a pause", of_slug(SOURCE), alone=False)


def test_the_token_of_a_session_is_plain_chance(desk: Flask, anonymous: DeskClient) -> None:
    """256 random bits as they come, not sent through a hash function; a form that is opened again has the same."""
    first = in_it(desk, anonymous)
    anonymous.forget()
    assert in_it(desk, anonymous) == first
    assert len(base64.urlsafe_b64decode(first + "=")) == 32


def test_nothing_else_asks_for_an_older_hash(
    desk: Flask, editor: DeskClient, moved: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Signing in by password and recovery code, forms of the desk and of a reader ask for neither SHA-1 nor MD5.

    The codes of apps do (RFC 6238), which passlib makes by another way than these names.
    """
    asked: list[str] = []

    def refused(name: str) -> Callable[..., None]:
        return lambda *_, **__: asked.append(name) or pytest.fail(f"{name} was asked for")

    for name in ("md5", "sha1"):
        monkeypatch.setattr(hashlib, name, refused(name))
    _, codes = set_up(editor)
    assert password_then(editor, "editor", codes[0]) == 303
    assert editor.send(END, {"session": "others", "present": PASSWORD}).status_code in (303, 422)
    assert Reader(desk, moved).suggest().status_code == 303
    assert sign_in(editor, "editor", "a wrong password altogether").status_code == 422
    assert asked == []
