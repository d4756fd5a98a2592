"""A comparison as a table: one line a value, so that no sorting or filtering parts words from their source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from glossary.interchange.tables import write_csv

HEADER = (
    *("dimension", "verdict", "speaking", "column", "column_label", "cell", "actor", "term", "said", "text"),
    *("language", "codes", "wording", "mark", "attribution", "reported_by"),
    *("statement", "source", "publisher", "url", "published", "change"),
)
"""`cell` is speaks or silent; `column` counts from 1; `column_label` is the actor, or the term, whose column it is;
`change` says, beside a wording, what its speaker does otherwise than before."""

LICENCE = "Editors' words and codes: CC BY 4.0. Quotations remain their speakers'; short and attributed."

Document = Mapping[str, Any]


def comparison_csv(comparison: Document) -> str:
    """The table of a comparison document; the note on codes and the licence stand in its last two lines.

    Before them, where the records are those of a moment, a line says which.

    Every line with words has actor, date and source. A silent cell has its own line, without words: silence
    is an answer, and is told apart from a line that is missing.
    """
    changed = _changes(comparison["changes"])
    lines = [line for row in comparison["rows"] for line in _lines(row, comparison["columns"], changed)]
    moment = [f"As of {comparison['as_of']}."] if comparison["as_of"] else []
    last = [{"dimension": sentence} for sentence in (*moment, comparison["note"], LICENCE)]
    return write_csv(HEADER, [[line.get(name, "") for name in HEADER] for line in (*lines, *last)])


def _changes(changes: list[Document]) -> dict[str, str]:
    """Statement -> what changes with it, in words, each with the statement that it is measured by."""
    said: dict[str, list[str]] = {}
    for change in changes:
        said.setdefault(change["after"], []).append(f"{change['words']} [{change['before']}]")
    return {statement: "; ".join(sentences) for statement, sentences in said.items()}


def _lines(row: Document, columns: list[Document], changed: Mapping[str, str]) -> Iterator[dict[str, str]]:
    for number, (column, cell) in enumerate(zip(columns, row["cells"], strict=True), start=1):
        place = {**_judgement(row), "column": str(number), "column_label": column["label"]}
        if not cell:
            yield {**place, **_silence(column)}
        statements = {statement["id"]: statement for statement in column["statements"]}
        for value in cell:
            change = changed.get(value["statement"], "") if row["dimension"] == "wording" else ""
            yield {**place, **_attribution(statements[value["statement"]]), **_words(value), "change": change}


def _judgement(row: Document) -> dict[str, str]:
    speaking = f"{row['speaking']} of {len(row['cells'])}"
    return {"dimension": row["dimension"], "verdict": row["verdict"] or "", "speaking": speaking}


def _words(value: Document) -> dict[str, str]:
    said = {"cell": "speaks", "text": value["text"], "language": value["language"] or ""}
    how = {"wording": value.get("wording", ""), "mark": value["mark"] or ""}
    return {**said, "codes": "; ".join(value["codes"]), **how}


def _silence(column: Document) -> dict[str, str]:
    """Who is silent: the one statement of the column where it is one, else the actor on the term."""
    one = _attribution(column["statements"][0]) if column["type"] == "statement" else {}
    return {"cell": "silent", "actor": column["actor"]["name"], "term": column["term"]["preferred"], **one}


def _attribution(statement: Document) -> dict[str, str]:
    source = statement["source"]
    names = {"actor": statement["actor"]["name"], "term": statement["term"]["preferred"]}
    own = {name: statement[name] or "" for name in ("said", "attribution", "reported_by")}
    read_in = {name: source[name] or "" for name in ("publisher", "url", "published")}
    return {**names, **own, "statement": statement["id"], "source": source["title"], **read_in}
