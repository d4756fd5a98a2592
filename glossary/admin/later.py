"""Links of a preview or a draft that lead nowhere yet: to what is published only with the record that is shown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape
from typing import Any

from glossary.web import faces

Document = dict[str, Any]
NOT_YET = " (not published yet)"
"""What stands behind a name that is no link yet."""
_LINK = r'<a\b[^>]*?\bhref="(?:{})(?:[/.?&#][^"]*)?"[^>]*>(.*?)</a>'
_TEXT = r'<span class="later">\1</span>'


def coming(kind: str, documents: Sequence[Document | None], *, new: bool) -> list[tuple[str, str]]:
    """Kind and slug of what there is only once this is published: the new records within it, and itself if it is new.

    documents: as `faces.unpublished` takes them.
    """
    *others, own = documents
    parts = [(kind_of_part(one), faces.slug_of(one)) for one in others if one]
    return [*parts, (kind, faces.slug_of(own))] if new and own else parts


def kind_of_part(document: Document) -> str:
    """Whether what a statement brings along is a source or an actor."""
    return "source" if "publisher" in document else "actor"


def unlinked(page: str, records: Iterable[tuple[str, str]], told: str = "") -> str:
    """The page with the text of each link to one of these records, given by kind and slug, in place of the link.

    Links to a record are those to its own pages and files, and those that name it in their query. `told`: what is said
    behind each text, as markup.
    """
    there = [part for kind, slug in records for part in _addresses(kind, re.escape(escape(slug)))]
    return re.sub(_LINK.format("|".join(there)), _TEXT + told, page, flags=re.DOTALL) if there else page


def _addresses(kind: str, slug: str) -> tuple[str, str]:
    """How an address of the record begins, and one that has it in its query."""
    return f"/{faces.PLURALS[kind]}/{slug}", rf'[^"]*[?;&]{kind}={slug}'
