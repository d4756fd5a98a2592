"""Personal tokens of one's own: made, shown once, listed, revoked."""

from __future__ import annotations

from flask import make_response, redirect, request, url_for
from werkzeug.wrappers import Response

from glossary.admin import access, account, pages
from glossary.admin.access import EDITORS, Route
from glossary.admin.sessions import current
from glossary.errors import Refused
from glossary.numbers import whole_number
from glossary.services.accounts import tokens


def index() -> Response:
    """My tokens, and the form for a new one."""
    return _page({}, 200)


def create() -> Response:
    """Make a token; the answer is the only page that shows it, so it is no redirect."""
    me_id, name, scopes = access.me().id, request.form.get("name", ""), request.form.getlist("scope")
    try:
        made = account.confirmed(lambda prove: tokens.create(me_id, name, scopes, _days(), access.doer(), prove))
    except Refused as refused:
        return _page(refused.fields, 422)
    return _page({}, 201, made)


def revoke() -> Response:
    """Revoke one of my tokens."""
    tokens.revoke(access.me().id, _number(request.form.get("token", "")), access.doer())
    current()["done"] = "The token is revoked."
    return redirect(url_for("desk.tokens"), 303)


def _days() -> int:
    return _number(request.form.get("days", ""))


def _number(text: str) -> int:
    """A whole number; 0, which is none of any token and too few days, for anything else."""
    return whole_number(text) or 0


def _page(problems: dict[str, list[str]], status: int, made: str = "") -> Response:
    page = pages.render(
        "admin/tokens.html",
        "Tokens for programs",
        tokens=tokens.of_account(access.me().id),
        is_good=tokens.is_good,
        scopes=tokens.SCOPES,
        form=request.form if problems else {},
        chosen=request.form.getlist("scope") if problems else [],
        default_days=tokens.DEFAULT_DAYS,
        most_days=tokens.MOST_DAYS,
        problems=problems,
        made=made,
        done=current().pop("done", ""),
    )
    return make_response(page, status)


ROUTES = (
    Route("/account/tokens", "tokens", index, {"GET": EDITORS}),
    Route("/account/tokens/new", "token_new", create, {"POST": EDITORS}, False),
    Route("/account/tokens/revoke", "token_revoke", revoke, {"POST": EDITORS}, False),
)
