"""Hints on what stands in a form, by its fields: beside the preview, at a button's press, and while somebody types."""

from __future__ import annotations

from typing import Any, NamedTuple

from flask import abort, render_template, request
from werkzeug.exceptions import RequestEntityTooLarge

from glossary.admin.access import CONTRIBUTORS, Route
from glossary.admin.form_drafts import SPECS, Spec, drafts_of, place_of
from glossary.admin.form_fields import leaves, tidy
from glossary.numbers import whole_number
from glossary.security import MAX_FORM_PARTS
from glossary.services.adding import hints
from glossary.services.adding.hints import Hint

NOTE = "change_note"


class Placed(NamedTuple):
    """A hint, the id of its field in the form and how that is labelled; both empty for the record as a whole."""

    hint: Hint
    place: str
    label: str


def of_form(spec: Spec, form: Any, slug: str = "", *, same: bool = False) -> list[Placed]:
    """The hints on a form, those on a new actor and a new source in it included; at most as many as on one record.

    `slug`: the record that is changed; `same`: whether statements that may be the same are looked for, which is of use
    where a new one is written.
    """
    labels = {one.id: label for one, label in leaves(form)}
    found = []
    for written in drafts_of(spec, form, "", None):
        is_last = written.draft.kind == spec.kind
        note = tidy(request.form.get(NOTE)) if is_last else ""
        for hint in hints.of(written.draft.kind, written.draft.row, note=note, same=same and not slug):
            place = NOTE if hint.field == NOTE else place_of(written, hint.field)
            found.append(Placed(hint, place, "Change note" if place == NOTE else labels.get(place, "")))
    return found[: hints.MOST]


def fragment() -> str:
    """The box of hints alone, for a form that is being filled in. Nothing is kept of it."""
    # They need what is here.
    from glossary.admin import draft_keeping
    from glossary.admin.editing_flow import filled

    spec = SPECS.get(request.args.get("kind", "")) or abort(400, "There is no form of this kind.")
    if len(list(request.form.items(multi=True))) > MAX_FORM_PARTS + 1:
        raise RequestEntityTooLarge(f"A form may have at most {MAX_FORM_PARTS} fields.")
    number = whole_number(request.args.get("number", ""))
    slug = draft_keeping.own(number).slug if number else request.args.get("slug", "")
    found = of_form(spec, filled(spec, request.form), slug, same=True)
    return render_template("admin/_hints.html", hints=found)


ROUTES = (Route("/hints", "hints", fragment, {"POST": CONTRIBUTORS}, keeps_form=False),)
