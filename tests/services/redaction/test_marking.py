"""The mark in a passage's place: nothing of the passage is left, nothing else is changed, its length is not told."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st
from itsdangerous import URLSafeSerializer

from glossary.models import MARK
from glossary.services.redaction.marking import blacked_out, in_json

SIGNS = st.text("ab█[] o", max_size=12)
PASSAGES = st.text("abo ", min_size=2, max_size=4).filter(lambda text: text.strip() == text)


@given(before=SIGNS, passage=PASSAGES, after=SIGNS)
def test_k6_no_passage_is_left(before: str, passage: str, after: str) -> None:
    """K6: besides the marks themselves no part of the text has the passage, and done twice it is done once."""
    marked = blacked_out(f"{before}{passage}{after}", passage)
    assert MARK in marked
    assert all(passage not in part for part in marked.split(MARK))
    assert blacked_out(marked, passage) == marked


@given(parts=st.lists(st.text("xyz.", max_size=5), max_size=5), passage=PASSAGES)
def test_k6_all_else_is_kept(parts: list[str], passage: str) -> None:
    """K6: what stood around each passage stands around its mark, sign for sign."""
    assert blacked_out(passage.join(parts), passage) == MARK.join(parts)


def test_k6_the_mark_does_not_tell_how_much_is_gone() -> None:
    """K6: two letters and a thousand become the same."""
    assert blacked_out("x ab", "ab") == blacked_out(f"x {'ab' * 500}", "ab" * 500) == f"x {MARK}"


def test_k6_marks_of_before_stay_whole() -> None:
    """K6: words of the mark itself can be blacked out elsewhere, and the mark is not marked."""
    assert blacked_out(f"{MARK} went out", "out") == f"{MARK} went {MARK}"


def test_k6_a_draft_stays_a_draft() -> None:
    """K6: texts are marked at any depth; addresses and codes are not, and a sealed check of a quote is left out."""
    row = {"id": "ada-x", "actor": "ada", "quote": "ada said", "facets": [{"dimension": "ada", "text": "by ada"}]}
    told = json.loads(in_json(json.dumps({"row": row, "new": {}, "evidence": "sealed"}), "ada"))
    facets = [{"dimension": "ada", "text": f"by {MARK}"}]
    wanted = {"id": "ada-x", "actor": "ada", "quote": f"{MARK} said", "facets": facets}
    assert told == {"row": wanted, "new": {}, "evidence": ""}


def test_k6_a_form_stays_a_form() -> None:
    """K6: of a kept form what was typed is marked, whatever its field; its sealed check is left out."""
    form = [["summary", "ada"], ["actor", "ada"], ["evidence", "sealed"], ["note", "other"]]
    wanted = [["summary", MARK], ["actor", "ada"], ["evidence", ""], ["note", "other"]]
    assert json.loads(in_json(json.dumps(form), "ada")) == wanted


def test_k6_what_has_not_the_words_is_the_same_text() -> None:
    """K6: nothing is written anew, not even its blanks; what is no JSON is let be."""
    for text in ('{"a":  "b", "evidence": "sealed"}', "no JSON, ada", ""):
        assert in_json(text, "ada") == text


def test_k6_a_check_with_the_words_around_the_quote_is_left_out() -> None:
    """K6: the seal of a check is readable: one that has the passage goes, whatever else the draft says; others stay."""
    seal = URLSafeSerializer("any key", salt="any").dumps
    for text, stays in (("says ada here", False), ("says " * 500 + "ada", False), ("says eva here", True)):
        check = seal({"quote": "other", "selectors": [{"prefix": text}]})
        for before in ({"row": {"note": "other"}, "evidence": check}, [["note", "other"], ["evidence", check]]):
            kept = in_json(json.dumps(before), "ada")
            assert (kept == json.dumps(before)) is stays
            assert (str(check) in kept) is stays
