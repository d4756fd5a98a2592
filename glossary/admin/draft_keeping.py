"""Between the form and the draft that is kept of it."""

from __future__ import annotations

from typing import Any

from flask import abort, request
from werkzeug.wrappers import Response

from glossary.admin import access, form_pages
from glossary.admin.form_drafts import Spec, Written
from glossary.admin.form_fields import NEW
from glossary.admin.sessions import current
from glossary.errors import GlossaryError, Invalid, Refused
from glossary.models import KeptDraft
from glossary.numbers import whole_number
from glossary.services.drafts import drafting
from glossary.services.drafts import lists as draft_lists
from glossary.services.drafts.drafting import Content
from glossary.services.publishing.left_open import MAY_BE_OPEN

AGAIN = "{} Your words are below and are not saved. Look at the draft first; saving now puts yours in its place."
SAID = {"save": "Saved as a draft.", "submit": "Sent to review. You can take it back."}


def own(number: int) -> KeptDraft:
    """The draft, open or not, if it is of whoever is signed in; else there is none."""
    kept = draft_lists.by_number(number)
    if kept.author_id != access.me().id:
        abort(404, "There is no such draft of yours.")
    return kept


def values(spec: Spec, kept: KeptDraft) -> dict[str, Any]:
    """What the form of a draft is filled with."""
    content = Content.load(kept.content)
    inline = {f"new_{kind}": row for kind, row in content.new.items()}
    return {**spec.values(content.row), **inline, "evidence": content.evidence}


def content_of(form: Any, written: list[Written]) -> Content:
    """What a draft keeps of a form: new parts without the addresses that they get when they are published, and open
    what was left open.
    """
    *before, last = (one.draft for one in written)
    new = {one.kind: {**one.row, "id": ""} for one in before}
    row = {**last.row, "id": "", **dict.fromkeys(new, NEW)}
    if last.kind == "statement":
        row |= {name: form[name].data for name in MAY_BE_OPEN}
    return Content(row, new, request.form.get("evidence", ""))


def keep(form: Any, written: list[Written], kept: KeptDraft | None, note: str) -> tuple[int, int]:
    """Save what is written, as a new draft or as the one that is edited; its number and version."""
    last, content, by = written[-1].draft, content_of(form, written), access.doer()
    if kept is None:
        slug = last.row["id"] if last.base is not None else ""
        number = drafting.create(last.kind, slug, last.base, content, note, by)
        return number, draft_lists.by_number(number).version
    number = kept.id
    return number, drafting.save(number, _version(), last.base, content, note, by)


def _version() -> int:
    return whole_number(request.form.get("version", "")) or 0


def overtaken(spec: Spec, form: Any, written: list[Written], kept: KeptDraft | None, error: Invalid) -> Response:
    """The draft was saved in another window, or decided on: the words stay in the form, and the next save is right."""
    if kept is None:
        raise error
    number, base = kept.id, written[-1].draft.base
    present = own(number)
    problems = {"": [AGAIN.format(error)]}
    return form_pages.form_page(spec, form, base, problems, status=409, version=present.version)


def go_on(number: int, version: int, then: str) -> None:
    """Send the draft that was just saved to review, or publish it; a refusal is said on the draft's page."""
    by = access.doer()
    said = SAID["save"]
    try:
        if then == "submit":
            if draft_lists.by_number(number).state == "draft":  # pressed twice, it is there already
                drafting.submit(number, version, by)
            said = SAID["submit"]
        elif then == "publish":
            drafting.publish(number, version, by)
            said = "Published. Readers and the search find it now."
    except Refused as refused:
        said = " ".join([SAID["save"], *(text for some in refused.fields.values() for text in some)])
    except GlossaryError as error:
        said = f"{SAID['save']} {error}"
    current()["done"] = said
