"""Builds of sentences in which news tells of a stand, beyond subject and verb of saying."""

from __future__ import annotations

import pytest

from tests.articles.sample import pairs


@pytest.mark.parametrize(
    "sentence",
    [
        "Penny Wong made the case for a truce.",
        "Penny Wong let it be known that a truce was near.",
        "Penny Wong called on Tuesday last week for a truce.",
        "Penny Wong followed on Tuesday with a truce.",
        "Penny Wong took issue with the word truce.",
        "Penny Wong is convinced that a truce is near.",
        "Penny Wong's answer was a truce.",
        "In her view, said Penny Wong, a truce is near.",
        "In Penny Wong's view, a truce is near.",
        "In the words of Penny Wong, a truce is near.",
        "Under Penny Wong's definition, a truce is short.",
        "A truce, as Penny Wong sees it, is short.",
        "Pressure for a truce came from Penny Wong.",
        "The demand for a truce, first made by Penny Wong, has spread.",
        "The idea of a truce found favour with Penny Wong.",
        "Australia, through its minister Penny Wong, has asked for a truce.",
        "Since Penny Wong, its foreign minister, has asked for a truce, Australia must act.",
        "In eastern Ukraine, Penny Wong, then deputy head of the mission, spoke of a truce.",
        "And this from Penny Wong on social media: “There is no truce today.”",
        "Penny Wong drew one lesson from it: “a truce that holds is worth more”.",
        "One outlet quotes Penny Wong: “We have reached a truce today.”",
        "Penny Wong “wants a truce”, and has wanted it for long.",
    ],
)
def test_who_takes_the_stand(sentence: str) -> None:
    """The person is offered, however the sentence is built."""
    assert {actor for actor, _ in pairs(sentence)} == {"penny-wong"}


@pytest.mark.parametrize(
    "sentence",
    [
        "Families who went home in January are waiting to hear whether the truce will hold.",
        "Aid workers are waiting to see where the truce will begin.",
        "Whoever signs a truce tomorrow will have to write it down.",
        "Neither a truce nor a general ceasefire had been agreed.",
    ],
)
def test_nobody_in_particular(sentence: str) -> None:
    """Many people who wait or see are no speakers, and no word before a term is an office."""
    assert pairs(sentence) == set()


def test_what_is_reported_by_nobody_in_particular() -> None:
    """`according to a political official` tells of a stand that another took."""
    told = "Benjamin Netanyahu rejected a truce, according to a political official who was not named."
    assert pairs(told) == {("benjamin-netanyahu", "truce")}


def test_a_pronoun_that_owns_a_call() -> None:
    """`her call for` is that of who was named last."""
    assert pairs("Penny Wong spoke on Monday. Her call for a truce went unheard.") == {("penny-wong", "truce")}


@pytest.mark.parametrize(
    ("sentence", "language", "actor"),
    [
        ("Aux yeux d'Emmanuel Macron, une trêve est nécessaire.", "fr", "emmanuel-macron"),
        ("La France, par la voix d'Emmanuel Macron, réclame une trêve.", "fr", "emmanuel-macron"),
        ("Emmanuel Macron « demande une trêve ».", "fr", "emmanuel-macron"),
        ("A juicio de José Manuel Albares, el alto el fuego es urgente.", "es", "jose-manuel-albares"),
        ("José Manuel Albares hizo un llamamiento a un alto el fuego.", "es", "jose-manuel-albares"),
        ("وفي القاهرة رحب أنطونيو غوتيريش بالهدنة.", "ar", "antonio-guterres"),
    ],
)
def test_other_languages(sentence: str, language: str, actor: str) -> None:
    """The same builds in French, Spanish and Arabic."""
    assert {one for one, _ in pairs(sentence, language=language)} == {actor}
