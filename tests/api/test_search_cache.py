"""Answers to searches that are remembered, seen through the doors: never old, and no different from fresh ones."""

from __future__ import annotations

from threading import Barrier, Thread
from typing import Any
from urllib.parse import quote

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.api.asking import pages
from tests.api.publishing import drain, publish_copy, withdraw

KIRBY = "john-kirby-humanitarian-pause-2023-10-26"
SEARCH = "/api/v1/search?q=kirby&limit=1000"
ADDRESSES = (SEARCH, "/search.json?q=kirby&limit=1000", "/search?q=kirby")


@pytest.fixture
def reader(own_app: Flask) -> FlaskClient:
    """A program without cookies, whose questions are remembered."""
    return own_app.test_client(use_cookies=False)


def ids(answer: Any) -> list[str]:
    return [hit["statement"]["id"] for hit in answer.get_json()["hits"]]


@pytest.mark.parametrize("address", ADDRESSES)
def test_what_was_published_is_in_the_next_answer(address: str, reader: FlaskClient) -> None:
    """After the index has it, a new statement is in the answer that was remembered without it; its tag is new."""
    tags = [reader.get(address).headers["ETag"] for _ in range(2)]
    publish_copy(KIRBY, "one-more", "2023-10-28")
    drain()
    again = reader.get(address, headers={"If-None-Match": tags[0]})
    assert tags[0] == tags[1] != again.headers["ETag"]
    assert again.status_code == 200
    assert "one-more" in again.get_data(as_text=True)


@pytest.mark.parametrize("address", ADDRESSES)
def test_s1_what_was_withdrawn_is_not_confirmed(address: str, reader: FlaskClient) -> None:
    """S1: before the index knows, the old tag is not answered 304, and the new answer lacks the statement."""
    tag = [reader.get(address).headers["ETag"] for _ in range(2)][1]
    withdraw(KIRBY)
    again = reader.get(address, headers={"If-None-Match": tag})
    assert again.status_code == 200
    body = again.get_data(as_text=True)
    assert f'"id":"{KIRBY}"' not in body
    assert f'value="{KIRBY}"' not in body


@pytest.mark.parametrize("address", [SEARCH, SEARCH + "&group=actor", SEARCH + "&exact=1", "/api/v1/search?q=zanzibar"])
def test_a_remembered_answer_is_the_fresh_one(address: str, reader: FlaskClient) -> None:
    """A program with a cookie is answered afresh each time: byte for byte what others get from memory."""
    remembered = [reader.get(address) for _ in range(3)][2]
    fresh = reader.get(address, headers={"Cookie": "a=b"})
    assert (fresh.data, fresh.headers["ETag"]) == (remembered.data, remembered.headers["ETag"])
    assert fresh.headers.get("Link") == remembered.headers.get("Link")


def test_head_is_answered_like_get_without_the_body(reader: FlaskClient) -> None:
    """Also when the answer to GET is remembered; and what HEAD got is never given for GET."""
    head = reader.head(SEARCH)
    got = reader.get(SEARCH)
    again = reader.head(SEARCH)
    assert head.data == again.data == b""
    assert head.headers["ETag"] == got.headers["ETag"] == again.headers["ETag"]
    assert ids(reader.get(SEARCH))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("q=truce&sort=oldest", "sort=oldest&q=truce"),
        ("q=truce", "q=%74ruce"),
        ("q=humanitarian+pause", "q=humanitarian%20pause"),
    ],
)
def test_spellings_of_one_question_have_one_answer(one: str, other: str, reader: FlaskClient) -> None:
    """However an address is written, what it asks decides."""
    assert reader.get(f"/api/v1/search?{one}").data == reader.get(f"/api/v1/search?{other}").data


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("q=truce&stance=opposes&stance=supports", "q=truce&stance=supports&stance=opposes"),
        ("q=truce", "q=truce&exact=1"),
        ("q=a%26limit%3D1", "q=a&limit=1"),
    ],
)
def test_different_questions_are_not_mixed_up(one: str, other: str, reader: FlaskClient) -> None:
    """What asks for something else is answered for itself, also right after the other."""
    first = reader.get(f"/api/v1/search?{one}")
    second = reader.get(f"/api/v1/search?{other}")
    assert first.data != second.data
    assert reader.get(f"/api/v1/search?{one}").data == first.data


def test_b6_a_walk_is_the_same_from_memory(reader: FlaskClient) -> None:
    """B6: followed twice, a list of pages gives the same hits, each once."""
    walks = [
        [hit["statement"]["id"] for page in pages(reader, "/search?q=ceasefire&limit=50", "hits") for hit in page]
        for _ in range(2)
    ]
    assert walks[0] == walks[1]
    assert len(set(walks[0])) == len(walks[0]) > 100


def test_readers_at_once_never_see_what_is_gone(own_app: Flask) -> None:
    """While readers ask without pause, a statement is withdrawn: whoever asks after that never gets it."""
    gone: list[bool] = []
    late: list[list[str]] = []
    ready = Barrier(3)

    def read() -> None:
        reader = own_app.test_client(use_cookies=False)
        ready.wait()
        for _ in range(30):
            withdrawn = bool(gone)
            found = ids(reader.get(SEARCH))
            if withdrawn:
                late.append(found)

    threads = [Thread(target=read) for _ in range(2)]
    for thread in threads:
        thread.start()
    ready.wait()
    withdraw(KIRBY)
    gone.append(True)
    for thread in threads:
        thread.join()
    late.append(ids(own_app.test_client(use_cookies=False).get(SEARCH)))
    assert all(KIRBY not in found and found for found in late)


@pytest.mark.parametrize("text", ["x" * 5000, "ا" * 500, "\x00", "%", "a&b", "#", "\u202e"])
def test_any_text_is_remembered_as_itself(text: str, reader: FlaskClient) -> None:
    """Twice the same answer, with the text as it was read."""
    answers = [reader.get("/api/v1/search?limit=1&q=" + quote(text)) for _ in range(2)]
    assert answers[0].data == answers[1].data
    assert answers[0].get_json()["interpreted"]["text"] == text.replace("\x00", " ").strip()
