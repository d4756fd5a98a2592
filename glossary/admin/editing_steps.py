"""The steps of adding and changing a record: its preview, publishing, saving as a draft, sending to review."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from flask import abort, redirect, request, url_for
from werkzeug.wrappers import Response

from glossary.admin import access, draft_keeping, form_pages
from glossary.admin.form_drafts import Problems, Spec, Written, problems_at
from glossary.admin.form_fields import tidy
from glossary.admin.sessions import current
from glossary.errors import GlossaryError, Invalid, NeedsReview, Refused
from glossary.models import KeptDraft
from glossary.numbers import whole_number
from glossary.services.drafts import drafting
from glossary.services.drafts.rehearsing import Tried, rehearse
from glossary.services.publishing import editing
from glossary.services.reading import published as reading
from glossary.web import faces

Step = Callable[[Spec, Any, list[Written]], Response]
CHECK_ALONE = (
    " To record the check of the quote by itself, choose “Check the quote” on the statement’s page at the desk."
)
NOTE_NEEDED = "Say in a few words what is changed and why; readers see it in the history."
TWICE = (
    "A record with this address has been published meanwhile, perhaps by sending this form twice. "
    "Look at it first: {}. If yours is another one, preview it again."
)


def base_of_form(slug: str = "-") -> int | None:
    """The revision that the form was made from; None in the form of a new record."""
    base = whole_number(request.form.get("base", ""))
    if base is None and slug not in ("", "-"):
        abort(400, "The form does not say which revision it was made from. Nothing was saved. Open it anew.")
    return base if slug else None


def of(step: str, kept: KeptDraft | None) -> Step:
    """What is done with the form, its drafts at hand: by the button that was pressed, and the draft that is edited."""
    if step in ("save", "submit") or (step == "publish" and kept is not None):
        return partial(_keep, kept=kept, then=step)
    return _publish if step == "publish" else _preview


def _keep(spec: Spec, form: Any, written: list[Written], *, kept: KeptDraft | None, then: str) -> Response:
    """Save the draft; then send it to review or publish it, where that was asked for and it would be published."""
    note = tidy(request.form.get("change_note"))
    if then != "save":
        if written[-1].draft.base is not None and not note:
            return _preview(spec, form, written, {"change_note": [NOTE_NEEDED]})
        if found := _problems(form, written, rehearse([one.draft for one in written])):
            return form_pages.form_page(spec, form, base_of_form(), found)
    try:
        number, version = draft_keeping.keep(form, written, kept, note)
    except Refused as refused:
        sentences = [sentence for some in refused.fields.values() for sentence in some]
        return form_pages.form_page(spec, form, base_of_form(), {"": sentences})
    except Invalid as error:
        return draft_keeping.overtaken(spec, form, written, kept, error)
    draft_keeping.go_on(number, version, then)
    return redirect(url_for("desk.draft", number=number), 303)


def _preview(spec: Spec, form: Any, written: list[Written], problems: Problems | None = None) -> Response:
    tried = rehearse([one.draft for one in written])
    found = _problems(form, written, tried)
    if found:
        return form_pages.form_page(spec, form, base_of_form(), found)
    return form_pages.preview_page(spec, form, tried, base_of_form(), problems or {})


def _problems(form: Any, written: list[Written], tried: list[Tried]) -> Problems:
    found = problems_at(form, written, [one.problems for one in tried])
    if not found and not any(one.changed for one in tried):
        return {"": [drafting.NOTHING + (CHECK_ALONE if written[-1].draft.evidence else "")]}
    return found


def _publish(spec: Spec, form: Any, written: list[Written]) -> Response:
    by, note = access.doer(), tidy(request.form.get("change_note"))
    if written[-1].draft.base is not None and not note:
        return _preview(spec, form, written, {"change_note": [NOTE_NEEDED]})
    try:
        saved = editing.publish([one.draft for one in written], by=by, note=note)
    except Refused as refused:
        return _refused(spec, form, written, refused)
    except NeedsReview as error:
        return _preview(spec, form, written, {"": [str(error)]})
    last = saved[-1]
    current()["done"] = told(saved)
    return redirect(url_for(f"desk.{spec.kind}_record", slug=last.slug), 303)


def _refused(spec: Spec, form: Any, written: list[Written], refused: Refused) -> Response:
    """What the preview did not show: the note, or what others published since."""
    if "change_note" in refused.fields:
        return _preview(spec, form, written, {"change_note": refused.fields["change_note"]})
    wanted = written[-1].draft.row["id"]
    if "id" in refused.fields and _stands(spec.kind, wanted):
        address = f"/{faces.PLURALS[spec.kind]}/{wanted}"
        return form_pages.form_page(spec, form, base_of_form(), {"": [TWICE.format(address)]})
    found = _problems(form, written, rehearse([one.draft for one in written]))
    sentences = [sentence for some in refused.fields.values() for sentence in some]
    return form_pages.form_page(spec, form, base_of_form(), found or {"": sentences})


def _stands(kind: str, slug: str) -> bool:
    try:
        return bool(reading.document(kind, slug))
    except GlossaryError:
        return False


def told(saved: list[editing.Saved]) -> str:
    """What is said after publishing."""
    *others, last = saved
    also = "".join(f" The new {one.kind} is published with it." for one in others)
    return f"Published: revision {last.revision}.{also} Readers and the search find it now."
