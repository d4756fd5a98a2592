"""S1: what is published is found, what is withdrawn is not shown, even where the index could not follow."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from glossary.errors import IndexUnavailable
from glossary.services.index import indexing, verifying
from glossary.services.publishing import editing
from glossary.services.reading import published as reading
from tests.reliability.records import ADA, KIRBY, changed, new, publish


def ids(client: FlaskClient, query: str) -> list[str]:
    """What a search finds."""
    hits = client.get("/api/v1/search", query_string={"q": query, "limit": "100"}).get_json()["hits"]
    return [hit["statement"]["id"] for hit in hits]


def no_drain(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    """From now on the index cannot follow."""

    def fail() -> int:
        raise error

    monkeypatch.setattr(indexing, "drain", fail)


@pytest.fixture
def reader(own_app: Flask) -> FlaskClient:
    """A reader of a copy with the engine that is shipped."""
    return own_app.test_client()


def test_s1_what_is_published_is_found_at_once(reader: FlaskClient) -> None:
    """S1: the very next search finds a new statement, a changed one by its new words alone, and it on all its pages."""
    publish(new(id="zanzibar", summary="Says zanzibarically what a pause is."))
    assert ids(reader, "zanzibarically") == ["zanzibar"]
    publish(changed("statement", "zanzibar", summary="Says madagascarly what a pause is."))
    assert ids(reader, "zanzibarically") == []
    assert ids(reader, "madagascarly") == ["zanzibar"]
    for page in ("/terms/humanitarian-pause", "/actors/john-kirby", "/sources/abc-2023-10-27-kirby"):
        assert "madagascarly" in reader.get(page).get_data(as_text=True), page


def test_s1_a_renamed_actor_is_found_by_the_new_name(reader: FlaskClient) -> None:
    """S1: the statements that embed the name follow it into the index."""
    publish(changed("actor", "john-kirby", name="Zanzibarius Kirby"))
    assert KIRBY in ids(reader, "zanzibarius")


@pytest.mark.parametrize("error", [IndexUnavailable("It waits."), RuntimeError("no"), OSError("disk full")])
def test_s1_what_is_withdrawn_is_hidden_at_once(
    reader: FlaskClient, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    """S1: the index still has it, and no search shows it; its address says that it is withdrawn."""
    assert KIRBY in ids(reader, "kirby")
    with monkeypatch.context() as patched:
        no_drain(patched, error)
        editing.withdraw(KIRBY, reason="The source has corrected it.", base=1, by=ADA)
        assert KIRBY in indexing.index().contents()
        assert KIRBY not in ids(reader, "kirby")
    assert "The source has corrected it." in reader.get(f"/statements/{KIRBY}").get_data(as_text=True)
    indexing.drain()
    assert verifying.verify().sound


@pytest.mark.parametrize("error", [IndexUnavailable("It waits."), RuntimeError("no"), OSError("disk full")])
def test_s2_what_the_index_missed_is_found_after_the_next_drain(
    reader: FlaskClient, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    """S2: publishing succeeds though the index fails; the next drain adds it; a changed one shows its new state."""
    with monkeypatch.context() as patched:
        no_drain(patched, error)
        publish(new(id="zanzibar", summary="Says zanzibarically what a pause is."))
        publish(changed("statement", KIRBY, summary="Says zanzibarically what it is."))
    assert reading.document("statement", "zanzibar")["revision"] == 1
    assert verifying.verify().behind == 2
    indexing.drain()
    assert sorted(ids(reader, "zanzibarically")) == [KIRBY, "zanzibar"]
    assert verifying.verify().sound


def test_s1_a_statement_that_stands_again_is_found_again(reader: FlaskClient) -> None:
    """S1: withdrawn and reinstated, it is where it was."""
    saved = editing.withdraw(KIRBY, reason="The source has corrected it.", base=1, by=ADA)
    assert KIRBY not in ids(reader, "kirby localized")
    editing.reinstate(KIRBY, base=saved.revision, by=ADA)
    assert KIRBY in ids(reader, "kirby localized")
