"""How the reconciliation services are asked in tests, and the official schemas that every answer must satisfy."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs
from flask.testing import FlaskClient

from glossary import ROOT

OFFICIAL = ROOT / "tests" / "data" / "schemas" / "reconciliation-0.2"
SERVICES = ("/reconcile/terms", "/reconcile/actors")
ACTORS = SERVICES[1]
SCHEMAS = {
    "manifest": "manifest",
    "batch": "reconciliation-query-batch",
    "result": "reconciliation-result-batch",
    "entity": "suggest-entities-response",
    "property": "suggest-properties-response",
    "type": "suggest-types-response",
    "proposal": "data-extension-property-proposal",
    "extension": "data-extension-query",
    "extended": "data-extension-response",
}


def _schema(name: str) -> dict[str, Any]:
    """A schema as it is, but for its `$schema`: that names no draft, and draft 7 has all its words."""
    schema: dict[str, Any] = json.loads((OFFICIAL / "schemas" / f"{name}.json").read_text("utf-8"))
    return {**schema, "$schema": "http://json-schema.org/draft-07/schema#"}


@cache
def validator(name: str) -> Any:
    """What judges documents by an official schema."""
    shared = [(schema["$id"].removesuffix("#"), schema) for schema in (_schema("type"), _schema("openapi"))]
    return jsonschema_rs.Draft7Validator(_schema(SCHEMAS[name]), registry=jsonschema_rs.Registry(shared))


def valid(name: str, document: Any) -> Any:
    """The document, which satisfies the schema."""
    validator(name).validate(document)
    return document


def examples(folder: str, judged: str) -> list[Path]:
    """The official examples of a kind: `valid` or `invalid` ones."""
    return sorted((OFFICIAL / "examples" / folder / judged).glob("*.json"))


def batch(client: FlaskClient, queries: Any, service: str = "/reconcile/actors") -> dict[str, list[dict[str, Any]]]:
    """The candidates of each query of a batch, sent as a form; the answer satisfies the schema."""
    answer = client.post(service, data={"queries": json.dumps(queries, ensure_ascii=False)})
    assert answer.status_code == 200, answer.get_data(as_text=True)[:500]
    found = valid("result", answer.get_json())
    assert list(found) == list(queries)
    return {name: one["result"] for name, one in found.items()}


def send(client: FlaskClient, sent: Any, field: str = "queries") -> Any:
    """The answer of the service for actors to what is sent as a form, as JSON unless it is text already."""
    return client.post(ACTORS, data={field: sent if isinstance(sent, str) else json.dumps(sent)})


def one(client: FlaskClient, query: Any, service: str = "/reconcile/actors") -> list[dict[str, Any]]:
    """The candidates for one query."""
    return batch(client, {"q": query}, service)["q"]


def extend(client: FlaskClient, asked: Any, service: str = "/reconcile/actors") -> dict[str, Any]:
    """The answer to an extension, which satisfies the schema."""
    answer = client.post(service, data={"extend": json.dumps(asked)})
    assert answer.status_code == 200, answer.get_data(as_text=True)[:500]
    document: dict[str, Any] = valid("extended", answer.get_json())
    return document


def asked(client: FlaskClient, address: str) -> Any:
    """The JSON at an address that must answer 200."""
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.get_data(as_text=True)[:500])
    assert answer.content_type == "application/json"
    return answer.get_json()


def refused(answer: Any, status: int = 400) -> str:
    """The sentence of a refusal, which is a problem document open to any origin."""
    assert answer.status_code == status, answer.get_data(as_text=True)[:500]
    assert answer.content_type == "application/problem+json"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    sentence: str = answer.get_json()["detail"]
    assert sentence[0].isupper(), sentence
    assert sentence.endswith("."), sentence
    return sentence
