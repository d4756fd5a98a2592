"""What is cited, as items of CSL-JSON: a source, the source of one statement's words, a record of ours, a comparison.

We record who published a work and not who wrote it, so a source stands under its publisher. Names are literal: which
part of a name is the family's is not ours to guess.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from glossary.dates import in_words
from glossary.interchange.citations_dates import csl_date, kept
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
_PARAPHRASED = {"definition": "Definition by", "provision": "Provision by", "usage": "Usage by"}
"""Kind of statement -> what of it the editors put in their own words, before whose it is; else it is a position."""


@dataclass(frozen=True, slots=True)
class Site:
    """What citations say of the site: its name, and where it lives."""

    name: str
    base: str


def source_item(source: Document) -> Item:
    """The work itself, from the document of a source or what a statement says of it.

    Without a day of access: the records hold none, and the day of asking would say that somebody then read the work.
    """
    item = {
        "id": source["slug"],
        "type": SOURCE_TYPES.get(source["type"], "document"),
        "title": source["title"],
        "author": [{"literal": source["publisher"]}],
        "publisher": source["publisher"],
        "issued": csl_date(source["published"] or ""),
        "custom": kept(source["published"] or ""),
        "URL": source["url"],
        "language": source["language"],
        "note": _archived(source),
    }
    if item["type"] == "article-newspaper":
        item["container-title"] = source["publisher"]
    return {name: value for name, value in item.items() if value}


def _archived(source: Document) -> str:
    """Where an archive keeps it; what a statement says of its source does not tell."""
    return f"Archived at {source['archive_url']}" if source.get("archive_url") else ""


def quoted_item(statement: Document) -> Item:
    """The work in which a statement was read, with who said it when, whether in these words, and how it reached us."""
    where = f"; {statement['locator']}" if statement["locator"] else ""
    item = source_item(statement["source"])
    quoted = {"contributor": [{"literal": statement["actor"]["name"]}], "note": f"{cited_for(statement)}{where}."}
    return {**item, "id": f"{statement['id']}-source", **quoted}


def record_item(kind: str, document: Document, published_at: str, site: Site) -> Item:
    """One published state of a record of ours: its title names the revision, its address is that of the revision.

    What stands there never changes, so that no day of access has to be said.
    """
    slug = document.get("slug") or document["id"]
    withdrawn = "withdrawn, " if document.get("withdrawn") else ""
    page = _page_of_ours(
        site,
        id=f"{kind}-{slug}-revision-{document['revision']}",
        title=f"{title_of(kind, document)}, {withdrawn}revision {document['revision']}",
        issued=csl_date(published_at[:10]),
        URL=f"{site.base}/{kind}s/{slug}/history/{document['revision']}",
    )
    return {**page, "note": f"Published {published_at}."}


def comparison_item(keeping: Keeping, site: Site) -> Item:
    """A comparison as it stood at a moment, at its permanent address."""
    return _page_of_ours(
        site,
        id=f"comparison-{sha256(keeping.address.encode()).hexdigest()[:10]}",
        title=f"{keeping.title} (as of {keeping.state})",
        issued=_day(keeping.moment.date()),
        URL=keeping.address,
    )


def _page_of_ours(site: Site, **own: Any) -> Item:
    """A page of this site, which is its own author; `own` has what it is called, since when, and where."""
    return {
        "id": own["id"],
        "type": "webpage",
        "title": own["title"],
        "author": [{"literal": site.name}],
        "container-title": site.name,
        "issued": own["issued"],
        "URL": own["URL"],
        "language": "en",
    }


def title_of(kind: str, document: Document) -> str:
    """What an entry is called in a citation: of a statement, who on which term when."""
    if kind != "statement":
        return str(document.get("preferred") or document.get("title") or document.get("name"))
    return f"{document['actor']['name']} on {document['term']['preferred']}, {in_words(document['said'])}"


def cited_for(statement: Document) -> str:
    """Whose words they are; of a paraphrase, that the words are the editors'."""
    who, when, how = speaker(statement), in_words(statement["said"]), reached_us(statement)
    if statement["wording"] == "quote":
        return f"Words of {who}, {when}, {how}"
    what, read = _PARAPHRASED.get(statement["kind"], "Position of"), "read " if how.startswith("in ") else ""
    return f"{what} {who}, paraphrased by the editors, {when}, {read}{how}"


def _day(day: date) -> Item:
    return {"date-parts": [[day.year, day.month, day.day]]}
