"""Who may do what at the desk: one table, read by the app when it starts and by a test that walks it.

A view that is not in the table has no address; a method that is not named is refused, and HEAD is GET to all of it
(`security.py`). Roles add up upwards: an editor may do what a contributor may, a reviewer what an editor may, an
administrator what a reviewer may. Every view runs behind the same guard: where the request comes from, who sends it,
whether the role may, whether an own password or a second factor is still to be set up, whether the form belongs to the
session.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, wraps
from typing import Any, NamedTuple, cast
from urllib.parse import urlencode

from flask import Blueprint, Flask, abort, current_app, make_response, redirect, request, url_for
from flask_login import current_user
from sqlalchemy.orm import object_session
from werkzeug.wrappers import Response

from glossary.admin import csrf, kept
from glossary.admin.redirects import HOME, home_only
from glossary.admin.sessions import current, is_desk
from glossary.config import is_loopback
from glossary.db import db
from glossary.models import Account
from glossary.models.account import ROLES
from glossary.security import allow_more, request_id
from glossary.services.auditing import Doer

SIGNED_IN = frozenset({"account", *ROLES})
ANYONE = frozenset({"anyone"}) | SIGNED_IN
EDITORS = frozenset({"editor", "reviewer", "administrator"})
CONTRIBUTORS = EDITORS | {"contributor"}
REVIEWERS = frozenset({"reviewer", "administrator"})
ADMINISTRATORS = frozenset({"administrator"})
OWN_PASSWORD, SECOND_FACTOR = "desk.own_password", "desk.second_factor"
"""Where an account takes the steps that come before anything else at the desk, in their order."""
ALWAYS = (OWN_PASSWORD, SECOND_FACTOR)


class Route(NamedTuple):
    """An address, its view, and for each method the roles that may use it."""

    address: str
    endpoint: str
    view: Callable[..., Any]
    allowed: dict[str, frozenset[str]]
    keeps_form: bool = True
    """Whether a form that was sent after the session ran out is kept: not where it holds passwords."""
    open_before: tuple[str, ...] = ()
    """The steps that an account may still have to take while this is open to it."""
    most_bytes: int = 0
    """What may be sent to it, where that is more than elsewhere."""


@cache
def table() -> tuple[Route, ...]:
    """The table, put together once."""
    return routes()


def routes() -> tuple[Route, ...]:
    """The table: each family of pages brings its rows. A new family joins here."""
    # They need what is above.
    from glossary.admin import (
        account,
        accounts,
        audit,
        batch,
        bulk,
        candidates,
        corrections,
        deeds,
        desk,
        drafts,
        editing_flow,
        evidence,
        hints,
        own_password,
        proposals,
        redaction,
        second_factor,
        sign_in,
        tokens,
    )

    families = (
        *(sign_in, account, own_password, second_factor, tokens, accounts, audit, desk, editing_flow, deeds, drafts),
        *(corrections, evidence, bulk, batch, hints, candidates, proposals, redaction),
    )
    return tuple(route for family in families for route in family.ROUTES)


def init_app(app: Flask) -> None:
    """Give the app the desk's addresses, each guarded as the table says."""
    desk = Blueprint("desk", __name__, url_prefix="/admin", template_folder="templates")
    for route in table():
        desk.add_url_rule(route.address, route.endpoint, guarded(route), methods=list(route.allowed))
        allow_more(app, f"desk.{route.endpoint}", route.most_bytes)
    app.register_blueprint(desk)
    app.after_request(_keep_out_of_caches)


def account() -> Account | None:
    """Who is signed in: a copy of what was read, which asks the database nothing more while something is written."""
    if not current_user.is_authenticated:
        return None
    found = cast(Account, current_user._get_current_object())
    if object_session(found) is not None:
        for row in (*found.roles, found):
            db.session.expunge(row)
    return found


def me() -> Account:
    """Who is signed in, in a view that only they reach."""
    return account() or abort(403)


def doer() -> Doer:
    """The same for the services and the audit log; `nobody` where nobody is signed in."""
    found = account()
    who = found.email if found else "nobody"
    return Doer(who, found.id if found else None, request.remote_addr or "", request_id())


def held_by(found: Account | None) -> frozenset[str]:
    """The names in the table that fit somebody."""
    if found is None:
        return frozenset({"anyone"})
    return frozenset({"anyone", "account", *(role.name for role in found.roles)})


def guarded(route: Route) -> Callable[..., Response]:
    """The view behind its guard."""

    @wraps(route.view)
    def view(**values: Any) -> Response:
        current().begin()
        answer = _instead_of(route) or make_response(route.view(**values))
        current().store()
        answer.headers["Cache-Control"] = "no-store"
        return answer

    return view


def _instead_of(route: Route) -> Response | None:
    """Another answer than the view's, if the table does not let the request through."""
    _refuse_plain_http()
    csrf.refuse_foreign()
    found = account()
    if not route.allowed[request.method] & held_by(found):
        if found is None:
            return _to_sign_in(route)
        abort(403, "Your account has not the role that this page is for.")
    if found and (step := due(found)) and step not in route.open_before:
        return _to_step(step)
    if csrf.is_stale():
        return _stale(route, found)
    if csrf.is_unsafe():
        kept.let_go()
    return None


def due(found: Account) -> str:
    """The step that an account has to take before anything else at the desk; empty where there is none.

    First the password that a person gave is replaced, so that nobody else sets up the second factor; then that is set
    up where one of the account's roles requires it.
    """
    if found.first_password_until is not None:
        return OWN_PASSWORD
    required = current_app.config["GLOSSARY"]["REQUIRE_SECOND_FACTOR"]
    wanting = not found.tf_totp_secret and any(role.name in required for role in found.roles)
    return SECOND_FACTOR if wanting else ""


def _to_sign_in(route: Route) -> Response:
    """To the sign-in page and then back; what was typed meanwhile is kept."""
    if csrf.is_unsafe() and route.keeps_form:
        kept.keep_form()
    return redirect(url_for("desk.sign_in") + _back_to_here(), 303 if csrf.is_unsafe() else 302)


def _to_step(step: str) -> Response:
    """To what comes first; after choosing an own password, as after signing in, back to here."""
    return redirect(url_for(step) + (_back_to_here() if step == OWN_PASSWORD else ""), 303)


def _back_to_here() -> str:
    wanted = home_only(request.full_path if request.query_string else request.path)
    return f"?{urlencode({'next': wanted})}" if wanted != HOME else ""


def _stale(route: Route, found: Account | None) -> Response:
    """The form is from another session, as after signing in anew in another tab: what was typed is not lost."""
    if not (found and route.keeps_form and "GET" in route.allowed and csrf.is_surely_ours()):
        abort(400, csrf.STALE)
    kept.keep_form(found.id)
    from glossary.admin import pages  # it needs what is here

    page = pages.render("admin/stale.html", "This form is from an earlier session", address=request.full_path)
    return make_response(page, 400)


def _refuse_plain_http() -> None:
    """Passwords and sessions cross no network in the open."""
    host = request.host.rpartition(":")[0] if not request.host.endswith("]") and ":" in request.host else request.host
    if not request.is_secure and not is_loopback(host):
        abort(403, "The desk answers over https alone.")


def _keep_out_of_caches(response: Response) -> Response:
    """Errors of the desk are kept by nobody either."""
    if is_desk(request.path):
        response.headers["Cache-Control"] = "no-store"
    return response
