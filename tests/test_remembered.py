"""Answers to searches are kept, and never given when they are no longer true."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from glossary import remembered
from glossary.db import db
from glossary.errors import IndexUnavailable
from glossary.remembered import EXTENSION, Kept, Memory
from glossary.services.export import feeding
from glossary.services.index import indexing
from glossary.services.publishing import importing
from glossary.services.searching import searching
from tests import data_sets
from tests.services.publishing import editing
from tests.services.putting_back import put_back

PAGE, DOCUMENT = "/search?q=truce", "/api/v1/search?q=truce"


@pytest.fixture
def made(own_app: Flask, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts of the searches that the service was asked for, one by one."""
    asked: list[str] = []
    real = searching.search

    def search(request: Any, **rest: Any) -> Any:
        asked.append(request.text)
        return real(request, **rest)

    monkeypatch.setattr("glossary.api.search.run", search)
    monkeypatch.setattr("glossary.services.searching.searching.search", search)
    return asked


@pytest.fixture
def reader(own_app: Flask) -> FlaskClient:
    return own_app.test_client(use_cookies=False)  # cookies are sent as the tests say


def _headers(answer: Any) -> dict[str, str]:
    return {name: value for name, value in answer.headers.items() if name != "X-Request-ID"}


@pytest.mark.parametrize("address", [PAGE, DOCUMENT, "/search.json?q=truce"])
def test_the_same_question_is_answered_from_memory(address: str, reader: FlaskClient, made: list[str]) -> None:
    """The second answer is the first, byte for byte and header for header, under an id of its own."""
    first, second = reader.get(address), reader.get(address)
    assert made == ["truce"]
    assert (first.status_code, first.data, _headers(first)) == (second.status_code, second.data, _headers(second))
    assert first.headers["X-Request-ID"] != second.headers["X-Request-ID"]


@pytest.mark.parametrize("address", ["/search.atom?q=truce", "/search.feed.json?q=truce"])
def test_feeds_of_searches_are_made_once_for_a_state(
    address: str, reader: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who asks again and again for what is new has the same feed from memory, until a statement in it is withdrawn."""
    asked: list[str] = []
    real = feeding.of_search

    def of_search(request: Any) -> Any:
        asked.append(request.text)
        return real(request)

    monkeypatch.setattr(feeding, "of_search", of_search)
    first, second = reader.get(address), reader.get(address)
    assert (asked, second.data, _headers(second)) == (["truce"], first.data, _headers(first))
    gone = reader.get(DOCUMENT).get_json()["hits"][0]["statement"]["id"]
    assert gone in first.text
    editing.withdraw(gone)
    indexing.drain()
    assert gone not in reader.get(address).text
    assert asked == ["truce", "truce"]


def test_parameters_may_come_in_any_order(reader: FlaskClient, made: list[str]) -> None:
    """Names are sorted; the values of one name keep their order, which the answer repeats."""
    one = reader.get("/api/v1/search?q=truce&stance=opposes&stance=supports&sort=oldest")
    assert reader.get("/api/v1/search?sort=oldest&stance=opposes&q=truce&stance=supports").data == one.data
    assert len(made) == 1
    reader.get("/api/v1/search?q=truce&stance=supports&stance=opposes&sort=oldest")
    assert len(made) == 2


def test_a_known_answer_is_not_sent_again(reader: FlaskClient, made: list[str]) -> None:
    """Who has the answer already is told so, with the same headers but those of a body."""
    tag = reader.get(DOCUMENT).headers["ETag"]
    for known in (tag, f'"other", {tag}', "*"):
        answer = reader.get(DOCUMENT, headers={"If-None-Match": known})
        assert (answer.status_code, answer.data, answer.headers["ETag"]) == (304, b"", tag)
        assert answer.headers["Content-Security-Policy"]
    assert reader.get(DOCUMENT, headers={"If-None-Match": '"other"'}).status_code == 200
    assert len(made) == 1


@pytest.mark.parametrize(
    "headers", [{"Cookie": "a=b"}, {"Authorization": "Bearer x"}, {"If-Match": '"x"'}, {"Range": "bytes=0-1"}]
)
def test_what_depends_on_more_goes_the_whole_way(headers: dict[str, str], reader: FlaskClient, made: list[str]) -> None:
    """A request with a cookie, credentials or a condition is answered by the app, before and after."""
    reader.get(DOCUMENT)
    reader.get(DOCUMENT, headers=headers)
    reader.get(DOCUMENT, headers=headers)
    assert len(made) >= 2


def test_another_host_is_refused_from_memory_too(reader: FlaskClient) -> None:
    """A name that is not ours gets nothing, also when the answer is known."""
    assert reader.get(DOCUMENT).status_code == 200
    assert reader.get(DOCUMENT, headers={"Host": "evil.example"}).status_code == 400


def test_s1_a_withdrawn_statement_is_gone_at_once(own_app: Flask, reader: FlaskClient) -> None:
    """S1: what was withdrawn is in no answer, though the answer with it was kept a moment ago."""
    first = reader.get(DOCUMENT).get_json()
    gone = first["hits"][0]["statement"]["id"]
    editing.withdraw(gone)
    again = reader.get(DOCUMENT).get_json()
    assert gone not in [hit["statement"]["id"] for hit in again["hits"]]


@pytest.mark.sqlite
def test_an_answer_of_a_lost_state_is_not_given(
    own_app: Flask, own_instance: Path, reader: FlaskClient, made: list[str]
) -> None:
    """The log was put back from a backup and is as long again: what was answered before is asked for anew."""
    with put_back(own_instance):
        editing.revise("statement", "ocha-humanitarian-pause-2022", summary="Lost with the disk.")
        indexing.drain()
        reader.get(DOCUMENT)
        reader.get(DOCUMENT)
        assert len(made) == 1
    editing.revise("statement", "ocha-humanitarian-pause-2022", summary="Another summary.")
    reader.get(DOCUMENT)
    assert len(made) == 2


def test_nothing_is_kept_while_the_index_lags(own_app: Flask, reader: FlaskClient, made: list[str]) -> None:
    """An answer made before the index caught up is not given after it did."""
    editing.withdraw(reader.get(DOCUMENT).get_json()["hits"][0]["statement"]["id"])
    reader.get(DOCUMENT)
    reader.get(DOCUMENT)
    assert len(made) == 3
    indexing.drain()
    reader.get(DOCUMENT)
    reader.get(DOCUMENT)
    assert len(made) == 4


def test_an_answer_overtaken_by_the_index_is_not_kept(
    own_app: Flask, reader: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """S1: what was made from the index as it was before it caught up is not given afterwards."""
    gone = reader.get(DOCUMENT).get_json()["total"]
    editing.withdraw(reader.get(DOCUMENT).get_json()["hits"][0]["statement"]["id"])
    real = searching.search

    def overtaken(request: Any, **rest: Any) -> Any:
        answer = real(request, **rest)
        indexing.drain()
        return answer

    with monkeypatch.context() as patch:
        patch.setattr("glossary.api.search.run", overtaken)
        assert reader.get(DOCUMENT).get_json()["total"] == gone
    assert reader.get(DOCUMENT).get_json()["total"] == gone - 1


def test_nothing_is_kept_without_an_index(
    own_app: Flask, reader: FlaskClient, made: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """S3: the answer without an index goes as soon as the index is back."""

    def broken(*_: Any, **__: Any) -> Any:
        raise IndexUnavailable("gone")

    engine = own_app.extensions[indexing.EXTENSION]
    with monkeypatch.context() as patch:
        patch.setattr(engine, "search", broken)
        patch.setattr(engine, "seq", broken)
        assert "not available" in reader.get(DOCUMENT).get_json()["notice"]
    assert reader.get(DOCUMENT).get_json()["notice"] is None


@pytest.mark.parametrize("address", ["/api/v1/search?wrong=1", "/search?page=99999", "/search.csv?q=truce", "/terms"])
def test_only_whole_answers_to_searches_are_kept(address: str, own_app: Flask, reader: FlaskClient) -> None:
    """Refusals, redirects, tables and other pages are not kept."""
    memory = own_app.extensions[EXTENSION].memory
    put: list[Any] = []
    memory.put = lambda key, kept: put.append(key)
    reader.get(address).get_data()
    assert put == []


def test_a_database_that_does_not_answer_is_left_to_the_app(
    own_app: Flask, reader: FlaskClient, made: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where what changed last cannot be asked, nothing is remembered and the app answers as it can."""
    monkeypatch.setattr(remembered, "LAST_CHANGE", "SELECT nothing FROM nowhere")
    assert reader.get(DOCUMENT).status_code == reader.get(DOCUMENT).status_code == 200
    assert len(made) == 2


def _kept(size: int) -> Kept:
    return Kept(b"x" * size, [], '"tag"')


def test_memory_is_bounded_in_number_and_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    """The one asked for longest ago goes first; one answer always has room."""
    monkeypatch.setattr(remembered, "MOST_ANSWERS", 3)
    monkeypatch.setattr(remembered, "MOST_BYTES", 100)
    memory = Memory()
    held: Callable[[], list[str]] = lambda: [key for key in "abcdef" if memory.get(key)]  # noqa: E731
    for key in "abcd":
        memory.put(key, _kept(10))
    assert held() == ["b", "c", "d"]
    memory.get("b")
    memory.put("e", _kept(85))
    assert held() == ["b", "e"]
    memory.put("b", _kept(95))
    assert held() == ["b"]
    memory.put("f", _kept(500))
    assert held() == ["f"]


def test_threads_share_one_memory() -> None:
    """Many threads putting and getting leave a memory that still keeps its bounds."""
    memory = Memory()

    def work(name: int) -> None:
        for number in range(2000):
            memory.put((name, number), _kept(number % 50))
            memory.get((name, number - 1))

    threads = [Thread(target=work, args=(name,)) for name in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(memory._answers) == remembered.MOST_ANSWERS
    assert memory._bytes == sum(len(kept.body) for kept in memory._answers.values())


def test_what_a_code_means_is_asked_anew_without_a_publication(
    own_app: Flask, reader: FlaskClient, tmp_path: Path
) -> None:
    """Closed lists change without a row in the change log; nothing is found, or explained, by those from before."""
    address = "/api/v1/search?q=zanzibarically"
    assert reader.get(address).get_json()["total"] == 0
    data = data_sets.whole()
    for code in next(one for one in data["dimensions"] if one["id"] == "duration")["codes"]:
        code["definition"] += " Zanzibarically."
    assert importing.import_folder(data_sets.write(data, tmp_path / "other")).same == 1007
    db.session.rollback()
    assert indexing.drain() == 401
    assert reader.get(address).get_json()["total"] > 0
    assert " Zanzibarically." in reader.get(address).get_data(as_text=True)
