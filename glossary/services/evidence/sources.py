"""The source of a quotation, as far as a check of it asks: what it is known by, and at which addresses it is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urldefrag

from marshmallow import ValidationError

from glossary.errors import GlossaryError, Moved
from glossary.interchange.fields import check_text, check_url
from glossary.models import Source
from glossary.services.reading import published as reading

_OWN = ("consulted", "url", "archive_url")
"""Where a source's own addresses are recorded, the page that was read first."""


@dataclass(frozen=True, slots=True)
class QuotedSource:
    """`names`: its id and its web address, either may be missing; `addresses`: its own, the page that was read first.

    A source that is published together with the statement has no id yet.
    """

    names: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """What a check knows it by; empty where no source is chosen."""
        return next(iter(self.names), "")

    @property
    def address(self) -> str:
        """Where it was read; empty where no address is known."""
        return next(iter(self.addresses), "")

    def own(self, address: str) -> str:
        """Its own address that is this one but for slashes at the end and what follows `#`; empty where none is."""
        return next((one for one in self.addresses if _plain(one) == _plain(address)), "")


def of_values(slug: str, values: Mapping[str, Any]) -> QuotedSource:
    """By the fields of a document, a row of the data set, or a form; an empty `slug` where it is not published."""
    texts = [str(values.get(name) or "").strip() for name in _OWN]
    names = (slug, str(values.get("url") or "").strip())
    return QuotedSource(tuple(filter(None, names)), tuple(filter(_is_address, texts)))


def of_record(source: Source) -> QuotedSource:
    """By its record."""
    return of_values(source.slug, {name: getattr(source, name) for name in _OWN})


def of_slug(slug: str) -> QuotedSource:
    """A published one by any address that it had; an unknown one has no name."""
    try:
        return of_values(slug, reading.document("source", slug))
    except Moved as moved:
        return of_slug(moved.slug)
    except GlossaryError:
        return QuotedSource()


def _is_address(text: str) -> bool:
    try:
        check_text(text)
        check_url(text)
    except ValidationError:
        return False
    return True


def _plain(address: str) -> str:
    return urldefrag(address).url.rstrip("/")
