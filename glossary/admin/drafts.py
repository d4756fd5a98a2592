"""The page of a draft: the record as readers would see it, and what its author and a reviewer can do with it."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from typing import Any

from flask import abort, make_response, redirect, request, url_for
from werkzeug.wrappers import Response

from glossary.admin import access, evidence_form, pages
from glossary.admin.access import ANYONE, CONTRIBUTORS, EDITORS, REVIEWERS, Route
from glossary.admin.editing_steps import told
from glossary.admin.form_drafts import in_sentences
from glossary.admin.form_fields import tidy
from glossary.admin.kept import kept_form
from glossary.admin.later import NOT_YET, coming, kind_of_part, unlinked
from glossary.admin.sessions import current
from glossary.db import db
from glossary.errors import GlossaryError, Invalid, NeedsReview, NotFound, Overtaken, Refused
from glossary.models import KeptDraft
from glossary.numbers import whole_number
from glossary.services.adding.similar import similar_to
from glossary.services.auditing import Doer
from glossary.services.drafts import drafting, reviewing
from glossary.services.drafts import lists as draft_lists
from glossary.services.drafts import sharing as draft_sharing
from glossary.services.drafts.rehearsing import Document, Tried, rehearse
from glossary.services.reading import published as reading
from glossary.web import faces
from glossary.web.history import between

LATE = "The record is at revision {} now and this draft was made from {}. {} brings the two together first."
STATES = {"draft": "Draft", "in-review": "In review", "published": "Published", "discarded": "Discarded"}


def draft(number: int) -> Response:
    """A draft, to its author and, once it is in review, to editors."""
    return _page(_visible(number))


def _visible(number: int) -> KeptDraft:
    """Raises `NotFound` for what whoever is signed in may not see: others' drafts, before they are sent to review.

    A reviewer who has sent one back goes on seeing what becomes of it.
    """
    kept, me = draft_lists.by_number(number), access.me()
    held = access.held_by(me)
    mine = me.id == kept.author_id
    reviewed = (me.id == kept.decided_by_id or not kept.author.active) and bool(held & REVIEWERS)
    if not (mine or reviewed or (kept.state != "draft" and held & EDITORS)):
        raise NotFound(f"There is no draft {number}.")
    return kept


def _page(kept: KeptDraft, wrong: list[str] | None = None, status: int = 0, typed: str = "") -> Response:
    me, by = access.me(), access.doer()
    mine = kept.author_id == me.id
    unready, tried = _tried(kept, mine)
    more = {
        "state": STATES[kept.state],
        "mine": mine,
        "left": not kept.author.active and reviewing.may_review(db.session, by),
        "open": kept.state in drafting.OPEN,
        "may_publish": _may_publish(kept, by),
        "alone": reviewing.may_publish_alone(me.id),
        "reviews": bool(access.held_by(me) & REVIEWERS),
        "unready": unready,
        "wrong": wrong or [],
        "typed": typed,
        "done": current().pop("done", ""),
        "link": current().pop("link", ""),
        "shared_until": kept.preview_until if kept.preview_sha256 else None,
        "published_at": f"/{faces.PLURALS[kept.kind]}/{kept.published_as}" if kept.published_as else "",
        "proof": evidence_form.of_draft(kept),
        "parts": new_parts([one.document for one in tried]),
        "similar": similar_to(tried[-1].document or {}) if tried and kept.kind == "statement" else [],
        "differences": _differences(kept, tried),
    }
    title = f"{'Error: ' if wrong else ''}{STATES[kept.state]}: {kept.title}"
    page = _shown("admin/draft.html", kept, [one.document for one in tried], title, **more)
    return make_response(page, status or (422 if wrong else 200))


def new_parts(documents: list[Document | None]) -> list[tuple[str, str, list[Any]]]:
    """Of a statement that brings a new actor or source: each one's kind, name and all that it says."""
    parts = [one for one in documents[:-1] if one]
    kinds = [kind_of_part(one) for one in parts]
    return [(kind, faces.name_of(kind, one), _said(one)) for kind, one in zip(kinds, parts, strict=True)]


def _said(document: Document) -> list[Any]:
    """The fields of a new record that say something, each whole."""
    return [field for field in between({}, document) if field.pieces]


def _shown(layout: str, kept: KeptDraft, documents: list[Document | None], title: str, **more: Any) -> str:
    """The record by the readers' own template inside a layout; without it, where it is not whole yet."""
    if not documents or documents[-1] is None:
        return pages.render("admin/draft_bare.html", title, layout=layout, kept=kept, **more)
    face = faces.unpublished(kept.kind, documents)
    more |= {"layout": layout, "kept": kept, "unpublished": True}
    page = pages.render(face.template, title, **{**face.more, **more})
    return unlinked(page, coming(kept.kind, documents, new=kept.base is None), NOT_YET)


def _tried(kept: KeptDraft, mine: bool = True) -> tuple[list[str], list[Tried]]:
    """Why it would not be published (nothing: it would), and what it would become."""
    if kept.state not in drafting.OPEN:
        return [], []
    wanted = drafting.drafts(db.session, kept)
    try:
        tried = rehearse(wanted)
    except Overtaken as late:
        return [LATE.format(late.present, late.base, "Editing it" if mine else "Its author")], []
    except GlossaryError as error:
        return [str(error)], []
    sentences = [
        text for draft, one in zip(wanted, tried, strict=True) for text in in_sentences(draft.row, one.problems)
    ]
    if not sentences and not any(one.changed for one in tried):
        sentences = [drafting.NOTHING]
    return sentences, [] if sentences else tried


def _differences(kept: KeptDraft, tried: list[Tried]) -> list[Any]:
    if not tried or kept.base is None or tried[-1].document is None:
        return []
    return between(reading.document(kept.kind, kept.slug), tried[-1].document)


def _may_publish(kept: KeptDraft, by: Doer) -> bool:
    if kept.state != "in-review" and kept.author_id != by.account_id:
        return False
    try:
        reviewing.review_by(db.session, by, kept.author_id)
    except NeedsReview:
        return False
    return True


def _step(deed: Callable[[int, int, Doer], Any], said: str, number: int) -> Response:
    """A step of the draft's author or reviewer; a refusal is said on its page, where nothing was done.

    Opened by its address, as after signing in anew, it shows the draft with the answer that was typed.
    """
    kept = _visible(number)
    if request.method == "GET":
        typed = kept_form()
        return _page(kept, typed=typed.get("answer", "") if typed else "")
    by, version, answer = access.doer(), _version(), request.form.get("answer", "")
    try:
        deed(number, version, by)
    except Refused as refused:
        return _page(_visible(number), [text for some in refused.fields.values() for text in some], typed=answer)
    except NeedsReview as error:
        return _page(_visible(number), [str(error)], 403, typed=answer)
    except (Invalid, Overtaken) as error:
        return _page(_visible(number), [str(error)], 409, typed=answer)
    if said:
        current()["done"] = said
    return redirect(url_for("desk.draft", number=number), 303)


def _version() -> int:
    version = whole_number(request.form.get("version", ""))
    if version is None:
        abort(400, "The form does not say which version of the draft was seen. Nothing was done. Open it anew.")
    return version


def _submit(number: int, version: int, by: Doer) -> None:
    """Review is asked for what would be published, and for nothing else."""
    unready = _tried(draft_lists.by_number(number))[0]
    if unready:
        raise Refused({"": unready})
    drafting.submit(number, version, by)


def _publish(number: int, version: int, by: Doer) -> None:
    current()["done"] = told(drafting.publish(number, version, by))


def _send_back(number: int, version: int, by: Doer) -> None:
    drafting.send_back(number, version, tidy(request.form.get("answer")), by)


def _share(number: int, version: int, by: Doer) -> None:
    unready, tried = _tried(draft_lists.by_number(number))
    if unready:
        raise Refused({"": unready})
    shown = json.dumps([one.document for one in tried], ensure_ascii=False)
    current()["link"] = url_for("desk.shared", token=draft_sharing.share(number, shown, by), _external=True)


def _unshare(number: int, _: int, by: Doer) -> None:
    draft_sharing.unshare(number, by)


def shared(token: str) -> Response:
    """A draft for people who cannot sign in, by the link that its author gave them."""
    kept = draft_sharing.by_token(token)
    documents = json.loads(kept.preview or "[]")
    parts = new_parts(documents)
    page = _shown("admin/shared.html", kept, documents, f"Draft: {kept.title}", until=kept.preview_until, parts=parts)
    answer = make_response(page)
    answer.headers["X-Robots-Tag"] = "noindex"
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer


_STEPS: tuple[tuple[str, Callable[[int, int, Doer], Any], str, frozenset[str]], ...] = (
    ("submit", _submit, "Sent to review. You can take it back.", CONTRIBUTORS),
    ("take-back", drafting.take_back, "Taken back; it is a draft again.", CONTRIBUTORS),
    ("discard", drafting.discard, "Discarded.", CONTRIBUTORS),
    ("share", _share, "", CONTRIBUTORS),
    (
        "unshare",
        _unshare,
        "The link does not work any more.",
        CONTRIBUTORS,
    ),
    ("publish", _publish, "", CONTRIBUTORS),
    ("send-back", _send_back, "Sent back to its author, with what you wrote.", EDITORS),
)
ROUTES = (
    Route("/drafts/<int:number>", "draft", draft, {"GET": CONTRIBUTORS}),
    *(
        Route(
            f"/drafts/<int:number>/{name}",
            f"draft_{name.replace('-', '_')}",
            partial(_step, deed, said),
            {"GET": who, "POST": who},
        )
        for name, deed, said, who in _STEPS
    ),
    Route("/previews/<token>", "shared", shared, {"GET": ANYONE}),
)
