"""Who uses a term how, in a few lines: numbers, the oldest definitions with their sources, and where actors differ.

Verdicts are those of comparisons, over one column an actor. Kept until anything that they are made of is published.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import Any
from urllib.parse import urlencode

from glossary.services.comparison.columns import ActorColumn
from glossary.services.comparison.rows import Row, RowPlan, row_plans
from glossary.services.comparison.verdicts import NOT_ALIKE, Verdict, verdict
from glossary.services.index import indexing
from glossary.services.reading import coverage, labels, vocabularies
from glossary.services.reading import published as reading
from glossary.services.reading.kept import kept
from glossary.text import fold

Document = dict[str, Any]
MOST_DEFINITIONS = 5
MOST_KEPT = 500
"""Terms whose use is kept; beyond that all are let go of."""
RULE = (
    "the two who speak on the most points together, and of the first five such pairs the one whose codes differ on "
    "most points; of equal ones the first, A to Z"
)
"""Who is offered to be compared, as readers are told it."""
EXTENSION = "glossary.annotating.uses"
WITHIN_A_SENTENCE = {"ends-when": "when it ends"}
"""Dimensions whose name does not read as one within a sentence."""
KINDS = ("statement", "actor", "source", "event")
"""What the documents of statements are made of besides their terms. Of these a use has its own: see `use_of`."""


def use_of(slug: str) -> Document:
    """How a term is used, as far as it is recorded; the term must be one of the glossary's.

    `statements`, `actors`: numbers. `definitions`: the oldest, at most five, whole statements; `definitions_total`.
    `points`: every dimension on which two actors or more speak, with its verdict over those whose words are coded.
    `differ`: the dimensions among these on which actors differ. `compare`, `compared`: as in `compared_on`.
    `sentence`: the same in words. `address`: the term's page.
    """
    uses: dict[str, tuple[Document, Document]] = kept(EXTENSION, KINDS, dict)
    term = indexing.material().terms[slug]
    made_of, use = uses.get(slug, ({}, {}))
    # A change of this term alone does away with it: one that touches statements publishes those anew as well.
    if made_of != term:
        if len(uses) >= MOST_KEPT:
            uses.clear()
        use = _use(term)
        uses[slug] = term, use
    return use


def compared_on(slug: str, actor: str = "") -> Document:
    """Two actors to compare on a term, by `RULE`: the address of the comparison and the two, or None and nobody.

    actor: one that must be among them, by its slug.
    """
    term, statements = indexing.material().terms[slug], reading.statements_of(term=slug)
    return _comparison(slug, statements, _rows(term, statements), actor)


def named(slug: str) -> Document:
    """The term with its name and page alone."""
    term = indexing.material().terms[slug]
    return {"slug": slug, "preferred": term["preferred"], "address": f"/terms/{slug}"}


def _use(term: Document) -> Document:
    slug = term["slug"]
    statements = reading.statements_of(term=slug)
    speakers = coverage.by_actor(statements)
    definitions = [one for one in statements if one["kind"] == "definition"]
    rows = _rows(term, statements)
    points = [{"dimension": row.dimension, "verdict": found} for row in rows if (found := _judged(row))]
    differ = [point["dimension"] for point in points if point["verdict"] in NOT_ALIKE]
    return {
        **named(slug),
        "statements": len(statements),
        "actors": len(speakers),
        "definitions": definitions[:MOST_DEFINITIONS],
        "definitions_total": len(definitions),
        "points": points,
        "differ": differ,
        **_comparison(slug, statements, rows),
        "sentence": _sentence([actor for actor, _ in speakers.values()], differ, points),
    }


def _rows(term: Document, statements: Sequence[Document]) -> list[Row]:
    """The rows on which somebody speaks, with one column an actor."""
    columns = [ActorColumn(actor, term, own) for actor, own in coverage.by_actor(statements).values()]
    plans = [plan for plan in row_plans(list(vocabularies.vocabulary("dimensions"))) if plan.group == "dimension"]
    return [row for row in (_row(plan, columns) for plan in plans) if row.speaking]


def _row(plan: RowPlan, columns: Sequence[ActorColumn]) -> Row:
    cells = (tuple(value for use in column.uses for value in plan.read(use)) for column in columns)
    return Row(plan.dimension, plan.label, plan.group, tuple(cells))


def _judged(row: Row) -> Verdict | None:
    """The verdict over the columns that have codes; None where fewer than two speak on the row."""
    if row.speaking < 2:
        return None
    coded = [codes for codes in row.code_sets if codes]
    return verdict(coded) if len(coded) > 1 else "uncoded"


def _comparison(slug: str, statements: Sequence[Document], rows: Iterable[Row], of: str = "") -> Document:
    """The address that lays two actors side by side, and who they are: as `compared_on`."""
    pairs = coverage.pairs(statements, lambda actor: (fold(actor["name"]), actor["slug"]), of)
    if not pairs:
        return {"compare": None, "compared": []}
    order = list(coverage.by_actor(statements))
    apart = [{frozenset((order[a], order[b])) for a, b in _apart(row)} for row in rows]
    best = max(pairs, key=lambda pair: sum(_slugs(pair) in some for some in apart))
    address = "/compare?" + urlencode([("term", slug), *(("actor", actor["slug"]) for actor in best["actors"])])
    two = [{name: actor[name] for name in ("slug", "name", "kind")} for actor in best["actors"]]
    return {"compare": address, "compared": two}


def _apart(row: Row) -> list[tuple[int, int]]:
    coded = [(at, codes) for at, codes in enumerate(row.code_sets) if codes]
    return [(a, b) for (a, one), (b, other) in combinations(coded, 2) if one.isdisjoint(other)]


def _slugs(pair: Mapping[str, Any]) -> frozenset[str]:
    return frozenset(actor["slug"] for actor in pair["actors"])


def _sentence(actors: Sequence[Document], differ: Sequence[str], points: Sequence[Document]) -> str:
    if not actors:
        return "no statement on it is recorded"
    if len(actors) == 1:
        return "one actor alone is recorded with it"
    if differ:
        return f"actors differ on {listed(differ)}"
    if points:
        return f"actors speak on {listed([point['dimension'] for point in points])}, and no difference is coded"
    return "no two actors speak on the same point"


def listed(dimensions: Sequence[str]) -> str:
    """Dimensions as words within a sentence: `duration, consent and when it ends`."""
    words = [WITHIN_A_SENTENCE.get(one) or labels.plain(one) for one in dimensions]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
