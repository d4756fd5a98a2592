"""The three writers: whatever is in a text or an address, the same triples come back, and memory stays flat."""

from __future__ import annotations

import os
import subprocess
import sys
import tracemalloc
from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rdflib import Literal, URIRef

from glossary import ROOT
from glossary.interchange.skos.nodes import Node, Ref, Typed, prefixes, web, whole_name, words
from glossary.interchange.skos.whole import SYNTAXES, written
from glossary.services.reading import published as reading
from tests.interchange.linked import FORMATS, HERE, read

KNOWN = prefixes(HERE)
TEXTS = st.text() | st.sampled_from(
    ['"', "\\", '\\"', "\r\n", "\t", "]]>", "<b>&amp;</b>", "\ufffe\uffff", "'''", '"""@en']
)
SUBJECTS = st.sampled_from([f"https://a.example/{name}" for name in ("one", "two", "three#part")])
VALUES = st.one_of(
    st.builds(words, TEXTS, st.sampled_from(["", "en", "ar", "zh-Hant"])),
    st.builds(lambda text: web(f"https://a.example/x?{text}"), TEXTS),
    st.builds(Typed, st.sampled_from(["2023-11-10~", "1948/1949"]), st.just("edtf:EDTF")),
    st.builds(Typed, st.just("2023-11"), st.just("xsd:gYearMonth")),
)
FACTS = st.lists(st.tuples(st.sampled_from(["skos:prefLabel", "dct:source", "gat:summary"]), VALUES), max_size=4)
NODES = st.lists(
    st.builds(Node, SUBJECTS, st.sampled_from([(), ("skos:Concept",), ("gat:Point", "foaf:Agent")]), FACTS)
)


def _meant(nodes: list[Node]) -> set[tuple[Any, ...]]:
    """The triples that the nodes say."""
    kind = URIRef(KNOWN["rdf"] + "type")
    types = {(URIRef(n.subject), kind, URIRef(whole_name(name, KNOWN))) for n in nodes for name in n.types}
    facts = {(URIRef(n.subject), URIRef(whole_name(p, KNOWN)), _term(value)) for n in nodes for p, value in n.facts}
    return types | facts


def _term(value: Any) -> Any:
    if isinstance(value, Ref):
        return URIRef(value.iri)
    if isinstance(value, Typed):
        return Literal(value.text, datatype=URIRef(whole_name(value.datatype, KNOWN)))
    return Literal(value.text, lang=value.lang or None)


@pytest.mark.parametrize("ending", FORMATS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(nodes=NODES)
def test_whatever_is_written_is_read_back(ending: str, nodes: list[Node]) -> None:
    """Quotes, backslashes, ends of lines, marks of all syntaxes, every script: the triples are those meant."""
    content = b"".join(SYNTAXES[ending].write(nodes, KNOWN))
    assert set(read(content, ending)) == _meant(nodes)


class Many:
    """A glossary in which one statement stands over and over, under another address each time."""

    moment = datetime(2026, 11, 30, 12)  # noqa: DTZ001  (moments of the database have no zone)
    change = 1
    dimensions: tuple[str, ...] = ()

    def __init__(self, statement: dict[str, Any], number: int) -> None:
        self.statement, self.counts = statement, {"statement": number}

    def each(self, kind: str) -> Iterator[dict[str, Any]]:
        """The statements; nothing of the other kinds."""
        for number in range(self.counts["statement"] if kind == "statement" else 0):
            yield {**self.statement, "id": f"{self.statement['id']}-{number}"}


@pytest.mark.parametrize("ending", FORMATS)
def test_memory_does_not_grow_with_the_glossary(context: Flask, ending: str) -> None:
    """Ten times as many statements need no more room while they are written."""
    statement = reading.document("statement", "john-kirby-humanitarian-pause-2023-10-26")
    peaks, lengths = [], []
    for number in (100, 1_000):
        tracemalloc.start()
        lengths.append(sum(len(piece) for piece in written(ending, Many(statement, number), HERE)))
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert lengths[1] > 9 * lengths[0]
    assert peaks[1] < peaks[0] + 50_000


@pytest.mark.parametrize("ending", FORMATS)
def test_nothing_is_read_before_it_is_asked_for(context: Flask, ending: str) -> None:
    """The first piece of a file is there before the first statement was looked at."""
    looked: list[str] = []

    class Watched(Many):
        def each(self, kind: str) -> Iterator[dict[str, Any]]:
            for one in super().each(kind):
                looked.append(one["id"])
                yield one

    pieces = written(ending, Watched({**reading.newest(1)[0]}, 5), HERE)
    assert list(islice(pieces, 2))
    assert not looked


def test_the_library_waits_until_it_is_needed(tmp_path: Path) -> None:
    """A start of the application does not load rdflib, which takes as long as all the rest."""
    asked = "import sys; from glossary import create_app; create_app(); print('rdflib' in sys.modules)"
    known = {**os.environ, "GLOSSARY_INSTANCE": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", asked], env=known, cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout == "False\n"
