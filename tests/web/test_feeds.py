"""Feeds of searches, records and changes: what is in them, in which order, and what never is."""

from __future__ import annotations

import re
from typing import Any

import feedparser
import pytest
from flask import Flask
from flask.testing import FlaskClient

from glossary.dates import in_words
from glossary.services.export import feeding
from glossary.services.index import indexing
from glossary.services.publishing import editing
from glossary.services.reading import published as reading
from glossary.web.feeds import ALL_WORDS
from tests.reliability.records import ADA, KIRBY, changed, new, publish
from tests.web.addresses import page
from tests.web.html import read

EVENT = "gaza-four-day-arrangement-2023-11"
RECORDS = {
    "/terms/humanitarian-pause": {"term": "humanitarian-pause"},
    "/actors/john-kirby": {"actor": "john-kirby"},
    "/sources/abc-2023-10-27-kirby": {"source": "abc-2023-10-27-kirby"},
    f"/events/{EVENT}": {"event": EVENT},
}


@pytest.fixture
def reader(own_app: Flask) -> FlaskClient:
    return own_app.test_client()


def atom(client: FlaskClient, address: str) -> Any:
    """A feed as a reader sees it."""
    path, _, query = address.partition("?")
    response = client.get(f"{path}.atom?{query}")
    assert response.status_code == 200, response.text[:500]
    assert response.content_type == "application/atom+xml; charset=utf-8"
    found = feedparser.parse(response.data)
    assert not found.bozo
    return found


def items(client: FlaskClient, address: str) -> list[dict[str, Any]]:
    """The items of the same feed as JSON."""
    path, _, query = address.partition("?")
    response = client.get(f"{path}.feed.json?{query}")
    assert response.status_code == 200
    assert response.content_type == "application/feed+json; charset=utf-8"
    found: list[dict[str, Any]] = response.get_json(force=True)["items"]
    return found


def ids(found: Any) -> list[str]:
    """The statements of a feed, by the last words of their tags."""
    return [entry.id.rpartition("/")[2] for entry in found.entries]


@pytest.mark.parametrize("address", RECORDS)
def test_a_record_feeds_its_statements(client: FlaskClient, context: Flask, address: str) -> None:
    """Every statement of the record once, fifty at most, and the same in both formats."""
    expected = {one["id"] for one in reading.statements_of(**RECORDS[address])}
    found = ids(atom(client, address))
    assert len(found) == len(set(found)) == min(len(expected), feeding.ENTRIES)
    assert set(found) <= expected
    assert [item["id"].rpartition("/")[2] for item in items(client, address)] == found


@pytest.mark.parametrize("query", ["q=humanitarian+truce&kind=definition", "stance=opposes", "q=term:lull"])
def test_a_search_feeds_what_the_page_finds(client: FlaskClient, query: str) -> None:
    """As many as the page counts, where all have all the words."""
    answer = client.get(f"/search.json?{query}&limit=1000").get_json()
    whole = answer["hits"][: answer["whole"]]
    assert 0 < len(whole) < feeding.ENTRIES
    assert set(ids(atom(client, f"/search?{query}"))) == {hit["statement"]["id"] for hit in whole}


def test_loosened_searches_are_not_fed(client: FlaskClient) -> None:
    """The page shows statements that have some of the words; whoever subscribes is only told of those with all."""
    query = "q=gillard+verification+polio+armistice"
    answer = client.get(f"/search.json?{query}").get_json()
    assert answer["interpreted"]["at_least"] is not None
    assert answer["whole"] == 0 < answer["total"]
    found = atom(client, f"/search?{query}")
    assert not found.entries
    assert ALL_WORDS in found.feed.subtitle


def test_another_spelling_is_said(client: FlaskClient) -> None:
    """A word that no statement has is read as the nearest, as on the page, and the feed says so."""
    found = atom(client, "/search?q=armistise")
    assert found.entries
    assert "Read as armistice where armistise was typed." in found.feed.subtitle


def test_no_definition_without_actor_day_and_source(client: FlaskClient, context: Flask) -> None:
    """Title, summary and content of every definition name who, when and where it was read, with the quotation whole."""
    documents = {one["id"]: one for one in reading.statements_of(kind="definition")}
    some = items(client, "/search?kind=definition&term=humanitarian-pause")
    assert some
    for item in some:
        one = documents[item["id"].rpartition("/")[2]]
        told = read(f"<main>{item['content_html']}</main>").one("main")
        name, day = one["actor"]["name"], in_words(one["said"])
        assert name in item["title"]
        assert day in item["title"]
        for text in (item["summary"], told.text):
            assert all(part in text for part in (name, day, one["source"]["title"], one["source"]["publisher"]))
            assert one["quote"] in text
        assert ("Paraphrase by the editors" in told.text) is (one["wording"] != "quote")
        addresses = [link.attributes["href"] for link in told.all("a")]
        assert all(address.startswith(("http://", "https://")) for address in addresses)
        assert one["source"]["url"] in addresses
        assert item["external_url"] == one["source"]["url"]
        assert name in item["tags"]
        for quote in told.all("blockquote"):
            assert (quote.attributes["lang"], "dir" in quote.attributes) == (one["language"], True)


def test_what_is_published_last_stands_first(reader: FlaskClient) -> None:
    """A statement that is changed comes again, newest first, under the id that it had; its first moment stays."""
    before = atom(reader, "/actors/john-kirby")
    old = next(entry for entry in before.entries if entry.id.endswith(KIRBY))
    publish(changed("statement", KIRBY, summary="Another summary."))
    after = atom(reader, "/actors/john-kirby")
    assert sorted(ids(after)) == sorted(ids(before))
    first = after.entries[0]
    assert (first.id, first.published) == (old.id, old.published)
    assert first.updated >= old.updated
    assert after.feed.updated == first.updated
    assert "Another summary." in first.summary


def test_the_rule_of_order_holds_for_ever_so_many(
    client: FlaskClient, context: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Asked by name or looked through, a search feeds the same, at the limit and beyond it."""
    few = ids(atom(client, "/search?kind=definition"))
    number = len(reading.statements_of(kind="definition"))
    for limit, order in ((number, "newest"), (number - 1, "oldest")):  # two addresses: the same is not made again
        monkeypatch.setattr(feeding, "ASKED_BY_NAME", limit)
        assert ids(atom(client, f"/search?kind=definition&sort={order}")) == few


def test_an_import_is_one_entry_of_the_changes(client: FlaskClient) -> None:
    """A thousand records that were published at once are told as one entry with their number, and a link to them."""
    (entry,) = atom(client, "/changes").entries
    assert re.search(r"1,\d{3} changes", entry.title)
    assert "401 statements" in entry.summary
    assert client.get(entry.link.removeprefix("http://localhost")).status_code == 200


def test_a_change_is_told_with_its_words(reader: FlaskClient) -> None:
    """What changed, why, the words that went and came, and the statement with its actor, day and source."""
    draft = changed("statement", KIRBY, summary="Another summary.")
    editing.publish([draft], by=ADA, note="Clearer <b>words</b>.")
    first = items(reader, "/changes")[0]
    told = read(f"<main>{first['content_html']}</main>").one("main")
    assert first["title"].startswith("Statement changed: ")
    assert "Clearer <b>words</b>." in told.text
    assert any("Another" in node.text for node in told.all("ins"))
    assert all(part in told.text for part in ("John Kirby", "26 October 2023", "ABC News"))
    assert re.fullmatch(r"tag:localhost,2026:changes/\d+", first["id"])
    assert first["url"].endswith(f"/statements/{KIRBY}/history/2")


def test_hostile_words_stay_words(reader: FlaskClient) -> None:
    """Markup in a record is text in both formats, in its title's place and in its content."""
    words = "</p><script>alert(1)</script> ]]> &amp; هدنة"
    publish(changed("statement", KIRBY, summary=words, speaking_as="<img src=x onerror=y>"))
    for address in ("/changes", "/actors/john-kirby"):
        item = items(reader, address)[0]
        told = read(f"<main>{item['content_html']}</main>").one("main")
        assert not told.all("script")
        assert not told.all("img")
        assert words in told.text
        assert words in item["summary"]
        assert words in atom(reader, address).entries[0].summary


def test_many_changes_of_an_editor_are_one_entry_beside_their_cause(reader: FlaskClient) -> None:
    """A term that gets another name takes its statements along: the term is told, and how many followed."""
    publish(changed("term", "humanitarian-truce", preferred="truce on humanitarian grounds"))
    cause, many, *_ = items(reader, "/changes")
    assert cause["title"].startswith("Term changed: ")
    assert re.fullmatch(r"\d+ changes published at once", many["title"])
    assert reader.get(many["url"].removeprefix("http://localhost")).status_code == 200
    assert "tag:localhost,2026:changes/at/" in many["id"]


def test_changes_are_narrowed_as_the_page_is(reader: FlaskClient) -> None:
    """Kind and period hold, and the feed names the page with them."""
    publish(new("actor", id="somebody-new", name="Somebody New", aliases=[]))
    assert items(reader, "/changes?kind=actor&from=2026")[0]["title"].startswith("Actor added: ")
    assert all("Somebody" not in item["title"] for item in items(reader, "/changes?kind=term"))
    assert not items(reader, "/changes?to=1999")
    linked = {link.rel: link.href for link in atom(reader, "/changes?kind=actor").feed.links}
    assert linked["alternate"] == "http://localhost/changes?kind=actor"


def test_at_most_fifty_entries(reader: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """At the limit everything is there, beyond it only the newest."""
    for number in range(3):
        publish(new("actor", id=f"somebody-{number}", name=f"Somebody {number}", aliases=[]))
    monkeypatch.setattr(feeding, "ENTRIES", 4)
    assert len(items(reader, "/changes")) == 4  # with the import
    monkeypatch.setattr(feeding, "ENTRIES", 3)
    assert [item["title"][-2] for item in items(reader, "/changes")] == ["2", "1", "0"]


@pytest.mark.parametrize("address", ["/search?q=truce", "/changes?kind=statement", *RECORDS])
def test_pages_name_their_feeds(client: FlaskClient, address: str) -> None:
    """Each page links its feeds in its head, of the same query, and the feeds link back."""
    found = page(client, address).all("link", rel="alternate")
    feeds = {link.attributes["type"]: link.attributes["href"] for link in found if "title" in link.attributes}
    assert feeds.keys() == {"application/atom+xml", "application/feed+json"}
    assert client.get(feeds["application/feed+json"]).status_code == 200
    read_back = feedparser.parse(client.get(feeds["application/atom+xml"]).data)
    back = {link.rel: link.href for link in read_back.feed.links}
    assert back["alternate"] == f"http://localhost{address}"
    assert back["self"] == f"http://localhost{feeds['application/atom+xml']}"


@pytest.mark.parametrize("address", ["/search.atom?q=truce", "/changes.feed.json", "/terms/truce.atom"])
def test_an_unchanged_feed_is_not_sent_again(client: FlaskClient, address: str) -> None:
    """Whoever has it already, by its ETag, is answered 304."""
    tag = client.get(address).headers["ETag"]
    assert client.get(address, headers={"If-None-Match": tag}).status_code == 304


def test_without_an_index_no_search_is_fed(own_app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Words that begin as asked would find others: the reader is asked to come again, and other feeds go on."""

    def gone() -> Any:
        raise indexing.IndexUnavailable("gone")

    monkeypatch.setattr(indexing, "index", gone)
    reader = own_app.test_client()
    refused = reader.get("/search.atom?q=truce")
    assert (refused.status_code, refused.headers["Retry-After"]) == (503, "5")
    assert reader.get("/search.feed.json?q=truce").get_json()["detail"].startswith("The search index is not available")
    assert reader.get("/terms/truce.atom").status_code == 200
