"""The pages between a form and what it publishes: the form itself, with its problems, and the preview."""

from __future__ import annotations

from typing import Any

from flask import make_response, request
from werkzeug.wrappers import Response

from glossary.admin import access, choices, evidence_form, hints, pages
from glossary.admin.access import REVIEWERS
from glossary.admin.form_choice import as_read
from glossary.admin.form_drafts import Problems, Spec, summary_of
from glossary.admin.form_fields import tidied
from glossary.admin.form_statement import uses_new
from glossary.admin.later import coming, unlinked
from glossary.dates import bounds, in_words
from glossary.errors import Invalid
from glossary.interchange.fields import MAX_WORDS
from glossary.services.adding.similar import similar_to
from glossary.services.drafts import reviewing
from glossary.services.drafts.rehearsing import Tried
from glossary.services.reading import published as reading
from glossary.web import faces
from glossary.web.history import between

NOT_CARRIED = ("csrf_token", "do", "id", "change_note", evidence_form.TEXT, evidence_form.ADDRESS, evidence_form.SEALED)
"""Fields of a page that its next one has of its own."""


def form_page(
    spec: Spec, form: Any, base: int | None, problems: Problems | None = None, *, status: int = 0, **more: Any
) -> Response:
    """The form with all that was typed; with problems on top and beside their fields."""
    problems = problems or {}
    heading = f"Change the {spec.kind}" if base is not None else f"Add {_article(spec.kind)}"
    page = pages.render(
        f"admin/form_{spec.kind}.html",
        _title(heading, problems, "clash" in more),
        heading=heading,
        spec=spec,
        form=form,
        base=base,
        problems=problems,
        summary=summary_of(form, problems),
        inline={kind: uses_new(form, kind) for kind in ("actor", "source")} if spec.kind == "statement" else {},
        choices=choices.for_form(),
        read_as=read_as,
        most_words=MAX_WORDS,
        **(evidence_form.of_form(form) if spec.kind == "statement" else {}),
        **{"fresh": "", **_carried(), **more},
    )
    return make_response(page, status or (422 if problems else 200))


def _carried() -> dict[str, str]:
    """What a form hands on besides the record: the note to readers, and which version of a draft it is."""
    return {
        "note": request.form.get("change_note", ""),
        "version": request.form.get("version", ""),
        "action": request.path,
    }


def _title(heading: str, problems: Problems, clash: bool) -> str:
    return f"Error: {heading}" if problems else f"Not saved yet: {heading}" if clash else heading


def _article(kind: str) -> str:
    return f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"


def read_as(edtf: str) -> str:
    """What a date is read as; empty for what is none."""
    try:
        first, last = bounds(edtf)
    except Invalid:
        return ""
    spans = "" if first == last else f": any day from {first} to {last}" if "/" not in edtf else ""
    return in_words(edtf) + spans


def preview_page(spec: Spec, form: Any, tried: list[Tried], base: int | None, problems: Problems) -> Response:
    """The record as readers would see it, by their own template, and the button that publishes it."""
    document = tried[-1].document or {}
    documents = [one.document for one in tried]
    face, later = faces.unpublished(spec.kind, documents), coming(spec.kind, documents, new=base is None)
    sent = [(name, value) for name, value in request.form.items(multi=True) if name not in NOT_CARRIED]
    more = {
        "layout": "admin/preview.html",
        "heading": face.title,
        "spec": spec,
        "base": base,
        "carried": as_read(form, sent),
        "problems": problems,
        "slug": faces.slug_of(document),
        **_carried(),
        **(evidence_form.of_preview(form) if spec.kind == "statement" else {}),
        "alone": reviewing.may_publish_alone(access.me().id),
        "reviews": bool(access.held_by(access.account()) & REVIEWERS),
        "hints": hints.of_form(spec, form),
        "coming": later,
        "tidied": tidied(form),
        "dates": _dates(document),
        "words": len(document.get("quote", "").split()),
        "most_words": MAX_WORDS,
        "similar": similar_to(document) if spec.kind == "statement" else [],
        "differences": between(reading.document(spec.kind, faces.slug_of(document)), document) if base else [],
    }
    title = f"{'Error: ' if problems else ''}Preview: {face.title}"
    page = unlinked(pages.render(face.template, title, **{**face.more, **more}), later)
    return make_response(page, 422 if problems else 200)


def _dates(document: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Name, text and reading of the record's own date."""
    names = ("said", "published", "date")
    return [(name, document[name], read_as(document[name])) for name in names if name in document]
