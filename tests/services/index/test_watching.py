"""A process that serves leaves the search index to whoever publishes, but not for ever (S1)."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from flask import Flask

from glossary.services.index import indexing, watching
from glossary.services.reading import change_log
from tests.services.index.looking import Ticks
from tests.services.publishing import editing

KIRBY, KIRBY_RETOLD = "john-kirby-humanitarian-pause-2023-10-26", "john-kirby-humanitarian-pause-2023-10-27"
OCHA = "ocha-humanitarian-pause-2022"
JOINT = "astana-guarantors-de-escalation-area-2017-05-04"


@pytest.mark.parametrize(
    ("missing", "patience"), [(1, watching.PATIENCE), (watching.FEW, 1.0), (watching.FEW + 1, 10.0)]
)
def test_s1_a_process_that_only_watches_waits_for_whoever_publishes(
    own_app: Flask, missing: int, patience: float
) -> None:
    """S1: a few changes are left to their publisher for a second, many for ten; then it is time to drain."""
    ticks = Ticks()
    watch = watching.Watch(ticks)
    assert not watch.finds_need()
    for number in range(missing):
        editing.add_like(KIRBY, f"one-more-{number}")
    assert not watch.finds_need()
    ticks.now = patience - 0.1
    assert not watch.finds_need()
    ticks.now = patience
    assert watch.finds_need()
    indexing.drain()
    assert not watch.finds_need()


def test_the_wait_begins_anew_whenever_the_index_has_moved(own_app: Flask) -> None:
    """An import that keeps the index up all along is left alone, however long it takes; one that stands is not."""
    ticks = Ticks()
    watch = watching.Watch(ticks)
    for number in range(5):
        editing.add_like(KIRBY, f"before-{number}")
        assert not watch.finds_need()
        ticks.now += 0.9
        indexing.drain()
        editing.add_like(KIRBY, f"after-{number}")
        assert not watch.finds_need()
        ticks.now += 0.9
    ticks.now += 0.1
    assert watch.finds_need()


def test_an_index_that_is_missing_or_ahead_is_mended_at_once(own_app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody else will: an index ahead of its database, or none at all, is no publication under way."""
    watch = watching.Watch(Ticks())
    with monkeypatch.context() as earlier:
        earlier.setattr(change_log, "last_change", lambda: indexing.index().seq() - 1)
        assert watch.finds_need()
    shutil.rmtree(Path(own_app.instance_path) / "index")
    indexing.index().close()  # type: ignore[attr-defined]
    assert watch.finds_need()
