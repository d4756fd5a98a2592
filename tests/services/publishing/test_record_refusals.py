"""What is wrong inside one record is refused: fields, kinds, lengths (B4) and characters (B5)."""

from __future__ import annotations

from pathlib import Path

import pytest
from marshmallow import ValidationError

from glossary.interchange.fields import check_text
from tests import data_sets
from tests.data_sets import record
from tests.services.publishing.spoiling import Spoilt, more, part, refusal, refusal_of, to, twice, without

OCHA = "ocha-humanitarian-pause-2022"
KIRBY, KIRBY_RETOLD = "john-kirby-humanitarian-pause-2023-10-26", "john-kirby-humanitarian-pause-2023-10-27"
CHINESE = "mao-ning-temporary-ceasefire-2023-11-22"
ABC, PAUSE, LONG_PAUSE = "abc-2023-10-27-kirby", "humanitarian-pause", "extended-humanitarian-pause"
REQUESTS = "gaza-requests-2023-10-27"

SPOILT = {
    "unknown field": to("terms", PAUSE, "colour", "red", "is not a field of this record"),
    "missing field": without("sources", ABC, "rights", "is missing"),
    "null": to("sources", ABC, "note", None, "is null; use ''"),
    "null for a list": to("actors", "russia", "aliases", None, "is null; use []"),
    "text for a list": to("terms", PAUSE, "variants", "pauses", "is not a list"),
    "text for a record": to("terms", LONG_PAUSE, "relations", ["wider"], "is not a record").at(field="relations.0"),
    "number for text": to("events", REQUESTS, "name", 2023, "is not text"),
    "number in a list": to("terms", PAUSE, "variants", ["pauses", 7], "is not text").at(field="variants.1"),
    "yes for text": to("actors", "russia", "country", True, "is not text"),
    "empty text": to("statements", OCHA, "summary", "", "must have 1 to 1000 characters"),
    "blanks alone": to("statements", OCHA, "summary", "  ", "has blanks before or after it"),
    "wrong date": to("statements", OCHA, "said", "2022-13", "'2022-13' is not a date in EDTF"),
    "date that ends early": to("events", REQUESTS, "date", "2023/2022", "ends before it begins"),
    "wrong language": to("statements", OCHA, "language", "English", "is not a language tag"),
    "wrong address": to("sources", ABC, "url", "abcnews.go.com", "is not a web address"),
    "script for an address": to("sources", ABC, "url", "javascript:alert(1)", "is not a web address"),
    "wrong page read": to("sources", ABC, "consulted", "a book", "is not a web address"),
    "wrong country": to("actors", "russia", "country", "ru", "is not a country code"),
    "capitals in an id": to("actors", "russia", "id", "Russia", "is not an id of small letters").at(record="Russia"),
    "duplicate id": twice("statements", OCHA, "is used by an earlier record"),
    "word twice in a list": twice("stances", "defines", "is used by an earlier record").at(file="vocabularies"),
    "quote without words": to("statements", OCHA, "quote", "", "exactly when a quote is given").at(field="wording"),
    "words of a paraphrase": to("statements", KIRBY_RETOLD, "quote", "a", "exactly when").at(field="wording"),
    "nobody reporting": to("statements", KIRBY, "reported_by", "", "is needed when attribution is reported"),
    "unknown field inside": part("statements", KIRBY, "facets", "is not a field", colour="red").at(
        field="facets.0.colour"
    ),
    "null inside": part("terms", LONG_PAUSE, "relations", "is null", according_to=None).at(
        field="relations.0.according_to"
    ),
    "too many parts": to("terms", PAUSE, "variants", [f"pause {n}" for n in range(201)], "at most 200 are allowed"),
}

LIMITS = {
    "id": ("actors", "russia", "id", 120),
    "heading": ("terms", PAUSE, "preferred", 200),
    "gloss": ("terms", PAUSE, "gloss", 2000),
    "name": ("actors", "russia", "name", 200),
    "note": ("actors", "russia", "note", 2000),
    "title": ("sources", ABC, "title", 500),
    "publisher": ("sources", ABC, "publisher", 200),
    "description": ("events", REQUESTS, "description", 2000),
    "term as written": ("statements", OCHA, "term_as_written", 200),
    "speaking as": ("statements", OCHA, "speaking_as", 300),
    "locator": ("statements", OCHA, "locator", 300),
    "quote": ("statements", OCHA, "quote", 1000),
    "summary": ("statements", OCHA, "summary", 1000),
}

REFUSED_CHARACTERS = {
    "left-to-right embedding": ("\u202a", "overrides the writing direction"),
    "right-to-left embedding": ("\u202b", "overrides the writing direction"),
    "end of override": ("\u202c", "overrides the writing direction"),
    "left-to-right override": ("\u202d", "overrides the writing direction"),
    "right-to-left override": ("\u202e", "overrides the writing direction"),
    "left-to-right isolate": ("\u2066", "overrides the writing direction"),
    "right-to-left isolate": ("\u2067", "overrides the writing direction"),
    "first strong isolate": ("\u2068", "overrides the writing direction"),
    "end of isolate": ("\u2069", "overrides the writing direction"),
    "escape": ("\x1b", "control character"),
    "line break": ("\n", "control character"),
    "tabulator": ("\t", "control character"),
    "backspace": ("\x08", "control character"),
    "delete": ("\x7f", "control character"),
    "next line": ("\x85", "control character"),
}


def test_the_small_data_set_is_sound(tmp_path: Path) -> None:
    """Nothing is refused that was not spoilt."""
    assert refusal(data_sets.small(), tmp_path) == []


@pytest.mark.parametrize("spoilt", SPOILT.values(), ids=SPOILT)
def test_a_spoilt_record_is_named_with_its_file_field_and_reason(spoilt: Spoilt, tmp_path: Path) -> None:
    """One error in a sound data set is refused in a sentence that says where it is and what is wrong."""
    data = data_sets.small()
    spoilt.change(data)
    problems = refusal(data, tmp_path)
    assert spoilt.is_named_in(problems), problems


def test_every_problem_is_named_at_once(tmp_path: Path) -> None:
    """All problems of all files are listed together, not the first alone."""
    data, chosen = (
        data_sets.small(),
        [SPOILT[name] for name in ("null", "number for text", "wrong date", "yes for text")],
    )
    for spoilt in chosen:
        spoilt.change(data)
    problems = refusal(data, tmp_path)
    assert all(spoilt.is_named_in(problems) for spoilt in chosen)
    assert len(problems) == len(chosen)


@pytest.mark.parametrize(("name", "slug", "field", "most"), LIMITS.values(), ids=LIMITS)
@pytest.mark.parametrize("beyond", [-1, 0, 1])
def test_b4_a_text_may_be_so_long_and_no_longer(
    beyond: int, name: str, slug: str, field: str, most: int, tmp_path: Path
) -> None:
    """B4: at the limit and one below it a text passes; one character more is refused with the limit in the reason."""
    data = data_sets.small()
    record(data, name, slug)[field] = "x" * (most + beyond)
    problems = [problem for problem in refusal(data, tmp_path) if f"field {field}: must have" in problem]
    assert bool(problems) is (beyond > 0)
    assert all(f"to {most} characters" in problem for problem in problems)


@pytest.mark.parametrize(("words", "fits"), [(24, True), (25, True), (26, False)])
def test_b4_a_quote_has_at_most_25_words(words: int, fits: bool, tmp_path: Path) -> None:
    """B4: 25 words between blanks are a quotation, 26 are refused and counted."""
    data = data_sets.small()
    record(data, "statements", OCHA)["quote"] = " ".join(["word"] * words)
    problems = refusal(data, tmp_path)
    if fits:
        assert problems == []
    else:
        assert f"statements.yaml, record {OCHA}, field quote: the quote has 26 words; at most 25" in problems[0]


@pytest.mark.parametrize(("characters", "fits"), [(59, True), (60, True), (61, False)])
def test_b4_a_chinese_quote_has_at_most_60_characters(characters: int, fits: bool, tmp_path: Path) -> None:
    """B4: Chinese writes no blanks, so its characters are counted."""
    data = data_sets.small()
    record(data, "statements", CHINESE)["quote"] = "停" * characters
    problems = refusal(data, tmp_path)
    assert (problems == []) is fits
    assert fits or "the quote has 61 Chinese characters; at most 60" in problems[0]


@pytest.mark.parametrize(("character", "reason"), REFUSED_CHARACTERS.values(), ids=REFUSED_CHARACTERS)
def test_b5_characters_that_deceive_are_refused_in_names(character: str, reason: str, tmp_path: Path) -> None:
    """B5: control characters and direction overrides are refused in a name, an alias and a quotation alike."""
    data, text = data_sets.small(), f"Lavrov{character}Sergey"
    record(data, "actors", "russia")["name"] = text
    more("actors", "unsc", "aliases", {"form": text, "lang": "en", "kind": "short"}, "").change(data)
    record(data, "statements", KIRBY)["quote"] = text
    problems = refusal(data, tmp_path)
    assert len(problems) == 3
    assert all(reason in problem for problem in problems)


def test_b5_half_a_character_is_refused(tmp_path: Path) -> None:
    """B5: a lone surrogate, which YAML can spell, is refused."""
    folder = data_sets.write(data_sets.small(), tmp_path)
    path = folder / "events.yaml"
    written = path.read_text("utf-8").splitlines()
    line = next(n for n, text in enumerate(written) if text.strip().startswith("name:"))
    written[line] = written[line].split("name:")[0] + 'name: "half \\ud800 of it"'
    path.write_text("\n".join(written), "utf-8")
    problems = refusal_of(folder)
    assert problems[0].startswith("events.yaml")
    with pytest.raises(ValidationError, match="half a character"):
        check_text("half \ud800 of it")


def test_b5_marks_and_scripts_of_every_language_pass(tmp_path: Path) -> None:
    """B5: what readers of right-to-left and combining scripts need is not refused."""
    data = data_sets.small()
    record(data, "actors", "russia")["note"] = (
        "سيرغي لافروف · שָׁלוֹם · نیم‌فاصله · e\u0301 · 停火 · 👍🏽 · \u200fעברית\u200e"
    )
    assert refusal(data, tmp_path) == []
