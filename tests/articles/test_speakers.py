"""Who is meant: names with titles, offices, pronouns, namesakes, several together, and nobody recorded."""

from __future__ import annotations

import pytest

from tests.articles.sample import found, only, pairs


@pytest.mark.parametrize(
    ("sentence", "actor", "title"),
    [
        ("U.N. Secretary-General António Guterres called for a truce.", "antonio-guterres", "U.N. Secretary-General"),
        (
            "The U.N. Secretary-General, Antonio Guterres, called for a truce.",
            "antonio-guterres",
            "The U.N. Secretary-General",
        ),
        ("Australian Foreign Minister Penny Wong called for a truce.", "penny-wong", "Australian Foreign Minister"),
        ("Penny Wong, Australia's foreign minister, called for a truce.", "penny-wong", "Australia's foreign minister"),
        ("Guterres' spokesman, John Kirby, called for a truce.", "john-kirby", "Guterres' spokesman"),
        ("U.S. Secretary of State John Kirby called for a truce.", "john-kirby", "U.S. Secretary of State"),
        (
            "The head of the main directorate, John Kirby, called for a truce.",
            "john-kirby",
            "The head of the main directorate",
        ),
    ],
)
def test_titles_before_and_after_names(sentence: str, actor: str, title: str) -> None:
    """The title is given as written; it does not hide the name."""
    one = only(sentence)
    assert (one.actor, one.speaking_as) == (actor, title)


def test_a_state_by_its_capital_or_its_bodies() -> None:
    """A capital as subject stands for the state; an army or government is its own actor where one is recorded."""
    assert pairs("Moscow offered a truce.") == {("russia", "truce")}
    assert pairs("In Moscow, Macron offered a truce.") == {("emmanuel-macron", "truce")}
    assert pairs("The Israeli army announced a tactical pause.") == {("idf", "tactical-pause")}
    one = only("The Russian foreign ministry announced a truce.")
    assert one.actor == "russia"
    assert any("not recorded" in doubt for doubt in one.doubts)


def test_pronouns_and_titles_refer_back() -> None:
    """`he`, `it`, `the envoy` and `the group` are who was named last and fits."""
    told = "Special Envoy Staffan de Mistura met Hamas. The group rejected a truce. The envoy urged a ceasefire."
    assert pairs(told) == {("hamas", "truce"), ("staffan-de-mistura", "ceasefire")}
    told = "Kirby spoke after Penny Wong. Hamas declined. He called for a truce. It wanted a ceasefire."
    assert pairs(told) == {("john-kirby", "truce"), ("hamas", "ceasefire")}


def test_she_is_not_he() -> None:
    """A pronoun does not refer to somebody whose title or given name tells otherwise."""
    told = "Spokesman John Kirby welcomed Penny Wong. Penny Wong smiled. He called for a truce."
    assert pairs(told) == {("john-kirby", "truce")}


def test_offices_alone_lead_to_their_holder_with_a_doubt() -> None:
    """The records say who held the office in the year of the article; in another year they do not."""
    one = only("The Israeli prime minister rejected a ceasefire.")
    assert one.actor == "benjamin-netanyahu"
    assert any("The Israeli prime minister" in doubt for doubt in one.doubts)
    assert only("The U.N. chief called for a truce.").actor == "antonio-guterres"
    assert only("The Israeli prime minister rejected a ceasefire.", published="1995-01-01").actor is None


def test_namesakes() -> None:
    """Of two with one surname, the one introduced speaks, or whose country fits; otherwise a doubt names both."""
    told = "Anthony Albanese, the prime minister, met reporters. Albanese urged a truce."
    assert pairs(told) == {("anthony-albanese", "truce")}
    assert only("Australian Prime Minister Albanese urged a truce.").actor == "anthony-albanese"
    one = only("Albanese urged a truce.")
    assert one.actor is None
    assert any("Anthony Albanese or Francesca Albanese" in doubt for doubt in one.doubts)
    assert only("Paul O'Brien of Amnesty International urged a truce.").actor == "paul-obrien"


def test_another_person_with_a_recorded_surname() -> None:
    """James Wood is not Robert Wood, nor is `Wood` after him."""
    told = "James Wood, a teacher, waited. Wood said a truce was needed."
    assert pairs(told) == {("James Wood", "truce")}
    assert any("Only the surname" in doubt for doubt in only("Wood said a truce was needed.").doubts)


def test_a_recorded_surname_as_a_given_name() -> None:
    """Wood Harris is none of the recorded Wood; neither are longer names with a hyphen or an office as surname."""
    assert pairs("Foreign Minister Wood Harris called for a truce.") == {("Wood Harris", "truce")}
    assert pairs("U.N. chief Ban Ki-moon called for a truce.") == {("Ban Ki-moon", "truce")}
    assert pairs("U.N. envoy Julie Bishop called for a truce.") == {("Julie Bishop", "truce")}


def test_an_acronym_in_brackets_after_the_name() -> None:
    """It does not come between the speaker and the verb."""
    assert pairs("Days later the Rapid Support Forces (RSF) said a truce was near.") == {("rsf", "truce")}


def test_several_together() -> None:
    """Each of those named in a joint statement is offered, and `they` are all of them."""
    told = "Emmanuel Macron, Penny Wong and António Guterres issued a statement. They said they wanted a truce."
    three = {(slug, "truce") for slug in ("emmanuel-macron", "penny-wong", "antonio-guterres")}
    assert pairs(told) == three
    assert pairs("Emmanuel Macron, Penny Wong and António Guterres called for a truce.") == three
    assert pairs("Both spokesman John Kirby and Penny Wong of the foreign office called for a truce.") == {
        ("john-kirby", "truce"),
        ("penny-wong", "truce"),
    }


def test_members_of_a_collective() -> None:
    """Those whom the text names as members are offered one by one, beside the collective."""
    told = "The international community, led by powers such as the United States, Japan and France, urged a truce."
    assert pairs(told) == {
        ("The international community", "truce"),
        *((slug, "truce") for slug in ("united-states", "japan", "france")),
    }
    told = "The foreign ministers of France, Spain and Japan called for a truce."
    assert pairs(told) == {(slug, "truce") for slug in ("france", "spain", "japan")}


def test_a_recorded_collective_by_its_words() -> None:
    """Facilitators are known by what they facilitate."""
    told = "The U.S. and Saudi facilitators of talks in Jeddah announced a truce."
    assert pairs(told) == {("facilitators", "truce")}


def test_unnamed_officials() -> None:
    """The description stands as the name; one recorded as unnamed is offered with a doubt, in its own years only."""
    one = only("A ranking military official said the truce would hold.")
    assert (one.actor, one.name) == (None, "A ranking military official")
    one = only("A senior Israeli official dismissed the truce.", published="2023-10-28")
    assert one.actor == "unnamed-israeli"
    assert any("not named" in doubt for doubt in one.doubts)
    assert only("A senior Israeli official dismissed the truce.", published="2030-10-28").actor is None


def test_delegates_without_a_name() -> None:
    """The state stands in their place, with a doubt; `she` is the delegate."""
    told = (
        "The representative of the United Kingdom said a ceasefire was premature; she called for a humanitarian pause."
    )
    assert pairs(told) == {("united-kingdom", "ceasefire"), ("united-kingdom", "humanitarian-pause")}
    assert all(any("not named" in doubt for doubt in one.doubts) for one in found(told))


def test_people_who_are_not_recorded() -> None:
    """They are found by their capitals, with the title, and a doubt says that no actor has the name."""
    one = only("French Foreign Minister Catherine Colonna called for a truce.")
    assert (one.actor, one.name, one.speaking_as) == (None, "Catherine Colonna", "French Foreign Minister")
    assert any("No recorded actor" in doubt for doubt in one.doubts)
    assert pairs("Hezbollah said it would respect a ceasefire.") == {("Hezbollah", "ceasefire")}


def test_a_text_speaks_for_its_body() -> None:
    """`the resolution` is the body named before that passes resolutions."""
    told = "The U.N. General Assembly voted on Tuesday. The resolution demands a humanitarian truce."
    assert pairs(told) == {("unga", "humanitarian-truce")}


def test_an_acronym_is_no_pronoun() -> None:
    """`us` in small letters is not the United States."""
    assert ("united-states", "truce") not in pairs("Kirby told us a truce was near.")


def test_where_the_speaker_stands() -> None:
    """The places lead to the words in the text."""
    text = "On Monday, Mr. Kirby called for a truce."
    (one,) = found(text)
    assert one.speaker_span is not None
    assert text[one.speaker_span.start : one.speaker_span.end] == "Kirby"
