"""A translator's file at the desk: judged, shown with what is not read, and imported."""

from __future__ import annotations

from flask import Flask

from tests.admin.conftest import DeskClient
from tests.admin.test_bulk import act, seen, send
from tests.interchange.tbx_files import SAMPLES, new


def test_the_page_says_what_is_not_read(desk: Flask, editor: DeskClient) -> None:
    """Every sentence on what the file has besides stands above the records; imported, readers find the terms."""
    answer = send(editor, (SAMPLES / "basic_good.tbx").read_bytes(), "stars.tbx")
    page = seen(editor, answer.location)
    assert "39 records: 39 new, 0 changed, 0 same, 0 refused." in page
    assert "<li><bdi>Definitions not read: 74, contexts not read: 104." in page
    assert '<th scope="col" role="columnheader">Line</th>' in page
    assert act(editor, answer.location, "import").status_code == 303
    assert "Published: 39 new records." in seen(editor, answer.location)
    assert "cúmulo abierto" in editor.get("/terms/open-cluster").get_data(as_text=True)


def test_a_hostile_file_is_refused_and_its_words_stay_text(desk: Flask, editor: DeskClient) -> None:
    """The reason is on the page, nothing can be imported, and no name of the file becomes markup."""
    answer = send(editor, '<!DOCTYPE tbx [<!ENTITY a "b">]><tbx/>', "bomb.tbx")
    page = seen(editor, answer.location)
    assert "defines entities or other things of its own" in page
    assert 'value="import"' not in page
    form = '<langSec xml:lang="fr"><termSec><term>&lt;i&gt;x</term></termSec></langSec>'
    entry = f'<conceptEntry id="c">{form}</conceptEntry>'
    page = seen(editor, send(editor, new(entry + entry.replace('"fr"', '"en"')), "x.tbx").location)
    assert "<i>x" not in page
    assert "&lt;i&gt;x" in page
