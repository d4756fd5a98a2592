"""A folder of YAML files as a data set: read, checked record by record, every problem named."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from marshmallow import Schema, ValidationError

from glossary.errors import SeedRefused
from glossary.interchange.records import SCHEMAS, ConflictSchema, DimensionSchema, EntrySchema

VOCABULARIES = (
    "conflicts",
    "source_types",
    "statement_kinds",
    "stances",
    "wordings",
    "attributions",
    "confidences",
    "actor_kinds",
    "with_roles",
    "relation_types",
    "dimensions",
)
FILES = (*(f"{name}.yaml" for name in SCHEMAS), "vocabularies.yaml")

OWN = (Path(__file__).parents[2] / "seed").resolve()
"""The project's own data set."""
OF_LISTS = "lists "
"""Before the hash of closed lists that were read without records."""
OF_ANOTHER = "other "
"""Before all of that, where it was not the project's own data set."""

Entry = dict[str, Any]


@dataclass(frozen=True, slots=True)
class DataSet:
    """The records of a data set by file name (`terms`, `actors` ...), in the order of the files."""

    records: dict[str, list[Entry]]
    vocabularies: dict[str, list[Entry]]
    sha256: str


@dataclass(slots=True)
class _Reading:
    problems: list[str] = field(default_factory=list)

    def problem(self, file: str, record: str, where: str, reason: str) -> None:
        parts = [file, *([f"record {record}"] if record else []), *([f"field {where}"] if where else [])]
        self.problems.append(f"{', '.join(parts)}: {reason}.".replace("..", "."))


_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _OnceLoader(_Loader):  # type: ignore[misc]
    """Safe YAML that refuses a key given twice, where YAML would silently keep the last."""

    def construct_mapping(self, node: Any, deep: bool = False) -> Any:
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        for key in keys:
            if keys.count(key) > 1:
                raise yaml.constructor.ConstructorError(None, None, f"the key {key!r} stands twice", node.start_mark)
        return super().construct_mapping(node, deep=deep)


def fingerprint(folder: Path, *, lists_only: bool = False) -> str:
    """A hash over the files of a data set, marked where it is another than the project's own, or its lists alone.

    Raises `SeedRefused` when a file is missing.
    """
    names = FILES[-1:] if lists_only else FILES
    missing = [name for name in names if not (folder / name).is_file()]
    if missing:
        raise SeedRefused([f"{name}: the file is missing." for name in missing])
    parts = (hashlib.sha256((folder / name).read_bytes()).digest() for name in names)
    whole = hashlib.sha256(b"".join(parts)).hexdigest()
    mark = ("" if folder.resolve() == OWN else OF_ANOTHER) + (OF_LISTS if lists_only else "")
    return f"{mark}{whole}"[: len(whole)]


def read_folder(folder: Path, *, lists_only: bool = False) -> DataSet:
    """The data set in a folder, or its closed lists alone.

    Raises `SeedRefused` naming file, record, field and reason of every problem.
    """
    sha256, reading = fingerprint(folder, lists_only=lists_only), _Reading()
    records = {name: [] if lists_only else _read_records(folder, name, reading) for name in SCHEMAS}
    vocabularies = _read_vocabularies(folder, reading)
    if reading.problems:
        raise SeedRefused(reading.problems)
    return DataSet(records, vocabularies, sha256)


def _load(folder: Path, file: str, keys: tuple[str, ...], reading: _Reading) -> dict[str, list[Any]]:
    try:
        content = yaml.load((folder / file).read_text(encoding="utf-8"), _OnceLoader)  # noqa: S506  (a safe loader)
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError, ValueError) as error:
        reading.problem(file, "", "", f"cannot be read as YAML: {' '.join(str(error).split())}")
        return {}
    if not isinstance(content, dict) or set(content) != set(keys):
        reading.problem(file, "", "", f"must hold exactly: {', '.join(keys)}")
        return {}
    for key, rows in content.items():
        if not isinstance(rows, list):
            reading.problem(file, "", str(key), "is not a list of records")
            return {}
    return content


def _read_records(folder: Path, name: str, reading: _Reading) -> list[Entry]:
    file = f"{name}.yaml"
    rows = _load(folder, file, (name,), reading).get(name, [])
    return list(_checked(file, rows, SCHEMAS[name](), reading))


def _read_vocabularies(folder: Path, reading: _Reading) -> dict[str, list[Entry]]:
    file = "vocabularies.yaml"
    special: dict[str, type[Schema]] = {"conflicts": ConflictSchema, "dimensions": DimensionSchema}
    lists = _load(folder, file, VOCABULARIES, reading)
    schemas = {key: special.get(key, EntrySchema)() for key in lists}
    return {key: list(_checked(file, rows, schemas[key], reading)) for key, rows in lists.items()}


def _checked(file: str, rows: list[Any], schema: Schema, reading: _Reading) -> Iterator[Entry]:
    seen: set[Any] = set()
    for place, row in enumerate(rows, start=1):
        name = str(row.get("id", f"no. {place}")) if isinstance(row, dict) else f"no. {place}"
        try:
            loaded = schema.load(row)
        except ValidationError as error:
            for where, reason in _flatten(error.messages):
                reading.problem(file, name, where, reason)
            continue
        if loaded["id"] in seen:
            reading.problem(file, name, "id", "is used by an earlier record")
        seen.add(loaded["id"])
        yield loaded


def _flatten(messages: Any, path: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(messages, dict):
        for key, inner in messages.items():
            step = "" if key == "_schema" else str(key)
            yield from _flatten(inner, ".".join(part for part in (path, step) if part))
    else:
        for message in messages:
            yield path, str(message).rstrip(".")
