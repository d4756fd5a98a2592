"""The list of names behind the suggestions: bounded work at a hundred thousand, kept until something is published."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from glossary.search.analysis import NO_SPELLINGS
from glossary.services.reading import sparing
from glossary.services.reading.sparing import Budget
from glossary.services.searching import suggesting
from glossary.services.searching.name_list import KINDS, MOST, WALKED, Named, NameList
from tests.services.publishing.editing import add_like, revise, withdraw
from tests.services.putting_back import put_back

KIRBY = "john-kirby-humanitarian-pause-2023-10-26"


class Counted(Sequence[int]):
    """Numbers, and how many of them were looked at."""

    def __init__(self, numbers: Sequence[int]) -> None:
        self.numbers, self.seen = numbers, 0

    def __len__(self) -> int:
        return len(self.numbers)

    def __getitem__(self, at: Any) -> Any:
        found = self.numbers[at]
        self.seen += len(found) if isinstance(at, slice) else 1
        return found


@pytest.fixture(scope="module")
def many() -> NameList:
    """A hundred thousand names: of actors, a fifth of which begin with the same two words, and of sources."""
    chance = random.Random(7)  # noqa: S311
    words = ["".join(chance.choices("abcdefghij", k=4)) for _ in range(3000)]

    def name(at: int) -> str:
        return " ".join((["united", "nations"] if at < 20_000 else []) + chance.choices(words, k=2))

    records = [Named(KINDS[1 + at % 3], f"r-{at}", at % 50, ((name(at), "en"),)) for at in range(100_000)]
    return NameList(records, NO_SPELLINGS)


@pytest.mark.parametrize(
    "text", ["un", "united nations", "na", "aa", "united nations a", "zz", "cease f", "a" * 200, "united na"]
)
def test_the_work_is_bounded_however_many_names_fit(many: NameList, text: str, monkeypatch: Any) -> None:
    """At a hundred thousand names a prefix that fits 20,000 costs two binary searches and one small look."""
    starts, ranks = Counted(many.starts), Counted(many.ranks)
    monkeypatch.setattr(many, "starts", starts)
    monkeypatch.setattr(many, "ranks", ranks)
    found = many.find(text)
    searches = 2 * len(many.writing.typed(text))
    assert starts.seen <= searches * (len(starts).bit_length() + 1)
    assert ranks.seen <= searches * WALKED
    assert len(found) == (0 if text in ("zz", "cease f", "a" * 200) else MOST)


def test_the_best_of_a_large_group_are_the_best_of_all(many: NameList) -> None:
    """What was kept of 20,000 is what sorting all of them gives."""
    for text in ("un", "united nations", "na", "b", "ab"):
        low, high = many._bounds(text, 0, len(many.starts))
        assert high - low > WALKED
        assert list(many.kept[low, high]) == many._best(many.ranks[low:high])


def test_little_is_kept(many: NameList) -> None:
    """Beside names and addresses: the text once, eight bytes a word, and eight numbers a large group."""
    held = many.starts.itemsize * len(many.starts) + many.ranks.itemsize * len(many.ranks) + len(many.text)
    assert held < 6_000_000
    assert len(many.kept) < len(many.starts) / WALKED * 4


def test_names_in_the_data_set(context: Flask) -> None:
    """By heading, variant, equivalent, alias, event and title; every kind has its address."""
    found = {text: suggesting.suggest(text) for text in ("armist", "هدنة", "cease-f", "ceasef", "ocha", "停", "gaza")}
    assert next((one["kind"], one["slug"]) for one in found["armist"]) == ("term", "armistice")
    assert {one["slug"] for one in found["هدنة"]} >= {"truce", "humanitarian-truce", "humanitarian-pause"}
    assert [one["slug"] for one in found["cease-f"]] == [one["slug"] for one in found["ceasef"]]
    assert found["ocha"][0]["slug"] == "ocha"
    assert found["停"]
    reader = context.test_client()
    for suggestions in found.values():
        assert 1 <= len(suggestions) <= MOST
        for one in suggestions:
            assert reader.get(one["address"]).status_code == 200
            assert any(part["match"] for part in one["parts"])


def test_no_statement_is_asked_for_between_publications(small_app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """The list of names is made once; until something is published, an answer reads only the change log's number."""
    suggesting.suggest("pause")

    def fail() -> None:
        raise AssertionError

    monkeypatch.setattr(suggesting, "_records", fail)
    assert suggesting.suggest("humanitarian pau")[0]["label"] == "humanitarian pause"


def test_what_is_published_is_seen_at_once(small_app: Flask) -> None:
    """A new name suggests, the old one no longer; the count is that of the published statements."""
    before = suggesting.suggest("humanitarian pau")[0]["statements"]
    revise("actor", "john-kirby", name="Zephyr Kirby", aliases=[])
    assert suggesting.suggest("zeph")[0]["address"] == "/actors/john-kirby"
    assert not [one for one in suggesting.suggest("john") if one["slug"] == "john-kirby"]
    add_like(KIRBY, "one-more")
    assert suggesting.suggest("humanitarian pau")[0]["statements"] == before + 1


def test_what_is_withdrawn_counts_no_longer(small_app: Flask) -> None:
    """A withdrawn statement is not among those that a suggestion counts; no statement is itself suggested."""
    before = suggesting.suggest("humanitarian pau")[0]["statements"]
    withdraw(KIRBY)
    assert suggesting.suggest("humanitarian pau")[0]["statements"] == before - 1
    assert not [one for one in suggesting.suggest("john") if one["kind"] not in KINDS]


class Ticks:
    """A clock that goes on when it is told to."""

    def __init__(self) -> None:
        self.now: float = 0

    def __call__(self) -> float:
        return self.now


def test_u2_a_burst_of_statements_does_not_have_the_list_made_all_along(
    small_app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """U2: a list that takes 3 seconds is made anew after 20 more, but at once where a name has changed."""
    ticks, records, made = Ticks(), suggesting._records, []

    def slow() -> Iterator[Named]:
        made.append(ticks.now)
        ticks.now += 3
        return records()

    monkeypatch.setattr(suggesting, "_records", slow)
    small_app.extensions[f"{suggesting.EXTENSION}.budget"] = Budget(ticks)
    before = _pauses()
    for number in range(20):
        add_like(KIRBY, f"more-{number}")
        assert _pauses() == before
        ticks.now += 1
    assert _pauses() == before + 20
    add_like(KIRBY, "one-more")
    assert _pauses() == before + 20
    assert made == [0, 23]
    revise("actor", "john-kirby", name="Zephyr Kirby", aliases=[])
    assert suggesting.suggest("zeph")
    assert _pauses() == before + 21


def _pauses() -> int:
    number: int = suggesting.suggest("humanitarian pau")[0]["statements"]
    return number


@pytest.mark.parametrize(("took", "after", "allowed"), [(1, 0, True), (1.1, 0, False), (2, 9.9, False), (2, 10, True)])
def test_a_second_may_be_spent_at_once_and_then_a_tenth_of_the_time(took: float, after: float, allowed: bool) -> None:
    """The bound of what making may take, at it and beyond it."""
    assert (sparing.AT_ONCE, sparing.SHARE) == (1.0, 0.1)
    ticks = Ticks()
    budget = Budget(ticks)

    def make() -> int:
        ticks.now += took
        return 7

    assert budget.allows()
    assert budget.spend(make) == 7
    ticks.now += after
    assert budget.allows() is allowed


@pytest.mark.sqlite
def test_a_name_of_a_lost_state_is_not_suggested(own_app: Flask, own_instance: Path) -> None:
    """The log was put back from a backup and is as long again: its names are read anew."""
    with put_back(own_instance):
        revise("term", "truce", preferred="Quexalt")
        assert [one["slug"] for one in suggesting.suggest("quex")] == ["truce"]
    withdraw(KIRBY)
    assert suggesting.suggest("quex") == []
