"""Readers' corrections at the desk: they wait in the order in which they came; each is closed once, with an answer."""

from __future__ import annotations

import html
import re

import pytest
from flask import Flask

from glossary.services.auditing import Doer
from glossary.services.corrections import answering
from glossary.services.corrections import received as corrections
from glossary.services.corrections.rules import Suggestion
from tests.admin.conftest import Clock, DeskClient, signed_in
from tests.admin.forms import CHANGE_KIRBY, KIRBY, beside, change, tree, values
from tests.admin.rows import account, audit, audit_entries
from tests.web.correcting import kept

LIST, ONE = "/admin/corrections", "/admin/corrections/1"
WRONG = "The date is wrong: the transcript is of the day before."
ANSWER = "Thank you: the date of the transcript stands there now."


def suggested(desk: Flask, message: str = WRONG, *, kind: str = "statement", slug: str = KIRBY, url: str = "") -> str:
    """A correction by a reader, each from another place; answers with its private link."""
    with desk.app_context():
        told = Suggestion(kind, slug, 1, message, url)
        return f"/corrections/{corrections.suggest(told, f'place {message}', 'form')}"


def private(desk: Flask, link: str) -> str:
    """What the reader finds by the link."""
    return tree(desk.test_client().get(link)).one("main").text


def numbers(client: DeskClient, address: str = LIST) -> list[int]:
    """The corrections on a page of the list, in its order."""
    page = tree(client.get(address))
    found = (re.fullmatch(r"/admin/corrections/(\d+)", link.attributes["href"]) for link in page.one("main").all("a"))
    return [int(one[1]) for one in found if one]


def answer(client: DeskClient, do: str, text: str = ANSWER, **more: str) -> int:
    """Press a button on the first correction; answers with the status."""
    return client.send(ONE, {"answer": text, "do": do, **more}).status_code


def test_they_wait_oldest_first(desk: Flask, editor: DeskClient) -> None:
    """The list has what waits, with the record, the revision and how the message begins; each state has its number."""
    for number in range(3):
        suggested(desk, f"Thing number {number} is wrong.")
    suggested(desk, "This is no good " + "at all " * 100, kind="term", slug="truce")
    page = tree(editor.get(LIST)).one("main")
    assert numbers(editor) == [1, 2, 3, 4]
    assert "Thing number 0 is wrong." in page.text
    assert "statement, seen in revision 1" in page.text
    assert [item.text for item in page.one("nav").all("li")] == ["Waiting 4", "Accepted 0", "Not followed 0", "Spam 0"]
    assert answer(editor, "decline") == 303
    assert (numbers(editor), numbers(editor, f"{LIST}?state=declined")) == ([2, 3, 4], [1])
    assert numbers(editor, f"{LIST}?state=nonsense&after=x") == [2, 3, 4]
    assert "None so far." in tree(editor.get(f"{LIST}?state=spam")).text


def test_the_list_is_paged(desk: Flask, editor: DeskClient) -> None:
    """50 a page; the next page goes on where this one ended, also when some were closed meanwhile."""
    for number in range(answering.PAGE + 1):
        suggested(desk, f"Thing number {number} is wrong.")
    page = editor.get(LIST).get_data(as_text=True)
    assert numbers(editor) == list(range(1, 51))
    following = re.search(r'href="([^"]+)" rel="next"', page)
    assert following
    assert answer(editor, "spam") == 303
    assert numbers(editor, LIST + html.unescape(following[1])) == [51]
    assert numbers(editor) == list(range(2, 52))
    assert 'rel="next"' not in editor.get(LIST).get_data(as_text=True)


def test_the_strip_and_the_first_page_know_of_it(desk: Flask, editor: DeskClient) -> None:
    """Editors find the list on every page of the desk; the part for the first page says how many wait."""
    assert 'href="/admin/corrections"' in editor.get("/admin/").get_data(as_text=True)
    for number, said in ((1, "1 correction by readers waits"), (2, "2 corrections by readers wait")):
        suggested(desk, f"Thing number {number} is wrong.")
        with desk.test_request_context():
            assert corrections.open_count() == number
            template = desk.jinja_env.get_template("admin/_corrections_waiting.html")
            assert said in template.render(corrections_open=corrections.open_count())
            assert template.render(corrections_open=0).strip() == ""


def test_it_stands_beside_the_record_then_and_now(desk: Flask, editor: DeskClient) -> None:
    """What the reader says, the record as the reader saw it, what changed since, and the way to the form."""
    suggested(desk, f"{WRONG}\nSecond line.", url="https://quiet.example.org/a?b=1&c")
    page = tree(editor.get(ONE)).one("main")
    said = page.one("section", **{"aria-labelledby": "h-suggestion"})
    assert "Second line." in said.text
    link = said.one("a", href="https://quiet.example.org/a?b=1&c")
    assert link.attributes["rel"] == "nofollow noopener noreferrer"
    then = page.one("section", **{"aria-labelledby": "h-then"})
    assert next(node.text for node in then.all("dd", lang="en", dir="ltr")).startswith("humanitarian pauses")
    assert "John Kirby" in then.text
    assert "Nothing: the record is as the reader saw it." in page.text
    assert page.all("a", href=CHANGE_KIRBY)
    change(editor, CHANGE_KIRBY, "After a reader's correction.", summary="Says something else now.")
    since = tree(editor.get(ONE)).one("section", **{"aria-labelledby": "h-since"})
    assert "Revision 2: After a reader's correction." in since.text
    assert [part.text for part in since.all("ins")]
    assert "Says something else now." not in tree(editor.get(ONE)).one("section", **{"aria-labelledby": "h-then"}).text


def test_accepting_needs_a_newer_revision(desk: Flask, editor: DeskClient) -> None:
    """Without one it is refused beside the box; after the change it is taken, and the reader is led to the revision."""
    link = suggested(desk)
    page = tree(editor.send(ONE, {"answer": ANSWER, "do": "accept"}), 422)
    assert page.one("title").text.startswith("Error: Correction 1")
    assert values(page)["answer"] == [ANSWER]
    assert beside(page, "unchanged")[0].startswith("The record still is at revision 1")
    change(editor, CHANGE_KIRBY, "After a reader's correction.", said="2023-10-25")
    assert answer(editor, "accept") == 303
    (row,) = kept(desk)
    assert (row.state, row.answer, row.answered_revision) == ("accepted", ANSWER, 2)
    assert row.answered_by_id == account(desk, "editor@example.org").id
    reader = tree(desk.test_client().get(link)).one("main")
    assert ANSWER in reader.text
    assert reader.all("a", href=f"/statements/{KIRBY}/history/2")
    assert "editor@example.org" not in reader.text


def test_accepting_without_a_change_is_said(desk: Flask, editor: DeskClient) -> None:
    """The box takes the place of a new revision; then none is named, whatever was published."""
    link = suggested(desk)
    assert answer(editor, "accept", unchanged="yes") == 303
    assert kept(desk)[0].answered_revision is None
    assert "no change of the record was needed" in private(desk, link)


LENGTHS = [("", False), ("Thank you", False), ("Thank you.", True), ("a" * 2000, True), ("a" * 2001, False)]


@pytest.mark.parametrize(("text", "taken"), LENGTHS)
@pytest.mark.parametrize("do", ["accept", "decline"])
def test_an_answer_has_a_length(desk: Flask, editor: DeskClient, do: str, text: str, taken: bool) -> None:
    """10 to 2,000 characters, for yes and for no; what was typed stands in the form again, the box ticked."""
    suggested(desk)
    sent = editor.send(ONE, {"answer": text, "do": do, "unchanged": "yes"})
    assert sent.status_code == (303 if taken else 422)
    if not taken:
        page = tree(sent, 422)
        assert beside(page, "answer") == [f"Write 10 to 2,000 characters; there are {len(text):,}."]
        assert values(page) == {"answer": [text], "unchanged": ["yes"]}
        assert kept(desk)[0].state == "open"


@pytest.mark.parametrize("sign", ["\x00", "\u202e", "\u2066"])
def test_an_answer_that_turns_the_writing_is_refused(desk: Flask, editor: DeskClient, sign: str) -> None:
    """Direction overrides and control characters do not get onto the reader's page (B5)."""
    suggested(desk)
    assert answer(editor, "decline", f"The date {sign} is right as it stands.") == 422
    assert kept(desk)[0].state == "open"


def test_declining_and_spam(desk: Flask, editor: DeskClient) -> None:
    """A reason goes to the reader; spam is closed without one, whatever stands in the field."""
    first, second = suggested(desk), suggested(desk, "Buy something quite else.")
    assert answer(editor, "decline", "The date is that of the broadcast.") == 303
    assert "The date is that of the broadcast." in private(desk, first)
    assert editor.send("/admin/corrections/2", {"answer": ANSWER, "do": "spam"}).status_code == 303
    assert [row.state for row in kept(desk)] == ["declined", "spam"]
    assert "closed without an answer" in private(desk, second)
    assert ANSWER not in private(desk, second)


def test_it_is_closed_once(desk: Flask, editor: DeskClient, reviewer: DeskClient) -> None:
    """Who is late is told (409) and does not lose the own words; the first answer stands."""
    link = suggested(desk)
    assert answer(editor, "decline", "The date is that of the broadcast.") == 303
    for do in ("accept", "decline", "spam"):
        late = tree(reviewer.send(ONE, {"answer": ANSWER, "do": do, "unchanged": "yes"}), 409)
        assert "was closed meanwhile: declined" in late.one("div", role="alert").text
        assert ANSWER in late.text
        assert not late.one("main").all("form")
    assert (kept(desk)[0].state, len(audit_entries(desk, "correction-decline"))) == ("declined", 1)
    assert ANSWER not in private(desk, link)
    assert "editor@example.org" in tree(reviewer.get(ONE)).one("main").text


def test_each_deed_is_in_the_audit_log(desk: Flask, editor: DeskClient) -> None:
    """Who closed which correction of which record; no text of reader or editor, and nothing of the reader's sending."""
    for number in range(3):
        suggested(desk, f"Thing number {number} is wrong.")
    before = len(audit(desk))
    editor.send("/admin/corrections/2", {"answer": ANSWER, "do": "decline"})
    editor.send("/admin/corrections/3", {"do": "spam"})
    assert answer(editor, "accept", "short", unchanged="yes") == 422
    change(editor, CHANGE_KIRBY, "After a reader's correction.", said="2023-10-25")
    assert answer(editor, "accept") == 303
    assert audit(desk)[before:] == ["correction-decline", "correction-spam", "change", "correction-accept"]
    (entry,) = audit_entries(desk, "correction-accept")
    assert (entry.who, entry.kind, entry.slug, entry.revision) == ("editor@example.org", "statement", KIRBY, 2)
    assert entry.detail == "correction 1"


@pytest.mark.parametrize("address", [f"{LIST}/2", f"{LIST}/0", f"{LIST}/{2**31}", f"{LIST}/{10**40}"])
def test_there_is_no_such_correction(desk: Flask, editor: DeskClient, address: str) -> None:
    """404 for looking and for closing, however great the number."""
    suggested(desk)
    assert editor.get(address).status_code == 404
    for do in ("accept", "decline", "spam"):
        assert editor.send(address, {"answer": ANSWER, "do": do, "unchanged": "yes"}).status_code == 404
    assert editor.get(f"{LIST}?after={10**40}").status_code == 200


def test_an_unknown_button_does_nothing(desk: Flask, editor: DeskClient) -> None:
    """400 in a sentence; it still waits."""
    suggested(desk)
    for do in ("", "publish", "ACCEPT"):
        assert answer(editor, do) == 400
    assert kept(desk)[0].state == "open"


def test_readers_and_other_sites_close_nothing(desk: Flask, anonymous: DeskClient, editor: DeskClient) -> None:
    """D1, D4: signing in is asked for, an editor's role, the session's token and our own origin."""
    suggested(desk)
    assert anonymous.get(ONE).status_code == 302
    assert editor.post(ONE, data={"answer": ANSWER, "do": "spam"}).status_code == 400
    assert editor.send(ONE, {"do": "spam"}, headers={"Origin": "https://elsewhere.example"}).status_code == 403
    contributor = signed_in(desk, "contributor")
    assert (contributor.get(LIST).status_code, contributor.get(ONE).status_code) == (403, 403)
    assert contributor.send(ONE, {"do": "spam"}).status_code == 403
    assert kept(desk)[0].state == "open"


def test_hostile_text_stays_text(desk: Flask, editor: DeskClient) -> None:
    """D12: markup by a reader is shown as it was typed, on the list, on its page, and in the answer's."""
    nasty = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)> {{7*7}}"
    link = suggested(desk, nasty, url="https://a.example/\"'onmouseover='alert(3)".replace('"', ""))
    for client, address in ((editor, LIST), (editor, ONE), (desk.test_client(), link)):
        text = client.get(address).get_data(as_text=True)
        top = tree(client.get(address))
        assert nasty in top.one("main").text
        assert len(top.all("script")) == text.count("<script")
        assert "<img" not in text
        assert not [node for node in top.nodes() if any(name.startswith("on") for name in node.attributes)]
    assert answer(editor, "decline", nasty) == 303
    assert nasty in private(desk, link)


def test_a_form_that_was_sent_too_late_is_kept(desk: Flask, editor: DeskClient, moved: Clock) -> None:
    """After the session ran out, signing in again leads back to the answer as it was typed."""
    from tests.admin.conftest import sign_in

    suggested(desk)
    opened = {"answer": ANSWER, "do": "decline"}
    token = editor.token()
    moved.move(hours=13)
    gone = editor.post(ONE, data={**opened, "csrf_token": token}, headers={"Origin": "http://localhost"})
    assert gone.status_code == 303
    assert sign_in(editor, "editor", next=ONE).location == ONE
    assert values(tree(editor.get(ONE)))["answer"] == [ANSWER]
    assert kept(desk)[0].state == "open"


def test_services_refuse_by_themselves(desk: Flask) -> None:
    """The rules hold at every door: an unknown revision is no correction, and closing twice is refused."""
    from glossary.errors import NotFound

    suggested(desk)
    with desk.app_context():
        with pytest.raises(NotFound):
            corrections.suggest(Suggestion("statement", KIRBY, 9, WRONG, ""), "192.0.2.7", "form")
        with pytest.raises(NotFound):
            corrections.suggest(Suggestion("statement", "nothing", 1, WRONG, ""), "192.0.2.7", "form")
        answering.mark_spam(1, by=Doer("operator"))
        with pytest.raises(answering.Closed):
            answering.mark_spam(1, by=Doer("operator"))
