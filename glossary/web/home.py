"""The first page, and the small files that every site has."""

from __future__ import annotations

from pathlib import Path

from flask import Response, send_from_directory

from glossary import site
from glossary.services.reading import counting
from glossary.services.reading import published as reading
from glossary.web import described, links, pages

EXAMPLE = (
    "ocha-humanitarian-pause-2022",
    "john-kirby-humanitarian-pause-2023-10-26",
    "emanuela-chiara-gillard-humanitarian-pause-2024-04-24-2",
)
"""An example: three definitions of one term, oldest first; left out where one of them is not there."""
NEWEST, MOST_USED, ICON_KEPT = 5, 12, 86_400


def home() -> str:
    """The search box, what is here in numbers that link, three ways in, and the newest statements."""
    counts = counting.statement_counts("term")
    terms = sorted(reading.every("term"), key=lambda term: (-counts.get(term["slug"], 0), term["preferred"]))
    return pages.render(
        "home.html",
        site.NAME,
        "Who uses “humanitarian pause”, “ceasefire”, “humanitarian truce” and neighbouring terms how: "
        "each use with its actor, date and source, searchable and side by side.",
        json=False,
        described=described.home(),
        counts=counting.counts(),
        speakers=counting.speakers(),
        terms=terms[:MOST_USED],
        uses=counts,
        example=_example(),
        newest=reading.newest(NEWEST),
        events=sorted(reading.every("event"), key=lambda e: (e["date_from"], e["slug"]), reverse=True)[:NEWEST],
    )


def _example() -> list[pages.Document]:
    found = reading.statements(EXAMPLE)
    return found if len(found) == len(EXAMPLE) else []


def robots() -> Response:
    """Everything may be read by machines but endless combinations of search, comparison and field."""
    lists = ("/search?", "/search.", "/search/", "/field?", "/field.", "/field/statements?", "/changes?", "/changes.")
    closed = (*lists, "/compare?", "/compare.", "/compare/", "/corrections/", "/admin/")
    lines = [
        "User-agent: *",
        *(f"Disallow: {path}" for path in closed),
        "Allow: /",
        "",
        f"Sitemap: {links.permanent('/sitemap.xml')}",
        "",
    ]
    return Response("\n".join(lines), content_type="text/plain; charset=utf-8")


def favicon() -> Response:
    """The icon where browsers look for it unasked."""
    return send_from_directory(Path(__file__).parent / "static", "favicon.ico", max_age=ICON_KEPT)
