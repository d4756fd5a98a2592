"""Statements as the text of a table, as every door sends it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from glossary.interchange.outgoing.tables import as_csv, of_statements
from glossary.interchange.statements_csv import spoken_on


def statements_csv(documents: Sequence[dict[str, Any]], dimensions: Sequence[str] | None = None) -> str:
    """With columns for these dimensions, or for those that the documents speak on."""
    table = of_statements(documents, spoken_on(documents) if dimensions is None else dimensions)
    return b"".join(as_csv(table)).decode()
