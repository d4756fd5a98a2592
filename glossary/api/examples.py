"""Requests to try, on the data set that the project ships; the description and the page about the API show them."""

from __future__ import annotations

from typing import Any

_STATEMENT: dict[str, Any] = {
    "term": "humanitarian-pause",
    "term_as_written": "humanitarian pauses",
    "language": "en",
    "actor": "john-kirby",
    "speaking_as": "spokesperson, US National Security Council",
    "with": [],
    "reported_by": "ABC News",
    "source": "abc-2023-10-27-kirby",
    "locator": "",
    "said": "2023-10-26~",
    "conflict": "israel-hamas-2023",
    "event": "",
    "kind": "definition",
    "stance": "defines",
    "wording": "paraphrase",
    "quote": "",
    "summary": "A pause is for a place and a time, so that aid gets in.",
    "facets": [],
    "attribution": "reported",
    "confidence": "medium",
    "note": "",
    "disputes": [],
}
_ACTOR = {
    "name": "Example Relief",
    "aliases": [{"form": "ER", "lang": "en", "kind": "acronym"}],
    "kind": "organization",
    "affiliation": "",
    "country": "",
    "note": "",
}
_SOURCE = {
    "title": "A page of examples",
    "publisher": "Example Relief",
    "url": "https://relief.example.org/pauses",
    "published": "2024-02",
    "type": "official-guidance",
    "language": "en",
    "consulted": "https://relief.example.org/pauses",
    "rights": "Short quotation.",
    "note": "",
}
BODIES: dict[str, dict[str, Any]] = {
    "publish_statement": _STATEMENT,
    "change_statement": {"note": "The broadcast was heard again.", "said": "2023-10-26"},
    "withdraw_statement": {"reason": "The source has corrected its report."},
    "publish_actor": _ACTOR,
    "change_actor": {"note": "Named by its office of that time."},
    "publish_source": _SOURCE,
    "change_source": {"note": "Read again in May 2024."},
}
"""Name of a write -> a body that it takes."""

ANNOTATE = {
    "text": "The parties agree on a humanitarian pause of 48 hours. The truce (هدنة إنسانية) may be extended.",
    "language": "en",
}
"""A text to be annotated."""
