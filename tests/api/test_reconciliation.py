"""The Reconciliation API 0.2 and 0.1: manifest, queries one by one and in batches, for terms and for actors."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.api.reconciliation import SERVICES, asked, batch, examples, one, refused, valid, validator

ORIGIN = {"Origin": "https://elsewhere.example"}


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_says_what_it_is(client: FlaskClient, service: str) -> None:
    """Asked for nothing, it answers its manifest: valid, for both versions, with addresses on this site."""
    manifest = valid("manifest", asked(client, service))
    assert manifest["versions"] == ["0.1", "0.2"]
    assert manifest["schemaSpace"] == f"http://localhost{service}"
    assert manifest["identifierSpace"] == f"http://localhost/{service.rpartition('/')[2]}/"
    assert manifest["batchSize"] == 1_000


@pytest.mark.parametrize("service", SERVICES)
def test_every_address_of_a_manifest_answers(client: FlaskClient, service: str) -> None:
    """View, preview, suggestions, flyouts and proposals are where the manifest says."""
    manifest = asked(client, service)
    slug = {"/reconcile/terms": "truce", "/reconcile/actors": "ocha"}[service]
    type_ = manifest["defaultTypes"][0]["id"]
    ids = {"entity": slug, "property": "slug", "type": type_}
    proposing = manifest["extend"]["propose_properties"]
    addresses = [
        manifest["documentation"],
        manifest["logo"],
        *(manifest[name]["url"].replace("{{id}}", slug) for name in ("view", "preview")),
        *(f"{one['service_url']}{one['service_path']}?prefix=t" for one in manifest["suggest"].values()),
        *(
            f"{one['flyout_service_url']}{one['flyout_service_path']}".replace("${id}", ids[what])
            for what, one in manifest["suggest"].items()
        ),
        f"{proposing['service_url']}{proposing['service_path']}?type={type_}",
    ]
    for address in addresses:
        with client.get(address) as answer:
            assert answer.status_code == 200, address


@pytest.mark.parametrize("path", examples("manifest", "valid"), ids=lambda path: path.stem)
def test_the_schema_takes_the_official_manifests(path: Path) -> None:
    """The schemas are read as they are meant: the official valid manifests are valid by them."""
    assert validator("manifest").is_valid(json.loads(path.read_text("utf-8")))


@pytest.mark.parametrize("path", examples("manifest", "invalid"), ids=lambda path: path.stem)
def test_the_schema_refuses_the_official_invalid_manifests(path: Path) -> None:
    """And the invalid ones are not."""
    assert not validator("manifest").is_valid(json.loads(path.read_text("utf-8")))


@pytest.mark.parametrize("service", SERVICES)
@pytest.mark.parametrize("path", examples("reconciliation-query-batch", "valid"), ids=lambda path: path.stem)
def test_official_batches_are_answered(client: FlaskClient, path: Path, service: str) -> None:
    """The official valid batches are answered, each query under its name, though their ids are not ours."""
    queries = json.loads(path.read_text("utf-8"))
    by_form = batch(client, queries, service)
    by_address = client.get(service, query_string={"queries": json.dumps(queries)})
    assert valid("result", by_address.get_json()) == {name: {"result": found} for name, found in by_form.items()}


@pytest.mark.parametrize("service", SERVICES)
@pytest.mark.parametrize("path", examples("reconciliation-query-batch", "invalid"), ids=lambda path: path.stem)
def test_official_invalid_batches_are_refused(client: FlaskClient, path: Path, service: str) -> None:
    """The official invalid batches are refused with a sentence, by form and by address."""
    text = path.read_text("utf-8")
    for answer in (client.post(service, data={"queries": text}), client.get(service, query_string={"queries": text})):
        assert "The query 'q" in refused(answer)


def test_an_official_batch_with_our_ids_finds_its_records(client: FlaskClient) -> None:
    """The full example with names, a type, a property and an id of ours finds who is meant, and says so."""
    (example,) = (path for path in examples("reconciliation-query-batch", "valid") if path.stem == "example-full")
    queries = json.loads(
        example.read_text("utf-8")
        .replace("Christel Hanewinckel", "John Kirby")
        .replace("Franz Thönnes", "Josep Borrell")
        .replace("DifferentiatedPerson", "person")
    )
    found = batch(client, queries)
    assert [(name, best[0]["id"], best[0]["score"]) for name, best in found.items()] == [
        ("q0", "john-kirby", 71.43),
        ("q1", "josep-borrell", 71.43),
    ]
    assert not any(one["match"] for best in found.values() for one in best)
    for query in queries.values():
        query["properties"][1]["v"] = {"id": "united-states", "name": "United States"}
    found = batch(client, queries)
    assert [one["id"] for best in found.values() for one in best if one["match"]] == ["john-kirby"]


def test_a_candidate_has_all_that_a_client_shows(client: FlaskClient) -> None:
    """Id, name, description, score, match, types from the narrowest, and what was compared."""
    asked_for = {"query": "OCHA", "type": "organization", "properties": [{"pid": "kind", "v": "organization"}]}
    assert one(client, asked_for)[0] == {
        "id": "ocha",
        "name": "UN Office for the Coordination of Humanitarian Affairs",
        "description": "organization, United Nations",
        "score": 100.0,
        "match": True,
        "features": [
            {"id": "name", "value": 100.0},
            {"id": "exact_name", "value": True},
            {"id": "type", "value": True},
            {"id": "property_kind", "value": True},
        ],
        "type": [{"id": "organization", "name": "organization"}, {"id": "actor", "name": "actor"}],
    }


def test_a_gloss_is_said_to_be_the_editors(client: FlaskClient) -> None:
    """What describes a term is no definition without an actor: it is called the editors' gloss."""
    found = one(client, {"query": "truce"}, "/reconcile/terms")
    assert all(candidate["description"].startswith("Editors’ gloss: ") for candidate in found)


@pytest.mark.parametrize("query", ["OCHA", '{"query": "OCHA"}', ' {"query": "OCHA", "type": ["organization"]}'])
def test_a_single_query_is_answered_as_in_0_1(client: FlaskClient, query: str) -> None:
    """`query` alone, in words or as JSON, by address or form, is answered with its candidates alone."""
    by_address = client.get("/reconcile/actors", query_string={"query": query}).get_json()
    assert client.post("/reconcile/actors", data={"query": query}).get_json() == by_address
    assert list(by_address) == ["result"]
    valid("result", {"q": by_address})
    assert (by_address["result"][0]["id"], by_address["result"][0]["match"]) == ("ocha", True)


def test_a_single_query_in_words_has_its_type_and_limit_beside_it(client: FlaskClient) -> None:
    """`type`, `type_strict` and `limit` stand beside a query in words, as in 0.1."""
    given = {"query": "Sudan", "type": "collective", "limit": "2"}
    found = client.get("/reconcile/actors", query_string=given).get_json()["result"]
    assert len(found) == 2
    assert all(one["type"][0]["id"] == "collective" for one in found)
    wished = client.get("/reconcile/actors", query_string={**given, "type_strict": "should", "limit": "50"}).get_json()
    assert "sudan" in {one["id"] for one in wished["result"]}


@pytest.mark.parametrize("service", SERVICES)
def test_a_thousand_queries_are_answered_in_one_request(client: FlaskClient, service: str) -> None:
    """A thousand names, half of them misspelt, in one request: each is answered, the right ones are found."""
    names = {record["slug"]: record.get("name") or record["preferred"] for record in _records(client, service)}
    slugs = [list(names)[number % len(names)] for number in range(1_000)]
    queries = {
        f"q{number}": {"query": names[slug] if number % 2 else f"{names[slug][:-1]}#", "limit": 3}
        for number, slug in enumerate(slugs)
    }
    found = batch(client, queries, service)
    exact = [(found[f"q{number}"][0]["id"], slug) for number, slug in enumerate(slugs) if number % 2]
    assert all(best == slug for best, slug in exact)
    near = [slug in {one["id"] for one in found[f"q{number}"]} for number, slug in enumerate(slugs) if not number % 2]
    assert sum(near) == len(near) == 500


def _records(client: FlaskClient, service: str) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = asked(client, f"/api/v1/{service.rpartition('/')[2]}?limit=1000")["items"]
    return items


def test_answers_keep_the_names_of_queries(client: FlaskClient) -> None:
    """Whatever a query is called, its answer is called so: empty, Arabic, with line breaks, like a field of ours."""
    names = ["", "س", "a\nb", "query", "\0", "🙂", "__proto__", "result"]
    assert list(batch(client, {name: {"query": "Qatar"} for name in names})) == names
    assert batch(client, {}) == {}


@pytest.mark.parametrize("service", SERVICES)
def test_any_site_may_ask(client: FlaskClient, service: str) -> None:
    """CORS is open for questions and for forms, refusals too, and a preflight says so; the rest takes no form."""
    for method in ("get", "post"):
        for data in ({"queries": "{}"}, {"queries": "nothing"}):
            sent = {"query_string": data} if method == "get" else {"data": data}
            answer = getattr(client, method)(service, headers=ORIGIN, **sent)
            assert answer.headers["Access-Control-Allow-Origin"] == "*"
            assert "Access-Control-Allow-Credentials" not in answer.headers
    told = client.options(service, headers={**ORIGIN, "Access-Control-Request-Method": "POST"})
    assert told.headers["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS, POST"
    told = client.options(f"{service}/suggest/entity", headers=ORIGIN)
    assert told.headers["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"


def test_there_is_no_jsonp(client: FlaskClient) -> None:
    """No answer is a script: what asks for one is told so, whatever it asks for."""
    for address in ("?", "?query=OCHA&", "/suggest/entity?prefix=o&", "/properties?", "/flyout/type?id=person&"):
        sentence = refused(client.get(f"/reconcile/actors{address}callback=jQuery123"))
        assert "There is no callback here" in sentence


def test_the_docs_lead_to_both_services(client: FlaskClient) -> None:
    """Whoever reads how the API works, or where the files are, finds the services."""
    for page in ("/api/docs", "/export"):
        text = client.get(page).get_data(as_text=True)
        assert all(service in text for service in SERVICES), page
