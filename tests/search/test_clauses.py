"""S6: tags, optional and weighted clauses, and answers that need not meet every clause; over all engines."""

from __future__ import annotations

import pytest

from glossary.search.port import MATCH_SCORE, TAG_SCORE, Clause, Query, SearchIndex
from tests.search.search_samples import document, filled, ids

A = document("a", "a humanitarian pause", said="2023-01-01", tags=("stance:opposes", "term:pause"))
B = document("b", "a pause for hostages", said="2023-01-02", tags=("stance:supports",))
C = document("c", "a truce", said="2023-01-03", tags=("stance:opposes", "kind:definition"))


def _word(word: str, **rest: object) -> Clause:
    return Clause(word, ((f"={word}",),), **rest)  # type: ignore[arg-type]


def _found(index: SearchIndex, *clauses: Clause, at_least: int | None = None) -> list[str]:
    return ids(filled(index, (A, B, C)).search(Query(clauses, at_least=at_least)))


def test_a_clause_is_met_by_its_words_or_by_any_of_its_tags(index: SearchIndex) -> None:
    """S6: tags stand beside the words; tags that nobody has meet nothing."""
    assert set(_found(index, _word("truce", tags=("stance:supports", "term:nobody")))) == {"b", "c"}
    assert _found(index, Clause("against", tags=("stance:opposes",)), _word("truce")) == ["c"]
    assert _found(index, Clause("x", tags=("stance:nobody",))) == []
    assert _found(index, Clause("neither words nor tags")) == []


def test_an_excluded_clause_excludes_by_tags_too(index: SearchIndex) -> None:
    """S6: what must not be met is not met by tags either."""
    assert _found(index, Clause("x", tags=("stance:opposes",), excluded=True)) == ["b"]


def test_optional_clauses_only_raise(index: SearchIndex) -> None:
    """S6: an optional clause finds nothing more and loses nothing, and what meets it comes first."""
    pause = _word("pause")
    assert _found(index, pause) == ["b", "a"] or _found(index, pause) == ["a", "b"]
    assert _found(index, pause, Clause("x", tags=("stance:opposes",), optional=True)) == ["a", "b"]
    assert _found(index, pause, Clause("x", tags=("stance:supports",), optional=True)) == ["b", "a"]
    assert _found(index, pause, _word("hostages", optional=True, weight=9)) == ["b", "a"]
    assert set(_found(index, _word("hostages", optional=True))) == {"a", "b", "c"}


def test_a_tag_adds_its_stated_score_times_the_weight(index: SearchIndex) -> None:
    """S6: scores of tags are the same in every engine."""
    filled(index, (A, B, C))
    sought = index.search(Query((Clause("x", tags=("stance:opposes",), weight=2.5),)))
    assert [hit.score for hit in sought.hits] == pytest.approx([2.5 * TAG_SCORE + MATCH_SCORE] * 2)
    optional = index.search(Query((Clause("x", tags=("kind:definition", "stance:opposes"), optional=True),)))
    assert {hit.id: hit.score for hit in optional.hits} == pytest.approx({"a": TAG_SCORE, "b": 0.0, "c": TAG_SCORE})


def test_so_many_clauses_suffice_and_more_come_first(index: SearchIndex) -> None:
    """S6: `at_least` counts sought clauses only; what meets more of them stands before what meets fewer."""
    asked = (_word("humanitarian"), _word("hostages"), Clause("x", tags=("term:pause",)), _word("pause", optional=True))
    assert _found(index, *asked) == []
    assert _found(index, *asked, at_least=2) == ["a"]
    assert _found(index, *asked, at_least=1) == ["a", "b"]
    assert _found(index, *asked, at_least=99) == []
    assert _found(index, *asked, _word("humanitarian", excluded=True), at_least=1) == ["b"]


def test_firm_clauses_are_met_in_loosened_answers(index: SearchIndex) -> None:
    """S6: of a loosened query what is firm must be met all the same, and counts among what is met."""
    asked = (_word("pause", firm=True), _word("hostages"), _word("truce"))
    assert _found(index, *asked, at_least=1) == ["b", "a"]
    assert _found(index, *asked, at_least=2) == ["b"]
    assert _found(index, _word("truce", firm=True), _word("pause"), at_least=1) == ["c"]


def test_filters_and_counts_hold_in_loosened_answers(index: SearchIndex) -> None:
    """S6: a loosened query is narrowed and counted like any other."""
    documents = [document(i, "pause" if i < "c" else "truce", facets={"year": (f"202{i}",)}) for i in "abcd"]
    filled(index, documents)
    query = Query((_word("pause"), _word("truce")), {"year": ("202a", "202c")}, at_least=1)
    found = index.search(query, facets=("year",))
    assert (set(ids(found)), found.total) == ({"a", "c"}, 2)
    assert found.facets["year"] == {"202a": 1, "202b": 1, "202c": 1, "202d": 1}


def test_the_index_tells_its_words(index: SearchIndex) -> None:
    """S6: every folded word with the number of statements that have it in one field at least; no stems, no tags."""
    filled(index, (A, B, C))
    words = index.words()
    assert (words["pause"], words["truce"], words["hostages"]) == (2, 1, 1)
    assert not {"stance:opposes", "opposes", "en:paus", "humanitarian pause"} & set(words)
    index.apply([document("d", "lull")], ["c"], 2)
    assert index.words()["lull"] == 1
