"""What nobody but the author says is no candidate."""

from __future__ import annotations

import pytest

from tests.articles.sample import pairs


@pytest.mark.parametrize(
    "sentence",
    [
        "The ceasefire took effect at seven in the morning.",
        "There is no consensus on the precise definition of a humanitarian pause.",
        "Despite the appeals for a pause, Israel continues its operations.",
        "Days after the truce, the shelling of the town went on.",
        "Whether it is best described as a truce or a ceasefire was left to the readers.",
        "Resolutions of the General Assembly are not binding, and a ceasefire does not follow from the vote.",
        "No truce on the front line had been agreed by the two sides.",
        "The arrangement had gone by many names, among them humanitarian pause and lull.",
        "Hamas respected the ceasefire for a week.",
        "The army did not respond to questions about the ceasefire.",
        "Israel broke the truce on Friday.",
        "What follows if Israel rejected a ceasefire is not known.",
        "The text of the Security Council would have demanded a ceasefire.",
        "Kirby said nothing about the truce.",
        "The prospect of a ceasefire seems distant, with Israel intensifying its operations.",
    ],
)
def test_no_candidate(sentence: str) -> None:
    """Terms in the author's own voice, in the background, or with deeds instead of words."""
    assert pairs(sentence) == set()


@pytest.mark.parametrize(
    "text", ["", " \n\n ", "Kirby said nothing new on Monday.", "“", "...", "said said said ceasefire"]
)
def test_texts_without_a_term_or_without_anybody(text: str) -> None:
    """Such texts, an empty one among them, give none."""
    assert pairs(text) == set()


def test_headlines_are_left_out() -> None:
    """A line without an end is a headline: the text below says the same with its speaker."""
    assert pairs("Macron calls for a humanitarian pause\n\nThe president spoke in Paris.") == set()


def test_words_that_are_seldom_a_term() -> None:
    """`evacuation` and `calm` in their everyday sense are passed over."""
    assert pairs("Kirby said the evacuation of the embassy went well.") == set()
    assert pairs("Macron called for calm.") == set()
    assert pairs("Macron called for the evacuation of the wounded.") == {("emmanuel-macron", "evacuation")}


def test_pauses_in_something_else() -> None:
    """A pause in talks or deliveries is none in the fighting."""
    assert pairs("Egypt announced a pause in the talks.") == set()
    assert pairs("Egypt announced a pause in the bombing.") == {("egypt", "pause-in-fighting")}
