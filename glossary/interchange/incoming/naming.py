"""Ids for records of files that have none of ours."""

from __future__ import annotations

import re

from glossary.text import fold

MOST = 120
"""Characters of an id."""


def id_of(form: str) -> str:
    """The id of a term with this preferred form: its letters and digits; empty where nothing can be written so."""
    return re.sub(r"[^a-z0-9]+", "-", fold(form)).strip("-")[:MOST].strip("-")
