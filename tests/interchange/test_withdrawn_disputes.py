"""A statement that tells otherwise than a withdrawn one: pages say that it is withdrawn, files do not name it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from glossary.services.bulk import judging as bulk
from glossary.services.export import files as export_files
from glossary.services.export import linked_data, term_file
from glossary.services.history import past, pinning
from glossary.services.reading import published as reading
from tests.interchange.linked import HERE, dangling, of_term, whole
from tests.services.publishing import editing as by_hand

KIRBY, KIRBY_AGAIN = "john-kirby-humanitarian-pause-2023-10-26", "john-kirby-humanitarian-pause-2023-10-27"
TERM = "humanitarian-pause"
READ_BACK = ("glossary.jsonl", "statements.jsonl", "statements.csv", "statements.xlsx", "glossary.tbx")
WHOLE = (*READ_BACK, "glossary-by-term.tbx", "glossary.ttl", "glossary.jsonld", "glossary.rdf")
LINK = f'<a href="/statements/{KIRBY}">another account'


@pytest.fixture(autouse=True)
def no_word_of_it(request: pytest.FixtureRequest) -> None:
    """The editors' note on the other statement names the one that will be withdrawn: it is emptied."""
    request.getfixturevalue("own_app")
    by_hand.revise("statement", KIRBY_AGAIN, note="")


def _written(name: str, **filters: str) -> bytes:
    file, taken = export_files.take(name, **filters)
    return b"".join(file.write(taken, HERE))


@pytest.mark.parametrize("name", [name for name in WHOLE if not name.endswith("xlsx")])
def test_a_file_names_no_statement_that_it_lacks(own_app: Flask, name: str) -> None:
    """Both tell of each other as long as both stand; of a withdrawn one nothing is left, and it comes back whole."""
    before = _written(name)
    assert KIRBY.encode() in before
    by_hand.withdraw(KIRBY)
    after = _written(name)
    assert KIRBY_AGAIN.encode() in after
    assert KIRBY.encode() not in after
    by_hand.revise("statement", KIRBY, state="published", withdrawn_reason="")
    assert _written(name).count(KIRBY.encode()) == before.count(KIRBY.encode())


@pytest.mark.parametrize("filters", [{"term": TERM}, {"actor": "john-kirby"}])
def test_a_narrowed_file_names_what_stands_elsewhere(own_app: Flask, filters: dict[str, str]) -> None:
    """Whether the other account is in the narrowed file or not: it is named as long as it stands."""
    by_hand.revise("statement", KIRBY, term_id=by_hand_term("truce"))
    assert KIRBY.encode() in _written("statements.jsonl", **filters)
    by_hand.withdraw(KIRBY)
    assert KIRBY.encode() not in _written("statements.jsonl", **filters)


def by_hand_term(slug: str) -> int:
    """The key of a term."""
    from glossary.db import db

    key: int = by_hand.one(db.session, "term", slug).id  # type: ignore[arg-type]
    db.session.rollback()
    return key


@pytest.mark.parametrize("name", READ_BACK)
def test_what_left_comes_back_as_the_same(own_app: Flask, tmp_path: Path, name: str) -> None:
    """The file does not name the withdrawn account, and the import takes nothing away for that."""
    by_hand.withdraw(KIRBY)
    path = tmp_path / name
    path.write_bytes(_written(name))
    report = bulk.judge(path, path.suffix[1:], tmp_path / "judged", hint=path.stem)
    assert report.counts["same"] == report.total > 0, report.first


def test_a_file_of_before_the_withdrawal_is_the_same_too(own_app: Flask, tmp_path: Path) -> None:
    """It still names the account; what is told of the other statement is as it was."""
    path, mine = tmp_path / "statements.jsonl", f'{{"id":"{KIRBY_AGAIN}"'.encode()
    path.write_bytes(b"".join(line for line in _written(path.name).splitlines(True) if line.startswith(mine)))
    by_hand.withdraw(KIRBY)
    report = bulk.judge(path, "jsonl", tmp_path / "judged")
    assert (report.counts["same"], report.total) == (1, 1)


def test_an_export_under_way_keeps_its_state(own_app: Flask) -> None:
    """What is withdrawn after the start of an export was not withdrawn at its moment."""
    before = _written("statements.jsonl")
    file, taken = export_files.take("statements.jsonl")
    by_hand.withdraw(KIRBY)
    assert b"".join(file.write(taken, HERE)) == before


def _turtle(then: past.Past | None) -> bytes:
    return linked_data.term(TERM, "ttl", HERE, then)


def _tbx(then: past.Past | None) -> bytes:
    return term_file.tbx((then or reading).document("term", TERM), HERE, then)


@pytest.mark.parametrize("write", [_turtle, _tbx])
def test_the_file_of_a_term(own_app: Flask, write: Callable[[past.Past | None], bytes]) -> None:
    """It does not name the withdrawn one either; as of the moment before, it does."""
    then = past.at(pinning.newest_change())
    before = write(None)
    by_hand.withdraw(KIRBY)
    assert KIRBY.encode() in before
    assert KIRBY.encode() not in write(None)
    assert write(then) == before


def test_no_node_is_named_of_which_the_file_says_nothing(own_app: Flask) -> None:
    """In the graph of all and in that of the term."""
    by_hand.withdraw(KIRBY)
    assert dangling(whole(own_app, "ttl")) == dangling(of_term(TERM)) == set()


@pytest.mark.parametrize("page", [f"/terms/{TERM}", "/actors/john-kirby", f"/actors/john-kirby/{TERM}"])
def test_a_page_says_that_it_is_withdrawn(own_app: Flask, page: str) -> None:
    """The link stays, for its page says why; the words beside it say what is there. Before that moment it stood."""
    client, moment = own_app.test_client(), pinning.in_address(pinning.newest_change())
    assert LINK in client.get(page).text
    assert "(withdrawn)" not in client.get(page).text
    by_hand.withdraw(KIRBY)
    html = client.get(page).text
    assert html.split(LINK)[1].split("</a>", 1)[1].startswith(" (withdrawn)")
    assert html.count("(withdrawn)") == html.count(LINK)
    assert "(withdrawn)" not in client.get(f"/terms/{TERM}?as_of={moment}").text


@pytest.mark.parametrize("ending", ["atom", "feed.json"])
def test_a_feed_says_that_it_is_withdrawn(own_app: Flask, ending: str) -> None:
    """In the same words."""
    client = own_app.test_client()
    address = f"/search.{ending}?q=&term={TERM}&actor=john-kirby"
    assert "(withdrawn)" not in client.get(address).text
    by_hand.withdraw(KIRBY)
    text = client.get(address).text
    assert "another account" in text
    assert text.count("(withdrawn)") == text.count(f"/statements/{KIRBY}") > 0


@pytest.mark.parametrize("ending", ["csv", "jsonl"])
def test_a_list_as_a_table_does_not_name_it(own_app: Flask, ending: str) -> None:
    """The list of a term's statements, as it is and as it stood."""
    client = own_app.test_client()
    assert KIRBY in client.get(f"/terms/{TERM}.{ending}").text
    by_hand.withdraw(KIRBY)
    assert KIRBY_AGAIN in client.get(f"/terms/{TERM}.{ending}").text
    assert KIRBY not in client.get(f"/terms/{TERM}.{ending}").text
