"""Side by side: published statements in columns, what each says on every row, and what the row amounts to.

Works on public documents alone. Columns stay in the order they were asked for; the order in which records
were entered plays no part, and exchanging two columns exchanges their cells and changes no verdict.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from glossary.errors import Invalid
from glossary.services.comparison_rows import Cell, Document, Row, RowPlan, row_plans
from glossary.services.comparison_verdicts import NOT_ALIKE, pairs_apart, shared_codes

MIN_COLUMNS = 2
MAX_COLUMNS = 8

NOTE = "Codes are the editors' reading of the words beside them; where it matters, compare the words."


@dataclass(frozen=True, slots=True)
class StatementColumn:
    """One statement."""

    statement: Document

    @property
    def name(self) -> str:
        """What makes it the same column as another, in words."""
        return f"The statement {self.statement['id']}"

    @property
    def uses(self) -> list[Document]:
        """The statement, as a list of one."""
        return [self.statement]

    def mark(self, use: Document) -> str | None:
        """Nothing to add: the column bears the name of the statement's own actor."""
        return None

    def heading(self) -> dict[str, Any]:
        """What the head of the column shows."""
        one = self.statement
        return _heading("statement", one["actor"], one["term"], one["said"], self.uses)


@dataclass(frozen=True, slots=True)
class ActorColumn:
    """One actor's uses of one term, given in any order; it may have none ("no statement recorded")."""

    actor: Document
    term: Document
    statements: Sequence[Document]

    @property
    def name(self) -> str:
        """What makes it the same column as another, in words."""
        return f"The column of {self.actor['slug']} on {self.term['slug']}"

    @property
    def uses(self) -> list[Document]:
        """All its statements, each once, oldest first, those of one day by id: none hides another."""
        once = {statement["id"]: statement for statement in self.statements}
        return sorted(once.values(), key=lambda s: (s["said_from"], s["said_to"], s["id"]))

    def mark(self, use: Document) -> str | None:
        """Whose name a statement first stands under, where that is not this actor's."""
        speaker, mine = use["actor"], self.actor["slug"]
        if speaker["slug"] == mine:
            return None
        named = any(party["actor"]["slug"] == mine for party in use["with"])
        return f"joint text, first under {speaker['name']}" if named else f"said by {speaker['name']}"

    def heading(self) -> dict[str, Any]:
        """What the head of the column shows. It has no one date."""
        return _heading("actor", self.actor, self.term, None, self.uses)


Column = StatementColumn | ActorColumn


@dataclass(frozen=True, slots=True)
class Comparison:
    """Columns and rows, and counts over *all* rows, which stay true when some rows are left out of view."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    differing: int
    compared: int
    left_out: int = 0

    @property
    def labels(self) -> list[str]:
        """The actor of each column, with its number where the actor has several."""
        names = [str(column.heading()["label"]) for column in self.columns]
        return [f"{name} (column {n})" if names.count(name) > 1 else name for n, name in enumerate(names, start=1)]

    def to_document(self) -> dict[str, Any]:
        """The answer of the API, of the page and of the table alike: plain lists and dictionaries."""
        counts = {"differing": self.differing, "compared": self.compared, "left_out": self.left_out}
        return {
            "columns": [column.heading() for column in self.columns],
            "rows": [_row_document(row, self.labels) for row in self.rows],
            **counts,
            "disputes": _disputes(self.columns),
            "same_text": _same_text(self.columns),
            "note": NOTE,
        }


def check_columns(n: int) -> None:
    """Refuse a number of columns that cannot be shown side by side."""
    if not MIN_COLUMNS <= n <= MAX_COLUMNS:
        asked = f"{n} was" if n == 1 else f"{n} were"
        raise Invalid(f"A comparison takes {MIN_COLUMNS} to {MAX_COLUMNS} columns; {asked} asked for.")


def compare(columns: Sequence[Column], dimensions: Sequence[str]) -> Comparison:
    """Lay 2 to 8 columns side by side, on the facts, the single values and the `dimensions` in their order.

    Raises Invalid for too few or too many columns, and for a column that was asked for twice.
    """
    check_columns(len(columns))
    _check_distinct(columns)
    rows = tuple(_fill(plan, columns) for plan in row_plans(dimensions))
    verdicts = [row.verdict for row in rows]
    differing = sum(verdict in NOT_ALIKE for verdict in verdicts)
    return Comparison(tuple(columns), rows, differing, compared=sum(v is not None for v in verdicts))


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


def _heading(kind: str, actor: Document, term: Document, said: str | None, uses: list[Document]) -> dict[str, Any]:
    names = {"label": actor["name"], "actor": actor, "term": term}
    return {"type": kind, **names, "said": said, "statements": uses}


def _check_distinct(columns: Sequence[Column]) -> None:
    for name, times in Counter(column.name for column in columns).items():
        if times > 1:
            raise Invalid(f"{name} was asked for twice; a comparison takes each column once.")


def _fill(plan: RowPlan, columns: Sequence[Column]) -> Row:
    return Row(plan.dimension, plan.label, plan.group, tuple(_cell(plan, column) for column in columns))


def _cell(plan: RowPlan, column: Column) -> Cell:
    return tuple({**value, "mark": column.mark(use)} for use in column.uses for value in plan.read(use))


def _row_document(row: Row, labels: Sequence[str]) -> dict[str, Any]:
    judged = row.verdict is not None
    return {
        "dimension": row.dimension,
        "label": row.label,
        "group": row.group,
        "verdict": row.verdict,
        "words": verdict_words(row, labels),
        "speaking": row.speaking,
        "only": row.only,
        "shared_codes": shared_codes(row.code_sets) if judged else [],
        "pairs_apart": [list(pair) for pair in pairs_apart(row.code_sets)] if judged else [],
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
