"""Writes come from our own pages alone: where a request comes from is looked at, and each form carries a token.

Browsers say where a request comes from (`Sec-Fetch-Site`, or `Origin` in older ones): anything but our own origin is
refused, whatever else is right with it. Where neither is said, the token decides; it belongs to one session.
"""

from __future__ import annotations

import secrets

from flask import Flask, abort, g, request, session
from flask_wtf.csrf import CSRFProtect, generate_csrf, validate_csrf
from wtforms import ValidationError

from glossary.secret_files import signing_keys
from glossary.security import is_foreign

FIELD = "csrf_token"
BYTES = 32
"""Of chance in the token of a session."""
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
STALE = (
    "The form does not belong to your present session: it may be from before you signed in. Nothing was saved. "
    "Go back, open the form anew and send it again."
)


def init_app(app: Flask) -> None:
    """Give templates `csrf_token()`. The guard of the desk checks it, in its own order."""
    app.config["WTF_CSRF_SECRET_KEY"] = signing_keys(app.config["GLOSSARY"])
    app.config.update(WTF_CSRF_CHECK_DEFAULT=False, WTF_CSRF_TIME_LIMIT=None, WTF_CSRF_SSL_STRICT=False)
    CSRFProtect(app)
    app.jinja_env.globals[FIELD] = token
    app.context_processor(lambda: {FIELD: token})


def token() -> str:
    """The token of this session, signed. Flask-WTF alone would send chance through SHA-1 to make one."""
    session.setdefault(FIELD, secrets.token_urlsafe(BYTES))
    return str(generate_csrf())


def is_unsafe() -> bool:
    """Whether the request may change something."""
    return request.method not in SAFE


def refuse_foreign() -> None:
    """Refuse a write that another site has caused."""
    if is_unsafe() and is_foreign():
        abort(403, "This request comes from another site. Nothing was changed. Open the form here and send it again.")


def is_surely_ours() -> bool:
    """Whether the browser itself says that the request comes from a page of ours."""
    said = request.headers.get("Origin") or request.headers.get("Sec-Fetch-Site") == "same-origin"
    return bool(said) and not is_foreign()


def is_stale() -> bool:
    """Whether it is a form without the token of this very session."""
    if not is_unsafe():
        return False
    try:
        validate_csrf(request.form.get(FIELD))
    except (ValidationError, TypeError):
        return True
    g.csrf_valid = True
    return False
