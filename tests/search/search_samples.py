"""Small statements for the tests of the search engines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from glossary.search.analysis import Spellings, index_tokens
from glossary.search.port import Hits, IndexDocument, Query, SearchIndex
from glossary.search.query import parse
from glossary.search.tantivy_index import TantivyIndex
from glossary.search.whoosh_index import WhooshIndex

SPELLINGS = Spellings.of(["ceasefire", "cease-fire", "ceasefires", "cease-fires", "humanitarian pause"])


def document(
    id_: str,
    quote: str = "",
    *,
    language: str = "en",
    said: str = "2023-10-01",
    until: str | None = None,
    revision: int = 1,
    facets: Mapping[str, tuple[str, ...]] | None = None,
    tags: tuple[str, ...] = (),
    **fields: str,
) -> IndexDocument:
    """A statement with some words; `term`, `actor` and `source` are English."""
    texts = {field: [(text, "en")] for field, text in fields.items()} | {"quote": [(quote, language)]}
    return IndexDocument(
        id=id_,
        revision=revision,
        tokens={field: index_tokens(found, SPELLINGS) for field, found in texts.items()},
        facets=facets or {},
        said_from=said,
        said_to=until or said,
        actor_name=fields.get("actor", "").casefold(),
        tags=tags,
    )


def asked(text: str, **rest: Any) -> Query:
    """What a reader typed, as a query."""
    return Query(parse(text, SPELLINGS).clauses, **rest)


def ids(hits: Hits) -> list[str]:
    """The ids found, in their order."""
    return [hit.id for hit in hits.hits]


def found(index: SearchIndex, text: str, **rest: Any) -> set[str]:
    """The ids that a typed query finds."""
    return set(ids(index.search(asked(text, **rest), limit=1000)))


def filled(index: SearchIndex, documents: Iterable[IndexDocument], seq: int = 1) -> SearchIndex:
    """The index, rebuilt from these documents."""
    index.rebuild(documents, seq)
    return index


def placed(id_: str, *forms: str, said: str = "2023-01-01", **rest: object) -> IndexDocument:
    """A statement whose quote has these forms, one after the other."""
    tokens = tuple((position, form) for position, form in enumerate(forms))
    return IndexDocument(id_, 1, {"quote": tokens}, {}, said, said, "", **rest)  # type: ignore[arg-type]


def folder_of(index: WhooshIndex | TantivyIndex) -> Path:
    """Where the index lives."""
    return index._folder.path
