"""What a search engine stores of a statement: words by field, and the values that a search is narrowed by."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from glossary.dates import years
from glossary.languages import SCRIPT_LANGUAGES, script
from glossary.search.analysis import Spellings, index_tokens, name_tokens
from glossary.search.port import IndexDocument, IndexToken
from glossary.services.reading.actors import Actors
from glossary.text import fold

Document = dict[str, Any]
Text = tuple[str, str]
"""A text and its language."""

EDITORS = "en"
"""The language of what the editors write: glosses, summaries, names of events."""


@dataclass(frozen=True)
class Material:
    """Terms and actors by slug, the spellings that are one word, and what each code of a dimension means."""

    terms: Mapping[str, Document]
    actors: Actors
    spellings: Spellings
    codes: Mapping[str, Mapping[str, str]]

    @property
    def rules(self) -> str:
        """A hash of all that decides how any statement is read, whatever its own records say."""
        return sha256(json.dumps([sorted(self.spellings.joins), self.codes]).encode()).hexdigest()


def spellings_of(terms: Iterable[Document]) -> Spellings:
    """The joined and parted spellings that the terms' own words show."""
    return Spellings.of(text for term in terms for text, _ in term_names(term))


def term_names(term: Document) -> Iterator[Text]:
    """Every word for the term: heading, variants, equivalents."""
    yield term["preferred"], EDITORS
    yield from ((form, EDITORS) for form in term["variants"])
    yield from ((entry["form"], entry["lang"]) for entry in term["equivalents"])


def actor_names(actor: Document) -> Iterator[Text]:
    """Every name of the actor."""
    yield actor["name"], EDITORS
    yield from ((alias["form"], alias["lang"]) for alias in actor["aliases"])


def parties(statement: Document) -> list[Document]:
    """The actor and all who stand behind the statement with it."""
    return [statement["actor"], *(party["actor"] for party in statement["with"])]


def title_language(source: Document) -> str:
    """The language to read a source's title in: many works in other scripts are listed under an English title."""
    own: str = source["language"]
    if own in SCRIPT_LANGUAGES["latin"]:
        return own
    return EDITORS if script(fold(source["title"])) == "latin" else own


def texts(statement: Document, known: Material) -> dict[str, list[Text]]:
    """What is searched of a statement, by field of the port."""
    source, own, term = statement["source"], statement["language"], known.terms[statement["term"]["slug"]]
    event = [(statement["event"]["name"], EDITORS)] if statement["event"] else []
    return {
        "term": [(term["preferred"], EDITORS), *((form, EDITORS) for form in term["variants"])],
        "equivalent": [(entry["form"], entry["lang"]) for entry in term["equivalents"]],
        "actor": [
            *(name for party in parties(statement) for name in actor_names(known.actors[party["slug"]])),
            (statement["speaking_as"], EDITORS),
        ],
        "quote": [(statement["term_as_written"], own), (statement["quote"], own)],
        "summary": [(statement["summary"], EDITORS), *((facet["text"], EDITORS) for facet in statement["facets"])],
        "points": [(meaning, EDITORS) for meaning in code_meanings(statement, known)],
        "event": [*event, (statement["conflict"]["label"], EDITORS)],
        "source": [
            (source["title"], title_language(source)),
            (source["publisher"], EDITORS),
            (statement["reported_by"], EDITORS),
        ],
    }


def code_meanings(statement: Document, known: Material) -> Iterator[str]:
    """What the codes of a statement mean: the editors' reading of it, in their words."""
    for facet in statement["facets"]:
        meanings = known.codes.get(facet["dimension"], {})
        yield from (meanings[code] for code in facet["codes"] if code in meanings)


def facet_values(statement: Document) -> dict[str, tuple[str, ...]]:
    """The values by which a statement is found when a search is narrowed. A joint text counts for all its parties."""
    event = statement["event"]
    return {
        "term": (statement["term"]["slug"],),
        "actor": tuple(party["slug"] for party in parties(statement)),
        "actor_kind": tuple(sorted({party["kind"] for party in parties(statement)})),
        "kind": (statement["kind"],),
        "stance": (statement["stance"],),
        "conflict": (statement["conflict"]["slug"],),
        "event": (event["slug"],) if event else (),
        "year": tuple(str(year) for year in years(statement["said"])),
        "language": (statement["language"],),
        "source": (statement["source"]["slug"],),
        "source_type": (statement["source"]["type"],),
    }


def tags(statement: Document, facets: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """What a recognised word of a query may stand for, as `facet:value`; also the points spoken on, and the months."""
    points = (f"dimension:{facet['dimension']}" for facet in statement["facets"])
    codes = (f"code:{facet['dimension']}/{code}" for facet in statement["facets"] for code in facet["codes"])
    months = (f"month:{month}" for month in _months(statement["said_from"], statement["said_to"]))
    values = (f"{name}:{value}" for name, found in facets.items() for value in found)
    return tuple(dict.fromkeys((*values, *points, *codes, *months)))


def _months(said_from: str, said_to: str) -> list[str]:
    """The months of a span, YYYY-MM; none where it is longer than a year, which says no month."""
    first, last = (int(day[:4]) * 12 + int(day[5:7]) - 1 for day in (said_from, said_to))
    return [f"{month // 12:04}-{month % 12 + 1:02}" for month in range(first, last + 1)] if last - first < 12 else []


def _tokens(field: str, parts: list[Text], spellings: Spellings) -> tuple[IndexToken, ...]:
    """What is the statement's own is read each time; names, titles, meanings and points come with others too."""
    if field == "quote":
        return index_tokens(parts, spellings)
    return index_tokens(parts[:1], spellings, parts[1:]) if field == "summary" else name_tokens((*parts,), spellings)


def index_document(statement: Document, known: Material) -> IndexDocument:
    """The statement as every engine takes it."""
    fields, facets = texts(statement, known), facet_values(statement)
    return IndexDocument(
        id=statement["id"],
        revision=statement["revision"],
        tokens={name: _tokens(name, parts, known.spellings) for name, parts in fields.items()},
        facets=facets,
        said_from=statement["said_from"],
        said_to=statement["said_to"],
        actor_name=fold(statement["actor"]["name"]),
        tags=tags(statement, facets),
    )
