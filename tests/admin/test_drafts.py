"""Drafts at the desk: saving, review, sending back, sharing; by forms alone."""

from __future__ import annotations

import re

from flask import Flask

from glossary.db import writing
from glossary.services.accounts import accounts
from glossary.services.auditing import OPERATOR
from tests.admin.conftest import ORIGIN, Clock, DeskClient, email_of, sign_in, signed_in
from tests.admin.forms import (
    CHANGE_KIRBY,
    KIRBY,
    NEW,
    NEW_ACTOR,
    NEW_SOURCE,
    STATEMENT,
    Values,
    change,
    preview,
    rows,
    summary,
    tree,
    values,
)

MINE = "Says it in other words."


def save(client: DeskClient, address: str, data: Values) -> str:
    """Save what a form holds as a draft; the draft's address."""
    answer = client.send(address, {**data, "do": "save"})
    assert answer.status_code == 303, answer.get_data(as_text=True)[:3000]
    return str(answer.location)


def send(client: DeskClient, address: str, data: Values, note: str = "Put plainly.") -> str:
    """Through the preview to review; the draft's address."""
    carried = values(preview(client, address, data))
    answer = client.send(address, {**carried, "change_note": note, "do": "submit"})
    assert answer.status_code == 303, answer.get_data(as_text=True)[:3000]
    return str(answer.location)


def changed(client: DeskClient, text: str = MINE) -> Values:
    """What the form of Kirby's statement sends with another summary."""
    return {**values(tree(client.get(CHANGE_KIRBY))), "summary": text}


def press(client: DeskClient, page: str, step: str, **more: str) -> tuple[int, str]:
    """Press a button of the draft's page as it is now; status and address of the answer."""
    forms = tree(client.get(page)).all("form", action=f"{page}/{step}")
    assert forms, f"{page} offers no {step}"
    version = forms[0].one("input", name="version").attributes["value"]
    answer = client.send(f"{page}/{step}", {"version": version, **more})
    return answer.status_code, str(answer.location)


def published(client: DeskClient, address: str) -> Values:
    """A record as readers have it."""
    document: Values = client.get(f"{address}.json").get_json()
    return document


def offered(client: DeskClient, page: str) -> set[str]:
    """The steps that the draft's page offers."""
    return set(re.findall(rf'action="{page}/([a-z-]+)"', client.get(page).get_data(as_text=True)))


def test_from_contributor_to_readers(full_desk: Flask, contributor: DeskClient, reviewer: DeskClient) -> None:
    """A contributor proposes, a reviewer finds it on the first page and publishes it; readers see both facts."""
    page = send(contributor, CHANGE_KIRBY, changed(contributor))
    assert MINE not in contributor.get(f"/statements/{KIRBY}").get_data(as_text=True)
    assert tree(reviewer.get("/admin/")).all("a", href=page)
    assert press(reviewer, page, "publish") == (303, page)
    public = reviewer.get(f"/statements/{KIRBY}").get_data(as_text=True)
    assert MINE in public
    assert "published after a second review" in public
    assert "contributor@" not in public


def test_a_contributor_is_offered_no_publishing(contributor: DeskClient) -> None:
    """The preview offers to send to review and to save, and a sent "publish" is refused with all words kept."""
    page = preview(contributor, CHANGE_KIRBY, changed(contributor))
    assert {one.own("value") for one in page.all("button", name="do")} == {"submit", "save", "edit"}
    carried = values(page)
    answer = contributor.send(CHANGE_KIRBY, {**carried, "change_note": "Why.", "do": "publish"})
    again = tree(answer, 422)
    assert "A contributor proposes and does not publish" in summary(again)[0]
    assert values(again)["summary"] == [MINE]


def test_a_lone_editor_publishes_and_readers_are_told(editor: DeskClient) -> None:
    """As long as only one account may review, the preview says what readers will see, and they see it."""
    page = preview(editor, CHANGE_KIRBY, changed(editor))
    assert "published without a second review" in page.one("section", id="publish").text
    assert change(editor, CHANGE_KIRBY, summary=MINE).status_code == 303
    for address in (f"/statements/{KIRBY}", f"/statements/{KIRBY}/history"):
        assert "published without second review" in editor.get(address).get_data(as_text=True), address


def test_with_two_reviewers_nobody_publishes_alone(full_desk: Flask, administrator: DeskClient) -> None:
    """An administrator's own change goes to review; on its page there is no button to publish it, nor a way around."""
    assert change(administrator, CHANGE_KIRBY, summary=MINE).status_code == 422
    page = send(administrator, CHANGE_KIRBY, changed(administrator))
    assert offered(administrator, page) == {"take-back", "discard", "share"}
    answer = administrator.send(f"{page}/publish", {"version": "2"})
    assert answer.status_code == 403
    assert "You wrote this draft yourself" in answer.get_data(as_text=True)
    assert MINE not in administrator.get(f"/statements/{KIRBY}").get_data(as_text=True)


def test_a_half_filled_form_is_kept_as_it_is(editor: DeskClient) -> None:
    """A draft may lack what publishing needs; its page says what is missing; editing it goes on where it was left."""
    begun = {"term": "humanitarian-pause", "summary": "Half a thought.", "facets-0-dimension": "duration"}
    page = save(editor, NEW, {**begun, **NEW_ACTOR})
    told = tree(editor.get(page)).one("main").text
    assert "It would not be published as it stands" in told
    assert offered(editor, page) == {"discard"}
    again = values(tree(editor.get(f"{page}/edit")))
    for name, value in {**begun, **NEW_ACTOR, "new_actor-country": "CH"}.items():
        assert again[name] == [value], name
    done = send(editor, f"{page}/edit", {**again, **STATEMENT, "actor": "+"}, note="")
    assert done == page
    assert press(editor, page, "publish") == (303, page)
    assert published(editor, "/actors/office-of-quiet-talks")["name"] == "Office of Quiet Talks"


def test_a_second_window_loses_nothing(editor: DeskClient) -> None:
    """Saved in another window meanwhile: 409, all words are in the form, and saving again puts them in its place."""
    page = save(editor, CHANGE_KIRBY, changed(editor, "First."))
    early = values(tree(editor.get(f"{page}/edit")))
    save(editor, f"{page}/edit", {**early, "summary": "From the other window."})
    late = tree(editor.send(f"{page}/edit", {**early, "summary": MINE, "do": "save"}), 409)
    assert "changed or decided on meanwhile" in summary(late)[0]
    assert values(late)["summary"] == [MINE]
    save(editor, f"{page}/edit", values(late))
    assert values(tree(editor.get(f"{page}/edit")))["summary"] == [MINE]


def test_a_draft_of_a_record_that_moved_on(full_desk: Flask, editor: DeskClient, reviewer: DeskClient) -> None:
    """K4: the reviewer is told and offered no publishing; its author sees both texts, saves, and it can go on."""
    first = send(editor, CHANGE_KIRBY, {**values(tree(editor.get(CHANGE_KIRBY))), "note": "Theirs."})
    second = send(editor, CHANGE_KIRBY, changed(editor))
    press(reviewer, first, "publish")
    assert "The record is at revision 2 now and this draft was made from 1" in reviewer.get(second).get_data(
        as_text=True
    )
    assert "publish" not in offered(reviewer, second)
    opened = values(tree(editor.get(f"{second}/edit")))
    clash = tree(editor.send(f"{second}/edit", {**opened, "do": "preview"}), 409)
    merged = values(clash)
    assert merged["note"] == ["Theirs."]
    send(editor, f"{second}/edit", merged)
    assert press(reviewer, second, "publish") == (303, second)
    document = published(editor, f"/statements/{KIRBY}")
    assert (document["note"], document["summary"], document["revision"]) == ("Theirs.", MINE, 3)


def test_sending_back_reaches_the_author(full_desk: Flask, contributor: DeskClient, reviewer: DeskClient) -> None:
    """The author finds the answer on the first page and at the draft; too short an answer is refused and kept."""
    page = send(contributor, CHANGE_KIRBY, changed(contributor))
    version = tree(reviewer.get(page)).all("input", name="version")[0].attributes["value"]
    short = reviewer.send(f"{page}/send-back", {"version": version, "answer": "no"})
    assert short.status_code == 422
    assert tree(short, 422).one("textarea", name="answer").text.strip() == "no"
    assert press(reviewer, page, "send-back", answer="The page number is missing.")[0] == 303
    assert "sent back" in tree(contributor.get("/admin/")).one("main").text
    assert "The page number is missing." in contributor.get(page).get_data(as_text=True)


def test_who_sent_it_back_sees_it_as_a_reviewer(
    full_desk: Flask, contributor: DeskClient, reviewer: DeskClient
) -> None:
    """What becomes of a draft that was sent back is its reviewer's matter, and no more theirs without that role."""
    page = send(contributor, CHANGE_KIRBY, changed(contributor))
    press(reviewer, page, "send-back", answer="The page number is missing.")
    assert reviewer.get(page).status_code == 200
    with full_desk.app_context():
        accounts.set_roles(accounts.by_email(email_of("reviewer")).id, ["editor"], OPERATOR)
    sign_in(reviewer, "reviewer")
    assert reviewer.get(page).status_code == 404


def test_nobody_else_sees_a_draft_in_the_making(full_desk: Flask, contributor: DeskClient, editor: DeskClient) -> None:
    """Other contributors and editors get 404 for it, as for one that never was; in review editors see it."""
    page = save(editor, CHANGE_KIRBY, changed(editor))
    other = signed_in(full_desk, "administrator")
    assert contributor.get(page).status_code == other.get(page).status_code == 404
    assert contributor.get(f"{page}/edit").status_code == other.get(f"{page}/edit").status_code == 404
    assert press(editor, page, "submit")[0] == 422  # no note yet
    save(editor, f"{page}/edit", {**values(tree(editor.get(f"{page}/edit"))), "change_note": "Why."})
    press(editor, page, "submit")
    assert contributor.get(page).status_code == 404
    assert other.get(page).status_code == 200


def test_d11_a_shared_link_opens_the_draft_and_nothing_else(
    full_desk: Flask, editor: DeskClient, anonymous: DeskClient, moved: Clock
) -> None:
    """D11: the link shows the draft to whoever has it, marked as one, to no cache and no search engine, for 14 days."""
    page = save(editor, CHANGE_KIRBY, changed(editor))
    press(editor, page, "share")
    link = tree(editor.get(page)).one("code", class_="url").text
    path = link.removeprefix("http://localhost")
    shown = anonymous.get(path)
    text = shown.get_data(as_text=True)
    assert MINE in text
    assert "A draft, not published" in text
    assert shown.headers["X-Robots-Tag"] == "noindex"
    assert shown.headers["Cache-Control"] == "no-store"
    assert shown.headers["Referrer-Policy"] == "no-referrer"
    assert "Set-Cookie" not in shown.headers
    assert link not in editor.get(page).get_data(as_text=True), "the link is shown once"
    assert anonymous.get(page).status_code == 302
    assert anonymous.get("/admin/previews/made-up").status_code == 404
    moved.move(days=14, minutes=1)
    assert anonymous.get(path).status_code == 404


def test_restoring_under_review_becomes_a_draft(
    full_desk: Flask, administrator: DeskClient, reviewer: DeskClient
) -> None:
    """Where two review, an earlier text comes back by review as well."""
    first = send(administrator, CHANGE_KIRBY, changed(administrator))
    press(reviewer, first, "publish")
    answer = administrator.send(f"/admin/statements/{KIRBY}/restore/1", {"base": "2"})
    assert answer.status_code == 303
    assert press(reviewer, str(answer.location), "publish")[0] == 303
    assert published(reviewer, f"/statements/{KIRBY}")["summary"] != MINE


def test_steps_without_a_version_are_refused(editor: DeskClient, desk: Flask) -> None:
    """A request that does not say which version was seen changes nothing."""
    page = save(editor, CHANGE_KIRBY, changed(editor))
    before = rows(desk)
    for step in ("submit", "discard", "publish"):
        for sent in ({}, {"version": "x"}, {"version": "7"}):
            assert editor.send(f"{page}/{step}", sent).status_code in (400, 409), step
    assert rows(desk) == before


def test_a_draft_survives_the_end_of_the_session(moved: Clock, editor: DeskClient) -> None:
    """WCAG 3.3.7: sent after the session ended, the words wait, and saving them works."""
    page = save(editor, CHANGE_KIRBY, changed(editor))
    opened, token = values(tree(editor.get(f"{page}/edit"))), editor.token()
    moved.move(minutes=31)
    sent = {**opened, "summary": "Late words.", "csrf_token": token, "do": "save"}
    answer = editor.post(f"{page}/edit", data=sent, headers={"Origin": ORIGIN})
    assert answer.location.startswith("/admin/sign-in")
    sign_in(editor, "editor", next=f"{page}/edit")
    kept = values(tree(editor.get(f"{page}/edit")))
    assert kept["summary"] == ["Late words."]
    assert save(editor, f"{page}/edit", kept) == page


def test_the_record_lists_its_open_drafts(full_desk: Flask, editor: DeskClient, contributor: DeskClient) -> None:
    """Whoever opens the record at the desk sees that a change of it waits; contributors see their own alone."""
    page = send(editor, CHANGE_KIRBY, changed(editor))
    assert tree(editor.get(f"/admin/statements/{KIRBY}")).all("a", href=page)
    assert not tree(contributor.get(f"/admin/statements/{KIRBY}")).all("a", href=page)


def test_the_first_page_counts_what_it_lists(full_desk: Flask, editor: DeskClient, reviewer: DeskClient) -> None:
    """One's own drafts and those that wait, each with their number; a list that is cut says so."""
    pages = [send(editor, CHANGE_KIRBY, changed(editor, f"Summary {number}.")) for number in range(3)]
    for client, region in ((editor, "h-drafts"), (reviewer, "h-review")):
        page = tree(client.get("/admin/"))
        (section,) = [one for one in page.all("section") if one.own("aria-labelledby") == region]
        assert section.one("span", class_="n").text == "3"
        assert {one.attributes["href"] for one in section.all("a")} == set(pages)


def test_a_reviewer_sees_all_that_will_be_published(full_desk: Flask, editor: DeskClient, reviewer: DeskClient) -> None:
    """Every word of a new actor and a new source stands on the draft's page, not only what the statement shows."""
    more = {
        **NEW_ACTOR,
        **NEW_SOURCE,
        "new_actor-note": "Not the committee of that name.",
        "new_source-note": "Read late.",
    }
    page = send(editor, NEW, {**STATEMENT, **more}, note="")
    shown = tree(reviewer.get(page)).one("main").text
    for word in ("Not the committee of that name.", "Read late.", "OQT", "CH", "Note on pauses", "Quiet Press"):
        assert word in shown, word


def test_a_draft_that_changes_nothing_is_not_sent(full_desk: Flask, editor: DeskClient) -> None:
    """Saved it may be; sending it to review is refused with a sentence, and no publishing is offered."""
    page = save(editor, CHANGE_KIRBY, {**values(tree(editor.get(CHANGE_KIRBY))), "change_note": "Why."})
    assert "Nothing differs from what is published." in tree(editor.get(page)).one("main").text
    assert "submit" not in offered(editor, page)
    assert editor.send(f"{page}/submit", {"version": "1"}).status_code == 422


def test_restoring_what_stands_or_from_an_old_page_makes_no_draft(full_desk: Flask, editor: DeskClient) -> None:
    """Neither waits for review, as neither would be published."""
    address = f"/admin/statements/{KIRBY}/restore/1"
    assert editor.send(address, {"base": "1"}).status_code == 422
    assert editor.send(address, {"base": "7"}).status_code in (400, 409)
    assert "Nothing waits for review" in tree(editor.get("/admin/")).one("main").text


def test_pressed_twice_it_waits_once(full_desk: Flask, editor: DeskClient) -> None:
    """The same form sent to review twice leads to the same draft."""
    carried = {**values(preview(editor, NEW, STATEMENT)), "do": "submit"}
    first, second = (editor.send(NEW, carried).location for _ in range(2))
    assert first == second


def test_words_typed_into_a_decided_draft_are_not_lost(
    full_desk: Flask, editor: DeskClient, reviewer: DeskClient
) -> None:
    """The reviewer publishes while the author edits: 409, the words are in a form of the record as it is now."""
    page = send(editor, CHANGE_KIRBY, changed(editor))
    opened = values(tree(editor.get(f"{page}/edit")))
    press(reviewer, page, "publish")
    late = tree(editor.send(f"{page}/edit", {**opened, "note": "Typed late.", "do": "save"}), 409)
    assert "was decided on meanwhile" in summary(late)[0]
    again = values(late)
    assert (again["note"], again["base"]) == (["Typed late."], ["2"])
    assert save(editor, CHANGE_KIRBY, again) != page


def test_an_answer_survives_the_end_of_the_session(
    full_desk: Flask, editor: DeskClient, reviewer: DeskClient, moved: Clock
) -> None:
    """WCAG 3.3.7: a reviewer's words wait at the draft when the session has ended meanwhile."""
    page = send(editor, CHANGE_KIRBY, changed(editor))
    token = reviewer.token()
    moved.move(minutes=31)
    sent = {"version": "2", "answer": "Which broadcast was it?", "csrf_token": token}
    reviewer.post(f"{page}/send-back", data=sent, headers={"Origin": ORIGIN})
    answer = sign_in(reviewer, "reviewer", next=f"{page}/send-back")
    shown = tree(reviewer.get(str(answer.location)))
    assert shown.one("textarea", name="answer").text.strip() == "Which broadcast was it?"


def test_who_decided_and_when_is_said(full_desk: Flask, contributor: DeskClient, reviewer: DeskClient) -> None:
    """A contributor finds on the first page what became of a proposal, and on its page by whom."""
    page = send(contributor, CHANGE_KIRBY, changed(contributor))
    press(reviewer, page, "publish")
    assert tree(contributor.get("/admin/")).all("a", href=page)
    assert "Published by reviewer@example.org" in " ".join(tree(contributor.get(page)).one("main").text.split())


def test_a_shared_draft_offers_nothing_to_cite(full_desk: Flask, editor: DeskClient, anonymous: DeskClient) -> None:
    """No address that does not exist yet, no citation, nothing for programs; and no lock is needed to show it."""
    page = send(editor, NEW, STATEMENT, note="")
    press(editor, page, "share")
    path = tree(editor.get(page)).one("code", class_="url").text.removeprefix("http://localhost")
    with full_desk.app_context(), writing():
        shown = anonymous.get(path).get_data(as_text=True)
    assert "a humanitarian pause of three days" in shown
    for wrong in ('/cite"', ".json", "Cite our record", '/correct"'):
        assert wrong not in shown, wrong
