"""A comparison as a table: one line a value, so that no sorting or filtering parts words from their source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from glossary.interchange.tables import write_csv

HEADER = (
    *("dimension", "verdict", "speaking", "column", "column_label", "cell", "actor", "with", "term", "said", "text"),
    *("language", "codes", "wording", "mark", "attribution", "reported_by"),
    *("statement", "source", "publisher", "url", "published", "locator", "disputes", "change"),
)
"""`cell` is speaks or silent; `column` counts from 1; `column_label` is the actor, or the term, whose column it is;
`with` has those who stand beside the actor (role: name; …), `disputes` the statements that give the same utterance
otherwise; `change` says, beside a wording, who does what otherwise than before, and than in which statements."""

LICENCE = "Editors' words and codes: CC BY 4.0. Quotations remain their speakers'; short and attributed."

Document = Mapping[str, Any]


def comparison_csv(comparison: Document, address: str) -> str:
    """The table of a comparison document; the note on codes, the licence and the permanent address of this state of the
    comparison stand in its last three lines.

    Before them, where the records are those of a moment, a line says which.

    Every line with words has actor, date and source. A silent cell has its own line, without words: silence
    is an answer, and is told apart from a line that is missing.
    """
    changed = _changes(comparison["changes"], names_of(comparison))
    lines = [line for row in comparison["rows"] for line in _lines(row, comparison["columns"], changed)]
    moment = [f"As of {comparison['as_of']}."] if comparison["as_of"] else []
    last = [{"dimension": sentence} for sentence in (*moment, comparison["note"], LICENCE, address)]
    return write_csv(HEADER, [[line.get(name, "") for name in HEADER] for line in (*lines, *last)])


def names_of(comparison: Document) -> dict[str, str]:
    """Slug -> name of everyone who speaks in the statements of a comparison document, joint texts included."""
    statements = [one for column in comparison["columns"] for one in column["statements"]]
    actors = [actor for one in statements for actor in (one["actor"], *(party["actor"] for party in one["with"]))]
    return {actor["slug"]: actor["name"] for actor in actors}


def _changes(changes: list[Document], names: Mapping[str, str]) -> dict[str, str]:
    """Statement -> what changes with it: whose change, in words, with the statements that it is measured by."""
    said: dict[str, list[str]] = {}
    for change in changes:
        sentence = f"{names[change['actor']]}: {change['words']} [{', '.join(change['befores'])}]"
        for statement in change["afters"]:
            said.setdefault(statement, []).append(sentence)
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
    beside = "; ".join(f"{party['role']}: {party['actor']['name']}" for party in statement["with"])
    names = {"actor": statement["actor"]["name"], "with": beside, "term": statement["term"]["preferred"]}
    own = {name: statement[name] or "" for name in ("said", "attribution", "reported_by", "locator")}
    own["disputes"] = "; ".join(statement["disputes"])
    read_in = {name: source[name] or "" for name in ("publisher", "url", "published")}
    return {**names, **own, "statement": statement["id"], "source": source["title"], **read_in}
