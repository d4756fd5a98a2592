"""When somebody was faster: both texts and one's own, word-marked, and a form in which nothing of one's own is lost.

Field by field: what only the other changed is taken over, what only oneself changed is kept, and where both changed the
form holds one's own words beside the others' in the table above it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from flask import abort
from werkzeug.wrappers import Response

from glossary.admin import form_pages
from glossary.admin.form_drafts import Spec
from glossary.admin.form_fields import NEW
from glossary.admin.form_statement import arrange, uses_new
from glossary.errors import NotFound
from glossary.services.history import revisions as history
from glossary.services.history.revisions import Piece, compare_words
from glossary.services.publishing.editing import Draft
from glossary.services.publishing.records import row_of_document
from glossary.services.reading import published as reading
from glossary.web.history import COMPUTED

Row = dict[str, Any]
Whose = Literal["theirs", "yours", "both"]


@dataclass(frozen=True, slots=True)
class Field:
    """A field that somebody changed since: the published text and one's own, each marked against the common ground."""

    name: str
    whose: Whose
    now: tuple[Piece, ...]
    own: tuple[Piece, ...]


def page(spec: Spec, form: Any, draft: Draft) -> Response:
    """The 409 page: what happened, the texts side by side, and the form with its new base."""
    slug = draft.row["id"]
    now = reading.document(spec.kind, slug)
    try:
        base = history.document_at(spec.kind, slug, draft.base or 0)
    except NotFound:
        abort(400, "The form names a revision that never was. Nothing was saved. Open the form anew.")
    rows = row_of_document(spec.kind, base), row_of_document(spec.kind, now), draft.row
    clash = {
        "fields": _fields(base, now, *rows),
        "since": [one for one in reading.revisions(spec.kind, slug) if one["number"] > (draft.base or 0)],
        "base": draft.base,
    }
    again = _again(spec, form, merged(*rows))
    return form_pages.form_page(spec, again, now["revision"], status=409, clash=clash)


def merged(base: Row, now: Row, own: Row) -> Row:
    """One's own row on the new ground."""
    answer = {}
    for name, value in own.items():
        if name == "facets":
            answer[name] = _merged_facets(base[name], now[name], value)
        else:
            answer[name] = now[name] if value == base.get(name) and name in now else value
    return answer


def _merged_facets(base: list[Row], now: list[Row], own: list[Row]) -> list[Row]:
    """Dimension by dimension, in the order of the published text."""
    before, theirs, mine = ({facet["dimension"]: facet for facet in facets} for facets in (base, now, own))
    chosen = [(theirs if mine.get(one) == before.get(one) else mine).get(one) for one in {**theirs, **mine}]
    return [facet for facet in chosen if facet]


def _fields(base: Row, now: Row, base_row: Row, now_row: Row, own: Row) -> list[Field]:
    answer = []
    for name in dict.fromkeys([*now, *base, *own]):
        key = "id" if name in ("slug", "id") else name
        if name in COMPUTED or key not in own or key == "id":
            continue
        theirs, mine = now_row[key] != base_row[key], own[key] != base_row[key]
        if theirs or mine:
            whose: Whose = "both" if theirs and mine else "theirs" if theirs else "yours"
            before, after = history.text_of(base.get(name)), history.text_of(now.get(name))
            yours = history.text_of(own[key]) if mine else before
            ground = history.text_of(base_row[key]) if mine else before
            answer.append(Field(name, whose, compare_words(before, after), compare_words(ground, yours)))
    return answer


def _again(spec: Spec, form: Any, row: Row) -> Any:
    """The form anew, filled with the merged row; a new actor or source stays as it was filled in."""
    values = spec.values(row)
    if spec.kind == "statement":
        for kind in ("actor", "source"):
            if uses_new(form, kind):
                values |= {kind: NEW, f"new_{kind}": form[f"new_{kind}"].data}
        values |= {"evidence": form.evidence.data}
    again = spec.form(None, **values)
    if spec.kind == "statement":
        arrange(again)
    return again
