"""What a reconciliation service refuses, whole and with a sentence; whatever is sent, it never fails."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.api.reconciliation import ACTORS, SERVICES, one, refused, send, valid, validator

DEEP = 100_000


NO_JSON = {
    "nothing": "",
    "words": "humanitarian pause",
    "half": '{"q0": {"query": "OCHA"',
    "two": "{} {}",
    "deep lists": "[" * DEEP,
    "deep objects": '{"a":' * DEEP,
    "deep and closed": '{"q":' + "[" * DEEP + "]" * DEEP + "}",
    "no number": '{"q": {"query": "a", "limit": NaN}}',
    "no end": '{"q": {"query": "a", "limit": Infinity}}',
    "a number of 5,000 digits": '{"q": {"query": "a", "limit": %s}}' % ("9" * 5_000),
    "half a character": '{"q": {"query": "\\ud800"}}',
    "half a name": '{"\\udfff": {"query": "a"}}',
    "a line break in a text": '{"q": {"query": "a\nb"}}',
}


@pytest.mark.parametrize("text", NO_JSON.values(), ids=NO_JSON)
@pytest.mark.parametrize("field", ["queries", "extend"])
def test_what_is_no_json_is_refused(client: FlaskClient, text: str, field: str) -> None:
    """Broken, endlessly nested, without end or with half characters: refused, and nothing of it is answered."""
    assert refused(send(client, text, field)) == f"The field {field} is not JSON that can be read."


@pytest.mark.parametrize(
    "text",
    ['{"q": {"query": "a"}, "q": {"query": "b"}}', '{"q": {"query": "a", "query": "b"}}'],
)
def test_a_name_that_stands_twice_is_refused(client: FlaskClient, text: str) -> None:
    """Of two queries of one name one would be lost."""
    assert "stands twice in one object" in refused(send(client, text))


WRONG: dict[str, Any] = {
    "a list": [],
    "text": '"OCHA"',
    "null": None,
    "a query that is text": {"q": "OCHA"},
    "a query that is null": {"q": None},
    "an empty query": {"q": {}},
    "another field": {"q": {"query": "a", "lang": "en"}},
    "a number as query": {"q": {"query": 1}},
    "a list as query": {"q": {"query": ["a"]}},
    "null as query": {"q": {"query": None}},
    "null as type": {"q": {"query": "a", "type": None}},
    "a number as type": {"q": {"query": "a", "type": 1}},
    "a number among types": {"q": {"query": "a", "type": ["person", 1]}},
    "another strictness": {"q": {"query": "a", "type_strict": "must"}},
    "a list as strictness": {"q": {"query": "a", "type_strict": ["any"]}},
    "limit 0": {"q": {"query": "a", "limit": 0}},
    "limit -1": {"q": {"query": "a", "limit": -1}},
    "limit 1.5": {"q": {"query": "a", "limit": 1.5}},
    "limit without end": '{"q": {"query": "a", "limit": 1e999}}',
    "limit as text": {"q": {"query": "a", "limit": "3"}},
    "limit as truth": {"q": {"query": "a", "limit": True}},
    "properties as object": {"q": {"query": "a", "properties": {"pid": "kind", "v": "state"}}},
    "a property as text": {"q": {"query": "a", "properties": ["kind"]}},
    "no pid": {"q": {"query": "a", "properties": [{"v": "state"}]}},
    "no value": {"q": {"query": "a", "properties": [{"pid": "kind"}]}},
    "a number as pid": {"q": {"query": "a", "properties": [{"pid": 1, "v": "state"}]}},
    "null as value": {"q": {"query": "a", "properties": [{"pid": "kind", "v": None}]}},
    "lists in lists": {"q": {"query": "a", "properties": [{"pid": "kind", "v": [["state"]]}]}},
    "an object without id": {"q": {"query": "a", "properties": [{"pid": "kind", "v": {"name": "state"}}]}},
    "a number as id": {"q": {"query": "a", "properties": [{"pid": "kind", "v": {"id": 7}}]}},
}


@pytest.mark.parametrize("queries", WRONG.values(), ids=WRONG)
def test_what_is_no_batch_is_refused(client: FlaskClient, queries: Any) -> None:
    """Wrong types and shapes are refused with a sentence, one bad query with all that came with it."""
    refused(send(client, queries))
    if isinstance(queries, dict):
        refused(send(client, {"good": {"query": "OCHA"}, **queries}))
    if isinstance(queries, dict) and isinstance(queries["q"], dict):
        refused(send(client, queries["q"], "query"))


NO_EXTENSION: dict[str, Any] = {
    "a list": [],
    "no ids": {"properties": []},
    "no properties": {"ids": []},
    "ids as text": {"ids": "ocha", "properties": []},
    "a number as id": {"ids": [1], "properties": []},
    "properties as text": {"ids": [], "properties": "name"},
    "a property as text": {"ids": [], "properties": ["name"]},
    "a property without id": {"ids": [], "properties": [{}]},
    "a number as property": {"ids": [], "properties": [{"id": 1}]},
    "settings as list": {"ids": [], "properties": [{"id": "name", "settings": []}]},
    "a negative limit": {"ids": [], "properties": [{"id": "name", "settings": {"limit": -1}}]},
    "a limit in words": {"ids": [], "properties": [{"id": "name", "settings": {"limit": "many"}}]},
    "a limit as truth": {"ids": [], "properties": [{"id": "name", "settings": {"limit": True}}]},
    "a limit as list": {"ids": [], "properties": [{"id": "name", "settings": {"limit": [5]}}]},
    "a limit in other digits": {"ids": [], "properties": [{"id": "name", "settings": {"limit": "٣"}}]},
}


@pytest.mark.parametrize("asked", NO_EXTENSION.values(), ids=NO_EXTENSION)
def test_what_is_no_extension_is_refused(client: FlaskClient, asked: Any) -> None:
    """Wrong types and shapes of an extension are refused with a sentence."""
    refused(send(client, asked, "extend"))


FORMS: dict[str, tuple[str, str, dict[str, Any]]] = {
    "nothing sent": ("post", "", {}),
    "JSON instead of a form": ("post", "", {"json": {"q": {"query": "OCHA"}}}),
    "in the address of a form": ("post", "?queries={}", {}),
    "in both": ("post", "?limit=1", {"data": {"query": "OCHA"}}),
    "two things at once": ("post", "", {"data": {"query": "OCHA", "queries": "{}"}}),
    "twice": ("get", "?query=a&query=b", {}),
    "a limit for a batch": ("get", "?queries={}&limit=3", {}),
    "only a limit": ("get", "?limit=3", {}),
    "a limit in words": ("get", "?query=a&limit=many", {}),
    "a limit for JSON": ("get", '?query={"query":"a"}&limit=3', {}),
    "another strictness": ("get", "?query=a&type_strict=must", {}),
    "another field": ("get", "?query=a&lang=en", {}),
    "a suggestion without prefix": ("get", "/suggest/entity", {}),
    "a cursor in words": ("get", "/suggest/entity?prefix=a&cursor=next", {}),
    "a prefix twice": ("get", "/suggest/entity?prefix=a&prefix=b", {}),
    "a negative cursor": ("get", "/suggest/type?prefix=&cursor=-1", {}),
    "a flyout of nothing": ("get", "/flyout/entity", {}),
    "a preview of nothing": ("get", "/preview", {}),
    "a proposal with a limit in words": ("get", "/properties?limit=few", {}),
}


@pytest.mark.parametrize(("method", "rest", "sent"), FORMS.values(), ids=FORMS)
def test_questions_that_are_none_are_refused(client: FlaskClient, method: str, rest: str, sent: Any) -> None:
    """Nothing, too much, in the wrong place: refused with a sentence."""
    refused(getattr(client, method)(ACTORS + rest, **sent))


@pytest.mark.parametrize("service", SERVICES)
@pytest.mark.parametrize("id_", ["nobody", "", "%00", "../terms", "a" * 2_000, "%F0%9F%99%82", "OCHA"])
@pytest.mark.parametrize("view", ["preview", "flyout/entity", "flyout/type", "flyout/property"])
def test_an_id_that_is_none_is_not_found(client: FlaskClient, service: str, view: str, id_: str) -> None:
    """Whatever is given as id, unknown ones are 404 with a sentence."""
    refused(client.get(f"{service}/{view}?id={id_}"), 404)


WORDS = st.text(max_size=12) | st.sampled_from(["query", "type", "limit", "properties", "pid", "v", "id", "OCHA"])
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=12,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ANYTHING)
def test_anything_is_answered_or_refused_as_the_schema_says(client: FlaskClient, sent: Any) -> None:
    """Any JSON is answered by a valid document or refused with a sentence; what is answered is a valid batch."""
    answer = send(client, sent)
    if answer.status_code == 200:
        assert validator("batch").is_valid(sent)
        valid("result", answer.get_json())
    else:
        refused(answer)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=40), st.sampled_from([None, "kind", "country", "affiliation", "name", "language", "slug"]))
def test_any_text_is_a_good_query(client: FlaskClient, text: str, pid: str | None) -> None:
    """Whatever stands in a cell: an answer in order, scores from 0 to 100, at most one match."""
    properties = [{"pid": pid, "v": text}] if pid else []
    found = one(client, {"query": text, "properties": properties})
    scores = [candidate["score"] for candidate in found]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 100 for score in scores)
    assert sum(candidate["match"] for candidate in found) <= 1
