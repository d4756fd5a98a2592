"""Links of a preview that lead nowhere yet: to what is published only with the record that is previewed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

from glossary.web import faces

_LINK = r'<a\b[^>]*?\bhref="(?:{})(?:[/.?&#][^"]*)?"[^>]*>(.*?)</a>'
_TEXT = r'<span class="later">\1</span>'


def unlinked(page: str, records: Iterable[tuple[str, str]]) -> str:
    """The page with the text of each link to one of these records, given by kind and slug, in place of the link.

    Links to a record are those to its own pages and files, and those that name it in their query.
    """
    there = [part for kind, slug in records for part in _addresses(kind, re.escape(escape(slug)))]
    return re.sub(_LINK.format("|".join(there)), _TEXT, page, flags=re.DOTALL) if there else page


def _addresses(kind: str, slug: str) -> tuple[str, str]:
    """How an address of the record begins, and one that has it in its query."""
    return f"/{faces.PLURALS[kind]}/{slug}", rf'[^"]*[?;&]{kind}={slug}'
