"""What both generations of TBX and both styles have in common: categories, languages and texts of elements."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from glossary.interchange.tbx.names import LANG

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

ENTRIES = ("conceptEntry", "termEntry")
"""Of 2019 and of 2008; so with the next ones."""
HEADERS = ("tbxHeader", "martifHeader")
LANGUAGES = ("langSec", "langSet")
FORMS = ("termSec", "tig", "ntig")
_BY_TYPE = frozenset(
    {"admin", "adminNote", "descrip", "descripNote", "ref", "termNote", "transac", "transacNote", "xref"}
)
"""Elements whose category is in `type` (DCA); in the other style (DCT) the element is named by its category."""
_TAG = re.compile(r"(?P<language>[a-z]{2,3})(?:[-_](?P<script>[a-z]{4}))?(?:[-_](?P<region>[a-z]{2}|[0-9]{3}))?", re.I)


def local(element: Element) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def category(element: Element) -> str:
    """The data category: what the element tells of."""
    name = local(element)
    return (element.get("type") or name) if name in _BY_TYPE else name


def text_of(element: Element | None) -> str:
    """The text inside, markup left away, with one blank for each break of lines."""
    text = "".join(element.itertext()) if element is not None else ""
    return " ".join(line.strip() for line in text.strip().replace("\r", "\n").split("\n") if line.strip())


def children(element: Element, *names: str) -> Iterator[Element]:
    """The elements of these names right below one."""
    return element.iterchildren(*(f"{{*}}{name}" for name in names))


def inside(element: Element, *names: str) -> Iterator[Element]:
    """The elements of these names anywhere inside."""
    return element.iter(*(f"{{*}}{name}" for name in names))


def language_of(element: Element) -> str:
    """The language of a section as the glossary writes it: `zh-Hant`; empty for what is no such tag."""
    found = _TAG.fullmatch((element.get(LANG) or element.get("lang") or "").strip())
    if not found:
        return ""
    script, region = found["script"] or "", found["region"] or ""
    return "-".join(part for part in (found["language"].lower(), script.title(), region.upper()) if part)
