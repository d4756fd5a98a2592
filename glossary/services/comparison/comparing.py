"""Side by side: published statements in columns, what each says on every row, and what the row amounts to.

Works on public documents alone. Columns stay in the order they were asked for; the order in which records
were entered plays no part, and exchanging two columns exchanges their cells and changes no verdict.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from glossary.errors import Invalid
from glossary.services.comparison.changes import changes
from glossary.services.comparison.columns import Column
from glossary.services.comparison.names import names
from glossary.services.comparison.rows import Cell, Row, RowPlan, row_plans
from glossary.services.comparison.verdicts import NOT_ALIKE, pairs_apart, shared_codes
from glossary.services.comparison.words import differences

By = Literal["statement", "actor", "term", "time", "event"]
"""What the columns are: statements, actors on a term, terms of an actor, or all statements of an actor or event."""
OF_STATEMENTS: frozenset[By] = frozenset({"time", "event"})
"""Comparisons whose columns are whatever statements there are, and may be many."""

MIN_COLUMNS = 2
MAX_COLUMNS = 8
MOST_STATEMENTS = 200
"""Columns of a comparison over time or by event."""

NOTE = "Codes are the editors' reading of the words beside them; where it matters, compare the words."


@dataclass(frozen=True, slots=True)
class Comparison:
    """Columns and rows, and counts over *all* rows, which stay true when some rows are left out of view."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    differing: int
    compared: int
    left_out: int = 0
    by: By = "statement"
    as_of: str | None = None
    speakers: tuple[str, ...] = ()

    @property
    def labels(self) -> list[str]:
        """The name of each column, with its number where several have it."""
        named = [column["label"] for column in self._headings()]
        times = Counter(named)
        one = "statement" if self.by in OF_STATEMENTS else "column"
        return [f"{name} ({one} {n})" if times[name] > 1 else name for n, name in enumerate(named, start=1)]

    def to_document(self) -> dict[str, Any]:
        """The answer of the API, of the page and of the table alike: plain lists and dictionaries."""
        counts = {"differing": self.differing, "compared": self.compared, "left_out": self.left_out}
        labels, statements = self.labels, [use for column in self.columns for use in column.uses]
        return {
            "by": self.by,
            "as_of": self.as_of,
            "columns": self._headings(),
            "rows": [_row_document(row, labels) for row in self.rows],
            **counts,
            "disputes": _disputes(self.columns),
            "same_text": _same_text(self.columns),
            "differences": differences(self.columns),
            "changes": changes(statements, self.speakers) if self.by == "time" else [],
            "names": names(statements) if self.by == "event" else [],
            "note": NOTE,
        }

    def _headings(self) -> list[dict[str, Any]]:
        """The heads of the columns; where one actor's terms are compared, the term is what tells them apart."""
        heads = [column.heading() for column in self.columns]
        return [{**head, "label": head["term"]["preferred"]} for head in heads] if self.by == "term" else heads


def check_columns(n: int) -> None:
    """Refuse a number of columns that cannot be shown side by side."""
    if not MIN_COLUMNS <= n <= MAX_COLUMNS:
        asked = f"{n} was" if n == 1 else f"{n} were"
        raise Invalid(f"A comparison takes {MIN_COLUMNS} to {MAX_COLUMNS} columns; {asked} asked for.")


def fits(n: int) -> bool:
    """Whether so many statements are a comparison over time or by event: enough, and no more than can be read."""
    return MIN_COLUMNS <= n <= MOST_STATEMENTS


def check_statements(n: int) -> None:
    """Refuse a number of statements that are no comparison over time or by event, or that nobody could read."""
    if n < MIN_COLUMNS:
        recorded = "1 is" if n == 1 else "none is"
        raise Invalid(
            f"A comparison takes {MIN_COLUMNS} statements or more; {recorded} recorded of what was asked for."
        )
    if n > MOST_STATEMENTS:
        raise Invalid(
            f"A comparison over time or by event takes up to {MOST_STATEMENTS} statements; more were found. Name one "
            "term or one actor without its people and bodies, or choose up to eight of the statements themselves."
        )


def compare(
    columns: Sequence[Column],
    dimensions: Sequence[str],
    *,
    by: By = "statement",
    as_of: str | None = None,
    speakers: Sequence[str] = (),
) -> Comparison:
    """Lay columns side by side, on the facts, the single values and the `dimensions` in their order.

    `speakers`: over time, the actors (slugs) whose changes are looked for, in joint texts too.

    Raises Invalid for too few or too many columns (2 to 8; over time and by event 2 to 200), and for a column that was
    asked for twice.
    """
    (check_statements if by in OF_STATEMENTS else check_columns)(len(columns))
    _check_distinct(columns)
    rows = tuple(_fill(plan, columns) for plan in row_plans(dimensions))
    verdicts = [row.verdict for row in rows]
    differing = sum(verdict in NOT_ALIKE for verdict in verdicts)
    compared = sum(verdict is not None for verdict in verdicts)
    return Comparison(tuple(columns), rows, differing, compared, 0, by, as_of, tuple(speakers))


def only_differences(comparison: Comparison) -> Comparison:
    """The comparison without the rows in which no difference can be.

    Facts always stay, for no words are shown without speaker, date and source. Of the judged rows those stay
    that differ, overlap or are uncoded: uncoded words may well differ, and hiding them would call them alike.
    Rows that agree, are silent or in which one alone speaks go: silence is no contradiction. Counts are still
    those of all rows.
    """
    kept = tuple(r for r in comparison.rows if r.group == "facts" or r.verdict in NOT_ALIKE | {"uncoded"})
    return replace(comparison, rows=kept, left_out=comparison.left_out + len(comparison.rows) - len(kept))


def verdict_words(row: Row, column_labels: Sequence[str]) -> str:
    """The verdict for a human reader, as in "agree (2 of 3 speak)"; empty for a row of facts.

    Where columns agree, overlap or differ by their codes although some passages fit no code, it says so.
    """
    if row.verdict is None:
        return ""
    if row.verdict == "silent":
        return "all silent"
    if row.only is not None:
        return f"only {column_labels[row.only]} speaks"
    speak = f"{row.speaking} of {len(row.cells)} speak"
    if row.verdict == "uncoded":
        return f"uncoded, compare the words ({speak})"
    passages = "1 passage fits" if row.uncoded == 1 else f"{row.uncoded} passages fit"
    return f"{row.verdict} ({speak}; {passages} no code)" if row.uncoded else f"{row.verdict} ({speak})"


def _check_distinct(columns: Sequence[Column]) -> None:
    for name, times in Counter(column.name for column in columns).items():
        if times > 1:
            raise Invalid(f"{name} was asked for twice; a comparison takes each column once.")


def _fill(plan: RowPlan, columns: Sequence[Column]) -> Row:
    return Row(plan.dimension, plan.label, plan.group, tuple(_cell(plan, column) for column in columns))


def _cell(plan: RowPlan, column: Column) -> Cell:
    return tuple({**value, "mark": column.mark(use)} for use in column.uses for value in plan.read(use))


def _row_document(row: Row, labels: Sequence[str]) -> dict[str, Any]:
    judged, many = row.verdict is not None, len(row.cells) > MAX_COLUMNS  # of many columns there are too many pairs
    return {
        "dimension": row.dimension,
        "label": row.label,
        "group": row.group,
        "verdict": row.verdict,
        "words": verdict_words(row, labels),
        "speaking": row.speaking,
        "only": row.only,
        "shared_codes": shared_codes(row.code_sets) if judged else [],
        "pairs_apart": [list(pair) for pair in pairs_apart(row.code_sets)] if judged and not many else [],
        "uncoded": row.uncoded,
        "cells": [list(cell) for cell in row.cells],
    }


def _disputes(columns: Sequence[Column]) -> list[list[str]]:
    """Pairs among the compared that tell one utterance differently; either may be the one that says so."""
    uses = {use["id"]: use for column in columns for use in column.uses}
    pairs = {frozenset((one, other)) for one, use in uses.items() for other in use["disputes"] if other in uses}
    return sorted(sorted(pair) for pair in pairs if len(pair) == 2)


def _same_text(columns: Sequence[Column]) -> list[dict[str, Any]]:
    """Statements that stand in several columns (joint texts): agreement there is one text, not two voices."""
    places: dict[str, list[int]] = {}
    for position, column in enumerate(columns):
        for use in column.uses:
            places.setdefault(use["id"], []).append(position)
    return [{"statement": one, "columns": at} for one, at in sorted(places.items()) if len(at) > 1]
