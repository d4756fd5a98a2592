"""Choosing an own password in place of a first one, before anything else at the desk."""

from __future__ import annotations

from flask import make_response, redirect, request, url_for
from werkzeug.wrappers import Response

from glossary.admin import access, account, pages
from glossary.admin.access import OWN_PASSWORD, SIGNED_IN, Route
from glossary.admin.redirects import HOME, home_only
from glossary.admin.sessions import current
from glossary.errors import Refused


def own_password() -> Response:
    """GET: the form. POST: what was chosen; then the desk is open, and one is where one wanted to go."""
    if access.me().first_password_until is None:
        return redirect(url_for("desk.account"), 303)
    if request.method == "GET":
        return _page({})
    try:
        account.take_new_password()
    except Refused as slip:
        return _page(slip.fields)
    wanted = home_only(request.form.get("next"))
    if wanted == HOME:  # other pages need not have a place to say it
        current()["done"] = account.CHANGED
    return redirect(wanted, 303)


def _page(problems: account.Problems) -> Response:
    goes_to = home_only(request.values.get("next"))
    page = pages.render("admin/own_password.html", "Choose your own password", problems=problems, goes_to=goes_to)
    return make_response(page, 422 if problems else 200)


FORM = {"GET": SIGNED_IN, "POST": SIGNED_IN}
ROUTES = (Route("/account/own-password", "own_password", own_password, FORM, False, (OWN_PASSWORD,)),)
