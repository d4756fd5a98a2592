"""Text that XML can hold."""

from __future__ import annotations

import re

_NO_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def text_of(text: str) -> str:
    """The text with a sign for every character that no XML may hold (XML 1.0, 2.2)."""
    return _NO_XML.sub("\ufffd", text)
