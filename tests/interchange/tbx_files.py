"""Files of TBX for tests: written from records made up for the purpose, and taken apart again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from lxml import etree

from glossary.interchange.incoming.reading import read
from glossary.interchange.incoming.records import Incoming
from glossary.interchange.outgoing.whole import Publisher
from glossary.interchange.tbx import writing

Row = dict[str, Any]
HERE = Publisher("A glossary", "https://glossary.example.org")
NAMESPACES = {"t": "urn:iso:std:iso:30042:ed-2"}
SHAPES = {"by actor": writing.by_actor, "by term": writing.by_term}
SAMPLES = Path(__file__).parents[1] / "data" / "schemas" / "tbx"


class Some:
    """These documents as a whole glossary; statements must come by term, then actor."""

    moment = datetime.fromisoformat("2026-11-30T12:00:00")
    change = 7
    dimensions: Sequence[str] = ("duration", "area")

    def __init__(self, documents: Mapping[str, Iterable[Row]]) -> None:
        self.documents = documents

    @property
    def counts(self) -> Mapping[str, int]:
        """Kind -> how many."""
        return {kind: len(list(some)) for kind, some in self.documents.items()}

    def each(self, kind: str) -> Iterator[Row]:
        """The documents of a kind."""
        return iter(self.documents.get(kind, ()))


def write(path: Path, shape: str, documents: Mapping[str, Iterable[Row]]) -> Path:
    """A file in a shape with these documents."""
    with path.open("wb") as file:
        file.writelines(SHAPES[shape](Some(documents), HERE))
    return path


def read_all(path: Path) -> tuple[list[Incoming], list[str]]:
    """The records of a file, and what is told of the rest."""
    left_out: list[str] = []
    return list(read(path, "tbx", left_out=left_out)), left_out


def read_text(folder: Path, text: str | bytes) -> tuple[list[Incoming], list[str]]:
    """The same of a file with this content."""
    path = folder / "file.tbx"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_all(path)


def parts(content: bytes, path: str) -> list[Any]:
    """What is at a path in a file; elements of TBX have the prefix `t`."""
    found: list[Any] = etree.fromstring(content).xpath(path, namespaces=NAMESPACES)
    return found


def new(entries: str, *, header: str = "", style: str = "dca", more: str = "") -> str:
    """A file of 2019 with these entries."""
    return (
        f'<tbx type="TBX-Basic" style="{style}" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2" {more}><tbxHeader>'
        f"<fileDesc><sourceDesc><p>A test.</p></sourceDesc></fileDesc>{header}</tbxHeader>"
        f"<text><body>{entries}</body></text></tbx>"
    )


def old(entries: str) -> str:
    """A file of 2008 with these entries, and the DOCTYPE that such files have."""
    return (
        '<?xml version="1.0"?><!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd"><martif type="TBX-Basic" xml:lang="en">'
        "<martifHeader><fileDesc><sourceDesc><p>A test.</p></sourceDesc></fileDesc></martifHeader>"
        f"<text><body>{entries}</body></text></martif>"
    )
