"""Walking a list: an opaque cursor, and a `Link` to what follows (RFC 8288)."""

from __future__ import annotations

import base64
import binascii
import json
import re
from datetime import date
from typing import Any
from urllib.parse import urlencode

from flask import request

from glossary.api.parameters import SLUG
from glossary.errors import Invalid
from glossary.services.reading.published import Place

WRONG = "The cursor is not one that this list handed out; start the list again without it."


def write_cursor(place: Place | None) -> str | None:
    """The cursor for what follows a place."""
    if place is None:
        return None
    return base64.urlsafe_b64encode(json.dumps(place).encode()).decode().rstrip("=")


def read_cursor(text: str | None, length: int) -> Place | None:
    """The place that a cursor means. Raises `Invalid` for one that this kind of list did not write."""
    if text is None:
        return None
    try:
        place: Any = json.loads(base64.b64decode(text + "=" * (-len(text) % 4), b"-_", validate=True))
    except (binascii.Error, ValueError, RecursionError) as error:
        raise Invalid(WRONG) from error
    if not isinstance(place, list) or len(place) != length or not all(isinstance(part, str) for part in place):
        raise Invalid(WRONG)
    if not re.fullmatch(SLUG, place[-1]) or not all(_is_day(part) for part in place[:-1]):
        raise Invalid(WRONG)
    return tuple(place)


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def link_next(cursor: str | None) -> dict[str, str]:
    """The `Link` header to the next part; none at the end."""
    if cursor is None:
        return {}
    kept = [(k, v) for k, v in request.args.items(multi=True) if k not in ("cursor", "page")]
    return {"Link": f'<{request.base_url}?{urlencode([*kept, ("cursor", cursor)])}>; rel="next"'}
