"""Linked data by address and by `Accept`: terms, the whole set, the vocabulary; pages stay the default."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from glossary.interchange.skos.whole import SYNTAXES
from tests.api.asking import refusal

TERM, LIST, WORDS = "/terms/humanitarian-truce", "/terms", "/about/vocabulary"
PLACES = (TERM, LIST, WORDS)
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
MEDIA = {ending: syntax.media for ending, syntax in SYNTAXES.items()}
ANSWERED = (
    ("text/turtle", "ttl"),
    ("application/ld+json", "jsonld"),
    ('application/ld+json;profile="http://www.w3.org/ns/json-ld#compacted"', "jsonld"),
    ("application/rdf+xml", "rdf"),
    ("APPLICATION/RDF+XML", "rdf"),
    ("text/turtle, */*;q=0.1", "ttl"),
    ("text/turtle, */*", "ttl"),
    ("application/rdf+xml;q=0.9, application/ld+json, text/turtle;q=0.5", "jsonld"),
    ("text/html;q=0.5, application/rdf+xml", "rdf"),
    ("text/turtle;q=0.3, application/n-triples", "ttl"),
    (BROWSER, ""),
    ("*/*", ""),
    ("text/*", ""),
    ("application/*", ""),
    ("", ""),
    ("text/html, text/turtle", ""),
    ("text/turtle;q=0.9, text/html", ""),
    ("text/turtle;q=0", ""),
    ("text/turtle;q=0.5, */*", ""),
    ("application/json", ""),
    ("application/n-triples", ""),
    ("nonsense", ""),
)
"""What a program accepts, and the ending of what it gets; empty for the page."""


@pytest.mark.parametrize(("accepts", "ending"), ANSWERED)
def test_what_is_preferred_is_answered(client: FlaskClient, accepts: str, ending: str) -> None:
    """Only a syntax that is named and preferred is sent in the place of the page, with the bytes of its own address."""
    answer = client.get(TERM, headers={"Accept": accepts})
    assert answer.status_code == 200
    assert answer.mimetype == (MEDIA[ending] if ending else "text/html")
    assert answer.headers.get("Content-Location") == (f"{TERM}.{ending}" if ending else None)
    if ending:
        assert answer.get_data() == client.get(f"{TERM}.{ending}").get_data()


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("ending", SYNTAXES)
def test_each_syntax_has_an_address(client: FlaskClient, place: str, ending: str) -> None:
    """Behind the ending there is the same as for `Accept`, under the type of the syntax."""
    by_ending = client.get(f"{place}.{ending}")
    by_accept = client.get(place, headers={"Accept": MEDIA[ending]})
    assert by_ending.status_code == by_accept.status_code == 200
    assert by_ending.content_type == by_accept.content_type == SYNTAXES[ending].content_type
    assert by_ending.get_data() == by_accept.get_data() != b""


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("accepts", [BROWSER, "text/turtle"])
def test_every_form_names_the_others(client: FlaskClient, place: str, accepts: str) -> None:
    """A cache keeps the forms apart, and whoever has one of them is told of all."""
    answer = client.get(place, headers={"Accept": accepts})
    assert answer.vary.as_set() >= {"accept"}
    assert answer.headers.getlist("Link") == [
        f'<{place}.{ending}>; rel="alternate"; type="{media}"' for ending, media in MEDIA.items()
    ]


def test_forms_at_one_address_are_never_taken_for_each_other(client: FlaskClient) -> None:
    """Whoever has the page is not told that the data is unchanged, nor the other way round."""
    for place in PLACES:
        tags = {
            client.get(place, headers={"Accept": media}).headers.get("ETag") for media in [BROWSER, *MEDIA.values()]
        }
        assert len(tags - {None}) == sum(tag is not None for tag in tags)
        for tag in tags - {None}:
            fresh = [
                client.get(place, headers={"Accept": media, "If-None-Match": str(tag)}).status_code
                for media in [BROWSER, *MEDIA.values()]
            ]
            assert fresh.count(304) == 1


def test_a_term_as_it_stood_has_its_addresses(client: FlaskClient) -> None:
    """The moment stays in the address of every form; what is no moment is refused."""
    page = client.get(TERM).get_data(as_text=True)
    moment = page.partition(f"{TERM}?as_of=")[2].partition('"')[0]
    answer = client.get(f"{TERM}?as_of={moment}", headers={"Accept": "text/turtle"})
    assert answer.status_code == 200
    kept = client.get(answer.headers["Content-Location"])
    assert kept.get_data() == answer.get_data() == client.get(f"{TERM}.ttl").get_data()
    assert client.get(f"{TERM}.ttl?as_of=2999-01-01").status_code == 400
    assert client.get(f"{TERM}?as_of=yesterday", headers={"Accept": "text/turtle"}).status_code == 400


@pytest.mark.parametrize("ending", SYNTAXES)
def test_the_api_has_the_same_bytes(client: FlaskClient, ending: str) -> None:
    """Under /api/v1 a term is answered as beside its page, and the whole set as among the files."""
    one = client.get(f"/api/v1{TERM}.{ending}")
    assert one.content_type == SYNTAXES[ending].content_type
    assert one.headers["Access-Control-Allow-Origin"] == "*"
    assert one.get_data() == client.get(f"{TERM}.{ending}").get_data()
    assert client.get(f"/api/v1/export/glossary.{ending}").get_data() == client.get(f"/terms.{ending}").get_data()
    refusal(client, f"/terms/no-such-term.{ending}", 404)
    refusal(client, f"{TERM}.{ending}?colour=blue", 400)
    refusal(client, f"{TERM}.{ending}?as_of=yesterday", 400)


def test_what_there_is_not_is_a_page_that_says_so(client: FlaskClient) -> None:
    """An unknown term is 404 in every form."""
    for address in ("/terms/no-such-term.ttl", "/terms/no-such-term.jsonld"):
        assert client.get(address).status_code == 404
    assert client.get("/terms/no-such-term", headers={"Accept": "text/turtle"}).status_code == 404


def test_the_page_of_a_term_offers_the_files(client: FlaskClient) -> None:
    """A reader finds the files beside the table and the JSON."""
    page = client.get(TERM).get_data(as_text=True)
    assert all(f'href="{TERM}.{ending}"' in page for ending in SYNTAXES)


def test_the_vocabulary_has_a_place_for_each_word(client: FlaskClient) -> None:
    """An address of the vocabulary, followed in a browser, leads to that word."""
    page = client.get(WORDS).get_data(as_text=True)
    turtle = client.get(f"{WORDS}.ttl").get_data(as_text=True)
    names = {line.partition("#")[2].rstrip(">") for line in turtle.splitlines() if line.startswith("<") and "#" in line}
    assert len(names) > 150
    assert all(page.count(f' id="{name}"') == 1 for name in names)
