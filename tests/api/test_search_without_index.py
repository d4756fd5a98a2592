"""S3 through the doors: whatever happens to the index, search answers from the database and says so."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from glossary import create_app
from glossary.db import db
from glossary.services.index import indexing
from tests.api.asking import document, pages

Damage = Callable[[Path], None]
KIRBY = "john-kirby-humanitarian-pause-2023-10-26"
NOTICE = "The full-text index is not available just now."


def the_file(instance: Path, ending: str) -> Path:
    """The largest file of that kind in the index of an instance."""
    return max((instance / "index").rglob(f"*{ending}"), key=lambda path: path.stat().st_size)


def truncate(instance: Path) -> None:
    """Keep the first half of a segment."""
    path = the_file(instance, ".seg")
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def flip(instance: Path) -> None:
    """Turn one bit of a segment over."""
    path = the_file(instance, ".seg")
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 4
    path.write_bytes(data)


DAMAGES: dict[str, Damage] = {
    "truncated segment": truncate,
    "emptied segment": lambda instance: the_file(instance, ".seg").write_bytes(b"") and None,
    "missing segment": lambda instance: the_file(instance, ".seg").unlink(),
    "bit-flipped segment": flip,
    "missing TOC": lambda instance: the_file(instance, ".toc").unlink(),
    "emptied TOC": lambda instance: the_file(instance, ".toc").write_bytes(b"") and None,
    "no index at all": lambda instance: shutil.rmtree(instance / "index"),
}
every_damage = pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())


@pytest.fixture
def reader(own_instance: Path, damage: Damage) -> FlaskClient:
    """A program that asks an app started on a damaged index."""
    damage(own_instance)
    return create_app(instance=own_instance).test_client()


@every_damage
def test_search_goes_on_and_a_rebuild_heals(reader: FlaskClient) -> None:
    """S3: prefix hits with a notice, and `/readyz` says degraded; after a rebuild all is as before."""
    answer = document(reader, "/search?q=kirb+humanit")
    assert answer["notice"].startswith(NOTICE)
    assert KIRBY in [hit["statement"]["id"] for hit in answer["hits"]]
    assert {hit["statement"]["actor"]["slug"] for hit in answer["hits"]} == {"john-kirby"}
    assert answer["total"] == len(answer["hits"])
    assert reader.get("/readyz").get_json()["status"] == "degraded"
    with reader.application.app_context():
        assert indexing.rebuild() == 401
        db.engine.dispose()
    healed = document(reader, "/search?q=%22humanitarian+pauses%22")
    assert healed["notice"] is None
    assert healed["hits"]
    assert reader.get("/readyz").get_json()["status"] == "ready"


@every_damage
def test_the_search_page_goes_on(reader: FlaskClient) -> None:
    """S3: the page for readers answers 200 with the notice and the statements too; other pages know nothing of it."""
    answer = reader.get("/search?q=kirb")
    text = answer.get_data(as_text=True)
    assert answer.status_code == 200
    assert NOTICE in text
    assert f"/statements/{KIRBY}" in text
    for address in ("/", "/terms/humanitarian-pause", f"/statements/{KIRBY}"):
        assert reader.get(address).status_code == 200


@pytest.fixture
def bare(own_instance: Path) -> FlaskClient:
    """A program that asks an app without index."""
    shutil.rmtree(own_instance / "index")
    return create_app(instance=own_instance).test_client()


def test_filters_dates_sorting_and_counts_hold_without_index(bare: FlaskClient, client: FlaskClient) -> None:
    """S3: a search without words answers the same statements, totals and counts with and without the index."""
    for query in (
        "term=ceasefire&stance=opposes",
        "actor=hamas&sort=oldest",
        "kind=definition&from=2023-10-01&to=2023-11",
        "year=2023&language=ar&sort=newest",
    ):
        with_index, without = (document(one, f"/search?{query}&limit=1000") for one in (client, bare))
        assert without["notice"]
        assert with_index["total"] == without["total"] > 0
        ids = [{hit["statement"]["id"] for hit in answer["hits"]} for answer in (with_index, without)]
        assert ids[0] == ids[1]
        assert counts(with_index) == counts(without), query


def counts(answer: dict) -> dict[str, dict[str, int]]:  # type: ignore[type-arg]
    """Facet -> value -> count, without values that nothing has."""
    return {f["name"]: {v["value"]: v["count"] for v in f["values"] if v["count"]} for f in answer["facets"]}


def test_a_walk_without_index_gives_every_hit_once(bare: FlaskClient) -> None:
    """Paging works without index, too."""
    whole = [hit["statement"]["id"] for hit in document(bare, "/search?q=paus&limit=1000")["hits"]]
    walked = [hit["statement"]["id"] for part in pages(bare, "/search?q=paus&limit=7", "hits") for hit in part]
    assert walked == whole
    assert len(whole) > 20


def test_the_index_may_break_under_a_running_app(own_instance: Path) -> None:
    """An app that has searched before goes on answering when its index is removed and when it comes back."""
    reader = create_app(instance=own_instance).test_client()
    assert document(reader, "/search?q=pause")["notice"] is None
    shutil.rmtree(own_instance / "index")
    assert document(reader, "/search?q=pause")["hits"]
    with reader.application.app_context():
        indexing.rebuild()
        db.engine.dispose()
    assert document(reader, "/search?q=pause")["notice"] is None


@pytest.mark.parametrize("word", ["%", "_", "k%25", "'", "\\", "%5C%25", "*"])
def test_signs_of_the_database_are_not_its_commands(bare: FlaskClient, word: str) -> None:
    """LIKE's own signs in a query do not widen it."""
    answer = bare.get("/api/v1/search", query_string={"q": f"kirb{word}zzz"})
    assert answer.status_code == 200
    assert answer.get_json()["total"] == 0
