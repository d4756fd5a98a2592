"""Hostile linked data: nothing is fetched, nothing grows without bound, whatever is in the file is refused in words."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from glossary.errors import Invalid
from glossary.interchange import xml_door
from glossary.interchange.incoming import encodings
from glossary.interchange.incoming.reading import read
from glossary.interchange.skos import apart, graph
from tests.interchange.test_skos_incoming import PREFIXES

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
XSD = "http://www.w3.org/2001/XMLSchema#"


def refusal(folder: Path, form: str, content: str | bytes) -> str:
    """Why a file with this content is refused."""
    path = folder / f"file.{form}"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(Invalid) as refused:
        list(read(path, form))
    said = str(refused.value)
    assert said[0].isupper()
    assert said.endswith(".")
    assert str(folder) not in said
    return said


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    """A place where a connection would be noticed."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        yield server


def at(listener: socket.socket) -> str:
    """Its address."""
    return f"http://127.0.0.1:{listener.getsockname()[1]}/context.jsonld"


def nobody_came(listener: socket.socket) -> bool:
    """Whether no connection was made."""
    try:
        listener.accept()
    except BlockingIOError:
        return True
    return False


CONTEXTS = (
    {"@context": "{here}", "@id": "https://a.example/"},
    {"@context": ["{here}", {}], "@id": "https://a.example/"},
    {"@context": "file:///etc/hostname", "@id": "https://a.example/"},
    {"@context": {"@import": "{here}"}, "@id": "https://a.example/"},
    {"@context": {"a": {"@id": "https://a.example/", "@context": "{here}"}}, "a": "b"},
    {"@graph": [{"@context": "{here}", "@id": "https://a.example/"}]},
    {"@graph": [{"@id": "https://a.example/", "https://a.example/p": [{"@context": ["{here}"]}]}]},
    [{"@id": "https://a.example/"}, {"@context": "{here}"}],
)
"""Contexts that are elsewhere, in every place where one may stand."""


@pytest.mark.parametrize("content", CONTEXTS)
def test_no_context_is_fetched(tmp_path: Path, listener: socket.socket, content: object) -> None:
    """JSON-LD that names a context elsewhere is refused, and nobody is asked for it."""
    said = refusal(tmp_path, "jsonld", json.dumps(content).replace("{here}", at(listener)))
    assert said == apart.FETCHES
    assert nobody_came(listener)


DOCTYPES = (
    '<!DOCTYPE r [<!ENTITY e SYSTEM "{here}">]>',
    '<!DOCTYPE r [<!ENTITY % p SYSTEM "{here}"> %p;]>',
    '<!DOCTYPE r [<!ENTITY e "aaaaaaaaaa"><!ENTITY f "&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;">]>',
)


@pytest.mark.parametrize("doctype", DOCTYPES)
def test_entities_are_refused(tmp_path: Path, listener: socket.socket, doctype: str) -> None:
    """RDF/XML comes in through the one door for XML: no entities, whether they grow or ask for something."""
    said = refusal(tmp_path, "rdf", doctype.replace("{here}", at(listener)) + f'<r xmlns="{RDF}">&e;</r>')
    assert said == xml_door.DEFINES
    assert nobody_came(listener)


def test_a_bare_doctype_fetches_nothing(tmp_path: Path, listener: socket.socket) -> None:
    """What a DOCTYPE names is not asked for, and the file is read."""
    concept = (
        f'<s:Concept xmlns:s="{SKOS}" rdf:about="https://a.example/x"><s:prefLabel xml:lang="en">new</s:prefLabel>'
    )
    note = '<s:scopeNote rdf:parseType="Literal"><b>note</b></s:scopeNote></s:Concept>'
    path = tmp_path / "file.rdf"
    path.write_text(f'<!DOCTYPE rdf:RDF SYSTEM "{at(listener)}"><rdf:RDF xmlns:rdf="{RDF}">{concept}{note}</rdf:RDF>')
    (one,) = read(path, "rdf")
    assert one.row["preferred"] == "new"
    assert nobody_came(listener)


BROKEN = {
    "Turtle that ends too soon": ("ttl", PREFIXES + ":a a skos:Concept ; skos:prefLabel "),
    "Turtle that is none": ("ttl", PREFIXES + "nonsense <<"),
    "an unknown prefix": ("ttl", "a:b a:c a:d ."),
    "parts inside each other": ("ttl", PREFIXES + ":a :b " + "[ :c " * 20_000 + "]" * 20_000 + " ."),
    "lists inside each other": ("ttl", PREFIXES + ":a :b " + "(" * 20_000 + ")" * 20_000 + " ."),
    "a number without end": ("ttl", PREFIXES + ":a :b " + "9" * 100_000 + " ."),
    "Latin-1": ("ttl", (PREFIXES + ':a skos:prefLabel "é" .').encode("latin-1")),
    "truncated XML": ("rdf", f'<rdf:RDF xmlns:rdf="{RDF}"><rdf:Description>'),
    "XML that is no RDF": ("rdf", "<page><title>x</title></page>"),
    "truncated JSON": ("jsonld", '{"@id": "https://a.example/", '),
    "JSON inside each other": ("jsonld", "[" * 100_000),
    "JSON that is no object": ("jsonld", "3"),
    "a list of numbers": ("jsonld", "[1, 2]"),
    "nothing": ("jsonld", ""),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_broken_is_refused_in_words(tmp_path: Path, name: str) -> None:
    """A damaged or senseless file is refused with one sentence that shows nothing of this machine."""
    said = refusal(tmp_path, *BROKEN[name])
    assert "Traceback" not in said
    assert "rdflib" not in said


def test_a_place_in_the_file_is_told(tmp_path: Path) -> None:
    """Of broken Turtle the line is named."""
    assert refusal(tmp_path, "ttl", PREFIXES + "nonsense <<").startswith("The file cannot be read: line 5: ")


HEAD = f'<rdf:RDF xmlns:rdf="{RDF}" xmlns:s="{SKOS}">'
WRONG = {
    '<s:Concept rdf:ID="1 bad"/>': "“1 bad” is no rdf:ID: such a name begins with a letter or “_” and has no blanks",
    '<s:Concept rdf:nodeID="a:b"/>': "“a:b” is no rdf:nodeID: such a name begins",
    '<s:Concept><s:a rdf:ID=""/></s:Concept>': "“” is no rdf:ID: such a name begins",
    '<s:Concept rdf:ID="\u202ex"/>': "“\ufffdx” is no rdf:ID",
    '<s:Concept rdf:ID="x" rdf:about="https://a.example/"/>': "can have at most one of rdf:ID, rdf:about,",
    '<s:Concept rdf:ID="x"/><s:Concept rdf:ID="x"/>': "two elements cannot use the same ID.",
    "<rdf:li/>": "invalid node element URI.",
}


@pytest.mark.parametrize("content", WRONG)
def test_what_is_wrong_in_xml_is_told(tmp_path: Path, content: str) -> None:
    """XML that is whole and breaks a rule of RDF/XML: the sentence says which."""
    said = refusal(tmp_path, "rdf", f"{HEAD}{content}</rdf:RDF>")
    assert said.startswith(f"The file cannot be read: {WRONG[content]}")
    assert "None" not in said


HALVES = {
    "a text in Turtle": ("ttl", PREFIXES + ':a :b "x\\uD800y" .'),
    "a text in long Turtle": ("ttl", PREFIXES + ':a :b "x\\U0000DFFFy" .'),
    "an address in Turtle": ("ttl", PREFIXES + "<https://a.example/\\uD800> :b :c ."),
    "a datatype in Turtle": ("ttl", PREFIXES + ':a :b "x"^^<https://a.example/\\uD800> .'),
    "a text in JSON-LD": ("jsonld", '{"@id": "https://a.example/", "https://a.example/p": "x\\uD800y"}'),
    "an address in JSON-LD": ("jsonld", '{"@id": "https://a.example/\\uDC00", "https://a.example/p": "xy"}'),
    "a name in JSON-LD": ("jsonld", '{"@id": "https://a.example/", "https://a.example/\\uDC00": "xy"}'),
    "a text in RDF/XML": ("rdf", f"{HEAD}<s:Concept><s:note>x&#xD800;y</s:note></s:Concept></rdf:RDF>"),
    "an address in RDF/XML": ("rdf", f'{HEAD}<s:Concept rdf:about="https://a.example/&#56320;"/></rdf:RDF>'),
    "RDF/XML in UTF-16": ("rdf", f"{HEAD}<s:Concept s:note='&#xD800;'/></rdf:RDF>".encode("utf-16")),
    "two halves in RDF/XML": ("rdf", f"{HEAD}<s:Concept><s:note>&#xD83D;&#xDE00;</s:note></s:Concept></rdf:RDF>"),
}
"""Halves that every syntax can write in signs of its own, but that are no characters."""


@pytest.mark.parametrize("name", HALVES)
def test_half_a_character_is_refused_in_every_syntax(tmp_path: Path, name: str) -> None:
    """In a text, an address, a datatype or a name: the same sentence, and nothing is shown as a sign in its place."""
    assert encodings.HALF in refusal(tmp_path, *HALVES[name])


def test_both_halves_are_a_character(tmp_path: Path) -> None:
    """JSON writes rarer characters so, and Turtle may."""
    for form, text in (
        ("ttl", PREFIXES + ':a :b "\\U0001F54A" .'),
        ("jsonld", '{"@id": "https://thesaurus.example.org/a", "https://thesaurus.example.org/b": "\\uD83D\\uDD4A"}'),
    ):
        (tmp_path / "file").write_text(text)
        said = graph.read(tmp_path / "file", form)["https://thesaurus.example.org/a"]
        assert said["https://thesaurus.example.org/b"][0] == ("\U0001f54a", "")


def test_a_huge_value_takes_no_room(tmp_path: Path) -> None:
    """A number with a thousand million digits, written in eleven signs, is read as the text that it is."""
    path = tmp_path / "file.ttl"
    path.write_text(f'{PREFIXES}:a :b "1e999999999"^^<{XSD}decimal> .')
    assert graph.read(path, "ttl")["https://thesaurus.example.org/a"]["https://thesaurus.example.org/b"][0] == (
        "1e999999999",
        "",
    )


def test_a_file_that_takes_too_long_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The process that reads is ended, and the file is refused."""
    monkeypatch.setattr(graph, "SECONDS", 0.01)
    assert refusal(tmp_path, "ttl", PREFIXES) == graph.TOO_MUCH


def test_a_process_that_dies_is_a_refusal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the room that it needs, the reading ends; what it had read is not taken for the whole."""
    monkeypatch.setattr(apart, "__name__", "no.such.module")
    assert refusal(tmp_path, "ttl", PREFIXES) == graph.TOO_MUCH


@pytest.mark.parametrize("over", [0, 1])
def test_the_length_of_a_file_is_limited(tmp_path: Path, over: int) -> None:
    """At the limit it is read; one byte more, and it is refused unread."""
    path = tmp_path / "file.ttl"
    start = f"{PREFIXES}:a a skos:Concept .\n#".encode()
    path.write_bytes(start + b"x" * (graph.MOST_BYTES - len(start) + over))
    if over:
        with pytest.raises(Invalid, match="longer than 20,000,000 bytes"):
            graph.read(path, "ttl")
    else:
        assert len(graph.read(path, "ttl")) == 1


@pytest.mark.parametrize("over", [0, 1])
def test_the_number_of_facts_is_limited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, over: int) -> None:
    """At the limit all are there; with one more the file is refused, in every syntax."""
    monkeypatch.setattr(apart, "MOST_TRIPLES", 20)
    addresses = [f"https://a.example/{number}" for number in range(20 + over)]
    files = {
        "ttl": "".join(f"<{one}> <{one}> <{one}> .\n" for one in addresses),
        "jsonld": json.dumps([{"@id": one, one: {"@id": one}} for one in addresses]),
        "rdf": f'<rdf:RDF xmlns:rdf="{RDF}">{"".join(_described(one) for one in addresses)}</rdf:RDF>',
    }
    for form, content in files.items():
        path = tmp_path / f"file.{form}"
        path.write_text(content)
        if over:
            with pytest.raises(apart.Refusal, match="more than 20 facts"):
                list(apart.triples(path, form, "utf-8"))
        else:
            assert len(list(apart.triples(path, form, "utf-8"))) == 20


def _described(address: str) -> str:
    fact = f'<a xmlns="https://a.example/" rdf:resource="{address}"/>'
    return f'<rdf:Description rdf:about="{address}">{fact}</rdf:Description>'


@pytest.mark.parametrize("over", [0, 1])
def test_the_length_of_an_address_is_limited(tmp_path: Path, over: int) -> None:
    """A short name for a long beginning makes no more of it than an address may have."""
    path = tmp_path / "file.ttl"
    begin = "https://a.example/"
    path.write_text(f"@prefix p: <{begin}{'x' * (apart.MOST_ADDRESS - len(begin) - 1 + over)}> .\np:a p:a p:a .\n")
    if over:
        with pytest.raises(apart.Refusal, match="more than 2,000 characters"):
            list(apart.triples(path, "ttl", "utf-8"))
    else:
        assert len(list(apart.triples(path, "ttl", "utf-8"))) == 1


@pytest.mark.parametrize("over", [0, 1])
def test_the_depth_of_json_is_limited(over: int) -> None:
    """So many objects inside each other, and no more."""
    value: object = {}
    for _ in range(apart.MOST_DEPTH - 2 + over):
        value = {"a": value}
    if over:
        with pytest.raises(apart.Refusal, match="more than 30 lists"):
            apart.check_json({"b": value})
    else:
        apart.check_json({"b": value})


PARTS = st.sampled_from(
    [
        *'"<>{}[]().;,#:&\n',
        *("@prefix ", "@base ", "a ", ":a ", "skos:Concept ", "^^", "@en", "\\u0", "'''", "_:x", "1e9", "true"),
        *('"@context"', '"@id"', "<rdf:RDF>", "</", "xmlns:", "\ufffe"),
    ]
)


@pytest.mark.parametrize("form", ["ttl", "jsonld", "rdf"])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
@given(parts=st.lists(PARTS, max_size=25))
def test_whatever_is_in_a_file_is_read_or_refused(tmp_path: Path, form: str, parts: list[str]) -> None:
    """Pieces of all syntaxes in any order: nothing else ever comes of it."""
    path = tmp_path / f"file.{form}"
    path.write_text((PREFIXES if form == "ttl" else "") + "".join(parts), encoding="utf-8")
    with suppress(apart.Refusal, Invalid):
        if form == "rdf":
            xml_door.check(path)
        assert all(len(triple) == 5 for triple in apart.triples(path, form, "utf-8"))
