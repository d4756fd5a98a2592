"""A thesaurus at the desk: judged, shown with what is not read, and imported."""

from __future__ import annotations

from flask import Flask

from tests.admin.conftest import DeskClient
from tests.admin.test_bulk import act, seen, send
from tests.interchange.test_skos_incoming import LULL, PREFIXES


def test_the_page_says_what_is_not_read(desk: Flask, editor: DeskClient) -> None:
    """Every sentence on what the file has besides stands above the concepts; imported, readers find the terms."""
    answer = send(editor, PREFIXES + LULL, "thesaurus.ttl")
    page = seen(editor, answer.location)
    assert "3 records: 3 new, 0 changed, 0 same, 0 refused." in page
    assert "<li><bdi>Definitions not read: 1, of 1 concepts (lull in fighting)." in page
    assert '<th scope="col" role="columnheader">Concept</th>' in page
    assert act(editor, answer.location, "import").status_code == 303
    assert "Published: 3 new records." in seen(editor, answer.location)
    assert "A halt that nobody agreed." in editor.get("/terms/lull-in-fighting").get_data(as_text=True)


def test_a_hostile_file_is_refused_and_its_words_stay_text(desk: Flask, editor: DeskClient) -> None:
    """The reason is on the page, nothing can be imported, and no label of the file becomes markup."""
    page = seen(editor, send(editor, '{"@context": "https://elsewhere.example.org/"}', "remote.jsonld").location)
    assert "Nothing is fetched from other sites" in page
    assert 'value="import"' not in page
    text = PREFIXES + ':a a skos:Concept ; skos:prefLabel "a<i>x"@en ; skos:altLabel "b"@en ; :p<i> "y" .'
    page = seen(editor, send(editor, text.replace(":p<i>", ":p"), "markup.ttl").location)
    assert "a<i>x" not in page
    assert "1 new" in page
