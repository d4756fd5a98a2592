"""K6: once words were blacked out, no answer to a reader has them, now or of a moment before, and each says so."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from flask import Flask
from flask.testing import FlaskClient

from glossary.models import MARK
from glossary.services.auditing import OPERATOR
from glossary.services.history import pinning
from glossary.services.publishing import editing
from glossary.services.redaction import carrying_out
from glossary.services.redaction.redacting import Asked
from tests.reliability.records import ADA, KIRBY, changed
from tests.security.addresses import addresses
from tests.web.html import read

WORDS = "Zanquar of 555-0190"
SOUGHT = ("zanquar", "555-0190")
REASON = "A court forbade it on 2 November 2026."
HISTORY = f"/statements/{KIRBY}/history"


@pytest.fixture
def before(own_app: Flask) -> str:
    """A statement whose revisions 2 and 3 have the words in all its texts; the moment of the newest of them."""
    quote_ = f"{WORDS} agreed to a humanitarian pause."
    texts = dict.fromkeys(("summary", "note", "speaking_as", "locator", "reported_by"), f"By {WORDS}.")
    facets = [{"dimension": "duration", "text": f"as {WORDS} said", "codes": []}]
    editing.publish(
        [changed("statement", KIRBY, quote=quote_, facets=facets, **texts)], by=ADA, note=f"As {WORDS} said."
    )
    editing.publish([changed("statement", KIRBY, note=f"Heard by {WORDS}.")], by=ADA)
    return pinning.in_address(pinning.newest_change())


@pytest.fixture
def reader(own_app: Flask) -> FlaskClient:
    """Anybody."""
    return own_app.test_client()


def black_out() -> None:
    """As the operator has it done."""
    outcome = carrying_out.carry_out(KIRBY, Asked(WORDS, REASON), base=3, by=OPERATOR)
    assert (outcome.done.states, outcome.failed) == ([2, 3], [])


def asked(app: Flask, moment: str) -> list[str]:
    """Every public address, and those that take a moment or number of before."""
    two = f"statement={KIRBY}&statement=ocha-humanitarian-pause-2022"
    past = [f"/statements/{KIRBY}", f"/statements/{KIRBY}.json", "/terms/humanitarian-pause"]
    past += [f"/api/v1/statements/{KIRBY}", f"/api/v1/compare?{two}", f"/compare?{two}", f"/compare.csv?{two}"]
    of_then = [f"{path}{'&' if '?' in path else '?'}as_of={moment}" for path in past]
    words = [f"/search?q={quote(word)}" for word in ("zanquar", "555-0190", WORDS)]
    states = [f"{HISTORY}/{number}" for number in range(1, 5)]
    return [*addresses(app), *of_then, *states, *(f"{path}" for path in words), "/api/v1/suggest?q=zanq"]


def holding(client: FlaskClient, paths: list[str]) -> dict[str, str]:
    """The addresses whose answers have the words, but for those that repeat the question -> their ETags."""
    found = {}
    for path in paths:
        answer = client.get(path, buffered=True)
        if answer.status_code == 200 and "q=" not in path:
            text = answer.get_data().decode("utf-8", "ignore").lower()
            if any(word in text for word in SOUGHT):
                found[path] = answer.headers.get("ETag", "")
    return found


def test_k6_no_answer_has_the_words(own_app: Flask, reader: FlaskClient, before: str) -> None:
    """K6: no page, file, feed or answer to a program has them, nor is any told to be as it was (304)."""
    paths = asked(own_app, before)
    had = holding(reader, paths)
    told = {path.partition("?")[0] for path in had}
    assert {f"/statements/{KIRBY}", f"/statements/{KIRBY}.json", "/compare", HISTORY, "/changes.atom"} <= told
    assert f"/statements/{KIRBY}?as_of={before}" in had
    black_out()
    assert holding(reader, paths) == {}
    for path, tag in had.items():
        answer = reader.get(path, headers={"If-None-Match": tag} if tag else {}, buffered=True)
        assert answer.status_code == 200, path


def test_k6_search_finds_them_no_more(reader: FlaskClient, before: str) -> None:
    """K6: neither the words nor a beginning of them find the statement; its other words and the mark do."""
    found = reader.get("/search.json?q=zanquar").get_json()
    assert found["total"] == 1
    black_out()
    for query in ("zanquar", "555-0190", "zanq*"):
        answer = reader.get(f"/search.json?q={query}").get_json()
        assert KIRBY not in repr(answer), query
    assert KIRBY in reader.get("/search.json?q=agreed+blacked+out").get_data(as_text=True)


def test_k6_the_mark_says_that_words_are_gone(reader: FlaskClient, before: str) -> None:
    """K6: a quotation is not made another one: the mark stands in it, on the page, in files and in the past."""
    black_out()
    wanted = f"{MARK} agreed to a humanitarian pause."
    assert reader.get(f"/statements/{KIRBY}.json").get_json()["quote"] == wanted
    assert reader.get(f"/statements/{KIRBY}.json?as_of={before}").get_json()["quote"] == wanted
    for path in ("/export/statements.csv", "/export/statements.jsonl"):
        assert wanted in reader.get(path).get_data(as_text=True), path


def test_k6_the_history_says_when_and_why(reader: FlaskClient, before: str) -> None:
    """K6: each state that lost words says so with the reason, others do not; the chain is whole; nobody is named."""
    black_out()
    page = read(reader.get(HISTORY).get_data(as_text=True))
    told = {one.attributes["id"]: one.text for one in page.all("li") if one.attributes.get("id", "").startswith("r")}
    said = {number for number, text in told.items() if "Words of this state were blacked out on" in text}
    assert said == {"r2", "r3"}
    assert all(REASON in told[number] for number in said)
    assert f"Words of revisions 2 to 3 were blacked out: {REASON}" in told["r4"]
    assert "The chain is whole" in page.text
    statement = reader.get(f"/statements/{KIRBY}").get_data(as_text=True)
    assert statement.count("(words of this state were blacked out)") == 2
    assert "operator" not in page.text
    assert f"on {pinning.newest_change().day} " in told["r3"]
    assert REASON in reader.get(f"{HISTORY}/2").get_data(as_text=True)
    assert "Words of this state were" not in reader.get(f"{HISTORY}/1").get_data(as_text=True)
