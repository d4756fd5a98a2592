"""A record where its address leads, wherever it has moved to."""

from __future__ import annotations

from typing import Any

from flask import abort, redirect, request, url_for

from glossary.errors import Moved
from glossary.services.reading import published as reading


def present(kind: str, slug: str, argument: str) -> dict[str, Any]:
    """The document; an address of two records leads on with the one that moved put right."""
    try:
        return reading.document(kind, slug)
    except Moved as moved:
        values = {**(request.view_args or {}), argument: moved.slug}
        abort(redirect(url_for(str(request.endpoint), **values), 308))
