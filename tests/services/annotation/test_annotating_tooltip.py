"""A term in a few lines: an actor's own words, or where actors differ; no wording is chosen for the reader."""

from __future__ import annotations

import pytest
from flask import Flask

from glossary.errors import Moved, NotFound
from glossary.services.annotation import tooltip as annotating_tooltip
from glossary.services.annotation.tooltip import tooltip
from glossary.services.reading import published as reading
from tests.services.publishing import editing


def test_an_actors_definitions_with_date_and_source(context: Flask) -> None:
    """Both of Kirby's definitions, the oldest first: one quoted, one in the editors' words and marked so."""
    told = tooltip("humanitarian-pause", "john-kirby")
    assert told["sentence"] == "2 definitions by John Kirby."
    first, second = told["items"]
    assert first["text"].startswith("“localized, temporary,")
    assert (first["when"], first["how"], first["reported_by"]) == (
        "26 October 2023 (approximate)",
        "Reported by",
        "ABC News",
    )
    assert (second["wording"], second["how"]) == ("paraphrase", "Recast in the words of")
    assert all(one["source"]["title"] and one["published"] for one in told["items"])


def test_without_an_actor_no_wording_is_chosen(context: Flask) -> None:
    """There is no item, but how many speak, and on what they differ."""
    told = tooltip("humanitarian-truce")
    assert (told["actor"], told["items"], told["total"]) == (None, [], 0)
    assert told["sentence"].startswith("21 statements by 17 actors are recorded; actors differ on duration, area,")
    assert tooltip("window-of-silence")["sentence"] == "One actor alone is recorded with it."


def test_silence_is_said_as_silence(context: Flask) -> None:
    """An actor without a statement on the term is not said to have none to say."""
    told = tooltip("armistice", "john-kirby")
    assert told["items"] == []
    assert told["sentence"].endswith("is recorded; that does not mean that there was none.")


def test_quotes_stand_in_the_marks_of_their_language(context: Flask) -> None:
    """An Arabic quote has Arabic marks, language and direction."""
    [item] = tooltip("humanitarian-truce", "majed-al-ansari")["items"]
    assert (item["language"], item["direction"]) == ("ar", "rtl")
    assert (item["text"][0], item["text"][-1]) == ("«", "»")


def test_a_joint_text_counts_for_everybody_named_in_it(context: Flask) -> None:
    """Whoever stands behind a statement with its speaker finds it under the own name, with the speaker named."""
    joint = next(one for one in reading.statements_of() if one["with"])
    party = joint["with"][0]["actor"]["slug"]
    told = tooltip(joint["term"]["slug"], party)
    assert told["total"] > 0
    assert told["actor"]["slug"] == party


def test_items_have_a_most(context: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """The oldest three are there, and the sentence says so; two of two need no such words."""
    assert annotating_tooltip.MOST_ITEMS == 3
    for most, says in ((2, "2 definitions by John Kirby."), (1, "2 definitions by John Kirby, the oldest 1 here.")):
        monkeypatch.setattr(annotating_tooltip, "MOST_ITEMS", most)
        told = tooltip("humanitarian-pause", "john-kirby")
        assert (len(told["items"]), told["total"], told["sentence"]) == (most, 2, says)


def test_unknown_and_moved_records(own_app: Flask) -> None:
    """What is unknown is refused; a term that moved says where to; an actor is found under its former address."""
    editing.rename("actor", "john-kirby", "kirby")
    editing.rename("term", "truce", "truces")
    assert tooltip("humanitarian-pause", "john-kirby")["actor"]["slug"] == "kirby"
    with pytest.raises(Moved, match="truces"):
        tooltip("truce")
    for asked in (("nothing", ""), ("humanitarian-pause", "nobody")):
        with pytest.raises(NotFound):
            tooltip(*asked)
