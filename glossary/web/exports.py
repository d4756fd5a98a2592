"""What can be taken along: every file of the whole glossary, with its format and what is in it."""

from __future__ import annotations

from functools import partial

from flask import Response

from glossary import sending
from glossary.services.export import exporting
from glossary.services.export import files as export_files
from glossary.services.history import pinning
from glossary.services.reading import counting
from glossary.services.reading import published as reading
from glossary.web import pages, tables
from glossary.web.parameters import View, page


def index() -> str:
    """The files, and how a program or the command line gets them."""
    return pages.render(
        "export.html",
        "Take the data along",
        "The whole glossary as files for spreadsheets, translation tools, the web of data and programs.",
        json=False,
        contents=export_files.by_content(),
        formats=export_files.FORMATS.values(),
        counts=counting.counts(),
        moment=pinning.in_address(pinning.newest_change()),
        filters=reading.FILTERS,
    )


def whole_list(plural: str, ending: str) -> Response:
    """The list of all records of a kind: the file of that kind."""
    file, taken = export_files.take(f"{plural}.{ending}")
    content = file.write(taken, exporting.publisher())
    return sending.in_pieces(content, file.content_type, file.name, state=taken.state)


LISTS = ("terms", "actors", "sources", "events", "statements")
ROUTES: tuple[tuple[str, str, View], ...] = (
    ("/export", "exports", page(index)),
    *(row for plural in LISTS for row in tables.routes(f"/{plural}", plural, partial(whole_list, plural))),
)
