"""Symmetry of all five comparisons, over any records: no order of entry and no name changes what they say."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from glossary.services.comparison.requests import ComparisonRequest, compared

DIMENSIONS = ("duration", "area")
TERMS = [{"slug": slug, "preferred": f"the {slug}"} for slug in ("ceasefire", "pause", "truce")]
ACTORS = [{"slug": f"actor-{n}", "name": f"Name of {n}", "kind": "person"} for n in range(4)]
EVENT = {"slug": "event", "name": "What was agreed"}
STATE = "actor-0"
"""What the last actor is affiliated with."""
Statement = dict[str, Any]


@dataclass(frozen=True)
class Held:
    """Records in memory, answered in the order in which they were entered."""

    entered: Sequence[Statement]
    actors: Sequence[dict[str, str]]

    def document(self, kind: str, slug: str) -> dict[str, Any]:
        """A record by its address."""
        known = {"actor": self.actors, "term": TERMS, "event": [EVENT]}[kind]
        return next(dict(one) for one in known if one["slug"] == slug)

    def statements(self, ids: Iterable[str]) -> list[Statement]:
        """Statements by their ids."""
        held = {one["id"]: one for one in self.entered}
        return [held[one] for one in ids]

    def statements_of(self, **filters: str) -> list[Statement]:
        """Statements of a term, an event and an actor, under `with` too."""
        return [one for one in self.entered if all(value in _fits(one, name) for name, value in filters.items())]

    def affiliates(self, slug: str) -> list[dict[str, Any]]:
        """The last actor belongs to the first, and the first to the last: circles end."""
        return [dict(self.actors[{STATE: -1}.get(slug, 0)])] if slug in (STATE, self.actors[-1]["slug"]) else []


def _fits(one: Statement, name: str) -> list[str]:
    if name == "actor":
        return [one["actor"]["slug"], *(party["actor"]["slug"] for party in one["with"])]
    return [one[name]["slug"]]


@st.composite
def statements(draw: st.DrawFn) -> list[Statement]:
    """Records of four actors on three terms; each actor has two at least, so that each comparison has columns."""
    number = draw(st.integers(8, 12))
    return [draw(statement(f"s{n:02}", ACTORS[n % 4])) for n in range(number)]


@st.composite
def statement(draw: st.DrawFn, name: str, actor: dict[str, str]) -> Statement:
    """A public document, free in all that is compared."""
    said = f"2023-10-0{draw(st.integers(1, 5))}"
    codes = draw(
        st.dictionaries(st.sampled_from(DIMENSIONS), st.lists(st.sampled_from("abc"), unique=True, max_size=2))
    )
    source = {"slug": "s", "title": "T", "publisher": "P", "url": "https://example.org", "published": said}
    joint = [{"actor": draw(st.sampled_from(ACTORS)), "role": "co-author"}] if draw(st.booleans()) else []
    return {
        "id": name,
        "term": draw(st.sampled_from(TERMS)),
        "term_as_written": "pauses",
        "language": draw(st.sampled_from(["en", "ar"])),
        "actor": actor,
        "speaking_as": "",
        "with": joint,
        "reported_by": "",
        "source": {**source, "type": "statement", "language": "en"},
        "said": said,
        "said_from": said,
        "said_to": said,
        "event": EVENT,
        "conflict": draw(st.sampled_from([{"slug": "one", "label": "One"}, {"slug": "two", "label": "Two"}])),
        "kind": "usage",
        "stance": draw(st.sampled_from(["opposes", "supports", "none"])),
        "wording": "quote",
        "quote": draw(st.sampled_from(["a pause now", "no pause", "a truce now, and aid"])),
        "summary": "Says so.",
        "facets": [{"dimension": name, "text": f"on {name}", "codes": found} for name, found in codes.items()],
        "attribution": draw(st.sampled_from(["direct", "translated"])),
        "disputes": [],
    }


REQUESTS = (
    ComparisonRequest(statements=["s00", "s01", "s02"]),
    ComparisonRequest(statements=["s05", "s02"]),
    ComparisonRequest(actors=["actor-0", "actor-1", "actor-3"], terms=["pause"]),
    ComparisonRequest(actors=["actor-2"], terms=["truce", "pause", "ceasefire"]),
    ComparisonRequest(actors=[STATE], over_time=True),
    ComparisonRequest(actors=[STATE], over_time=True, affiliated=True),
    ComparisonRequest(event="event"),
)
requests = st.sampled_from(REQUESTS)


def written(request: ComparisonRequest, entered: Sequence[Statement], actors: Any = ACTORS) -> str:
    return json.dumps(compared(request, Held(entered, actors), DIMENSIONS), ensure_ascii=False)


@given(statements(), requests, st.data())
def test_the_order_of_entry_changes_no_answer(entered: list[Statement], request: Any, data: st.DataObject) -> None:
    """Of all five: the same records, entered in any order, answer the same to the last byte."""
    mixed = data.draw(st.permutations(entered))
    assert written(request, mixed) == written(request, entered)


@given(statements(), requests)
def test_two_names_exchanged_are_two_names_exchanged(entered: list[Statement], request: Any) -> None:
    """Of all five: with two actors' names exchanged, the document is the same one with these names exchanged."""

    def swap(text: str) -> str:
        return text.replace("Name of 0", "\0").replace("Name of 1", "Name of 0").replace("\0", "Name of 1")

    renamed, actors = (json.loads(swap(json.dumps(one))) for one in (entered, ACTORS))
    assert written(request, renamed, actors) == swap(written(request, entered))


@given(statements(), st.sampled_from(REQUESTS[:4]))
def test_two_columns_exchanged_are_two_columns_exchanged(entered: list[Statement], request: ComparisonRequest) -> None:
    """Cells go with their columns; verdicts stay; of two wordings, what each has alone goes with it."""
    name = "statements" if request.statements else "terms" if len(request.terms) > 1 else "actors"
    first, second, *rest = getattr(request, name)
    before, after = (
        compared(one, Held(entered, ACTORS), DIMENSIONS)
        for one in (request, replace(request, **{name: [second, first, *rest]}))
    )
    for old, new in zip(before["rows"], after["rows"], strict=True):
        assert new["cells"] == [old["cells"][1], old["cells"][0], *old["cells"][2:]]
        assert (new["verdict"], new["words"]) == (old["verdict"], old["words"]) or "column" in new["words"]
    assert apart(before, {0: 1, 1: 0}) == apart(after, {})


def apart(document: dict[str, Any], moved: dict[int, int]) -> set[tuple[int, int, tuple[str, ...]]]:
    """What each column's wording has alone beside each other one."""
    found = set()
    for one in document["differences"]:
        places = [moved.get(place, place) for place in one["columns"]]
        for place, other, side in (*[(*places, "first")], *[(*reversed(places), "second")]):
            found.add((place, other, tuple(piece["text"] for piece in one["pieces"] if piece["in"] == side)))
    return found
