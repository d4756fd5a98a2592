"""Suggest a correction: from every record's page, without account, to a private page that shows what became of it."""

from __future__ import annotations

import re
from datetime import timedelta
from hashlib import sha256

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from glossary.db import db, writing
from glossary.models import Term
from glossary.services.auditing import OPERATOR
from glossary.services.corrections import answering
from glossary.services.history import revisions as history
from glossary.services.publishing import editing
from glossary.services.publishing.publishing import publish
from glossary.services.publishing.records import row_of_document
from glossary.services.reading import published as reading
from tests import data_sets
from tests.admin.conftest import Clock
from tests.admin.forms import tree
from tests.web.addresses import main, page
from tests.web.correcting import RECORDS, STATEMENT, WRONG, Reader, kept
from tests.web.html import read
from tests.web.test_changes import move

SEEN = "https://quiet.example.org/transcript"


@pytest.fixture
def reader(own_app: Flask, moved: Clock) -> Reader:
    """Somebody who reads a glossary of the test's own."""
    return Reader(own_app, moved)


def change(slug: str = STATEMENT.rpartition("/")[2]) -> None:
    """Publish a statement anew with another note, after a reader's correction."""
    row = row_of_document("statement", reading.document("statement", slug))
    base = reading.document("statement", slug)["revision"]
    draft = editing.Draft("statement", {**row, "note": f"Looked at again after revision {base}."}, base)
    editing.publish([draft], by=OPERATOR, note="After a reader's correction.")


def republish(slug: str) -> None:
    """Publish a term that has moved, so that its document has the present address."""
    db.session.rollback()
    with writing() as session:
        term = session.scalars(select(Term).where(Term.slug == slug)).one()
        assert publish(session, "term", term, conflicts={}, disputes=[], origin="editor")


@pytest.mark.parametrize(("kind", "address"), RECORDS.items())
def test_every_record_has_the_form(client: FlaskClient, kind: str, address: str) -> None:
    """The record's page links to it; it names the record and its revision, and leads back."""
    link = main(client, address).one("a", href=f"{address}/correct")
    assert (link.text, link.attributes["rel"]) == ("Suggest a correction", "nofollow")
    form = page(client, f"{address}/correct")
    name = re.sub("[\u2068\u2069]", "", main(client, address).one("h1").text)
    assert re.sub("[\u2068\u2069]", "", form.one("h1").text) == f"Suggest a correction: {name}"
    assert form.one("main").all("a", href=f"{address}/history/1")
    assert form.one("main").one("form").attributes == {
        "class": "correct",
        "action": f"{address}/correct",
        "method": "post",
        "novalidate": "",
    }


@pytest.mark.parametrize("address", ["/actors/john-kirby/humanitarian-pause", "/actors/john-kirby/truce"])
def test_an_actor_on_a_term_leads_to_the_actor(client: FlaskClient, address: str) -> None:
    """That page is no record; what can be wrong on it stands in the actor's, or in a statement of its own."""
    assert main(client, address).one("a", href="/actors/john-kirby/correct").text.startswith("Suggest a correction")


def test_the_form_says_what_is_kept(client: FlaskClient) -> None:
    """Before anything is sent: what, for how long, who reads it; the privacy page says the same."""
    form = main(client, f"{STATEMENT}/correct")
    said = form.one("section", aria_labelledby="h-kept").text
    for words in ("for as long as the glossary has this record", "No cookie is set", "24 hours", "not published"):
        assert words in said
    assert form.one("a", href="/about/privacy#corrections")
    told = page(client, "/about/privacy")
    assert told.one("h2", id="corrections")
    assert "24 hours" in told.one("main").text
    assert "suggest a correction" in main(client, "/about/method").text


def test_a_correction_leads_to_its_private_page(reader: Reader, own_app: Flask) -> None:
    """303 to a link that nobody can guess; it shows what was sent and says that it is the only way back."""
    link = reader.sent(f"  {WRONG}\r\nSecond line.  ", SEEN)
    assert re.fullmatch(r"/corrections/[\w-]{43}", link)
    told = tree(reader.get(link)).one("main")
    assert told.one("h1").text == "Correction: waiting"
    assert "the only way back" in told.text
    assert f"http://localhost{link}" in told.text
    assert f"{WRONG} Second line." in told.text
    assert SEEN in told.text
    assert told.all("a", href=f"{STATEMENT}/history/1")
    (row,) = kept(own_app)
    assert (row.kind, f"/statements/{row.slug}", row.revision, row.state) == ("statement", STATEMENT, 1, "open")
    assert (row.message, row.url, row.answer) == (f"{WRONG}\nSecond line.", SEEN, "")


def test_of_link_and_sender_only_hashes_are_kept(reader: Reader, own_app: Flask) -> None:
    """The database leads neither to the private page nor to the network address, by no unkeyed hash of it either."""
    token = reader.sent().rpartition("/")[2]
    with own_app.app_context():
        dump = repr(data_sets.contents(db.engine))
    assert sha256(token.encode()).hexdigest() in dump
    known = (reader.address, f"address:{reader.address}")
    hidden = [token, *known, *(sha256(one.encode()).hexdigest() for one in known)]
    # Only the words around are shown: to compare a word with all of the database takes pytest for ever.
    assert [dump[max(dump.index(one) - 200, 0) :][:400] for one in hidden if one in dump] == []


def test_the_private_page_is_for_nobody_else(reader: Reader) -> None:
    """No cache keeps it, no search engine lists it, no other site learns of it; it has no form to send."""
    link = reader.sent()
    answer = reader.get(link)
    assert answer.headers.getlist("Cache-Control") == ["no-store"]
    assert answer.headers.getlist("Referrer-Policy") == ["no-referrer"]
    assert answer.headers.getlist("X-Robots-Tag") == ["noindex"]
    assert not {"Set-Cookie", "ETag", "Last-Modified"} & set(answer.headers.keys())
    top = tree(answer)
    assert top.one("meta", name="robots").attributes["content"] == "noindex"
    assert not top.all("link", rel="canonical")
    assert not top.all("form", method="post")
    assert "Disallow: /corrections/" in reader.get("/robots.txt").text
    for method in ("POST", "PUT", "DELETE"):
        assert reader.client.open(link, method=method).status_code == 405


@pytest.mark.parametrize("token", ["made-up", "A" * 43, "%00", "..%2F", "é", "x" * 5000])
def test_a_made_up_link_leads_nowhere(reader: Reader, token: str) -> None:
    """404, whatever stands in it, and one letter of a true link more, less or other."""
    link = reader.sent()
    for address in (f"/corrections/{token}", f"{link}A", link[:-1], link[:-2] + "--"):
        assert reader.get(address).status_code == 404


def test_the_same_twice_is_one(reader: Reader, own_app: Flask, moved: Clock) -> None:
    """A form sent several times, also after a slip and with other blanks, leads to one page and makes one row."""
    opened = reader.opened()
    moved.move(seconds=10)
    slip = tree(reader.post({**opened, "message": "short", "url": ""}), 422).one("input", name="stamp")
    links = {reader.post({**opened, "message": WRONG, "url": ""}).location for _ in range(3)}
    again = {"stamp": slip.attributes["value"], "message": f"\n{WRONG} ", "url": ""}
    links.add(reader.post(again).location)
    assert len(links) == 1
    assert len(kept(own_app)) == 1
    assert reader.post({**again, "message": f"{WRONG} And the place, too."}).location not in links


def test_the_same_words_of_another_reader_have_their_own_page(reader: Reader, own_app: Flask, moved: Clock) -> None:
    """Who knows or guesses what somebody wrote does not come to that one's page, from elsewhere or from next door,
    at the same moment or later.
    """
    forms = [reader.opened(), reader.opened()]
    moved.move(seconds=10)
    links = [reader.post({**opened, "message": WRONG, "url": ""}).location for opened in forms]
    moved.move(days=3)
    links += [Reader(own_app, moved, "198.51.100.9").sent(), reader.sent()]
    assert len(set(links)) == len(kept(own_app)) == 4
    answering.decline(1, answer=ANSWER, by=OPERATOR)
    assert [ANSWER in reader.get(link).text for link in links] == [True, False, False, False]


@pytest.mark.parametrize("state", ["declined", "spam"])
def test_a_closed_correction_shuts_nobody_elses_mouth(reader: Reader, own_app: Flask, moved: Clock, state: str) -> None:
    """The same form sent again leads to its answer and opens nothing; the same words in another are read anew."""
    opened = reader.opened()
    moved.move(seconds=10)
    sent = {**opened, "message": WRONG, "url": ""}
    link = reader.post(sent).location
    if state == "spam":
        answering.mark_spam(1, by=OPERATOR)
    else:
        answering.decline(1, answer=ANSWER, by=OPERATOR)
    assert reader.post(sent).location == link
    assert [row.state for row in kept(own_app)] == [state]
    other = Reader(own_app, moved, "198.51.100.9").sent()
    assert tree(reader.get(other)).one("h1").text == "Correction: waiting"
    assert [row.state for row in kept(own_app)] == [state, "open"]


def test_the_same_words_on_a_new_revision_are_another(reader: Reader, own_app: Flask) -> None:
    """What was put right once can be wrong again."""
    first = reader.sent()
    change()
    assert reader.sent() != first
    assert [row.revision for row in kept(own_app)] == [1, 2]


def test_the_revision_is_the_one_that_the_form_was_opened_on(reader: Reader, own_app: Flask, moved: Clock) -> None:
    """Who reads revision 1 while revision 2 is published speaks of revision 1, also after a refusal."""
    opened = reader.opened()
    change()
    moved.move(seconds=10)
    again = tree(reader.post({**opened, "message": "short", "url": ""}), 422)
    assert again.one("main").all("a", href=f"{STATEMENT}/history/1")
    assert reader.post({**opened, "message": WRONG, "url": ""}).status_code == 303
    assert [row.revision for row in kept(own_app)] == [1]


def test_a_record_that_moved_takes_its_forms_along(reader: Reader, own_app: Flask, moved: Clock) -> None:
    """The old address of the form leads on; the private page of before shows the record under its present address."""
    link = reader.sent(record="/terms/truce")
    opened = reader.opened("/terms/truce")
    move("truce", "truces")
    republish("truces")
    moved.move(seconds=10)
    for answer in (reader.get("/terms/truce/correct"), reader.post({**opened, "message": WRONG}, "/terms/truce")):
        assert (answer.status_code, answer.location) == (308, "/terms/truces/correct")
    assert tree(reader.get(link)).one("main").all("a", href="/terms/truces")
    assert tree(reader.post({**opened, "message": WRONG, "url": ""}, "/terms/truces"), 422)
    assert reader.get("/terms/nothing/correct").status_code == 404


ANSWER = "Thank you: the transcript is dated the 26th, as you say."


def test_an_accepted_correction_shows_the_revision(reader: Reader, own_app: Flask, moved: Clock) -> None:
    """The private page has the answer and leads to what changed; the history may say that a reader led to it."""
    link = reader.sent()
    change()
    answering.accept(1, answer=ANSWER, unchanged=False, by=OPERATOR)
    told = tree(reader.get(link)).one("main")
    assert told.one("h1").text == "Correction: accepted"
    assert ANSWER in told.text
    assert told.all("a", href=f"{STATEMENT}/history/2")
    assert tree(reader.get(f"{STATEMENT}/history")).all("li", id="r2")
    assert "After a reader's correction." in tree(reader.get(f"{STATEMENT}/history")).one("main").text
    assert (
        history.document_at("statement", STATEMENT.rpartition("/")[2], 2)["note"] == "Looked at again after revision 1."
    )


@pytest.mark.parametrize("state", ["unchanged", "declined", "spam"])
def test_other_answers(reader: Reader, state: str) -> None:
    """Accepted without a change, not followed with a reason, closed without an answer: each says so."""
    link = reader.sent()
    deeds = {
        "unchanged": lambda: answering.accept(1, answer=ANSWER, unchanged=True, by=OPERATOR),
        "declined": lambda: answering.decline(1, answer=ANSWER, by=OPERATOR),
        "spam": lambda: answering.mark_spam(1, by=OPERATOR),
    }
    deeds[state]()
    told = tree(reader.get(link)).one("main")
    words = {"unchanged": "accepted", "declined": "not followed", "spam": "closed without an answer"}
    assert told.one("h1").text == f"Correction: {words[state]}"
    assert (ANSWER in told.text) == (state != "spam")
    assert not told.all("a", href=f"{STATEMENT}/history/2")


def test_the_public_pages_say_nothing_of_it(reader: Reader) -> None:
    """What a reader wrote stands on no page but the private one."""
    link = reader.sent("An unheard-of word: zephyrous quokkas.")
    for address in (STATEMENT, f"{STATEMENT}/history", f"{STATEMENT}.json", "/search?q=zephyrous", "/", "/about/data"):
        assert "quokkas" not in reader.get(address, follow_redirects=True).text
    assert "quokkas" in reader.get(link).text


def test_the_sender_is_forgotten_after_a_day(reader: Reader, own_app: Flask, moved: Clock) -> None:
    """The hash is emptied when the next one arrives after 24 hours, and when one is answered; not a second before."""
    reader.sent()
    reader.sent("Another thing is wrong here, too.")
    moved.now = kept(own_app)[0].created_at + timedelta(hours=24, seconds=-1)
    answering.mark_spam(1, by=OPERATOR)
    assert all(row.sender_sha256 for row in kept(own_app))
    moved.now = kept(own_app)[0].created_at + timedelta(hours=24)
    other = Reader(own_app, moved, "198.51.100.9")
    opened = other.opened()
    assert other.post({**opened, "message": "A third thing is wrong.", "url": ""}).status_code == 422  # in no time
    moved.move(seconds=3)
    assert other.post({**opened, "message": "A third thing is wrong.", "url": ""}).status_code == 303
    assert [bool(row.sender_sha256) for row in kept(own_app)] == [False, True, True]
    moved.move(days=2)
    answering.decline(2, answer=ANSWER, by=OPERATOR)
    assert not any(row.sender_sha256 for row in kept(own_app))


def test_withdrawn_statements_can_be_corrected(reader: Reader) -> None:
    """Withdrawing can be wrong, too."""
    editing.withdraw(STATEMENT.rpartition("/")[2], reason="The source was misread.", base=1, by=OPERATOR)
    assert reader.sent()
    assert read(reader.get(STATEMENT).text).one("main").all("a", href=f"{STATEMENT}/correct")
