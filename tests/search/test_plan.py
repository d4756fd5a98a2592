"""From the words typed to the clauses asked for: what must be met, what only raises, and how much that can be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.search.analysis import NO_SPELLINGS
from glossary.search.cues import DEFINITIONS
from glossary.search.lexicon import MOST_MEANINGS, Lexicon, Meaning, words_of
from glossary.search.plan import Plan, plan
from glossary.search.port import Clause
from glossary.search.query import MAX_CHARACTERS, MAX_CLAUSES, parse

KNOWN = Lexicon(NO_SPELLINGS)
for name, language, means in (
    ("truce", "en", Meaning("term", "truce", "truce", ("term:truce",), ("term:holiday-truce",))),
    ("перемирие", "ru", Meaning("term", "truce", "truce", ("term:truce",), ("term:holiday-truce",), "ru")),
    ("ceasefire", "en", Meaning("term", "ceasefire", "ceasefire", ("term:ceasefire",))),
    ("Security Council", "en", Meaning("actor", "unsc", "Security Council", ("actor:unsc",))),
    ("UN", "en", Meaning("actor", "un", "United Nations", ("actor:un",), ("actor:ocha", "actor:unsc"))),
    ("WHO", "en", Meaning("actor", "who", "World Health Organization", ("actor:who",), written="WHO")),
    ("call for", "en", Meaning("stance", "calls for", "calls for", ("stance:calls-for",))),
    ("what is a", "en", Meaning("kind", "definitions", "definitions", DEFINITIONS)),
    ("how long", "en", Meaning("dimension", "duration", "duration", ("dimension:duration",))),
    ("call", "en", Meaning("asking", "", "")),
):
    KNOWN.add(name, language, means)


def planned(text: str) -> Plan:
    clauses = parse(text, NO_SPELLINGS).clauses
    return plan(clauses, list(KNOWN.recognise(words_of(clauses))))


def sought(text: str) -> list[str]:
    """What must be met, as typed."""
    return [clause.text for clause in planned(text).clauses if not clause.optional and not clause.excluded]


def raising(text: str) -> list[Clause]:
    return [clause for clause in planned(text).clauses if clause.optional]


def clause(text: str, of: str) -> Clause:
    return next(one for one in planned(of).clauses if one.text == text and not one.optional)


@pytest.mark.parametrize(
    ("text", "required"),
    [
        ("the pause of the Pope", ["pause", "Pope"]),
        ("la pause et le cessez", ["pause", "cessez"]),
        ("пауза и мир", ["пауза", "мир"]),
        ("في غزة", ["غزة"]),
        ('"the" pause', ["the", "pause"]),
        ('"to be" pause', ["to be", "pause"]),
        ("the", ["the"]),
        ("who will", ["who", "will"]),
        ("who -truce", ["who"]),
        ("IN Gaza", ["IN", "Gaza"]),
        ("did WHO call", ["WHO"]),
        ("A truce", ["truce"]),
        ("the* truce", ["the*", "truce"]),
    ],
)
def test_small_words_are_not_required_unless_they_are_all_there_is(text: str, required: list[str]) -> None:
    """Articles and the like decide nothing; in quotation marks, in capitals as a name, or alone they count."""
    assert sought(text) == required


def test_a_query_in_capitals_is_a_question_too() -> None:
    """Where everything is in capitals they name nothing, so small words stay small."""
    assert sought("WHAT IS IN THE TRUCE") == ["TRUCE"]
    assert sought("WHO CALLED FOR A TRUCE IN GAZA") == ["CALLED", "TRUCE", "GAZA"]
    assert sought("WHO TRUCE") == ["WHO", "TRUCE"]


def test_words_are_met_by_themselves_or_by_what_they_stand_for() -> None:
    """Each word of a name has the tags of its bearers and of what belongs to them, beside its own forms."""
    for word in ("Security", "Council"):
        assert clause(word, "Security Council").tags == ("actor:unsc",)
        assert clause(word, "Security Council").places
    assert clause("UN", "UN pause").tags == ("actor:un", "actor:ocha", "actor:unsc")
    assert clause("pause", "UN pause").tags == ()


def test_a_cue_asks_for_one_of_its_words_and_words_that_only_ask_for_none() -> None:
    """`call for` is met by the stance once; `call` alone, beside a name, says nothing of what was said."""
    assert sought("did the UN call for a truce") == ["UN", "call", "truce"]
    assert sought("what do they call a truce") == ["truce"]
    assert sought("how long is a truce") == ["long", "truce"]
    assert sought("call") == ["call"]


def test_what_was_passed_over_is_told() -> None:
    """The plan says which words it left out."""
    assert planned("what is a truce").passed_over == ("what", "is", "a")


@pytest.mark.parametrize(
    ("text", "asked"),
    [("truce", True), ("a truce?", True), ("truce ceasefire", True), ("truce Gaza", False), ("UN truce", False)],
)
def test_definitions_come_first_where_only_terms_are_named(text: str, *, asked: bool) -> None:
    """Who names terms and nothing else is taken to ask what they mean; the raise takes no hit away."""
    assert any(one.tags == DEFINITIONS for one in raising(text)) is asked


def test_what_a_name_raises() -> None:
    """What is named raises more than what belongs to it; a name in another language raises that language."""
    own, akin = (next(one for one in raising("UN") if one.tags[0] == tag) for tag in ("actor:un", "actor:ocha"))
    assert own.weight > akin.weight > 0
    assert any(one.tags == ("language:ru",) for one in raising("перемирие"))
    assert not any("language:ru" in one.tags for one in raising("truce"))
    assert all(one.optional and not one.firm and not one.excluded for one in raising("UN truce"))


def test_naming_a_thing_twice_raises_it_once() -> None:
    """Repeating a name, also in its other forms, is no way to push its statements up."""
    once = raising("UN truce")
    assert {one.tags: one.weight for one in raising("un-un-un UN truce truces")} == {
        one.tags: one.weight for one in once
    }
    tags = [one.tags for one in raising("un-un-un UN truce truces") if one.tags]
    assert len(tags) == len(set(tags))


def test_exclusions_and_firm_clauses_stay_as_they_were() -> None:
    """What must not be there, and what was quoted or starred, is asked for as typed and stands for nothing."""
    clauses = parse('-truce "Security Council" ceas* UN', NO_SPELLINGS).clauses
    kept = planned('-truce "Security Council" ceas* UN').clauses[: len(clauses)]
    assert kept[:3] == clauses[:3]


WORDS = [
    *("the", "who", "WHO", "what", "is", "a", "call", "for", "how", "long", "UN", "truce", "truces", "перемирие"),
    *("Security", "Council", "ceasefire", "-truce", '"', "*", "UN-UN", "-", "x", "人道"),
]


@given(st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join) | st.text(max_size=300))
def test_s7_the_work_of_a_plan_is_bounded(text: str) -> None:
    """S7: at most ten clauses are sought, and what raises is bounded by what can be recognised in 200 characters."""
    typed = parse(text, NO_SPELLINGS).clauses
    made = planned(text)
    required = [one for one in made.clauses if not one.optional]
    assert len(required) + len(made.passed_over) == len(typed) <= MAX_CLAUSES
    assert len(made.recognised) <= len(words_of(typed)) <= MAX_CHARACTERS
    extra = [one for one in made.clauses if one.optional]
    assert len(extra) <= len(made.recognised) * (3 * MOST_MEANINGS + 1) + 1
    assert len(extra) == len(set(extra))
    assert bool(required) == bool(typed)
