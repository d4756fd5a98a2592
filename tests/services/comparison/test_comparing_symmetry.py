"""Symmetry: no order of entry, of columns or of names changes what a comparison says (Principles 2 and 3)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from glossary.services.comparison.columns import ActorColumn, Column, StatementColumn
from glossary.services.comparison.comparing import compare
from glossary.services.comparison.verdicts import pairs_apart, verdict

DIMENSIONS = ("duration", "area", "consent")
TERM = {"slug": "pause", "preferred": "pause"}
ACTORS = [{"slug": f"actor-{n}", "name": f"Name of {n}", "kind": "person"} for n in range(4)]

code_sets = st.lists(st.none() | st.frozensets(st.sampled_from("abc")), min_size=2, max_size=8)
facets = st.dictionaries(st.sampled_from(DIMENSIONS), st.lists(st.sampled_from("abc"), unique=True, max_size=2))
days = st.integers(1, 9).map(lambda day: f"2023-10-0{day}")


@st.composite
def statements(draw: st.DrawFn, actor: dict[str, str]) -> dict[str, Any]:
    """A public document of this actor: free in date, stance, wording, role and what it says on dimensions."""
    said = draw(days)
    said_on = [{"dimension": d, "text": f"on {d}", "codes": codes} for d, codes in draw(facets).items()]
    source = {"slug": "s", "title": "T", "publisher": "P", "url": "https://example.org", "published": said}
    return {
        "id": f"{actor['slug']}-{draw(st.uuids())}",
        "term": TERM,
        "term_as_written": "pauses",
        "language": draw(st.sampled_from(["en", "ar"])),
        "actor": actor,
        "speaking_as": draw(st.sampled_from(["", "minister"])),
        "with": [{"actor": draw(st.sampled_from(ACTORS)), "role": "co-signatory"}],
        "reported_by": "",
        "source": {**source, "type": "statement", "language": "en"},
        "said": said,
        "said_from": said,
        "said_to": said,
        "kind": draw(st.sampled_from(["definition", "usage"])),
        "stance": draw(st.sampled_from(["none", "supports"])),
        "wording": "quote",
        "quote": "a pause",
        "summary": "Says a pause.",
        "facets": said_on,
        "attribution": "direct",
        "disputes": [],
    }


@st.composite
def columns(draw: st.DrawFn) -> list[Column]:
    """Two to four columns, one an actor: a single statement, or its uses of the term (perhaps none)."""
    chosen = draw(st.permutations(ACTORS))[: draw(st.integers(2, 4))]
    return [draw(_column(actor)) for actor in chosen]


def _column(actor: dict[str, str]) -> st.SearchStrategy[Column]:
    uses = st.lists(statements(actor), max_size=4, unique_by=lambda one: one["id"])
    return statements(actor).map(StatementColumn) | uses.map(lambda given: ActorColumn(actor, TERM, given))


def document(asked: Sequence[Column]) -> dict[str, Any]:
    return compare(asked, DIMENSIONS).to_document()


@given(st.data())
def test_the_order_in_which_statements_were_entered_changes_nothing(data: st.DataObject) -> None:
    """An actor's statements, given in any order, make the same document to the last byte."""
    asked = data.draw(columns())
    shuffled = [
        ActorColumn(one.actor, one.term, data.draw(st.permutations(one.statements)))
        if isinstance(one, ActorColumn)
        else one
        for one in asked
    ]
    assert json.dumps(document(shuffled)) == json.dumps(document(asked))


@given(st.data())
def test_changing_the_columns_order_moves_cells_and_nothing_else(data: st.DataObject) -> None:
    """Each cell follows its column; verdicts, sentences, counts and what is shared stay."""
    asked = data.draw(columns())
    order = data.draw(st.permutations(range(len(asked))))
    before, after = document(asked), document([asked[place] for place in order])
    for old, new in zip(before["rows"], after["rows"], strict=True):
        assert new["cells"] == [old["cells"][place] for place in order]
        same = ("dimension", "verdict", "words", "speaking", "shared_codes", "uncoded")
        assert [new[name] for name in same] == [old[name] for name in same]
        assert (new["only"] if new["only"] is None else order[new["only"]]) == old["only"]
        back = {tuple(sorted(order[place] for place in pair)) for pair in new["pairs_apart"]}
        assert back == {tuple(pair) for pair in old["pairs_apart"]}
    assert (after["differing"], after["compared"]) == (before["differing"], before["compared"])


@given(columns())
def test_swapping_two_names_swaps_exactly_their_places(asked: list[Column]) -> None:
    """With two actors' names exchanged, the document is the same one with these names exchanged."""
    one, two = (ACTORS[n]["name"] for n in (0, 1))

    def swap(text: str) -> str:
        return text.replace(one, "\0").replace(two, one).replace("\0", two)

    def renamed(thing: Any) -> Any:
        return json.loads(swap(json.dumps(thing)))

    exchanged: list[Column] = [
        StatementColumn(renamed(column.statement))
        if isinstance(column, StatementColumn)
        else ActorColumn(renamed(column.actor), TERM, renamed(column.statements))
        for column in asked
    ]
    assert document(exchanged) == renamed(document(asked))


@given(columns())
def test_silence_adds_nothing_and_takes_nothing(asked: list[Column]) -> None:
    """One more column that says nothing changes no verdict: silence is never read as "no"."""
    nobody = ActorColumn({"slug": "nobody", "name": "Nobody", "kind": "person"}, TERM, [])
    before, after = document(asked), document([*asked, nobody])
    assert [row["verdict"] for row in after["rows"]] == [row["verdict"] for row in before["rows"]]
    assert [row["speaking"] for row in after["rows"]] == [row["speaking"] for row in before["rows"]]


@given(columns(), st.data())
def test_a_later_statement_hides_no_earlier_one(asked: list[Column], data: st.DataObject) -> None:
    """With one later use of the term, all values of before stand as they were, ahead of the new ones."""
    actor = {"slug": "speaker", "name": "Speaker", "kind": "person"}
    earlier = data.draw(st.lists(statements(actor), max_size=3, unique_by=lambda one: one["id"]))
    later = {
        **data.draw(statements(actor)),
        "id": "z",
        "said": "2024",
        "said_from": "2024-01-01",
        "said_to": "2024-12-31",
    }
    before = document([*asked, ActorColumn(actor, TERM, earlier)])
    after = document([*asked, ActorColumn(actor, TERM, [later, *earlier])])
    for old, new in zip(before["rows"], after["rows"], strict=True):
        kept = old["cells"][-1]
        assert new["cells"][-1][: len(kept)] == kept
        assert {value["statement"] for value in new["cells"][-1][len(kept) :]} <= {"z"}


@given(code_sets)
def test_a_verdict_means_what_it_says(sets: list[frozenset[str] | None]) -> None:
    """Each verdict holds exactly when its own sentence is true of the columns that speak."""
    speaking = [codes for codes in sets if codes is not None]
    coded = len(speaking) > 1 and all(speaking)
    apart = any(not (a & b) for i, a in enumerate(speaking) for b in speaking[:i])
    alike = all(codes == speaking[0] for codes in speaking)
    true = {
        "silent": not speaking,
        "only": len(speaking) == 1,
        "uncoded": len(speaking) > 1 and not all(speaking),
        "differ": coded and apart,
        "agree": coded and not apart and alike,
        "overlap": coded and not apart and not alike,
    }
    assert [name for name, holds in true.items() if holds] == [verdict(sets)]
    assert bool(pairs_apart(sets)) or verdict(sets) != "differ"
