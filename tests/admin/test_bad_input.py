"""Bad input at the desk: each a clear answer, nothing lost, nothing half-written (B2, B4, B5, B7, D12)."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from flask import Flask

from tests.admin.conftest import ORIGIN, Clock, DeskClient, sign_in
from tests.admin.forms import (
    CHANGE_KIRBY,
    KIRBY,
    NEW,
    NEW_ACTOR,
    NEW_SOURCE,
    STATEMENT,
    beside,
    publish,
    rows,
    summary,
    tree,
    values,
)
from tests.security.test_markup_stays_text import NASTY
from tests.web.html import Node

WORDS = " ".join(["word"] * 26)


@pytest.mark.parametrize(
    ("fields", "place", "sentence"),
    [
        ({"source": ""}, "source", "Choose where it was read, or fill in a new source."),
        ({"source": "no-such"}, "source", "'no-such' is not among the sources of the glossary."),
        ({"quote": WORDS}, "quote", "The quote has 26 words; at most 25 are allowed."),
        ({"quote": "停" * 61}, "quote", "The quote has 61 Chinese characters; at most 60 are allowed."),
        ({"said": "27.10.2023"}, "said", "'27.10.2023' is not a date in EDTF"),
        ({"said": "2023-02-30"}, "said", "'2023-02-30' is not a date in EDTF"),
        ({"said": "2023/2020"}, "said", "ends before it begins"),
        ({"term": "no-such"}, "term", "is not among the terms"),
        ({"actor": "no-such"}, "actor", "is not among the actors"),
        ({"term": "../../etc/passwd"}, "term", "is not an id"),
        ({"actor": "CON\x00"}, "actor", "is not an id"),
        ({"event": "x" * 300}, "event", "Must have 0 to 120 characters."),
        ({"kind": "rumour"}, "kind", "is not among the values that are offered"),
        ({"stance": "<script>"}, "stance", "is not an id"),
        ({"language": "Klingon"}, "language", "is not a language tag"),
        ({"facets-0-codes": ["days", "forged"]}, "facets", "is no code or dimension"),
        ({"facets-0-dimension": "mood"}, "facets", "is no code or dimension"),
        ({"facets-0-text": ""}, "facets-0-text", "Say in a few words what the source says"),
        ({"parties-0-actor": "ocha", "parties-0-role": "co-author"}, "parties", "is named twice"),
        ({"parties-0-actor": "japan", "parties-0-role": "friend"}, "parties", "is not among the values"),
        ({"attribution": "reported"}, "reported_by", "Name who printed or reported the words"),
        ({"wording": "paraphrase"}, "wording", "Wording says quote exactly when a quote is given."),
        ({"disputes": "no-such-statement"}, "disputes", "is not another statement"),
        ({"summary": "x" * 1001}, "summary", "Must have 1 to 1000 characters."),
        ({"speaking_as": "x\u202ey"}, "speaking_as", "overrides the writing direction"),
        ({"locator": "x\u2066y"}, "locator", "overrides the writing direction"),
        ({"reported_by": "x\x07y"}, "reported_by", "Holds a control character"),
        ({"conflict": "korea", "event": "gaza-four-day-arrangement-2023-11"}, "conflict", "Differs from the conflict"),
    ],
)
def test_each_wrong_field_is_told_and_nothing_is_written(
    desk: Flask, editor: DeskClient, fields: dict[str, Any], place: str, sentence: str
) -> None:
    """A sentence beside the field, in the preview's step and in the last; the input stands (B4, B5, B7)."""
    before = rows(desk)
    for step in ("preview", "publish"):
        page = tree(editor.send(NEW, {**STATEMENT, **fields, "do": step}), 422)
        assert any(sentence in one for one in summary(page)), summary(page)
        assert place in ("parties", "facets") or any(sentence in one for one in beside(page, place))
        assert values(page)["summary"] == [fields.get("summary", STATEMENT["summary"])]
    assert rows(desk) == before


@pytest.mark.parametrize(("field", "most"), [("summary", 1000), ("term_as_written", 200), ("speaking_as", 300)])
def test_lengths_at_their_limits(editor: DeskClient, field: str, most: int) -> None:
    """One under and at the limit passes, one over is refused (B4)."""
    for length, status in ((most - 1, 200), (most, 200), (most + 1, 422)):
        sent = {**STATEMENT, field: "x" * length, "do": "preview"}
        assert editor.send(NEW, sent).status_code == status, length


def test_quotes_at_their_limit(editor: DeskClient) -> None:
    """24 and 25 words pass, 26 are refused (B4)."""
    for count, status in ((24, 200), (25, 200), (26, 422)):
        sent = {**STATEMENT, "quote": " ".join(["word"] * count), "do": "preview"}
        assert editor.send(NEW, sent).status_code == status, count


def test_two_megabytes_are_too_much(desk: Flask, editor: DeskClient) -> None:
    """413 with a page, and the database as it was (B4)."""
    before = rows(desk)
    answer = editor.send(NEW, {**STATEMENT, "note": "x" * 2_000_000, "do": "publish"})
    assert "This is too much at once" in tree(answer, 413).one("h1").text
    assert rows(desk) == before


def test_fields_at_their_limit(desk: Flask, editor: DeskClient) -> None:
    """199 and 200 fields are read, 201 are refused with a page, as parts of either kind of form (B4)."""
    before = rows(desk)
    for count, status in ((199, 422), (200, 422), (201, 413)):
        fields = {f"extra-{number}": "x" for number in range(count - 1)}
        assert editor.send(NEW, {**fields, "do": "preview"}).status_code == status, count
    parts = {f"extra-{number}": "x" for number in range(250)}
    answer = editor.send(NEW, {**parts, "file": (BytesIO(b"x"), "../../x.txt")}, content_type="multipart/form-data")
    assert answer.status_code == 413
    assert rows(desk) == before


def test_fields_that_are_not_ours_are_passed_over(editor: DeskClient) -> None:
    """A forged field changes nothing of a record: not its address, state or revision (D11)."""
    forged = {"state": "withdrawn", "withdrawn_reason": "x" * 20, "revision": "7", "slug": "mine", "origin": "seed"}
    slug = publish(editor, NEW, {**STATEMENT, **forged}).location.rpartition("/")[2]
    found = editor.get(f"/statements/{slug}.json").get_json()
    assert (slug, found["withdrawn"], found["revision"]) == ("ocha-humanitarian-pause-2024-01-15", None, 1)


def test_an_address_cannot_be_forged_over_another(desk: Flask, editor: DeskClient) -> None:
    """A new record with the id of an existing one is refused; its text stays (K4)."""
    before = rows(desk)
    for forged in (KIRBY, "../x", "x" * 200, "A B"):
        assert editor.send(NEW, {**STATEMENT, "id": forged, "do": "publish"}).status_code == 422
    assert rows(desk) == before


def test_a_revision_from_the_future_is_refused(desk: Flask, editor: DeskClient) -> None:
    """A forged base is no way around the check (K4)."""
    before = rows(desk)
    opened = values(tree(editor.get(CHANGE_KIRBY)))
    sent = {**opened, "summary": "Other words.", "change_note": "Forged.", "do": "publish"}
    for base in ("0", "2", "99999999999999999999"):
        assert editor.send(CHANGE_KIRBY, {**sent, "base": base}).status_code == 400
    assert rows(desk) == before


def test_a_record_that_is_not_there_is_not_found(editor: DeskClient) -> None:
    """404 with a page, for every deed."""
    for path in ("", "/change", "/withdraw", "/reinstate", "/restore/1"):
        assert editor.get(f"/admin/statements/nothing{path}").status_code == 404, path
    assert editor.get(f"/admin/statements/{KIRBY}/restore/99").status_code == 404


def spoilt() -> dict[str, Any]:
    """A form in which every text holds markup."""
    texts = {"speaking_as", "reported_by", "locator", "note", "term_as_written", "summary", "quote", "facets-0-text"}
    inline = {f"new_actor-{name}" for name in ("name", "note", "aliases-0-form")}
    inline |= {f"new_source-{name}" for name in ("title", "publisher", "rights", "note")}
    both = {**STATEMENT, **NEW_ACTOR, **NEW_SOURCE}
    return {**both, **{name: f"{NASTY} {name}" for name in texts | inline}}


def assert_no_element_was_born(page: Node) -> None:
    """Nothing of the markup has become part of the page."""
    assert not page.all(id="born")
    assert not page.all("img", src="x")
    run = [node for node in page.all("script") if node.attributes != {"type": "application/ld+json"}]  # not data
    assert not any("alert" in node.text for node in run)


def test_markup_stays_text_on_every_page_of_the_desk(editor: DeskClient, administrator: DeskClient) -> None:
    """In the form again, in the preview, on the record, in the conflict, the history and the list of deeds (D12)."""
    assert_no_element_was_born(tree(editor.send(NEW, {**spoilt(), "said": NASTY, "do": "preview"}), 422))
    assert_no_element_was_born(tree(editor.send(NEW, {**spoilt(), "do": "preview"})))
    desk_page = publish(editor, NEW, spoilt(), note=NASTY).location
    change_page = f"{desk_page}/change"
    opened = values(tree(editor.get(change_page)))
    assert publish(editor, change_page, {**opened, "note": f"{NASTY} other"}, NASTY).status_code == 303
    answer = administrator.send(change_page, {**opened, "note": f"{NASTY} third", "do": "preview"})
    assert_no_element_was_born(tree(answer, 409))
    public = desk_page.removeprefix("/admin")
    for path in (desk_page, change_page, f"{desk_page}/withdraw", f"{desk_page}/restore/1", "/admin/"):
        assert_no_element_was_born(tree(editor.get(path)))
    for path in (public, f"{public}/history", f"{public}/history/1"):
        assert_no_element_was_born(tree(editor.get(path)))
    tree(editor.get("/admin/?q=%3Cimg+id%3Dborn%3E"))


def test_a_form_sent_after_the_session_ended_is_kept(desk: Flask, moved: Clock, editor: DeskClient) -> None:
    """Sign in again, and all that was typed is there, not sent yet; then it is published (WCAG 3.3.7)."""
    before, token = rows(desk)["statement"], editor.token()
    moved.move(minutes=31)
    sent = {**STATEMENT, **NEW_ACTOR, "csrf_token": token, "do": "preview"}
    assert editor.post(NEW, data=sent, headers={"Origin": ORIGIN}).location.startswith("/admin/sign-in")
    assert sign_in(editor, "editor", next=NEW).location == NEW
    page = tree(editor.get(NEW))
    assert "Your session had ended." in page.one("div", role="status").text
    kept = values(page)
    for name, value in {**STATEMENT, **NEW_ACTOR}.items():
        assert kept[name] == (value if isinstance(value, list) else [value]), name
    assert rows(desk)["statement"] == before
    assert publish(editor, NEW, kept).status_code == 303


def test_a_change_sent_after_the_session_ended_keeps_its_revision(moved: Clock, editor: DeskClient) -> None:
    """The form still says which revision it was made from (K4)."""
    opened, token = values(tree(editor.get(CHANGE_KIRBY))), editor.token()
    moved.move(minutes=31)
    sent = {**opened, "summary": "Other words.", "change_note": "Why.", "csrf_token": token, "do": "publish"}
    editor.post(CHANGE_KIRBY, data=sent, headers={"Origin": ORIGIN})
    sign_in(editor, "editor", next=CHANGE_KIRBY)
    kept = values(tree(editor.get(CHANGE_KIRBY)))
    assert (kept["base"], kept["summary"], kept["change_note"]) == (["1"], ["Other words."], ["Why."])
