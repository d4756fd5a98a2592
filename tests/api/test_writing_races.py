"""K4 through the API: of several programs with one ETag, one is let through and the others are told."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from flask import Flask

from glossary.db import db
from glossary.services.auditing import OPERATOR
from glossary.services.publishing import editing
from glossary.services.publishing.editing import Draft
from glossary.services.publishing.records import row_of_document
from glossary.services.reading import published as reading
from tests.api.programs import KIRBY, STATEMENT, Program, refused, token_for

CLIENTS = 8


def test_k4_the_second_of_two_with_one_tag_is_told(program: Program, own_app: Flask, editor_id: int) -> None:
    """K4: 412 with the present revision and ETag; with that the second one may decide anew. Nothing is lost."""
    other = Program(own_app.test_client(), token_for(editor_id))
    tag = program.tag(STATEMENT)
    first = program.patch(STATEMENT, {"note": "From one."}, tag=tag)
    assert first.status_code == 200
    late = other.patch(STATEMENT, {"note": "From the other."}, tag=tag)
    assert refused(late, 412)["revision"] == 2
    assert late.headers["ETag"] == first.headers["ETag"]
    assert other.get(STATEMENT).get_json()["note"] == "From one."
    assert other.patch(STATEMENT, {"summary": "Both."}, tag=late.headers["ETag"]).get_json()["note"] == "From one."
    assert refused(other.withdraw(STATEMENT, "The source is withdrawn.", tag=tag), 412)["revision"] == 3


def test_k4_one_of_many_at_once_wins(own_app: Flask, editor_id: int) -> None:
    """K4: threads that send the same ETag at the same moment: one 200, all others 412, and the words of the winner."""
    programs = [Program(own_app.test_client(), token_for(editor_id)) for _ in range(CLIENTS)]
    tag, start = programs[0].tag(STATEMENT), threading.Barrier(CLIENTS)
    answers: list[Any] = [None] * CLIENTS
    db.session.rollback()  # a reader who keeps a transaction open would keep writers waiting

    def send(number: int) -> None:
        start.wait()
        answers[number] = programs[number].patch(STATEMENT, {"note": f"From {number}."}, tag=tag)

    threads = [threading.Thread(target=send, args=(number,)) for number in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    statuses = [answer.status_code for answer in answers]
    assert sorted(statuses) == [200] + [412] * (CLIENTS - 1)
    assert programs[0].get(STATEMENT).get_json()["note"] == f"From {statuses.index(200)}."


def test_k4_who_is_overtaken_between_reading_and_writing_is_told(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    """K4: the tag was right when it was looked at, and another one published before the write began: 412."""
    publish = editing.publish

    def late(drafts: Any, **more: Any) -> Any:
        monkeypatch.setattr(editing, "publish", publish)
        row = row_of_document("statement", reading.document("statement", KIRBY))
        publish([Draft("statement", row | {"note": "Faster."}, 1)], by=OPERATOR)
        return publish(drafts, **more)

    monkeypatch.setattr(editing, "publish", late)
    answer = program.patch(STATEMENT, {"note": "Slower."})
    assert refused(answer, 412)["revision"] == 2
    assert answer.headers["ETag"] == program.tag(STATEMENT)
    assert program.get(STATEMENT).get_json()["note"] == "Faster."


def test_k4_the_answer_is_what_was_saved_and_nothing_later(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    """K4: where somebody publishes right after, the ETag in the answer is that of one's own words, and stale."""
    publish = editing.publish

    def followed(drafts: Any, **more: Any) -> Any:
        saved = publish(drafts, **more)
        row = row_of_document("statement", reading.document("statement", KIRBY))
        publish([Draft("statement", row | {"note": "Later."}, 2)], by=OPERATOR)
        return saved

    monkeypatch.setattr(editing, "publish", followed)
    answer = program.patch(STATEMENT, {"note": "Mine."})
    monkeypatch.setattr(editing, "publish", publish)
    assert answer.get_json()["note"] == "Mine."
    refused(program.patch(STATEMENT, {"note": "Mine again."}, tag=answer.headers["ETag"]), 412)
