"""Who counts where: the rules of rows alone, on made-up actors, against the same rules spelt out."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from glossary.services.field.counts import Cell, Joint
from glossary.services.field.rows import Placing, by_cell, column_totals, row_totals, speakers

NUMBERS = st.integers(1, 8)
TEXTS = st.lists(
    st.tuples(NUMBERS, st.lists(NUMBERS, max_size=3), st.integers(1, 3), st.sampled_from("ab")), max_size=9
)
ABOVE = st.dictionaries(NUMBERS, NUMBERS, max_size=8)
"""Circles and all: nothing here keeps an actor from standing above itself."""
CHOSEN = st.none() | st.frozensets(NUMBERS)


@given(texts=TEXTS, above=ABOVE, chosen=CHOSEN, each=st.booleans())
def test_totals_are_those_of_the_statements_one_by_one(
    texts: list[tuple[int, list[int], int, str]], above: dict[int, int], chosen: frozenset[int] | None, each: bool
) -> None:
    """Numbers grouped by first actor, and joint texts beside them, give what a walk over all statements gives."""
    placing = Placing(chosen, above, each=each)
    rows = [{row for one in (first, *others) for row in placing.rows(one)} for first, others, _, _ in texts]
    joint = [
        Joint(number, first, other, term, stance)
        for number, (first, others, term, stance) in enumerate(texts)
        for other in others
    ]
    firsts = [Cell(first, term, stance, 1) for first, _, term, stance in texts]
    actors = {actor: sum(cell.first == actor for cell in firsts) for actor in range(1, 9)}
    beside = placing.beside(joint)
    totals = row_totals(placing, actors, beside)
    assert {row: n for row, n in totals.items() if n} == {
        row: sum(row in some for some in rows) for row in {row for some in rows for row in some}
    }
    counted = {term: sum(bool(placing.rows(c.first)) for c in firsts if c.term == term) for term in (1, 2, 3)}
    columns = column_totals(placing, counted, beside)
    for term in (1, 2, 3):
        assert columns[term] == sum(bool(some) and text[2] == term for some, text in zip(rows, texts, strict=True))
    cells = by_cell(placing, firsts, beside)
    assert sum(sum(stances.values()) for stances in cells.values()) == sum(map(len, rows))


@given(above=ABOVE, chosen=CHOSEN, actor=NUMBERS)
def test_one_row_each_unless_rows_are_kept(above: dict[int, int], chosen: frozenset[int] | None, actor: int) -> None:
    """Rolled up, an actor counts in one row at most, and whoever has that row is chosen; circles come to an end."""
    rows = Placing(chosen, above).rows(actor)
    assert len(rows) <= 1
    assert chosen is None or {*rows} <= chosen
    assert {*rows} <= {*Placing(chosen, above, each=True).rows(actor)}


@given(above=ABOVE, chosen=CHOSEN, each=st.booleans(), actors=st.frozensets(NUMBERS))
def test_a_row_names_all_whose_words_it_counts(
    above: dict[int, int], chosen: frozenset[int] | None, each: bool, actors: frozenset[int]
) -> None:
    """Everybody is a speaker of just the rows that the own words count in."""
    placing = Placing(chosen, above, each=each)
    found = speakers(placing, actors)
    assert all(found.values())
    for actor in actors:
        assert {row for row, some in found.items() if actor in some} == {*placing.rows(actor)}


@given(texts=TEXTS, names=st.permutations(range(1, 9)))
def test_two_actors_who_change_places_change_exactly_their_rows(
    texts: list[tuple[int, list[int], int, str]], names: list[int]
) -> None:
    """Nothing hangs on who an actor is: renamed, each keeps its numbers."""
    new = dict(zip(range(1, 9), names, strict=True))
    joint = [Joint(n, f, o, t, s) for n, (f, others, t, s) in enumerate(texts) for o in others]
    renamed = [Joint(one.statement, new[one.first], new[one.party], one.term, one.stance) for one in joint]
    placing = Placing(None, {})
    before = by_cell(placing, [], placing.beside(joint))
    after = by_cell(placing, [], placing.beside(renamed))
    assert {(new[actor], term): stances for (actor, term), stances in before.items()} == after
