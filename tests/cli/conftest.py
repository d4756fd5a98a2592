"""The command `glossary` as an operator types it, on an instance folder of the test's own."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask import Flask
from flask.cli import ScriptInfo

from glossary import create_app
from glossary.cli import main
from glossary.db import db
from tests import data_sets

Glossary = Callable[..., Result]


def run(instance: Path, *arguments: str, typed: str | None = None) -> Result:
    """One command in this process, with this on its standard input; what it opened is closed afterwards."""
    made: list[Flask] = []

    def make() -> Flask:
        made.append(create_app(instance=instance))
        return made[-1]

    result = CliRunner().invoke(main, arguments, obj=ScriptInfo(create_app=make), input=typed)
    for app in made:
        with app.app_context():
            db.engine.dispose()
    return result


@pytest.fixture(autouse=True)
def niceness(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """By how much commands have lowered the priority of this process, in place of doing so: it runs the other tests."""
    asked: list[int] = []
    monkeypatch.setattr(os, "nice", asked.append)
    return asked


@pytest.fixture
def blank(tmp_path: Path) -> Path:
    """An instance folder with nothing in it."""
    return tmp_path / "blank"


@pytest.fixture
def glossary(blank: Path) -> Glossary:
    """Commands on a new machine."""
    return lambda *arguments: run(blank, *arguments)


@pytest.fixture
def glossary_seeded(own_instance: Path) -> Glossary:
    """Commands on a copy of the seeded instance."""
    return lambda *arguments: run(own_instance, *arguments)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The files of the small data set, to be spoilt."""
    return data_sets.write(data_sets.small(), tmp_path / "data")
