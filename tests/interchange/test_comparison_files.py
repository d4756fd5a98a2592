"""XLSX, DOCX and Markdown of a comparison: they open again, and nothing has lost its speaker, source or date."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from flask.testing import FlaskClient
from markdown_it import MarkdownIt
from markupsafe import escape

from glossary.dates import in_words
from glossary.interchange.comparison_csv import LICENCE, names_of
from glossary.interchange.comparison_docx import comparison_docx
from glossary.interchange.comparison_markdown import comparison_markdown
from glossary.interchange.comparison_notes import Keeping
from glossary.interchange.comparison_xlsx import comparison_xlsx
from glossary.languages import direction, quotation_marks
from tests.conftest import NOT_RUN
from tests.interchange.kept_files import ENDINGS, QUERIES, compared, fetched, statements, texts, word_file, workbook

NO_WORDS = {"silent", "not stated", "no statement recorded", "silent on every dimension"}
NO_OFFICE = "DOCX and XLSX to PDF NOT run: no LibreOffice (soffice)"
NUMBERED = re.compile(r"\[\d+\]$")
every_kind = pytest.mark.parametrize("kind", QUERIES)
every_ending = pytest.mark.parametrize("ending", ENDINGS)
HOSTILE = ('=HYPERLINK("https://evil.example")', "+1", "-1", "@SUM(A1)", "#N/A", "a\x0bb", "|<b>*x*</b>|")


def keeping() -> Keeping:
    """What a file says of itself, where no request says so."""
    site, moment = "https://glossary.example", datetime.fromisoformat("2026-11-25T10:00:00")
    return Keeping("A title", f"{site}/compare?x=y", site, moment, "A glossary")


@every_kind
@every_ending
def test_every_source_is_in_the_file(client: FlaskClient, kind: str, ending: str) -> None:
    """Actor, day, title, publisher, address, and how the words reached us, of each statement."""
    said = "\n".join(texts(fetched(client, ending, QUERIES[kind]), ending))
    for one in statements(compared(client, QUERIES[kind])):
        source = one["source"]
        for fact in (one["actor"]["name"], in_words(one["said"]), source["title"], source["publisher"], source["url"]):
            assert fact in said, (one["id"], fact)
        assert one["attribution"] in said
        assert one["reported_by"] in said
        assert f"/statements/{one['id']}" in said


@every_kind
@every_ending
def test_every_wording_is_verbatim(client: FlaskClient, kind: str, ending: str) -> None:
    """Quotations and summaries stand there as they are recorded."""
    said = "\n".join(texts(fetched(client, ending, QUERIES[kind]), ending))
    for row in compared(client, QUERIES[kind])["rows"]:
        for value in (value for cell in row["cells"] for value in cell if row["dimension"] == "wording"):
            assert value["text"] in said, value["statement"]


@every_ending
def test_quotations_stand_in_the_marks_of_their_language(client: FlaskClient, ending: str) -> None:
    """As on the page: Arabic words in guillemets, English ones in English marks."""
    query = QUERIES["event"]
    said = "\n".join(texts(fetched(client, ending, query), ending))
    page = client.get(f"/compare?{query}").text
    quotes = {
        (value["text"], value["language"])
        for row in compared(client, query)["rows"]
        for cell in row["cells"]
        for value in cell
        if value.get("wording") == "quote"
    }
    assert {"ar", "en"} <= {language for _, language in quotes}
    for text, language in quotes:
        opening, closing = quotation_marks(language)
        assert f"{opening}{text}{closing}" in said
        assert f"{opening}{escape(text)}{closing}" in page


@every_kind
def test_no_words_stand_without_a_number_that_leads_to_their_source(client: FlaskClient, kind: str) -> None:
    """In every file each value ends in the number of a source; what has none says that nothing is said."""
    sources = len(statements(compared(client, QUERIES[kind])))
    for said in values(client, QUERIES[kind]):
        marked = NUMBERED.search(said)
        assert marked or said in NO_WORDS, said
        assert not marked or 1 <= int(marked[0][1:-1]) <= sources


def values(client: FlaskClient, query: str) -> Iterator[str]:
    """The lines of all cells but those that name rows and columns."""
    down = query.startswith(("event", "actor=israel"))
    book = workbook(fetched(client, "xlsx", query))
    for row in book["Comparison"].iter_rows(min_row=2, min_col=4 if down else 2):
        yield from (cell.value for cell in row if cell.value)
    for row in word_file(fetched(client, "docx", query)).tables[0].rows[1:]:
        for cell in row.cells[3 if down else 1 :]:
            yield from (p.text for p in cell.paragraphs if p.runs and p.text and not is_head(p))
    for line in fetched(client, "md", query).decode().splitlines():
        if (
            line.startswith("| ")
            and not line.startswith("| ---")
            and "Row and verdict" not in line
            and "| No. " not in line
        ):
            cells = re.split(r"(?<!\\) \| ", line.removeprefix("| ").removesuffix(" |"))
            said = (part for cell in cells[3 if down else 1 :] for part in cell.split("<br>"))
            yield from (part.replace("\\[", "[").replace("\\]", "]") for part in said)


def is_head(paragraph: Paragraph) -> bool:
    """Whether it is the small grey line above words that says when they were said, or on what."""
    return paragraph.runs[0].font.color.rgb is not None


@every_kind
@every_ending
def test_the_same_question_is_the_same_file(client: FlaskClient, kind: str, ending: str) -> None:
    """Byte for byte; and no entry of an office file has the time of day."""
    first, second = (fetched(client, ending, QUERIES[kind]) for _ in range(2))
    assert first == second
    if ending != "md":
        entries = zipfile.ZipFile(io.BytesIO(first)).infolist()
        assert len({entry.date_time for entry in entries}) == 1
        properties = workbook(first).properties if ending == "xlsx" else word_file(first).core_properties
        assert properties.modified.timetuple()[:4] == entries[0].date_time[:4]


@pytest.mark.parametrize("ending", [*ENDINGS, "csv"])
def test_changes_over_time_are_in_the_file(client: FlaskClient, ending: str) -> None:
    """Each with whose it is: one of a party of a joint text is not the first actor's."""
    document = compared(client, "actor=joe-biden&over=time&with=affiliated")
    names = names_of(document)
    file = client.get(f"/compare.{ending}?actor=joe-biden&over=time&with=affiliated").data
    said = file.decode() if ending == "csv" else "\n".join(texts(file, ending))
    assert document["changes"]
    for change in document["changes"]:
        assert change["words"] in said
        assert names[change["actor"]] in said


@every_ending
def test_licence_address_moment_and_note_travel_along(client: FlaskClient, ending: str) -> None:
    """What it is, where it stands, as of when, on which terms, and that codes are the editors' reading."""
    said = "\n".join(texts(fetched(client, ending, QUERIES["actor"]), ending))
    assert LICENCE in said
    assert compared(client, QUERIES["actor"])["note"] in said
    assert re.search(r"/compare\?term=humanitarian-pause&actor=john-kirby&\S*&as_of=\d{4}-\d\d-\d\dT", said)
    assert re.search(r"As of[:*\n ]+\d{1,2} \w+ \d{4}, \d\d:\d\d:\d\d UTC", said)


def test_a_document_marks_languages_and_directions(client: FlaskClient) -> None:
    """Arabic words are in runs from right to left, in paragraphs that begin on the right; French ones are not."""
    made = word_file(fetched(client, "docx", QUERIES["event"]))
    paragraphs = [p for row in made.tables[0].rows for cell in row.cells for p in cell.paragraphs]
    quotes = {
        value["text"]: value["language"]
        for row in compared(client, QUERIES["event"])["rows"]
        for cell in row["cells"]
        for value in cell
        if row["dimension"] == "wording"
    }
    assert {"ar", "en"} <= set(quotes.values())
    for text, language in quotes.items():
        paragraph = next(p for p in paragraphs if text in p.text)
        run = next(run for run in paragraph.runs if text in run.text)
        backwards = direction(language) == "rtl"
        assert bool(run.font.rtl) is backwards
        assert (paragraph._p.find(".//" + qn("w:bidi")) is not None) is backwards
        mark = run._r.find(".//" + qn("w:lang"))
        assert (mark is None) if language == "en" else mark.get(qn("w:bidi")) == language


def test_a_workbook_reads_right_to_left_where_the_words_do(client: FlaskClient) -> None:
    """Arabic cells are read from the right, and others as their first letter says."""
    sheet = workbook(fetched(client, "xlsx", QUERIES["statement"]))["Comparison"]
    orders = {cell.value: cell.alignment.readingOrder for row in sheet.iter_rows() for cell in row if cell.value}
    arabic = [text for text in orders if re.search("[\u0600-\u06ff]{3}", text)]
    assert arabic
    assert all(orders[text] == 2 for text in arabic)
    assert orders["Wording"] == 0


def test_a_table_that_runs_over_the_page_keeps_its_head(client: FlaskClient) -> None:
    """The head is repeated, no row is torn, and a wide table lies on its side."""
    narrow = word_file(fetched(client, "docx", "actor=ocha&term=humanitarian-pause&term=ceasefire"))
    wide = word_file(fetched(client, "docx", QUERIES["statement"]))
    assert narrow.sections[0].orientation == WD_ORIENT.PORTRAIT
    assert wide.sections[0].orientation == WD_ORIENT.LANDSCAPE
    assert wide.sections[0].page_width > wide.sections[0].page_height
    first, *others = wide.tables[0].rows
    assert first._tr.trPr.find(qn("w:tblHeader")) is not None
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in others)


def test_statements_over_time_and_by_event_go_down(client: FlaskClient) -> None:
    """A line for each, in the order of the document, however many there are."""
    for kind in ("time", "event"):
        document = compared(client, QUERIES[kind])
        rows = word_file(fetched(client, "docx", QUERIES[kind])).tables[0].rows
        assert [row.cells[0].text for row in rows[1:]] == [f"[{n}]" for n in range(1, len(document["columns"]) + 1)]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_becomes_a_formula_an_error_or_markup(client: FlaskClient, text: str) -> None:
    """Whatever somebody's words begin with, files open, and they stay words."""
    document = compared(client, QUERIES["statement"])
    for row in document["rows"]:
        for value in (value for cell in row["cells"] for value in cell):
            value["text"] = text
    shown = text.replace("\x0b", "\ufffd")
    sheet = workbook(comparison_xlsx(document, keeping()))["Comparison"]
    cells = [cell for row in sheet.iter_rows(min_row=2, min_col=2) for cell in row if str(cell.value).startswith(shown)]
    assert cells
    assert {cell.data_type for cell in cells} == {"s"}
    assert all(cell.quotePrefix for cell in cells) is text.startswith(("=", "+", "-", "@"))
    assert any(
        shown in p.text
        for cell in word_file(comparison_docx(document, keeping())).tables[0]._cells
        for p in cell.paragraphs
    )
    assert "<b>" not in comparison_markdown(document, keeping()).replace("\\<b", "")


@every_kind
def test_markdown_is_one_table_with_numbered_sources(client: FlaskClient, kind: str) -> None:
    """A reader of Markdown sees as many columns in each line, and a list from 1 on."""
    tokens = MarkdownIt("commonmark").enable("table").parse(fetched(client, "md", QUERIES[kind]).decode())
    kinds = [token.type for token in tokens]
    assert kinds.count("table_open") == 1
    columns = kinds.count("th_open")
    assert kinds.count("td_open") == columns * (kinds.count("tr_open") - 1)
    start = kinds.index("ordered_list_open")
    listed = kinds[start : kinds.index("ordered_list_close")].count("list_item_open")
    assert listed == len(statements(compared(client, QUERIES[kind])))


@pytest.mark.parametrize("ending", ["docx", "xlsx"])
def test_an_office_prints_it(client: FlaskClient, tmp_path: Path, ending: str, request: pytest.FixtureRequest) -> None:
    """LibreOffice makes a PDF of it, where there is a LibreOffice."""
    office = shutil.which("soffice")
    if office is None:
        request.config.stash.setdefault(NOT_RUN, set()).add(NO_OFFICE)
        pytest.skip(NO_OFFICE)
    (tmp_path / f"a.{ending}").write_bytes(fetched(client, ending, QUERIES["event"]))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), f"a.{ending}"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF-")
