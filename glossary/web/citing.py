"""Citations of a term, a source and a statement: a page with all of them, and each format at its own address.

What is ours and what is the source's are two things to cite, under two names.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from flask import Response, request

from glossary.errors import Invalid
from glossary.interchange import citations, citations_files
from glossary.numbers import whole_number
from glossary.services import clock, history, reading
from glossary.web import links, pages

Document = dict[str, Any]
Item = citations.Item
NAMES = {"apa": "APA", "chicago": "Chicago", "bibtex": "BibTeX", "ris": "RIS", "csl": "CSL-JSON"}
"""Format in an address -> its name."""
_FILES = {
    "bibtex": (citations_files.bibtex, "bib", "application/x-bibtex; charset=utf-8"),
    "ris": (citations_files.ris, "ris", "application/x-research-info-systems; charset=utf-8"),
    "csl": (citations_files.csl_json, "json", "application/vnd.citationstyles.csl+json"),
}
BYLINE = "Who wrote the work is not recorded; its publisher stands in the author’s place."


class Block(NamedTuple):
    """Things to cite under one heading, and what has to be said of them."""

    heading: str
    items: tuple[Item, ...]
    note: str


def statement(slug: str) -> str | Response:
    """The source of the words, and our record of them: of its present revision, or of the one asked for."""
    found, published_at = _state("statement", slug)
    items = citations.quoted_item(found, site()), citations.record_item("statement", found, published_at, site())
    heading = "The source of the words" if found["wording"] == "quote" else "The source of the position"
    blocks = Block(heading, items[:1], BYLINE), Block("Our record", items[1:], "")
    return answer(blocks, f"Cite: {citations.title_of('statement', found)}", found["id"], keep=links.asked("revision"))


def term(slug: str) -> str | Response:
    """Our entry, at the revision asked for or the present one."""
    found, published_at = _state("term", slug)
    block = Block("Our entry", (citations.record_item("term", found, published_at, site()),), "")
    return answer((block,), f"Cite: {found['preferred']}", found["slug"], keep=links.asked("revision"))


def source(slug: str) -> str | Response:
    """The work itself, and our entry on it."""
    found, published_at = _state("source", slug)
    own = Block("Our entry on it", (citations.record_item("source", found, published_at, site()),), "")
    blocks = Block("The source", (citations.source_item(found, site()),), BYLINE), own
    return answer(blocks, f"Cite: {found['title']}", found["slug"], keep=links.asked("revision"))


def site() -> citations.Site:
    """This site as citations name it, read today."""
    return citations.Site(pages.SITE, links.base(), clock.now().date())


def answer(blocks: Sequence[Block], title: str, name: str, *, keep: links.Pairs) -> str | Response:
    """The citations in the format that the address asks for; without one, a page with all of them.

    Raises `Invalid` for a format that there is not.
    """
    asked = request.args.get("format", "")
    if asked and asked not in NAMES:
        raise Invalid(f"There is no citation format {asked[:40]!r}; there are {', '.join(NAMES)}.")
    items = [item for block in blocks for item in block.items]
    if asked in _FILES:
        return _download(items, asked, name)
    if asked:
        return Response("".join(f"{text}\n" for text in _lines(items, asked)), content_type="text/plain; charset=utf-8")
    return _page(blocks, title, keep)


def _download(items: Sequence[Item], asked: str, name: str) -> Response:
    write, ending, content_type = _FILES[asked]
    headers = {"Content-Disposition": f'attachment; filename="{name}.{ending}"'}
    return Response(write(items), content_type=content_type, headers=headers)


def _lines(items: Sequence[Item], style: str) -> list[str]:
    """A line for each item; that of a source says what it is cited for."""
    from glossary.interchange.citations_lines import line  # the processor costs every start its time

    return [line(item, style) + (f" [{item['note'].rstrip('.')}]" if "contributor" in item else "") for item in items]


def _page(blocks: Sequence[Block], title: str, keep: links.Pairs) -> str:
    formats = [(name, links.with_query(request.path, [*keep, ("format", code)])) for code, name in NAMES.items()]
    told = [{**block._asdict(), "styles": _styled(block)} for block in blocks]
    return pages.render(
        "cite.html",
        title,
        "Ready to paste in the styles of APA and Chicago, and as BibTeX, RIS and CSL-JSON for reference managers.",
        keep=keep,
        json=False,
        blocks=told,
        formats=formats,
        back=request.path.removesuffix("/cite"),
        query=keep,
    )


def _styled(block: Block) -> list[tuple[str, list[str]]]:
    return [(NAMES[style], _lines(block.items, style)) for style in ("apa", "chicago")]


def _state(kind: str, slug: str) -> tuple[Document, str]:
    """The document of a record at the revision that is asked for, or the present one, and when it was published."""
    found = pages.record(kind, slug)
    asked = request.args.get("revision", "").strip()
    if asked:
        number = whole_number(asked)
        if number is None:
            raise Invalid("revision takes the number of a revision, such as 1.")
        found = history.document_at(kind, slug, number)
    entries = reading.revisions(kind, slug)
    return found, next(entry["published_at"] for entry in entries if entry["number"] == found["revision"])


ROUTES = (
    ("/statements/<slug>/cite", "statement_cite", statement),
    ("/terms/<slug>/cite", "term_cite", term),
    ("/sources/<slug>/cite", "source_cite", source),
)
