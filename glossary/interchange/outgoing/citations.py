"""All sources for reference managers: BibTeX, RIS and CSL-JSON, written one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from glossary.interchange.citations import Item, Site, source_item
from glossary.interchange.citations_files import bibtex, ris
from glossary.interchange.outgoing.whole import Publisher, Whole


def as_bibtex(whole: Whole, publisher: Publisher) -> Iterator[bytes]:
    """An entry for each source."""
    return _each(bibtex, "\n", whole, publisher)


def as_ris(whole: Whole, publisher: Publisher) -> Iterator[bytes]:
    """A record for each source."""
    return _each(ris, "\r\n", whole, publisher)


def as_csl(whole: Whole, publisher: Publisher) -> Iterator[bytes]:
    """One list with an item for each source."""
    import msgspec

    yield b"["
    for place, item in enumerate(_items(whole, publisher)):
        yield (b",\n" if place else b"\n") + msgspec.json.encode(item)
    yield b"\n]\n"


def _each(write: Callable[[Sequence[Item]], str], between: str, whole: Whole, publisher: Publisher) -> Iterator[bytes]:
    for place, item in enumerate(_items(whole, publisher)):
        yield ((between if place else "") + write([item])).encode()


def _items(whole: Whole, publisher: Publisher) -> Iterator[Item]:
    """Read on the day of the newest change, so that the same state gives the same file."""
    here = Site(publisher.name, publisher.base, whole.moment.date())
    return (source_item(document, here) for document in whole.each("source"))
