"""All sources for reference managers: every one of them, as their own readers take them in."""

from __future__ import annotations

import json

import bibtexparser
import jsonschema_rs
import pytest
import rispy
from flask import Flask

from glossary import ROOT
from glossary.interchange.outgoing.whole import Publisher
from glossary.services.export import files as export_files
from glossary.services.reading import published as reading

HERE = Publisher("Somewhere", "https://glossary.example.org")


def _text(name: str) -> str:
    file, taken = export_files.take(name)
    return b"".join(file.write(taken, HERE)).decode()


@pytest.mark.parametrize(("name", "field"), [("bib", "urldate"), ("ris", "Y2  -"), ("json", '"accessed"')])
def test_no_file_says_when_a_source_was_read(context: Flask, name: str, field: str) -> None:
    """The records hold no such day, and that of the file would be one on which nobody looked."""
    assert field not in _text(f"sources.{name}")


def test_bibtex_has_every_source(context: Flask) -> None:
    """Parsed back by bibtexparser, each source is an entry with its address, and none failed."""
    library = bibtexparser.parse_string(_text("sources.bib"))
    assert library.failed_blocks == []
    sources = reading.every("source")
    assert [entry.key for entry in library.entries] == [one["slug"] for one in sources]
    assert all(entry["url"] for entry in library.entries)


def test_ris_has_every_source(context: Flask) -> None:
    """Parsed back by rispy, each source is a record with its title and its address."""
    records = rispy.loads(_text("sources.ris"))
    sources = reading.every("source")
    assert [(one["id"], one["title"], ";".join(one["urls"])) for one in records] == [
        (one["slug"], " ".join(one["title"].split()), one["url"]) for one in sources
    ]


def test_csl_has_every_source_and_fits_the_schema(context: Flask) -> None:
    """The list is valid by the schema of CSL-JSON and has each source once."""
    items = json.loads(_text("sources.json"))
    schema = json.loads((ROOT / "tests" / "data" / "csl-data.json").read_text("utf-8"))
    jsonschema_rs.validator_for(schema).validate(items)
    assert [one["id"] for one in items] == [one["slug"] for one in reading.every("source")]
