"""Ways to spoil a sound data set in one place, each with where and why it must be refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from glossary.errors import SeedRefused
from glossary.services.publishing import importing
from tests import data_sets
from tests.data_sets import DataSet, record


class Spoilt(NamedTuple):
    """A change to a data set, and the place and reason that its refusal must name."""

    change: Callable[[DataSet], Any]
    file: str
    record: str
    field: str
    says: str

    def at(self, **place: str) -> Spoilt:
        """The same, noticed somewhere else."""
        return self._replace(**place)

    def is_named_in(self, problems: list[str]) -> bool:
        """Whether one of the problems says where it is and what is wrong."""
        begins, field = f"{self.file}.yaml, record {self.record},", f" field {self.field}: "
        return any(p.startswith(begins) and field in p and self.says in p and p.endswith(".") for p in problems)


def to(name: str, slug: str, field: str, value: Any, says: str) -> Spoilt:
    """Give one field of one record another value."""
    return Spoilt(lambda data: record(data, name, slug).__setitem__(field, value), name, slug, field, says)


def without(name: str, slug: str, field: str, says: str) -> Spoilt:
    """Take one field out of one record."""
    return Spoilt(lambda data: record(data, name, slug).pop(field), name, slug, field, says)


def twice(name: str, slug: str, says: str) -> Spoilt:
    """Give one record again."""
    return Spoilt(lambda data: data[name].append(record(data, name, slug)), name, slug, "id", says)


def part(name: str, slug: str, parts: str, says: str, **values: Any) -> Spoilt:
    """Give the first entry of a record's list other values."""
    return Spoilt(lambda data: record(data, name, slug)[parts][0].update(values), name, slug, parts, says)


def more(name: str, slug: str, parts: str, entry: Any, says: str) -> Spoilt:
    """Add an entry to a record's list."""
    return Spoilt(lambda data: record(data, name, slug)[parts].append(entry), name, slug, parts, says)


def borrowed(name: str, slug: str, field: str, owner: str, says: str) -> Spoilt:
    """Give one record what another has."""
    return Spoilt(
        lambda data: record(data, name, slug).__setitem__(field, record(data, name, owner)[field]),
        *(name, slug, field, says),
    )


def refusal(data: DataSet, folder: Path) -> list[str]:
    """The problems for which a data set is refused; none for a sound one."""
    return refusal_of(data_sets.write(data, folder))


def refusal_of(folder: Path) -> list[str]:
    """The problems for which the files in a folder are refused; none for sound ones."""
    try:
        importing.check_folder(folder)
    except SeedRefused as refused:
        return refused.problems
    return []
