"""Adding and changing records: form, preview, publishing, each by the same address, so that nothing typed is lost.

What is typed travels in the form from step to step; nothing is stored before it is published, or saved as a draft.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from flask import redirect, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response

from glossary.admin import conflicts, draft_keeping, editing_steps, evidence_form, form_pages, hints
from glossary.admin.access import CONTRIBUTORS, Route
from glossary.admin.editing_steps import base_of_form
from glossary.admin.form_choice import questions
from glossary.admin.form_drafts import SPECS, Spec, clashes, drafts_of
from glossary.admin.form_fields import list_of, tidy
from glossary.admin.form_statement import arrange
from glossary.admin.kept import kept_form
from glossary.errors import Moved, Overtaken
from glossary.models import KeptDraft
from glossary.numbers import whole_number
from glossary.security import MAX_FORM_PARTS
from glossary.services.drafts import drafting
from glossary.services.publishing.records import row_of_document
from glossary.services.reading import published as reading
from glossary.web import faces

DECIDED = "This draft was decided on meanwhile. Your words are below and not saved: go on from them with a new draft."


def add(kind: str) -> Response:
    """A new record."""
    return _serve(SPECS[kind], "")


def change(kind: str, slug: str) -> Response:
    """A record that exists; one that has moved is changed at its present address."""
    try:
        reading.document(kind, slug)
    except Moved as moved:
        return redirect(url_for(f"desk.{kind}_change", slug=moved.slug), 308)
    return _serve(SPECS[kind], slug)


def edit(number: int) -> Response:
    """One's own draft."""
    kept = draft_keeping.own(number)
    if kept.state in drafting.OPEN:
        return _serve(SPECS[kept.kind], kept.slug, kept)
    return redirect(url_for("desk.draft", number=number), 303) if request.method == "GET" else _closed(kept)


def _closed(kept: KeptDraft) -> Response:
    """The draft was decided on while its author typed: the words are in a form of the record as it is now."""
    spec, slug = SPECS[kept.kind], kept.published_as or kept.slug
    base = reading.document(spec.kind, slug)["revision"] if slug else None
    change_page = url_for(f"desk.{spec.kind}_change", slug=slug) if slug else url_for(f"desk.{spec.kind}_new")
    more: dict[str, Any] = {"action": change_page, "version": "", "status": 409}
    return form_pages.form_page(spec, filled(spec, request.form), base, {"": [DECIDED]}, **more)


def _serve(spec: Spec, slug: str, kept: KeptDraft | None = None) -> Response:
    if request.method == "GET":
        return _open(spec, slug, kept)
    if len(list(request.form.items(multi=True))) > MAX_FORM_PARTS + 1:  # the token is ours
        raise RequestEntityTooLarge(f"A form may have at most {MAX_FORM_PARTS} fields. Nothing was saved.")
    evidence_form.refuse_long_rest()
    step = request.form.get("do", "preview")
    form = filled(spec, request.form)
    if step in ("edit", "hints", "check") or step.startswith("add:"):
        return _form_again(spec, form, slug, step)
    # A draft is kept as it is; which record a name means is asked when it is to be shown or published.
    problems = {**({} if step == "save" else questions(form)), **clashes(spec, form)}
    wanted = slug or (tidy(request.form.get("id")) if step == "publish" else "")
    written = drafts_of(spec, form, wanted, base_of_form(slug))
    if problems:
        return form_pages.form_page(spec, form, base_of_form(), problems)
    try:
        return editing_steps.of(step, kept)(spec, form, written)
    except Overtaken:
        return conflicts.page(spec, form, written[-1].draft)


def filled(spec: Spec, data: MultiDict[str, str] | None, **values: Any) -> Any:
    """The form, from what was sent or from a record's values."""
    form = spec.form(data, **values)
    if spec.kind == "statement":
        arrange(form)
    return form


def _open(spec: Spec, slug: str, draft: KeptDraft | None) -> Response:
    kept = kept_form()
    if kept is not None:
        base = whole_number(kept.get("base", ""))
        more: dict[str, Any] = {"note": kept.get("change_note", ""), "version": kept.get("version", "")}
        return form_pages.form_page(spec, filled(spec, kept), base, restored=True, **more)
    if draft is not None:
        values = draft_keeping.values(spec, draft)
        more = {"note": draft.note, "version": draft.version, "draft": draft}
        return form_pages.form_page(spec, filled(spec, None, **values), draft.base, **more)
    if not slug:
        given = {name: tidy(request.args.get(name)) for name in ("term", "actor", "source", "event")}
        values = given if spec.kind == "statement" else {}
        return form_pages.form_page(spec, filled(spec, None, **values), None)
    document = reading.document(spec.kind, slug)
    row = row_of_document(spec.kind, document)
    return form_pages.form_page(spec, filled(spec, None, **spec.values(row)), document["revision"])


def _form_again(spec: Spec, form: Any, slug: str, step: str) -> Response:
    """The form as it was sent: as it is, with another row, with hints, or with the quote looked for in a text."""
    if step.startswith("add:"):
        return _one_more(spec, form, step.removeprefix("add:"))
    more: dict[str, Any] = {}
    if step == "hints":
        more = {"hints": hints.of_form(spec, form, slug, same=True)}
    elif step == "check" and spec.kind == "statement":
        more = evidence_form.checked(form)
    return form_pages.form_page(spec, form, base_of_form(), **more)


def _one_more(spec: Spec, form: Any, wanted: str) -> Response:
    """The form with another row in the part that the button names."""
    part = list_of(form, wanted)
    fresh = part.append_entry().id if part is not None else ""
    return form_pages.form_page(spec, form, base_of_form(), fresh=fresh)


def _rows(kind: str, plural: str) -> tuple[Route, Route]:
    both = {"GET": CONTRIBUTORS, "POST": CONTRIBUTORS}
    most = evidence_form.MOST_BYTES if kind == "statement" else 0
    return (
        Route(f"/{plural}/new", f"{kind}_new", partial(add, kind), both, most_bytes=most),
        Route(f"/{plural}/<slug>/change", f"{kind}_change", partial(change, kind), both, most_bytes=most),
    )


ROUTES = (
    *(route for kind, plural in faces.PLURALS.items() for route in _rows(kind, plural)),
    Route(
        "/drafts/<int:number>/edit",
        "draft_edit",
        edit,
        {"GET": CONTRIBUTORS, "POST": CONTRIBUTORS},
        most_bytes=evidence_form.MOST_BYTES,
    ),
)
