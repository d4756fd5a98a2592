"""A comparison as Markdown, in the dialect of GitHub: a table, numbered sources under it, and what it is."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from glossary.dates import in_words
from glossary.interchange.comparison_notes import Keeping, Note, reached_us, speaker
from glossary.interchange.comparison_table import Cell, Line, laid_out
from glossary.languages import direction

_SIGNS = re.compile(r"[\\`*_\[\]<>|~&#$]")
_BREAKS = re.compile(r"[ \t]*[\n\r\f\v]+[ \t]*")


def comparison_markdown(document: Mapping[str, Any], keeping: Keeping) -> str:
    """The text of a comparison document. No sign in the words of others makes a mark of Markdown."""
    table = laid_out(document, keeping)
    grid = [_row(map(escaped, table.head)), _row("---" for _ in table.head), *(_body(row) for row in table.body)]
    parts = [f"# {escaped(keeping.title)}", "\n".join(grid)]
    parts += ["\n".join(f"- {escaped(remark)}" for remark in table.remarks)] if table.remarks else []
    parts += ["## Sources", "\n".join(map(_source, table.notes)) or "No statement recorded."]
    parts += ["\n".join(f"- **{name}:** {_fact(text)}" for name, text in table.facts)]
    return "\n\n".join(parts) + "\n"


def escaped(text: str) -> str:
    """The text, shown by Markdown as it is, on one line."""
    return _SIGNS.sub(r"\\\g<0>", _BREAKS.sub(" ", text))


def _row(cells: Any) -> str:
    return f"| {' | '.join(cells)} |"


def _body(row: Sequence[Cell]) -> str:
    return _row("<br>".join(map(_line, cell)) for cell in row)


def _line(line: Line) -> str:
    head = f"{escaped(line.head)}: " if line.head else ""
    marks = "".join(f" \\[{number}\\]" for number in line.marks)
    return f"{head}{escaped(line.before)}{_own(line)}{escaped(line.after)}{marks}".strip(" ")


def _own(line: Line) -> str:
    """The words, marked with their language where that is not the page's."""
    words = escaped(line.said)
    if line.language == "en" or not words:
        return words
    return f'<span lang="{line.language}" dir="{direction(line.language)}">{words}</span>'


def _source(note: Note) -> str:
    source, one = note.source, note.statement
    where = f", {escaped(one['locator'])}" if one["locator"] else ""
    work = f"*{escaped(source['title'])}*, {escaped(source['publisher'])}, {in_words(source['published'] or 'undated')}"
    said = f"**{escaped(speaker(one))}**, {in_words(one['said'])}, {escaped(reached_us(one))}"
    return f"{note.number}. {said}. {work}{where}. <{source['url']}> (record: <{note.record}>)"


def _fact(text: str) -> str:
    return f"<{text}>" if text.startswith(("https://", "http://")) else escaped(text)
