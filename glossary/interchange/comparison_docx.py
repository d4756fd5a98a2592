"""A comparison as a document to paste into a report: a table, numbered sources under it, and what it is.

Words stand in their own language and direction: the word processor spells, hyphenates and reads them as such.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any

import docx
from docx.document import Document as Docx
from docx.enum.section import WD_ORIENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Length, Pt, RGBColor
from docx.table import _Cell, _Row
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from glossary.dates import in_words
from glossary.interchange.comparison_notes import Keeping, Note, clean
from glossary.interchange.comparison_table import EDITORS, POINTS, Cell, Line, Table, laid_out
from glossary.interchange.sealed import sealed
from glossary.languages import direction

UPRIGHT = 4
"""Columns that a page takes upright: that of the rows and three more."""
_SOFT = RGBColor(0x54, 0x5E, 0x67)
_SMALL = Pt(8.5)
_SHARES = {"Row and verdict": 1.2, "No.": 0.5, "Actor": 1.6, "Term": 1.2, "Wording": 3.0, POINTS: 3.0}
_AFTER_BIDI = ("w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:rPr")
"""What follows in a paragraph's properties, whose order the format fixes."""


def comparison_docx(document: Mapping[str, Any], keeping: Keeping) -> bytes:
    """The file of a comparison document: the same document and keeping are the same bytes."""
    table = laid_out(document, keeping)
    made = docx.Document()
    _describe(made, keeping)
    _lay_page(made, turned=len(table.head) > UPRIGHT)
    made.add_heading(clean(keeping.title), level=1)
    _grid(made, table)
    for remark in table.remarks:
        _paragraph(made).add_run(clean(remark))
    _sources(made, table.notes)
    _facts(made, table.facts)
    out = io.BytesIO()
    made.save(out)
    return sealed(out.getvalue(), keeping.moment)


def _describe(made: Docx, keeping: Keeping) -> None:
    properties, moment = made.core_properties, keeping.moment.replace(microsecond=0)
    properties.title, properties.author = clean(keeping.title)[:255], keeping.site[:255]
    properties.last_modified_by, properties.comments, properties.language = keeping.site[:255], "", EDITORS
    properties.created = properties.modified = moment


def _lay_page(made: Docx, *, turned: bool) -> None:
    section = made.sections[0]
    wide, high = Cm(29.7), Cm(21)
    section.orientation = WD_ORIENT.LANDSCAPE if turned else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (wide, high) if turned else (high, wide)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(1.8)
    made.styles["Normal"].font.size = Pt(10)


def _grid(made: Docx, table: Table) -> None:
    grid = made.add_table(rows=len(table.body) + 1, cols=len(table.head), style="Table Grid")
    head, widths = tuple((Line(text),) for text in table.head), _widths(made, table.head)
    grid.autofit = False
    for row, line in zip(grid.rows, (head, *table.body), strict=True):
        _keep_whole(row)
        for place, (cell, content) in enumerate(zip(row.cells, line, strict=True)):
            cell.width = widths[place]
            _write(cell, content, bold=place == 0 or line is head)
    _repeat(grid.rows[0])


def _widths(made: Docx, head: Sequence[str]) -> list[Length]:
    """The width of the page, shared out: more to columns of words, less to those of numbers and names."""
    section = made.sections[0]
    room = (section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0)
    shares = [_SHARES.get(text, 2.0) for text in head]
    return [Length(int(room * share / sum(shares))) for share in shares]


def _element(name: str) -> Any:
    """A new element of Word's own language; the types of python-docx and of lxml do not know each other."""
    return OxmlElement(name)


def _repeat(row: _Row) -> None:
    """Show the row on top of every page that the table runs over."""
    row._tr.get_or_add_trPr().append(_element("w:tblHeader"))


def _keep_whole(row: _Row) -> None:
    row._tr.get_or_add_trPr().append(_element("w:cantSplit"))


def _write(cell: _Cell, content: Cell, *, bold: bool) -> None:
    """The lines of a cell, a paragraph each; of a head only the first is bold."""
    paragraph = cell.paragraphs[0]
    for place, line in enumerate(content):
        paragraph = paragraph if place == 0 else cell.add_paragraph()
        _tighten(paragraph)
        if line.head:  # a paragraph of its own: in one line with words from right to left it would change sides
            _plain(paragraph, line.head).font.color.rgb = _SOFT
            paragraph = cell.add_paragraph()
            _tighten(paragraph)
        _line(paragraph, line, bold=bold and place == 0)


def _tighten(paragraph: Paragraph) -> None:
    paragraph.paragraph_format.space_after = Pt(2)


def _line(paragraph: Paragraph, line: Line, *, bold: bool) -> None:
    """What stands before, the words in their language, what stands after, and the numbers of the sources."""
    if not line.words:
        _plain(paragraph, line.text)
        return
    backwards = direction(line.language) == "rtl"
    if backwards:
        paragraph._p.get_or_add_pPr().insert_element_before(_element("w:bidi"), *_AFTER_BIDI)
    if line.before:
        _plain(paragraph, line.before)
    words = _plain(paragraph, line.said)
    words.bold = bold or None
    _speak(words, line.language)
    marks = "".join(f" [{number}]" for number in line.marks)
    if line.after + marks:
        _plain(paragraph, line.after + marks)


def _plain(paragraph: Paragraph, text: str) -> Run:
    run = paragraph.add_run(clean(text))
    run.font.size = _SMALL
    return run


def _speak(run: Run, language: str) -> None:
    """Mark the run with its language, and with its direction where that is from right to left."""
    if language == EDITORS:
        return
    if direction(language) == "rtl":
        run.font.rtl = True
    mark = _element("w:lang")
    for part in ("val", "eastAsia", "bidi"):
        mark.set(qn(f"w:{part}"), language)
    run._r.get_or_add_rPr().append(mark)


def _sources(made: Docx, notes: Sequence[Note]) -> None:
    made.add_heading("Sources", level=2)
    if not notes:
        _paragraph(made).add_run("No statement recorded.")
    for note in notes:
        source, where = note.source, note.statement["locator"]
        paragraph = _paragraph(made)
        paragraph.add_run(clean(f"[{note.number}] {note.said}. "))
        paragraph.add_run(clean(source["title"])).italic = True
        published = in_words(source["published"] or "undated")
        paragraph.add_run(clean(f", {source['publisher']}, {published}{', ' + where if where else ''}. "))
        _link(paragraph, source["url"])
        paragraph.add_run(". Record: ")
        _link(paragraph, note.record)


def _facts(made: Docx, facts: Sequence[tuple[str, str]]) -> None:
    made.add_heading("About this table", level=2)
    for name, text in facts:
        paragraph = _paragraph(made)
        paragraph.add_run(f"{name}: ").bold = True
        if text.startswith(("https://", "http://")):
            _link(paragraph, text)
        else:
            paragraph.add_run(clean(text))


def _paragraph(made: Docx) -> Paragraph:
    paragraph = made.add_paragraph()
    paragraph.paragraph_format.space_after = Pt(4)
    return paragraph


def _link(paragraph: Paragraph, address: str) -> None:
    """The address, as a link to itself."""
    link = _element("w:hyperlink")
    relation = paragraph.part.relate_to(clean(address), RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link.set(qn("r:id"), relation)
    run = paragraph.add_run(clean(address))
    run.underline = True
    link.append(run._r)
    paragraph._p.append(link)
