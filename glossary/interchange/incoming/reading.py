"""The one way in: a file and its format, and its records come out, one at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path, PurePath

from glossary.errors import Invalid
from glossary.interchange.incoming import csv_file, json_lines, yaml_file
from glossary.interchange.incoming.limits import MOST_ROWS
from glossary.interchange.incoming.records import Incoming

SKOS = {"ttl": "SKOS (Turtle)", "rdf": "SKOS (RDF/XML)", "jsonld": "SKOS (JSON-LD)"}
FORMATS = {"csv": "CSV", "xlsx": "XLSX", "yaml": "YAML", "jsonl": "JSON Lines", "tbx": "TBX", **SKOS}
_ENDINGS = {
    ".csv": "csv",
    ".tsv": "csv",
    ".txt": "csv",
    ".xlsx": "xlsx",
    ".yaml": "yaml",
    ".yml": "yaml",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".tbx": "tbx",
    ".ttl": "ttl",
    ".rdf": "rdf",
    ".jsonld": "jsonld",
}


def format_of(name: str) -> str:
    """The format that a file's name tells. Raises Invalid for any other ending."""
    found = _ENDINGS.get(PurePath(name).suffix.casefold())
    if not found:
        raise Invalid(f"The name does not tell the format. Known endings: {', '.join(_ENDINGS)}.")
    return found


def read(
    path: Path,
    form: str,
    *,
    dimensions: Sequence[str] = (),
    hint: str = "",
    unread: list[str] | None = None,
    left_out: list[str] | None = None,
) -> Iterator[Incoming]:
    """The records of a file in a format (`form`), in its order; `hint` is its name without the ending.

    `unread` gets the names of columns that are not read back, and `left_out`, once all is read, sentences on what else
    a file of another tool has. Raises Invalid, with a sentence, for a file that is
    empty, unreadable, not of the format or has too many records.
    """
    number = 0
    told = ([] if unread is None else unread, [] if left_out is None else left_out)
    for number, record in enumerate(_records(path, form, dimensions, hint, *told), 1):
        if number > MOST_ROWS:
            raise Invalid(f"The file has more than {MOST_ROWS:,} records. Divide it.")
        yield record
    if not number:
        raise Invalid("The file has no records.")


def _records(
    path: Path, form: str, dimensions: Sequence[str], hint: str, unread: list[str], left_out: list[str]
) -> Iterator[Incoming]:
    # The libraries of workbooks and of XML cost every start their time, and few starts need them.
    if form == "csv":
        return csv_file.read(path, dimensions, hint, unread)
    if form == "xlsx":
        from glossary.interchange.incoming import xlsx_file

        return xlsx_file.read(path, dimensions, hint, unread)
    if form == "yaml":
        return yaml_file.read(path)
    if form == "jsonl":
        return json_lines.read(path)
    if form == "tbx":
        from glossary.interchange.incoming import tbx_file

        return tbx_file.read(path, left_out)
    if form in SKOS:
        from glossary.interchange.incoming import skos_file

        return skos_file.read(path, form, left_out)
    raise Invalid(f"Files are read as {', '.join(FORMATS.values())}.")
