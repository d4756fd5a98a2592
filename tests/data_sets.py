"""Data sets to import, spoil and compare: the project's own, and a small one cut out of it."""

from __future__ import annotations

import shutil
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from sqlalchemy import Engine, text
from sqlalchemy import inspect as look_at

from glossary.interchange.seed_files import VOCABULARIES

SEED = Path(__file__).parents[1] / "seed"
NAMES = ("terms", "actors", "sources", "events", "statements")

Entry = dict[str, Any]
DataSet = dict[str, list[Entry]]

CHOSEN = (
    "john-kirby-humanitarian-pause-2023-10-26",
    "antonio-guterres-humanitarian-pause-2023-10-27",
    "unsc-extended-humanitarian-pause-2023-11-15",
    "qatar-mofa-humanitarian-pause-2023-11-22",
    "ocha-humanitarian-pause-2022",
    "mao-ning-temporary-ceasefire-2023-11-22",
    "astana-guarantors-de-escalation-area-2017-05-04",
)
"""Disputes, joint texts, quotes in Arabic and Chinese, an uncertain date, a statement without event."""


@cache
def _whole() -> DataSet:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    files = [yaml.load((SEED / f"{name}.yaml").read_text("utf-8"), loader) for name in (*NAMES, "vocabularies")]  # noqa: S506
    return {key: rows for file in files for key, rows in file.items()}


def whole() -> DataSet:
    """The project's data set by list name (`terms` ... and the vocabularies), free to be changed."""
    return deepcopy(_whole())


def small() -> DataSet:
    """A sound data set of a few real statements and all that they point at."""
    data = whole()
    statements = {row["id"]: row for row in data["statements"]}
    chosen = _closed(set(CHOSEN), lambda slug: statements[slug]["disputes"])
    kept = [row for row in data["statements"] if row["id"] in chosen]
    actors = {row["id"]: row for row in data["actors"]}
    speakers = {row["actor"] for row in kept} | {party["actor"] for row in kept for party in row["with"]}
    speakers = _closed(speakers, lambda slug: [above for above in [actors[slug]["affiliation"]] if above])
    terms = [row for row in data["terms"] if row["id"] in {statement["term"] for statement in kept}]
    _relate_within(terms)
    sources = {row["source"] for row in kept} | {r["according_to"] for term in terms for r in term["relations"]}
    data |= {
        "statements": kept,
        "terms": terms,
        "actors": [row for row in data["actors"] if row["id"] in speakers],
        "sources": [row for row in data["sources"] if row["id"] in sources],
        "events": [row for row in data["events"] if row["id"] in {statement["event"] for statement in kept}],
    }
    return data


def _closed(slugs: set[str], more: Any) -> set[str]:
    """The slugs with everything that they lead to."""
    seen: set[str] = set()
    while slugs:
        seen |= slugs
        slugs = {other for slug in slugs for other in more(slug)} - seen
    return seen


def _relate_within(terms: list[Entry]) -> None:
    known = {term["id"] for term in terms}
    for term in terms:
        term["relations"] = [relation for relation in term["relations"] if relation["term"] in known]


def record(data: DataSet, name: str, slug: str) -> Entry:
    """One record of a list, to be changed in place."""
    return next(row for row in data[name] if row["id"] == slug)


def write(data: DataSet, folder: Path) -> Path:
    """The data set as a folder of files."""
    folder.mkdir(parents=True, exist_ok=True)
    files = {name: {name: data[name]} for name in NAMES} | {"vocabularies": {key: data[key] for key in VOCABULARIES}}
    dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    for name, content in files.items():
        written = yaml.dump(content, Dumper=dumper, allow_unicode=True, sort_keys=False)
        (folder / f"{name}.yaml").write_text(written, "utf-8")
    return folder


def copy(folder: Path) -> Path:
    """The project's own files, copied to be edited as text."""
    return Path(shutil.copytree(SEED, folder))


def contents(engine: Engine) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, and SQLite's counters. Those of PostgreSQL go on even when a write is taken back."""
    with engine.connect() as connection:
        tables = look_at(connection).get_table_names()
        if engine.dialect.name == "sqlite":
            tables.append("sqlite_sequence")
        return {
            table: sorted(map(tuple, connection.execute(text(f"SELECT * FROM {table}"))), key=repr)  # noqa: S608
            for table in tables
        }
