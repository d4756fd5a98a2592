"""How values are shown: dates in words, labels for codes, and every foreign text with its language and direction."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from glossary import dates
from glossary.dates import in_words
from glossary.languages import direction, quotation_marks
from glossary.services.reading.listing import az_key
from glossary.web import links, wording

Document = Mapping[str, Any]

_LATIN_SCRIPT = frozenset({"en", "fr", "de", "es", "it", "pt", "tr", "da", "cs", "fil"})
_BEYOND_LATIN = re.compile("[^\u0000-\u024f\u2000-\u206f]")
_ENGLISH = re.compile(r"\b(the|of|and|on|to|quoting|edition|text)\b", re.IGNORECASE)
_EXACT = re.compile(r"\d{4}(-\d{2}){0,2}", re.ASCII)


@lru_cache(maxsize=64)
def stance(code: str) -> Markup:
    """A stance as word and shape; the shape alone says nothing new to those who hear the page."""
    mark = Markup('<span class="shape" aria-hidden="true">{}</span> ').format(wording.SHAPES.get(code, "·"))
    return Markup('<span class="stance">{}{}</span>').format(mark, wording.stance_words(code))


def own(text: str, code: str, css: str = "") -> Markup:
    """A text in its own language and direction, set apart from the text around it (A5)."""
    extra = f' class="{escape(css)}"' if css else ""
    # A page has a thousand: put together at once it takes a third of the time that `Markup.format` takes.
    return Markup(f'<bdi lang="{escape(code)}" dir="{direction(code)}"{extra}>{escape(text)}</bdi>')  # noqa: S704


def title_language(source: Document) -> str:
    """The language of a source's title. Many titles of foreign pages are the editors' English; nothing records which.

    So: the source's own language where the title is in its script, and English where its words tell so.
    """
    code, title = source["language"], source["title"]
    if code not in _LATIN_SCRIPT:
        return code if _BEYOND_LATIN.search(title) else "en"
    return "en" if code != "en" and (_ENGLISH.search(title) or title.startswith("A/RES")) else code


def title(source: Document, text: Any = None) -> Markup:
    """The title of a source as the title of a work; `text` is the same title with matches marked."""
    code = title_language(source)
    return Markup('<cite lang="{}" dir="{}">{}</cite>').format(code, direction(code), text or source["title"])


def marks(highlights: Mapping[str, list[dict[str, Any]]]) -> dict[str, Markup]:
    """Texts by name with what matched in `<mark>`."""
    return {
        name: Markup("").join(
            Markup("<mark>{}</mark>").format(part["text"]) if part["match"] else escape(part["text"]) for part in parts
        )
        for name, parts in highlights.items()
    }


@lru_cache(maxsize=4096)
def when(edtf: str) -> Markup:
    """A date in words, and for machines where it is exact."""
    said = in_words(edtf)
    if not _EXACT.fullmatch(edtf):
        return own(said, "en")
    return Markup('<time datetime="{}" dir="ltr">{}</time>').format(edtf, said)


def quoted(statement: Document, text: Any = None) -> Markup:
    """The quoted words in the marks of their language; `text` is the same words with matches marked."""
    code = statement["language"]
    opening, closing = quotation_marks(code)
    inside = Markup("{}{}{}").format(opening, text or statement["quote"], closing)
    return Markup('<blockquote lang="{}" dir="{}"><p>{}</p></blockquote>').format(code, direction(code), inside)


def by_name(named: Document) -> tuple[str, str]:
    """What names are put in order by: A to Z without accents, those of one name by address."""
    return az_key(named["name"]), str(named["slug"])


def host(address: str) -> str:
    """The server's name in an address: enough to know whose page it is."""
    return (urlsplit(address).hostname or address).removeprefix("www.")


def address(text: str) -> Markup:
    """An address outside this site as a link; anything that is no web address stays text."""
    shown = Markup('<bdi dir="ltr" class="url">{}</bdi>').format(text)
    if not text.startswith(("https://", "http://")):
        return shown
    return Markup('<a rel="nofollow noopener" href="{}">{}</a>').format(text, shown)


def linked(text: str, statements: Sequence[Document], query: links.Pairs = ()) -> Markup:
    """A note in which the statements it names by id are links with this query: who said it, on what, when."""
    known = {one["id"]: one for one in statements}
    if not known:
        return escape(text)
    parts = re.split("(" + "|".join(sorted(known, key=len, reverse=True)) + ")", text)
    return Markup("").join(_link(known[part], query) if part in known else escape(part) for part in parts)


def _link(statement: Document, query: links.Pairs) -> Markup:
    there = links.with_query(f"/statements/{statement['id']}", query)
    named = statement["actor"]["name"], own(statement["term"]["preferred"], "en"), when(statement["said"])
    return Markup('<a href="{}"><bdi>{}</bdi> on {}, {}</a>').format(there, *named)


def statement_pairs(statements: Sequence[Document]) -> list[tuple[str, str]]:
    """Statements as the columns that a comparison's address names."""
    return [("statement", one["id"]) for one in statements]


def years(statements: Sequence[Document]) -> str:
    """The span of years in which some statements may have been said: "2000 to 2025", or one year."""
    if not statements:
        return ""
    found = [year for one in statements for year in dates.years(one["said"])]
    return span((min(found), max(found)))


def span(ends: tuple[int, int] | None) -> str:
    """A first and a last year in words, as `years`; empty for none."""
    if ends is None:
        return ""
    return str(ends[0]) if ends[0] == ends[1] else f"{ends[0]} to {ends[1]}"


FILTERS: dict[str, Any] = {
    "words": wording.words,
    "stance": stance,
    "stance_words": wording.stance_words,
    "plural": wording.plural,
    "language": wording.language,
    "when": when,
    "in_words": in_words,
    "own": own,
    "title_of": title,
    "a_to_z": lambda named: sorted(named, key=by_name),
    "isolated": wording.isolated,
    "along": wording.along,
    "host": host,
    "linked": linked,
    "marks": marks,
    "found_as": wording.found_as,
    "published_by": wording.published_by,
    "address": address,
    "statement_pairs": statement_pairs,
}
GLOBALS: dict[str, Any] = {
    "count": wording.count,
    "quoted": quoted,
    "reached_us": wording.reached_us,
    "direction": direction,
    "title_language": title_language,
}
