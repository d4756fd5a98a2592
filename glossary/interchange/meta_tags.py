"""What reference managers read in the head of a page: Highwire's names, and Dublin Core's for the others.

A page of ours has no person as its author, and readers of these names part any author into a family's and a given
name: so the site stands as publisher, and its whole name reaches them by `og:site_name`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from glossary.interchange.citations_dates import exact

Item = Mapping[str, Any]
RIGHTS = "CC BY 4.0; quotations stay their speakers'"


def meta_tags(item: Item) -> list[tuple[str, str]]:
    """Name and content of each tag for a record of ours, from its item of CSL-JSON (`citations.record_item`)."""
    day = exact(item["issued"])
    return [
        ("citation_title", item["title"]),
        ("citation_publication_date", day.replace("-", "/")),
        ("citation_online_date", day.replace("-", "/")),
        ("citation_language", item["language"]),
        ("citation_publisher", item["container-title"]),
        ("citation_public_url", item["URL"]),
        ("DC.title", item["title"]),
        ("DC.date", day),
        ("DC.language", item["language"]),
        ("DC.publisher", item["container-title"]),
        ("DC.identifier", item["URL"]),
        ("DC.rights", RIGHTS),
    ]
