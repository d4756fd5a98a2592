"""The preview: the readers' own page of what is not published yet, and what an editor should know before."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.admin.conftest import DeskClient
from tests.admin.forms import (
    CHANGE_KIRBY,
    KIRBY,
    NEW,
    NEW_ACTOR,
    NEW_SOURCE,
    STATEMENT,
    preview,
    publish,
    rows,
    tree,
    values,
)
from tests.web.html import Node


def told(page: Node) -> str:
    """What the banner says."""
    return page.one("section", aria_labelledby="h-draft").text


def test_the_preview_is_the_page_that_readers_get(editor: DeskClient) -> None:
    """The same template on the same document: word for word the page that is there after publishing."""
    before = preview(editor, NEW, STATEMENT)
    answer = publish(editor, NEW, STATEMENT)
    slug = answer.headers["Location"].rpartition("/")[2]
    after = tree(editor.get(f"/statements/{slug}"))
    for name in ("record", "dimensions", "source", "cite"):
        assert before.one(id=name).text == after.one(id=name).text
    assert before.one("h1").text == after.one("h1").text


NEW_ONES = {
    NEW: {**STATEMENT, **NEW_ACTOR, **NEW_SOURCE},
    "/admin/terms/new": {"preferred": "quiet hour", "gloss": "A stated hour without fighting."},
    "/admin/actors/new": {"name": "Office of Quiet Talks", "kind": "organization"},
    "/admin/sources/new": {name.removeprefix("new_source-"): value for name, value in NEW_SOURCE.items()},
}


@pytest.mark.parametrize("address", NEW_ONES)
def test_every_link_of_a_preview_leads_somewhere(editor: DeskClient, address: str) -> None:
    """What does not exist before publishing is text with dots under it: citations, files, the new actor and source."""
    page = preview(editor, address, NEW_ONES[address])
    links = [link.attributes["href"] for link in page.one("main").all("a")]
    within = [href for href in links if href.startswith("/")]
    assert {href: editor.get(href).status_code for href in within} == dict.fromkeys(within, 200)
    assert page.all("span", class_="later")
    assert not page.all("form", action="/search", class_="whether")


def test_a_change_keeps_the_links_that_work(editor: DeskClient) -> None:
    """What is published already can be cited and opened while its change is looked at."""
    page = preview(editor, CHANGE_KIRBY, {**values(tree(editor.get(CHANGE_KIRBY))), "summary": "Other words."})
    assert f"/statements/{KIRBY}/cite" in [link.attributes["href"] for link in page.all("a")]
    assert not page.all("span", class_="later")


def test_a_preview_changes_nothing(desk: Flask, editor: DeskClient) -> None:
    """The database is row by row what it was, its counters too (K3)."""
    before = rows(desk)
    preview(editor, NEW, STATEMENT)
    preview(editor, CHANGE_KIRBY, {**values(tree(editor.get(CHANGE_KIRBY))), "summary": "Other words."})
    assert rows(desk) == before


def test_the_preview_says_that_it_is_one(editor: DeskClient) -> None:
    """Title and banner say so; no one else may keep it."""
    answer = editor.send(NEW, {**STATEMENT, "do": "preview"})
    page = tree(answer)
    assert page.one("title").text.startswith("Preview: ")
    assert "Preview, not published" in told(page)
    assert answer.headers["Cache-Control"] == "no-store"
    assert page.one("meta", name="robots").attributes["content"] == "noindex"


def test_the_quote_is_counted_and_the_date_read(editor: DeskClient) -> None:
    """Words of the quote, and what the date is read as."""
    text = told(preview(editor, NEW, {**STATEMENT, "said": "2024-01~"}))
    assert "The quote has 6 of at most 25 words." in text
    assert "2024-01~ is read as January 2024 (approximate): any day from 2023-12-01 to 2024-02-29." in text


def test_messy_input_is_taken_and_what_was_tidied_is_said(editor: DeskClient) -> None:
    """Outer and double blanks and loose accents are put in order, and named (NFC)."""
    page = preview(editor, NEW, {**STATEMENT, "summary": "  Calls  for a\r\npause. ", "locator": "cafe\u0301"})
    assert "tidied in: Where in the source; Summary." in told(page)
    assert "Calls for a pause." in page.one("main").text
    assert "café" in page.one("main").text


def test_change_leads_back_to_the_form_with_everything(editor: DeskClient) -> None:
    """From the preview back to the form, nothing is lost, the note neither."""
    carried = values(preview(editor, NEW, {**STATEMENT, "note": "A note.", "parties-0-actor": ""}))
    again = values(tree(editor.send(NEW, {**carried, "change_note": "Why.", "do": "edit"})))
    for name, value in {**STATEMENT, "note": "A note.", "change_note": "Why."}.items():
        assert again[name] == (value if isinstance(value, list) else [value]), name
    assert "id" not in again


def test_a_change_is_shown_word_by_word(editor: DeskClient) -> None:
    """Before publishing a change, what goes and what comes is marked, not by colour alone."""
    opened = values(tree(editor.get(CHANGE_KIRBY)))
    page = preview(editor, CHANGE_KIRBY, {**opened, "speaking_as": "speaker, US National Security Council"})
    assert [node.text for node in page.all("del")] == ["[gone: spokesperson]"]
    assert [node.text for node in page.all("ins")] == ["[new: speaker]"]


def test_the_other_records_have_previews_too(editor: DeskClient) -> None:
    """A term with a new relation, an actor, a source and an event, each on its own page."""
    for address, field in (
        ("/admin/terms/humanitarian-pause/change", "gloss"),
        ("/admin/actors/john-kirby/change", "note"),
        ("/admin/sources/abc-2023-10-27-kirby/change", "note"),
        ("/admin/events/gaza-four-day-arrangement-2023-11/change", "description"),
    ):
        page = preview(editor, address, {**values(tree(editor.get(address))), field: "Said in other words."})
        assert "Said in other words." in page.one("main").text


def test_a_terms_preview_shows_the_relations_of_the_draft(editor: DeskClient) -> None:
    """Not those that are published, but those that would be."""
    address = "/admin/terms/no-strike-list/change"
    opened = values(tree(editor.get(address)))
    relation = {
        "relations-90-type": "related",
        "relations-90-term": "armistice",
        "relations-90-according_to": "editorial",
    }
    page = preview(editor, address, {**opened, **relation})
    assert page.one(id="neighbours").all("a", href="/terms/armistice")


def test_publishing_is_named_by_its_button(editor: DeskClient) -> None:
    """One button names the act."""
    assert "Publish this statement" in [node.text for node in preview(editor, NEW, STATEMENT).all("button")]
    opened = values(tree(editor.get(CHANGE_KIRBY)))
    page = preview(editor, CHANGE_KIRBY, {**opened, "summary": "Other words."})
    assert "Publish the changes" in [node.text for node in page.all("button")]


def test_what_is_published_is_found_at_once(editor: DeskClient, desk: Flask) -> None:
    """After publishing, the record is on its page, in the search, on the term's page and in the API (S1)."""
    slug = publish(editor, NEW, {**STATEMENT, "summary": "Calls for a zephyrous pause."}).location.rpartition("/")[2]
    reader = desk.test_client()
    assert slug in reader.get("/search?q=zephyrous").get_data(as_text=True)
    assert slug in reader.get("/terms/humanitarian-pause").get_data(as_text=True)
    assert reader.get(f"/api/v1/statements/{slug}").get_json()["summary"] == "Calls for a zephyrous pause."
    assert slug in reader.get(f"/compare?statement={slug}&statement={KIRBY}").get_data(as_text=True)
