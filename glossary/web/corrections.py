"""Suggest a correction: a form beside every record, for everybody, and the private page on which the answer is read.

No account, no cookie, no script. What keeps programs out: where the request comes from, a signed time stamp, a field
that people do not see, and the limits of the service. Whatever is refused, what was typed stands in the form again.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from flask import Blueprint, abort, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from glossary import security
from glossary.errors import Refused
from glossary.services.corrections import received as corrections
from glossary.services.corrections.rules import LONGEST, MOST_ADDRESSES, SHORTEST, Suggestion
from glossary.web import faces, links, pages, parameters, stamps, wording

Document = dict[str, Any]
Problems = dict[str, list[str]]
TRAP = "homepage"
"""A field that people do not see and programs fill in."""
TRAPPED = "A field that is to stay empty was filled in. It is empty again; nothing was sent, so send the form again."
FOREIGN = "This form comes from another site. Nothing was sent. Open the form here and send it again."
LIMITS = {"shortest": SHORTEST, "longest": LONGEST, "most_addresses": MOST_ADDRESSES}
STATES = {"open": "Waiting", "accepted": "Accepted", "declined": "Not followed", "spam": "Closed without an answer"}
PRIVATE = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex"}
"""Headers of the private page: nobody keeps it, and no other site learns its address."""


def form(kind: str, slug: str) -> Response:
    """The form about a record; sent, it leads to the private page."""
    if request.method == "POST" and security.is_foreign():
        abort(403, FOREIGN)
    found = pages.record(kind, slug)
    if request.method == "POST":
        return _take(kind, found)
    if corrections.is_full():
        return _later(kind, found, corrections.Full())
    return _page(kind, found, {})


def _take(kind: str, found: Document) -> Response:
    seen, problem, form_number = stamps.read(request.form.get("stamp", ""), kind, faces.slug_of(found))
    if seen is None or problem or request.form.get(TRAP):
        return _page(kind, found, {"": [problem or TRAPPED]}, 422, seen)
    typed = (request.form.get(name, "") for name in ("message", "url"))
    told = Suggestion(kind, faces.slug_of(found), seen, *typed)
    try:
        token = corrections.suggest(told, request.remote_addr or "", form_number)
    except Refused as refused:
        return _page(kind, found, refused.fields, 422, seen)
    except (corrections.TooMany, corrections.Full) as error:
        return _later(kind, found, error, seen)
    return redirect(url_for("web.correction", token=token), 303)


def _later(
    kind: str, found: Document, error: corrections.TooMany | corrections.Full, seen: int | None = None
) -> Response:
    """The page that says when to come again; what was typed stands on it."""
    answer = _page(kind, found, {"": [str(error)]}, 503 if isinstance(error, corrections.Full) else 429, seen)
    answer.headers["Retry-After"] = str(error.seconds)
    return answer


def _page(kind: str, found: Document, problems: Problems, status: int = 200, seen: int | None = None) -> Response:
    """The form; `seen` is the revision in its stamp, which stays as it is: who mends a slip need not wait again."""
    name, revision = faces.name_of(kind, found), seen or found["revision"]
    page = pages.render(
        "correct.html",
        f"{'Error: ' if problems else ''}Suggest a correction: {wording.isolated(name)}",
        f"Tell the editors what is wrong with this {kind}, without an account.",
        json=False,
        style=links.static("correct.css"),
        kind=kind,
        name=name,
        address=faces.address(kind, found),
        revision=revision,
        stamp=request.form["stamp"] if seen else stamps.make(kind, faces.slug_of(found), revision),
        trap=TRAP,
        limits=LIMITS,
        typed=request.form,
        problems=problems,
        is_open=status != 503 or request.method == "POST",
    )
    return make_response(page, status)


def private(token: str) -> Response:
    """What became of a correction, for whoever has the link."""
    found = corrections.by_token(token)
    document = pages.present(found.kind, found.slug)
    title = f"Correction: {STATES[found.state].lower()}"
    head = {"title": title, "description": "The answer to a correction.", "canonical": None, "json": None}
    page = render_template(
        "correction.html",
        head=head,
        style=links.static("correct.css"),
        found=found,
        name=faces.name_of(found.kind, document),
        record=faces.address(found.kind, document),
        link=links.permanent(request.path),
    )
    return make_response(page, 200, PRIVATE)


FORMS: tuple[tuple[str, str, Callable[..., Any]], ...] = tuple(
    (f"/{plural}/<slug>/correct", f"{kind}_correct", partial(form, kind)) for kind, plural in faces.PLURALS.items()
)
"""Addresses that take a form from readers, too; nothing else of the readers' pages does."""
ROUTES = (("/corrections/<token>", "correction", private),)


def init_app(web: Blueprint) -> None:
    """Give the readers' pages their forms."""
    for address, endpoint, view in FORMS:
        web.add_url_rule(address, endpoint, parameters.page(view), methods=["GET", "POST"])
