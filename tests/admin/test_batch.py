"""One change to many statements at the desk: chosen, judged, shown and published, by the pages alone."""

from __future__ import annotations

import pytest
from flask import Flask

from glossary.services.reading import published as reading
from tests.admin.conftest import DeskClient
from tests.admin.test_bulk import KIRBY, act, seen


def test_many_statements_are_changed_together(desk: Flask, editor: DeskClient) -> None:
    """Chosen by a filter, given a new value, seen as old and new, published with the note for readers."""
    page = editor.get("/admin/batch?actor=john-kirby&field=confidence").get_data(as_text=True)
    assert "statements fit the choice above" in page
    sent = {"actor": "john-kirby", "field": "confidence", "value": "medium", "note": "Read again.", "ids": ""}
    answer = editor.send("/admin/batch", sent)
    assert answer.status_code == 303
    page = seen(editor, answer.location)
    assert "confidence becomes medium" in page
    act(editor, answer.location, "import")
    assert "Published: " in seen(editor, answer.location)
    with desk.app_context():
        assert {one["confidence"] for one in reading.statements_of(actor="john-kirby")} == {"medium"}
        assert reading.revisions("statement", KIRBY)[0]["change_note"] == "Read again."


def test_statements_are_named_by_id(editor: DeskClient) -> None:
    """Pasted ids count instead of the filter; unknown ones are told, and what was typed stays in the form."""
    sent = {
        "actor": "joe-biden",
        "field": "stance",
        "value": "none",
        "note": "Read again.",
        "ids": f" {KIRBY}\n{KIRBY}",
    }
    page = seen(editor, editor.send("/admin/batch", sent).location)
    assert KIRBY in page
    assert "1 record:" in page
    answer = editor.send("/admin/batch", {**sent, "ids": "nothing"})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "There is no statement nothing." in page
    assert 'value="Read again."' in page


def test_what_is_refused_of_many_can_be_left_out(editor: DeskClient) -> None:
    """Where some statements cannot take the value, the others can be changed without them."""
    sent = {"actor": "john-kirby", "field": "attribution", "value": "reported", "note": "Read again.", "ids": ""}
    answer = editor.send("/admin/batch", sent)
    page = seen(editor, answer.location)
    assert "reported_by: is needed when attribution is reported." in page
    if 'value="spare"' in page:
        spared = act(editor, answer.location, "spare")
        assert "refused, so nothing" not in seen(editor, spared.location)
    else:
        act(editor, answer.location, "spare")
        assert "nothing left to change" in editor.get(answer.location).get_data(as_text=True)


@pytest.mark.parametrize("query", ["?field=quote", "?actor=nobody&field=stance", "?kind=%00", "?field=stance&term=x"])
def test_any_address_of_the_choice_is_a_page(editor: DeskClient, query: str) -> None:
    """Unknown fields and records choose nothing and break nothing."""
    assert editor.get(f"/admin/batch{query}").status_code == 200
