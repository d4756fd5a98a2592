"""The published description: OpenAPI 3.1, the twelve endpoints, errors as they are, nothing of this machine."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import jsonschema_rs
import pytest
from flask.testing import FlaskClient

from tests.api.asking import ENDPOINTS, LISTS, document

PATHS = {
    *(f"/api/v1/{name}" for name in LISTS),
    *(f"/api/v1/{name}/{{slug}}" for name in LISTS if name != "statements"),
    "/api/v1/statements/{id}",
    "/api/v1/search",
    "/api/v1/compare",
}


@pytest.fixture
def spec(client: FlaskClient) -> dict[str, Any]:
    """The description."""
    answer: dict[str, Any] = document(client, "/openapi.json")
    return answer


def operations(spec: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Path and what it describes."""
    for path, item in spec["paths"].items():
        yield path, item["get"]


def references(value: Any) -> Iterator[str]:
    """Every `$ref` within a value."""
    if isinstance(value, list):
        for one in value:
            yield from references(one)
    if isinstance(value, dict):
        if isinstance(value.get("$ref"), str):
            yield value["$ref"]
        for inner in value.values():
            yield from references(inner)


def resolve(spec: dict[str, Any], reference: str) -> Any:
    """What a `$ref` leads to."""
    place: Any = spec
    for step in reference.removeprefix("#/").split("/"):
        place = place[step]
    return place


def test_it_is_openapi_3_1_with_a_licence(spec: dict[str, Any]) -> None:
    """Version, title and the licence of the data stand at its head."""
    assert re.fullmatch(r"3\.1\.\d", spec["openapi"])
    assert spec["info"]["title"]
    assert spec["info"]["license"] == {"name": "CC BY 4.0"}
    assert spec["info"]["version"] == "1"


def test_it_lists_exactly_the_twelve_endpoints(spec: dict[str, Any]) -> None:
    """Twelve addresses, each with GET alone."""
    assert set(spec["paths"]) == PATHS
    assert len(PATHS) == 12
    for item in spec["paths"].values():
        assert set(item) - {"parameters"} == {"get"}


def test_every_operation_and_parameter_is_described(spec: dict[str, Any]) -> None:
    """Each has a summary; each query parameter says what it does."""
    for path, operation in operations(spec):
        assert operation["summary"].endswith("."), path
        assert all(parameter["description"] for parameter in operation["parameters"]), path


def test_errors_are_described_as_problems(spec: dict[str, Any]) -> None:
    """400, 404 and every other error are `application/problem+json`, holding the Problem schema; 304 holds nothing."""
    for path, operation in operations(spec):
        assert set(operation["responses"]) == {"200", "304", "400", "404", "default"}, path
        for status in ("400", "404", "default"):
            content = resolve(spec, operation["responses"][status]["$ref"])["content"]
            assert content == {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
        assert "content" not in resolve(spec, operation["responses"]["304"]["$ref"])
        assert set(operation["responses"]["200"]["content"]) == {"application/json"}


def test_it_names_no_server_and_nothing_of_this_machine(client: FlaskClient, spec: dict[str, Any]) -> None:
    """No path of a disk, no host, no placeholder of the tools that wrote it."""
    text = client.get("/api/v1/openapi.json").get_data(as_text=True)
    assert not re.search(r"/(home|root|tmp|usr|var|work|Users)/|127\.0\.0\.1|localhost|Traceback|\.py\b", text)
    assert "servers" not in spec


def test_every_reference_leads_somewhere_and_every_schema_is_used(spec: dict[str, Any]) -> None:
    """No dangling `$ref`, and no schema, such as a tool's own, that no answer holds."""
    met: set[str] = set()
    waiting = set(references(spec["paths"]))
    while waiting:
        reference = waiting.pop()
        met.add(reference)
        waiting |= set(references(resolve(spec, reference))) - met
    kept = {f"#/components/{part}/{name}" for part, names in spec["components"].items() for name in names}
    assert met == kept


def test_patterns_are_read_alike_by_every_engine(spec: dict[str, Any]) -> None:
    """JSON Schema patterns are ECMAScript's: no `\\Z` or `\\A`, which other engines take for letters."""
    patterns = re.findall(r'"pattern": "([^"]*)"', json.dumps(spec["paths"]))
    assert patterns
    for pattern in patterns:
        assert pattern.startswith("^")
        assert pattern.endswith("$")
        assert "\\" not in pattern


@pytest.mark.parametrize("endpoint", [*ENDPOINTS, "/search?q=hamas&actor=hamas&limit=100", "/terms?limit=1000"])
def test_answers_fit_their_schema(client: FlaskClient, spec: dict[str, Any], endpoint: str) -> None:
    """What an endpoint answers is valid by the schema that the description gives for it."""
    path = "/api/v1" + endpoint.partition("?")[0]
    described = next(one for one in PATHS if re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", one), path))
    schema = spec["paths"][described]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    whole = {**schema, "components": spec["components"]}
    jsonschema_rs.Draft202012Validator(whole).validate(document(client, endpoint))


def test_bounds_are_described(spec: dict[str, Any]) -> None:
    """A program can read the limits: items in one answer, page numbers, choices."""
    asked = {parameter["name"]: parameter for parameter in spec["paths"]["/api/v1/search"]["get"]["parameters"]}
    assert (asked["limit"]["schema"]["minimum"], asked["limit"]["schema"]["maximum"]) == (1, 1000)
    assert asked["limit"]["schema"]["default"] == 20
    assert asked["sort"]["schema"]["enum"] == ["relevance", "newest", "oldest", "actor"]
    assert asked["term"]["schema"]["type"] == "array"
    assert asked["exact"]["schema"]["type"] == "boolean"
