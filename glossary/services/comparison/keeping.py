"""What a comparison says of itself where it is kept, and what there is to cite of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from glossary import site
from glossary.interchange import citations
from glossary.interchange.comparison_notes import Keeping
from glossary.services.comparison import titles as comparison_titles
from glossary.services.comparison.requests import ComparisonRequest
from glossary.services.export import citable
from glossary.services.export.citable import Block
from glossary.services.history import past, pinning

Document = dict[str, Any]
ASKED = ("statement", "term", "actor", "event", "over", "with")
"""The parameters of an address that say what is compared."""
ONCE = "Each work stands here once for each statement read in it, with what it is cited for."


def keeping_of(
    answer: Document,
    wanted: ComparisonRequest,
    named: Sequence[tuple[str, str]],
    languages: Mapping[str, str] | None = None,
) -> Keeping:
    """Title, permanent address and state: of the moment asked for, or else of the newest change.

    named: what is compared, as pairs of `ASKED` in the order of the address. languages: code -> name, for its files.
    """
    moment = past.moment_of(wanted.as_of) if wanted.as_of else pinning.newest_change()
    rows = [("show", "differences")] if wanted.only else []
    # A moment holds no sign that an address would have to hide; its colons stay readable in print.
    query = f"{urlencode([*named, *rows])}&as_of={wanted.as_of or pinning.in_address(moment)}"
    title = "".join(text for text, _ in comparison_titles.heading(answer, wanted))
    return Keeping(title, f"{site.base()}/compare?{query}", site.base(), moment, site.NAME, languages or {})


def blocks(answer: Document, keeping: Keeping) -> tuple[Block, Block]:
    """The comparison, and every source that it rests on, in the order of the columns."""
    own = Block("This comparison", (citations.comparison_item(keeping, citable.here()),), "")
    quoted = tuple(citations.quoted_item(one) for one in _statements(answer))
    return own, Block("The sources it rests on", quoted, f"{citable.BYLINE} {ONCE}")


def _statements(answer: Document) -> list[Document]:
    """Each statement once, in the order of the columns."""
    return list({one["id"]: one for column in answer["columns"] for one in column["statements"]}.values())
