"""A term goes to whoever the sentence says it is from, wherever the attribution stands."""

from __future__ import annotations

import pytest

from tests.articles.sample import only, pairs

KIRBY = {("john-kirby", "ceasefire")}


@pytest.mark.parametrize(
    "sentence",
    [
        "John Kirby said a ceasefire would benefit Hamas.",
        "John Kirby, spokesman for the White House, told reporters that a ceasefire was not the right answer.",
        "John Kirby, who spoke in Washington, has since rejected a ceasefire.",
        "A ceasefire would only help one side, John Kirby said on Monday.",
        "A ceasefire, John Kirby said, would only help one side.",
        '"A ceasefire is not the right answer," said John Kirby, the spokesman.',
        '"A ceasefire is not the right answer," John Kirby told reporters.',
        '"Right now," Kirby said, "a ceasefire is not the right answer."',
        'Kirby: "A ceasefire is not the right answer."',
        'Asked about it, Kirby replied: "We do not support a ceasefire."',
        "According to John Kirby, a ceasefire is not the right answer.",
        "A ceasefire is not the right answer, according to John Kirby.",
        "John Kirby criticised the vote, saying a ceasefire would be a mistake.",
        "Rejecting a ceasefire, John Kirby pointed to the vote of Friday.",
        "A ceasefire was rejected by John Kirby.",
        "The ceasefire proposed by John Kirby did not come.",
        "John Kirby's call for a ceasefire was heard.",
        "An appeal by John Kirby for a ceasefire went unheard.",
        "John Kirby is opposed to a ceasefire.",
        "John Kirby is expected to announce a ceasefire.",
        "In Washington, the spokesman, John Kirby, spoke of a ceasefire.",
        "Mr. Kirby on Tuesday urged a ceasefire.",
        "Of a ceasefire, John Kirby said that it was too early.",
        "John Kirby was quoted as saying a ceasefire was near.",
    ],
)
def test_the_attribution_may_stand_anywhere(sentence: str) -> None:
    """Before, after and inside what is said; active, passive, by a noun, by `according to` or by a colon."""
    assert pairs(sentence) == KIRBY


def test_two_clauses_with_two_speakers() -> None:
    """`while` and `but` begin a clause of somebody else."""
    told = "Egypt called for a permanent ceasefire, while Israel said it wanted a humanitarian pause."
    assert pairs(told) == {("egypt", "permanent-ceasefire"), ("israel", "humanitarian-pause")}
    told = "Israel rejected a truce, but France welcomed a humanitarian pause."
    assert pairs(told) == {("israel", "truce"), ("france", "humanitarian-pause")}


def test_a_clause_before_does_not_lend_its_speaker() -> None:
    """The subject of the clause after `when` is not that of the main one."""
    told = "When Russia offered a humanitarian corridor, Macron did not refuse but asked for a humanitarian pause."
    assert pairs(told) == {("russia", "humanitarian-corridor"), ("emmanuel-macron", "humanitarian-pause")}


def test_the_outer_speaker_says_what_another_does() -> None:
    """Who tells that a state opposes a ceasefire is the speaker; the state has not spoken."""
    one = only("John Kirby said that Israel opposes a ceasefire.")
    assert (one.actor, one.stance) == ("john-kirby", "opposes")


def test_who_announces_what_others_agreed() -> None:
    """The speaker is who announces; a state that agreed, as is told, has not spoken here."""
    assert pairs("Macron announced on Monday that Israel and Egypt had agreed to a truce.") == {
        ("emmanuel-macron", "truce")
    }


def test_a_news_agency_that_only_reports_gives_way() -> None:
    """Where an agency or unnamed sources tell what a recorded actor did, that actor is offered, with a doubt."""
    one = only("Xinhua News Agency reported that Hamas rejected a truce.")
    assert one.actor == "hamas"
    assert any("Xinhua" in doubt for doubt in one.doubts)
    assert pairs("Spain wanted a ceasefire, diplomats said.") == {("spain", "ceasefire")}
    assert pairs('Xinhua wrote: "a truce is near".') == {("news-agency", "truce")}


def test_an_office_repeats_what_its_holder_said() -> None:
    """`his office said` at the end does not take the words away from the person."""
    told = "Macron told Putin by phone that a truce was needed, his office said."
    assert pairs(told) == {("emmanuel-macron", "truce")}


def test_an_object_named_only_by_a_word_for_it() -> None:
    """`rejected it` right after a term is offered, with a doubt that says how it was read."""
    told = "Russia announced a unilateral ceasefire. Macron rejected it."
    assert pairs(told) == {("russia", "unilateral-ceasefire"), ("emmanuel-macron", "unilateral-ceasefire")}


@pytest.mark.parametrize(
    ("verb", "said"),
    [
        ("said", "Kirby said a truce was near."),
        ("called for", "Kirby called for a truce."),
        ("turned down", "Kirby turned down a truce."),
        ("According to", "According to Kirby, a truce is near."),
    ],
)
def test_the_verb_is_given_as_written(verb: str, said: str) -> None:
    """With its particle, as an editor may need it."""
    assert only(said).verb == verb
