"""Signing in and out. Flask-Security brings accounts, hashes and codes; the views are our own.

Its own views know no growing wait, no form kept through signing in, and no page without script; so its blueprint stays
out, and with it registration, recovery by mail and everything else that it offers. Its hooks that run on every request
are taken out, too: readers have no identity to be looked up.
"""

from __future__ import annotations

from typing import Any

from flask import Flask, g, make_response, redirect, request, url_for
from flask_security import FSQLALiteUserDatastore, Security, login_user, logout_user
from werkzeug.wrappers import Response

from glossary.admin import access, csrf, kept, pages, sessions
from glossary.admin.access import ALWAYS, ANYONE, Route
from glossary.admin.redirects import home_only
from glossary.admin.sessions import current
from glossary.db import db, writing
from glossary.errors import NotFound
from glossary.models import Account, Role
from glossary.secret_files import keys_of
from glossary.services import auditing, clock
from glossary.services.accounts import accounts, passwords, second_factor, throttling
from glossary.services.accounts.first_passwords import RanOut
from glossary.services.auditing import Doer

FORGET = '"cache"'
"""What a browser is told at signing out: to keep no page of the desk, not even to go back to. Over https it obeys."""
HALF_SECONDS = 300
"""How long a right password waits for the second factor."""
WRONG = "The e-mail address or the password is wrong, or the account is closed."
TOO_LATE = "That took more than five minutes. Please begin again."


def init_app(app: Flask) -> None:
    """Prepare the app for accounts."""
    app.config.update(passwords.settings())
    app.config.update(
        SECURITY_TWO_FACTOR=True,
        SECURITY_TWO_FACTOR_ENABLED_METHODS=["authenticator"],
        SECURITY_TOTP_SECRETS=second_factor.secrets_of(keys_of(app.config["GLOSSARY"])),
        SECURITY_TOTP_ISSUER="Glossary of Attributed Terms",
        SECURITY_DEFAULT_REMEMBER_ME=False,
        SECURITY_API_ENABLED_METHODS=["session"],
        SECURITY_CLI_USERS_NAME=None,
        SECURITY_CLI_ROLES_NAME=None,
        SESSION_PROTECTION=None,  # a session's address may change; the table says where it is used
    )
    csrf.init_app(app)
    sessions.init_app(app)
    store = FSQLALiteUserDatastore(db, Account, Role)
    security = Security(app, store, register_blueprint=False, totp_cls=second_factor.OnceTotp)
    _leave_readers_alone(app, security)


def _leave_readers_alone(app: Flask, security: Security) -> None:
    """Take out what looks for a visitor's identity on every request, and the ways in that we do not offer."""
    ours = (security.principal, security.login_manager)
    app.before_request_funcs[None] = [f for f in app.before_request_funcs[None] if _owner(f) not in ours]
    app.after_request_funcs[None] = [f for f in app.after_request_funcs[None] if _owner(f) not in ours]
    app.template_context_processors[None] = [f for f in app.template_context_processors[None] if not _is_login(f)]
    security.login_manager._request_callback = None


def _owner(function: Any) -> Any:
    return getattr(function, "__self__", None)


def _is_login(function: Any) -> bool:
    return str(getattr(function, "__module__", "")).startswith("flask_login")


def sign_in() -> Any:
    """GET: the form. POST: the password; then the second factor where there is one."""
    if request.method == "GET":
        return redirect(home_only(_next()), 303) if access.account() else _form()
    email, password = request.form.get("email", ""), request.form.get("password", "")
    keys = _keys(email)
    try:
        throttling.begin(keys)
    except throttling.Waiting as waiting:
        return _wait(waiting, "security/sign_in.html", "Sign in", email=email, session_ends=sessions.told_limits())
    try:
        found = accounts.checked(email, password)
    except RanOut as ran_out:
        return _failed(email, str(ran_out), "first password ran out")
    if found is None:
        return _failed(email, WRONG)
    if found.second_factor:
        return _ask_for_code(found)
    throttling.succeeded(*keys)
    return enter(found.id)


def _failed(email: str, problem: str, detail: str = "") -> Response:
    """The try stays counted as a failure, and stands in the log as one."""
    _note("sign-in-failed", email, detail)
    return _form(email, [problem], 422)


def _ask_for_code(found: accounts.Known) -> Response:
    """The password was right: the try is taken back. What failed before is forgotten when the code is right, too."""
    throttling.taken_back(_keys(found.email))
    current().renew(None)
    current()["half"] = {"account": found.id, "email": found.email, "at": clock.seconds()}
    return redirect(url_for("desk.sign_in_code", next=home_only(_next())), 303)


def sign_in_code() -> Any:
    """The second factor, after the password."""
    half = current().get("half")
    if not half or not -60 <= clock.seconds() - half["at"] <= HALF_SECONDS:
        current().pop("half", None)
        return _form(problems=[TOO_LATE] if half else [])
    if request.method == "GET":
        return _code_form()
    keys = _keys(half["email"])
    try:
        throttling.begin(keys)
    except throttling.Waiting as waiting:
        return _wait(waiting, "security/sign_in_code.html", "Second factor")
    by = Doer(half["email"], half["account"], request.remote_addr or "", access.doer().request_id)
    if problem := _problem_of_code(half["account"], by):
        _note("sign-in-failed", half["email"], "second factor")
        return _code_form([problem], 422)
    throttling.succeeded(*keys)
    return enter(half["account"])


def _problem_of_code(account_id: int, by: Doer) -> str:
    """What is wrong with the code that was typed; empty where it is right, and now used up."""
    try:
        return "" if second_factor.is_right(account_id, request.form.get("code", ""), by) else second_factor.WRONG
    except second_factor.Unreadable as unreadable:
        return str(unreadable)


def enter(account_id: int) -> Response:
    """Sign in: a session with a new token, and to where the visitor wanted to go."""
    begin_session(account_id)
    _write_down(access.doer(), "sign-in")
    return redirect(home_only(_next()), 303)


def begin_session(account_id: int) -> None:
    """A session with a new token for an account; the one before is over."""
    current().renew(account_id)
    kept.hand_over(account_id)
    login_user(accounts.by_id(account_id), remember=False)


def sign_out() -> Response:
    """End the session at the server."""
    if access.account():
        _write_down(access.doer(), "sign-out")
        logout_user()
    current().finish()
    g.pop("csrf_token", None)
    answer = redirect(url_for("desk.sign_in"), 303)
    answer.headers["Clear-Site-Data"] = FORGET
    return answer


def _note(what: str, email: str, detail: str = "") -> None:
    """Write down a failure. What was typed is not: it may be a password in the wrong field."""
    try:
        account_id = accounts.by_email(email).id
    except NotFound:
        account_id = None
    by = access.doer()
    _write_down(Doer("nobody", account_id, by.address, by.request_id), what, detail)


def _write_down(by: Doer, what: str, detail: str = "") -> None:
    with writing() as session:
        auditing.note(session, by, what, kind="account", detail=detail)


def _keys(email: str) -> tuple[str, str]:
    account = throttling.account_key(accounts.normal_email(email))
    return account, throttling.address_key(request.remote_addr or "")


def _next() -> str:
    return request.form.get("next") or request.args.get("next", "")


def _form(email: str = "", problems: list[str] | None = None, status: int = 200) -> Response:
    told = {"problems": problems or [], "session_ends": sessions.told_limits()}
    return _page("security/sign_in.html", "Sign in", status, email=email, **told)


def _code_form(problems: list[str] | None = None, status: int = 200) -> Response:
    return _page("security/sign_in_code.html", "Second factor", status, problems=problems or [])


def _wait(waiting: throttling.Waiting, template: str, title: str, **more: Any) -> Response:
    answer = _page(template, title, 429, problems=[str(waiting)], **more)
    answer.headers["Retry-After"] = str(waiting.seconds)
    return answer


def _page(template: str, title: str, status: int, **more: Any) -> Response:
    goes_to, keeps = home_only(_next()), bool(current().get(sessions.FORMS))
    return make_response(pages.render(template, title, goes_to=goes_to, keeps=keeps, **more), status)


ROUTES = (
    Route("/sign-in", "sign_in", sign_in, {"GET": ANYONE, "POST": ANYONE}, False, ALWAYS),
    Route("/sign-in/code", "sign_in_code", sign_in_code, {"GET": ANYONE, "POST": ANYONE}, False, ALWAYS),
    Route("/sign-out", "sign_out", sign_out, {"POST": ANYONE}, False, ALWAYS),
)
