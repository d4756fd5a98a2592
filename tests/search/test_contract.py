"""S6: every engine keeps the same promises. Each test runs over all engines (fixture `index`)."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from glossary.search.memory_index import MemoryIndex
from glossary.search.port import (
    FACETS,
    FIELDS,
    MATCH_SCORE,
    NAME_FIELDS,
    PREFIX_EXPANSIONS,
    SORTS,
    TEXT_FIELDS,
    Clause,
    IndexDocument,
    Query,
    SearchIndex,
)
from glossary.search.tantivy_index import TantivyIndex
from glossary.search.whoosh_index import WhooshIndex
from tests.search.search_samples import asked, document, filled, found, ids

PAUSE = document("pause", "a humanitarian pause of four days", actor="Ada", said="2023-10-10")
TRUCE = document("truce", "the truce follows the pause; pauses help", actor="Bo", said="2023-11-01")
FIRE = document("fire", "an immediate cease-fire", term="ceasefire", actor="Cy", said="2024-01-05")
THREE = (PAUSE, TRUCE, FIRE)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("pause", {"pause", "truce"}),
        ("PAUSES", {"pause", "truce"}),
        ("humanitarian pause", {"pause"}),
        ("pause truce", {"truce"}),
        ("ceasefires", {"fire"}),
        ("immediate cease fire", {"fire"}),
        ("fire", {"fire"}),
        ("nothing", set()),
        ("pause nothing", set()),
        ("ada", {"pause"}),
        ('"humanitarian pause"', {"pause"}),
        ('"pause humanitarian"', set()),
        ('"pauses"', {"truce"}),
        ('"the pause"', {"truce"}),
        ("-pause", {"fire"}),
        ("pause -truce", {"pause"}),
        ('pause -"the pause"', {"pause"}),
        ("-nothing", {"pause", "truce", "fire"}),
        ("pau*", {"pause", "truce"}),
        ("imm*", {"fire"}),
        ("-pau*", {"fire"}),
        ("", {"pause", "truce", "fire"}),
        ("four-days", {"pause"}),
        ("days-four", set()),
    ],
)
def test_what_is_typed_finds_the_same_everywhere(index: SearchIndex, typed: str, expected: set[str]) -> None:
    """S6: words, phrases, exclusions and prefixes find the listed statements and no other."""
    assert found(filled(index, THREE), typed) == expected


def test_several_stems_and_languages_meet(index: SearchIndex) -> None:
    """S6: a query without a language finds inflected words in the language of each text."""
    filled(
        index,
        [
            document("en", "evacuated at once"),
            document("fr", "les trêves humanitaires", language="fr"),
            document("ru", "гуманитарные паузы", language="ru"),
            document("ar", "الهُدنة الإنسانية", language="ar"),
            document("zh", "人道主义停火协议", language="zh"),
            document("he", "הַפוּגה", language="he"),
        ],
    )
    typed = ("evacuation", "treve humanitaire", "гуманитарная пауза", "هدنة انسانية", "停火", "הפוגה")
    assert [found(index, text) for text in typed] == [{"en"}, {"fr"}, {"ru"}, {"ar"}, {"zh"}, {"he"}]
    assert found(index, "火停") == set()
    assert found(index, "火") == {"zh"}


def test_a_phrase_never_crosses_two_texts(index: SearchIndex) -> None:
    """S6: a phrase stands in one field and in one text of it."""
    split = document("split", "the humanitarian", source="pause")
    filled(index, [split, PAUSE])
    assert found(index, '"humanitarian pause"') == {"pause"}
    assert found(index, "humanitarian pause") == {"pause", "split"}


def test_a_phrase_of_one_repeated_word(index: SearchIndex) -> None:
    """S6: `"day by day"` and `"no no"` want the word twice."""
    filled(index, [document("one", "no day by night"), document("two", "no no: day by day")])
    assert found(index, '"no no"') == {"two"}
    assert found(index, '"day by day"') == {"two"}


def test_tokens_may_come_in_any_order(index: SearchIndex) -> None:
    """S6: where a form stands decides, not when it was handed over, nor whether it was handed over twice."""
    tokens = tuple((position, f"={word}") for position in (900, 7, 250, 7) for word in ("a", "c"))
    tokens += tuple((position, "=b") for position in (300, 20, 8))
    filled(index, [IndexDocument("x", 1, {"quote": tokens}, {}, "2023-01-01", "2023-01-01", "")])
    assert found(index, '"a b"') == found(index, '"c b"') == {"x"}
    assert found(index, '"b a"') == set()


def test_filters_narrow_and_are_combined(index: SearchIndex) -> None:
    """S6: any value of one facet, every facet; a filter without values matches nothing."""
    filled(
        index,
        [
            document("a", "pause", facets={"year": ("2023",), "stance": ("supports",)}),
            document("b", "pause", facets={"year": ("2024",), "stance": ("supports",)}),
            document("c", "pause", facets={"year": ("2023", "2024"), "stance": ("opposes",)}),
        ],
    )
    assert found(index, "pause", filters={"year": ("2023",)}) == {"a", "c"}
    assert found(index, "pause", filters={"year": ("2023", "2024")}) == {"a", "b", "c"}
    assert found(index, "", filters={"year": ("2024",), "stance": ("opposes", "none")}) == {"c"}
    assert found(index, "", filters={"year": ()}) == set()
    assert found(index, "pause", filters={"year": (), "stance": ("supports",)}) == set()
    assert found(index, "pause", filters={"unheard-of": ("x",)}) == set()


def test_facets_count_without_their_own_filter(index: SearchIndex) -> None:
    """S6: counts are over all hits, not the page; a facet's own filter does not hide its other values."""
    filled(
        index,
        [
            document("a", "pause", facets={"year": ("2023",), "stance": ("supports",)}),
            document("b", "pause", facets={"year": ("2024",), "stance": ("supports",)}),
            document("c", "pause", facets={"year": ("2024",), "stance": ("opposes",)}),
            document("d", "truce", facets={"year": ("2025",), "stance": ("opposes",)}),
        ],
    )
    plain = index.search(asked("pause"), limit=1, facets=("year", "stance"))
    assert plain.facets == {"year": {"2023": 1, "2024": 2}, "stance": {"supports": 2, "opposes": 1}}
    narrowed = index.search(asked("pause", filters={"year": ("2024",)}), facets=("year", "stance"))
    assert narrowed.total == 2
    assert narrowed.facets == {"year": {"2023": 1, "2024": 2}, "stance": {"supports": 1, "opposes": 1}}
    nothing = index.search(asked("pause", filters={"year": ()}), facets=("year", "stance", "term"))
    assert nothing.facets == {"year": {"2023": 1, "2024": 2}, "stance": {}, "term": {}}
    assert index.search(asked("pause")).facets.keys() == set(FACETS)


@pytest.mark.parametrize(
    ("said_from", "said_to", "expected"),
    [
        ("2023-11-30", "2023-11-30", {"day", "month"}),
        ("2023-12-01", None, {"later"}),
        (None, "2023-11-01", {"month"}),
        (None, "2023-10-31", set()),
        ("2023-11-30", None, {"day", "month", "later"}),
        (None, None, {"day", "month", "later"}),
    ],
)
def test_spans_of_days_touch(
    index: SearchIndex, said_from: str | None, said_to: str | None, expected: set[str]
) -> None:
    """S6: a statement fits when its days touch the span; both ends count whole, and each may be open."""
    filled(
        index,
        [
            document("day", "x", said="2023-11-30"),
            document("month", "x", said="2023-11-01", until="2023-11-30"),
            document("later", "x", said="2023-12-01"),
        ],
    )
    assert found(index, "x", said_from=said_from, said_to=said_to) == expected
    assert found(index, "", said_from=said_from, said_to=said_to) == expected


def test_orders_and_ties(index: SearchIndex) -> None:
    """S6: newest, oldest and actor order as the port says; ties never show the order of entry."""
    filled(
        index,
        [
            document("c", "x", actor="Bo", said="2023-01-02"),
            document("b", "x", actor="Ada", said="2023-01-02"),
            document("a", "x", actor="Ada", said="2023-01-01"),
            document("d", "x", actor="Bo", said="2023-01-01"),
        ],
    )
    orders = {sort: ids(index.search(asked("x", sort=sort))) for sort in SORTS}
    assert orders["newest"] == ["b", "c", "a", "d"]
    assert orders["oldest"] == ["a", "d", "b", "c"]
    assert orders["actor"] == ["a", "b", "d", "c"]
    assert orders["relevance"] == ["b", "c", "a", "d"]
    assert ids(index.search(Query())) == ["b", "c", "a", "d"]


def test_names_and_texts_weigh_as_the_port_says(index: SearchIndex) -> None:
    """S6: of names the best weight counts, of texts each; a hit without a clause scores nothing."""
    plain = dict.fromkeys(FIELDS, "other words")
    filled(index, [document(field, **plain | {field: "truce words"}) for field in FIELDS])
    hits = index.search(asked("truce"))
    scores = {hit.id: hit.score - MATCH_SCORE for hit in hits.hits}
    assert {field: scores[field] for field in NAME_FIELDS} == pytest.approx(NAME_FIELDS)
    texts = {field: scores[field] / weight for field, weight in TEXT_FIELDS.items()}
    assert max(texts.values()) == pytest.approx(min(texts.values()), rel=1e-3)
    assert min(texts.values()) > 0
    assert {hit.score for hit in index.search(Query()).hits} == {0.0}


def test_a_word_and_its_stem_count_once(index: SearchIndex) -> None:
    """S6: in one field the best of a clause's forms counts; several names count as the best of them."""
    filled(index, [document("two", "pauses", term="pauses", actor="pauses"), document("other", "a", term="b")])
    one, both = ((("=pauses",),), (("=pauses", "en:paus", "=nothing"),))
    scores = [index.search(Query((Clause("x", places),))).hits[0].score for places in (one, both)]
    assert scores[1] == pytest.approx(scores[0], rel=1e-3)
    tagged = index.search(Query((Clause("x", one, tags=("nobody",)),))).hits[0].score
    assert tagged == scores[0]


def test_pages_are_slices_of_one_order(index: SearchIndex) -> None:
    """S6: offsets walk all hits once; beyond the end there is nothing; the total stays."""
    filled(index, [document(f"s{n:02}", "x") for n in range(25)])
    pages = [ids(index.search(asked("x"), limit=10, offset=offset)) for offset in (0, 10, 20, 30)]
    assert [len(page) for page in pages] == [10, 10, 5, 0]
    assert [id_ for page in pages for id_ in page] == [f"s{n:02}" for n in range(25)]
    assert index.search(asked("x"), limit=0, offset=99).total == 25


def test_a_prefix_stands_for_so_many_forms(index: SearchIndex) -> None:
    """S6, S7: the forms a prefix stands for are counted, and they are the first by their letters."""
    filled(index, [document(f"s{n:03}", f"word{n:03}") for n in range(PREFIX_EXPANSIONS + 10)])
    assert found(index, "word*") == {f"s{n:03}" for n in range(PREFIX_EXPANSIONS)}


def test_apply_replaces_removes_and_may_be_repeated(index: SearchIndex) -> None:
    """S6: the change log may be drained twice; contents, seq and answers stay the same."""
    filled(index, THREE)
    changed = [document("pause", "lull", revision=2), document("new", "lull")]
    for _ in range(2):
        index.apply(changed, ["fire", "unheard-of"], 7)
        assert index.contents() == {"pause": 2, "truce": 1, "new": 1}
        assert index.seq() == 7
        assert found(index, "lull") == {"pause", "new"}
        assert found(index, "pause") == {"truce"}
        assert found(index, "") == {"pause", "truce", "new"}
        assert index.search(asked("lull")).total == 2


def test_the_last_of_two_with_one_id_counts(index: SearchIndex) -> None:
    """S6: a batch may name a statement twice; one statement with the last text is kept."""
    twice = [document("a", "first"), document("b", "other"), document("a", "second", revision=2)]
    filled(index, twice)
    assert (found(index, "first"), found(index, "second")) == (set(), {"a"})
    index.apply([document("a", "third"), document("a", "fourth", revision=4)], ["a"], 2)
    assert (found(index, "third"), found(index, "fourth")) == (set(), {"a"})
    assert index.contents() == {"a": 4, "b": 1}


def test_only_the_number_may_change(index: SearchIndex) -> None:
    """S6: a drain that finds nothing to index still remembers how far it came."""
    filled(index, THREE, seq=3)
    index.apply([], [], 9)
    assert index.seq() == 9
    assert len(index.contents()) == 3


def test_a_rebuild_starts_afresh(index: SearchIndex) -> None:
    """S6: what a rebuild is not given is gone, and its number is the new one, even a smaller one."""
    filled(index, THREE, seq=8)
    index.rebuild(iter([TRUCE]), 5)
    assert (index.contents(), index.seq()) == ({"truce": 1}, 5)
    assert found(index, "pause") == {"truce"}


def test_what_is_noted_stays_until_a_rebuild(index: SearchIndex) -> None:
    """S2: a line beside the index, kept by every commit and by closing; what is built anew begins without one."""
    assert index.noted() == ""
    index.rebuild([PAUSE], 1)
    index.note("as it was read")
    index.note("as it is read")
    index.apply([TRUCE], [], 2)
    index.close()
    assert index.noted() == "as it is read"
    index.rebuild([PAUSE, TRUCE], 2)
    assert index.noted() == ""


def test_the_lock_can_be_taken_again_by_its_holder(index: SearchIndex) -> None:
    """S6: a drain holds the lock while it applies."""
    with index.exclusive(), index.exclusive(timeout=0):
        index.apply([PAUSE], [], 1)
        index.rebuild([TRUCE], 2)
    assert index.seq() == 2


def test_an_engine_may_be_closed_twice(index: SearchIndex) -> None:
    """S6: closing lets go and never complains; asked again, the engine answers from what it was built with."""
    index.rebuild([PAUSE], 1)
    index.close()
    index.close()
    assert (index.seq(), set(index.contents())) == (1, {PAUSE.id})


WORDS = st.sampled_from(["pause", "pauses", "truce", "cease", "fire", "cease-fire", "of", "the", "停火", "火"])
TEXTS = st.lists(WORDS, max_size=6).map(" ".join)
VALUES = st.lists(st.sampled_from(["x", "y", "z"]), max_size=2).map(tuple)
DAYS = st.dates().map(str)


@st.composite
def documents(draw: st.DrawFn, id_: str) -> object:
    """A statement with a few words in each field."""
    first, last = sorted((draw(DAYS), draw(DAYS)))
    return document(
        id_,
        draw(TEXTS),
        term=draw(TEXTS),
        actor=draw(TEXTS),
        source=draw(TEXTS),
        said=first,
        until=last,
        facets={"stance": draw(VALUES), "year": draw(VALUES)},
    )


@st.composite
def queries(draw: st.DrawFn) -> Query:
    """A typed text with filters and days."""
    parts = st.one_of(
        WORDS, TEXTS.map('"{}"'.format), WORDS.map("-{}".format), st.sampled_from(["pau*", "-tru*", "cea*"])
    )
    return asked(
        " ".join(draw(st.lists(parts, max_size=4))),
        filters=draw(st.dictionaries(st.sampled_from(["stance", "year"]), VALUES, max_size=2)),
        said_from=draw(st.none() | DAYS),
        said_to=draw(st.none() | DAYS),
        sort=draw(st.sampled_from(SORTS[1:])),
    )


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_engines_agree_on_anything(data: st.DataObject) -> None:
    """S6: over generated statements, changes and queries the engines give the same hits, counts and order."""
    numbers = data.draw(st.sets(st.integers(0, 7)))
    first = [data.draw(documents(f"s{number}")) for number in sorted(numbers)]
    changed = [data.draw(documents(f"s{n}")) for n in data.draw(st.lists(st.integers(0, 9), max_size=3))]
    removed = [f"s{number}" for number in data.draw(st.sets(st.integers(0, 9), max_size=3))]
    with tempfile.TemporaryDirectory() as folder:
        whoosh, tantivy = WhooshIndex(Path(folder, "whoosh")), TantivyIndex(Path(folder, "tantivy"))
        engines: list[SearchIndex] = [MemoryIndex(), whoosh, tantivy]
        for engine in engines:
            engine.rebuild(first, 1)
            engine.apply(changed, removed, 2)
        for _ in range(5):
            query = data.draw(queries())
            wanted, *others = (engine.search(query, limit=100) for engine in engines)
            for answer in others:
                assert ids(answer) == ids(wanted)
                assert (answer.total, answer.facets) == (wanted.total, wanted.facets)
        assert engines[0].contents() == engines[1].contents() == engines[2].contents()


def test_clauses_need_not_come_from_a_typed_text(index: SearchIndex) -> None:
    """S6: alternatives at one place of a phrase are each enough."""
    filled(index, THREE)
    clause = Clause("p", (("=the", "=humanitarian"), ("=pause", "=unheard")))
    assert set(ids(index.search(Query((clause,))))) == {"pause", "truce"}
