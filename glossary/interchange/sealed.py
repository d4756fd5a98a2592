"""Office files made again entry by entry, so that the same content is the same bytes on every day."""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from datetime import datetime
from typing import BinaryIO

EARLIEST = datetime(1980, 1, 1)  # noqa: DTZ001  (a zip file knows no zone)
"""No entry of a zip file can be older."""
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")
_PROPERTIES = "docProps/core.xml"


def sealed(file: bytes, moment: datetime) -> bytes:
    """The file with this moment (UTC) as that of all its entries, and as that of its last change."""
    out = io.BytesIO()
    seal(io.BytesIO(file), out, moment)
    return out.getvalue()


def seal(file: BinaryIO, out: BinaryIO, moment: datetime) -> None:
    """`sealed`, from one open file into another: of a long entry only a piece is in memory at a time."""
    with zipfile.ZipFile(file) as given, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name in given.namelist():
            if name == _PROPERTIES:
                made.writestr(_entry(name, moment), _dated(given.read(name), moment))
                continue
            with given.open(name) as content, made.open(_entry(name, moment), "w") as entry:
                shutil.copyfileobj(content, entry)


def _entry(name: str, moment: datetime) -> zipfile.ZipInfo:
    at = max(moment.replace(tzinfo=None), EARLIEST)
    entry = zipfile.ZipInfo(name, (at.year, at.month, at.day, at.hour, at.minute, at.second))
    entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 3, 0o600 << 16
    return entry


def _dated(properties: bytes, moment: datetime) -> bytes:
    """The libraries write the time of day as that of the last change."""
    return _MODIFIED.sub(rb"\g<1>" + f"{moment:%Y-%m-%dT%H:%M:%SZ}".encode() + rb"\g<2>", properties)
