"""The desk's first page, and the page of one record with all that can be done to it."""

from __future__ import annotations

from functools import partial
from typing import Any

from flask import make_response, redirect, request, url_for
from werkzeug.wrappers import Response

from glossary.admin import access, pages
from glossary.admin.access import ADMINISTRATORS, CONTRIBUTORS, EDITORS, SIGNED_IN, Route
from glossary.admin.form_fields import tidy
from glossary.admin.sessions import current
from glossary.errors import GlossaryError, Moved
from glossary.services import auditing
from glossary.services.adding import finding
from glossary.services.corrections import received as corrections
from glossary.services.drafts import lists as draft_lists
from glossary.services.health import overall as keeping
from glossary.services.reading import published as reading
from glossary.web import faces
from glossary.web.history import with_differences

VERBS = {
    "publish": "Published",
    "change": "Changed",
    "withdraw": "Withdrew",
    "reinstate": "Reinstated",
    "black-out": "Blacked out words of",
    "check-quote": "Checked the quote of",
    "strike-check": "Struck a check of",
}
"""Deeds in the audit log that this page lists -> how it says them."""
RECENT = 15
REVISIONS = 50


def home() -> str:
    """What waits for me, what I can add, a search for the record that I want to change, and what I did last."""
    asked = tidy(request.args.get("q"))[:200]
    held = access.held_by(access.account())
    return pages.render(
        "admin/desk.html",
        "Editorial desk",
        done=current().pop("done", ""),
        asked=asked,
        found=_found(asked) if asked else [],
        recent=_recent(access.me().email),
        kinds=faces.PLURALS,
        drafts=draft_lists.mine(access.me().id),
        corrections_open=corrections.open_count() if held & EDITORS else 0,
        decided=draft_lists.decided(access.me().id),
        awaiting=draft_lists.awaiting() if held & EDITORS else [],
        waiting=draft_lists.count_awaiting() if held & EDITORS else 0,
        waiting_for_index=[check.words for check in keeping.index_work() if not check.fine] if held & EDITORS else [],
        may_write=bool(held & CONTRIBUTORS),
        may_edit=bool(held & EDITORS),
    )


def _found(asked: str) -> list[tuple[str, list[tuple[str, str, str]]]]:
    """Kind -> records that fit: address at the desk, name, and what tells them apart."""
    groups = finding.records(asked)
    return [(kind, [_line(kind, one) for one in some]) for kind, some in groups.items() if some]


def _line(kind: str, one: dict[str, Any]) -> tuple[str, str, str]:
    apart = {"statement": "source", "source": "publisher"}.get(kind, "")
    told = one[apart]["publisher"] if kind == "statement" else one.get(apart, "")
    state = "; withdrawn" if one.get("withdrawn") else ""
    return f"/admin{faces.address(kind, one)}", faces.name_of(kind, one), f"{told}{state}"


def _recent(email: str) -> list[dict[str, Any]]:
    """One's own last deeds, newest first."""
    entries = [entry for entry in auditing.entries(who=email) if entry.what in VERBS and entry.kind in faces.PLURALS]
    return [_deed(entry) for entry in entries[:RECENT]]


def _deed(entry: Any) -> dict[str, Any]:
    try:
        name = faces.name_of(entry.kind, reading.document(entry.kind, entry.slug))
    except GlossaryError:  # the record has another address now
        name = entry.slug
    address = f"/admin/{faces.PLURALS[entry.kind]}/{entry.slug}"
    told = {"verb": VERBS[entry.what], "kind": entry.kind, "note": entry.detail, "revision": entry.revision}
    return {**told, "name": name, "address": address, "at": entry.at.isoformat(timespec="minutes") + "Z"}


def record(kind: str, slug: str) -> Response:
    """One record at the desk: its state, what can be done to it, and its revisions."""
    try:
        document = reading.document(kind, slug)
    except Moved as moved:
        return redirect(url_for(f"desk.{kind}_record", slug=moved.slug), 308)
    entries = reading.revisions(kind, slug)
    page = pages.render(
        "admin/record.html",
        faces.name_of(kind, document),
        done=current().pop("done", ""),
        kind=kind,
        plural=faces.PLURALS[kind],
        slug=slug,
        document=document,
        drafts=_drafts_of(kind, slug),
        may_edit=bool(access.held_by(access.account()) & EDITORS),
        may_black_out=kind == "statement" and bool(access.held_by(access.account()) & ADMINISTRATORS),
        address=faces.address(kind, document),
        total=len(entries),
        revisions=with_differences(kind, slug, entries[:REVISIONS]),
    )
    return make_response(page)


def _drafts_of(kind: str, slug: str) -> list[Any]:
    """The open drafts of a record that one may look at."""
    me, edits = access.me().id, access.held_by(access.account()) & EDITORS
    drafts = draft_lists.of_record(kind, slug)
    return [one for one in drafts if one.author_id == me or (edits and one.state == "in-review")]


ROUTES = (
    Route("/", "home", home, {"GET": SIGNED_IN}),
    *(
        Route(f"/{plural}/<slug>", f"{kind}_record", partial(record, kind), {"GET": CONTRIBUTORS})
        for kind, plural in faces.PLURALS.items()
    ),
)
