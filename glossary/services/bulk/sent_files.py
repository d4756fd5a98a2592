"""What is sent with a file of records, made plain or refused: its name, its format, a note, and the file itself."""

from __future__ import annotations

import hashlib
import os
import unicodedata
from pathlib import Path
from typing import IO

from glossary.errors import Invalid, Refused
from glossary.interchange.incoming.limits import MOST_BYTES
from glossary.interchange.incoming.reading import FORMATS, format_of
from glossary.services.publishing import editing

MOST_NAME = 120
MOST_NOTE = 300
_CHUNK = 65_536
TOO_LONG = f"The file is longer than {MOST_BYTES:,} bytes. Divide it, or import it by the command line."


def plain_name(name: str) -> str:
    """A file's name without folders and without what hides or turns other characters; its end is kept."""
    last = name.replace("\\", "/").rpartition("/")[2]
    seen = "".join(c for c in last if unicodedata.category(c)[0] != "C")
    return " ".join(seen.split())[-MOST_NAME:].strip() or "file"


def form_of(form: str, name: str) -> str:
    """The format that was chosen, or else that of the name's ending. Raises `Refused`."""
    if form and form not in FORMATS:
        raise Refused({"format": ["Choose one of the formats that are offered."]})
    try:
        return form or format_of(name)
    except Invalid as problem:
        raise Refused({"format": [str(problem)]}) from problem


def plain_note(note: str) -> str:
    """A note as it is kept. Raises `Refused` where it is too long, and as `editing.plain_note` does."""
    if len(note) > MOST_NOTE:
        raise Refused({"note": [f"It has {len(note)} characters; at most {MOST_NOTE} are allowed."]})
    return editing.plain_note(note, "note")


def store(stream: IO[bytes], path: Path) -> tuple[int, str]:
    """Write the file, for its owner alone; size and SHA-256. Raises `Refused` for one that is empty or too long."""
    size, digest = 0, hashlib.sha256()
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        while size <= MOST_BYTES and (chunk := stream.read(_CHUNK)):
            size += len(chunk)
            digest.update(chunk)
            file.write(chunk)
    if not 0 < size <= MOST_BYTES:
        path.unlink()
        raise Refused({"file": ["Choose a file that is not empty." if not size else TOO_LONG]})
    return size, digest.hexdigest()
