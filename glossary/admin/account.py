"""One's own account: password, sessions, and what leads to the second factor."""

from __future__ import annotations

from typing import Any

from flask import make_response, redirect, request, url_for
from werkzeug.wrappers import Response

from glossary.admin import access, pages, sign_in
from glossary.admin.access import SIGNED_IN, Route
from glossary.admin.sessions import current, limits
from glossary.db import writing
from glossary.errors import Refused
from glossary.services import accounts, auditing, second_factor, sessions, throttling

WRONG_PASSWORD = "This is not your present password."  # noqa: S105
Problems = dict[str, list[str]]


def account() -> str:
    """My account."""
    return _page()


def _page(problems: Problems | None = None) -> str:
    me = access.me()
    return pages.render(
        "admin/account.html",
        "My account",
        problems=problems or {},
        sessions=sessions.of_account(me.id, limits()),
        this=current().key,
        codes_left=second_factor.codes_left(me.id),
        done=current().pop("done", ""),
    )


def change_password() -> Response:
    """Change one's own password; every other session ends, and this one gets a new token."""
    me_id = access.me().id
    typed, again = request.form.get("password", ""), request.form.get("again", "")
    problems = confirmed()
    if typed != again:
        problems["again"] = ["The two are not the same."]
    if not problems:
        try:
            accounts.set_password(me_id, typed, access.doer())
        except Refused as refused:
            problems = refused.fields
    if problems:
        return make_response(_page(problems), 422)
    sign_in.begin_session(me_id)
    current()["done"] = "Your password is changed. Every other session of yours has ended."
    return redirect(url_for("desk.account"), 303)


def confirmed() -> Problems:
    """Nothing, if whoever is signed in has typed the password again and, where a second factor is on, a code of it.

    Guessing them waits, but stops no signing in.
    """
    me = access.me()
    keys = [f"confirm:{me.id}"]
    try:
        throttling.begin(keys)
    except throttling.Waiting as waiting:
        return {"present": [str(waiting)]}
    if not accounts.is_password_of(me.id, request.form.get("present", "")):
        return {"present": [WRONG_PASSWORD]}
    if me.tf_totp_secret and (problem := sign_in.problem_of_code(me.id, access.doer())):
        return {"code": [problem]}
    throttling.succeeded(*keys)
    return {}


def refused(problems: Problems) -> Response:
    """Back to my account, which says that nothing was changed and why."""
    current()["done"] = " ".join(["Nothing was changed.", *(each for found in problems.values() for each in found)])
    return redirect(url_for("desk.account"), 303)


def end_session() -> Response:
    """End one of one's own sessions, or all others."""
    if problems := confirmed():
        return refused(problems)
    me, wanted = access.me(), request.form.get("session", "")
    keys = [row.token_sha256 for row in sessions.of_account(me.id, limits())]
    by = access.doer()
    with writing() as session:
        if wanted == "others":
            sessions.end_all(session, me.id, but=current().key)
        elif wanted in keys:
            sessions.end_one(session, wanted)
        auditing.note(session, by, "session-end", kind="account")
    current()["done"] = "The session has ended." if wanted != "others" else "All other sessions have ended."
    return redirect(url_for("desk.account"), 303)


ROUTES: tuple[Any, ...] = (
    Route("/account", "account", account, {"GET": SIGNED_IN}),
    Route("/account/password", "change_password", change_password, {"POST": SIGNED_IN}, False),
    Route("/account/sessions", "end_session", end_session, {"POST": SIGNED_IN}, False),
)
