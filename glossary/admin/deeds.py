"""What is done to a published record as a whole: withdraw it, let it stand again, restore an earlier revision."""

from __future__ import annotations

from functools import partial
from typing import Any

from flask import abort, make_response, redirect, request, url_for
from werkzeug.wrappers import Response

from glossary.admin import access, pages
from glossary.admin.access import EDITORS, Route
from glossary.admin.kept import kept_form
from glossary.admin.sessions import current
from glossary.errors import NeedsReview, Overtaken, Refused
from glossary.numbers import whole_number
from glossary.services.drafts import drafting
from glossary.services.drafts import lists as draft_lists
from glossary.services.drafts.drafting import Content
from glossary.services.drafts.rehearsing import rehearse
from glossary.services.history import revisions as history
from glossary.services.publishing import editing
from glossary.services.publishing.editing import Draft
from glossary.services.publishing.records import row_of_document
from glossary.services.reading import published as reading
from glossary.web import faces
from glossary.web.history import between

Problems = dict[str, list[str]]
WITHDRAWN = "Withdrawn. Its address says so, and why; lists, search and comparisons leave it out."
LATE = "Somebody published revision {} while this page was open. Look at it, then decide again."


def withdraw(slug: str) -> Response:
    """Withdraw a statement, with the reason that readers will see."""
    typed = (kept_form() or request.form).get("reason", "")
    if request.method == "GET":
        return _page("withdraw", "statement", slug, typed=typed)
    by = access.doer()
    try:
        editing.withdraw(slug, reason=typed, base=_base(), by=by)
    except (Refused, Overtaken, NeedsReview) as error:
        return _page("withdraw", "statement", slug, error, typed=typed)
    return _done("statement", slug, WITHDRAWN)


def reinstate(slug: str) -> Response:
    """Let a withdrawn statement stand again."""
    typed = (kept_form() or request.form).get("change_note", "")
    if request.method == "GET":
        return _page("reinstate", "statement", slug, typed=typed)
    by = access.doer()
    try:
        editing.reinstate(slug, base=_base(), by=by, note=typed or "Reinstated.")
    except (Refused, Overtaken, NeedsReview) as error:
        return _page("reinstate", "statement", slug, error, typed=typed)
    return _done("statement", slug, "The statement stands again, as a new revision.")


def restore(kind: str, slug: str, number: int) -> Response:
    """Publish what an earlier revision said as a new one."""
    more: dict[str, Any] = {"number": number, "then": history.document_at(kind, slug, number)}
    if request.method == "GET":
        return _page("restore", kind, slug, **more)
    by = access.doer()
    try:
        saved = editing.restore(kind, slug, number, base=_base(), by=by)
    except NeedsReview:
        return _to_review(kind, slug, number, more["then"])
    except (Refused, Overtaken) as error:
        return _page("restore", kind, slug, error, **more)
    told = f"Restored from revision {number}, as revision {saved.revision}."
    if not saved.changed:
        told = f"Revision {number} says what is published; nothing was changed."
    return _done(kind, slug, told)


def _to_review(kind: str, slug: str, number: int, then: dict[str, Any]) -> Response:
    """Who may not publish alone asks for it: the earlier text as a draft in review."""
    note, by, row = f"Restored from revision {number}.", access.doer(), row_of_document(kind, then)
    try:
        (tried,) = rehearse([Draft(kind, row, _base())])
    except Overtaken as error:
        return _page("restore", kind, slug, error, number=number, then=then)
    if tried.problems or not tried.changed:
        return _page(
            "restore", kind, slug, Refused(tried.problems or {"": [drafting.NOTHING]}), number=number, then=then
        )
    draft = drafting.create(kind, slug, _base(), Content(row), note, by)
    if draft_lists.by_number(draft).state == "draft":
        drafting.submit(draft, draft_lists.by_number(draft).version, by)
    current()["done"] = "Sent to review: another reviewer restores it, or sends it back."
    return redirect(url_for("desk.draft", number=draft), 303)


def _base() -> int:
    base = whole_number(request.form.get("base", ""))
    if base is None:
        abort(400, "The form does not say which revision it was made from. Nothing was changed. Open it anew.")
    return base


def _done(kind: str, slug: str, told: str) -> Response:
    current()["done"] = told
    return redirect(url_for(f"desk.{kind}_record", slug=slug), 303)


def _page(what: str, kind: str, slug: str, error: Exception | None = None, **more: Any) -> Response:
    """The question before the deed, with what was wrong with the answer."""
    now = reading.document(kind, slug)
    problems: Problems = error.fields if isinstance(error, Refused) else {}
    if isinstance(error, Overtaken):
        problems = {"": [LATE.format(error.present)]}
    if isinstance(error, NeedsReview):
        problems = {"": [str(error)]}
    heading = {"withdraw": "Withdraw", "reinstate": "Reinstate", "restore": "Restore"}[what]
    page = pages.render(
        "admin/deed.html",
        f"{'Error: ' if problems else ''}{heading}: {faces.name_of(kind, now)}",
        heading=heading,
        what=what,
        kind=kind,
        name=faces.name_of(kind, now),
        address=faces.address(kind, now),
        base=now["revision"],
        problems=problems,
        differences=between(now, more["then"]) if what == "restore" else [],
        **more,
    )
    return make_response(page, 409 if isinstance(error, Overtaken) else 422 if problems else 200)


_BOTH = {"GET": EDITORS, "POST": EDITORS}
ROUTES = (
    Route("/statements/<slug>/withdraw", "statement_withdraw", withdraw, _BOTH),
    Route("/statements/<slug>/reinstate", "statement_reinstate", reinstate, _BOTH),
    *(
        Route(f"/{plural}/<slug>/restore/<int:number>", f"{kind}_restore", partial(restore, kind), _BOTH)
        for kind, plural in faces.PLURALS.items()
    ),
)
