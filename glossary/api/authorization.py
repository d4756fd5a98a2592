"""Who writes: programs with a personal token in `Authorization: Bearer`. A browser's cookie counts for nothing here."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from flask import request
from werkzeug.exceptions import Forbidden, HTTPException, Unauthorized

from glossary.config import is_loopback
from glossary.security import request_id
from glossary.services.accounts import tokens
from glossary.services.auditing import Doer

SCHEME = {
    "type": "http",
    "scheme": "bearer",
    "description": (
        "A personal token, which begins with glo_: editors make them under their account at the desk, each for some "
        f"scopes ({', '.join(tokens.SCOPES)}) and for at most {tokens.MOST_DAYS} days."
    ),
}
"""The security scheme, as the description of the API has it."""
_BEARER = re.compile(r"bearer +(\S+)", re.ASCII | re.IGNORECASE)


class Challenge(HTTPException):
    """An answer that says in `WWW-Authenticate` what is wanted."""

    challenge = ""

    def get_headers(self, *args: Any, **more: Any) -> list[tuple[str, str]]:
        """The usual headers and the challenge."""
        return [*super().get_headers(*args, **more), ("WWW-Authenticate", f'Bearer realm="glossary"{self.challenge}')]


class NoToken(Challenge, Unauthorized):
    """No token was sent."""

    description = "Writing needs a token: Authorization: Bearer glo_… (editors make them at /admin/account/tokens)."


class WrongToken(Challenge, Unauthorized):
    """What was sent is no good token."""

    description = "This token is not good: unknown, expired, revoked, or its account is closed."
    challenge = ', error="invalid_token"'


class NotAllowed(Challenge, Forbidden):
    """The token is good, and not for this."""

    def __init__(self, scope: str, why: str) -> None:
        super().__init__(why)
        self.challenge = f', error="insufficient_scope", scope="{scope}"'


def writer(scope: str) -> Doer:
    """Whoever the token of this request speaks for, if it may do what the scope says."""
    if not request.is_secure and not is_loopback(urlsplit(request.host_url).hostname or ""):
        raise Forbidden("Tokens cross no network in the open: write over https, and make this token anew.")
    sent = request.headers.get("Authorization", "").strip()
    if not sent:
        raise NoToken
    given = _BEARER.fullmatch(sent)
    bearer = tokens.bearer(given[1]) if given else None
    if bearer is None:
        raise WrongToken
    if scope not in bearer.scopes:
        raise NotAllowed(scope, f"This token has not the scope {scope}.")
    if not bearer.may_edit:
        raise NotAllowed(scope, "The account of this token has no role that may write.")
    through = f"(token {bearer.token_name})"
    return Doer(bearer.email, bearer.account_id, request.remote_addr or "", request_id(), through)
