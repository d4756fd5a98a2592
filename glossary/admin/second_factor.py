"""Setting up the second factor: a picture for the app, a code to show that it works, recovery codes shown once."""

from __future__ import annotations

from flask import make_response, redirect, request, url_for
from werkzeug.wrappers import Response

from glossary.admin import access, pages
from glossary.admin.access import SECOND_FACTOR, SIGNED_IN, Route
from glossary.admin.account import Problems, confirmed, refused
from glossary.admin.sessions import current
from glossary.errors import Refused
from glossary.services.accounts import second_factor as codes
from glossary.services.auditing import Doer

NEW = "new_factor"
NOT_ON = "The second factor is not on."
WRONG_CODE = "The code does not fit. Is the clock of the app's device right?"


def second_factor() -> Response:
    """GET: what to scan or type. POST: the code that the app shows, and the password."""
    me = access.me()
    if me.tf_totp_secret:
        return redirect(url_for("desk.account"), 303)
    secret = current().setdefault(NEW, None) or codes.factory().generate_totp_secret()
    current()[NEW] = secret
    if request.method == "GET":
        return _page(secret, {})
    me_id, by = me.id, access.doer()
    try:
        shown = confirmed(lambda _: _switched_on(me_id, secret, by))
    except Refused as slip:
        return _page(secret, slip.fields)
    current().pop(NEW)
    return _show(shown)


def _switched_on(me_id: int, secret: str, by: Doer) -> list[str]:
    """The recovery codes. Raises `Refused` for a code that is not the new app's."""
    shown = codes.switch_on(me_id, secret, request.form.get("code", ""), by, current().key)
    if shown is None:
        raise Refused({"code": [WRONG_CODE]})
    return shown


def _page(secret: str, problems: Problems) -> Response:
    values = codes.factory().fetch_setup_values(secret, access.me())
    return make_response(
        pages.render("admin/second_factor.html", "Second factor", setup=values, problems=problems),
        422 if problems else 200,
    )


def _show(shown: list[str]) -> Response:
    return make_response(pages.render("admin/recovery_codes.html", "Recovery codes", codes=shown))


def renew_codes() -> Response:
    """Other recovery codes, shown once."""
    me = access.me()
    if not me.tf_totp_secret:
        return refused({"": [NOT_ON]})
    me_id, by = me.id, access.doer()
    try:
        return _show(confirmed(lambda prove: codes.renew_codes(me_id, by, prove)))
    except Refused as slip:
        return refused(slip.fields)


def switch_off() -> Response:
    """Sign in with the password alone from now on."""
    me = access.me()
    if not me.tf_totp_secret:
        return refused({"": [NOT_ON]})
    me_id, by = me.id, access.doer()
    try:
        confirmed(lambda prove: codes.switch_off(me_id, by, current().key, prove))
    except Refused as slip:
        return refused(slip.fields)
    current()["done"] = "The second factor is off."
    return redirect(url_for("desk.account"), 303)


FORM = {"GET": SIGNED_IN, "POST": SIGNED_IN}
ROUTES = (
    Route("/account/second-factor", "second_factor", second_factor, FORM, False, (SECOND_FACTOR,)),
    Route("/account/second-factor/off", "switch_off_second_factor", switch_off, {"POST": SIGNED_IN}, False),
    Route("/account/recovery-codes", "renew_recovery_codes", renew_codes, {"POST": SIGNED_IN}, False),
)
