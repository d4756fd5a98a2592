"""A5: each foreign text carries its own language and direction, wherever it stands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from glossary.languages import direction
from glossary.services.reading import published as reading
from glossary.web import shown
from tests.web.addresses import COMPARISON, main
from tests.web.html import Node

Document = dict[str, Any]


def bearers(top: Node, text: str) -> Iterator[Node]:
    """The innermost elements that say the text."""
    wanted = " ".join(text.split())
    inside = [part for part in top.content if isinstance(part, Node) and wanted in part.text]
    for part in inside:
        yield from bearers(part, wanted)
    if not inside and wanted in top.text:
        yield top


def assert_own(top: Node, text: str, language: str) -> None:
    """Everywhere on the page the text stands in its language and direction."""
    found = list(bearers(top, text))
    assert found, text
    for node in found:
        assert (node.own("lang"), node.own("dir")) == (language, direction(language)), (text, node)


def foreign(statements: list[Document]) -> list[Document]:
    return [one for one in statements if one["language"] != "en"]


def test_quotations_and_terms_on_term_pages(client: FlaskClient, context: Flask) -> None:
    """The words and the term as written, in all nine languages."""
    for term in sorted({one["term"]["slug"] for one in foreign(reading.statements_of())}):
        top = main(client, f"/terms/{term}")
        for one in foreign(reading.statements_of(term=term)):
            entry = top.one("article", id=one["id"])
            assert_own(entry, one["term_as_written"], one["language"])
            if one["quote"]:
                assert_own(entry, one["quote"], one["language"])


def test_statement_pages(client: FlaskClient, context: Flask) -> None:
    """A record shows the words in their own direction and its summary in ours."""
    for one in foreign(reading.statements_of()):
        top = main(client, f"/statements/{one['id']}")
        assert_own(top.one("dd", class_="form"), one["term_as_written"], one["language"])
        assert_own(top, one["summary"], "en")
        if one["quote"]:
            assert_own(top, one["quote"], one["language"])


def test_equivalents(client: FlaskClient, context: Flask) -> None:
    """Every equivalent of every term."""
    for term in reading.every("term"):
        if term["equivalents"]:
            cells = main(client, f"/terms/{term['slug']}").one(id="languages").all("td", class_="form")
            for cell, entry in zip(cells, term["equivalents"], strict=True):
                assert_own(cell, entry["form"], entry["lang"])


def test_names_of_actors_in_other_scripts(client: FlaskClient, context: Flask) -> None:
    """Every alias stands in its language; two languages may share a form."""
    for actor in reading.every("actor")[::6]:
        facts = main(client, f"/actors/{actor['slug']}").one("dl", class_="facts")
        shown_as = {
            (node.text, node.attributes["lang"], node.attributes["dir"])
            for node in facts.all("bdi")
            if "lang" in node.attributes
        }
        for alias in actor["aliases"]:
            assert (alias["form"], alias["lang"], direction(alias["lang"])) in shown_as


def test_names_of_an_event(client: FlaskClient, context: Flask) -> None:
    """The arrangement of November 2023 in English, Arabic, Hebrew and Chinese on one page."""
    top = main(client, "/events/gaza-four-day-arrangement-2023-11").one("table", class_="names")
    statements = foreign(reading.statements_of(event="gaza-four-day-arrangement-2023-11"))
    assert {one["language"] for one in statements} >= {"ar", "he", "zh"}
    for one in statements:
        assert_own(top, one["term_as_written"], one["language"])


def test_comparison(client: FlaskClient) -> None:
    """Columns keep their own direction while the table follows the page."""
    table = main(client, COMPARISON).one("table", class_="side-by")
    assert_own(table, "مع التوصل إلى اتفاق الهدنة الإنسانية في غزة", "ar")


def test_marked_words_keep_their_direction(client: FlaskClient) -> None:
    """A highlight inside an Arabic quotation stays in it."""
    top = main(client, "/search?q=هدنة&language=ar")
    marks = [node for node in top.all("mark") if "هدن" in node.text]
    assert marks
    assert all((node.own("lang"), node.own("dir")) == ("ar", "rtl") for node in marks)


@pytest.mark.parametrize(
    ("language", "title", "expected"),
    [
        ("de", "Baerbock fordert humanitäre Feuerpausen für Gaza", "de"),
        ("fr", "Regulations Respecting the Laws and Customs of War on Land", "en"),
        ("fr", "A/RES/ES-10/22 (French text)", "en"),
        ("ar", "Statement of the ICRC President on the ceasefire agreement (Arabic)", "en"),
        ("ar", "الأمم المتحدة: لا علاقة لنا بهدنة الساعات الخمس بالغوطة", "ar"),
        ("es", "Albares pide el alto el fuego en Gaza", "es"),
        ("en", "The Commander's Handbook on the Law of Armed Conflict", "en"),
    ],
)
def test_language_of_a_title_is_inferred(language: str, title: str, expected: str) -> None:
    """No record says in which language a title is; its script and its small words do."""
    assert shown.title_language({"language": language, "title": title}) == expected


def test_values_in_plain_text_are_isolated(client: FlaskClient) -> None:
    """Where no markup can stand, invisible marks keep a name from turning the text around it."""
    response = client.get(COMPARISON)
    assert "<title>Comparing \u2068John Kirby, 26 October 2023 (approximate)\u2069" in response.text
    assert "on \u2068humanitarian pause\u2069 and \u2068humanitarian truce\u2069" in response.text
