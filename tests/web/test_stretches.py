"""The page of a term with more statements than one page takes: in stretches, each at an address of its own."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from glossary.services.history import pinning
from glossary.services.reading import published as reading
from glossary.web import stretches
from glossary.web.terms import SECTIONS
from tests.web.addresses import following, main
from tests.web.html import Node, read

TERM = "humanitarian-pause"
PATH = f"/terms/{TERM}"
KINDS = [kind for kind, _, _ in SECTIONS]


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> int:
    """A page takes seven statements."""
    monkeypatch.setattr(stretches, "MOST", 7)
    return 7


def ordered() -> list[str]:
    """The term's statements by kind, then oldest first."""
    found = sorted(reading.statements_of(term=TERM), key=lambda one: KINDS.index(one["kind"]))
    return [one["id"] for one in found]


def shown(page: Node) -> list[str]:
    """The statements of a page."""
    return [node.attributes["id"] for node in page.all("article")]


@pytest.mark.parametrize("pinned", [False, True], ids=["now", "as of now"])
def test_all_stretches_together_are_the_whole(client: FlaskClient, context: Flask, few: int, pinned: bool) -> None:
    """Whoever goes on from page to page meets each statement once, by kind and then oldest first."""
    moment = f"?as_of={pinning.in_address(pinning.newest_change())}" if pinned else ""
    address, found = f"{PATH}{moment}", []
    while address:
        page = main(client, address)
        assert 1 <= len(shown(page)) <= few
        found += shown(page)
        address = following(page)
    assert found == ordered()


def test_a_page_says_which_part_it_has(client: FlaskClient, context: Flask, few: int) -> None:
    """Number of all, places of its own; nothing counted or called missing that only some of them were asked for."""
    number = len(ordered())
    page = main(client, f"{PATH}?page=2")
    assert f"{number} statements, of which this page has 8–14" in page.text
    assert "What is here, what is not" not in page.text
    links = [link.attributes["href"] for link in page.all("nav", class_="steps")[0].all("a")]
    assert links[0] == PATH
    assert links[1] == f"{PATH}?page=3"
    assert links[-1] == f"{PATH}?page={-(-number // few)}"


def test_each_stretch_has_its_own_address(client: FlaskClient, few: int) -> None:
    """The canonical link names the page, but for the first, which is the term's own; the JSON is the whole term's."""
    for query, own in (("", PATH), ("?page=1", PATH), ("?page=2", f"{PATH}?page=2")):
        head = read(client.get(PATH + query).get_data(as_text=True))
        (canonical,) = head.all("link", rel="canonical")
        assert canonical.attributes["href"].endswith(own)
        files = [
            link.attributes["href"] for link in (*head.all("a"), *head.all("link")) if "." in link.attributes["href"]
        ]
        assert f"{PATH}.json" in files
        assert [one for one in files if ".json" in one and "page" in one.partition(".json")[2]] == []


@pytest.mark.parametrize("page", ["0", "-1", "x", "", "1.5", "9" * 7, "٢"])
def test_what_is_no_page_number_is_the_first(client: FlaskClient, context: Flask, few: int, page: str) -> None:
    """As with the search: an address that was typed wrongly leads to the beginning."""
    assert shown(main(client, f"{PATH}?page={page}")) == ordered()[:few]


def test_beyond_the_last_is_the_last(client: FlaskClient, context: Flask, few: int) -> None:
    """Who kept the address of a page that there is no longer still finds statements."""
    assert shown(main(client, f"{PATH}?page=999999"))[-1] == ordered()[-1]


@pytest.mark.parametrize("more", [0, -1], ids=["as many as a page takes", "one more"])
def test_a_page_is_divided_only_beyond_its_limit(
    client: FlaskClient, context: Flask, monkeypatch: pytest.MonkeyPatch, more: int
) -> None:
    """With just as many statements as one page takes there is one page, with everything counted; with one more, two."""
    monkeypatch.setattr(stretches, "MOST", len(ordered()) + more)
    page = main(client, PATH)
    assert len(shown(page)) == len(ordered()) + more
    assert bool(page.all(id="coverage")) is (more == 0)
    assert bool(following(page)) is (more < 0)
