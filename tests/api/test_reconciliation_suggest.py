"""Suggestions and flyouts for the forms of a client: records, properties and types."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient

from glossary.services.reconciling.suggesting import MOST_SUGGESTED
from tests.api.reconciliation import SERVICES, asked, valid

WIDGET = "&spell=always&exact=false&scoring=schema&prefixed=true&_=1618220980169"
"""What the widget of OpenRefine sends besides."""


def suggested(client: FlaskClient, address: str, what: str = "entity") -> list[dict[str, Any]]:
    """What is suggested at an address below /reconcile, valid by the schema."""
    answer = valid(what, asked(client, f"/reconcile/{address}"))
    result: list[dict[str, Any]] = answer["result"]
    return result


@pytest.mark.parametrize(
    ("address", "slug"),
    [
        ("actors/suggest/entity?prefix=John+Kirby", "john-kirby"),
        ("actors/suggest/entity?prefix=kirb", "john-kirby"),
        ("actors/suggest/entity?prefix=ocha", "ocha"),
        ("actors/suggest/entity?prefix=united-nations", "united-nations"),
        ("actors/suggest/entity?prefix=кирби", "john-kirby"),
        ("terms/suggest/entity?prefix=humanitarian+pau", "humanitarian-pause"),
        ("terms/suggest/entity?prefix=HUMANITARIAN+PAUSE", "humanitarian-pause"),
        ("terms/suggest/entity?prefix=cease+fi", "ceasefire"),
        ("terms/suggest/entity?prefix=هدنة", "truce"),
    ],
)
def test_a_record_is_suggested_first(client: FlaskClient, address: str, slug: str) -> None:
    """By the beginning of a name in any script, by a whole name, by its slug; whatever else the widget sends."""
    found = [one["id"] for one in suggested(client, address)]
    assert found[0] == slug
    assert [one["id"] for one in suggested(client, address + WIDGET)] == found


def test_a_misspelt_name_is_suggested_too(client: FlaskClient) -> None:
    """Where nothing begins so, names that are nearly so follow."""
    assert suggested(client, "actors/suggest/entity?prefix=Jon+Kirbi")[0]["id"] == "john-kirby"


def test_only_records_of_the_service_are_suggested(client: FlaskClient) -> None:
    """The service for terms suggests terms alone, that for actors actors alone, each with its types."""
    terms = suggested(client, "terms/suggest/entity?prefix=un")
    assert {type_["id"] for one in terms for type_ in one["notable"]} == {"term"}
    actors = suggested(client, "actors/suggest/entity?prefix=un")
    assert all(one["notable"][-1] == {"id": "actor", "name": "actor"} for one in actors)


def test_a_cursor_skips(client: FlaskClient) -> None:
    """The cursor leaves out as many as it says; at the end there are none."""
    found = suggested(client, "terms/suggest/entity?prefix=humanitarian")
    assert 8 < len(found) <= MOST_SUGGESTED
    assert suggested(client, "terms/suggest/entity?prefix=humanitarian&cursor=3") == found[3:]
    assert suggested(client, "terms/suggest/entity?prefix=humanitarian&cursor=999999999") == []
    assert suggested(client, "terms/suggest/entity?prefix=humanitarian&cursor=") == found


@pytest.mark.parametrize("prefix", ["", "%00", "%F0%9F%99%82", "a" * 4_000, "%20", "%25", "'--"])
@pytest.mark.parametrize("what", ["entity", "property", "type"])
@pytest.mark.parametrize("service", SERVICES)
def test_anything_may_be_typed(client: FlaskClient, service: str, what: str, prefix: str) -> None:
    """Any text is answered, if with nothing."""
    suggested(client, f"{service.removeprefix('/reconcile/')}/suggest/{what}?prefix={prefix}", what)


def test_types_are_the_kinds_of_actors(client: FlaskClient) -> None:
    """The service for actors has the kinds below `actor`, that for terms one type; by id and by name."""
    types = suggested(client, "actors/suggest/type?prefix=", "type")
    assert [one["id"] for one in types if "broader" not in one] == ["actor"]
    assert {"person", "state", "armed-group"} <= {one["id"] for one in types}
    assert [one["id"] for one in suggested(client, "actors/suggest/type?prefix=armed+g", "type")] == ["armed-group"]
    assert [one["id"] for one in suggested(client, "actors/suggest/type?prefix=armed-g", "type")] == ["armed-group"]
    assert [one["id"] for one in suggested(client, "terms/suggest/type?prefix=", "type")] == ["term"]


@pytest.mark.parametrize(
    ("address", "ids"),
    [
        ("actors/suggest/property?prefix=affil", ["affiliation"]),
        ("actors/suggest/property?prefix=Country", ["country"]),
        ("terms/suggest/property?prefix=broad", ["broader"]),
        ("terms/suggest/property?prefix=arabic", ["name-ar"]),
        ("terms/suggest/property?prefix=nothing", []),
    ],
)
def test_properties_are_suggested(client: FlaskClient, address: str, ids: list[str]) -> None:
    """By the beginning of the id or of a word of the name."""
    assert [one["id"] for one in suggested(client, address, "property")] == ids


@pytest.mark.parametrize(
    ("address", "id_", "words"),
    [
        ("terms/flyout/entity", "truce", "Editors’ gloss: "),
        ("actors/flyout/entity", "ocha", "organization, United Nations"),
        ("actors/flyout/property", "country", "ISO 3166-1"),
        ("actors/flyout/type", "armed-group", "A non-state party"),
        ("terms/flyout/type", "term", "Every term"),
    ],
)
def test_a_flyout_says_what_it_is(client: FlaskClient, address: str, id_: str, words: str) -> None:
    """The id that was asked for, and HTML that says what it is and who says so."""
    answer = asked(client, f"/reconcile/{address}?id={id_}")
    assert set(answer) == {"id", "html"}
    assert answer["id"] == id_
    assert words in answer["html"]
    assert "Glossary of Attributed Terms" in answer["html"]
    assert "<script" not in answer["html"]
