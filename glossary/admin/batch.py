"""One change to many statements: chosen by what they have in common or by their ids, then judged and imported like a
file, which shows old and new beside each other.
"""

from __future__ import annotations

import re
from typing import Any

from flask import make_response, request
from werkzeug.wrappers import Response

from glossary.admin import bulk, choices, pages
from glossary.admin.access import Route, doer
from glossary.admin.form_choice import questions
from glossary.admin.form_fields import tidy
from glossary.admin.form_parts import NewActor, NewEvent, NewSource, NewTerm, Records
from glossary.errors import NotFound, Refused
from glossary.services.bulk import batch_changes, sent_files
from glossary.services.bulk import steps as bulk_steps
from glossary.services.bulk.batch_changes import FIELDS, MOST, Chosen
from glossary.services.reading import published as reading
from glossary.services.reading import vocabularies
from glossary.web import wording

LISTS = {
    "conflict": "conflicts",
    "kind": "statement_kinds",
    "stance": "stances",
    "attribution": "attributions",
    "confidence": "confidences",
}
LISTED = 50
"""Statements that the page names; how many there are it always says."""

VALUES: dict[str, Any] = {"term": NewTerm, "actor": NewActor, "source": NewSource, "event": NewEvent}
"""Field that holds a record -> the form of its new value."""


def batch() -> Response:
    """Choose statements and a field; then its new value. What is sent is put together and judged."""
    return _page({}, 200) if request.method == "GET" else _prepare()


def _prepare() -> Response:
    note = tidy(request.form.get("note"))
    field, value = request.form.get("field", ""), request.form.get("value", "")
    if field in VALUES:
        form = VALUES[field](request.form)
        value = form.data["value"]
        if asked := questions(form):
            return _page(asked, 422)
    try:
        claim = batch_changes.prepare(_chosen(), field, value, note, doer())
    except Refused as refused:
        return _page({"ids" if name == "file" else name: said for name, said in refused.fields.items()}, 422)
    bulk.start(claim, bulk_steps.judge, doer())
    return bulk.to_file(claim.key)


def _chosen() -> list[Chosen]:
    """Those with the ids that were typed, where any were, else those that fit the filter."""
    ids = re.split(r"[\s,;]+", request.form.get("ids", "").strip())
    return batch_changes.named(ids) if ids != [""] else _fitting()


def _filters() -> dict[str, str]:
    records: dict[str, str] = Records(request.values).data
    return {name: tidy(request.values.get(name)) for name in reading.FILTERS} | records


def _fitting() -> list[Chosen]:
    try:
        return batch_changes.fitting(_filters())
    except NotFound:
        return []


def _page(problems: dict[str, list[str]], status: int) -> Response:
    field = request.values.get("field", "")
    records = Records(request.values)
    value = VALUES[field](request.form) if field in VALUES else None
    found = _fitting()
    shown = reading.statements(one.id for one in found[:LISTED])
    page = pages.render(
        "admin/batch.html",
        "Change many statements",
        problems={**questions(records), **problems},
        choices=choices.for_form(),
        offered=_offered(),
        records=records,
        value=value,
        fresh="",
        filters=_filters(),
        fields=FIELDS,
        field=field if field in FIELDS else "",
        may_be_empty=batch_changes.MAY_BE_EMPTY,
        number=len(found),
        statements=shown,
        most=MOST,
        most_note=sent_files.MOST_NOTE,
        form=request.form,
    )
    return make_response(page, status)


def _offered() -> dict[str, list[tuple[str, str]]]:
    """Field -> what it can hold, as value and words, where that is in a closed list."""
    return {name: _words(name, vocabularies.vocabulary(LISTS[name])) for name in LISTS}


def _words(name: str, entries: dict[str, str]) -> list[tuple[str, str]]:
    if name == "conflict":
        return list(entries.items())
    return [(slug, wording.words(slug)) for slug in entries]


ROUTES = (Route("/batch", "batch", batch, {"GET": bulk.MAY_IMPORT, "POST": bulk.MAY_IMPORT}, keeps_form=False),)
