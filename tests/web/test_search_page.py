"""The search page: what was found and why, narrowed by links, page by page."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from glossary.services.index import indexing
from tests.web.addresses import OCHA, main, page
from tests.web.html import Node


def total(top: Node) -> str:
    """The sentence that counts."""
    return top.one("h2", class_="total").text


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("/search", "1–20 of 401 statements"),
        ("/search?page=21", "401–401 of 401 statements"),
        ("/search?q=zzzzzz", "No statement for “zzzzzz”"),
        ("/search?q=ceasfire&term=truce&kind=definition&exact=1", "No statement for “ceasfire” within what is chosen"),
        ("/search?term=tactical-pause", "10 statements within what is chosen"),
        ("/search?q=lieber&kind=usage", "No statement for “lieber” within what is chosen"),
        ("/search?source=hampson-besieged-population", "One statement within what is chosen"),
    ],
)
def test_count_in_words(client: FlaskClient, address: str, sentence: str) -> None:
    """How many, for what, and special words for one and none."""
    assert total(main(client, address)) == sentence


def test_hits_show_actor_office_date_source_and_marks(client: FlaskClient) -> None:
    """A hit is attributed and shows what matched."""
    entry = main(client, "/search?q=humanitarian+pause&actor=ocha").one("article", id=OCHA)
    assert "UN Office for the Coordination of Humanitarian Affairs on humanitarian pause" in entry.text
    assert "UN humanitarian coordination office" in entry.text
    assert "2022 (uncertain)" in entry.text
    assert "Glossary of Humanitarian Terms: Pauses During Conflict" in entry.text
    assert "A temporary cessation of hostilities purely for humanitarian purposes." in entry.text
    assert {"humanitarian", "pause"} <= {mark.text.casefold() for mark in entry.all("mark")}


def test_found_by_another_name_is_said(client: FlaskClient) -> None:
    """A hit without a visible match says which other name led to it."""
    top = main(client, "/search?q=كيربي")
    reasons = [node.text for node in top.all("p", class_="src") if node.text.startswith("Found by")]
    assert len(reasons) > 5
    assert all("كيربي, a name of John Kirby" in reason for reason in reasons)


def test_facets_are_links_with_true_counts(client: FlaskClient) -> None:
    """Choosing a value finds as many as it says; what is chosen can be taken away again."""
    top = main(client, "/search?q=truce")
    line = next(
        li for li in top.all("li") if li.text.startswith("provision ") and "kind=" in li.one("a").attributes["href"]
    )
    number, address = line.text.split()[-1], line.one("a").attributes["href"]
    narrowed = main(client, address)
    assert f"of {number} statements" in total(narrowed) or total(narrowed).startswith(f"{number} statements")
    chosen = narrowed.one("p", class_="chosen")
    assert "Remove Kind of statement: provision" in chosen.text
    assert chosen.all("a")[0].attributes["href"] == "/search?q=truce"


def test_dates_are_chosen_and_taken_away(client: FlaskClient) -> None:
    """A year is a whole year."""
    top = main(client, "/search?q=armistice&from=1949&to=1953")
    assert "Said from: 1 January 1949" in top.one("p", class_="chosen").text
    assert "Said until: 31 December 1953" in top.one("p", class_="chosen").text
    assert {1949, 1953} <= {int(node.attributes["datetime"][:4]) for node in top.all("time")}


def test_orders_are_stated_and_linked(client: FlaskClient) -> None:
    """The rule stands above the hits; the other orders are links; without words there is no relevance."""
    top = main(client, "/search?q=truce&sort=oldest")
    assert "Oldest first" in top.one(class_="body").all("p", class_="rule")[0].text
    orders = {a.text: a.attributes["href"] for a in top.one("p", class_="order").all("a")}
    assert orders["relevance"] == "/search?q=truce&sort=relevance"
    assert "oldest first" not in orders
    assert "relevance" not in main(client, "/search").one("p", class_="order").text


def test_pages_of_results(client: FlaskClient) -> None:
    """The number stands in the title; beyond the last page is the last, and no number is the first."""
    top = page(client, "/search?q=pause&page=2")
    assert "page 2" in top.one("head").one("title").text
    assert "21–40 of" in total(top)
    assert top.one("nav", class_="steps").one("b").text == "Page 2"
    beyond = client.get("/search?q=pause&page=999")
    assert beyond.status_code == 302
    assert page(client, beyond.location).one("nav", class_="steps").all("a")[-1].attributes.get("rel") == "prev"
    assert client.get("/search?q=zzzzzz&page=7").location == "/search?q=zzzzzz"
    assert "1–20 of" in total(page(client, "/search?q=pause&page=minus"))
    assert not main(client, "/search?term=tactical-pause").all("nav", class_="steps")


def test_pages_show_every_hit_once(client: FlaskClient) -> None:
    """Walking through the pages meets each statement exactly once."""
    met = [
        node.attributes["id"]
        for n in (1, 2, 3)
        for node in main(client, f"/search?term=ceasefire&page={n}").all("article")
    ]
    assert len(met) == len(set(met)) == 54


def test_entry_of_the_same_name_is_offered(client: FlaskClient) -> None:
    """Who searches for a term or an actor by name is led to its page."""
    top = main(client, "/search?q=Humanitarian+Pause")
    assert top.one("p", class_="entry").one("a").attributes["href"] == "/terms/humanitarian-pause"
    actor = main(client, "/search?q=john+kirby").one("p", class_="entry").one("a")
    assert actor.attributes["href"] == "/actors/john-kirby"


def test_none_found_helps(client: FlaskClient) -> None:
    """An empty answer teaches and offers other ways."""
    text = main(client, "/search?q=zzzzzz").text
    assert "does not mean that it was never said" in text
    assert "spelling" in text
    assert "A to Z" in text


@pytest.mark.parametrize("text", ['"', "((", "-", "*", "a\x00b", "🕊", "<script>alert(1)</script>", "x" * 5000])
def test_any_words_get_a_page(client: FlaskClient, text: str) -> None:
    """S7, D12: no text breaks the page or becomes part of its markup."""
    response = client.get("/search", query_string={"q": text})
    assert response.status_code == 200
    assert "<script>" not in response.text


def test_compare_boxes_send_statements(client: FlaskClient) -> None:
    """What is ticked among the hits is compared."""
    form = next(f for f in main(client, "/search?q=truce").all("form") if f.attributes["action"] == "/compare")
    assert len(form.all("input", name="statement")) == 20


def test_without_index_the_page_answers_and_says_so(own_app: Flask) -> None:
    """S3: a missing index costs rank and word forms, never the page."""
    import shutil
    from pathlib import Path

    with own_app.app_context():
        indexing.index().close()
    for folder in Path(own_app.instance_path).glob("index*"):
        shutil.rmtree(folder) if folder.is_dir() else folder.unlink()
    top = main(own_app.test_client(), "/search?q=ceasef")
    assert "full-text index is not available" in top.one("p", role="status").text
    assert "Best match first" not in top.text
    assert top.all("article")


def test_a_loosened_search_says_so(client: FlaskClient) -> None:
    """Where no statement has all the words, the page says that it shows those with some."""
    top = main(client, "/search?q=armistice+polio+vaccination")
    assert "No statement has all of these words" in top.one("p", role="status").text
    assert "Best match first" in top.text
