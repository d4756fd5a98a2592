"""The files in which the whole glossary is taken along: their names, what is in them, and who writes them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from importlib import import_module

from glossary.errors import Invalid, NotFound
from glossary.interchange.outgoing import citations, json_lines, tables
from glossary.interchange.outgoing.whole import Publisher, Whole
from glossary.interchange.skos import whole as linked
from glossary.services.export import exporting
from glossary.services.export.for_files import ForFiles
from glossary.services.reading import published as reading

Write = Callable[[Whole, Publisher], Iterator[bytes]]
JSON_LINES = "application/jsonl"
CSV = "text/csv; charset=utf-8"
ADDRESSED = ("ttl", "jsonld", "rdf", "tbx")
"""Endings of the formats that name records by their addresses; the others do it by their slugs."""
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TBX = "application/x-tbx; charset=utf-8"


@dataclass(frozen=True, slots=True)
class ExportFile:
    """A file that holds the published records, or those of one kind."""

    name: str
    """As in its address: what is in it, and the ending of its format."""
    says: str
    """What is in it, in a few words; files of the same content in several formats say the same."""
    content_type: str
    make: Write
    dated: bool = False
    """Whether it tells when a record was published."""

    @property
    def names_addresses(self) -> bool:
        """Whether records in it have the addresses of this site."""
        return self.name.rpartition(".")[2] in ADDRESSED

    def write(self, whole: Whole, publisher: Publisher) -> Iterator[bytes]:
        """The content piece by piece; every step needs an application context."""
        return self.make(ForFiles(whole, dated=self.dated), publisher)


def _later(place: str) -> Write:
    """A writer whose library costs every start its time: `module:function`, imported at its first use."""
    module, _, name = place.partition(":")

    def write(whole: Whole, publisher: Publisher) -> Iterator[bytes]:
        return iter(getattr(import_module(module), name)(whole, publisher))

    return write


def _of_kind(kind: str, plural: str) -> tuple[ExportFile, ...]:
    says = plural.capitalize()
    return (
        ExportFile(f"{plural}.csv", says, CSV, partial(tables.csv_of, kind)),
        ExportFile(f"{plural}.xlsx", says, XLSX, partial(tables.xlsx_of, [kind])),
        ExportFile(f"{plural}.jsonl", says, JSON_LINES, partial(json_lines.of_kind, kind)),
    )


ALL = "All of it"
_TBX = "glossary.interchange.tbx.writing"
FILES: Mapping[str, ExportFile] = {
    one.name: one
    for one in (
        *_of_kind("statement", "statements"),
        *_of_kind("term", "terms"),
        *_of_kind("actor", "actors"),
        *_of_kind("source", "sources"),
        *_of_kind("event", "events"),
        ExportFile("glossary.xlsx", ALL, XLSX, tables.xlsx_of_all),
        ExportFile("sources.bib", "Sources", "application/x-bibtex; charset=utf-8", citations.as_bibtex),
        ExportFile("sources.ris", "Sources", "application/x-research-info-systems; charset=utf-8", citations.as_ris),
        ExportFile("sources.json", "Sources", "application/vnd.citationstyles.csl+json", citations.as_csl),
        ExportFile("glossary.jsonl", ALL, JSON_LINES, json_lines.of_all),
        *(
            ExportFile(f"glossary.{ending}", ALL, syntax.content_type, partial(linked.written, ending))
            for ending, syntax in linked.SYNTAXES.items()
        ),
        ExportFile("glossary.tbx", ALL, TBX, _later(f"{_TBX}:by_actor"), dated=True),
        ExportFile(
            "glossary-by-term.tbx", "All of it, one entry for each term", TBX, _later(f"{_TBX}:by_term"), dated=True
        ),
    )
}
"""Name -> file, in the order in which they are offered."""
FORMATS = {
    "csv": ("CSV", "For spreadsheets and statistics; read back by the import."),
    "xlsx": ("XLSX", "The same tables as workbooks, all of it with a sheet for each kind; read back by the import."),
    "jsonl": ("JSON Lines", "For programs: a record on each line, as the API has it; read back by the import."),
    "bib": ("BibTeX", "For LaTeX and reference managers."),
    "ris": ("RIS", "For reference managers such as Zotero, EndNote, Citavi."),
    "json": ("CSL-JSON", "For citation processors, and reference managers that read it."),
    "tbx": (
        "TBX-Basic",
        "For translators’ tools (ISO 30042:2019, DCA): an entry for each actor’s uses of a term; read by the import.",
    ),
    "ttl": ("SKOS: Turtle", "For the web of data, with PROV-O; its terms are read back by the import."),
    "jsonld": ("SKOS: JSON-LD", "The same graph for programs that read JSON."),
    "rdf": ("SKOS: RDF/XML", "The same graph for terminology tools that read XML."),
}
"""Ending -> its name, and whom it is for, in the order in which they are offered."""
NARROWED = "statements"
"""The files that can be narrowed by `reading.FILTERS`."""


def by_content() -> list[tuple[str, list[tuple[str, str]]]]:
    """What is in a file -> the name of each format that it comes in, and the file's own name."""
    offered: dict[str, list[tuple[str, str]]] = {}
    for ending, (form, _) in FORMATS.items():
        for one in FILES.values():
            if one.name.rpartition(".")[2] == ending:
                offered.setdefault(one.says, []).append((form, one.name))
    return list(offered.items())


def file_named(name: str) -> ExportFile:
    """The file. Raises `NotFound` for any other name."""
    if name not in FILES:
        raise NotFound(f"There is no file {name[:60]!r}; there are {', '.join(FILES)}.")
    return FILES[name]


def take(name: str, **filters: str) -> tuple[ExportFile, exporting.Snapshot]:
    """A file, and what it is to hold as of this moment: `file.write(snapshot, publisher)` gives its content.

    What can be refused is refused here: `NotFound` for a name or a filter's value that there is not, `Invalid` for a
    filter of a file that cannot be narrowed.
    """
    file = file_named(name)
    if filters and file.name.partition(".")[0] != NARROWED:
        raise Invalid(f"Only the files of {NARROWED} are narrowed; {name} is always whole.")
    if unknown := filters.keys() - set(reading.FILTERS):
        raise Invalid(f"Statements are not narrowed by {', '.join(sorted(unknown))}.")
    return file, exporting.take(**filters)
