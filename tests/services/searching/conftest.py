"""A glossary whose index is gone."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from glossary import create_app
from glossary.db import db


@pytest.fixture
def bare(own_instance: Path) -> Iterator[Flask]:
    """The application on the seeded data, its index gone, at work."""
    shutil.rmtree(own_instance / "index")
    app = create_app(instance=own_instance)
    with app.app_context():
        yield app
        db.engine.dispose()
