"""Datasette for comparison: the same statements as rows of a SQLite file with a full-text table, in a venv of its own.

The file has a column for each facet of ours and for each text; `statements_fts` (FTS5, porter) holds the texts.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from glossary.search.port import FACETS
from glossary.services.index.documents import facet_values
from glossary.sqlite_library import sqlite3
from tests.bench.servers import free_port

RELEASE = "datasette==0.65.*"
TEXTS = ("term_name", "actor_name", "speaking_as", "quote", "summary", "event_name", "conflict_label", "title")
OTHERS = (
    "id",
    "term_as_written",
    "reported_by",
    "publisher",
    "url",
    "locator",
    "said",
    "said_from",
    "said_to",
    "facets",
)
COLUMNS = (*OTHERS[:1], *FACETS, *TEXTS, *OTHERS[1:])
SETTINGS = {
    "suggest_facets": "off",
    "num_sql_threads": "3",
    # As long as it takes: facets that time out would be left out of the answer.
    "facet_time_limit_ms": "30000",
    "sql_time_limit_ms": "60000",
}


def home() -> Path:
    """Where its venv is kept between runs."""
    cache = os.environ.get("XDG_CACHE_HOME")
    return (Path(cache) if cache else Path(tempfile.gettempdir())) / "glossary-bench-datasette"


def install() -> Path:
    """The venv with Datasette, made where it is missing. Needs the package index the first time."""
    folder = home()
    python = folder / "bin" / "python"
    if not (folder / "bin" / "datasette").exists():
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
        subprocess.run([str(python), "-m", "pip", "install", "--quiet", RELEASE], check=True)
    return folder / "bin" / "datasette"


def version(program: Path) -> str:
    """What it says of itself."""
    told = subprocess.run([str(program), "--version"], capture_output=True, text=True, check=True)
    return told.stdout.strip().rpartition(" ")[2]


def build(file: Path, documents: Iterable[dict[str, Any]]) -> None:
    """Write the file anew."""
    file.unlink(missing_ok=True)
    with sqlite3.connect(file) as connection:
        connection.execute(f"CREATE TABLE statements ({', '.join(COLUMNS)}, PRIMARY KEY (id))")
        marks = ", ".join("?" * len(COLUMNS))
        connection.executemany(f"INSERT INTO statements VALUES ({marks})", _rows(documents))  # noqa: S608
        texts = ", ".join(TEXTS)
        connection.execute(
            f"CREATE VIRTUAL TABLE statements_fts USING fts5({texts}, content='statements', tokenize='porter')"
        )
        connection.execute("INSERT INTO statements_fts(statements_fts) VALUES ('rebuild')")
        for facet in FACETS:
            connection.execute(f"CREATE INDEX by_{facet} ON statements ({facet})")
    connection.close()


def _rows(documents: Iterable[dict[str, Any]]) -> Iterator[tuple[str | None, ...]]:
    for document in documents:
        values = _row(document)
        yield tuple(values[column] for column in COLUMNS)


def _row(document: dict[str, Any]) -> dict[str, str | None]:
    """The same texts; of a joint text the first party, of a span of years the first."""
    event, source = document["event"], document["source"]
    facets = {name: next(iter(values), None) for name, values in facet_values(document).items()}
    own = {name: document.get(name) for name in (*TEXTS, *OTHERS)}
    return {
        **own,
        **facets,
        "term_name": document["term"]["preferred"],
        "actor_name": document["actor"]["name"],
        "event_name": event["name"] if event else None,
        "conflict_label": document["conflict"]["label"],
        "title": source["title"],
        "publisher": source["publisher"],
        "url": source["url"],
        "facets": json.dumps(document["facets"], ensure_ascii=False),
    }


def serving(program: Path, file: Path) -> tuple[list[str], int, str]:
    """How to run it on the file, which it may take for unchanging."""
    port = free_port()
    settings = [word for name, value in SETTINGS.items() for word in ("--setting", name, value)]
    command = [str(program), "serve", "-i", str(file), "--host", "127.0.0.1", "--port", str(port), *settings]
    return command, port, "/-/versions.json"


def with_facets(file: Path, text: str) -> str:
    """The address of a search with the same facets as ours."""
    return _address(file, [("_search", text), *(("_facet", facet) for facet in FACETS)])


def fastest(file: Path, text: str) -> str:
    """The address of a search that leaves out all that can be left out."""
    return _address(file, [("_search", text), ("_nofacet", "1"), ("_nocount", "1")])


def _address(file: Path, parameters: list[tuple[str, str]]) -> str:
    shape = [("_size", "20"), ("_shape", "objects")]
    return f"/{file.stem}/statements.json?{urlencode([*parameters, *shape])}"
