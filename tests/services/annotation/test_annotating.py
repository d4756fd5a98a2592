"""Annotation: the terms in a text by all their forms, the longest at each place, in every language."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask

from glossary.services.annotation.ambiguous import SOMETIMES
from glossary.services.annotation.annotating import annotate
from glossary.services.index.documents import term_names
from glossary.services.index.indexing import material
from glossary.text import fold
from tests.services.publishing import editing

Seen = list[tuple[str, list[str]]]


@pytest.fixture(scope="module")
def at_work(app: Flask) -> Iterator[None]:
    """The application on the data set."""
    with app.app_context():
        yield


def seen(text: str, language: str = "") -> Seen:
    """The words marked in a text, each with its terms."""
    return [(one["text"], one["terms"]) for one in annotate(text, language)["annotations"]]


@pytest.mark.parametrize(
    ("text", "words", "term"),
    [
        ("Two humanitarian pauses failed.", "humanitarian pauses", "humanitarian-pause"),
        ("The ceasefire’s end", "ceasefire", "ceasefire"),
        ("Cease-\nfire now", "Cease-\nfire", "ceasefire"),
        ("two cease fires", "cease fires", "ceasefire"),
        ("a humanitarian “pause” in Gaza", "humanitarian “pause", "humanitarian-pause"),
        ("the cessation of hostility", "cessation of hostility", "cessation-of-hostilities"),
        ("CoH talks", "CoH", "cessation-of-hostilities"),
        ("l’armistice de 1918", "armistice", "armistice"),
        ("les trêves humanitaires", "trêves humanitaires", "humanitarian-truce"),
        ("un cessez‑le‑feu fragile", "cessez‑le‑feu", "ceasefire"),
        ("treguas humanitarias", "treguas humanitarias", "humanitarian-truce"),
        ("corredor humanitario", "corredor humanitario", "humanitarian-corridor"),
        ("гуманитарную паузу", "гуманитарную паузу", "humanitarian-pause"),
        ("о прекращении огня", "прекращении огня", "ceasefire"),
        ("بوقفٍ لإطلاق النار", "بوقفٍ لإطلاق النار", "ceasefire"),
        ("وتمديد الهدنة الإنسانية", "وتمديد الهدنة الإنسانية", "truce-extension"),
        ("בהפסקת האש", "בהפסקת האש", "ceasefire"),
        ("呼吁停火协议", "停火", "ceasefire"),
        ("eine humanitäre Feuerpause", "humanitäre Feuerpause", "humanitarian-pause"),
        ("HUMANITARIAN PAUSE", "HUMANITARIAN PAUSE", "humanitarian-pause"),
        ("a pause for aid", "pause for aid", "humanitarian-pause"),
    ],
)
def test_variants_and_inflections_are_found(at_work: None, text: str, words: str, term: str) -> None:
    """Plurals, possessives, endings, written-together small words, hyphens and line breaks hide no term."""
    assert [(found, term in terms) for found, terms in seen(text)] == [(words, True)]


@pytest.mark.parametrize(
    "text",
    [
        "subtruce trucelike",
        "unceasefire",
        "coh",
        "no strike. List the sites.",
        "no strike\n\nList of sites",
        "For a ceasefired, agreement",
        "They cease. Fire!",
        "paused the talks",
        "calm down",
        "",
    ],
)
def test_what_only_looks_like_a_term_is_none(at_work: None, text: str) -> None:
    """Parts of words, words of two sentences, acronyms in small letters and everyday words stay as they are."""
    assert seen(text + " x") == []


def test_the_longest_form_stands(at_work: None) -> None:
    """Of forms that begin at one place the longest is marked, and none within it."""
    assert seen("An urgent and extended humanitarian pause, a humanitarian pause.") == [
        ("urgent and extended humanitarian pause", ["extended-humanitarian-pause"]),
        ("humanitarian pause", ["humanitarian-pause"]),
    ]


def test_a_form_of_several_terms_names_them_all(at_work: None) -> None:
    """An Arabic expression that is listed with two terms is a mark of both, by slug, and neither is preferred."""
    found = annotate("هدنة إنسانية")
    assert found["annotations"][0]["terms"] == ["humanitarian-pause", "humanitarian-truce"]
    assert [one["slug"] for one in found["terms"]] == ["humanitarian-pause", "humanitarian-truce"]


def test_a_bare_noun_says_what_it_may_be_short_for(at_work: None) -> None:
    """`The pause` and `the truce` are told by what the text has named before, with the others beside."""
    found = annotate("They agreed on a humanitarian pause. The pause holds. A truce was refused.")["annotations"]
    assert [(one["text"], one["terms"], one["others"], one["bare"]) for one in found] == [
        ("humanitarian pause", ["humanitarian-pause"], [], False),
        ("pause", ["humanitarian-pause"], ["pause-in-fighting"], True),
        ("truce", ["truce"], ["humanitarian-truce"], True),
    ]


def test_a_noun_with_an_adjective_is_short_for_nothing(at_work: None) -> None:
    """A variant that says more than the noun alone is the term it is recorded with, whatever the text named before."""
    found = annotate("A humanitarian truce ended. A temporary truce began. The truces held.")["annotations"]
    assert [(one["text"], one["terms"], one["others"], one["bare"]) for one in found] == [
        ("humanitarian truce", ["humanitarian-truce"], [], False),
        ("temporary truce", ["truce"], [], False),
        ("truces", ["truce"], ["humanitarian-truce"], True),
    ]


def test_a_bare_pause_is_no_recorded_form(at_work: None) -> None:
    """What is told from the text around it is in the text's own language, and not recorded as a form."""
    [_, bare] = annotate("Une pause humanitaire est en vigueur. La pause dure.", "fr")["annotations"]
    assert (bare["text"], bare["language"], bare["recorded"], bare["bare"]) == ("pause", "fr", False, True)


def test_everyday_words_follow_the_rules_of_the_desk(at_work: None) -> None:
    """`Calm`, `respite` and `pause` are marked where an article would be read so, and not where they are no term."""
    assert seen("After a pause in the talks they spoke of a sustained calm.") == [("calm", ["lull"])]
    assert seen("A respite came with the ceasefire.") == [("ceasefire", ["ceasefire"])]


def test_a_language_narrows_inflection_alone(at_work: None) -> None:
    """In a text said to be English, French words are found as recorded; without a language, in other forms, too."""
    assert seen("la trêve", "en") == [("trêve", ["truce"])]
    assert seen("les treves", "fr") == [("treves", ["truce"])]
    assert seen("armisticios", "en-GB") == [("armisticios", ["armistice"])]  # the plural in s is English, too
    assert seen("corredores humanitarios", "ru") == [("corredores humanitarios", ["humanitarian-corridor"])]


def test_every_recorded_form_is_found_as_it_is_recorded(at_work: None) -> None:
    """Each heading, variant and equivalent of the data set, alone between blanks, is one mark of its term."""
    for slug, term in material().terms.items():
        for form, _ in term_names(term):
            if fold(form) in SOMETIMES or fold(form).rstrip("s") in SOMETIMES:
                continue
            found = annotate(f"xx {form} xx")["annotations"]
            assert [(one["text"], slug in one["terms"]) for one in found] == [(form, True)], form
            assert found[0]["recorded"]


def test_offsets_are_code_points(at_work: None) -> None:
    """Characters beyond the basic plane count once each, as in Python."""
    [one] = annotate("😀𝒜 humanitarian pause 😀")["annotations"]
    assert (one["start"], one["end"]) == (3, 21)


def test_a_new_form_is_found_at_once(own_app: Flask) -> None:
    """What is kept of the terms is made anew when one of them changes, and the use when a statement does."""
    before = annotate("A truce, a quietude.")
    assert [one["text"] for one in before["annotations"]] == ["truce"]
    editing.revise("term", "lull", preferred="quietude")
    editing.add_like("john-kirby-humanitarian-pause-2023-10-26", "one-more")
    assert [one["text"] for one in annotate("A truce, a quietude.")["annotations"]] == ["truce", "quietude"]
    assert annotate("humanitarian pause")["terms"][0]["statements"] == 91
