"""`/api/docs`: the API described for people, drawn from the OpenAPI document itself."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from flask import Blueprint, current_app, render_template

blueprint = Blueprint("documentation", __name__, template_folder="templates")

EXAMPLES = {
    "/api/v1/terms": "/api/v1/terms?limit=5",
    "/api/v1/terms/{slug}": "/api/v1/terms/humanitarian-pause",
    "/api/v1/terms/{slug}.ttl": "/api/v1/terms/humanitarian-truce.ttl",
    "/api/v1/terms/{slug}.jsonld": "/api/v1/terms/humanitarian-truce.jsonld",
    "/api/v1/terms/{slug}.rdf": "/api/v1/terms/humanitarian-truce.rdf",
    "/api/v1/terms/{slug}/tooltip": "/api/v1/terms/humanitarian-pause/tooltip?actor=john-kirby",
    "/api/v1/actors": "/api/v1/actors?limit=5",
    "/api/v1/actors/{slug}": "/api/v1/actors/john-kirby",
    "/api/v1/actors/{slug}/{term}": "/api/v1/actors/john-kirby/truce",
    "/api/v1/sources": "/api/v1/sources?limit=5",
    "/api/v1/sources/{slug}": "/api/v1/sources/abc-2023-10-27-kirby",
    "/api/v1/events": "/api/v1/events?limit=5",
    "/api/v1/events/{slug}": "/api/v1/events/gaza-four-day-arrangement-2023-11",
    "/api/v1/statements": "/api/v1/statements?term=humanitarian-truce&limit=5",
    "/api/v1/statements/{id}": "/api/v1/statements/john-kirby-humanitarian-pause-2023-10-26",
    "/api/v1/statements/{id}/evidence": "/api/v1/statements/john-kirby-humanitarian-pause-2023-10-26/evidence",
    "/api/v1/statements/{id}/citations": "/api/v1/statements/john-kirby-humanitarian-pause-2023-10-26/citations",
    "/api/v1/terms/{slug}/citations": "/api/v1/terms/humanitarian-pause/citations?revision=1",
    "/api/v1/sources/{slug}/citations": "/api/v1/sources/abc-2023-10-27-kirby/citations",
    "/api/v1/search": "/api/v1/search?q=humanitarian+pause&kind=definition",
    "/api/v1/suggest": "/api/v1/suggest?q=armist",
    "/api/v1/compare": (
        "/api/v1/compare?term=humanitarian-pause&actor=john-kirby&actor=emanuela-chiara-gillard&actor=ocha"
    ),
    "/api/v1/compare/citations": (
        "/api/v1/compare/citations?term=humanitarian-pause&actor=john-kirby&actor=emanuela-chiara-gillard"
    ),
    "/api/v1/changes": "/api/v1/changes?kind=statement&limit=5",
    "/api/v1/export/{name}": "/api/v1/export/statements.jsonl?term=humanitarian-truce",
    "/api/v1/releases": "/api/v1/releases",
    "/api/v1/releases/{number}": "/api/v1/releases",  # the data set has no release of its own
    "/api/v1/annotate": "/annotate",
    "/api/v1/field": "/api/v1/field?affiliation=united-nations&term=humanitarian-pause&term=ceasefire",
    "/api/v1/field/statements": "/api/v1/field/statements?affiliation=united-kingdom&term=ceasefire",
    "/api/v1/field/neighbours": "/api/v1/field/neighbours?show=differing",
}
"""Addresses to try, on the data set that the project ships, in the order of the page."""
METHODS = ("get", "post", "patch")


@blueprint.get("/api/docs")
def docs() -> str:
    """Every endpoint with its parameters, an address to try, and the documents it answers with."""
    spec = current_app.extensions["flask-smorest"]["apis"][""]["ext_obj"].spec.to_dict()
    head = {"title": "The API", "description": "The glossary for programs: every endpoint and document."}
    return render_template(
        "api/docs.html",
        head=head,
        info=spec["info"],
        endpoints=list(_endpoints(spec)),
        schemas=list(_schemas(spec)),
    )


def _endpoints(spec: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """What is read, in the order of the examples; then what is written."""
    places = list(EXAMPLES)
    paths = sorted(spec["paths"].items(), key=lambda entry: places.index(entry[0].removesuffix("/withdraw")))
    for path, item in paths:
        if "get" in item:
            yield {**_endpoint("get", path, item), "id": path, "example": EXAMPLES[path]}
    for path, item in paths:
        for method in METHODS:
            if method in item and method != "get":
                yield {**_endpoint(method, path, item), "id": f"{method}:{path}", "sends": _body(item[method])}


def _endpoint(method: str, path: str, item: dict[str, Any]) -> dict[str, Any]:
    operation = item[method]
    given = [*item.get("parameters", []), *operation.get("parameters", [])]
    good = next(answer for status, answer in operation["responses"].items() if status in ("200", "201"))
    return {
        "method": method.upper(),
        "path": path,
        "summary": operation.get("summary", ""),
        "description": operation.get("description", ""),
        "answer": _shape(next(iter(good["content"].values()))["schema"]),
        "scopes": [scope for need in operation.get("security", []) for scope in need["token"]],
        "parameters": [_parameter(p) for p in given],
    }


def _body(operation: dict[str, Any]) -> dict[str, Any]:
    """What a write is sent: its schema, and an example."""
    content = operation["requestBody"]["content"]["application/json"]
    return {"shape": _shape(content["schema"]), "example": json.dumps(content["example"], ensure_ascii=False, indent=2)}


def _parameter(parameter: dict[str, Any]) -> dict[str, Any]:
    schema = parameter.get("schema", {})
    inner = schema.get("items", schema)
    limits = [f"{name} {inner[key]}" for name, key in (("from", "minimum"), ("to", "maximum")) if key in inner]
    return {
        "name": parameter["name"],
        "where": parameter["in"],
        "repeatable": schema.get("type") == "array",
        "type": inner.get("type", "string"),
        "choices": inner.get("enum", []),
        "limits": " ".join(limits),
        "default": schema.get("default"),
        "description": parameter.get("description") or schema.get("description", ""),
    }


def _schemas(spec: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for name, schema in sorted(spec["components"]["schemas"].items()):
        yield {
            "name": name,
            "description": schema.get("description", ""),
            "fields": [
                {"name": field, "shape": _shape(rule), "description": rule.get("description", "")}
                for field, rule in schema.get("properties", {}).items()
            ],
        }


def _shape(rule: dict[str, Any]) -> dict[str, Any]:
    """What a field holds: a type, the schema it points at, whether it is a list, whether it may be null."""
    if "anyOf" in rule:
        inner = next(option for option in rule["anyOf"] if option.get("type") != "null")
        return {**_shape(inner), "maybe": True}
    if "allOf" in rule:
        return _shape(rule["allOf"][0])
    if rule.get("type") == "array":
        return {**_shape(rule["items"]), "many": True}
    if "$ref" in rule:
        return {"ref": rule["$ref"].rsplit("/", 1)[-1], "type": "", "many": False, "maybe": False}
    kind = rule.get("type", "any")
    names = [name for name in (kind if isinstance(kind, list) else [kind]) if name != "null"]
    return {"ref": None, "type": " or ".join(names), "many": False, "maybe": isinstance(kind, list)}
