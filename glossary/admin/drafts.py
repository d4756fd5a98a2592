"""The page of a draft: the record as readers would see it, and what its author and a reviewer can do with it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from flask import abort, make_response, redirect, request, url_for
from werkzeug.wrappers import Response

from glossary.admin import access, evidence_form, pages
from glossary.admin.access import ANYONE, CONTRIBUTORS, EDITORS, Route
from glossary.admin.editing_flow import told
from glossary.admin.form_fields import tidy
from glossary.admin.sessions import current
from glossary.db import db
from glossary.errors import GlossaryError, Invalid, NeedsReview, NotFound, Overtaken, Refused
from glossary.models import KeptDraft
from glossary.services import draft_lists, drafting, reading, reviewing
from glossary.services.auditing import Doer
from glossary.services.rehearsing import Tried, rehearse
from glossary.web import faces, statements
from glossary.web.history import between

LATE = "The record is at revision {} now and this draft was made from {}. Its author brings the two together first."
STATES = {"draft": "Draft", "in-review": "In review", "published": "Published", "discarded": "Discarded"}


def draft(number: int) -> Response:
    """A draft, to its author and, once it is in review, to editors."""
    return _page(_visible(number))


def _visible(number: int) -> KeptDraft:
    kept = draft_lists.by_number(number)
    mine = kept.author_id == access.me().id
    if not mine and (kept.state == "draft" or not access.held_by(access.account()) & EDITORS):
        raise NotFound(f"There is no draft {number}.")
    return kept


def _page(kept: KeptDraft, wrong: list[str] | None = None, status: int = 0, typed: str = "") -> Response:
    me = access.me()
    unready, tried, base = _tried(kept)
    more = {
        "state": STATES[kept.state],
        "mine": kept.author_id == me.id,
        "author": kept.author.email,
        "open": kept.state in drafting.OPEN,
        "may_publish": _may_publish(kept, access.doer()),
        "alone": reviewing.may_publish_alone(me.id),
        "unready": unready,
        "proof": evidence_form.of_draft(kept),
        "wrong": wrong or [],
        "typed": typed,
        "done": current().pop("done", ""),
        "link": current().pop("link", ""),
        "shared_until": kept.preview_until if kept.preview_sha256 else None,
        "published_at": f"/{faces.PLURALS[kept.kind]}/{kept.published_as}" if kept.published_as else "",
    }
    title = f"{'Error: ' if wrong else ''}{STATES[kept.state]}: {kept.title}"
    page = _shown("admin/draft.html", kept, tried, title, differences=_differences(kept, tried, base), **more)
    return make_response(page, status or (422 if wrong else 200))


def _shown(layout: str, kept: KeptDraft, tried: list[Tried], title: str, **more: Any) -> str:
    """The record by the readers' own template inside a layout; without it, where it is not whole yet."""
    if not tried or tried[-1].document is None:
        return pages.render("admin/draft_bare.html", title, layout=layout, kept=kept, **more)
    face = _face(kept.kind, tried)
    return pages.render(face.template, title, **{**face.more, "layout": layout, "kept": kept, **more})


def _face(kind: str, tried: list[Tried]) -> Any:
    document = tried[-1].document or {}
    if kind != "statement":
        return faces.FACES[kind](document)
    return statements.face(document, *[one.document for one in tried[:-1] if one.kind == "source"])


def _tried(kept: KeptDraft) -> tuple[list[str], list[Tried], int | None]:
    """Why it would not be published (nothing: it would), what it would become, and the revision it is compared with."""
    if kept.state not in drafting.OPEN:
        return [], [], None
    wanted = drafting.drafts(db.session, kept)
    try:
        tried = rehearse(wanted)
    except Overtaken as late:
        return [LATE.format(late.present, late.base)], [], None
    except GlossaryError as error:
        return [str(error)], [], None
    sentences = [text for one in tried for some in one.problems.values() for text in some]
    return sentences, [] if sentences else tried, kept.base


def _differences(kept: KeptDraft, tried: list[Tried], base: int | None) -> list[Any]:
    if not tried or base is None or tried[-1].document is None:
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
    """A step of the draft's author or reviewer; a refusal is said on its page, where nothing was done."""
    kept = _visible(number)
    by, version, answer = access.doer(), _version(), request.form.get("answer", "")
    try:
        deed(number, version, by)
    except Refused as refused:
        return _page(kept, [text for some in refused.fields.values() for text in some], typed=answer)
    except NeedsReview as error:
        return _page(_visible(number), [str(error)], 403, typed=answer)
    except (Invalid, Overtaken) as error:
        return _page(_visible(number), [str(error)], 409, typed=answer)
    if said:
        current()["done"] = said
    return redirect(url_for("desk.draft", number=number), 303)


def _version() -> int:
    sent = request.form.get("version", "")
    if not (sent.isascii() and sent.isdecimal()):
        abort(400, "The form does not say which version of the draft was seen. Nothing was done. Open it anew.")
    return int(sent[:9])


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
    current()["link"] = url_for("desk.shared", token=drafting.share(number, by), _external=True)


def shared(token: str) -> Response:
    """A draft for people who cannot sign in, by the link that its author gave them."""
    kept = draft_lists.by_token(token)
    unready, tried, _ = _tried(kept)
    title = f"Draft: {kept.title}"
    page = _shown("admin/shared.html", kept, tried, title, until=kept.preview_until, unready=unready)
    answer = make_response(page)
    answer.headers["X-Robots-Tag"] = "noindex"
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer


_STEPS: tuple[tuple[str, Callable[[int, int, Doer], Any], str, frozenset[str]], ...] = (
    ("submit", _submit, "Sent to review. You can take it back.", CONTRIBUTORS),
    ("take-back", drafting.take_back, "Taken back; it is a draft again.", CONTRIBUTORS),
    ("discard", drafting.discard, "Discarded.", CONTRIBUTORS),
    ("share", _share, "", CONTRIBUTORS),
    ("unshare", lambda number, _, by: drafting.unshare(number, by), "The link does not work any more.", CONTRIBUTORS),
    ("publish", _publish, "", CONTRIBUTORS),
    ("send-back", _send_back, "Sent back to its author, with what you wrote.", EDITORS),
)
ROUTES = (
    Route("/drafts/<int:number>", "draft", draft, {"GET": CONTRIBUTORS}),
    *(
        Route(
            f"/drafts/<int:number>/{name}", f"draft_{name.replace('-', '_')}", partial(_step, deed, said), {"POST": who}
        )
        for name, deed, said, who in _STEPS
    ),
    Route("/previews/<token>", "shared", shared, {"GET": ANYONE}),
)
