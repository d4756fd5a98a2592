"""Citations of a term, a source and a statement: a page with all of them, and each format at its own address.

What is ours and what is the source's are two things to cite, under two names.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import Response, request

from glossary.errors import Invalid
from glossary.interchange import citations, citations_files
from glossary.numbers import whole_number
from glossary.services.export import citable
from glossary.web import links, pages
from glossary.web.parameters import cited, of_form

Document = dict[str, Any]
Item = citations.Item
NAMES = {"apa": "APA", "chicago": "Chicago", "bibtex": "BibTeX", "ris": "RIS", "csl": "CSL-JSON"}
"""Format in an address -> its name."""
_FILES = {
    "bibtex": (citations_files.bibtex, "bib", "application/x-bibtex; charset=utf-8"),
    "ris": (citations_files.ris, "ris", "application/x-research-info-systems; charset=utf-8"),
    "csl": (citations_files.csl_json, "json", "application/vnd.citationstyles.csl+json"),
}


def statement(slug: str) -> str | Response:
    """The source of the words, and our record of them: of its present revision, or of the one asked for."""
    return _record("statement", slug)


def term(slug: str) -> str | Response:
    """Our entry, at the revision asked for or the present one."""
    return _record("term", slug)


def source(slug: str) -> str | Response:
    """The work itself, and our entry on it."""
    return _record("source", slug)


def _record(kind: str, slug: str) -> str | Response:
    present = pages.record(kind, slug)
    found = citable.in_state(kind, present, _revision())
    title = f"Cite: {citations.title_of(kind, found)}"
    return answer(
        citable.blocks(kind, citable.slug_of(present), found),
        title,
        citable.slug_of(found),
        keep=links.asked("revision"),
    )


def _revision() -> int | None:
    asked = of_form("revision")
    number = whole_number(asked) if asked else None
    if asked and number is None:
        raise Invalid("revision takes the number of a revision, such as 1.")
    return number


def answer(blocks: Sequence[citable.Block], title: str, name: str, *, keep: links.Pairs) -> str | Response:
    """The citations in the format that the address asks for; without one, a page with all of them.

    Raises `Invalid` for a format that there is not.
    """
    asked = of_form("format")
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
    return [citable.line(item, style) for item in items]


def _page(blocks: Sequence[citable.Block], title: str, keep: links.Pairs) -> str:
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


def _styled(block: citable.Block) -> list[tuple[str, list[str]]]:
    return [(NAMES[style], _lines(block.items, style)) for style in ("apa", "chicago")]


ROUTES = (
    ("/statements/<slug>/cite", "statement_cite", cited(statement, "revision")),
    ("/terms/<slug>/cite", "term_cite", cited(term, "revision")),
    ("/sources/<slug>/cite", "source_cite", cited(source, "revision")),
)
