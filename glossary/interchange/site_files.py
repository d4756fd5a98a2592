"""Small XML files about the site: its addresses for crawlers (sitemaps.org), its search for browsers (OpenSearch)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from glossary.interchange.outgoing.whole import Publisher

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
OPENSEARCH = "http://a9.com/-/spec/opensearch/1.1/"
MOST_ADDRESSES = 50_000
"""Addresses in one part of a sitemap (sitemaps.org)."""
_DECLARATION = '<?xml version="1.0" encoding="utf-8"?>\n'
Place = tuple[str, str]
"""An address, and when what stands there last changed (RFC 3339); empty where that is not known."""


def index_of_parts(addresses: Iterable[str]) -> bytes:
    """The sitemap that names its parts."""
    parts = "".join(f"<sitemap><loc>{escape(one)}</loc></sitemap>\n" for one in addresses)
    return f'{_DECLARATION}<sitemapindex xmlns="{SITEMAP}">\n{parts}</sitemapindex>\n'.encode()


def part(places: Iterable[Place]) -> Iterator[bytes]:
    """One part, an address at a time."""
    yield f'{_DECLARATION}<urlset xmlns="{SITEMAP}">\n'.encode()
    for address, changed in places:
        when = f"<lastmod>{changed}</lastmod>" if changed else ""
        yield f"<url><loc>{escape(address)}</loc>{when}</url>\n".encode()
    yield b"</urlset>\n"


def search_description(publisher: Publisher) -> bytes:
    """How a browser searches the site, and where it finds suggestions."""
    base = publisher.base
    urls = (
        ("text/html", "results", f"{base}/search?q={{searchTerms}}"),
        ("application/atom+xml", "results", f"{base}/search.atom?q={{searchTerms}}"),
        ("application/x-suggestions+json", "suggestions", f"{base}/search/suggestions?q={{searchTerms}}"),
        ("application/opensearchdescription+xml", "self", f"{base}/opensearch.xml"),
    )
    lines = (
        f'{_DECLARATION}<OpenSearchDescription xmlns="{OPENSEARCH}">',
        "<ShortName>Glossary</ShortName>",
        f"<LongName>{escape(publisher.name)}</LongName>",
        "<Description>Who uses which word for a halt in fighting, when, and in which source.</Description>",
        f'<Image height="32" width="32" type="image/x-icon">{escape(base)}/favicon.ico</Image>',
        *(f'<Url type="{kind}" rel="{rel}" template={quoteattr(template)}/>' for kind, rel, template in urls),
        '<Query role="example" searchTerms="humanitarian pause"/>',
        "<InputEncoding>UTF-8</InputEncoding>",
        "<OutputEncoding>UTF-8</OutputEncoding>",
        "</OpenSearchDescription>",
    )
    return "\n".join((*lines, "")).encode()
