"""B4: a cursor that a list did not hand out is refused with a sentence, whatever it holds."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.api.asking import LISTS, cursor, document, refusal

NOT_CURSORS = {
    "empty": "",
    "plain words": "second-page",
    "not base64": "a",
    "padding": "WyJhIl0=",
    "other letters": "h%C3%A9",
    "a space": "WyJh Il0",
    "a line break": "WyJhIl0%0A",
    "NUL": "%00",
    "too long": "A" * 601,
    "far too long": "A" * 10_000,
    "bytes that are no text": cursor(b"\xff\xfe\x00"),
    "nothing": cursor(b""),
    "no JSON": cursor(b"[1,"),
    "deep nesting": cursor(b"[" * 299),
    "a huge number": cursor(b"1" * 299),
    "not a number": cursor(b"[NaN]"),
    "null": cursor(None),
    "an object": cursor({"a": 1, "b": 2, "c": 3}),
    "nested lists": cursor([["a"], ["b"], ["c"]]),
    "numbers": cursor([1, 2, 3]),
    "too few": cursor([]),
    "too many": cursor(["a", "b", "c", "d"]),
    "a lone surrogate alone": cursor(["\ud800"]),
    "a lone surrogate at the end": cursor(["2023-01-01", "2023-01-01", "\ud800"]),
    "a NUL in a name": cursor(["2023-01-01", "2023-01-01", "a\x00b"]),
    "no dates": cursor(["x", "y", "z"]),
    "no such day": cursor(["2023-02-30", "2023-01-01", "z"]),
    "year zero": cursor(["0000-01-01", "0000-01-01", "z"]),
    "too late": cursor(["99999-01-01", "99999-01-01", "z"]),
    "dates without hyphens": cursor(["20230101", "20230101", "z"]),
    "dates by weeks": cursor(["2023-W01-1", "2023-W01-1", "z"]),
    "Arabic digits": cursor(["٢٠٢٣-٠١-٠١", "2023-01-01", "z"]),
    "SQL": cursor(["2023-01-01", "2023-01-01", "' OR 1=1 --"]),
    "true and a name": cursor([True, "a"]),
    "a fraction": cursor([1.5, "a"]),
    "below zero": cursor([-1, "a"]),
    "beyond all hits": cursor([10**30, "a"]),
}


@pytest.mark.parametrize("text", NOT_CURSORS.values(), ids=NOT_CURSORS.keys())
@pytest.mark.parametrize("name", [*LISTS, "search"])
def test_what_is_no_cursor_is_refused(client: FlaskClient, name: str, text: str) -> None:
    """B4: random text, tampered and over-long cursors are 400 with a sentence in every list, never 5xx."""
    assert "cursor" in refusal(client, f"/{name}?cursor={text}", 400)["detail"]


@pytest.mark.parametrize("text", NOT_CURSORS.values(), ids=NOT_CURSORS.keys())
def test_the_search_page_survives_what_is_no_cursor(client: FlaskClient, text: str) -> None:
    """The page for readers never fails on one either."""
    assert client.get(f"/search?q=pause&cursor={text}").status_code < 500


@pytest.mark.parametrize(("of", "given_to"), [("terms", "statements"), ("statements", "terms"), ("terms", "search")])
def test_the_cursor_of_another_list_is_refused(client: FlaskClient, of: str, given_to: str) -> None:
    """A cursor works in lists that are ordered alike only."""
    handed_out = document(client, f"/{of}?limit=1")["next"]
    refusal(client, f"/{given_to}?cursor={handed_out}", 400)


@pytest.mark.parametrize("given_to", LISTS)
def test_the_cursor_of_a_search_is_refused_by_lists(client: FlaskClient, given_to: str) -> None:
    """A search's cursor is none of theirs."""
    handed_out = document(client, "/search?q=pause&limit=1")["next"]
    refusal(client, f"/{given_to}?cursor={handed_out}", 400)


@pytest.mark.parametrize(("name", "place"), [("terms", ["zzz"]), ("statements", ["9999-12-31", "9999-12-31", "z"])])
def test_a_cursor_past_the_end_answers_an_empty_part(client: FlaskClient, name: str, place: Any) -> None:
    """A well-formed place behind every record is the end of the list, not an error."""
    assert document(client, f"/{name}?cursor={cursor(place)}") == {"items": [], "next": None}


def test_a_search_cursor_past_the_end_answers_no_hits(client: FlaskClient) -> None:
    """The same for a search."""
    answer = document(client, f"/search?q=pause&cursor={cursor([9_999_999, 'nothing'])}")
    assert answer["hits"] == []
    assert answer["next"] is None
