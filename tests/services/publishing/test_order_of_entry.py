"""Principle 2: the order of entry changes no answer; two names exchanged are two places exchanged."""

from __future__ import annotations

import json
import random
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from glossary import create_app
from glossary.db import db
from glossary.services import migrating
from glossary.services.index import indexing
from glossary.services.publishing import importing, publishing
from tests.data_sets import NAMES, DataSet, small, write

TERM = "humanitarian-pause"
ADDRESSES = (
    "/api/v1/statements",
    "/api/v1/terms",
    "/api/v1/actors",
    "/api/v1/search?q=humanitarian+pause",
    "/api/v1/search?sort=actor",
    "/api/v1/search?sort=newest",
    f"/terms/{TERM}",
    "/actors/john-kirby",
    "/events",
    "/",
)
COMPARISON = f"/api/v1/compare?term={TERM}&actor=john-kirby&actor=antonio-guterres&actor=ocha"
OTHER_COMPARISONS = (
    f"/api/v1/compare?actor=qatar-mofa&term={TERM}&term=temporary-ceasefire",
    "/api/v1/compare?actor=john-kirby&over=time",
    "/api/v1/compare?actor=united-states&over=time&with=affiliated",
    "/api/v1/compare?event=gaza-four-day-arrangement-2023-11",
)


def _answers(data: DataSet, folder: Path, *addresses: str) -> dict[str, bytes]:
    """What a glossary that was filled with this data set answers."""
    app = create_app(instance=folder / "instance")
    with app.app_context():
        migrating.upgrade(db.engine)
        importing.import_folder(write(data, folder / "seed"))
        indexing.drain()
        db.session.close()
        answers = {address: app.test_client().get(address) for address in addresses}
        db.engine.dispose()
    assert {answer.status_code for answer in answers.values()} == {200}
    return {address: answer.data for address, answer in answers.items()}


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_records_entered_in_another_order_answer_the_same(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Lists, searches, pages and comparisons are byte for byte the same for a shuffled data set.

    Both are entered at one moment, which pages name where they offer a permanent link.
    """
    monkeypatch.setattr(publishing, "utc_now", lambda: datetime(2024, 1, 1))  # noqa: DTZ001  (as the database keeps it)
    mixed = small()
    for name in NAMES:
        random.Random(seed).shuffle(mixed[name])  # noqa: S311
    addresses = (*ADDRESSES, COMPARISON, *OTHER_COMPARISONS)
    straight = _answers(small(), tmp_path / "straight", *addresses)
    assert _answers(mixed, tmp_path / "mixed", *addresses) == straight


def _exchanged(data: DataSet, one: str, other: str) -> DataSet:
    names = {row["id"]: row["name"] for row in data["actors"]}
    for row in data["actors"]:
        row["name"] = {one: names[other], other: names[one]}.get(row["id"], row["name"])
        row["aliases"] = [] if row["id"] in (one, other) else row["aliases"]
    return data


def test_two_actors_who_exchange_their_names_exchange_exactly_their_places(tmp_path: Path) -> None:
    """Nothing in a comparison hangs on who it is: with two names exchanged, only the labels differ."""
    before = json.loads(_answers(small(), tmp_path / "before", COMPARISON)[COMPARISON])
    swapped = _exchanged(small(), "john-kirby", "antonio-guterres")
    after = json.loads(_answers(swapped, tmp_path / "after", COMPARISON)[COMPARISON])
    labels = [column["label"] for column in before["columns"]]
    assert [column["label"] for column in after["columns"]] == [labels[1], labels[0], labels[2]]

    def judged(comparison: dict[str, Any]) -> list[Any]:
        return [(row["dimension"], row["verdict"], row["speaking"], row["cells"]) for row in comparison["rows"]]

    assert judged(after) == judged(before)
