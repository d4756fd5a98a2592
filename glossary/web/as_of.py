"""A record's page as it stood at a moment: what its address asks for, and the address that keeps the present state."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import request

from glossary.services.history import past, pinning
from glossary.web import links, pages, parameters


@dataclass(frozen=True, slots=True)
class AsOf:
    """A moment as the address says it, and the records as they stood then."""

    text: str
    records: past.Past

    @property
    def pin(self) -> links.Pairs:
        """What keeps a link at the moment."""
        return [("as_of", self.text)]


def asked() -> AsOf | None:
    """The moment that this request asks for; None for the present.

    Raises `Invalid` for what is no moment and for one that is not settled, `NotFound` for one before the first record.
    """
    text = parameters.moment()
    return AsOf(text, past.at(past.moment_of(text))) if text else None


def show(face: pages.Face, then: AsOf) -> str:
    """The page of a record as it stood: it says so on top, and search engines are asked to leave it out."""
    words = past.in_words(then.records.moment)
    description = f"As it stood on {words}. {face.description}"
    more: dict[str, Any] = {"pin": then.pin, "moment": words, "present": request.path}
    return pages.render(face.template, face.title, description, keep=then.pin, noindex=True, **{**face.more, **more})


def kept(path: str) -> str:
    """The whole address at which this page's state of now is answered after later changes."""
    pin = [("as_of", pinning.in_address(pinning.newest_change()))]
    return links.permanent(links.with_query(path, pin))
