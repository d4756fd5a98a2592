"""Which rows a comparison has, and how published statements become the values of a cell.

Rows come in three groups: facts (who said what, when, where: never judged), single (one value a statement
has, such as its kind) and dimension (what the words say on duration, area, …). A cell is a list of values,
one or more for each statement that speaks, each with its statement and date; the empty list is silence.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from glossary.services.comparison import verdicts

Document = Mapping[str, Any]
Value = dict[str, Any]
Cell = tuple[Value, ...]
Group = Literal["facts", "single", "dimension"]

EDITORS = "en"
"""The language of the editors' own words: summaries, roles, and what they noted on a dimension."""


@dataclass(frozen=True, slots=True)
class RowPlan:
    """A row before it has columns: its name, and how one statement's values on it are read."""

    dimension: str
    label: str
    group: Group
    read: Callable[[Document], list[Value]]


@dataclass(frozen=True, slots=True)
class Row:
    """A row with its cells, one a column. What it amounts to is computed from the cells alone."""

    dimension: str
    label: str
    group: Group
    cells: tuple[Cell, ...]

    @property
    def code_sets(self) -> list[verdicts.CodeSet]:
        """Each column's codes, all its statements together; None where the column is silent."""
        return [frozenset(code for value in cell for code in value["codes"]) if cell else None for cell in self.cells]

    @property
    def verdict(self) -> verdicts.Verdict | None:
        """One of the six; facts have none."""
        return None if self.group == "facts" else verdicts.verdict(self.code_sets)

    @property
    def speaking(self) -> int:
        """How many columns speak (columns, not statements)."""
        return sum(bool(cell) for cell in self.cells)

    @property
    def only(self) -> int | None:
        """The column that alone speaks, where the verdict is `only`."""
        return next(i for i, cell in enumerate(self.cells) if cell) if self.verdict == "only" else None

    @property
    def uncoded(self) -> int:
        """How many passages no code fits; a verdict on codes cannot take account of them."""
        values = () if self.group == "facts" else (value for cell in self.cells for value in cell)
        return sum(not value["codes"] for value in values)


def row_plans(dimensions: Sequence[str]) -> list[RowPlan]:
    """All rows in their order: the facts, the single-valued ones, then `dimensions` as given."""
    return [*FACTS, *SINGLES, *(_dimension(slug) for slug in dimensions)]


def _value(
    statement: Document, text: str, *, language: str | None = EDITORS, codes: Sequence[str] = (), **more: Any
) -> Value:
    own = {"statement": statement["id"], "said": statement["said"]}
    return {**own, "text": text, "language": language, "codes": list(codes), **more}


def _wording(statement: Document) -> list[Value]:
    """The words themselves where they are quoted, else the editors' summary, and which of the two it is."""
    quoted = statement["wording"] == "quote"
    text = statement["quote" if quoted else "summary"]
    language = statement["language"] if quoted else EDITORS
    wording = {"wording": statement["wording"], "term_as_written": statement["term_as_written"]}
    return [_value(statement, text, language=language, **wording, term_language=statement["language"])]


def _read_as(statement: Document) -> list[Value]:
    """How the words reached us, and who printed them where that is not the speaker."""
    attribution, reporter = statement["attribution"], statement["reported_by"] or ""
    printed = f"reported by {reporter}" if reporter else ""
    how = "" if printed and attribution == "reported" else attribution
    text = ", ".join(part for part in (how, printed) if part)
    return [_value(statement, text, attribution=attribution, reported_by=reporter)]


def _speaking_as(statement: Document) -> list[Value]:
    return [_value(statement, statement["speaking_as"])] if statement["speaking_as"] else []


def _date(statement: Document) -> list[Value]:
    return [_value(statement, statement["said"], language=None)]


def _source(statement: Document) -> list[Value]:
    # The language of a source is recorded, that of its title is not: many titles are the editors' English.
    source = statement["source"]
    facts = {name: source[name] for name in ("slug", "url", "publisher", "published")}
    return [_value(statement, source["title"], language=None, source_language=source["language"], **facts)]


def _single(field: str) -> RowPlan:
    def read(statement: Document) -> list[Value]:
        code = statement[field]
        language = None if field == "language" else EDITORS
        return [_value(statement, _words(code), language=language, codes=[code])] if code else []

    return RowPlan(field, field.capitalize(), "single", read)


def _dimension(slug: str) -> RowPlan:
    def read(statement: Document) -> list[Value]:
        facets = [f for f in statement["facets"] if f["dimension"] == slug and (f["text"] or f["codes"])]
        return [_value(statement, facet["text"], codes=facet["codes"]) for facet in facets]

    return RowPlan(slug, _words(slug).capitalize(), "dimension", read)


def _words(slug: str) -> str:
    return str(slug).replace("-", " ")


FACTS = (
    RowPlan("wording", "Wording", "facts", _wording),
    RowPlan("read_as", "How it reached us", "facts", _read_as),
    RowPlan("speaking_as", "Speaking as", "facts", _speaking_as),
    RowPlan("date", "Said", "facts", _date),
    RowPlan("source", "Source", "facts", _source),
)
"""Rows without a verdict: words and circumstances stand side by side and are not measured."""

SINGLES = tuple(_single(field) for field in ("kind", "stance", "language", "attribution"))
"""Rows of one value a statement, judged as a set of one code. The stance `none` is a value, not silence."""
