"""How values are shown: dates in words, labels for codes, and every foreign text with its language and direction."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from unicodedata import combining, normalize
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from glossary.dates import in_words
from glossary.text import direction

Document = Mapping[str, Any]

LANGUAGES = {
    "am": "Amharic",
    "ar": "Arabic",
    "bg": "Bulgarian",
    "cs": "Czech",
    "da": "Danish",
    "de": "German",
    "en": "English",
    "es": "Spanish",
    "fa": "Persian",
    "fil": "Filipino",
    "fr": "French",
    "he": "Hebrew",
    "it": "Italian",
    "ja": "Japanese",
    "pt": "Portuguese",
    "ru": "Russian",
    "ta": "Tamil",
    "ti": "Tigrinya",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "zh": "Chinese",
}
_MARKS = {"ar": "«»", "ru": "«»", "bg": "„“", "uk": "«»", "fr": "«»", "es": "«»", "de": "„“", "he": "”“"}
_SHAPES = {
    "calls-for": "▸",
    "supports": "●",
    "conditional": "◐",
    "opposes": "○",
    "announces": "◆",
    "reports": "▪",
    "defines": "≡",
    "none": "–",
}
_STANCES = {"none": "no stand"}
_PLURALS = {"person": "people", "treaty-body": "treaty bodies", "treaty": "treaties", "analysis": "analyses"}
_WITH = {"co-author": "with co-author", "on-behalf-of": "on behalf of", "co-signatory": "with co-signatory"}
_HOW = {
    "direct": "In the speaker’s own text",
    "reported": "As reported by",
    "translated": "In translation, as given by",
    "reconstructed": "Recast in the words of",
}
_HOW_UNNAMED = {
    "direct": "In the speaker’s own text",
    "reported": "As reported in",
    "translated": "In translation, in",
    "reconstructed": "Recast in the words of the source",
}
_LATIN_SCRIPT = frozenset({"en", "fr", "de", "es", "it", "pt", "tr", "da", "cs", "fil"})
_BEYOND_LATIN = re.compile("[^\u0000-\u024f\u2000-\u206f]")
_ENGLISH = re.compile(r"\b(the|of|and|on|to|quoting|edition|text)\b", re.IGNORECASE)
_EXACT = re.compile(r"\d{4}(-\d{2}){0,2}", re.ASCII)


def words(slug: str) -> str:
    """A code as words: `no-legal-meaning` is "no legal meaning"."""
    return slug.replace("-", " ").replace("_", " ")


def stance_words(stance: str) -> str:
    """A stance as words; the code `none` is a value, so it gets words of its own."""
    return _STANCES.get(stance, words(stance))


def stance(code: str) -> Markup:
    """A stance as word and shape; the shape alone says nothing new to those who hear the page."""
    mark = Markup('<span class="shape" aria-hidden="true">{}</span> ').format(_SHAPES.get(code, "·"))
    return Markup('<span class="stance">{}{}</span>').format(mark, stance_words(code))


def plural(slug: str) -> str:
    """The name of a kind, for several."""
    return _PLURALS.get(slug, words(slug) + "s")


def count(number: int, one: str, many: str = "") -> str:
    """A number with its word: "1 statement", "12 statements"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def language(code: str) -> str:
    """The English name of a language, or its code where we have none."""
    return LANGUAGES.get(code) or LANGUAGES.get(code.partition("-")[0], code)


def own(text: str, code: str, css: str = "") -> Markup:
    """A text in its own language and direction, set apart from the text around it (A5)."""
    extra = Markup(' class="{}"').format(css) if css else ""
    return Markup('<bdi lang="{}" dir="{}"{}>{}</bdi>').format(code, direction(code), extra, text)


def name(text: str) -> Markup:
    """A name or an office inserted into a sentence; it finds its own direction."""
    return Markup("<bdi>{}</bdi>").format(text)


def title_language(source: Document) -> str:
    """The language of a source's title. Many titles of foreign pages are the editors' English; nothing records which.

    So: the source's own language where the title is in its script, and English where its words tell so.
    """
    code, title = source["language"], source["title"]
    if code not in _LATIN_SCRIPT:
        return code if _BEYOND_LATIN.search(title) else "en"
    return "en" if code != "en" and (_ENGLISH.search(title) or title.startswith("A/RES")) else code


def title(source: Document) -> Markup:
    """The title of a source as the title of a work."""
    code = title_language(source)
    return Markup('<cite lang="{}" dir="{}">{}</cite>').format(code, direction(code), source["title"])


def when(edtf: str) -> Markup:
    """A date in words, and for machines where it is exact."""
    said = in_words(edtf)
    if not _EXACT.fullmatch(edtf):
        return escape(said)
    return Markup('<time datetime="{}">{}</time>').format(edtf, said)


def quoted(statement: Document, text: Any = None) -> Markup:
    """The quoted words in the marks of their language; `text` is the same words with matches marked."""
    marks = _MARKS.get(statement["language"], "“”")
    code = statement["language"]
    inside = Markup("{}{}{}").format(marks[0], text or statement["quote"], marks[1])
    return Markup('<blockquote lang="{}" dir="{}"><p>{}</p></blockquote>').format(code, direction(code), inside)


def reached_us(statement: Document) -> str:
    """How the words reached us, as the beginning of a sentence that names the reporter or the source."""
    return (_HOW if statement["reported_by"] else _HOW_UNNAMED)[statement["attribution"]]


def along(role: str) -> str:
    """How another actor stands behind a statement, as words before that actor's name."""
    return _WITH.get(role, words(role))


def isolated(text: str) -> str:
    """A value inside plain text, where no markup can keep its direction from touching the rest."""
    return f"\u2068{text}\u2069"


def plain(text: str) -> str:
    """A name without its accents, for sorting and initials."""
    return "".join(c for c in normalize("NFD", text) if not combining(c))


def host(address: str) -> str:
    """The server's name in an address: enough to know whose page it is."""
    return (urlsplit(address).hostname or address).removeprefix("www.")


def address(text: str) -> Markup:
    """An address outside this site as a link; anything that is no web address stays text."""
    shown = Markup('<bdi dir="ltr" class="url">{}</bdi>').format(text)
    if not text.startswith(("https://", "http://")):
        return shown
    return Markup('<a class="ext" rel="nofollow noopener" href="{}">{}</a>').format(text, shown)


def statement_pairs(statements: list[Document]) -> list[tuple[str, str]]:
    """Statements as the columns that a comparison's address names."""
    return [("statement", one["id"]) for one in statements]


def years(statements: list[Document]) -> str:
    """The span of years of some statements: "2000 to 2025", or one year."""
    if not statements:
        return ""
    first = min(one["said_from"] for one in statements)[:4]
    last = max(one["said_to"] for one in statements)[:4]
    return first if first == last else f"{first} to {last}"


FILTERS: dict[str, Any] = {
    "words": words,
    "stance": stance,
    "stance_words": stance_words,
    "plural": plural,
    "language": language,
    "when": when,
    "in_words": in_words,
    "name": name,
    "own": own,
    "title_of": title,
    "isolated": isolated,
    "along": along,
    "host": host,
    "address": address,
    "statement_pairs": statement_pairs,
}
GLOBALS: dict[str, Any] = {
    "count": count,
    "quoted": quoted,
    "reached_us": reached_us,
    "direction": direction,
    "title_language": title_language,
}
