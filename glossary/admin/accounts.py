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
from glossary.services.accounts import first_passwords, second_factor, sessions
from glossary.services.accounts.first_passwords import First
from glossary.services.auditing import Doer

OWN = "These buttons are for other people's accounts; your own is under “My account”."


def index() -> str:
    """All accounts."""
    return pages.render(
        "admin/accounts.html",
        "Accounts",
        accounts=service.everyone(),
        state=first_passwords.state,
        done=current().pop("done", ""),
    )


def new() -> Response:
    """Add an account; the answer is the only page that shows its first password, so it is no redirect."""
    if request.method == "GET":
        return _form({}, 200)
    email, roles = request.form.get("email", ""), request.form.getlist("role")
    try:
        number, first = service.add_with_first(email, roles, access.doer())
    except Refused as refused:
        return _form(refused.fields, 422)
    return _shown(number, first, "The account is made.", 201)


def _shown(number: int, first: First, done: str, status: int) -> Response:
    """The page with a first password: it stands nowhere else, and no other request shows it."""
    found = service.by_id(number)
    until = first_passwords.spoken(first.until)
    page = pages.render(
        "admin/first_password.html", "First password", account=found, password=first.password, until=until, done=done
    )
    return make_response(page, status)


def _form(problems: dict[str, list[str]], status: int) -> Response:
    chosen = request.form.getlist("role")
    page = pages.render(
        "admin/accounts_new.html",
        "Add an account",
        problems=problems,
        roles=ROLES,
        chosen=chosen,
        hours=first_passwords.HOURS,
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
        first=first_passwords.state(found.first_password_until),
        hours=first_passwords.HOURS,
        problems=problems,
        done=current().pop("done", ""),
    )
    return make_response(page, status)


def change(number: int) -> Response:
    """Do with somebody's account what the pressed button says."""
    if access.me().id == number:
        abort(403, OWN)
    by, form = access.doer(), request.form
    if form.get("do") == "password":
        return _shown(number, service.give_first_password(number, by), "Its sessions have ended.", 200)
    try:
        said = _do(number, form.get("do", ""), form.getlist("role"), by)
    except Refused as refused:
        return _one(number, refused.fields, 422)
    current()["done"] = said
    return redirect(url_for("desk.account_of", number=number), 303)


def _do(number: int, wanted: str, roles: list[str], by: Doer) -> str:
    """Do it; answers what to tell."""
    deeds: dict[str, tuple[Callable[[], None], str]] = {
        "roles": (lambda: service.set_roles(number, roles, by), "The roles are changed; its sessions have ended."),
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
