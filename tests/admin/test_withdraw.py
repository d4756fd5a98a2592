"""K6: withdrawing with a reason, letting stand again, restoring an earlier text as a new revision."""

from __future__ import annotations

from flask import Flask

from tests.admin.conftest import DeskClient
from tests.admin.forms import CHANGE_KIRBY, KIRBY, NEW, STATEMENT, beside, change, rows, tree, values

WITHDRAW = f"/admin/statements/{KIRBY}/withdraw"
REASON = "The source was misread; the speaker is another one."


def withdraw(editor: DeskClient, reason: str = REASON) -> None:
    """Withdraw through the form."""
    sent = {**values(tree(editor.get(WITHDRAW))), "reason": reason}
    assert editor.send(WITHDRAW, sent).status_code == 303


def test_a_withdrawn_statement_says_so_and_why(editor: DeskClient, desk: Flask) -> None:
    """Its address stays; lists, search and comparison leave it out at once (K6, S1)."""
    withdraw(editor)
    reader = desk.test_client()
    page = tree(reader.get(f"/statements/{KIRBY}")).one("div", role="note").text
    assert page.startswith("Withdrawn.")
    assert REASON in page
    for address in ("/terms/humanitarian-pause", "/search?q=localized+temporary+specific", "/actors/john-kirby"):
        assert not tree(reader.get(address)).all("article", id=KIRBY), address
    other = tree(reader.get("/statements/john-kirby-humanitarian-pause-2023-10-27"))
    assert "Withdrawn, but still at its address." in other.one(id="disputes").text
    assert not [
        link for link in other.all("a") if KIRBY in link.attributes["href"] and "compare" in link.attributes["href"]
    ]
    assert reader.get(f"/compare?statement={KIRBY}&statement=ocha-humanitarian-pause-2022").status_code in (400, 404)


def test_the_reason_is_needed_and_kept_when_refused(desk: Flask, editor: DeskClient) -> None:
    """Too short a reason is refused beside its field, and stands there still (K6)."""
    before = rows(desk)
    page = tree(editor.send(WITHDRAW, {"base": "1", "reason": "wrong"}), 422)
    assert page.one("title").text.startswith("Error: ")
    assert beside(page, "reason") == ["Say why, in 10 to 500 characters; readers will see it."]
    assert page.one(id="reason").text == "wrong"
    assert rows(desk) == before


def test_a_reason_that_turns_the_writing_is_refused(editor: DeskClient) -> None:
    """Direction overrides and control characters do not get onto readers' pages (B5)."""
    for sign in ("\u202e", "\u2066", "\x00"):
        page = tree(editor.send(WITHDRAW, {"base": "1", "reason": f"The source {sign} was misread."}), 422)
        assert beside(page, "reason")


def test_withdrawing_twice_or_from_an_old_page_is_told(editor: DeskClient, administrator: DeskClient) -> None:
    """409 where somebody published meanwhile; 422 where it is withdrawn already (K4)."""
    change(administrator, CHANGE_KIRBY, summary="Other words.")
    page = tree(editor.send(WITHDRAW, {"base": "1", "reason": REASON}), 409)
    assert "revision 2" in page.one("div", role="alert").text
    assert values(page)["base"] == ["2"]
    withdraw(editor)
    assert "withdrawn already" in tree(editor.send(WITHDRAW, {"base": "3", "reason": REASON}), 422).one("main").text


def test_a_statement_can_stand_again(editor: DeskClient, desk: Flask) -> None:
    """Reinstating is a new revision; the statement is in the lists again."""
    withdraw(editor)
    address = f"/admin/statements/{KIRBY}/reinstate"
    sent = {**values(tree(editor.get(address))), "change_note": "The source was read rightly after all."}
    assert editor.send(address, sent).status_code == 303
    found = desk.test_client().get(f"/statements/{KIRBY}.json").get_json()
    assert (found["withdrawn"], found["revision"]) == (None, 3)
    assert KIRBY in desk.test_client().get("/terms/humanitarian-pause").get_data(as_text=True)


def test_an_earlier_text_is_restored_as_a_new_revision(editor: DeskClient) -> None:
    """The revisions between stay; the note says from which one (K5)."""
    first = editor.get(f"/statements/{KIRBY}.json").get_json()
    change(editor, CHANGE_KIRBY, summary="Other words.")
    address = f"/admin/statements/{KIRBY}/restore/1"
    page = tree(editor.get(address))
    assert page.all("del")
    assert page.all("ins")
    assert editor.send(address, values(page)).status_code == 303
    now = editor.get(f"/statements/{KIRBY}.json").get_json()
    assert now == {**first, "revision": 3}
    assert "Restored from revision 1." in tree(editor.get(f"/statements/{KIRBY}/history")).one("main").text


def test_restoring_what_is_published_changes_nothing(desk: Flask, editor: DeskClient) -> None:
    """The page says so and offers no button; a forged form does nothing either."""
    before = rows(desk)
    page = tree(editor.get(f"/admin/statements/{KIRBY}/restore/1"))
    assert "nothing to restore" in page.one("main").text
    assert editor.send(f"/admin/statements/{KIRBY}/restore/1", {"base": "1"}).status_code == 303
    assert rows(desk) == before


def test_a_form_without_its_revision_is_refused(desk: Flask, editor: DeskClient) -> None:
    """Nothing is guessed: 400, and the database as it was (K4)."""
    before = rows(desk)
    for address in (WITHDRAW, CHANGE_KIRBY, f"/admin/statements/{KIRBY}/restore/1"):
        for base in ("", "one", "-1", "²"):
            assert editor.send(address, {"base": base, "reason": REASON}).status_code == 400
    assert rows(desk) == before


def test_what_is_withdrawn_is_not_disputed_anew(editor: DeskClient, desk: Flask) -> None:
    """The form says so beside its field and keeps what was typed; one that disputed it before is amended as ever."""
    withdraw(editor)
    before = rows(desk)
    page = tree(editor.send(NEW, {**STATEMENT, "disputes": KIRBY, "do": "publish"}), 422)
    assert beside(page, "disputes") == [f"'{KIRBY}' is withdrawn, and cannot be disputed anew."]
    assert page.one(id="disputes").text.strip() == KIRBY
    assert rows(desk) == before
    other = f"/statements/{KIRBY.replace('10-26', '10-27')}"
    change(editor, f"/admin{other}/change", summary="Other words.")
    assert editor.get(f"{other}.json").get_json()["disputes"] == [KIRBY]
