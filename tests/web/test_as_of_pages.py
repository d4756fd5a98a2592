"""The pages of a statement and of a term as they stood at a moment: the same for ever, said on top, kept by a link."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from glossary.services.history import pinning
from glossary.services.publishing import editing
from glossary.services.reading import published as reading
from tests.reliability.records import ADA, KIRBY, KIRBY_AGAIN, changed, new, publish
from tests.services.publishing import editing as by_hand
from tests.web.addresses import main, page
from tests.web.test_numbers import Crawler

TERM = "humanitarian-pause"
PAGES = (f"/statements/{KIRBY}", f"/statements/{KIRBY_AGAIN}", f"/terms/{TERM}", "/terms/ceasefire")
FILES = (f"/statements/{KIRBY}.json", f"/terms/{TERM}.json", f"/api/v1/terms/{TERM}", f"/terms/{TERM}.csv")


def withdraw(slug: str) -> None:
    """Withdraw a statement, as an editor does."""
    editing.withdraw(slug, reason="Misread by all of us.", base=reading.document("statement", slug)["revision"], by=ADA)


def move() -> None:
    """Give the term, the statement and its actor other addresses."""
    by_hand.rename("term", TERM, "pause-for-aid")
    by_hand.rename("statement", KIRBY, "another-address")
    by_hand.rename("actor", "john-kirby", "kirby")


EDITS: dict[str, Callable[[], object]] = {
    "changed": lambda: publish(changed("statement", KIRBY, summary="Another reading.", note=f"See {KIRBY_AGAIN}.")),
    "filed under another term": lambda: publish(changed("statement", KIRBY, term="ceasefire")),
    "withdrawn": lambda: withdraw(KIRBY),
    "its other account withdrawn": lambda: withdraw(KIRBY_AGAIN),
    "disputed no more": lambda: publish(changed("statement", KIRBY, disputes=[])),
    "term renamed": lambda: publish(changed("term", TERM, preferred="pause for aid", gloss="Another signpost.")),
    "term related otherwise": lambda: publish(changed("term", "area-specific-humanitarian-pause", relations=[])),
    "source retitled": lambda: publish(
        changed("source", "abc-2023-10-27-kirby", title="Another title", rights="Other rights.")
    ),
    "actor renamed and moved elsewhere": lambda: publish(
        changed("actor", "john-kirby", name="J. F. Kirby", affiliation="")
    ),
    "moved": move,
    "added": lambda: publish(new(id="one-more-statement", actor="john-kirby", term=TERM)),
}


@pytest.fixture
def reader(own_app: Flask) -> FlaskClient:
    return own_app.test_client()


def pinned() -> str:
    """The state of now as an address names it."""
    return pinning.in_address(pinning.newest_change())


def answers(client: FlaskClient, moment: str) -> dict[str, bytes]:
    """What each page and file answers at a moment."""
    found = {address: client.get(f"{address}?as_of={moment}") for address in (*PAGES, *FILES)}
    assert {address: answer.status_code for address, answer in found.items()} == dict.fromkeys(found, 200)
    return {address: answer.data for address, answer in found.items()}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_later_edits_change_no_byte(edit: Callable[[], object], reader: FlaskClient) -> None:
    """Whatever is changed, withdrawn, renamed, moved or added later, the pages of the moment stay as they were."""
    moment = pinned()
    before = answers(reader, moment)
    edit()
    assert answers(reader, moment) == before
    if edit is not EDITS["moved"]:
        later = answers(reader, pinned())
        assert any(later[address] != before[address] for address in FILES)


def test_every_later_edit_together_changes_no_byte(reader: FlaskClient) -> None:
    """Nor do they one after the other."""
    moment = pinned()
    before = answers(reader, moment)
    for name in ("changed", "term renamed", "source retitled", "actor renamed and moved elsewhere", "added"):
        EDITS[name]()
    withdraw(KIRBY_AGAIN)
    assert answers(reader, moment) == before


@pytest.mark.parametrize("address", PAGES)
def test_the_page_says_when_on_top_and_leads_to_the_present(reader: FlaskClient, address: str) -> None:
    """A box before the heading names the moment and links to the record as it is now; search engines stay out."""
    moment = pinned()
    top = page(reader, f"{address}?as_of={moment}")
    box = top.one("main").all("div", class_="box")[0]
    assert box.text.startswith(f"As it stood on {pinning.newest_change().day} ")
    assert box.all("a")[-1].attributes["href"] == address
    assert top.one("meta", name="robots").attributes["content"] == "noindex"
    canonical = top.one("link", rel="canonical").attributes["href"]
    assert canonical == f"http://localhost{address}?as_of={moment.replace(':', '%3A')}"
    alternate = top.one("link", rel="alternate").attributes["href"]
    assert alternate == f"{address}.json?as_of={moment.replace(':', '%3A')}"
    assert canonical in top.one(id="cite").text
    assert not page(reader, address).all("meta", name="robots")


@pytest.mark.parametrize("address", PAGES)
def test_links_to_what_stood_then_keep_the_moment(reader: FlaskClient, address: str) -> None:
    """Terms, statements and comparisons are of the moment, too; no number leads to a search or field of today."""
    moment = pinned()
    top = main(reader, f"{address}?as_of={moment}")
    for link in top.all("a"):
        href = link.attributes["href"]
        assert not href.startswith(("/search", "/field")), (address, link.text)
        if re.match(r"/(terms|statements)/[a-z0-9-]+(\?|$)|/compare\?", href) and href != address:
            assert "as_of=" in href, (address, href)
    for form in top.all("form"):
        assert form.one("input", name="as_of").attributes["value"] == moment


def test_numbers_of_the_past_open_what_they_count(reader: FlaskClient) -> None:
    """Each folded number holds as many things; headings and contents count their lists."""
    crawler = Crawler(reader)
    for slug in (TERM, "ceasefire", "no-strike-list", "humanitarian-truce"):
        crawler.follow(f"/terms/{slug}?as_of={pinned()}")
    assert crawler.followed["details"] > 60
    assert not crawler.followed["search"]


@pytest.mark.parametrize("address", PAGES)
def test_a_page_offers_the_link_that_keeps_it(reader: FlaskClient, address: str) -> None:
    """“Permanent link to this state” leads to the same record at the newest change, before and after an edit."""
    [link] = [a for a in main(reader, address).all("a") if a.text == "Permanent link to this state"]
    before = reader.get(link.attributes["href"])
    assert before.status_code == 200
    EDITS["changed"]()
    assert reader.get(link.attributes["href"]).data == before.data
    assert not [a for a in main(reader, link.attributes["href"]).all("a") if a.text == link.text]


def test_withdrawn_then_and_withdrawn_since(reader: FlaskClient) -> None:
    """At a moment before the withdrawal the statement stands; at one after it, the page says so and why."""
    before = pinned()
    withdraw(KIRBY)
    after = pinned()
    assert "Withdrawn." not in main(reader, f"/statements/{KIRBY}?as_of={before}").text
    assert "Misread by all of us." in main(reader, f"/statements/{KIRBY}?as_of={after}").text
    assert main(reader, f"/terms/{TERM}?as_of={before}").all("article", id=KIRBY)
    assert not main(reader, f"/terms/{TERM}?as_of={after}").all("article", id=KIRBY)


def test_revisions_and_neighbours_are_those_of_then(reader: FlaskClient) -> None:
    """A revision made later is not listed; a relation that another term stated then is read from both sides."""
    moment = pinned()
    there = f"/terms/{TERM}?as_of={moment}"
    stated = main(reader, there).one(id="neighbours").text
    EDITS["changed"]()
    EDITS["term related otherwise"]()
    assert len(main(reader, f"/statements/{KIRBY}?as_of={moment}").one(id="revisions").one("tbody").all("tr")) == 1
    assert len(main(reader, f"/statements/{KIRBY}").one(id="revisions").one("tbody").all("tr")) == 2
    assert main(reader, there).one(id="neighbours").text == stated


def test_a_record_answers_under_every_address_it_has(reader: FlaskClient) -> None:
    """After a move, the old address still answers what stood, and so does the new one; the present leads on."""
    moment = pinned()
    move()
    for old, now in (
        (f"/terms/{TERM}", "/terms/pause-for-aid"),
        (f"/statements/{KIRBY}", "/statements/another-address"),
    ):
        assert reader.get(f"{old}?as_of={moment}").status_code == 200
        assert reader.get(f"{now}?as_of={moment}").status_code == 200
        assert reader.get(old).status_code == 308


def test_what_was_not_there_yet_is_not_there(reader: FlaskClient) -> None:
    """A record published later is a 404 with a sentence, on the page and in the API."""
    moment = pinned()
    EDITS["added"]()
    for address in ("/statements/one-more-statement", "/api/v1/statements/one-more-statement"):
        answer = reader.get(f"{address}?as_of={moment}")
        assert answer.status_code == 404
        assert "was not yet published on" in answer.text


@pytest.mark.parametrize(
    ("asked", "status", "says"),
    [
        ("as_of=yesterday", 400, "2026-11-25T10:00:00Z"),
        ("as_of=2026-02-30", 400, "2026-11-25T10:00:00Z"),
        ("as_of=2999-01-01", 400, "is in the future"),
        ("as_of=2020-01-01", 404, "the first record was published on"),
        ("as_of=", 400, "wanted|without a value"),
        ("as_of=%202026-11-25", 400, "wanted"),
        ("as_of=2026-11-25&as_of=2026-11-24", 400, "given more than once"),
    ],
)
def test_a_moment_that_cannot_be_read_is_refused(asked: str, status: int, says: str, client: FlaskClient) -> None:
    """The same clear sentence in page and problem, for statements and terms, as in a comparison."""
    for address in (f"/statements/{KIRBY}", f"/terms/{TERM}", f"/terms/{TERM}.csv"):
        answer = client.get(f"{address}?{asked}")
        assert (answer.status_code, answer.content_type) == (status, "text/html; charset=utf-8"), address
        assert re.search(says, answer.text), address
    for address in FILES[:3]:
        answer = client.get(f"{address}?{asked}")
        assert (answer.status_code, answer.content_type) == (status, "application/problem+json"), address
        assert re.search(says, answer.text), address


def test_what_is_not_settled_is_refused(client: FlaskClient, context: Flask) -> None:
    """Today may still change: the sentence offers the moment that may be asked for, and that one answers."""
    today = pinned()[:10]
    for address in (PAGES[0], PAGES[2], FILES[0], FILES[1]):
        refused = client.get(f"{address}?as_of={today}")
        assert refused.status_code == 400
        [offered] = re.findall(r"as_of=(\S+Z)", refused.text)
        assert client.get(f"{address}?as_of={offered}").status_code == 200


def test_pinned_to_now_it_says_what_is_published(client: FlaskClient, context: Flask) -> None:
    """Of every term the past of now is the present, relations read both ways included."""
    moment = pinned()
    for one in reading.every("term"):
        address = f"/api/v1/terms/{one['slug']}"
        assert client.get(f"{address}?as_of={moment}").get_json() == client.get(address).get_json()
