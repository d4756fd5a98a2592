"""BibTeX, RIS and CSL-JSON: other libraries read from them what was put in, and the schema of CSL accepts all of it."""

from __future__ import annotations

import json
import re
from typing import Any

import bibtexparser
import jsonschema_rs
import pytest
import rispy
from flask import Flask
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pylatexenc.latex2text import LatexNodes2Text

from glossary import ROOT
from glossary.interchange.citations import SOURCE_TYPES, Site, quoted_item, record_item, source_item
from glossary.interchange.citations_dates import csl_date
from glossary.interchange.citations_files import LANGIDS, bibtex, csl_json, ris
from glossary.services.reading import published as reading
from glossary.services.reading import vocabularies

SITE = Site("Glossary of Attributed Terms", "https://glossary.example")
SCHEMA = json.loads((ROOT / "tests/data/csl-data.json").read_text("utf-8"))
LETTERS = st.text('abc XYZ é ß هدنة إنسانية מו״מ 停火 {}\\&%$#_^~"“”«»@=,;.:()[]<>/', min_size=1, max_size=60)
untimed = settings(deadline=None)
titles = LETTERS.map(lambda text: " ".join(text.split())).filter(bool)


def work(**fields: str) -> dict[str, Any]:
    """A source as documents have it."""
    known = {"slug": "a-work", "title": "A title", "publisher": "A publisher", "url": "https://example.org/a?b=c&d=%20"}
    return {**known, "published": "2023-10-27", "type": "news-report", "language": "en", **fields}


@untimed
@given(titles, titles)
@example("{", "}{")
@example('@article{a, title = "x"}', "A & B, C and D")
@example("\\emph{هدنة} \\", "100 % $x_1^2$ ~ #1")
def test_bibtex_gives_back_what_was_put_in(title: str, publisher: str) -> None:
    """Braces, ampersands, quotes, signs of TeX and any script."""
    text = bibtex([source_item(work(title=title, publisher=publisher))])
    read = bibtexparser.parse_string(text)
    assert not read.failed_blocks
    [entry] = read.entries
    fields = {field.key: field.value for field in entry.fields}
    assert decoded(fields["title"]) == bare(title)
    assert decoded(fields["author"]) == bare(publisher)
    assert (entry.key, fields["date"], fields["year"]) == ("a-work", "2023-10-27", "2023")


def decoded(text: str) -> str:
    """What TeX would print, without blanks. The library knows braces by another name, and another circumflex."""
    known = text.replace(r"\textbraceleft{}", r"\{").replace(r"\textbraceright{}", r"\}")
    return bare(LatexNodes2Text().latex_to_text(known)).replace("ˆ", "^")


def bare(text: str) -> str:
    """The text without blanks: around commands of TeX they are not kept to the letter."""
    return "".join(text.split())


@untimed
@given(titles, titles)
@example("TY  - NEWS", "ER  -")
@example("A\r\nER  - \r\nTY  - GEN", "B\nC")
def test_ris_gives_back_what_was_put_in(title: str, publisher: str) -> None:
    """One record, with the title and the publisher on one line each."""
    [read] = rispy.loads(ris([source_item(work(title=title, publisher=publisher))]))
    assert read["title"] == on_one_line(title)
    assert read["publisher"] == on_one_line(publisher)
    assert (read["type_of_reference"], read["year"], read["date"]) == ("NEWS", "2023", "2023/10/27/")


def on_one_line(text: str) -> str:
    """The text with a blank for each break."""
    return " ".join(line.strip() for line in text.splitlines())


@untimed
@given(titles, st.sampled_from(["2023-10-27~", "2016?", "1948/1949", "1949/..", "2023-10~/2023-11", "0987%", ""]))
def test_csl_json_fits_the_schema_of_csl(title: str, published: str) -> None:
    """For any title and any kind of date."""
    validate([source_item(work(title=title, published=published))])


def validate(items: list[dict[str, Any]]) -> None:
    """Fails where the schema refuses the items as they are written."""
    jsonschema_rs.validator_for(SCHEMA).validate(json.loads(csl_json(items)))


def test_every_source_and_statement_of_the_data_can_be_cited(context: Flask) -> None:
    """In every format, each under a key of its own, with title, body, date and address."""
    sources = [source_item(source) for source in reading.every("source")]
    quoted = [quoted_item(one) for one in reading.statements_of()]
    records = [record_item("term", term, "2026-11-25T10:00:00Z", SITE) for term in reading.every("term")]
    items = [*sources, *quoted, *records]
    assert len({item["id"] for item in items}) == len(items)
    assert all(item["title"] and item["author"] and item["issued"] and item["URL"] for item in items)
    validate(items)
    assert len(rispy.loads(ris(items))) == len(items)
    read = bibtexparser.parse_string(bibtex(items))
    assert len(read.entries) == len(items)
    assert not read.failed_blocks


def test_every_type_of_source_has_a_type_of_csl(context: Flask) -> None:
    """A new type in the closed list is met by this table."""
    assert set(vocabularies.vocabulary("source_types")) == set(SOURCE_TYPES)


def test_a_quoted_source_says_whose_words_it_is_cited_for(context: Flask) -> None:
    """Speaker, date and reporter are in every format."""
    [kirby] = reading.statements(["john-kirby-humanitarian-pause-2023-10-26"])
    item = quoted_item(kirby)
    for text in (csl_json([item]), ris([item]), bibtex([item])):
        assert "John Kirby" in text
        assert "26 October 2023 (approximate)" in text
        assert kirby["reported_by"] in text


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("2023-10-27", {"date-parts": [[2023, 10, 27]]}),
        ("2023-10~", {"date-parts": [[2023, 10]], "circa": True}),
        ("2016?", {"literal": "2016 (uncertain)"}),
        ("2016%", {"literal": "2016 (approximate, uncertain)"}),
        ("1948?/1949", {"literal": "1948 (uncertain) to 1949"}),
        ("1948/1949", {"date-parts": [[1948], [1949]]}),
        ("2023-10-27/2023-11~", {"date-parts": [[2023, 10, 27], [2023, 11]], "circa": True}),
        ("1949/..", {"literal": "since 1949"}),
        ("", {}),
    ],
)
def test_dates_are_cited_no_more_exactly_than_they_are_known(said: str, wanted: dict[str, Any]) -> None:
    """Approximate ones are circa; uncertain and open ones are said in words."""
    assert csl_date(said) == wanted


@pytest.mark.parametrize(
    ("published", "date", "year", "ris_date"),
    [
        ("2023-10-27~", "2023-10-27~", "ca. 2023", "2023/10/27/approximate"),
        ("2009?", "2009?", "2009?", "2009///uncertain"),
        ("2009%", "2009%", "ca. 2009?", "2009///approximate, uncertain"),
        ("1948?/1949", "1948?/1949", "1948–1949?", "1948///to 1949, uncertain"),
        ("2009", "2009", "2009", "2009///"),
    ],
)
def test_approximate_and_uncertain_are_told_apart(published: str, date: str, year: str, ris_date: str) -> None:
    """BibTeX has it in the year, biblatex in the EDTF date, RIS in words behind the date, CSL-JSON as `custom`."""
    item = source_item(work(published=published))
    [entry] = bibtexparser.parse_string(bibtex([item])).entries
    fields = {field.key: field.value for field in entry.fields}
    assert (fields["date"], decoded(fields["year"])) == (date, bare(year))
    assert f"DA  - {ris_date}\r\n" in ris([item])
    validate([item])
    assert json.loads(csl_json([item]))[0].get("custom") == ({"issued": published} if published != "2009" else None)


@pytest.mark.parametrize(
    ("language", "field"),
    [
        ("en", "langid = {english}"),
        ("ar", "langid = {arabic}"),
        ("de-CH", "langid = {german}"),
        ("zh-Hant", "langid = {chinese}"),
        ("fil", "language = {fil}"),
    ],
)
def test_languages_are_named_as_biblatex_names_them(language: str, field: str) -> None:
    """One that it does not know is no `langid`, which would break the bibliography."""
    entry = bibtex([source_item(work(language=language))])
    assert f"  {field},\n" in entry
    assert ("langid" in entry) is field.startswith("langid")


def test_most_languages_of_the_sources_have_a_name_in_biblatex(context: Flask) -> None:
    """A new language in the data is met by the table, or is one that neither babel nor polyglossia has."""
    assert {source["language"] for source in reading.every("source")} - set(LANGIDS) <= {"fil", "ti"}


@untimed
@given(titles)
@example("Islamic Republic of Iran, Russian Federation, Republic of Turkey")
@example("Conflict, Security & Development; PRIO,")
@example(",;,")
def test_ris_keeps_the_name_of_a_body_whole(publisher: str) -> None:
    """One author, without a comma but the last, after which a reader finds no first name; the rest as it was."""
    [read] = rispy.loads(ris([source_item(work(publisher=publisher))]))
    [author] = read["authors"]
    family, *first = author.split(",")
    assert (family.strip() != "", first) == (True, [""])
    assert bare(re.sub("[,;–]", "", family)) == bare(re.sub("[,;–]", "", publisher))
