"""The forms: what they offer, that they keep what was typed, and that they say what is wrong where it is."""

from __future__ import annotations

import pytest

from tests.admin.conftest import DeskClient
from tests.admin.forms import CHANGE_KIRBY, KIRBY, NEW, STATEMENT, beside, change, publish, summary, tree, values

RECORDS = {
    "statements": KIRBY,
    "terms": "humanitarian-pause",
    "actors": "majed-al-ansari",
    "sources": "abc-2023-10-27-kirby",
    "events": "gaza-four-day-arrangement-2023-11",
}


@pytest.mark.parametrize("plural", RECORDS)
def test_every_field_has_a_label_and_help_that_is_there(editor: DeskClient, plural: str) -> None:
    """Each field that is seen has a name, and what it is described by stands on the page (A1)."""
    for address in (f"/admin/{plural}/new", f"/admin/{plural}/{RECORDS[plural]}/change"):
        page = tree(editor.get(address))
        ids = {node.attributes["id"] for node in page.nodes() if "id" in node.attributes}
        labelled = {node.attributes.get("for") for node in page.all("label")}
        for field in [*page.all("input"), *page.all("select"), *page.all("textarea")]:
            kind = field.attributes.get("type")
            around = field.around.tag if field.around else ""
            assert kind == "hidden" or field.attributes.get("id") in labelled or around == "label", field.attributes
        for node in page.nodes():
            assert set(node.attributes.get("aria-describedby", "").split()) <= ids


@pytest.mark.parametrize("plural", RECORDS)
def test_a_record_goes_through_its_form_unchanged(editor: DeskClient, plural: str) -> None:
    """Opened and sent as it is, nothing differs: the form loses nothing of a record (K5)."""
    address = f"/admin/{plural}/{RECORDS[plural]}/change"
    answer = editor.send(address, {**values(tree(editor.get(address))), "do": "preview"})
    assert summary(tree(answer, 422)) == ["Nothing differs from what is published."]


def test_every_statement_goes_through_its_form_unchanged(editor: DeskClient) -> None:
    """Among the real statements none is changed by being opened, whatever order its codes have (K5)."""
    for slug in ("qatar-mofa-humanitarian-pause-2023-11-22", "unsc-extended-humanitarian-pause-2023-11-15"):
        address = f"/admin/statements/{slug}/change"
        answer = editor.send(address, {**values(tree(editor.get(address))), "do": "preview"})
        assert summary(tree(answer, 422)) == ["Nothing differs from what is published."]


def test_an_empty_form_is_answered_with_what_is_missing(editor: DeskClient) -> None:
    """Errors stand on top, linked, and beside each field; the title says so; the fields are marked (A1)."""
    page = tree(editor.send(NEW, {"do": "preview"}), 422)
    assert page.one("title").text.startswith("Error: Add a statement")
    box = page.one("div", role="alert")
    assert "tabindex" in box.attributes
    for link in box.all("a"):
        field = link.attributes["href"].removeprefix("#")
        (sentence,) = beside(page, field)
        assert link.text.endswith(f": {sentence}")
        assert page.all(id=field)[0].own("aria-invalid") == "true"
    assert "Source: Choose where it was read, or fill in a new source." in summary(page)
    assert len(summary(page)) == 12


def test_all_input_is_kept_when_a_form_is_refused(editor: DeskClient) -> None:
    """Everything that was typed or ticked stands in the form again, however wrong another field is."""
    sent = {
        **STATEMENT,
        "said": "soon",
        "parties-0-actor": "japan",
        "parties-0-role": "co-author",
        "note": "هدنة & <b>",
        "new_actor-note": "kept",
        "disputes": "one two",
    }
    again = values(tree(editor.send(NEW, {**sent, "do": "preview"}), 422))
    for name, value in sent.items():
        assert again[name] == (value if isinstance(value, list) else [value]), name


def test_a_sentence_stands_beside_the_row_that_it_speaks_of(editor: DeskClient) -> None:
    """Empty rows are passed over, and yet the problem is shown in the right one."""
    rows = {
        "parties-0-actor": "",
        "parties-1-actor": "",
        "parties-2-actor": "japan",
        "parties-2-role": "",
        "facets-1-text": "x" * 501,
    }
    sent = {**STATEMENT, **rows, "facets-1-dimension": "consent", "do": "preview"}
    page = tree(editor.send(NEW, sent), 422)
    assert beside(page, "parties-2-role") == ["This is needed."]
    assert beside(page, "facets-1-text") == ["Must have 1 to 500 characters."]


@pytest.mark.parametrize(
    ("address", "part", "field"),
    [
        (NEW, "parties", "parties-0-actor"),
        (NEW, "new_actor-aliases", "new_actor-aliases-0-form"),
        ("/admin/actors/new", "aliases", "aliases-0-form"),
        ("/admin/terms/new", "equivalents", "equivalents-0-lang"),
        ("/admin/terms/new", "relations", "relations-0-type"),
    ],
)
def test_add_another_gives_a_row_and_keeps_the_rest(editor: DeskClient, address: str, part: str, field: str) -> None:
    """Without script, a button of the form adds a row to a repeating part (A3)."""
    sent = {"term_as_written": "pause", "name": "A", "preferred": "P", "do": f"add:{part}"}
    page = tree(editor.send(address, sent))
    assert page.all(id=field)
    kept = values(page)
    assert {kept.get("term_as_written", ["pause"])[0], kept.get("name", ["A"])[0], kept.get("preferred", ["P"])[0]} == {
        "pause",
        "A",
        "P",
    }
    twice = tree(editor.send(address, {**kept, "do": f"add:{part}"}))
    assert twice.all(id=field.replace("-0-", "-1-"))


def test_a_button_of_an_unknown_part_does_no_harm(editor: DeskClient) -> None:
    """A forged "add" gives the form again (B4)."""
    assert tree(editor.send(NEW, {"do": "add:nothing", "quote": "kept"})).one(id="quote").text == "kept"


def test_a_text_has_the_language_and_direction_that_is_chosen(editor: DeskClient) -> None:
    """Quote and term as written run the way of their language once the page has come back (A5)."""
    page = tree(editor.send(NEW, {"language": "ar", "quote": "هدنة", "do": "preview"}), 422)
    for name in ("quote", "term_as_written"):
        assert (page.one(id=name).attributes["lang"], page.one(id=name).attributes["dir"]) == ("ar", "rtl")


def test_a_date_is_read_back_in_words(editor: DeskClient) -> None:
    """The form says as what it reads an EDTF date."""
    page = tree(editor.send(NEW, {"said": "2023-10-27~", "do": "preview"}), 422)
    assert "Read as 27 October 2023 (approximate)" in page.one("main").text


def test_the_codes_stand_with_their_definitions(editor: DeskClient) -> None:
    """Each code that can be ticked has its meaning beside it, within reach of the words it is read from."""
    page = tree(editor.get(NEW))
    code = page.one("input", value="fixed-unspecified")
    assert code.around
    assert "Said to be limited in time or temporary" in code.around.text


@pytest.mark.parametrize(
    ("plural", "fields", "changed"),
    [
        ("terms", {"preferred": "quiet hour", "variants": "quiet hours\n quiet  time", "gloss": "A pause."}, "gloss"),
        ("actors", {"name": "Quiet Office", "kind": "organization", "country": "ch"}, "note"),
        (
            "sources",
            {
                "title": "On quiet",
                "publisher": "Quiet Press",
                "url": "https://quiet.example.org/1",
                "published": "2024",
                "type": "analysis",
                "language": "en",
            },
            "note",
        ),
        (
            "events",
            {"name": "A quiet day", "date": "2024-01-01", "conflict": "general", "description": "D."},
            "description",
        ),
    ],
)
def test_other_records_are_added_and_changed(
    editor: DeskClient, plural: str, fields: dict[str, str], changed: str
) -> None:
    """Terms, actors, sources and events have forms of their own, and come back at their addresses."""
    answer = publish(editor, f"/admin/{plural}/new", fields)
    assert answer.status_code == 303
    slug = answer.headers["Location"].rpartition("/")[2]
    again = change(editor, f"/admin/{plural}/{slug}/change", **{changed: "Said anew."})
    assert again.status_code == 303
    found = editor.get(f"/{plural}/{slug}.json").get_json()
    assert (found[changed], found["revision"]) == ("Said anew.", 2)


def test_a_change_needs_a_note(editor: DeskClient) -> None:
    """Without a note the preview comes back and says so; nothing is published."""
    opened = values(tree(editor.get(CHANGE_KIRBY)))
    answer = publish(editor, CHANGE_KIRBY, {**opened, "summary": "Other words."})
    page = tree(answer, 422)
    assert page.one("title").text.startswith("Error: ")
    assert beside(page, "change_note") == ["Say in a few words what is changed and why; readers see it in the history."]
    assert editor.get(f"/statements/{KIRBY}.json").get_json()["revision"] == 1


def test_a_change_link_is_found_by_searching_at_the_desk(editor: DeskClient) -> None:
    """The desk finds the record to change; readers' pages show no such link."""
    page = tree(editor.get("/admin/?q=kirby+pause"))
    assert page.all("a", href=f"/admin/statements/{KIRBY}")
    assert tree(editor.get(f"/admin/statements/{KIRBY}")).all("a", href=CHANGE_KIRBY)
    assert '/change"' not in editor.get(f"/statements/{KIRBY}").get_data(as_text=True)


def test_the_desk_lists_what_i_did(editor: DeskClient, administrator: DeskClient) -> None:
    """One's own publications, and no one else's."""
    publish(editor, NEW, STATEMENT)
    assert (
        "on ⁨humanitarian pause⁩, 15 January 2024, statement, revision 1" in tree(editor.get("/admin/")).one("main").text
    )
    assert "Nothing so far" in tree(administrator.get("/admin/")).one("main").text
