"""TBX: our own files as they left, those of other tools as terms with equivalents; of 2019 and of 2008, DCA and DCT."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from glossary.errors import Invalid
from glossary.interchange import xml_door
from glossary.interchange.incoming.records import Incoming
from glossary.interchange.tbx import foreign, own, parts

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

NO_TBX = (
    "The file is no TBX: one begins with the element “tbx” (2019) or “martif” (2008), and has entries in it "
    "(“conceptEntry” or “termEntry”)."
)
NO_TERM = "None of the entries of the file ({}) has a form in English, by which the glossary knows its terms: {}."
_ROOTS = {"tbx": "urn:iso:std:iso:30042:ed-2", "martif": None}
"""Root -> its namespace; any where there is none."""


def read(path: Path, left_out: list[str]) -> Iterator[Incoming]:
    """The records of a file, one at a time; `left_out` gets, at the end, what of a foreign file was not read.

    Raises Invalid for a file that `xml_door` does not open, and for one that is no TBX.
    """
    reader = foreign.Foreign()
    records: Callable[[Element], Iterator[Incoming]] = reader.records
    found = 0
    for element in xml_door.elements(path, *parts.HEADERS, *parts.ENTRIES, "refObject"):
        if not found:
            _check_root(element)
        found += 1
        if parts.local(element) in parts.HEADERS:
            records = own.records if own.is_ours(element) else reader.records
        else:
            yield from records(element)
    if not found:
        raise Invalid(NO_TBX)
    if records == reader.records:
        if reader.entries and not reader.terms:
            raise Invalid(NO_TERM.format(f"{reader.entries:,}", reader.no_english))
        left_out += reader.told()


def _check_root(element: Element) -> None:
    root = element.getroottree().getroot()
    name = parts.local(root)
    if name not in _ROOTS or _ROOTS[name] not in (None, str(root.tag).rpartition("}")[0].lstrip("{")):
        raise Invalid(NO_TBX)
