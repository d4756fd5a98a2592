"""`/changes`: what was published, newest first, with notes, words and review, in a selection that the address names."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient

from glossary.interchange.tables import read_csv
from glossary.services.history import pinning
from glossary.services.publishing import editing
from glossary.services.reading import published as reading
from glossary.web import changes
from tests.reliability.records import ADA, KIRBY, changed, new, publish
from tests.web.addresses import main, page
from tests.web.html import Node


@pytest.fixture
def reader(own_app: Flask) -> FlaskClient:
    return own_app.test_client()


def number(text: str) -> int:
    found = re.search(r"\d[\d,]*", text)
    assert found, text
    return int(found[0].replace(",", ""))


def entries(top: Node) -> list[Node]:
    """The changes that a page shows one by one."""
    return [node for node in top.all("li") if node.attributes.get("id", "").startswith("change-")]


def listed(client: FlaskClient, address: str) -> list[str]:
    """The ids of all changes that an address lists, on as many pages as it takes."""
    found: list[str] = []
    while address:
        top = main(client, address)
        found += [node.attributes["id"] for node in entries(top)]
        further = top.all("a", rel="next")
        address = further[0].attributes["href"] if further else ""
    return found


def test_an_import_is_summarised_and_its_numbers_list_what_they_say(client: FlaskClient) -> None:
    """The data set is one publication: its number and those of each kind lead to lists of as many changes."""
    top = main(client, "/changes")
    [section] = top.all("section")
    assert "Import of the data set" in section.text
    assert not entries(top)
    whole, *kinds = section.all("a")
    assert number(whole.text) == sum(number(a.text) for a in kinds) > 1000
    for link in (whole, *kinds):
        found = listed(client, link.attributes["href"])
        assert len(found) == len(set(found)) == number(link.text), link.text


def test_a_change_says_when_what_why_and_in_which_words(reader: FlaskClient) -> None:
    """Record, kind of change, revision, review, note and the words are there; the newest stands first."""
    publish(new(id="one-more-statement"))
    editing.publish([changed("statement", KIRBY, summary="Another reading.")], by=ADA, note="Read again, <b>twice</b>.")
    editing.withdraw("one-more-statement", reason="Not in the source.", base=1, by=ADA)
    withdrawn, second, first = entries(main(reader, "/changes"))
    assert "Statement withdrawn, revision 2" in withdrawn.text
    assert "Not in the source." in withdrawn.text
    assert "Statement changed, revision 2" in second.text
    assert "by an editor, published without second review" in second.text
    assert "Read again, <b>twice</b>." in second.text
    assert second.all("ins")[0].text.startswith("[new: Another")
    assert [a.attributes["href"] for a in second.all("a")] == [f"/statements/{KIRBY}", f"/statements/{KIRBY}/history/2"]
    assert "Statement added, revision 1" in first.text
    assert not first.all("ins")


def test_what_follows_is_said_and_many_are_counted(reader: FlaskClient) -> None:
    """A new name of a term is told with its words; the records that follow are a number that lists them."""
    publish(changed("term", "humanitarian-pause", preferred="pause for aid"))
    section = main(reader, "/changes").all("section")[0]
    assert "Published at once" in section.text
    [cause] = entries(section)
    assert "Term changed" in cause.text
    total = section.all("a")[0]
    found = listed(reader, total.attributes["href"])
    assert len(found) == number(total.text) > 10
    shown = [node.text for node in entries(main(reader, total.attributes["href"]))]
    assert sum("Statement follows another record" in text for text in shown) > 9


def test_long_changes_are_folded(reader: FlaskClient) -> None:
    """Few words stand open, many are behind a summary that names their fields."""
    publish(changed("statement", KIRBY, note="Short."))
    assert not entries(main(reader, "/changes"))[0].all("details")
    publish(changed("statement", KIRBY, note=("Long words. " * 60).strip()))
    folded = entries(main(reader, "/changes"))[0].one("details")
    assert folded.one("summary").text.startswith("The words that changed: note")


def test_the_list_is_narrowed_by_kind_and_period(reader: FlaskClient) -> None:
    """By form and address alike; each choice can be taken away; a form's empty fields choose nothing."""
    publish(changed("statement", KIRBY, note="A note."))
    publish(changed("actor", "ocha", note="A note."))
    year = f"{pinning.newest_change().year}"
    assert [node.one("b").text for node in entries(main(reader, "/changes?kind=actor&from=&to="))] == ["changed"]
    top = main(reader, f"/changes?kind=actor&from={year}&to={year}")
    chosen = top.one("p", class_="chosen").all("a")
    assert [parse_qs(urlsplit(a.attributes["href"]).query) for a in chosen] == [
        {"from": [year], "to": [year]},
        {"kind": ["actor"], "to": [year]},
        {"kind": ["actor"], "from": [year]},
    ]
    assert top.one("option", selected="").attributes["value"] == "actor"
    assert top.one(id="from").attributes["value"] == year
    empty = main(reader, "/changes?kind=event&from=1999&to=1999")
    assert "Nothing was published in this selection." in empty.text


def test_pages_go_on_where_the_one_before_ended(reader: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """B6: walked by its links while others publish, the list holds each change once."""
    monkeypatch.setattr(changes, "PAGE", 2)
    for step in range(5):
        publish(changed("statement", KIRBY, note=f"Note {step}."))
    address, seen = "/changes?kind=statement", list[str]()
    while address:
        top = main(reader, address)
        seen += [node.all("p")[-1].text for node in entries(top)]
        publish(changed("statement", KIRBY, summary=f"Meanwhile {len(seen)}."))
        further = top.all("a", rel="next")
        address = further[0].attributes["href"] if further else ""
    assert len(seen) == 5
    assert "Newest changes" in top.text


@pytest.mark.parametrize(
    ("asked", "status", "says"),
    [
        ("kind=place", 400, "There is no kind of record"),
        ("kind=term&kind=actor", 400, "given more than once"),
        ("from=yesterday", 400, "takes a year, a month or a day"),
        ("to=2026-02-30", 400, "there is no 2026-02-30"),
        ("from=2027&to=2026", 400, "ends before it begins"),
        ("before=0", 400, "takes the number of a change"),
        ("before=-1", 400, "takes the number of a change"),
        ("before=9999999999999", 400, "takes the number of a change"),
        ("at=today", 400, "takes the moment of a publication"),
        ("at=2020-01-01T00:00:00Z", 404, "Nothing was published at exactly"),
    ],
)
def test_what_cannot_be_shown_is_refused(client: FlaskClient, asked: str, status: int, says: str) -> None:
    """A clear page, for the list as for its table."""
    for address in ("/changes", "/changes.csv"):
        answer = client.get(f"{address}?{asked}")
        assert answer.status_code == status
        assert says in answer.text


def test_only_the_first_page_is_for_search_engines(client: FlaskClient) -> None:
    """Selections and older pages are without end; they ask to be left out."""
    assert not page(client, "/changes").all("meta", name="robots")
    for asked in ("kind=term", "before=500", "from=2020"):
        assert page(client, f"/changes?{asked}").one("meta", name="robots").attributes["content"] == "noindex"


def test_the_table_holds_the_same_changes(reader: FlaskClient) -> None:
    """CSV and JSON of a selection say the same of each change; the table says where its state is and is no formula."""
    editing.publish([changed("statement", KIRBY, summary="Another.")], by=ADA, note="=1+1")
    head, *lines = read_csv(reader.get("/changes.csv?kind=statement").text)
    told: list[dict[str, Any]] = reader.get("/changes.json?kind=statement&limit=1000").get_json()["items"]
    rows = [dict(zip(head, line, strict=True)) for line in lines]
    assert [(r["seq"], r["what"], r["fields"]) for r in rows] == [
        (str(one["seq"]), one["what"], " ".join(one["fields"])) for one in told
    ]
    assert rows[0]["note"] == "=1+1"
    assert '"\'=1+1"' in reader.get("/changes.csv?kind=statement").text
    assert rows[0]["address"] == f"http://localhost/statements/{KIRBY}/history/2"
    assert reader.get(rows[0]["address"]).status_code == 200


@pytest.mark.parametrize(("most", "lines"), [(3, 3), (4, 4)])
def test_a_table_has_so_many_lines_at_most(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, most: int, lines: int
) -> None:
    """B4: the newest ones; with `before` it goes on from there."""
    monkeypatch.setattr(changes, "MOST_LINES", most)
    rows = read_csv(client.get("/changes.csv").text)[1:]
    assert len(rows) == lines
    further = read_csv(client.get(f"/changes.csv?before={rows[-1][0]}").text)[1:]
    assert int(further[0][0]) == int(rows[-1][0]) - 1


def test_the_page_is_found_from_everywhere_and_from_home(client: FlaskClient) -> None:
    """Its link is in the foot of every page, and under the newest statements."""
    assert "/changes" in [a.attributes["href"] for a in page(client, "/about").one("footer").all("a")]
    assert "Newest changes of the glossary" in [a.text for a in main(client, "/").all("a")]


def test_a_moved_record_is_still_led_to(reader: FlaskClient) -> None:
    """The link says the address of that time, which leads on."""
    from tests.services.publishing import editing as by_hand

    publish(changed("statement", KIRBY, note="A note."))
    by_hand.rename("statement", KIRBY, "another-address")
    links = [a.attributes["href"] for a in entries(main(reader, "/changes"))[-1].all("a")]
    assert [reader.get(link, follow_redirects=True).status_code for link in links] == [200, 200]
    assert reading.document("statement", "another-address")
