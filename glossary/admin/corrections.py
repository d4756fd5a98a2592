"""Readers' corrections at the desk: what waits, one beside the record as the reader saw it, and the answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from flask import abort, make_response, redirect, request, url_for
from werkzeug.wrappers import Response

from glossary.admin import access, pages
from glossary.admin.access import EDITORS, Route
from glossary.admin.kept import kept_form
from glossary.admin.sessions import current
from glossary.errors import Refused
from glossary.models import Correction
from glossary.numbers import whole_number
from glossary.services.accounts import accounts
from glossary.services.auditing import Doer
from glossary.services.corrections import answering
from glossary.services.corrections.rules import LONGEST, SHORTEST
from glossary.services.history import revisions as history
from glossary.services.reading import published as reading
from glossary.web import faces
from glossary.web.history import COMPUTED, between

Document = dict[str, Any]
STATES = {"open": "Waiting", "accepted": "Accepted", "declined": "Not followed", "spam": "Spam"}
"""State -> how the desk calls it; those that wait come first."""
TOLD = {
    "accept": "Accepted; the reader finds the answer by the private link.",
    "decline": "Not followed; the reader finds your reason by the private link.",
    "spam": "Closed as spam, without an answer.",
}
FOREIGN_WORDS = {"statement": ("quote", "term_as_written"), "source": ("title",)}
"""Fields in the language that the record names."""
LEFT_OUT = COMPUTED | {"revision", "id", "slug"}


def index() -> str:
    """The corrections in a state, oldest first, page by page; without a choice those that wait."""
    asked = request.args.get("state", "")
    state = asked if asked in STATES else "open"
    after = whole_number(request.args.get("after", "")) or 0
    found = answering.listed(state, after=after, limit=answering.PAGE + 1)
    shown = found[: answering.PAGE]
    return pages.render(
        "admin/corrections.html",
        "Corrections by readers",
        done=current().pop("done", ""),
        state=state,
        states=STATES,
        counts=answering.counts(),
        lines=[_line(one) for one in shown],
        newer=f"?state={state}&after={shown[-1].id}" if len(found) > len(shown) else "",
    )


def _line(one: Correction) -> Document:
    document = answering.record_of(one)
    return {
        "found": one,
        "name": faces.name_of(one.kind, document),
        "changed": document["revision"] > one.revision,
    }


def correction(number: int) -> Response:
    """One correction; a pressed button closes it."""
    if request.method == "GET":
        return _page(number, kept_form() or {})
    wanted, form, by = request.form.get("do", ""), request.form, access.doer()
    if wanted not in TOLD:
        abort(400, "This button does nothing that we know.")
    try:
        _do(number, wanted, form.get("answer", ""), bool(form.get("unchanged")), by)
    except Refused as refused:
        return _page(number, form, refused.fields, 422)
    except answering.Closed as closed:
        return _page(number, form, {"": [str(closed)]}, 409)
    current()["done"] = f"Correction {number}: {TOLD[wanted]}"
    return redirect(url_for("desk.corrections"), 303)


def _do(number: int, wanted: str, answer: str, unchanged: bool, by: Doer) -> None:
    deeds: dict[str, Callable[[], None]] = {
        "accept": lambda: answering.accept(number, answer=answer, unchanged=unchanged, by=by),
        "decline": lambda: answering.decline(number, answer=answer, by=by),
        "spam": lambda: answering.mark_spam(number, by=by),
    }
    deeds[wanted]()


def _page(number: int, typed: Any, problems: dict[str, list[str]] | None = None, status: int = 200) -> Response:
    found = answering.by_id(number)
    now = answering.record_of(found)
    then = history.document_at(found.kind, faces.slug_of(now), found.revision)
    since = [one for one in reading.revisions(found.kind, faces.slug_of(now)) if one["number"] > found.revision]
    page = pages.render(
        "admin/correction.html",
        f"{'Error: ' if problems else ''}Correction {number}",
        found=found,
        state=STATES[found.state],
        answered_by=accounts.by_id(found.answered_by_id).email if found.answered_by_id else "",
        name=faces.name_of(found.kind, now),
        address=faces.address(found.kind, now),
        present=now["revision"],
        fields=_fields(found.kind, then),
        since=since,
        differences=between(then, now),
        limits={"shortest": SHORTEST, "longest": LONGEST},
        typed=typed,
        problems=problems or {},
    )
    return make_response(page, status)


def _fields(kind: str, document: Document) -> Sequence[tuple[str, str, str]]:
    """The record field by field: name, text, and the language where it is not the editors'."""
    told = ((name, history.text_of(value)) for name, value in document.items() if name not in LEFT_OUT)
    foreign = FOREIGN_WORDS.get(kind, ())
    return [(name, text, document["language"] if name in foreign else "") for name, text in told if text]


_BOTH = {"GET": EDITORS, "POST": EDITORS}
ROUTES = (
    Route("/corrections", "corrections", index, {"GET": EDITORS}),
    Route("/corrections/<int:number>", "correction", correction, _BOTH),
)
