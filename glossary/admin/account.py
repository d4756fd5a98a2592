"""One's own account: password, sessions, and what leads to the second factor."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from flask import make_response, redirect, request, url_for
from werkzeug.wrappers import Response

from glossary.admin import access, pages, sign_in
from glossary.admin.access import SIGNED_IN, Route
from glossary.admin.sessions import current, limits, told_limits
from glossary.errors import Refused
from glossary.services.accounts import accounts, second_factor, sessions, throttling
from glossary.services.accounts.proofs import Proof

WRONG_PASSWORD = "This is not your present password."  # noqa: S105
CHANGED = "Your password is changed. Every other session of yours has ended."
Problems = dict[str, list[str]]
Done = TypeVar("Done")


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
        session_ends=told_limits(),
        codes_left=second_factor.codes_left(me.id),
        done=current().pop("done", ""),
    )


def change_password() -> Response:
    """Change one's own password."""
    try:
        take_new_password()
    except Refused as slip:
        return make_response(_page(slip.fields), 422)
    current()["done"] = CHANGED
    return redirect(url_for("desk.account"), 303)


def take_new_password() -> None:
    """The password that was typed twice, in place of the present one; every other session ends, and this one gets a new
    token. Raises `Refused`.
    """
    me_id = access.me().id
    typed, again = request.form.get("password", ""), request.form.get("again", "")

    def change(prove: Proof) -> None:
        if typed != again:
            raise Refused({"again": ["The two are not the same."]})
        accounts.set_password(me_id, typed, access.doer(), prove)

    confirmed(change)
    sign_in.begin_session(me_id)


def confirmed(deed: Callable[[Proof], Done]) -> Done:
    """Do it, if whoever is signed in has typed the password again and, where a second factor is on, a code of it.

    The deed takes the proof, which uses the code up, in its own transaction and after all else: a slip elsewhere in the
    form costs nobody a code. Guessing waits, but stops no signing in. Raises `Refused`.
    """
    me_id, by, keys = access.me().id, access.doer(), [f"confirm:{access.me().id}"]
    try:
        throttling.begin(keys)
    except throttling.Waiting as waiting:
        raise Refused({"present": [str(waiting)]}) from waiting
    if not accounts.is_password_of(me_id, request.form.get("present", "")):
        raise Refused({"present": [WRONG_PASSWORD]})
    try:
        done = deed(second_factor.proof_of(me_id, request.form.get("code", ""), by))
    except Refused as slip:
        if "code" not in slip.fields:
            throttling.taken_back(keys)
        raise
    throttling.succeeded(*keys)
    return done


def refused(problems: Problems) -> Response:
    """Back to my account, which says that nothing was changed and why."""
    current()["done"] = " ".join(["Nothing was changed.", *(each for found in problems.values() for each in found)])
    return redirect(url_for("desk.account"), 303)


def end_session() -> Response:
    """End one of one's own sessions, or all others."""
    me_id, wanted, this = access.me().id, request.form.get("session", ""), current().key
    try:
        confirmed(lambda prove: sessions.end_some(me_id, wanted, this, limits(), access.doer(), prove))
    except Refused as slip:
        return refused(slip.fields)
    others = wanted == sessions.OTHERS
    current()["done"] = "All other sessions have ended." if others else "The session has ended."
    return redirect(url_for("desk.account"), 303)


ROUTES: tuple[Any, ...] = (
    Route("/account", "account", account, {"GET": SIGNED_IN}),
    Route("/account/password", "change_password", change_password, {"POST": SIGNED_IN}, False),
    Route("/account/sessions", "end_session", end_session, {"POST": SIGNED_IN}, False),
)
