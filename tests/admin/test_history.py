"""The public history: every published state, what changed, whether the chain is whole, and nobody's address."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import text

from glossary.db import db
from tests.admin.conftest import DeskClient
from tests.admin.forms import CHANGE_KIRBY, KIRBY, change, tree

RECORDS = (
    f"/statements/{KIRBY}",
    "/terms/humanitarian-pause",
    "/actors/john-kirby",
    "/sources/abc-2023-10-27-kirby",
    "/events/gaza-four-day-arrangement-2023-11",
)


@pytest.mark.parametrize("address", RECORDS)
def test_each_record_links_to_its_history(editor: DeskClient, address: str) -> None:
    """From the record to its history, from there to a revision, and back; a revision's canonical is the live page."""
    assert tree(editor.get(address)).all("a", href=f"{address}/history")
    assert tree(editor.get(f"{address}/history")).all("a", href=f"{address}/history/1")
    page = tree(editor.get(f"{address}/history/1"))
    assert page.one("link", rel="canonical").attributes["href"].endswith(address)
    assert "Revision 1" in page.one("main").text


def test_the_history_shows_what_changed_word_by_word(editor: DeskClient) -> None:
    """Newest first, with note, origin and hash; gone and new words are marked by element and by word."""
    change(editor, CHANGE_KIRBY, "A better word.", speaking_as="speaker, US National Security Council")
    page = tree(editor.get(f"/statements/{KIRBY}/history"))
    newest, oldest = page.one("ol").all("li")
    assert "A better word." in newest.text
    assert "by an editor" in newest.text
    assert "from the data set" in oldest.text
    assert (newest.one("del").text, newest.one("ins").text) == ("[gone: spokesperson]", "[new: speaker]")
    listed = tree(editor.get(f"/statements/{KIRBY}")).one(id="revisions").all("code")
    assert [one.text for one in listed] == [newest.one("code").text, oldest.one("code").text]


def test_a_revision_is_shown_as_it_was(editor: DeskClient) -> None:
    """By the public template, with a banner and a link to the live page."""
    change(editor, CHANGE_KIRBY, summary="Other words.")
    old, new = (tree(editor.get(f"/statements/{KIRBY}/history/{number}")) for number in (1, 2))
    assert "Other words." not in old.one("section", class_="words").text
    assert "Other words." in new.one("section", class_="words").text
    assert "Revision 1." in old.one("div", role="note").text


def test_a_revision_that_never_was_is_not_found(editor: DeskClient) -> None:
    """404 with a page, for numbers and records alike."""
    for path in (f"/statements/{KIRBY}/history/9", f"/statements/{KIRBY}/history/0", "/statements/nothing/history"):
        assert editor.get(path).status_code == 404


def test_a_broken_chain_is_said(desk: Flask, editor: DeskClient) -> None:
    """Where a stored state was tampered with, the page says so (K5)."""
    assert "The chain is whole" in tree(editor.get(f"/statements/{KIRBY}/history")).one("main").text
    with desk.app_context(), db.engine.execution_options(write=True).begin() as connection:
        connection.execute(text("UPDATE revision SET document = document || ' ' WHERE kind = 'statement'"))
    assert "The chain is broken" in tree(editor.get(f"/statements/{KIRBY}/history")).one("main").text


def test_the_history_names_nobody(editor: DeskClient) -> None:
    """No e-mail of an editor is on any public page of the record (D11)."""
    change(editor, CHANGE_KIRBY, summary="Other words.")
    for path in ("", "/history", "/history/2", ".json"):
        assert "@example.org" not in editor.get(f"/statements/{KIRBY}{path}").get_data(as_text=True)


def test_readers_pages_are_the_same_for_everyone(editor: DeskClient, anonymous: DeskClient) -> None:
    """Signed in or not, the history is byte for byte the same and sets no cookie."""
    for path in (f"/statements/{KIRBY}", f"/statements/{KIRBY}/history"):
        mine, theirs = editor.get(path), anonymous.get(path)
        assert mine.data == theirs.data
        assert "Set-Cookie" not in mine.headers
