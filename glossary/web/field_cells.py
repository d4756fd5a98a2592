"""The cells of the field, as markup: a page has a thousand, which macros of a template would take too long over."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from markupsafe import Markup, escape

Document = dict[str, Any]
_NONE = '<td role="cell" class="none"><span class="vh">none recorded</span></td>'


class Cells:
    """The cells of each row. `marks`: stance -> its markup. `address`: where the statements of actor and term are."""

    def __init__(self, answer: Document, marks: Mapping[str, Markup], address: Callable[[str, str], str]) -> None:
        self._terms = [escape(column["term"]["preferred"]) for column in answer["terms"]]
        self._marks, self._address = marks, address

    def of(self, row: Document, said_by: str) -> Markup:
        """One a term: the number, which leads to the statements, and the stances. `said_by`: whose they are."""
        who, slug = escape(said_by), row["actor"]["slug"]
        named = zip(self._terms, row["cells"], strict=True)
        cells = (self._cell(cell, term, who, slug) if cell["number"] else _NONE for term, cell in named)
        return Markup("\n".join(cells))  # noqa: S704

    def _cell(self, cell: Document, term: Markup, who: Markup, slug: str) -> str:
        number, address = cell["number"], escape(self._address(slug, cell["term"]))
        told = f"statement{'s' if number > 1 else ''} by {who} on {term}"
        link = f'<a href="{address}">{number}<span class="vh"> {told}</span></a>'
        takes = f'<span class="takes">{self._takes(cell["stances"])}</span>'
        return f'<td role="cell"><span class="of" aria-hidden="true">{term}</span> {link} {takes}</td>'

    def _takes(self, stances: list[Document]) -> str:
        """Each stance; how often only where there are several."""
        if len(stances) == 1:
            return f'<span class="take">{self._marks[stances[0]["stance"]]}</span>'
        return " ".join(
            f'<span class="take">{self._marks[one["stance"]]} <span class="times">{one["number"]}</span></span>'
            for one in stances
        )
