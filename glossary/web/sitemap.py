"""For crawlers and browsers: the addresses of all pages, and how the site is searched.

The sitemap names parts of at most 50,000 addresses: one of pages, and as many as there must be of each kind of record.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from flask import Response, request

from glossary import sending, site
from glossary.errors import NotFound
from glossary.interchange import site_files
from glossary.interchange.feeds import moment
from glossary.interchange.site_files import MOST_ADDRESSES, Place
from glossary.models.revision import RECORD_KINDS
from glossary.services.export import addresses, exporting
from glossary.services.reading import change_log
from glossary.services.searching import suggesting
from glossary.web import faces, links, wording
from glossary.web.parameters import Door, View

XML = "application/xml; charset=utf-8"
SUGGESTIONS = "application/x-suggestions+json; charset=utf-8"
PAGES = ("/", "/terms", "/actors", "/events", "/sources", "/field", "/changes", "/annotate", "/export", "/releases")
ABOUT = ("/about", "/about/data", "/about/method", "/about/privacy", "/about/embed", "/about/vocabulary", "/api/docs")
"""Pages that are no records; their last change is not known."""


def index() -> Response:
    """The sitemap: where its parts are."""
    parts = [
        links.permanent(f"/sitemap/{faces.PLURALS[kind]}-{number}.xml")
        for kind in RECORD_KINDS
        for number in range(1, addresses.parts(kind, MOST_ADDRESSES) + 1)
    ]
    return Response(site_files.index_of_parts([links.permanent("/sitemap/pages.xml"), *parts]), content_type=XML)


def pages() -> Response:
    """The pages that are no records."""
    made = site_files.part((links.permanent(path), "") for path in (*PAGES, *ABOUT))
    return Response(b"".join(made), content_type=XML)


def part(plural: str, number: int) -> Response:
    """A part with records of one kind, sent while it is made. Raises `NotFound` where there is no such part."""
    kind = next((kind for kind in RECORD_KINDS if faces.PLURALS[kind] == plural), None)
    if kind is None or not 1 <= number <= addresses.parts(kind, MOST_ADDRESSES):
        raise NotFound("The sitemap has no such part; /sitemap.xml names those that there are.")
    places = _places(site.base(), plural, kind, number)
    return sending.in_pieces(site_files.part(places), XML, state=change_log.state())


def _places(base: str, plural: str, kind: str, number: int) -> Iterator[Place]:
    for slug, changed in addresses.part(kind, number, MOST_ADDRESSES):
        yield f"{base}/{plural}/{slug}", moment(changed)


def description() -> Response:
    """How a browser searches the site."""
    content = site_files.search_description(exporting.publisher())
    return Response(content, content_type="application/opensearchdescription+xml; charset=utf-8")


def suggestions() -> Response:
    """What browsers show while somebody types: what was typed, then names, descriptions and addresses."""
    typed = request.args.get("q", "")
    found = suggesting.suggest(typed)
    names = [(one["found_by"] or {"text": one["label"]})["text"] for one in found]
    says = [f"{one['kind']}: {one['label']}, {wording.count(one['statements'], 'statement')}" for one in found]
    told = [typed, names, says, [links.permanent(one["address"]) for one in found]]
    return Response(msgspec.json.encode(told), content_type=SUGGESTIONS)


ROUTES: tuple[tuple[str, str, View], ...] = (
    ("/sitemap.xml", "sitemap", Door(index)),
    ("/sitemap/pages.xml", "sitemap_pages", Door(pages)),
    ("/sitemap/<plural>-<int:number>.xml", "sitemap_part", Door(part)),
    ("/opensearch.xml", "opensearch", Door(description)),
    ("/search/suggestions", "search_suggestions", Door(suggestions, ("q",))),
)
"""Address, endpoint, view."""
