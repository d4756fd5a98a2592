"""`name:value` in a query: taken out in every form in which it is typed, and nothing else with it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.search.operators import MOST_OPERATORS, OPERATORS, Operator, take_operators
from glossary.search.query import MAX_CHARACTERS

GERSHAYIM = 'צה"ל'


def taken(text: str) -> list[tuple[str, str, bool]]:
    """Name, value and whether it excludes, of each operator."""
    return [(one.name, one.value, one.excluded) for one in take_operators(text)[1]]


@pytest.mark.parametrize("name", OPERATORS)
def test_every_name_is_an_operator_in_any_case(name: str) -> None:
    """Each name is taken before, between and after words, which stay in their order."""
    for written in (name, name.upper(), name.title()):
        for text in (f"{written}:x2 a b", f"a {written}:x2 b", f"a b {written}:x2"):
            assert take_operators(text) == ("a b", (Operator(name, "x2", False, f"{written}:x2"),))


@pytest.mark.parametrize("marks", ['""', "“”", "„“", "«»", "″″", "＂＂"])
def test_a_value_of_several_words_stands_in_quotation_marks(marks: str) -> None:
    """Any quotation marks will do; what is inside is trimmed and otherwise left as it is."""
    text = f"pause actor:{marks[0]} John Kirby {marks[1]} truce"
    assert take_operators(text)[0] == "pause truce"
    assert taken(text) == [("actor", "John Kirby", False)]


def test_a_minus_excludes() -> None:
    """`-actor:x` leaves x out, quoted or not; a date has no opposite, so `-from:` is no operator."""
    assert taken('-actor:kirby -term:"humanitarian pause"') == [
        ("actor", "kirby", True),
        ("term", "humanitarian pause", True),
    ]
    assert take_operators("-from:2023 -to:2024 truce") == ("-from:2023 -to:2024 truce", ())


@pytest.mark.parametrize(
    "text",
    [
        *("actor", "actor:", "actor: kirby", ":kirby", 'actor:""', 'actor:" "', "xactor:kirby", "actors:kirby"),
        *("--actor:kirby", "(actor:kirby)", "a-actor:kirby", "http:x", "url:x", "actor：kirby", 'actor:"kirby'),
        *('actor:"a"b', "exact:1", "limit:5", "q:x", "narrower:1", "with:affiliated", "group:actor", ""),
        *('"actor:kirby"', '"a actor:kirby b"', "“year:2023”", 'a "b lang:ar', '«x» "term:truce"'),
    ],
)
def test_what_only_looks_like_an_operator_is_left_alone(text: str) -> None:
    """Without value, with another name, inside a word or in quotation marks it is a text like any other."""
    assert take_operators(text) == (text, ())


def test_operators_beside_phrases_are_taken() -> None:
    """Only what stands inside quotation marks is left alone."""
    assert take_operators('"a b" lang:ar "year:2023" actor:x') == (
        '"a b" "year:2023"',
        (Operator("lang", "ar", False, "lang:ar"), Operator("actor", "x", False, "actor:x")),
    )


@pytest.mark.parametrize(
    "text", ["هدنة actor:قطر", "\u200fهدنة actor:قطر\u200f", "\u200factor:قطر هدنة", "هدنة \u2067actor:قطر\u2069"]
)
def test_operators_stand_in_text_from_right_to_left(text: str) -> None:
    """S8: unseen marks of direction around an operator do not hide it, nor do they become part of its value."""
    assert take_operators(text)[0] == "هدنة"
    assert taken(text) == [("actor", "قطر", False)]


def test_a_mark_inside_a_hebrew_word_opens_no_quotation() -> None:
    """S8: as in words: the operator after one is taken, and the word can be a value."""
    assert take_operators(f"{GERSHAYIM} lang:he") == (GERSHAYIM, (Operator("lang", "he", False, "lang:he"),))
    assert taken(f'actor:{GERSHAYIM} term:"a {GERSHAYIM} b"') == [
        ("actor", GERSHAYIM, False),
        ("term", f"a {GERSHAYIM} b", False),
    ]


@pytest.mark.parametrize("beyond", [-1, 0, 1])
def test_b4_at_most_ten_operators_are_taken(beyond: int) -> None:
    """B4: nine and ten are taken; the eleventh stays in the text and is sought as words."""
    text = " ".join(f"year:19{n:02}" for n in range(MOST_OPERATORS + beyond))
    rest, found = take_operators(text)
    assert len(found) == min(MOST_OPERATORS, MOST_OPERATORS + beyond)
    assert rest == ("year:1910" if beyond > 0 else "")


@pytest.mark.parametrize(
    ("length", "found"), [(MAX_CHARACTERS - 11, True), (MAX_CHARACTERS - 10, False), (5000, False)]
)
def test_b4_operators_are_read_as_far_as_words_are(length: int, *, found: bool) -> None:
    """B4: one that ends at the 200th character is taken; one that is cut by it is not taken for a shorter one."""
    text = f"{'a' * (length - 1)} actor:kirby"
    assert bool(take_operators(text)[1]) is found
    assert take_operators(f"{text} b")[0].endswith(" b" if found else "actor:kirby b")


def test_one_that_would_be_cut_is_not_read_at_all() -> None:
    """`actor:kirby` whose end lies beyond the limit does not become `actor:kir`."""
    text = f"{'a' * (MAX_CHARACTERS - 10)} actor:kirby"
    assert take_operators(text) == (text, ())


SCRAPS = [
    *(f"{name}:" for name in OPERATORS),
    "-",
    '"',
    "“",
    "x",
    "2023",
    " ",
    "\u200f",
    "הפ",
    "قطر",
    "kirby",
    "*",
    "\n",
    ":",
]


@given(st.lists(st.sampled_from(SCRAPS), max_size=60).map("".join) | st.text())
def test_s7_any_text_is_read_and_nothing_is_lost(text: str) -> None:
    """S7: nothing raises; what was not taken stays, each operator was typed so, and few are taken."""
    rest, found = take_operators(text)
    assert len(found) <= MOST_OPERATORS
    assert found or rest == text
    letters = re.compile(r"\w").findall
    assert sorted(letters(rest + "".join(one.typed for one in found))) == sorted(letters(text))
    for one in found:
        assert one.name in OPERATORS
        assert one.value == one.value.strip() != ""
