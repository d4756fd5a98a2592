"""Pages told in schema.org's words (JSON-LD), for search engines and other readers of pages.

A statement in its speaker's words is a `Quotation`, one that the editors put in their own is a `Claim`; each names its
actor, date and source, and is about a `DefinedTerm`. A term never says what it means by itself: it has the editors'
gloss, and the definitions as statements of their actors. https://schema.org/Quotation is still pending there.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from typing import Any

from glossary.dates import in_words
from glossary.interchange.citations import cited_for
from glossary.interchange.outgoing.whole import LICENCE, Publisher

Document = dict[str, Any]
Node = dict[str, Any]
EDITORS = "en"
CONTEXT = "https://schema.org"
ACTORS = {"person": "Person", "state": "Country"}
"""Kind of actor -> type; everybody else is an Organization."""
SOURCES = {
    "treaty": "Legislation",
    "official-guidance": "Report",
    "manual": "Report",
    "academic": "ScholarlyArticle",
    "analysis": "Article",
    "dataset": "Dataset",
    "news-report": "NewsArticle",
}
"""Type of source -> type; any other is a CreativeWork."""
_PLAIN_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")
_SIGNS = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def written(node: Node) -> str:
    """The node as JSON-LD that can stand in a page: no sign in it ends the element, or begins another."""
    text = json.dumps({"@context": CONTEXT, **node}, ensure_ascii=False, separators=(",", ":"))
    return re.sub("[<>&\u2028\u2029]", lambda found: _SIGNS[found[0]], text)


def statement(document: Document, here: Publisher) -> Node:
    """A statement with its actor, date and source; a withdrawn one says nothing but that, as its page does."""
    address = here.address("statement", document["id"])
    if document["withdrawn"]:
        return {"@type": "WebPage", "@id": address, "url": address, "creativeWorkStatus": "Withdrawn"}
    node: Node = {"@type": _SAID_AS[document["wording"]], "@id": address, "url": address, **_words(document, here)}
    node |= {**_said(document["said"]), "creditText": cited_for(document)}
    node["about"] = _reference("DefinedTerm", here.address("term", document["term"]["slug"]), document["term"])
    node["isPartOf" if document["wording"] == "quote" else "appearance"] = _source(document["source"], here)
    if event := document["event"]:
        node["mentions"] = _reference("Event", here.address("event", event["slug"]), event)
    return node


_SAID_AS = {"quote": "Quotation", "paraphrase": "Claim"}


def _words(document: Document, here: Publisher) -> Node:
    """What is said, by whom: the speaker's own words in their language, or the editors' in English."""
    speaker = _actor(document["actor"], here)
    if document["wording"] == "quote":
        words = {"text": document["quote"], "inLanguage": document["language"], "abstract": document["summary"]}
        return {**words, "spokenByCharacter": speaker, "creator": speaker}
    editors = {"@type": "Organization", "name": here.name, "url": here.base}
    return {"text": document["summary"], "inLanguage": EDITORS, "author": speaker, "claimInterpreter": editors}


def _said(date: str) -> Node:
    """The day of a statement. A date that schema.org cannot say exactly stands as it is recorded, and in words."""
    return {"dateCreated": date} if _PLAIN_DATE.fullmatch(date) else {"temporal": [date, in_words(date)]}


def term(document: Document, statements: Iterable[Document], here: Publisher) -> Node:
    """A term with its other words, the editors' gloss, and everybody's definitions."""
    address = here.address("term", document["slug"])
    others = [*document["variants"], *({"@value": e["form"], "@language": e["lang"]} for e in document["equivalents"])]
    definitions = [statement(one, here) for one in statements if one["kind"] == "definition"]
    return {
        "@type": "DefinedTerm",
        "@id": address,
        "url": address,
        "name": document["preferred"],
        "termCode": document["slug"],
        "description": f"In short, by the editors: {document['gloss']}",
        **({"alternateName": others} if others else {}),
        "inDefinedTermSet": f"{here.base}/terms",
        **({"subjectOf": definitions} if definitions else {}),
    }


def terms(documents: Sequence[Document], here: Publisher) -> Node:
    """The set of all terms."""
    return {
        "@type": "DefinedTermSet",
        "@id": f"{here.base}/terms",
        "url": f"{here.base}/terms",
        "name": here.name,
        "license": LICENCE,
        "hasDefinedTerm": [_reference("DefinedTerm", here.address("term", one["slug"]), one) for one in documents],
    }


def actor(document: Document, here: Publisher) -> Node:
    """An actor with its other names and what it belongs to."""
    above, others = document["affiliation"], document["aliases"]
    names = [{"@value": alias["form"], "@language": alias["lang"]} for alias in others]
    belongs = "affiliation" if document["kind"] == "person" else "parentOrganization"
    return {
        **_actor(document, here),
        **({"alternateName": names} if names else {}),
        **({belongs: _actor(above, here)} if above and document["kind"] != "state" else {}),
    }


def source(document: Document, here: Publisher) -> Node:
    """A source: the work itself, at its own address; our entry on it is its `subjectOf`."""
    entry = here.address("source", document["slug"])
    archived = document.get("archive_url")
    return {
        **_source(document, here),
        "subjectOf": {"@type": "WebPage", "@id": entry, "url": entry},
        **({"archivedAt": archived} if archived else {}),
    }


def home(here: Publisher) -> Node:
    """The site, and how a program searches it."""
    target = {"@type": "EntryPoint", "urlTemplate": f"{here.base}/search?q={{search_term_string}}"}
    search = {"@type": "SearchAction", "target": target, "query-input": "required name=search_term_string"}
    return {"@type": "WebSite", "@id": here.base, "url": here.base, "name": here.name, "potentialAction": search}


def _reference(kind: str, address: str, named: Document) -> Node:
    return {"@type": kind, "@id": address, "url": address, "name": named.get("preferred") or named["name"]}


def _actor(named: Document, here: Publisher) -> Node:
    return _reference(ACTORS.get(named["kind"], "Organization"), here.address("actor", named["slug"]), named)


def _source(document: Document, here: Publisher) -> Node:
    published = document["published"] or ""
    dated: Node = {"datePublished": published} if _PLAIN_DATE.fullmatch(published) else {"temporal": published}
    return {
        "@type": SOURCES.get(document["type"], "CreativeWork"),
        "name": document["title"],
        "url": document["url"],
        "publisher": {"@type": "Organization", "name": document["publisher"]},
        "inLanguage": document["language"],
        **(dated if published else {}),
    }
