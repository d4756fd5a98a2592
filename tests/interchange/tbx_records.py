"""Records with any words in them, as public documents, for tests that hold for all of them."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from glossary.interchange.fields import _BIDI_OVERRIDES

Row = dict[str, Any]
NO_XML = "\ufffe\uffff"
_WORDS = st.text(st.characters(exclude_categories=("Cc", "Cs"), exclude_characters={*_BIDI_OVERRIDES, *NO_XML}))
_SPECIAL = [
    "<b>&amp;]]>",
    "a: b [c; d] (e)",
    "اتفاق هدنة",
    "הפסקת אש",
    "e\u0301 ﷺ 👩‍👩‍👧",
    "says on area: x",
    "=1+1",
    "'x",
    '"',
]
words = st.one_of(st.sampled_from(_SPECIAL), _WORDS.map(str.strip).filter(bool))
"""What a field may hold: a check of the schema refuses control characters, overrides and outer blanks."""
maybe = st.one_of(st.just(""), words)
LANGUAGES = ("en", "ar", "fr", "zh-Hant", "es-419")
TERMS, ACTORS, SOURCES, EVENTS = (("truce", "7-day-truce"), ("ocha", "1st-army"), ("web-1", "2-web"), ("meeting",))
languages = st.sampled_from(LANGUAGES)
facets = st.lists(
    st.fixed_dictionaries(
        {
            "dimension": st.sampled_from(["duration", "area", "legal-basis"]),
            "text": words,
            "codes": st.lists(st.sampled_from(["days", "hours"]), max_size=2, unique=True),
        }
    ),
    max_size=3,
    unique_by=lambda facet: str(facet["dimension"]),
)
relations = st.lists(
    st.fixed_dictionaries(
        {
            "type": st.sampled_from(["broader", "contrasted-with"]),
            "term": st.sampled_from([{"slug": "truce", "preferred": "t"}, {"slug": "elsewhere", "preferred": "e"}]),
            "according_to": st.sampled_from([None, {"slug": "web-1", "title": "W"}]),
        }
    ),
    max_size=3,
)


def _with(slug: str, **parts: Any) -> st.SearchStrategy[Row]:
    revisions = st.integers(1, 999)
    given = {name: part if isinstance(part, st.SearchStrategy) else st.just(part) for name, part in parts.items()}
    return st.fixed_dictionaries({"slug": st.just(slug), **given, "revision": revisions})


def _term(slug: str) -> st.SearchStrategy[Row]:
    one = st.fixed_dictionaries({"lang": languages, "form": words, "usage_note": maybe, "consulted": words})
    lists = {"variants": st.lists(words, max_size=3), "equivalents": st.lists(one, max_size=4)}
    return _with(slug, preferred=words, gloss=words, relations=relations, **lists)


def _actor(slug: str) -> st.SearchStrategy[Row]:
    alias = st.fixed_dictionaries({"form": words, "lang": languages, "kind": words})
    fields = {"name": words, "kind": words, "country": st.sampled_from(["", "EG"]), "note": maybe}
    return _with(
        slug, **fields, aliases=st.lists(alias, max_size=2), affiliation=st.sampled_from([None, {"slug": "x"}])
    )


def _source(slug: str) -> st.SearchStrategy[Row]:
    names = ("title", "publisher", "url", "published", "type", "language", "consulted", "rights")
    return _with(slug, **dict.fromkeys(names, words), note=maybe, archive_url=maybe)


def _event(slug: str) -> st.SearchStrategy[Row]:
    return _with(slug, name=words, date=words, conflict=st.just({"slug": "general", "label": "G"}), description=words)


@st.composite
def _statement(draw: st.DrawFn) -> Row:
    quote = draw(maybe)
    plain = ("term_as_written", "said", "kind", "stance", "attribution", "confidence", "summary")
    empty = ("speaking_as", "reported_by", "locator", "note")
    kind = draw(st.sampled_from(["definition", "usage"]))
    source = {"slug": draw(st.sampled_from(SOURCES)), "title": "T", "publisher": "P", "url": "https://e.org/x"}
    return {
        **{name: draw(words) for name in plain},
        **{name: draw(maybe) for name in empty},
        "kind": kind,
        "language": draw(languages),
        "term": {"slug": draw(st.sampled_from(TERMS)), "preferred": draw(words)},
        "actor": {"slug": draw(st.sampled_from(ACTORS)), "name": draw(words), "kind": "person"},
        "with": draw(st.lists(st.sampled_from([{"actor": {"slug": one}, "role": "co-author"} for one in ACTORS]))),
        "source": source | {"published": "2023", "type": "treaty", "language": "en"},
        "conflict": {"slug": "general", "label": "G"},
        "event": draw(st.sampled_from([None, {"slug": "meeting", "name": "M"}])),
        "wording": "quote" if quote else "paraphrase",
        "quote": quote,
        "facets": draw(facets),
        "disputes": draw(st.lists(st.sampled_from(["s-1", "s-2"]), unique=True)),
        "revision": draw(st.integers(1, 99)),
    }


@st.composite
def documents(draw: st.DrawFn) -> dict[str, list[Row]]:
    """A small glossary, kind by kind, statements in the order of an export."""
    statements = [{"id": f"s-{n}", **one} for n, one in enumerate(draw(st.lists(_statement(), max_size=5)))]
    return {
        "term": [draw(_term(slug)) for slug in TERMS],
        "actor": [draw(_actor(slug)) for slug in ACTORS],
        "source": [draw(_source(slug)) for slug in SOURCES],
        "event": [draw(_event(slug)) for slug in EVENTS],
        "statement": sorted(statements, key=lambda one: (TERMS.index(one["term"]["slug"]), one["actor"]["slug"])),
    }
