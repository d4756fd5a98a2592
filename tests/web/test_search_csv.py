"""The table of a search: every hit, in the page's order, sent by slices."""

from __future__ import annotations

import csv
import io

import pytest
from flask import Flask
from flask.testing import FlaskClient

from glossary.services.export import all_hits
from tests.web.addresses import main


def table(client: FlaskClient, query: str) -> list[list[str]]:
    """The lines of a table, the header first."""
    response = client.get(f"/search.csv?{query}")
    assert response.status_code == 200
    assert response.content_type == "text/csv; charset=utf-8"
    return list(csv.reader(io.StringIO(response.text, newline="")))


@pytest.fixture
def slices_of_seven(monkeypatch: pytest.MonkeyPatch) -> None:
    """So small slices that every list is made of several."""
    monkeypatch.setattr(all_hits, "SLICE", 7)


def test_all_hits_in_the_order_of_the_pages(client: FlaskClient, slices_of_seven: None) -> None:
    """The ids of the table are those of the pages one after another, each once."""
    ids = [line[0] for line in table(client, "q=humanitarian+truce&sort=oldest")[1:]]
    last = -(-len(ids) // 20)
    shown = [
        node.attributes["id"]
        for n in range(1, last + 1)
        for node in main(client, f"/search?q=humanitarian+truce&sort=oldest&page={n}").all("article")
    ]
    assert ids == shown
    assert len(set(ids)) == len(ids) > 20


def test_slices_join_to_one_table(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """However it is cut, the bytes are the same: one header, one width."""
    whole = client.get("/search.csv?q=truce").data
    monkeypatch.setattr(all_hits, "SLICE", 3)
    assert client.get("/search.csv?q=truce").data == whole
    lines = table(client, "q=truce")
    assert {len(line) for line in lines} == {len(lines[0])}
    assert sum(line[0] == "id" for line in lines) == 1


def test_the_table_of_everything(client: FlaskClient) -> None:
    """Without words or narrowing it is all statements."""
    assert len(table(client, "")) == 402


def test_a_loosened_answer_has_the_hits_of_its_page(client: FlaskClient) -> None:
    """As many as the page counts."""
    query = "q=armistice+polio+vaccination"
    assert len(table(client, query)) - 1 == client.get(f"/search.json?{query}").get_json()["total"]


def test_groups_typed_operators_and_pages_change_no_row(client: FlaskClient) -> None:
    """The table holds statements: it knows no groups and no pages, and reads operators as the page does."""
    plain = table(client, "q=pause&actor=john-kirby")
    assert table(client, "q=pause+actor:john-kirby&group=term&page=3") == plain
    assert len(plain) > 3


def test_the_page_links_its_own_table(client: FlaskClient) -> None:
    """With what is chosen, and without the grouping that a table has not."""
    links = main(client, "/search?q=pause+-lang:ar+kind:definition&group=term").one("p", class_="get").all("a")
    assert links[0].attributes["href"] == "/search.csv?q=pause+-lang%3Aar&kind=definition"
    assert links[0].text.startswith("Download all ")


def test_a_refused_search_is_refused_before_a_line_is_sent(client: FlaskClient) -> None:
    """A wrong date is an answer of its own and no broken table."""
    assert client.get("/search.csv?from=yesterday").status_code == 400
    assert client.get("/search.csv?term=no-such").status_code == 404


def test_a_table_of_nothing_has_its_header(client: FlaskClient) -> None:
    """So that whoever reads it knows the columns."""
    assert [line[0] for line in table(client, "q=zzzzzz")] == ["id"]


def test_it_is_sent_while_it_is_made(app: Flask) -> None:
    """Nothing waits for the last line: the answer has no length, and its first part is the header alone."""
    from glossary.web import search

    with app.test_request_context("/search.csv?q=truce"):
        response = search.table("csv")
        assert response.is_streamed
        first = next(iter(response.response))
        assert isinstance(first, bytes)  # a server takes nothing else
        assert first.count(b"\r\n") == 1
