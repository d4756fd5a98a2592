"""A comparison laid out for paper and spreadsheets: a table of lines, numbered sources, and what is said of it.

Every line with words carries the number of the source below it, so that none leaves without actor, source and date.
Comparisons by statement, actor and term keep their columns; those over time and by event have a statement a line, for
there may be hundreds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from glossary.dates import in_words
from glossary.interchange.comparison_notes import DOWNWARDS, Keeping, Note, facts, numbered, remarks, speaker
from glossary.languages import quotation_marks

Document = Mapping[str, Any]
EDITORS = "en"
POINTS = "What the words say"
"""The head of the column that has all dimensions."""


@dataclass(frozen=True, slots=True)
class Line:
    """Words with what stands around them; `words` are verbatim and in `language`, the rest is the editors'."""

    words: str
    language: str = EDITORS
    head: str = ""
    before: str = ""
    after: str = ""
    marks: tuple[int, ...] = ()
    quoted: bool = False

    @property
    def said(self) -> str:
        """The words, in the quotation marks of their language where they are quoted."""
        opening, closing = quotation_marks(self.language) if self.quoted else ("", "")
        return f"{opening}{self.words}{closing}"

    @property
    def text(self) -> str:
        """The whole line."""
        marks = "".join(f" [{number}]" for number in self.marks)
        head = f"{self.head}: " if self.head else ""
        return f"{head}{self.before}{self.said}{self.after}{marks}".strip(" ")


Cell = tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The comparison as head, body and notes."""

    head: tuple[str, ...]
    body: tuple[tuple[Cell, ...], ...]
    notes: tuple[Note, ...]
    remarks: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]


def laid_out(document: Document, keeping: Keeping, *, compact: bool = True) -> Table:
    """The table of a comparison document. `compact` makes fewer and fuller columns where statements go down; it changes
    nothing where they stand side by side.
    """
    notes = numbered(document, keeping.base)
    numbers = {note.statement["id"]: note.number for note in notes}
    lay = _downwards if document.get("by") in DOWNWARDS else _across
    head, body = lay(document, _Lines(numbers, keeping.languages), compact)
    return Table(head, body, notes, remarks(document, numbers), facts(document, keeping))


def _stance(code: str) -> str:
    return "no stand" if code == "none" else code.replace("-", " ")


@dataclass(frozen=True, slots=True)
class _Lines:
    """Makes lines of the values of a comparison."""

    numbers: Mapping[str, int]
    languages: Mapping[str, str]

    def cell(self, row: Document, values: Sequence[Document], *, dated: bool) -> Cell:
        """All values of a cell; each with its date where a column has more than one statement."""
        return tuple(line for value in values for line in self._value(row, value, dated))

    def _value(self, row: Document, value: Document, dated: bool) -> list[Line]:
        marks = (self.numbers[value["statement"]],)
        head = in_words(value["said"]) if dated and row["dimension"] != "date" else ""
        mark = f" ({value['mark']})" if value.get("mark") else ""
        if row["dimension"] == "wording":
            return self._wording(value, head, mark, marks)
        words, after = self._words(row, value)
        language = (value["language"] or EDITORS) if row["group"] != "facts" else EDITORS
        return [Line(words, language, head, after=after + mark, marks=marks)]

    def _wording(self, value: Document, head: str, mark: str, marks: tuple[int, ...]) -> list[Line]:
        quoted = value["wording"] == "quote"
        before = "" if quoted else "Paraphrase by the editors: "
        language = value["language"] or EDITORS
        written = Line(value["term_as_written"], value["term_language"], before="Written: ", marks=marks)
        return [Line(value["text"], language, head, before, mark, marks, quoted), written]

    def _words(self, row: Document, value: Document) -> tuple[str, str]:
        dimension, text = row["dimension"], str(value["text"])
        if dimension == "date":
            return in_words(text), ""
        if dimension == "source":
            return text, f", {value['publisher']}, {in_words(value['published'])}"
        if dimension == "language":
            code = value["codes"][0]
            return self.languages.get(code, code), ""
        if dimension == "stance":
            return _stance(value["codes"][0]), ""
        return text, self._codes(value) if row["group"] == "dimension" else ""

    def _codes(self, value: Document) -> str:
        codes = ", ".join(code.replace("-", " ") for code in value["codes"])
        return f" (codes: {codes})" if codes else " (no code fits)"


Laid = tuple[tuple[str, ...], tuple[tuple[Cell, ...], ...]]


def _across(document: Document, lines: _Lines, compact: bool) -> Laid:
    """The table as the page has it: a row an aspect, a column a statement or an actor's uses."""
    columns = document["columns"]
    head = tuple(_column_head(number, column) for number, column in enumerate(columns, start=1))
    body = tuple((_row_head(row), *_cells(row, columns, lines)) for row in document["rows"])
    return ("Row and verdict", *head), body


def _column_head(number: int, column: Document) -> str:
    what = in_words(column["said"]) if column["said"] else _how_many(len(column["statements"]))
    return f"{number}. {column['actor']['name']} on {column['term']['preferred']}, {what}"


def _how_many(statements: int) -> str:
    if not statements:
        return "no statement recorded"
    return "1 statement" if statements == 1 else f"{statements} statements"


def _row_head(row: Document) -> Cell:
    verdict = (Line(row["words"]),) if row["verdict"] else ()
    return (Line(row["label"]), *verdict)


def _cells(row: Document, columns: Sequence[Document], lines: _Lines) -> list[Cell]:
    pairs = zip(columns, row["cells"], strict=True)
    return [
        lines.cell(row, values, dated=column["type"] != "statement") or (Line(_silence(row, column)),)
        for column, values in pairs
    ]


def _silence(row: Document, column: Document) -> str:
    if row["verdict"]:
        return "silent"
    return "not stated" if column["statements"] else "no statement recorded"


def _downwards(document: Document, lines: _Lines, compact: bool) -> Laid:
    """A statement a line. `compact` has the day beside the actor, single values in one column, points in one."""
    rows = [row for row in document["rows"] if row["dimension"] not in (_GATHERED if compact else _SAID_ELSEWHERE)]
    parts = {group: [row for row in rows if row["group"] == group] for group in ("facts", "single", "dimension")}
    apart = parts["facts"] if compact else rows
    singles, points = (parts["single"], parts["dimension"]) if compact else ([], [])
    named = [", ".join(row["label"] for row in singles).capitalize()] if singles else []
    head = ("No.", "Actor", "Term", *(row["label"] for row in apart), *named, *([POINTS] if points else []))
    columns = enumerate(document["columns"])
    return head, tuple(
        (
            *_first_cells(column, lines, compact),
            *(lines.cell(row, row["cells"][place], dated=False) or (Line(_silence(row, column)),) for row in apart),
            *([_together(singles, column, place, lines)] if singles else []),
            *([_points(points, place, lines)] if points else []),
        )
        for place, column in columns
    )


_SAID_ELSEWHERE = frozenset({"speaking_as", "source", "attribution"})
"""Rows that a table with a statement a line says in other words: beside the actor, under the table, in how it reached
us."""
_GATHERED = _SAID_ELSEWHERE | {"date"}


def _first_cells(column: Document, lines: _Lines, compact: bool) -> tuple[Cell, Cell, Cell]:
    """The number of the statement, who said it (and when), and on which term."""
    statement = column["statements"][0]
    day = (Line(in_words(statement["said"])),) if compact else ()
    number = Line("", marks=(lines.numbers[statement["id"]],))
    return (number,), (Line(speaker(statement)), *day), (Line(column["term"]["preferred"]),)


def _together(rows: Sequence[Document], column: Document, place: int, lines: _Lines) -> Cell:
    """What one statement is on each of these rows, in one line."""
    found = [line for row in rows for line in lines.cell(row, row["cells"][place], dated=False)]
    marks = (lines.numbers[column["statements"][0]["id"]],)
    return (Line(", ".join(line.words for line in found), marks=marks),)


def _points(rows: Sequence[Document], place: int, lines: _Lines) -> Cell:
    """What one statement says on each dimension that it speaks on, each under its name."""
    found = [(row, line) for row in rows for line in lines.cell(row, row["cells"][place], dated=False)]
    told = tuple(Line(one.words, one.language, row["label"], one.before, one.after, one.marks) for row, one in found)
    return told or (Line("silent on every dimension"),)
