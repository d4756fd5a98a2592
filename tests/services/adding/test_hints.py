"""Hints on the editors' own words: loaded words, names nearly right, statements that are there already. Never more."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from glossary.services.adding import hints
from glossary.services.adding.hint_names import MOST_WORDS, Names, names, near_names
from glossary.services.adding.hint_words import WORDS
from glossary.services.publishing.records import row_of_document
from glossary.services.reading import published as reading
from tests.reliability.records import KIRBY, KIRBY_AGAIN, changed, publish

FORMS = [(form, word) for word in WORDS for form in word.forms]


def on(text: str, **row: Any) -> list[hints.Hint]:
    """The hints on a statement with this summary."""
    return hints.of("statement", {"summary": text, **row})


@pytest.mark.parametrize(("form", "word"), FORMS, ids=[form for form, _ in FORMS])
def test_every_form_of_a_loaded_word_is_noticed(context: Flask, form: str, word: Any) -> None:
    """In any case, at either end and before a sign; even words stand instead, with the reason."""
    for text in (f"He {form} it.", f"{form.upper()}: it", f"It is {form}", f"({form})"):
        [found] = [hint for hint in on(text) if hint.kind == "word"]
        assert (found.field, found.found.casefold()) == ("summary", form)
        assert found.instead == word.forms[form]
        assert found.reason.endswith(".")


def test_the_even_words_and_their_like_are_no_hints(context: Flask) -> None:
    """What the method asks for passes, and so do words that only hold a loaded one, and words of the law."""
    for text in (
        "Says, states, calls for and rejects a pause.",
        "Reclaims, disclaimers, insistence and a proclaimed truce.",
        "Counter-terrorism, anti-terrorist measures and the sanctions regime.",
        "The legal regime of a truce.",
    ):
        assert on(text) == [], text


@pytest.mark.parametrize("text", ["“{}”", '"{}"', "«{}»", "„{}“", "‘{}’", "It is “a {} thing”, he says.", "「{}」"])
def test_quotations_are_the_speakers_own(context: Flask, text: str) -> None:
    """Within any quotation marks every word may stand; behind them, and where a mark is left open, it is ours."""
    assert on(text.format("so-called")) == []
    assert [hint.found for hint in on(text.format("so-called") + " It claims.")] == ["claims"]
    assert [hint.found for hint in on("“so-called")] == ["so-called"]


@pytest.mark.parametrize("dash", ["-", "‐", "‑", "–", " "])
def test_so_called_is_noticed_however_it_is_joined(context: Flask, dash: str) -> None:
    """With any hyphen, or none."""
    assert [hint.found for hint in on(f"A so{dash}called truce.")] == [f"so{dash}called"]


@pytest.mark.parametrize(
    ("kind", "row", "fields"),
    [
        ("statement", {"summary": "claims", "note": "claims", "quote": "claims", "locator": "claims"}, "summary note"),
        ("statement", {"facets": [{"text": "", "codes": []}, {"text": "claims"}]}, "facets.1.text"),
        ("term", {"preferred": "claims", "gloss": "claims", "variants": ["claims"]}, "gloss"),
        ("term", {"equivalents": [{"form": "claims", "usage_note": "claims"}]}, "equivalents.0.usage_note"),
        ("actor", {"name": "Claims", "note": "claims", "aliases": [{"form": "claims"}]}, "note"),
        ("source", {"title": "It claims", "publisher": "Claims", "note": "claims"}, "note"),
        ("event", {"name": "claims", "description": "claims"}, "name description"),
        ("place", {"note": "claims"}, ""),
    ],
)
def test_only_the_editors_own_words_are_looked_at(context: Flask, kind: str, row: Any, fields: str) -> None:
    """Quotes, titles, names and terms stay as they are written elsewhere."""
    assert [hint.field for hint in hints.of(kind, row)] == fields.split()


def test_the_change_note_is_ours_too(context: Flask) -> None:
    """Readers see it in the history."""
    assert [hint.field for hint in hints.of("actor", {}, note="He admits it.")] == ["change_note"]


@pytest.mark.parametrize(
    ("text", "word", "name"),
    [
        ("Guterrez calls for a pause.", "Guterrez", "António Guterres"),
        ("Says what Antonio Gutteres said.", "Gutteres", "António Guterres"),
        ("As Netanjahu put it", "Netanjahu", "Benjamin Netanyahu"),
        ("Guterrez’s office", "Guterrez", "António Guterres"),
    ],
)
def test_a_name_that_is_nearly_right_is_noticed(context: Flask, text: str, word: str, name: str) -> None:
    """One letter in a short name, two in a long one; the actor is named with its address."""
    [found] = on(text)
    assert (found.kind, found.found) == ("name", word)
    assert name in [told for _, told in found.actors]
    assert all(reading.document("actor", slug)["name"] == told for slug, told in found.actors)


@pytest.mark.parametrize(
    "text",
    [
        "António Guterres, Antonio Guterres and GUTERRES.",
        "Said in April, by an Israeli and two Israelis.",
        "“Guterrez” stands in the quotation.",
        "guterrez without a capital, and Kirb, which is short.",
        "Ministry, Country, Coordinator, Manuals and Arabic.",
    ],
)
def test_what_is_right_or_far_is_no_hint(context: Flask, text: str) -> None:
    """Accents and case aside a name is itself; months, other forms, quotations and common words are left alone."""
    assert on(text) == []


def test_the_data_set_gives_few_hints(context: Flask) -> None:
    """On a thousand records of the data set the spelling of names is doubted fewer than five times."""
    rows = [(kind, row_of_document(kind, one)) for kind in hints.OWN_WORDS for one in reading.every(kind)]
    found = [hint for kind, row in rows for hint in hints.of(kind, row)]
    assert len(rows) > 1000
    assert sum(hint.kind == "name" for hint in found) < 5


def test_a_new_name_is_known_at_once(own_app: Flask) -> None:
    """What was near to another name is right as soon as an actor bears it."""
    assert [hint.kind for hint in on("Guterrez says so.")] == ["name"]
    publish(changed("actor", "ocha", aliases=[{"form": "Guterrez", "lang": "en", "kind": "former"}]))
    assert on("Guterrez says so.") == []


def test_the_work_on_names_is_bounded(context: Flask) -> None:
    """B4: so many words of a text are looked up, and each is compared with those that begin like it alone."""
    text = " ".join(f"Wrong{chr(97 + n % 26)}{chr(97 + n // 26)}" for n in range(MOST_WORDS)) + " Guterrez"
    assert [near.word for near in near_names(text, names())] == []
    assert [near.word for near in near_names(text.replace("Wrongaa ", "", 1), names())] == ["Guterrez"]


def test_three_owners_of_a_name_are_named() -> None:
    """B4: of many people with one name three are told."""
    people = [{"slug": f"p{n}", "name": f"Person{n} Rosenberg", "kind": "person", "aliases": []} for n in range(5)]
    assert Names(people[:3]).near("Rosemberg") == ("Rosemberg", tuple((p["slug"], p["name"]) for p in people[:3]))
    found = Names(people).near("Rosemberg")
    assert found is not None
    assert len(found.actors) == 3


@pytest.mark.parametrize(("length", "found"), [(hints.MOST_TEXT - 8, 1), (hints.MOST_TEXT - 7, 0)])
def test_so_much_of_a_text_is_looked_at(context: Flask, length: int, found: int) -> None:
    """B4: a word that ends at the limit is seen, one letter further it is not."""
    assert len(on("." * length + "insisted")) == found


def test_twenty_hints_are_enough(context: Flask) -> None:
    """B4: each word is told once a field, and no more than twenty hints on one record."""
    assert len(on("claims claims CLAIMS")) == 1
    facets = [{"text": "claims and admits"} for _ in range(9)]
    assert len(on("insists", facets=facets)) == 19
    assert len(on("insists, admits", facets=facets)) == 20
    assert len(on("insists, admits, claims", facets=facets)) == 20


def test_a_statement_that_is_there_already_is_named(context: Flask) -> None:
    """As soon as actor, term and a near date are chosen, or the quote is the same; not the statement itself."""
    kirby = reading.document("statement", KIRBY)
    row = {"actor": "john-kirby", "term": "humanitarian-pause"}

    def same(**more: Any) -> dict[str, str]:
        found = hints.of("statement", {**row, **more}, same=True)
        return {hint.statement["id"]: hint.reason for hint in found if hint.statement}

    assert same() == {}
    assert same(said="not yet a date") == {}
    assert same(said="2023-10-26")[KIRBY] == "the same actor and term, the same day"
    assert same(said="2023-10-30")[KIRBY] == "the same actor and term, within 3 days"
    assert KIRBY not in same(said="2023-10-31")
    assert KIRBY not in same(said="2023-10-26", id=KIRBY)
    assert KIRBY_AGAIN in same(said="2023-10-26", id=KIRBY)
    assert same(source="abc-2023-10-27-kirby")[KIRBY] == "the same actor, term and source"
    quoted = hints.of("statement", {"quote": kirby["quote"].upper()}, same=True)
    assert [hint.reason for hint in quoted] == ["the same quotation"]
    assert hints.of("statement", {"quote": "x" * 5000}, same=True) == []


VALUES = st.text(max_size=80) | st.none() | st.integers()
ROWS = st.fixed_dictionaries(
    {},
    optional={
        **dict.fromkeys(("summary", "note", "gloss", "description", "name", "quote", "actor", "term", "said"), VALUES),
        "source": VALUES,
        "facets": st.none() | st.lists(st.fixed_dictionaries({}, optional={"text": VALUES}), max_size=3),
        "equivalents": st.none() | st.lists(st.fixed_dictionaries({}, optional={"usage_note": VALUES}), max_size=3),
    },
)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from([*hints.OWN_WORDS, "nothing"]), ROWS, st.text(max_size=200))
def test_no_text_is_too_strange(context: Flask, kind: str, row: Any, note: str) -> None:
    """Whatever stands in a form, however unfinished, hints are told or none, never an error."""
    for hint in hints.of(kind, row, note=note, same=True):
        assert hint.kind in ("word", "name", "same")
        assert hint.reason or hint.actors


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet='“”"«»„‘’「」claims -Guterrez', max_size=300))
def test_marks_left_open_are_no_trap(context: Flask, text: str) -> None:
    """Any mixture of quotation marks is read to its end."""
    assert len(on(text)) <= hints.MOST
