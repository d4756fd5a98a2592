"""What a reconciliation service says of itself: its manifest."""

from __future__ import annotations

from typing import Any

from glossary import site
from glossary.services.reconciling.asked import MOST_CELL, MOST_QUERIES, USUAL_CELL
from glossary.services.reconciling.matching import named

VERSIONS = ("0.1", "0.2")
PREVIEW_SIZE = (430, 320)
"""Width and height of the frame in pixels."""
SUGGESTED = ("entity", "property", "type")


def manifest(kind: str) -> dict[str, Any]:
    """The manifest of the service for terms, or for actors."""
    base, here = site.base(), f"/reconcile/{kind}s"
    width, height = PREVIEW_SIZE
    return {
        "versions": list(VERSIONS),
        "name": f"{site.NAME}: {kind}s",
        "identifierSpace": f"{base}/{kind}s/",
        "schemaSpace": f"{base}{here}",
        "documentation": f"{base}/api/docs#reconciliation",
        "logo": f"{base}/static/icon.svg",
        "defaultTypes": [named(kind)],
        "view": {"url": f"{base}/{kind}s/{{{{id}}}}"},
        "preview": {"url": f"{base}{here}/preview?id={{{{id}}}}", "width": width, "height": height},
        "suggest": {what: _suggest(base, here, what) for what in SUGGESTED},
        "extend": {
            "propose_properties": {"service_url": base, "service_path": f"{here}/properties"},
            "property_settings": [_limit()],
        },
        "batchSize": MOST_QUERIES,
    }


def _suggest(base: str, here: str, what: str) -> dict[str, str]:
    return {
        "service_url": base,
        "service_path": f"{here}/suggest/{what}",
        "flyout_service_url": base,
        "flyout_service_path": f"{here}/flyout/{what}?id=${{id}}",
    }


def _limit() -> dict[str, Any]:
    return {
        "name": "limit",
        "label": "Limit",
        "type": "number",
        "default": 0,
        "help_text": f"Most values in a cell: up to {MOST_CELL}; 0 for {USUAL_CELL}.",
    }
