"""The published description: OpenAPI 3.1, every endpoint, errors as they are, nothing of this machine."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import jsonschema_rs
import pytest
from flask.testing import FlaskClient

from glossary.interchange.skos.whole import SYNTAXES
from glossary.services.export.files import FILES
from tests.api.asking import ENDPOINTS, LISTS, document

PATHS = {
    *(f"/api/v1/{name}" for name in LISTS),
    *(f"/api/v1/{name}/{{slug}}" for name in LISTS if name != "statements"),
    "/api/v1/statements/{id}",
    "/api/v1/statements/{id}/evidence",
    "/api/v1/statements/{id}/citations",
    "/api/v1/terms/{slug}/citations",
    "/api/v1/sources/{slug}/citations",
    "/api/v1/terms/{slug}/tooltip",
    "/api/v1/search",
    "/api/v1/suggest",
    "/api/v1/compare",
    "/api/v1/compare/citations",
    "/api/v1/field",
    "/api/v1/changes",
    "/api/v1/releases",
    "/api/v1/releases/{number}",
    "/api/v1/export/{name}",
    "/api/v1/field/neighbours",
    "/api/v1/field/statements",
    "/api/v1/actors/{slug}/{term}",
    *(f"/api/v1/terms/{{slug}}.{ending}" for ending in SYNTAXES),
}
WRITTEN = {
    **{f"/api/v1/{name}": "post" for name in ("statements", "actors", "sources")},
    **{f"/api/v1/{name}/{{slug}}": "patch" for name in ("actors", "sources")},
    "/api/v1/statements/{id}": "patch",
    "/api/v1/statements/{id}/withdraw": "post",
}
"""Path -> the method by which programs with a token write there."""
ASKED = {"/api/v1/annotate": "post"}
"""Path -> the method by which everybody sends a text there; tests/api/test_annotate.py holds how it is described."""
FILE_TYPES = {one.content_type.partition(";")[0] for one in FILES.values()}
"""What a file of the whole glossary may be."""
OF_CHANGES = {"404", "412", "428"}


@pytest.fixture
def spec(client: FlaskClient) -> dict[str, Any]:
    """The description."""
    answer: dict[str, Any] = document(client, "/openapi.json")
    return answer


def operations(spec: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Path and what it describes of reading there."""
    for path in PATHS:
        yield path, spec["paths"][path]["get"]


def writes(spec: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Method with path, and what it describes of writing there."""
    for path, method in WRITTEN.items():
        yield f"{method} {path}", spec["paths"][path][method]


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


def test_it_lists_exactly_what_is_read_and_written(spec: dict[str, Any]) -> None:
    """Thirty addresses with GET, seven writes, and nothing besides."""
    assert (len(PATHS), len(WRITTEN)) == (30, 7)
    listed = {(path, method) for path, item in spec["paths"].items() for method in set(item) - {"parameters"}}
    assert listed == {(path, "get") for path in PATHS} | set(WRITTEN.items()) | set(ASKED.items())


def test_every_operation_and_parameter_is_described(spec: dict[str, Any]) -> None:
    """Each has a summary; each parameter says what it does."""
    for path, operation in (*operations(spec), *writes(spec)):
        assert operation["summary"].endswith("."), path
        assert all(parameter["description"] for parameter in operation["parameters"]), path


def test_errors_are_described_as_problems(spec: dict[str, Any]) -> None:
    """400, 404 and every other error are `application/problem+json`, holding the Problem schema; 304 holds nothing."""
    for path, operation in operations(spec):
        assert set(operation["responses"]) == {"200", "304", "400", "404", "default"}, path
        check_answers(spec, operation)
        assert "security" not in operation
    for path, operation in writes(spec):
        new = operation["responses"].keys() & {"201"}
        wanted = {"400", "401", "403", "413", "415", "422", "default"} | (
            {"201", "409"} if new else {"200", *OF_CHANGES}
        )
        wanted |= set() if path.endswith("/withdraw") else {"202"}
        assert set(operation["responses"]) == wanted, path
        check_answers(spec, operation)


def check_answers(spec: dict[str, Any], operation: dict[str, Any]) -> None:
    """What is answered has the content type that it is described with."""
    for status, response in operation["responses"].items():
        content = resolve(spec, response["$ref"]).get("content") if "$ref" in response else response["content"]
        if status in ("200", "201", "202"):
            assert set(content) in ({"application/json"}, FILE_TYPES, *({one.media} for one in SYNTAXES.values()))
        elif status == "304":
            assert content is None
        else:
            assert content == {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}


def test_writes_say_what_they_need(spec: dict[str, Any]) -> None:
    """The token with its one scope, the body with an example, and for changes `If-Match`."""
    assert spec["components"]["securitySchemes"]["token"]["scheme"] == "bearer"
    for path, operation in writes(spec):
        kind = path.split("/")[3]
        assert operation["security"] == [{"token": [f"{kind}:write"]}], path
        headers = [(p["in"], p["name"], p["required"]) for p in operation["parameters"]]
        assert headers == ([("header", "If-Match", True)] if "{" in path else []), path
        for content in operation["requestBody"]["content"].values():
            schema = {**content["schema"], "components": spec["components"]}
            jsonschema_rs.Draft202012Validator(schema).validate(content["example"])
            assert resolve(spec, content["schema"]["$ref"])["additionalProperties"] is False


def test_a_new_record_needs_all_fields_and_a_patch_none(spec: dict[str, Any]) -> None:
    """The address alone may be left to us, and an archived copy be left out."""
    schemas, optional = spec["components"]["schemas"], {"id", "archive_url"}
    for name in ("Statement", "Actor", "Source"):
        whole, patch = schemas[f"{name}Record"], schemas[f"{name}Patch"]
        assert set(whole["required"]) == set(whole["properties"]) - optional
        assert set(patch["properties"]) == set(whole["properties"])
        assert "required" not in patch


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
    parts = {part: names for part, names in spec["components"].items() if part != "securitySchemes"}
    assert met == {f"#/components/{part}/{name}" for part, names in parts.items() for name in names}


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
