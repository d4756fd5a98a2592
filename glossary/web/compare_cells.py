"""The cells of a comparison's table, as markup.

A page has thousands of values. Put together here they take a tenth of the time that macros of the template take; what
stands beside each value of one statement is made once.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any

from flask import get_template_attribute
from markupsafe import Markup, escape

from glossary.web import shown, wording
from glossary.web.shown import own, quoted, title, when

Document = dict[str, Any]
_ON_OTHERS = '<span class="silence">on other pages</span>'
_NO_CODE = '<span class="hint">no code fits</span>'


class Cells:
    """The cells of one comparison, by row or by statement. `told`: statement -> its document, as `compare_heading`.

    `here`: the statements that the page has of each column. Of what a column says in others, that it stands elsewhere.
    """

    def __init__(self, answer: Document, names: Sequence[str], told: Document, here: Sequence[Collection[str]]) -> None:
        self._columns, self._told, self._here = answer["columns"], told, here
        self._names = [f"{place} <bdi>{escape(name)}</bdi>" for place, name in enumerate(names, start=1)]
        self._links: dict[str, str] = {}

    def across(self, row: Document) -> Markup:
        """The cells of a row, one a column; a narrow page names the column, but not where all are silent."""
        heads = [""] * len(self._names) if row["verdict"] == "silent" else self._names
        pinned = row["dimension"] == "wording"
        cells = (
            self._cell(row, place, head, f' id="c{place + 1}"' if pinned else "") for place, head in enumerate(heads)
        )
        return Markup("\n".join(cells))  # noqa: S704

    def down(self, rows: Iterable[Document], place: int) -> Markup:
        """The cells of a statement, one a row; a narrow page names the row."""
        return Markup("\n".join(self._cell(row, place, row["label"]) for row in rows))  # noqa: S704

    def _cell(self, row: Document, place: int, head: str, more: str = "") -> str:
        """`head` is markup."""
        values, column = row["cells"][place], self._columns[place]
        who = f'<span class="who" aria-hidden="true">{head}</span> ' if head else ""
        if not values:
            words = "silent" if row["verdict"] else "not stated" if column["statements"] else "no statement recorded"
            return f'<td role="cell" class="mute"{more}>{who}<span class="silence">{words}</span></td>'
        draw = self._dated if column["type"] == "actor" else _value
        shown = [value for value in values if value["statement"] in self._here[place]]
        said = "".join(f'<div class="value">{draw(row, value)}</div>' for value in shown) or _ON_OTHERS
        return f'<td role="cell"{more}>{who}{said}</td>'

    def _dated(self, row: Document, value: Document) -> str:
        """A value among others of its column: with its date, and whoever else stands behind the words."""
        mark = f' <span class="hint">(<bdi>{escape(value["mark"])}</bdi>)</span>' if value["mark"] else ""
        if row["dimension"] == "date":
            return f"<a {self._link(value)}{mark}"
        parties = self._parties(value) if row["dimension"] == "wording" else ""
        return f'<a class="dated" {self._link(value)}{_value(row, value)}{mark}{parties}'

    def _link(self, value: Document) -> str:
        """The rest of a link to the statement, which shows its date."""
        known = self._links.get(value["statement"])
        if known is None:
            known = f'href="/statements/{escape(value["statement"])}">{when(value["said"])}</a>'
            self._links[value["statement"]] = known
        return known

    def _parties(self, value: Document) -> str:
        statement = self._told[value["statement"]]["statement"]
        if not statement["with"]:
            return ""
        return f'<span class="hint">{get_template_attribute("_statement.html", "parties")(statement)}</span>'


def _value(row: Document, value: Document) -> str:
    """What stands in a cell for one statement."""
    draw = _DRAWN.get(row["dimension"])
    if draw is not None:
        return draw(value)
    if row["group"] == "single":
        return escape(value["text"])
    text = own(value["text"], value["language"] or "en")
    return f"{text} {_codes(value)}" if row["group"] == "dimension" else text


def _wording(value: Document) -> str:
    if value["wording"] == "quote":
        text: str = quoted({"language": value["language"], "quote": value["text"]})
    else:
        text = f'<p class="sum"><span class="tag">Paraphrase by the editors</span> {own(value["text"], "en")}</p>'
    written = own(value["term_as_written"], value["term_language"], "written")
    return f'{text}<p class="hint">Written {written}</p>'


def _source(value: Document) -> str:
    named = title({"title": value["text"], "language": value["source_language"]})
    link = f'<a href="/sources/{escape(value["slug"])}">{named}</a>'
    return f"{link}, <bdi>{escape(value['publisher'])}</bdi>, {when(value['published'])}"


def _codes(value: Document) -> str:
    codes = "".join(f'<span class="code">{escape(wording.words(code))}</span>' for code in value["codes"])
    return f'<span class="codes">{codes or _NO_CODE}</span>'


_DRAWN: dict[str, Callable[[Document], str]] = {
    "wording": _wording,
    "date": lambda value: when(value["text"]),
    "source": _source,
    "stance": lambda value: shown.stance(value["codes"][0]),
    "language": lambda value: escape(wording.language(value["codes"][0])),
}
"""Rows whose values are more than a text in its language."""
