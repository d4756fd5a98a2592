"""`glossary migrate`: up, down, and a sentence for what it cannot do."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import inspect, text

from glossary import create_app
from glossary.db import db, writing
from glossary.services import migrating
from tests.cli.conftest import Glossary


def test_a_new_database_goes_up_once(glossary: Glossary) -> None:
    """The first call makes the tables, the second says that they stand."""
    newest = migrating.newest()
    assert glossary("migrate").stdout == f"The database is now at {newest}.\n"
    again = glossary("migrate")
    assert (again.exit_code, again.stdout) == (0, f"The database already stood at {newest}.\n")


@pytest.mark.usefixtures("roomy", "backed_up")
def test_down_to_base_empties_and_up_again_fills(glossary_seeded: Glossary, own_instance: Path) -> None:
    """`--down --to base` takes the tables away; `migrate` and `seed` bring everything back."""
    down = glossary_seeded("migrate", "--down", "--to", "base")
    assert (down.exit_code, down.stdout) == (0, "The database is now empty.\n")
    with create_app(instance=own_instance).app_context():
        assert set(inspect(db.engine).get_table_names()) <= {"alembic_version"}
        db.engine.dispose()
    assert glossary_seeded("migrate").exit_code == 0
    assert glossary_seeded("seed").stdout.startswith("Imported: 1007 new")
    assert glossary_seeded("doctor").exit_code == 0


def test_an_unknown_migration_is_a_sentence(glossary: Glossary) -> None:
    """A migration that does not exist ends with exit code 1 and a sentence."""
    result = glossary("migrate", "--to", "9999")
    assert result.exit_code == 1
    assert "9999" in result.stderr
    assert result.stderr.startswith("Error: ")


def test_going_down_needs_a_place_to_stop(glossary_seeded: Glossary) -> None:
    """`--down` alone is refused: it would not say how much is to be lost."""
    result = glossary_seeded("migrate", "--down")
    assert result.exit_code == 2
    assert "--to" in result.stderr


def test_a_database_of_a_newer_program_is_a_sentence(glossary_seeded: Glossary, own_instance: Path) -> None:
    """A database that a newer version has changed is refused with a sentence, and left alone."""
    app = create_app(instance=own_instance)
    with app.app_context(), writing() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    result = glossary_seeded("migrate")
    assert result.exit_code == 1
    assert "another version" in result.stderr
