"""Where an account may not publish alone, what its program sends waits for review, and readers see nothing of it."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from glossary.services.auditing import Doer
from glossary.services.drafts import drafting
from glossary.services.drafts import lists as draft_lists
from glossary.services.reading import change_log
from glossary.services.reading import published as reading
from tests.api.programs import ADDRESSES, KIRBY, STATEMENT, Program, add_account, new, token_for


@pytest.fixture
def reviewers(own_app: Flask) -> list[int]:
    """Two accounts that may review."""
    return [add_account("reviewer") for _ in range(2)]


def program(app: Flask, account: int) -> Program:
    """A program that writes for an account."""
    client: FlaskClient = app.test_client()
    return Program(client, token_for(account))


@pytest.mark.parametrize("name", sorted(ADDRESSES))
def test_a_new_record_waits_for_review(own_app: Flask, reviewers: list[int], name: str) -> None:
    """202 with the number of a draft in review; nothing is published until the other reviewer does."""
    seq = change_log.last_change()
    answer = program(own_app, reviewers[0]).post(f"/{name}", new(name))
    assert answer.status_code == 202, answer.get_data(as_text=True)
    assert set(answer.get_json()) == {"draft", "state"}
    assert answer.get_json()["state"] == "in-review"
    assert change_log.last_change() == seq
    (saved,) = drafting.publish(answer.get_json()["draft"], 2, Doer("other", reviewers[1]))
    assert reading.document(name[:-1], saved.slug)["revision"] == 1


def test_a_change_waits_for_review(own_app: Flask, reviewers: list[int]) -> None:
    """The record stands as it is; the draft holds the patched record."""
    answer = program(own_app, reviewers[0]).patch(STATEMENT, {"note": "Looked at again."})
    assert answer.status_code == 202
    assert reading.document("statement", KIRBY)["note"] != "Looked at again."
    drafting.publish(answer.get_json()["draft"], 2, Doer("other", reviewers[1]))
    assert reading.document("statement", KIRBY)["note"] == "Looked at again."
    assert reading.revisions("statement", KIRBY)[0]["review"] == "second"


def test_what_would_not_be_published_does_not_wait(own_app: Flask, reviewers: list[int]) -> None:
    """422 with the sentences by field, and no draft."""
    answer = program(own_app, reviewers[0]).post("/statements", new("statements", term="no-such-term"))
    assert answer.status_code == 422
    assert "term" in answer.get_json()["errors"]
    assert draft_lists.count_awaiting() == 0


def test_a_contributors_program_proposes(own_app: Flask) -> None:
    """Whoever may not publish at the desk does not through a program; withdrawing is refused."""
    contributor = program(own_app, add_account("contributor"))
    assert contributor.patch(STATEMENT, {"note": "Looked at again."}).status_code == 202
    assert contributor.withdraw(STATEMENT, "The source has corrected its report.").status_code == 403
    assert reading.document("statement", KIRBY)["revision"] == 1


def test_a_reviewers_program_withdraws(own_app: Flask, reviewers: list[int]) -> None:
    """Taking down says nothing new, and waits for nobody."""
    answer = program(own_app, reviewers[0]).withdraw(STATEMENT, "The source has corrected its report.")
    assert answer.status_code == 200


def test_the_id_that_was_asked_for_is_kept(own_app: Flask, reviewers: list[int]) -> None:
    """Once a reviewer publishes it, the record stands where the program wanted it."""
    answer = program(own_app, reviewers[0]).post("/actors", new("actors", id="wanted-address"))
    (saved,) = drafting.publish(answer.get_json()["draft"], 2, Doer("other", reviewers[1]))
    assert saved.slug == "wanted-address"


def test_sent_twice_it_waits_once(own_app: Flask, reviewers: list[int]) -> None:
    """A program that repeats itself is led to the same draft."""
    answers = [program(own_app, reviewers[0]).post("/actors", new("actors")) for _ in range(2)]
    assert [one.status_code for one in answers] == [202, 202]
    assert answers[0].get_json() == answers[1].get_json()


def test_a_change_that_changes_nothing_waits_for_nobody(own_app: Flask, reviewers: list[int]) -> None:
    """The record is answered as it stands, and no reviewer is asked."""
    answer = program(own_app, reviewers[0]).patch(STATEMENT, {})
    assert answer.status_code == 200
    assert answer.get_json()["revision"] == 1
    assert draft_lists.count_awaiting() == 0
