"""What readers ask in their own words is understood, told, and leaves nothing out; no actor is favoured by its name."""

from __future__ import annotations

import pytest
from flask import Flask

from glossary.services.reading import published as reading
from tests.services.searching.asking import ask, ids, marked, reasons, recognised, statements

WORDS = {
    "هدنة إنسانية": ("term", "humanitarian-truce"),
    "هُدْنَة إِنْسَانِيَّة": ("term", "humanitarian-truce"),
    "הפוגה": ("term", "lull"),
    "הֲפוּגָה": ("term", "lull"),
    "pause humanitaire": ("term", "humanitarian-pause"),
    "Pauses Humanitaires": ("term", "humanitarian-pause"),
    "перемирие": ("term", "truce"),
    "ПЕРЕМИРИЕ": ("term", "truce"),
    "人道主义停火": ("term", "humanitarian-ceasefire"),
    "قطر": ("actor", "qatar"),
    "قَطَر": ("actor", "qatar"),
    "Turkiye": ("actor", "turkiye"),
    "cease fire": ("term", "ceasefire"),
    "cease-fire": ("term", "ceasefire"),
    "ceasefires": ("term", "ceasefire"),
}


@pytest.mark.parametrize(("text", "meant"), WORDS.items())
def test_s8_words_of_many_languages_find_what_is_meant_and_say_why(
    text: str, meant: tuple[str, str], context: Flask
) -> None:
    """S8: the term's statements are all found, each hit shows a word asked for or says by which name it was found."""
    answer = ask(text)
    assert meant in recognised(answer)
    facet, slug = meant
    wanted = {s["id"] for s in reading.statements_of(**{facet: slug})}
    assert wanted <= set(ids(answer))
    assert answer["hits"]
    assert all(marked(hit) or hit["found_by"] for hit in answer["hits"])


@pytest.mark.parametrize(("one", "other"), [("هدنة إنسانية", "هُدْنَة إِنْسَانِيَّة"), ("trêve", "treve"), ("הפוגה", "הֲפוּגָה")])
def test_s8_marks_and_accents_change_nothing(one: str, other: str, context: Flask) -> None:
    """S8: with or without vowel marks and accents the same hits come in the same order."""
    assert ids(ask(one)) == ids(ask(other)) != []


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("an immediate and durable ceasefire", {"immediate-ceasefire"}),
        ("an immediate and permanent ceasefire", {"immediate-ceasefire", "permanent-ceasefire"}),
    ],
)
def test_each_of_two_adjectives_belongs_to_the_noun(text: str, terms: set[str], context: Flask) -> None:
    """The statements on the terms that they make of it are all found, and each hit says why."""
    answer = ask(text)
    assert {("term", slug) for slug in terms} <= set(recognised(answer))
    for slug in terms:
        assert {s["id"] for s in reading.statements_of(term=slug)} <= set(ids(answer))
    assert all(marked(hit) or hit["found_by"] for hit in answer["hits"])


def test_who_rejected_a_ceasefire_in_2023(context: Flask) -> None:
    """A question for a stance and a year: the first page holds rejections of 2023, and says what was understood."""
    answer = ask("who rejected a ceasefire in 2023", limit=10)
    assert set(recognised(answer)) == {("stance", "opposes"), ("term", "ceasefire"), ("date", "2023")}
    assert {(s["stance"], s["said"][:4]) for s in statements(answer)} == {("opposes", "2023")}
    assert [c["text"] for c in answer["interpreted"]["clauses"] if not c["sought"]] == ["who", "a", "in"]


def test_how_long_is_a_humanitarian_pause(context: Flask) -> None:
    """A question for a point: the first page holds what speaks on duration."""
    answer = ask("how long is a humanitarian pause", limit=10)
    assert ("dimension", "duration") in recognised(answer)
    for statement in statements(answer):
        assert any(facet["dimension"] == "duration" for facet in statement["facets"]), statement["id"]


@pytest.mark.parametrize("text", ["what is a truce", "truce", "What's a truce?", "truce meaning", "define truce"])
def test_what_is_a_truce(text: str, context: Flask) -> None:
    """Who asks what a term means, or only names it, is shown definitions of it first."""
    first = statements(ask(text, limit=4))
    assert [(s["stance"], s["term"]["slug"]) for s in first] == [("defines", "truce")] * 4


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Russian amendment Security Council", "russia-permanent-ceasefire-2024-03-25"),
        ("did Macron call for a ceasefire", "emmanuel-macron-ceasefire-2023-11-09"),
        ("definition of a humanitarian pause by Kirby", "john-kirby-humanitarian-pause-2023-10-27"),
    ],
)
def test_a_question_finds_its_statement_first(text: str, first: str, context: Flask) -> None:
    """An adjective, a name or a verb for a stance leads to the one statement that is asked for."""
    assert ids(ask(text))[0] == first


def test_definitions_of_the_united_nations(context: Flask) -> None:
    """A body stands for its people and bodies: the first page holds definitions by them."""
    un = {"united-nations", *below("united-nations")}
    for statement in statements(ask("UN definitions", limit=8)):
        assert statement["actor"]["slug"] in un
        assert (statement["kind"], statement["stance"]) in {("definition", "defines"), ("definition", "none")} | {
            (kind, "defines") for kind in ("usage", "provision", "position")
        }


def below(slug: str) -> set[str]:
    """An actor's people and bodies, by a walk of our own."""
    people = {a["slug"] for a in reading.every("actor") if (a["affiliation"] or {}).get("slug") == slug}
    return people | {deeper for one in people for deeper in below(one)}


def test_a_language_is_asked_for(context: Flask) -> None:
    """`in Arabic` raises what was recorded in Arabic, and what is in another language has the word itself."""
    answer = ask("ceasefire in Arabic")
    assert ("language", "ar") in recognised(answer)
    assert statements(answer)[0]["language"] == "ar"
    assert all(
        s["language"] == "ar" or "arab" in str(hit).lower() for hit in answer["hits"] for s in [hit["statement"]]
    )
    assert {s["id"] for s in statements(ask("ceasefire", language="ar"))} <= set(ids(answer))


def test_who_and_the_world_health_organization(context: Flask) -> None:
    """In capitals it is the organisation, which must be met; in small letters it is a question and decides nothing."""
    assert ("actor", "who") in recognised(ask("WHO ceasefire"))
    assert ("actor", "who") not in recognised(ask("who ceasefire"))
    assert ids(ask("who ceasefire")) == ids(ask("ceasefire"))
    assert ask("WHO ceasefire")["whole"] < ask("ceasefire")["whole"]


def test_small_words_count_in_quotes_and_where_exact(context: Flask) -> None:
    """`the` alone asks for nothing beside `pause`; quoted, or with exact=1, it must be there and is shown as sought."""
    quoted, exact = ask('the "the" pause'), ask("the pause", exact=1)
    assert ids(ask("the pause")) == ids(ask("pause"))
    assert quoted["whole"] < ask("pause")["whole"]
    assert [c["sought"] for c in quoted["interpreted"]["clauses"]] == [False, True, True]
    assert [c["sought"] for c in exact["interpreted"]["clauses"]] == [True, True]
    assert 0 < exact["total"] < ask("pause", exact=1)["total"]


@pytest.mark.parametrize(
    "text", ["Kirby ceasefire in 2023", "UN definitions", "what is a truce", "ceasfire", "Zanzibar pause"]
)
def test_exact_recognises_loosens_and_forgives_nothing(text: str, context: Flask) -> None:
    """With exact=1 each hit has every word as it was typed, and nothing is read into them."""
    answer = ask(text, exact=1)
    about = answer["interpreted"]
    assert (about["recognised"], about["spelled"], about["at_least"]) == ([], [], None)
    assert about["did_you_mean"] == ("ceasefire" if text == "ceasfire" else None)  # proposed, not done
    assert all(clause["sought"] for clause in about["clauses"])
    assert answer["total"] == answer["whole"]
    assert all(hit["missing"] == [] and not any(k.startswith("as ") for k, _ in reasons(hit)) for hit in answer["hits"])


@pytest.mark.parametrize(
    "text", ['"2023"', '"October 2023"', '"הפוגה"', '"人道主义停火"', '"Kirby"', '"humanitarian pause"']
)
def test_quoted_words_are_only_themselves(text: str, context: Flask) -> None:
    """What stands in quotation marks stands for nothing else, whatever its language: as with exact=1."""
    answer = ask(text)
    assert recognised(answer) == []
    assert set(ids(answer)) == set(ids(ask(text, exact=1)))


@pytest.mark.parametrize(
    "text", ["may", "march", "will", "who", "in", "Bethlehem", "us all", "long", "the Holy See of"]
)
def test_ordinary_words_are_no_dates(text: str, context: Flask) -> None:
    """Months and verbs alone are words like any other."""
    assert "date" not in {kind for kind, _ in recognised(ask(text))}


def test_a_date_finds_its_time_and_names_it_rightly(context: Flask) -> None:
    """`October 2023` is met by its month, not by any month of its year; a day found by its month says the month."""
    for hit in ask("October 2023")["hits"]:
        statement = hit["statement"]
        in_time = statement["said_from"] <= "2023-10-31" and statement["said_to"] >= "2023-10-01"
        told = " ".join(
            (*marked(hit), *(reason["text"].lower() for reason in hit["found_by"] if "as " not in reason["kind"]))
        )
        assert in_time or "octob" in told, statement["id"]
    named = {of for hit in ask("27 October 2023")["hits"] for kind, of in reasons(hit) if kind == "as date"}
    assert named == {"October 2023"}
    assert ask("2023-00")["interpreted"]["recognised"][0]["value"] == "2023"


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("humanitarian pause vs humanitarian truce", {"humanitarian-pause", "humanitarian-truce"}),
        ("ceasefire vs humanitarian ceasefire", {"ceasefire", "humanitarian-ceasefire"}),
    ],
)
def test_a_word_may_belong_to_two_names(text: str, terms: set[str], context: Flask) -> None:
    """A word typed twice is sought once, and names are recognised in both places."""
    assert {value for kind, value in recognised(ask(text)) if kind == "term"} == terms
