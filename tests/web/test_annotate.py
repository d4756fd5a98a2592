"""The page that marks the terms in a text: form, answer, refusals; whatever is pasted stays text, and is not kept."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.services.publishing import editing
from tests.web.addresses import page
from tests.web.html import Node, read

TEXT = "Draft.\r\n\r\nA humanitarian pause <b>now</b>; the pause & a truce.\r\nهدنة إنسانية"
ELSEWHERE = {"Origin": "https://elsewhere.example", "Sec-Fetch-Site": "cross-site"}


def sent(client: FlaskClient, text: str, status: int = 200, **more: str) -> Node:
    """The page that answers a text."""
    answer = client.post("/annotate", data={"text": text, **more})
    assert answer.status_code == status
    assert "Set-Cookie" not in answer.headers
    return read(answer.text).one("main")


def test_the_form_says_what_is_kept(client: FlaskClient) -> None:
    """Nothing; it works without script, and needs no account."""
    main = page(client, "/annotate").one("main")
    form = main.one("form")
    assert (form.attributes["method"], form.attributes["action"]) == ("post", "/annotate")
    assert form.one("textarea").attributes["dir"] == "auto"
    assert "Nothing. The text is read by this server, answered, and let go of" in main.text
    assert "at most 1,000,000 bytes" in main.text


def test_the_text_is_shown_with_marks_that_lead_to_its_terms(client: FlaskClient) -> None:
    """Each mark links to its term's entry on the page, and each entry to the term, its statements and a comparison."""
    main = sent(client, TEXT)
    marked = main.one(class_="marked")
    assert [mark.text for mark in marked.all("mark")] == ["humanitarian pause", "pause", "truce", "هدنة إنسانية"]
    assert marked.all("b") == []
    assert marked.text == "Draft. A humanitarian pause <b>now</b>; the pause & a truce. هدنة إنسانية"
    ids = {node.attributes["id"] for node in main.all("article")}
    assert {link.attributes["href"].removeprefix("#") for link in marked.all("a")} <= ids
    entry = main.one("article", id="term-humanitarian-pause")
    assert "This text says humanitarian pause; actors differ on duration, area, purpose" in entry.text
    compare = next(link for link in entry.all("a") if link.attributes["href"].startswith("/compare"))
    assert compare.text == "Compare International Committee of the Red Cross and Sergei Shoigu on humanitarian pause"
    assert "Those offered to be compared are the two who speak on the most points together" in main.text
    addresses = [link.attributes["href"] for link in entry.all("a")]
    assert addresses[0] == "/terms/humanitarian-pause"
    for address in addresses:
        assert client.get(address).status_code == 200, address


def test_a_mark_of_several_terms_is_said_with_each(client: FlaskClient) -> None:
    """Where the same words may stand for another term, the entry says so."""
    main = sent(client, "هدنة إنسانية")
    for slug, other in (("humanitarian-pause", "humanitarian truce"), ("humanitarian-truce", "humanitarian pause")):
        entry = main.one("article", id=f"term-{slug}")
        assert f"هدنة إنسانية may also stand for: {other}." in entry.text
        assert entry.all("p", class_="small")[0].all(lang="ar", dir="rtl")[0].text == "هدنة إنسانية"


def test_of_two_wordings_the_one_is_named_that_may_mean_more(client: FlaskClient) -> None:
    """Words that are one term alone are not said to stand for another; each other wording is, once."""
    main = sent(
        client, "A humanitarian truce, a temporary truce. The truce held, la trêve. The Truce held.", language="en"
    )
    told = [p.text for p in main.one("article", id="term-truce").all("p", class_="small")]
    assert told == ["truce may also stand for: humanitarian truce.", "trêve may also stand for: humanitarian truce."]
    assert main.one("article", id="term-humanitarian-truce").all("p", class_="small") == []


def test_every_definition_shown_has_actor_date_and_source(client: FlaskClient) -> None:
    """None stands there alone."""
    shown = [one for one in sent(client, TEXT).all("li") if one.around and one.around.fits({"class_": "definitions"})]
    assert len(shown) > 5
    for one in shown:
        hrefs = [link.attributes["href"] for link in one.all("a")]
        assert any(href.startswith("/actors/") for href in hrefs)
        assert any(href.startswith("/sources/") for href in hrefs)
        assert any(href.startswith("/statements/") for href in hrefs)


def test_the_text_has_its_language_and_direction(client: FlaskClient) -> None:
    """As told by the reader, else by its letters; a stretch in another language has its own."""
    assert sent(client, TEXT).one(class_="marked").attributes["lang"] == "en"
    assert sent(client, TEXT, language="fr").one(class_="marked").attributes["lang"] == "fr"
    marked = sent(client, "هدنة إنسانية").one(class_="marked")
    assert (marked.attributes["lang"], marked.attributes["dir"]) == ("ar", "auto")
    assert [mark.attributes.get("lang") for mark in sent(client, TEXT).one(class_="marked").all("mark")] == [
        *(None, None, None),
        "ar",
    ]


def test_the_text_stands_in_the_form_again(client: FlaskClient) -> None:
    """Whoever wants to change it need not paste it anew; the language stays chosen."""
    form = sent(client, TEXT, language="fr").one("form")
    assert form.one("textarea").text == "Draft. A humanitarian pause <b>now</b>; the pause & a truce. هدنة إنسانية"
    assert form.one("option", value="fr").attributes["selected"] == ""


def test_a_text_without_terms_is_said_to_have_none(client: FlaskClient) -> None:
    """And the list of all terms is offered."""
    main = sent(client, "Nothing of the kind.")
    assert "None of the glossary’s terms was found." in main.text
    assert main.all("mark") == []


@pytest.mark.parametrize(
    ("text", "status", "says"),
    [
        ("", 422, "A text is wanted; this one is empty."),
        (" \r\n ", 422, "A text is wanted; this one is empty."),
        ("x" * 1_000_001, 413, "A text of at most 1,000,000 bytes in UTF-8 is wanted. Please take a part of it."),
        ("я" * 500_001, 413, "A text of at most 1,000,000 bytes in UTF-8 is wanted. Please take a part of it."),
    ],
)
def test_what_cannot_be_read_is_refused_on_the_form(client: FlaskClient, text: str, status: int, says: str) -> None:
    """The sentence stands at the top and at the field, and what was pasted is still there."""
    main = sent(client, text, status)
    assert main.one(role="alert").one("a").text == says
    assert main.one(id="text-problem").text == says
    area = main.one("textarea")
    assert area.attributes["aria-invalid"] == "true"
    assert len("".join(part for part in area.content if isinstance(part, str)).strip()) == len(text.strip())


def test_nobody_on_the_way_keeps_it(client: FlaskClient) -> None:
    """Answers and refusals of texts say to browsers and proxies that they are not to be stored."""
    sent = [client.post("/annotate", data={"text": text}) for text in ("a truce", "", "x" * 1_000_001)]
    sent.append(client.post("/annotate", data=b"x" * 1_000_001, content_type="text/plain"))
    sent.append(client.put("/annotate", data={"text": "a truce"}))
    assert [answer.status_code for answer in sent] == [200, 422, 413, 413, 405]
    assert {answer.headers.get("Cache-Control") for answer in sent} == {"no-store"}


def test_the_limit_counts_a_line_break_once(client: FlaskClient) -> None:
    """Browsers send two bytes for each; a text at the limit is read."""
    assert sent(client, "x\r\n" * 500_000).all("mark") == []


def test_an_unknown_language_is_none(client: FlaskClient) -> None:
    """A value that the form does not offer is as if none were chosen."""
    assert sent(client, "a truce", language="<x>").one("option", value="").attributes.get("selected") is None
    assert sent(client, "a truce", language="<x>").one(class_="marked").attributes["lang"] == "en"


def test_a_form_of_another_site_does_no_harm(client: FlaskClient) -> None:
    """Nothing is written, so it is answered like any other."""
    assert client.post("/annotate", data={"text": "a truce"}, headers=ELSEWHERE).status_code == 200


def test_a_form_in_parts_is_read_too(client: FlaskClient) -> None:
    """The form of the page sends its text in parts, as it is."""
    answer = client.post("/annotate", data={"text": TEXT}, content_type="multipart/form-data")
    assert read(answer.text).one("main").one(class_="marked").all("mark")


def test_markup_in_records_and_in_the_text_stays_text(own_app: Flask) -> None:
    """Whatever a term, an actor or the text holds, no element is born of it, on the page or beside a word elsewhere."""
    nasty = "<img src=x onerror=alert(1)>"
    editing.revise("term", "truce", preferred=f"truce {nasty}")
    editing.revise("actor", "ocha", name=nasty)
    editing.revise("statement", "ocha-humanitarian-pause-2022", speaking_as=nasty)
    client = own_app.test_client()
    main = sent(client, f"truce {nasty}; a humanitarian pause")
    assert main.all("img") == []
    assert nasty in main.one(class_="marked").text
    assert nasty in main.one("article", id="term-truce").text
    assert nasty in main.one("article", id="term-humanitarian-pause").text
    told = client.get("/api/v1/terms/humanitarian-pause/tooltip?actor=ocha")
    assert told.mimetype == "application/json"
    assert told.get_json()["actor"]["name"] == nasty
