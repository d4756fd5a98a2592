"""Which other accounts of an utterance are withdrawn: lists of statements and feeds say so beside the link."""

from __future__ import annotations

from collections.abc import Collection

from glossary.db import let_go
from glossary.services.export import disputes
from glossary.services.history import past
from glossary.web import links


def withdrawn(ids: Collection[str], pin: links.Pairs = ()) -> frozenset[str]:
    """Those of these statements that are withdrawn, or were at the moment to which the links are pinned (`as_of`)."""
    moment = dict(pin).get("as_of", "")
    found = disputes.withdrawn(ids, past.at(past.moment_of(moment)) if moment else None)
    if ids:
        let_go()  # asked in the middle of a page, the rest of which reads nothing
    return found
