"""Accounts, for administrators: add, give roles, close, sign out. Nobody changes the own role here."""

from __future__ import annotations

from collections.abc import Callable

from flask import abort, make_response, redirect, request, url_for
from werkzeug.wrappers import Response

from glossary.admin import access, pages
from glossary.admin.access import ADMINISTRATORS, Route
from glossary.admin.sessions import current, limits
from glossary.errors import Refused
from glossary.models.account import ROLES
from glossary.services.accounts import accounts as service
from glossary.services.accounts import second_factor, sessions
from glossary.services.auditing import Doer

OWN = "These buttons are for other people's accounts; your own is under “My account”."


def index() -> str:
    """All accounts."""
    return pages.render("admin/accounts.html", "Accounts", accounts=service.everyone(), done=current().pop("done", ""))


def new() -> Response:
    """Add an account, with a first password that its owner changes."""
    if request.method == "GET":
        return _form({}, 200)
    email, roles = request.form.get("email", ""), request.form.getlist("role")
    try:
        number = service.add(email, request.form.get("password", ""), roles, access.doer())
    except Refused as refused:
        return _form(refused.fields, 422)
    current()["done"] = "The account is made. Tell its owner the password by a safe way, and to change it."
    return redirect(url_for("desk.account_of", number=number), 303)


def _form(problems: dict[str, list[str]], status: int) -> Response:
    chosen = request.form.getlist("role")
    page = pages.render(
        "admin/accounts_new.html",
        "Add an account",
        problems=problems,
        roles=ROLES,
        chosen=chosen,
        email=request.form.get("email", ""),
    )
    return make_response(page, status)


def account_of(number: int) -> Response:
    """One account, and what can be done with it."""
    return _one(number, {}, 200)


def _one(number: int, problems: dict[str, list[str]], status: int) -> Response:
    found = service.by_id(number)
    page = pages.render(
        "admin/accounts_one.html",
        "Account",
        account=found,
        own=found.id == access.me().id,
        roles=ROLES,
        chosen=[role.name for role in found.roles],
        sessions=sessions.of_account(number, limits()),
        problems=problems,
        done=current().pop("done", ""),
    )
    return make_response(page, status)


def change(number: int) -> Response:
    """Do with somebody's account what the pressed button says."""
    if access.me().id == number:
        abort(403, OWN)
    by, form = access.doer(), request.form
    try:
        said = _do(number, form.get("do", ""), form.getlist("role"), form.get("password", ""), by)
    except Refused as refused:
        return _one(number, refused.fields, 422)
    current()["done"] = said
    return redirect(url_for("desk.account_of", number=number), 303)


def _do(number: int, wanted: str, roles: list[str], password: str, by: Doer) -> str:
    """Do it; answers what to tell."""
    deeds: dict[str, tuple[Callable[[], None], str]] = {
        "roles": (lambda: service.set_roles(number, roles, by), "The roles are changed; its sessions have ended."),
        "password": (
            lambda: service.set_password(number, password, by),
            "The password is changed; its sessions have ended.",
        ),
        "close": (lambda: service.set_active(number, False, by), "The account is closed; its sessions have ended."),
        "open": (lambda: service.set_active(number, True, by), "The account is open."),
        "sessions": (lambda: service.end_sessions(number, by), "Its sessions have ended."),
        "second-factor": (lambda: second_factor.switch_off(number, by), "The second factor is off."),
    }
    if wanted not in deeds:
        abort(400, "This button does nothing that we know.")
    deed, said = deeds[wanted]
    deed()
    return said


ROUTES = (
    Route("/accounts", "accounts", index, {"GET": ADMINISTRATORS}),
    Route("/accounts/new", "account_new", new, {"GET": ADMINISTRATORS, "POST": ADMINISTRATORS}, False),
    Route("/accounts/<int:number>", "account_of", account_of, {"GET": ADMINISTRATORS}),
    Route("/accounts/<int:number>/change", "account_change", change, {"POST": ADMINISTRATORS}, False),
)
