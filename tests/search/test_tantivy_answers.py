"""What tantivy answers: patterns, pages, counts and orders, where the engine cuts or rounds by itself (S4, S6, S7)."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from itertools import islice, product

import pytest

from glossary.search import tantivy_queries, tantivy_view
from glossary.search.memory_index import MemoryIndex
from glossary.search.port import SORTS, Clause, IndexDocument, Query, SearchIndex
from glossary.search.tantivy_index import TantivyIndex
from tests.search.search_samples import asked, document, ids, placed


def _tied(number: int) -> IndexDocument:
    """Many with the same words, on a few days; the ids do not rise with the days."""
    word = "=rare" if number % 9 == 0 else "=common"
    said = f"2023-01-{1 + number * 7 % 13:02}"
    return placed(f"s{number * 37 % 300:03}", "=pause", word, said=said, tags=("kind:x",) if number % 2 else ())


def test_signs_of_patterns_are_plain_signs(tantivy: TantivyIndex) -> None:
    """S6, S7: a place with several forms is asked as a pattern; what stands in a form never is one."""
    signs = [f"={sign}{letter}" for sign, letter in product(r".+*?()|[]{}^$#&~-\"'<>=!,:/@%", "ab")]
    tantivy.rebuild([placed(f"s{number}", form, "=end") for number, form in enumerate(signs)], 1)
    for number, form in enumerate(signs):
        clause = Clause("p", ((form, "=unheard"), ("=end", "=[")))
        assert ids(tantivy.search(Query((clause,)))) == [f"s{number}"]
    assert ids(tantivy.search(Query((Clause("p", (("=.*", "=.."), ("=end",))),)))) == []


def test_a_long_row_of_places_with_many_forms_is_not_multiplied_out(tantivy: TantivyIndex) -> None:
    """S7: forty places with six forms each would be more combinations than there are atoms on earth."""
    languages = ("=", "en:", "fr:", "es:", "de:", "it:")
    words = [f"word{number}" for number in range(40)]
    tokens = tuple((position, f"{language}{word}") for position, word in enumerate(words) for language in languages)
    there = IndexDocument("there", 1, {"quote": tokens}, {}, "2023-01-01", "2023-01-01", "")
    tantivy.rebuild([there, placed("apart", *(f"={word}" for word in reversed(words)))], 1)
    places = tuple(tuple(f"{language}{word}" for language in languages) for word in words)
    assert ids(tantivy.search(Query((Clause("long", places),)))) == ["there"]


@pytest.mark.parametrize("slack", [(50, (2_000, 60_000)), (1, (4, 16)), (0, (40, 80))])
def test_the_cut_through_equals_never_shows(
    tantivy: TantivyIndex, monkeypatch: pytest.MonkeyPatch, slack: tuple[int, tuple[int, int]]
) -> None:
    """S6: the engine keeps equals as it comes upon them, segment by segment; pages are slices of the port's order."""
    monkeypatch.setattr(tantivy_view, "_SLACK", slack[0])
    monkeypatch.setattr(tantivy_view, "_REACHES", slack[1])
    memory, documents = MemoryIndex(), [_tied(number) for number in range(300)]
    tantivy.rebuild(documents[:150], 1)
    for start in (150, 200, 250):
        tantivy.apply(documents[start : start + 50], [], 2)
    memory.rebuild(documents, 2)
    word, tag = Clause("pause", (("=pause",),)), Clause("x", tags=("kind:x",))
    beginning = Clause("r*", (("=r",),), prefix=True, optional=True)
    for clauses, sort in product(((word,), (tag,), (word, beginning), ()), SORTS):
        query = Query(clauses, sort=sort)
        wanted = ids(memory.search(query, limit=300))
        assert _pages(tantivy, query, 45) == wanted[:315], (clauses, sort)
        assert ids(tantivy.search(query, limit=7)) == wanted[:7]


def _pages(index: SearchIndex, query: Query, size: int) -> list[str]:
    return [id_ for offset in range(0, 300, size) for id_ in ids(index.search(query, limit=size, offset=offset))]


@pytest.mark.parametrize("sort", SORTS)
def test_a_whole_answer_comes_in_the_same_order_as_its_pages(
    tantivy: TantivyIndex, monkeypatch: pytest.MonkeyPatch, sort: str
) -> None:
    """S6: large answers are sorted here and small ones by the engine; scores are told in either, whatever the order."""
    tantivy.rebuild([_tied(number) for number in range(300)], 1)
    query = Query((Clause("pause", (("=pause",),), weight=2.0),), sort=sort)  # type: ignore[arg-type]
    small = [hit for offset in range(0, 300, 60) for hit in tantivy.search(query, limit=60, offset=offset).hits]
    monkeypatch.setattr(tantivy_view, "_MANY", 0)
    assert tantivy.search(query, limit=100_000).hits == tuple(small)
    assert tantivy.search(query, limit=20, offset=100).hits == tuple(small[100:120])
    assert all(hit.score > 15 for hit in small)


def test_facets_with_more_values_than_one_walk_counts(tantivy: TantivyIndex, monkeypatch: pytest.MonkeyPatch) -> None:
    """S6: the engine cuts long lists of values, and refuses very long ones; counts stay whole."""
    monkeypatch.setattr(tantivy_queries, "MOST_VALUES", 2)
    monkeypatch.setattr(tantivy_queries, "FEW_VALUES", 2)
    names = ("actor", "stance")
    values = [{name: (f"{name}{number}", "both") for name in names} for number in range(9)]
    tantivy.rebuild([document(f"s{number}", "x", facets=each) for number, each in enumerate(values)], 1)
    tantivy.apply([], ["s0"], 2)
    counts = tantivy.search(asked("x"), facets=names).facets
    assert counts == {name: {"both": 8} | {f"{name}{number}": 1 for number in range(1, 9)} for name in names}


@pytest.mark.parametrize(("ties", "cut"), [(1, True), (2, False), (5, False)])
def test_of_many_values_only_the_first_need_be_told(
    tantivy: TantivyIndex, monkeypatch: pytest.MonkeyPatch, ties: int, cut: bool
) -> None:
    """S6: those with most hits, over all segments, and all that tie with the last; the facet is said to be cut."""
    monkeypatch.setattr(tantivy_queries, "SOME_VALUES", 4)
    monkeypatch.setattr(tantivy_view, "SOME_VALUES", 4)
    hits = {"a": 5, "b": 4} | {f"c{number}": 3 for number in range(ties)} | {f"d{number}": 1 for number in range(9)}
    for turn in range(5):  # a segment each
        found = [name for name, times in hits.items() if times > turn]
        tantivy.apply([document(f"{n}-{turn}", "x", facets={"source": (n,)}) for n in found], [], turn)
    some = tantivy.search(asked("x", most_values=3))
    least = {name: times for name, times in hits.items() if times >= 3}
    assert least.items() <= some.facets["source"].items() <= hits.items()
    assert some.cut == ({"source"} if len(some.facets["source"]) < len(hits) else set())
    assert bool(some.cut) is cut
    narrowed = tantivy.search(asked("x", most_values=3, filters={"source": ("d1",)}))
    assert (narrowed.facets["source"], narrowed.cut, narrowed.total) == (hits, frozenset(), 1)


def test_a_value_that_comes_later_is_counted_by_its_name(tantivy: TantivyIndex) -> None:
    """S1, S6: many-valued facets are counted by numbers; a commit brings numbers whose names are not known yet."""
    for number in range(3):
        tantivy.apply([document(f"s{number}", "x", facets={"source": (f"work-{number}",)})], [], number)
        wanted = {f"work-{n}": 1 for n in range(number + 1)}
        assert tantivy.search(asked("x")).facets["source"] == wanted


def test_days_that_are_none_do_not_stop_the_engine(tantivy: TantivyIndex) -> None:
    """S7: years before our era or parts of a day do not occur; if they did they would be found."""
    odd = ("-0044-03-15", "2023", "", "someday", "99999-01-01")
    tantivy.rebuild([placed(f"s{number}", "=x", said=day) for number, day in enumerate(odd)], 1)
    word = Clause("x", (("=x",),))
    for sort, bound in product(SORTS, (None, *odd)):
        assert tantivy.search(Query((word,), sort=sort, said_from=bound)).total <= len(odd)
    assert tantivy.search(Query((word,))).total == len(odd)


def test_threads_search_one_state_at_once(tantivy: TantivyIndex) -> None:
    """S4: eight threads over one object get the answers that one gets."""
    tantivy.rebuild([_tied(number) for number in range(300)], 1)
    queries = [Query((Clause("x", ((f"={word}",),)),), sort=sort) for word in ("rare", "common") for sort in SORTS]
    alone = [tantivy.search(query) for query in queries]
    with ThreadPoolExecutor(8) as threads:
        for _ in range(5):
            assert list(threads.map(tantivy.search, queries)) == alone


def test_equals_are_equal_in_every_segment(tantivy: TantivyIndex) -> None:
    """S6: single precision adds up differently in each segment; scores are rounded until that is gone."""
    forms = ("=a", "=b", "=c", "en:a", "en:b")
    for number in range(6):
        tantivy.apply([placed(f"s{number}-{n}", *forms) for n in range(number + 1)], [], number)
    clauses = tuple(
        Clause(form, ((form, "=unheard"),), weight=weight)
        for form, weight in zip(forms, (1, 0.3, 0.7, 2, 1.1), strict=True)
    )
    hits = tantivy.search(Query(clauses), limit=100).hits
    assert len({hit.score for hit in hits}) == 1
    assert [hit.id for hit in hits] == sorted(hit.id for hit in hits)
    assert list(islice((hit.id for hit in hits), 2)) == ["s0-0", "s1-0"]
