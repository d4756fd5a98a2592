"""K4: two editors on one record. The slower one is told, sees all texts, and loses nothing."""

from __future__ import annotations

from tests.admin.conftest import DeskClient
from tests.admin.forms import CHANGE_KIRBY, KIRBY, change, preview, tree, values


def both(
    editor: DeskClient, administrator: DeskClient, theirs: dict[str, str], mine: dict[str, str]
) -> dict[str, object]:
    """Both open the form; the administrator publishes first; what the editor would send at last."""
    opened = values(tree(editor.get(CHANGE_KIRBY)))
    carried = values(preview(editor, CHANGE_KIRBY, {**opened, **mine}))
    assert change(administrator, CHANGE_KIRBY, "Their reason.", **theirs).status_code == 303
    return {**carried, "change_note": "My reason.", "do": "publish"}


def test_the_slower_editor_is_told_and_loses_nothing(editor: DeskClient, administrator: DeskClient) -> None:
    """409: the published text, what changed since, and one's own text in a box to go on with (K4)."""
    late = both(editor, administrator, {"summary": "Theirs is this."}, {"summary": "Mine is that."})
    page = tree(editor.send(CHANGE_KIRBY, late), 409)
    text = page.one("section", class_="clash").text
    assert "Their reason." in text
    assert "[new: Theirs" in text
    assert "[new: Mine" in text
    kept = values(page)
    assert (kept["summary"], kept["base"], kept["change_note"]) == (["Mine is that."], ["2"], ["My reason."])
    assert editor.get(f"/statements/{KIRBY}.json").get_json()["summary"] == "Theirs is this."


def test_saving_again_from_there_works(editor: DeskClient, administrator: DeskClient) -> None:
    """The form of the 409 page stands on the new revision; the history has all three texts (K4)."""
    late = both(editor, administrator, {"summary": "Theirs is this."}, {"summary": "Mine is that."})
    kept = values(tree(editor.send(CHANGE_KIRBY, late), 409))
    carried = values(preview(editor, CHANGE_KIRBY, kept))
    assert carried["change_note"] == ["My reason."]
    assert editor.send(CHANGE_KIRBY, {**carried, "do": "publish"}).status_code == 303
    assert editor.get(f"/statements/{KIRBY}.json").get_json()["summary"] == "Mine is that."
    told = tree(editor.get(f"/statements/{KIRBY}/history")).one("main").text
    assert "Their reason." in told
    assert "My reason." in told


def test_what_only_the_other_changed_is_not_undone(editor: DeskClient, administrator: DeskClient) -> None:
    """Fields that one did not touch take over what was published meanwhile, codes dimension by dimension (K4)."""
    theirs = {"locator": "Paragraph 4", "facets-3-text": "all agree", "facets-3-codes": "all-parties"}
    late = both(editor, administrator, theirs, {"summary": "Mine is that.", "facets-0-text": "short"})
    kept = values(tree(editor.send(CHANGE_KIRBY, late), 409))
    assert (kept["locator"], kept["summary"]) == (["Paragraph 4"], ["Mine is that."])
    assert (kept["facets-0-text"], kept["facets-3-text"]) == (["short"], ["all agree"])
    assert kept["facets-3-codes"] == ["all-parties"]


def test_a_preview_on_an_old_revision_is_told_too(editor: DeskClient, administrator: DeskClient) -> None:
    """Not only at the end: the preview says so already (K4)."""
    opened = values(tree(editor.get(CHANGE_KIRBY)))
    change(administrator, CHANGE_KIRBY, summary="Theirs is this.")
    answer = editor.send(CHANGE_KIRBY, {**opened, "summary": "Mine is that.", "do": "preview"})
    assert values(tree(answer, 409))["summary"] == ["Mine is that."]


def test_a_new_actor_survives_a_conflict(editor: DeskClient, administrator: DeskClient) -> None:
    """What was filled in for a new actor is in the form again (K4)."""
    fresh = {"actor": "+", "new_actor-name": "Quiet Speaker", "new_actor-kind": "person"}
    late = both(editor, administrator, {"summary": "Theirs is this."}, fresh)
    kept = values(tree(editor.send(CHANGE_KIRBY, late), 409))
    assert (kept["actor"], kept["new_actor-name"]) == (["+"], ["Quiet Speaker"])


def test_other_records_have_conflicts_too(editor: DeskClient, administrator: DeskClient) -> None:
    """A term's rows stay as one wrote them (K4)."""
    address = "/admin/terms/humanitarian-pause/change"
    opened = values(tree(editor.get(address)))
    change(administrator, address, gloss="Theirs.")
    answer = editor.send(address, {**opened, "variants": "pausing humanely", "do": "preview"})
    kept = values(tree(answer, 409))
    assert (kept["variants"], kept["gloss"], kept["base"]) == (["pausing humanely"], ["Theirs."], ["2"])
