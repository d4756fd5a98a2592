"""Reconciliation of terms and actors for OpenRefine and its like: the Reconciliation Service API 0.2, and 0.1.

Outside /api/v1, as clients are given one address for a service and its shapes are not ours to version. There is no
JSONP, which 0.2 leaves open: it hands out scripts from this origin, which the policy of the pages trusts, and clients
have asked by CORS for years (OpenRefine since 3.3, in every dialog since 2021: its issues 2260, 3107, 3672, 3809).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from flask import Blueprint, Flask, Response, jsonify, render_template, request
from werkzeug.exceptions import BadRequest, RequestEntityTooLarge

from glossary import site
from glossary.api.reconciliation_asked import parameters, read_json, whole_number
from glossary.api.reconciliation_manifest import SUGGESTED, manifest
from glossary.security import allow_more
from glossary.services.reconciling.asked import (
    MOST_QUERIES,
    Query,
    read_batch,
    read_extension,
    read_parameters,
    read_query,
)
from glossary.services.reconciling.extending import Told, extend, proposed
from glossary.services.reconciling.matching import named, reconcile
from glossary.services.reconciling.previews import preview as at_a_glance
from glossary.services.reconciling.suggesting import (
    described,
    suggest_entities,
    suggest_properties,
    suggest_types,
)
from glossary.services.reconciling.table import KINDS

PREFIX = "/reconcile/"
FORMS = frozenset(f"{PREFIX}{kind}s" for kind in KINDS)
"""The addresses that take a form as well as a question; nothing is changed by it."""
MOST_BYTES = 2_000_000
"""Of a form: a thousand queries in Arabic, each letter of which is sent as six signs, with properties."""
ASKED = ("queries", "query", "extend")
BESIDE = ("type", "type_strict", "limit")
"""What may stand beside a `query` that is text, as in 0.1."""
SUGGESTING = {"entity": suggest_entities, "property": suggest_properties, "type": suggest_types}
PREVIEW_POLICY = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors *"
"""Of the previews alone: any site may frame them, and nothing but a style sheet is loaded."""

blueprint = Blueprint("reconciliation", __name__, template_folder="templates")


def init_app(app: Flask) -> None:
    """Open both services."""
    app.register_blueprint(blueprint)
    for kind in KINDS:
        allow_more(app, f"{blueprint.name}.{kind}", MOST_BYTES)


def service(kind: str) -> Response:
    """The manifest, or the answer to queries or to an extension."""
    given = parameters((*ASKED, *BESIDE))
    if not given and request.method == "GET":
        return jsonify(manifest(kind))
    asked = [name for name in ASKED if name in given]
    if len(asked) != 1 or (asked != ["query"] and len(given) > 1):
        raise BadRequest(f"Ask for one thing: {', '.join(ASKED)}. With a query in words there may be type and limit.")
    answers = {"queries": _batch, "query": _single, "extend": _extension}
    return jsonify(answers[asked[0]](kind, given))


def _batch(kind: str, given: dict[str, str]) -> dict[str, Any]:
    batch = read_json(given["queries"], "queries")
    if isinstance(batch, dict) and len(batch) > MOST_QUERIES:
        raise RequestEntityTooLarge(f"At most {MOST_QUERIES:,} queries are answered at a time.")
    found = reconcile(kind, read_batch(batch))
    return {name: {"result": candidates} for name, candidates in found.items()}


def _single(kind: str, given: dict[str, str]) -> dict[str, Any]:
    """One query, as 0.1 has it: JSON, or words."""
    return {"result": reconcile(kind, {"": _query(given)})[""]}


def _query(given: dict[str, str]) -> Query:
    text = given["query"]
    if not text.lstrip().startswith("{"):
        types = [given["type"]] if given.get("type") else []
        return read_parameters(text, types, given.get("type_strict", ""), given.get("limit", ""))
    if len(given) > 1:
        raise BadRequest("A query in JSON has its type and limit in itself.")
    return read_query(read_json(text, "query"))


def _extension(kind: str, given: dict[str, str]) -> dict[str, Any]:
    told, rows = extend(kind, read_extension(read_json(given["extend"], "extend")), site.base())
    return {"meta": [_meta(kind, one) for one in told], "rows": rows}


def _meta(kind: str, told: Told) -> dict[str, Any]:
    """A column; where its values are records of the other service, with the address of that."""
    type_ = {"type": named(told.records)} if told.records else {}
    other = told.records and told.records != kind
    service = {"service": f"{site.base()}{PREFIX}{told.records}s"} if other else {}
    return {"id": told.id, "name": told.name, **type_, **service}


def suggest(kind: str, what: str) -> Response:
    """Entities, properties or types of which something begins as typed."""
    given = parameters(("prefix", "cursor"), others=True)
    if "prefix" not in given:
        raise BadRequest("What is typed is wanted as prefix; it may be empty.")
    skip = whole_number(given.get("cursor") or "0", "cursor")
    return jsonify({"result": SUGGESTING[what](kind, given["prefix"], skip)})


def flyout(kind: str, what: str) -> Response:
    """A line or two of HTML on what was suggested."""
    id_ = _id()
    shown = described(kind, what, id_)
    return jsonify({"id": id_, "html": render_template("api/reconciliation_flyout.html", shown=shown, SITE=site.NAME)})


def preview(kind: str) -> Response:
    """A page for a small frame on anybody's site: it alone may be framed, runs no script and takes no form."""
    shown = at_a_glance(kind, _id())
    answer = Response(render_template("api/reconciliation_preview.html", kind=kind, shown=shown, SITE=site.NAME))
    answer.headers["Content-Security-Policy"] = PREVIEW_POLICY
    return answer


def properties(kind: str) -> Response:
    """The properties that can be told of entities of a type; none of a type that is not here."""
    given = parameters(("type", "limit"), others=True)
    limit = whole_number(given["limit"], "limit") if given.get("limit") else None
    type_ = given.get("type") or kind
    known = type_ in {one["id"] for one in suggest_types(kind, "")}
    asked = {"type": type_} | ({"limit": limit} if limit is not None else {})
    return jsonify({**asked, "properties": proposed(kind, limit) if known else []})


def _id() -> str:
    given = parameters(("id",), others=True)
    if "id" not in given:
        raise BadRequest("An id is wanted, such as those of the candidates.")
    return given["id"]


def _add(kind: str) -> None:
    """The addresses of one service."""

    def add(path: str, name: str, view: Callable[..., Response], *more: str, methods: Sequence[str] = ("GET",)) -> None:
        blueprint.add_url_rule(
            f"{PREFIX}{kind}s{path}", endpoint=f"{kind}{name}", view_func=partial(view, kind, *more), methods=methods
        )

    add("", "", service, methods=("GET", "POST"))
    add("/preview", "_preview", preview)
    add("/properties", "_properties", properties)
    for what in SUGGESTED:
        add(f"/suggest/{what}", f"_suggest_{what}", suggest, what)
        add(f"/flyout/{what}", f"_flyout_{what}", flyout, what)


for _kind in KINDS:
    _add(_kind)
