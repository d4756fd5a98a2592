"""B4: how many and which columns a comparison takes, and what it says to the rest."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.api.asking import document, everything, refusal

PAUSE = "john-kirby-humanitarian-pause-2023-10-26"
OTHER = "ocha-humanitarian-pause-2022"


def columns_of(client: FlaskClient, kind: str, number: int) -> str:
    """A query for so many columns of statements or actors."""
    if kind == "statement":
        return "&".join(f"statement={item['id']}" for item in everything(client, "statements")[:number])
    named = "&".join(f"actor={item['slug']}" for item in everything(client, "actors")[:number])
    return f"term=humanitarian-pause&{named}"


@pytest.mark.parametrize("kind", ["statement", "actor"])
@pytest.mark.parametrize("number", [2, 3, 7, 8])
def test_two_to_eight_columns_are_compared(client: FlaskClient, kind: str, number: int) -> None:
    """B4: the least and the most columns are answered."""
    assert len(document(client, f"/compare?{columns_of(client, kind, number)}")["columns"]) == number


@pytest.mark.parametrize("kind", ["statement", "actor"])
@pytest.mark.parametrize(("number", "said"), [(1, "1 was asked for"), (9, "9 were asked for"), (200, "200 were asked")])
def test_one_and_nine_columns_are_refused(client: FlaskClient, kind: str, number: int, said: str) -> None:
    """B4: one less and one more is refused with both numbers."""
    detail = refusal(client, f"/compare?{columns_of(client, kind, number)}", 400)["detail"]
    assert "2 to 8 columns" in detail
    assert said in detail


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("", "2 to 8 columns"),
        ("show=differences", "2 to 8 columns"),
        (f"statement={PAUSE}&statement={PAUSE}", "was asked for twice"),
        ("term=ceasefire&actor=ocha&actor=ocha", "was asked for twice"),
        (f"statement={PAUSE}&statement={OTHER}&actor=ocha", "not both at once"),
        (f"statement={PAUSE}&statement={OTHER}&term=ceasefire", "not both at once"),
        ("actor=ocha&actor=icrc", "takes one term"),
        ("term=ceasefire", "takes one term"),
        ("term=ceasefire&term=truce&actor=ocha&actor=icrc", "several actors and several terms"),
        ("statement=&statement=", "2 to 8 columns"),
    ],
)
def test_what_makes_no_comparison_is_refused(client: FlaskClient, query: str, sentence: str) -> None:
    """A mixture, a column twice, actors without a term and the like are 400, and the sentence says which."""
    assert sentence in refusal(client, f"/compare?{query}", 400)["detail"]


@pytest.mark.parametrize(
    ("query", "missing"),
    [
        (f"statement={PAUSE}&statement=nothing-said", "nothing-said"),
        ("term=no-such-term&actor=ocha&actor=icrc", "no-such-term"),
        ("term=ceasefire&actor=ocha&actor=nobody", "nobody"),
    ],
)
def test_an_unknown_column_is_not_found(client: FlaskClient, query: str, missing: str) -> None:
    """An unknown statement, term or actor is 404 and named."""
    assert f"'{missing}'" in refusal(client, f"/compare?{query}", 404)["detail"]


def test_an_actor_without_uses_has_an_empty_column(client: FlaskClient) -> None:
    """Silence is an answer: a known actor who never used the term stands there with nothing said."""
    answer = document(client, "/compare?term=humanitarian-pause&actor=hague-peace-conference-1907&actor=ocha")
    assert answer["columns"][0]["statements"] == []
    assert {row["verdict"] for row in answer["rows"] if row["group"] == "dimension"} <= {"only", "silent"}


def test_columns_stand_in_the_order_asked_for(client: FlaskClient) -> None:
    """Exchanging two columns exchanges their cells and changes no verdict."""
    one = document(client, "/compare?term=humanitarian-pause&actor=icrc&actor=ocha")
    other = document(client, "/compare?term=humanitarian-pause&actor=ocha&actor=icrc")
    assert [column["label"] for column in one["columns"]] == [c["label"] for c in reversed(other["columns"])]
    for left, right in zip(one["rows"], other["rows"], strict=True):
        assert left["cells"] == right["cells"][::-1]
        assert left["verdict"] == right["verdict"]


def test_differences_alone_leave_the_counts(client: FlaskClient) -> None:
    """Rows in which no difference can be are left out, counted, and the counts stay those of all rows."""
    query = f"statement={PAUSE}&statement={OTHER}"
    whole, only = document(client, f"/compare?{query}"), document(client, f"/compare?{query}&show=differences")
    assert whole["left_out"] == 0
    assert len(only["rows"]) + only["left_out"] == len(whole["rows"])
    assert (only["differing"], only["compared"]) == (whole["differing"], whole["compared"])
    assert {row["verdict"] for row in only["rows"]} <= {None, "differ", "overlap", "uncoded"}


def test_columns_of_one_actor_are_told_apart_in_the_verdict(client: FlaskClient) -> None:
    """Where one actor has two columns, "only … speaks" says which."""
    rows = document(client, f"/compare?statement={PAUSE}&statement={PAUSE[:-1]}7")["rows"]
    assert "only John Kirby (column 2) speaks" in [row["words"] for row in rows]
