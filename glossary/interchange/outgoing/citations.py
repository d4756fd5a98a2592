"""All sources for reference managers: BibTeX, RIS and CSL-JSON, written one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from glossary.interchange.citations import Item, source_item
from glossary.interchange.citations_files import bibtex, ris
from glossary.interchange.outgoing.whole import Publisher, Whole


def as_bibtex(whole: Whole, publisher: Publisher) -> Iterator[bytes]:
    """An entry for each source."""
    return _each(bibtex, "\n", whole)


def as_ris(whole: Whole, publisher: Publisher) -> Iterator[bytes]:
    """A record for each source."""
    return _each(ris, "\r\n", whole)


def as_csl(whole: Whole, publisher: Publisher) -> Iterator[bytes]:
    """One list with an item for each source."""
    import msgspec

    yield b"["
    for place, item in enumerate(_items(whole)):
        yield (b",\n" if place else b"\n") + msgspec.json.encode(item)
    yield b"\n]\n"


def _each(write: Callable[[Sequence[Item]], str], between: str, whole: Whole) -> Iterator[bytes]:
    for place, item in enumerate(_items(whole)):
        yield ((between if place else "") + write([item])).encode()


def _items(whole: Whole) -> Iterator[Item]:
    return (source_item(document) for document in whole.each("source"))
