"""What is cited, as items of CSL-JSON: a source, the source of one statement's words, a record of ours, a comparison.

We record who published a work and not who wrote it, so a source stands under its publisher. Names are literal: which
part of a name is the family's is not ours to guess.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from glossary.dates import in_words
from glossary.interchange.comparison_notes import Keeping, reached_us, speaker

Document = Mapping[str, Any]
Item = dict[str, Any]
"""An item of CSL-JSON."""

SOURCE_TYPES = {
    "treaty": "treaty",
    "resolution": "document",
    "agreement": "document",
    "official-guidance": "report",
    "manual": "report",
    "glossary": "entry-dictionary",
    "academic": "document",
    "analysis": "webpage",
    "dataset": "dataset",
    "news-report": "article-newspaper",
    "press-briefing": "document",
    "statement": "document",
}
"""Type of source -> type of CSL. What an academic work is (book, article, chapter) is not recorded."""
_POINT = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?([~?%]?)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Site:
    """What citations say of the site: its name, where it lives, and the day on which it is read."""

    name: str
    base: str
    today: date


def source_item(source: Document, site: Site) -> Item:
    """The work itself, from the document of a source or what a statement says of it."""
    item = {
        "id": source["slug"],
        "type": SOURCE_TYPES.get(source["type"], "document"),
        "title": source["title"],
        "author": [{"literal": source["publisher"]}],
        "publisher": source["publisher"],
        "issued": edtf(source["published"] or ""),
        "URL": source["url"],
        "accessed": _day(site.today),
        "language": source["language"],
    }
    if item["type"] == "article-newspaper":
        item["container-title"] = source["publisher"]
    return {name: value for name, value in item.items() if value}


def quoted_item(statement: Document, site: Site) -> Item:
    """The work in which the words of a statement were read, with who said them when, and how they reached us."""
    said = f"Words of {speaker(statement)}, {in_words(statement['said'])}, {reached_us(statement)}"
    where = f"; {statement['locator']}" if statement["locator"] else ""
    item = source_item(statement["source"], site)
    quoted = {"contributor": [{"literal": statement["actor"]["name"]}], "note": f"{said}{where}."}
    return {**item, "id": f"{statement['id']}-source", **quoted}


def record_item(kind: str, document: Document, published_at: str, site: Site) -> Item:
    """One published state of a record of ours: its title names the revision, its address is that of the revision."""
    slug = document.get("slug") or document["id"]
    withdrawn = "withdrawn, " if document.get("withdrawn") else ""
    return {
        "id": f"{kind}-{slug}-revision-{document['revision']}",
        "type": "webpage",
        "title": f"{title_of(kind, document)}, {withdrawn}revision {document['revision']}",
        "author": [{"literal": site.name}],
        "container-title": site.name,
        "issued": edtf(published_at[:10]),
        "URL": f"{site.base}/{kind}s/{slug}/history/{document['revision']}",
        "accessed": _day(site.today),
        "language": "en",
        "note": f"Published {published_at}.",
    }


def comparison_item(keeping: Keeping, site: Site) -> Item:
    """A comparison as it stood at a moment, at its permanent address."""
    return {
        "id": f"comparison-{sha256(keeping.address.encode()).hexdigest()[:10]}",
        "type": "webpage",
        "title": f"{keeping.title} (as of {keeping.state})",
        "author": [{"literal": site.name}],
        "container-title": site.name,
        "issued": _day(keeping.moment.date()),
        "URL": keeping.address,
        "accessed": _day(site.today),
        "language": "en",
    }


def title_of(kind: str, document: Document) -> str:
    """What an entry is called in a citation: of a statement, who on which term when."""
    if kind != "statement":
        return str(document.get("preferred") or document.get("title") or document.get("name"))
    return f"{document['actor']['name']} on {document['term']['preferred']}, {in_words(document['said'])}"


def edtf(text: str) -> Item:
    """An EDTF date as CSL has it: parts where it is a point or a span, `circa` where it is approximate or uncertain,
    words where an end is open. Nothing for no date.
    """
    ends = text.split("/")
    points = [_POINT.fullmatch(end) for end in ends]
    if not all(points) or len(ends) > 2:
        return {"literal": in_words(text)} if text else {}
    found = [point for point in points if point]
    parts = [[int(part) for part in point.groups()[:3] if part] for point in found]
    return {"date-parts": parts, **({"circa": True} if any(point[4] for point in found) else {})}


def _day(day: date) -> Item:
    return {"date-parts": [[day.year, day.month, day.day]]}
